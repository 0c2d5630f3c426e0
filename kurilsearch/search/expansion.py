"""Expansions: what a query means in a library, as the engine is asked and as the ranker counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kurilsearch.query import Query
from kurilsearch.search.checked_query import CheckedQuery, all_of, any_of
from kurilsearch.search.concepts import Concepts
from kurilsearch.vocabulary.equivalents import Words


class Part(NamedTuple):
    """What a part of a query asks for.

    ``loose`` is what a passage holds that has something of it: a pair of characters of a Japanese sentence, one of two
    words with a hyphen between. ``is_plain`` says that it is words or a phrase, which loosening may leave out;
    ``is_telling`` that it is a word of a question that says what is looked for. ``words`` are the folded words of
    plain words; ``must_hold`` says that it is something else to look for, which a passage must hold.
    """

    query: CheckedQuery
    loose: CheckedQuery
    typed: str = ""
    words: Words = ()
    is_plain: bool = False
    is_telling: bool = False
    must_hold: bool = False


class Expansion(NamedTuple):
    """What a query means in this library: what the engine is asked and what the ranker counts.

    ``parts`` stand side by side (there is one for any other query). ``phrase`` asks for the query as one phrase.
    ``is_ranked`` says that a passage with any of the telling words will do: that is ``query``, and ``complete`` asks
    for those that hold all of them; both are the same in any other query. ``is_choice`` says that it is words with OR.
    """

    query: CheckedQuery
    complete: CheckedQuery
    concepts: Concepts
    parts: tuple[Part, ...]
    phrase: Query | None = None
    is_ranked: bool = False
    is_choice: bool = False
    notes: tuple[str, ...] = ()

    @property
    def telling(self) -> tuple[Part, ...]:
        """The words of a question of which a passage must hold one."""
        return tuple(part for part in self.parts if part.is_telling)


def without_words(parts: Sequence[Part]) -> list[CheckedQuery]:
    """Return what a question asks for besides its plain words."""
    return [part.query for part in parts if not part.words]


def at_least(expansion: Expansion, number: int) -> CheckedQuery:
    """Return what to ask so that at least ``number`` of the words and phrases stand, and all the rest holds."""
    words = [part.query for part in expansion.parts if part.is_plain]
    others = [part.query for part in expansion.parts if not part.is_plain]
    return all_of([any_of(words, number), *others] if words else others)
