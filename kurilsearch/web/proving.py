"""Prove: a quotation beside its source, every difference coloured by its kind, the gravest first."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from kurilsearch.difference import CautionPlace, Difference
from kurilsearch.errors import QueryError
from kurilsearch.hit import Hit, Relation
from kurilsearch.library.answers import add_cited_works, differences_in_quote
from kurilsearch.quotation_result import PieceProblem, QuotationResult
from kurilsearch.web.asking import Ask
from kurilsearch.web.wording import DIFFERENCES, VERDICTS, Marked, Segment, marked_segments

PLACES = 5

PROBLEMS = {
    PieceProblem.PARTIAL: "Only a part of it stands in the sources.",
    PieceProblem.SPLICED: "It is spliced: its pieces stand in different works.",
    PieceProblem.SCATTERED: "Its pieces stand far apart in one work, or in another order.",
}
RELATIONS = {
    Relation.SOURCE: "The source itself.",
    Relation.COPY: "The same text as above, in another copy.",
    Relation.QUOTING: "Quoted here from another work.",
    Relation.LISTED: "In a list of references.",
    Relation.ALSO: "These words stand here too.",
}
CAUTIONS = {
    CautionPlace.BEFORE: "Just before the quotation begins stands",
    CautionPlace.AFTER: "Just after the quotation ends stands",
    CautionPlace.BRACKETS: "What your brackets stand for holds",
}


@dataclass(frozen=True, slots=True)
class ToldDifference:
    """A difference in words: its kind, what it is called, and the words on both sides."""

    kind: str
    name: str
    quoted: str
    source: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class ProvedPlace:
    """A place at which a quotation stands: both texts in pieces, and what differs, the gravest first."""

    hit: Hit
    quoted: list[Segment]
    source: list[Segment]
    differences: list[ToldDifference]
    verdict: str
    relation: str | None
    cautions: list[str]


@dataclass(frozen=True, slots=True)
class ProveView:
    """What the page of a proof shows."""

    words: str
    result: QuotationResult | None = None
    places: tuple[ProvedPlace, ...] = ()
    nearest: tuple[ProvedPlace, ...] = ()
    trouble: str | None = None
    problem: QueryError | None = None


def prove(ask: Ask) -> Response:
    """Say where a quotation stands and what differs."""
    view = _view(ask)
    return ask.page("prove.html", view, status=400 if view.problem else 200)


def quotation_result(ask: Ask) -> QuotationResult:
    """Return the answer on the quotation that an address names. Raises QueryError."""
    words = ask.query.get("words", "").strip()
    return ask.library.find_quotation(words, limit=PLACES, context=True)


def _view(ask: Ask) -> ProveView:
    words = ask.query.get("words", "").strip()
    if not words:
        return ProveView("")
    try:
        result = add_cited_works(ask.library, quotation_result(ask))
    except QueryError as error:
        return ProveView(words, problem=error)
    return ProveView(
        words,
        result,
        tuple(proved_place(words, hit) for hit in result.hits),
        tuple(proved_place(words, hit) for hit in result.nearest),
        PROBLEMS[result.problem] if result.problem else None,
    )


def proved_place(words: str, hit: Hit) -> ProvedPlace:
    """Return a quotation, as it was typed, beside a place at which it stands."""
    differences = hit.differences or ()
    quoted = [Marked(*each.quoted_span, f"d-{each.kind.value}") if each.quoted else _gap(each) for each in differences]
    source = [Marked(*span, f"d-{each.kind.value}") for span, each in differences_in_quote(hit)]
    return ProvedPlace(
        hit,
        marked_segments(words, quoted),
        marked_segments(hit.quote, source),
        [told(each) for each in differences],
        VERDICTS[hit.verdict] if hit.verdict and differences else "Word for word",
        RELATIONS[hit.relation] if hit.relation else None,
        [f"{CAUTIONS[each.place]} “{each.text}”" for each in hit.cautions],
    )


def _gap(difference: Difference) -> Marked:
    """Return the mark of a place at which the quotation leaves something out."""
    start = difference.quoted_span[0]
    return Marked(start, start, f"gap d-{difference.kind.value}")


def told(difference: Difference) -> ToldDifference:
    """Return a difference in words."""
    kind = difference.kind
    return ToldDifference(kind.value, DIFFERENCES[kind], difference.quoted, difference.source, difference.reason)
