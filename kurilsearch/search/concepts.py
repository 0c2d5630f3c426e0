"""Concepts: the words of a query as the ranker and the quotation see them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from kurilsearch.language.tokens import words_in


class Concept(NamedTuple):
    """A word of the query with all the stems that count as this word.

    ``words`` are the folded words that are meant when not every word with these stems is (a quoted word, a
    prefix, a likely spelling); None where all are. ``typed`` is the word as typed, in small letters. ``times`` is
    how often the query has it. A ``light`` one is a function word (the, of) beside others that are not.
    """

    stems: frozenset[str]
    typed: tuple[str, ...]
    words: frozenset[str] | None = None
    times: int = 1
    light: bool = False


class Concepts(NamedTuple):
    """The distinct concepts of a query, and the ``sequence`` in which they were typed, as numbers of them.

    ``folded`` are the folded words of a query that is nothing but words, in order: the query as one phrase, and
    ``as_typed`` the same words in small letters as they were typed.
    """

    distinct: tuple[Concept, ...]
    sequence: tuple[int, ...]
    folded: tuple[str, ...] = ()
    as_typed: tuple[str, ...] = ()

    def number_of(self) -> dict[str, int]:
        """Return which concept each stem belongs to."""
        return {stem: number for number, concept in enumerate(self.distinct) for stem in concept.stems}


def gather(found: Sequence[Concept], folded: Sequence[str]) -> Concepts:
    """Return the concepts, those that share a stem made one, so that each stem belongs to one concept."""
    as_typed = tuple(concept.typed[0] for concept in found) if folded else ()
    merged: list[Concept | None] = []
    owner: dict[str, int] = {}
    sequence: list[int] = []
    for concept in found:
        shared = sorted({owner[stem] for stem in concept.stems if stem in owner})
        number = shared[0] if shared else len(merged)
        if not shared:
            merged.append(None)
        for other in shared:
            absorbed = merged[other]
            if absorbed is not None:
                concept = _join(absorbed, concept)
            merged[other] = None
        merged[number] = concept
        owner.update(dict.fromkeys(concept.stems, number))
        sequence = [number if other in shared else other for other in sequence]
        sequence.append(number)
    kept = [number for number, concept in enumerate(merged) if concept is not None]
    renumbered = {number: index for index, number in enumerate(kept)}
    distinct = tuple(concept for concept in merged if concept is not None)
    return Concepts(distinct, tuple(renumbered[number] for number in sequence), tuple(folded), as_typed)


def lighten(concepts: Concepts, function_words: Container[str]) -> Concepts:
    """Return the concepts, function words marked as light; none is where there is nothing else."""
    light = [
        concept.words is None and all(word in function_words for typed in concept.typed for word in words_in(typed))
        for concept in concepts.distinct
    ]
    if all(light):
        return concepts
    distinct = (concept._replace(light=is_light) for concept, is_light in zip(concepts.distinct, light, strict=True))
    return concepts._replace(distinct=tuple(distinct))


def _join(one: Concept, other: Concept) -> Concept:
    words = None if one.words is None or other.words is None else one.words | other.words
    typed = tuple(dict.fromkeys((*one.typed, *other.typed)))
    return Concept(one.stems | other.stems, typed, words, one.times + other.times)
