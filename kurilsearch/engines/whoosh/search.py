"""Answers the query tree over one state of a Whoosh index, with tantivy's scores.

Whoosh's own matchers quantise lengths and score phrases in other ways; so only its postings are used here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from heapq import nlargest
from typing import Any

from whoosh.reading import IndexReader, TermNotFound

from kurilsearch.engines.bm25 import inverse_document_frequency, length_code, length_penalties, score
from kurilsearch.engines.engine import Candidates
from kurilsearch.engines.ordering import best_first, has_scores, least_equal
from kurilsearch.query import And, Everything, Field, InDocuments, Near, Not, Nothing, OfKind, Or, Phrase, Query, Term

Scores = dict[int, float]
"""Matching passages by Whoosh's number (of the whole index), with their scores."""


class Snapshot:
    """One state of the index, with the columns that every query needs in memory."""

    def __init__(self, reader: IndexReader) -> None:
        """Load passage ids and lengths. The snapshot closes ``reader``."""
        self._reader = reader
        self._leaves: list[tuple[Any, int]] = [(leaf, base) for leaf, base in reader.leaf_readers()]
        if not reader.doc_count_all():
            self._leaves = []
        self._passages: list[int] = []
        self._lengths: list[int] = []
        for leaf, _ in self._leaves:
            self._passages += leaf.column_reader("passage", translate=False).load()
            self._lengths += leaf.column_reader("length", translate=False).load()

    def close(self) -> None:
        """Close the files."""
        self._reader.close()

    def search(self, query: Query, limit: int) -> Candidates:
        """Return the candidates for ``query``, best first."""
        found = self._matches(query)
        if not has_scores(query):
            passages = sorted(self._passages[number] for number in found)
            return Candidates(len(found), tuple(passages[:limit]))
        if limit < len(found):
            least = least_equal(nlargest(max(limit, 1), found.values())[-1])
            scored = [(value, self._passages[number]) for number, value in found.items() if value >= least]
        else:
            scored = [(value, self._passages[number]) for number, value in found.items()]
        return Candidates(len(found), tuple(best_first(scored)[:limit]))

    # What the whole index knows. Like tantivy it counts removed passages until a merge drops them.

    @cached_property
    def _penalties(self) -> list[float]:
        """The length penalty of each passage."""
        by_code = length_penalties(len(self._lengths), sum(self._lengths))
        by_length = {length: by_code[length_code(length)] for length in set(self._lengths)}
        return [by_length[length] for length in self._lengths]

    @cached_property
    def _all(self) -> Scores:
        """All passages that were not removed."""
        numbers = {base + number: 0.0 for leaf, base in self._leaves for number in range(leaf.doc_count_all())}
        for leaf, base in self._leaves:
            for number in leaf.deleted_docs_set:
                del numbers[base + number]
        return numbers

    def _weight(self, field: str, term: str) -> float:
        """Return the inverse document frequency of ``term``."""
        holding = sum(leaf.doc_frequency(field, term) for leaf, _ in self._leaves)
        return inverse_document_frequency(len(self._passages), holding)

    def _postings(self, field: str, term: str) -> Iterator[tuple[Any, int]]:
        """Yield the postings of ``term`` in each segment that holds it, with the segment's first number."""
        for leaf, base in self._leaves:
            try:
                matcher = leaf.postings(field, term)
            except TermNotFound:
                continue
            yield matcher, base

    # The nodes of the query tree

    def _matches(self, query: Query) -> Scores:
        """Return the passages that match ``query`` with their scores."""
        match query:
            case Term(text, field):
                return self._term(text, field)
            case Phrase(terms):
                return self._phrase(terms)
            case Near(one, other, distance):
                return self._near(one, other, distance)
            case And(parts):
                return self._and(parts)
            case Or(parts, at_least):
                return self._or(parts, at_least)
            case Not():
                return self._and((query,))
            case OfKind(kinds):
                return self._any_of("kind", (kind.value for kind in kinds))
            case InDocuments(documents):
                return self._any_of("document", map(str, documents))
            case Everything():
                return self._all
            case Nothing():
                return {}

    def _term(self, text: str, field: Field) -> Scores:
        """Return the passages that hold a term."""
        weight, penalties = self._weight(field, text), self._penalties
        found: Scores = {}
        for matcher, base in self._postings(field, text):
            is_active, passage, frequency, advance = matcher.is_active, matcher.id, matcher.weight, matcher.next
            while is_active():
                number = base + passage()
                found[number] = score(weight, frequency(), penalties[number])
                advance()
        return found

    def _phrase(self, terms: tuple[str, ...]) -> Scores:
        """Return the passages that hold terms in a row; scored by how often, with the weights of all terms."""
        if len(terms) < 2:
            return self._term(terms[0], "stems") if terms else {}
        weight = sum(self._weight("stems", term) for term in terms)
        found: Scores = {}
        for leaf, base in self._leaves:
            for number, positions in _together(leaf, "stems", set(terms)).items():
                times = _times_in_a_row([positions[term] for term in terms])
                if times:
                    found[base + number] = score(weight, times, self._penalties[base + number])
        return found

    def _near(self, one: str, other: str, distance: int) -> Scores:
        """Return the passages that hold two terms near each other; that does not score."""
        return {
            base + number: 0.0
            for leaf, base in self._leaves
            for number, positions in _together(leaf, "stems", {one, other}).items()
            if any(abs(first - last) <= distance for first in positions[one] for last in positions[other])
        }

    def _any_of(self, field: str, values: Iterable[str]) -> Scores:
        """Return the passages whose ``field`` is one of ``values``; filters do not score."""
        return {
            base + number: 0.0
            for value in values
            for matcher, base in self._postings(field, value)
            for number in matcher.all_ids()
        }

    def _and(self, parts: tuple[Query, ...]) -> Scores:
        """Return the passages that match every part."""
        wanted = [self._matches(part) for part in parts if not isinstance(part, Not)] or [self._all]
        unwanted = [self._matches(part.part) for part in parts if isinstance(part, Not)]
        fewest = min(wanted, key=len)
        return {
            number: sum([scores[number] for scores in wanted])
            for number in fewest
            if all(number in scores for scores in wanted) and not any(number in scores for scores in unwanted)
        }

    def _or(self, parts: tuple[Query, ...], at_least: int) -> Scores:
        """Return the passages that match at least so many parts."""
        found: Scores = {}
        times: dict[int, int] = {}
        for part in parts:
            for number, value in self._matches(part).items():
                found[number] = found.get(number, 0.0) + value
                times[number] = times.get(number, 0) + 1
        if at_least > 1:
            return {number: value for number, value in found.items() if times[number] >= at_least}
        return found


def _together(leaf: Any, field: Field, terms: set[str]) -> dict[int, dict[str, list[int]]]:
    """Return the passages of a segment that hold all ``terms``, with the positions of each; the rarest term leads."""
    decode = leaf.schema[field].format.decode_positions
    found: dict[int, dict[str, list[int]]] = {}
    for index, term in enumerate(sorted(terms, key=lambda term: (leaf.doc_frequency(field, term), term))):
        try:
            matcher = leaf.postings(field, term)
        except TermNotFound:
            return {}
        if not index:
            while matcher.is_active():
                found[matcher.id()] = {term: decode(matcher.value())}
                matcher.next()
            continue
        for number in list(found):
            if matcher.is_active():
                matcher.skip_to(number)
            if matcher.is_active() and matcher.id() == number:
                found[number][term] = decode(matcher.value())
            else:
                del found[number]
    return found


def _times_in_a_row(positions: list[list[int]]) -> int:
    """Return at how many places the terms with these positions follow each other."""
    starts = set(positions[0])
    for offset, places in enumerate(positions):
        starts &= {place - offset for place in places}
    return len(starts)
