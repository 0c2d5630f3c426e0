"""An engine written as plainly as can be: it looks at every passage for every query.

It is what :mod:`kurilsearch.engines.engine` says in words, but that it keeps nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from kurilsearch.engines.engine import Candidates, PassageTerms, Question
from kurilsearch.query import And, Everything, InDocuments, Near, Not, Nothing, OfKind, Or, Phrase, Query, Term


class NaiveEngine:
    """Holds the terms of all passages in ``entries``, by the passage's id, and scores each of them for each query."""

    name = "naive"

    def __init__(self) -> None:
        self.entries: dict[int, PassageTerms] = {}
        self.revision = 0
        self._frequencies: dict[Query, int] = {}

    def apply(self, removed: Iterable[int] | None, added: Iterable[PassageTerms], revision: int) -> None:
        gone = None if removed is None else set(removed)
        kept = {n: entry for n, entry in self.entries.items() if gone is not None and entry.document not in gone}
        for entry in added:
            assert entry.passage not in kept, "a passage was given twice"
            kept[entry.passage] = entry
        self.entries, self.revision = kept, revision
        self._frequencies.clear()

    def search(self, query: Query, limit: int, *, count: bool = True) -> Candidates:
        found = [entry for entry in self.entries.values() if _holds(query, entry)]
        scored = sorted((-self._score(query, entry), entry.passage) for entry in found)
        return Candidates(len(found), tuple(passage for _, passage in scored[:limit]))

    def foresee(self, questions: Callable[[], Iterable[Question]]) -> tuple[int, ...]:
        return ()

    def refresh(self) -> None:
        pass

    def bytes_used(self) -> int:
        return sum(len(entry.stems) for entry in self.entries.values())

    def close(self) -> None:
        pass

    def _score(self, query: Query, entry: PassageTerms) -> float:
        match query:
            case Term() | Phrase():
                length = len(entry.stems.split())
                average = sum(len(other.stems.split()) for other in self.entries.values()) / len(self.entries)
                df = self._frequencies.get(query)
                if df is None:
                    df = self._frequencies[query] = sum(_holds(query, other) for other in self.entries.values())
                idf = math.log(1 + (len(self.entries) - df + 0.5) / (df + 0.5))
                tf = _count(query, entry)
                return idf * 2.2 * tf / (tf + 1.2 * (0.25 + 0.75 * length / average))
            case And(parts) | Or(parts):
                return sum(self._score(part, entry) for part in parts)
            case _:
                return 0.0


def _count(query: Term | Phrase, entry: PassageTerms) -> int:
    is_of_words = isinstance(query, Term) and query.field == "words"
    words = (entry.words if is_of_words else entry.stems).split()
    terms = [query.text] if isinstance(query, Term) else list(query.terms)
    return sum(words[start : start + len(terms)] == terms for start in range(len(words)))


def _holds(query: Query, entry: PassageTerms) -> bool:
    match query:
        case Term() | Phrase():
            return _count(query, entry) > 0
        case Near(one, other, distance):
            words = list(enumerate(entry.stems.split()))
            return any(
                {first, last} == {one, other} and 0 < end - start <= distance
                for start, first in words
                for end, last in words
            )
        case And(parts):
            return all(_holds(part, entry) for part in parts)
        case Or(parts, at_least):
            assert not any(isinstance(part, Not) for part in parts)
            return sum(_holds(part, entry) for part in parts) >= at_least
        case Not(part):
            return not _holds(part, entry)
        case OfKind(kinds):
            return entry.kind in kinds
        case InDocuments(documents):
            return entry.document in documents
        case Everything():
            return True
        case Nothing():
            return False
