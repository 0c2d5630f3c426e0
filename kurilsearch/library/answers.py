"""Answers as a front end shows them: with the works that the quoted words rest on, and with what to mark in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kurilsearch.hit import Hit, SearchResult
from kurilsearch.model import Span

if TYPE_CHECKING:
    from kurilsearch.difference import Difference
    from kurilsearch.library.library import Library
    from kurilsearch.quotation_result import Answer, QuotationResult


def add_cited_works(library: Library, result: Answer, style: str | None = None) -> Answer:
    """Return an answer whose hits name the works that they rest on; see :meth:`Library.with_cited_works`."""
    return replace(result, hits=tuple(library.with_cited_works(result.hits, style)))


def add_cite_keys(library: Library, result: Answer) -> Answer:
    """Return an answer for a program: each hit has a cite key, a made one where no bibliography has any."""
    keys = library.cite_keys()

    def keyed(hit: Hit) -> Hit:
        return hit if hit.citekey else replace(hit, citekey=keys.get(hit.document))

    result = replace(result, hits=tuple(map(keyed, result.hits)))
    if isinstance(result, SearchResult):
        return result
    pieces = [replace(piece, hit=keyed(piece.hit)) if piece.hit else piece for piece in result.pieces]
    return replace(result, nearest=tuple(map(keyed, result.nearest)), pieces=tuple(pieces))


MOST_NAMED = 5
"""Words that are named where passages lack some."""


def lacking_line(result: SearchResult) -> str:
    """Return what must be known of the hits from ``partial_from`` on: which words of the question some of them lack."""
    words = [f"“{' '.join(word.split())}”" for word in result.lacking[:MOST_NAMED]]
    if len(result.lacking) > MOST_NAMED:
        words.append("others")
    listed = ("one or more of " if words[1:] else "") + ", ".join(words)
    if result.partial_from == 1:
        return f"No passage holds all the words; each of these lacks {listed}:"
    return f"Each passage from here on lacks {listed}:"


def best_places(results: Iterable[QuotationResult]) -> list[Hit]:
    """Return the best place of each quotation that was found, in order: what a writer pastes of many."""
    return [result.hits[0] for result in results if result.hits]


def around_quote(hit: Hit) -> tuple[str, str]:
    """Return the text of a hit's passage before and after what it quotes."""
    start, end = hit.quote_in_passage
    if (start, end) == (0, 0):  # a hit that was not made at a place
        found = hit.passage.find(hit.quote)
        start, end = (found, found + len(hit.quote)) if found >= 0 else (0, len(hit.passage))
    return hit.passage[:start].strip(), hit.passage[end:].strip()


def differing_spans(hit: Hit) -> list[Span]:
    """Return where in a hit's ``quote`` its words differ from the quotation that was looked for, but for typography."""
    from kurilsearch.difference import DifferenceKind

    return [span for span, difference in differences_in_quote(hit) if difference.kind is not DifferenceKind.TYPOGRAPHIC]


def differences_in_quote(hit: Hit) -> list[tuple[Span, Difference]]:
    """Return the differences of which the source has words, with where these stand in a hit's ``quote``, in order."""
    found: list[tuple[Span, Difference]] = []
    here = 0
    for difference in sorted(hit.differences or (), key=lambda each: each.source_span):
        start = hit.quote.find(difference.source, here) if difference.source else -1
        if start >= 0:
            here = start + len(difference.source)
            found.append(((start, here), difference))
    return found
