"""How unlike two words are, from 0 (the same) to 1, for the alignment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel
from rapidfuzz.process import extract

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.match.misreading import likely_misread, surely_misread
from kurilsearch.vocabulary.sound import same_name

MISREAD = 0.05
RESPELT = 0.1
PERHAPS_MISREAD = 0.25
_NUMBER = 0.7
"""What a number costs that stands for another one: it fills its place, and is the same in nothing else."""

LEAST_LIKE = 0.6
STEEPNESS = 1.6
"""Words whose letters are less like (Indel similarity) have nothing in common; above that they grow like steadily."""

_LEAST_READ = 0.4
_REMEMBERED = 200_000
_DIGIT = lazy_pattern(r"\d")


@lru_cache(maxsize=_REMEMBERED)
def unlikeness(quoted: str, source: str) -> float:
    """Return how unlike two folded words are: 0 the same, little for misreadings and spellings, 1 nothing alike."""
    if quoted == source:
        return 0.0
    if surely_misread(quoted, source):
        return MISREAD
    if _DIGIT.search(quoted) and _DIGIT.search(source):
        return _NUMBER
    if same_name(quoted, source):
        return RESPELT
    likeness = Indel.normalized_similarity(quoted, source)
    cost = min((1 - likeness) * STEEPNESS, 1.0) if likeness >= LEAST_LIKE else 1.0
    return PERHAPS_MISREAD if cost > PERHAPS_MISREAD and likely_misread(quoted, source) else cost


@lru_cache(maxsize=_REMEMBERED)
def weight(word: str) -> float:
    """Return how much a folded word counts: short words are common, and are changed without much thought."""
    return min(0.3 + 0.14 * len(word), 1.0) if word.isascii() else 1.0


def cost_rows(
    quoted: Sequence[str], source: Sequence[str], variants: Mapping[str, frozenset[str]]
) -> list[list[float]]:
    """Return for each word of the quotation its unlikeness to each word of the source.

    ``variants`` are words of the library that stand for one of the quotation.
    """
    choices = list(dict.fromkeys(source))
    column_of = {word: index for index, word in enumerate(choices)}
    columns = [column_of[word] for word in source]
    foreign = [word for word in choices if not word.isascii()]
    numbers = [word for word in choices if _DIGIT.search(word)]
    rows: dict[str, list[float]] = {}
    for word in dict.fromkeys(quoted):
        costs = [1.0] * len(choices)
        near = extract(word, choices, scorer=Indel.normalized_similarity, score_cutoff=_LEAST_READ, limit=None)
        other_script = choices if not word.isascii() else foreign
        for choice in (*(found[0] for found in near), *other_script, *(numbers if _DIGIT.search(word) else ())):
            costs[column_of[choice]] = unlikeness(word, choice)
        for choice in variants.get(word, ()):
            if choice in column_of:
                costs[column_of[choice]] = min(costs[column_of[choice]], RESPELT)
        rows[word] = [costs[column] for column in columns]
    return [rows[word] for word in quoted]
