"""What a finder answers, and whether it is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from kurilsearch import Library
from kurilsearch.difference import DifferenceKind
from kurilsearch.hit import Hit
from kurilsearch.model import Span
from kurilsearch.quotation_result import QuotationResult
from tests.benchmarks.misquotes.classes import Case, Truth
from tests.benchmarks.misquotes.material import fold

OVERLAP = 0.5
"""The share of the union of two spans that they must have in common to be the same place."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The first place that a finder names: a file, a span of its source text, and the words there, folded.

    ``kinds``, ``faithful`` and ``verdict`` are None where the finder says nothing of differences. ``score`` is the
    finder's own.
    """

    file: str
    span: Span
    words: str
    score: float = 0.0
    kinds: frozenset[DifferenceKind] | None = None
    faithful: bool | None = None
    verdict: str | None = None


Finder = Callable[[str], "Answer | None"]
"""Answers a quotation; None where it finds nothing."""

FindQuotation = Callable[[str], QuotationResult]

Place = tuple[str, Span]
"""A file, and a range of its source text."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How right an answer is. ``found`` means that there was one.

    ``strict``: it overlaps the truth. ``fair``: it does, or its words are as near to the quotation as the true ones
    are, so that nobody could tell which was meant. ``errors`` are the characters by which the two ends of a strictly
    right span are off.
    """

    found: bool
    strict: bool = False
    fair: bool = False
    errors: Span | None = None


def finder_of(library: Library) -> Finder:
    """Return kurilsearch as a finder."""
    return as_finder(library.find_quotation)


def as_finder(find_quotation: FindQuotation) -> Finder:
    """Return a finder of the first hit of ``find_quotation``."""

    def find(quotation: str) -> Answer | None:
        hits = find_quotation(quotation).hits
        if not hits:
            return None
        hit = hits[0]
        kinds = frozenset(difference.kind for difference in hit.differences or ())
        span = (hit.char_start, hit.char_end)
        return Answer(hit.file, span, fold(hit.quote), hit.similarity or 0.0, kinds, hit.faithful, verdict_of(hit))

    return find


def verdict_of(hit: Hit) -> str:
    """Return the verdict of a hit: faithful, doubtful or altered."""
    return str(getattr(hit, "verdict", None) or ("faithful" if hit.faithful else "altered"))


def named_places(result: QuotationResult) -> Iterator[Place]:
    """Yield all places that an answer names: what it found, where the pieces stand, and what comes near."""
    pieces = getattr(result, "pieces", ())
    for hit in (*result.hits, *(piece.hit for piece in pieces if piece.hit), *result.nearest):
        yield hit.file, (hit.char_start, hit.char_end)


def judge(case: Case, answer: Answer | None) -> Verdict:
    """Hold an answer against the truth of its case. For a quotation that is nowhere only ``found`` says anything."""
    if answer is None or case.truth is None:
        return Verdict(answer is not None)
    truth = case.truth
    outer, core = truth.span, truth.core
    same_place = is_same_place(truth, answer.file, answer.span)
    strict = same_place or answer.words == truth.words
    fair = strict or fuzz.ratio(answer.words, fold(case.quotation)) >= truth.nearness
    errors = None
    if same_place:
        errors = (_beyond(answer.span[0], outer[0], core[0]), _beyond(answer.span[1], core[1], outer[1]))
    return Verdict(True, strict, fair, errors)


def is_same_place(truth: Truth, file: str, span: Span) -> bool:
    """Tell whether a place is that of the truth, by half or more."""
    return file == truth.file and max(_overlap(span, truth.span), _overlap(span, truth.core)) >= OVERLAP


def _overlap(one: Span, two: Span) -> float:
    """Return the intersection over the union of two spans."""
    common = min(one[1], two[1]) - max(one[0], two[0])
    return max(0.0, common / max(1, max(one[1], two[1]) - min(one[0], two[0])))


def _beyond(place: int, lowest: int, highest: int) -> int:
    """Return how far a place lies outside of a range, 0 inside it."""
    return max(lowest - place, place - highest, 0)
