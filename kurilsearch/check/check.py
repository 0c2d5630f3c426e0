"""A draft is checked: each quotation is located in the sources, and its words and its citation are judged.

The order of a check: what the draft quotes and cites is found; every quotation is looked for in the sources that can be
witnesses; its words are judged by the place where they stand, its citation by where it says that they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kurilsearch.check.advice import advice_for, message_for
from kurilsearch.check.borrowing.report import BorrowingsInDraft
from kurilsearch.check.citation_verdict import CitationJudgement, CitedWork, choose_hit, judge_citation, work_of
from kurilsearch.check.citations.find import find_citations
from kurilsearch.check.draft import (
    CitationInDraft,
    CitationsInDraft,
    Draft,
    QuotationInDraft,
    QuotationsInDraft,
    Remark,
)
from kurilsearch.check.linking import LibraryWorks
from kurilsearch.check.places import Place
from kurilsearch.check.quotations.find import find_quotations
from kurilsearch.check.quotations.remarks import remarks_in
from kurilsearch.check.report import REPORT_SIGN, CheckedQuotation, DraftReport
from kurilsearch.check.reported import quoted_from, reported_as
from kurilsearch.check.text_verdict import TextJudgement, judge_pieces, judge_words
from kurilsearch.check.verdicts import CitationVerdict, TextVerdict
from kurilsearch.check.witnesses import Surroundings, versions_of_draft
from kurilsearch.hit import Hit, Relation
from kurilsearch.language.languages import detect_language
from kurilsearch.language.tokens import tokenize
from kurilsearch.model import Document
from kurilsearch.quotation_result import QuotationResult

_AROUND = 200
"""Characters of the draft before and after a quotation that may say what it leaves out."""

_MOST_ALSO_IN = 4
_MOST_NAMED = 3
_NOWHERE = "no source has these words"
_FEWEST_WORDS_OF_A_LANGUAGE = 6

Find = Callable[[str, frozenset[int] | None], QuotationResult]
"""Looks for a quotation in these documents, or in all."""

FindBorrowings = Callable[[Draft, QuotationsInDraft, CitationsInDraft, frozenset[int]], BorrowingsInDraft]
"""Looks for what a draft has from sources without marks, but for these documents, which are none."""

Progress = Callable[[int, int], None]
"""Called with how many quotations are judged, and how many there are."""


@dataclass(frozen=True)
class Evidence:
    """What a draft is held against: the documents of a library by their ids, its works, and how words are found there.

    ``find_all`` looks for many quotations, in order. ``with_cited_works`` adds to hits the works on which their words
    rest, ``passage_at`` gives the first passage of some documents at a cited place. ``unreadable`` are files that could
    not be read, so that nothing is found in them.
    """

    folder: Path
    documents: Mapping[int, Document]
    works: LibraryWorks
    find: Find
    find_all: Callable[[Sequence[str], frozenset[int] | None], Iterator[QuotationResult]]
    with_cited_works: Callable[[Sequence[Hit]], list[Hit]]
    find_borrowings: FindBorrowings
    passage_at: Callable[[frozenset[int], tuple[Place, ...]], Hit | None]
    unreadable: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A quotation of a draft with what is asked of it: its citation, as read and as linked, and the words around it."""

    quotation: QuotationInDraft
    citation: CitationInDraft | None
    cited: CitedWork | None
    around: Surroundings


def check_draft(draft: Draft, evidence: Evidence, progress: Progress | None = None) -> DraftReport:
    """Return the verdicts on all quotations of a draft, and what must be said beside them."""
    quotations = find_quotations(draft)
    citations = find_citations(draft, quotations, evidence.works.authors)
    asked = [each for each in _asked_of(draft, quotations, citations, evidence.works) if _is_judged(each)]
    barred = frozenset(_no_witnesses(draft, evidence))
    results = list(_located(asked, evidence, barred, progress))
    versions = versions_of_draft((each.around, result.hits) for each, result in zip(asked, results, strict=True))
    if versions:
        barred |= versions
        results = [
            evidence.find(each.quotation.words, _others(evidence, barred)) if _stands_in(result, versions) else result
            for each, result in zip(asked, results, strict=True)
        ]
    checked = tuple(_checked(draft, each, result, evidence) for each, result in zip(asked, results, strict=True))
    borrowed = evidence.find_borrowings(draft, quotations, citations, barred)
    notes = tuple(_notes(draft, quotations, barred, evidence))
    return DraftReport(str(draft.path), draft.text, checked, borrowed.borrowings, notes, borrowed.share)


def _asked_of(
    draft: Draft, quotations: QuotationsInDraft, citations: CitationsInDraft, works: LibraryWorks
) -> Iterator[_Asked]:
    for quotation, numbers, speakers in zip(
        quotations.quotations, citations.of_quotations, citations.speakers, strict=True
    ):
        citation = citations.citations[numbers[0]] if numbers else None
        cited = works.link(citation, citations.entries, speakers) if citation else None
        yield _Asked(quotation, citation, cited, _around(draft, quotation, quotations.quotations))


def _is_judged(asked: _Asked) -> bool:
    """Tell whether words in marks are a quotation to be judged: scare quotes are where a citation stands by them."""
    return not asked.quotation.is_scare or asked.cited is not None


def _around(draft: Draft, quotation: QuotationInDraft, others: Sequence[QuotationInDraft]) -> Surroundings:
    """Return what stands before and after a quotation in the block that it begins, and in that it ends in.

    It reaches to the quotations before and behind it: what these hold are no words of the draft's own.
    """
    first, last = draft.blocks[quotation.block], draft.blocks[quotation.last_block]
    start, end = quotation.block_span
    beside = [each.block_span for each in others if each.block == quotation.block and each is not quotation]
    left = max((span[1] for span in beside if span[1] <= start), default=0)
    right = min((span[0] for span in beside if span[0] >= end), default=len(first.text))
    after = first.text[end : min(end + _AROUND, right)] if quotation.block == quotation.last_block else ""
    before = first.text[max(start - _AROUND, left) : start]
    if not after.strip() and right == len(first.text) and quotation.last_block + 1 < len(draft.blocks) and last.text:
        after = draft.blocks[quotation.last_block + 1].text[:_AROUND]
    if not before.strip() and not left and quotation.block:
        before = draft.blocks[quotation.block - 1].text[-_AROUND:]
    return Surroundings(before, after, is_marked=bool(quotation.marks[0]))


def _no_witnesses(draft: Draft, evidence: Evidence) -> Iterator[int]:
    """Yield the documents that can bear no witness: the draft itself, and reports of checks."""
    own = draft.path.resolve()
    for number, document in evidence.documents.items():
        if (evidence.folder / document.file).resolve() == own or REPORT_SIGN in (document.metadata.title or ""):
            yield number


def _others(evidence: Evidence, barred: Collection[int]) -> frozenset[int] | None:
    """Return the documents that may bear witness; None where all may."""
    return frozenset(evidence.documents) - frozenset(barred) if barred else None


def _stands_in(result: QuotationResult, documents: Collection[int]) -> bool:
    pieces = [piece.hit for piece in result.pieces if piece.hit is not None]
    return any(hit.document in documents for hit in (*result.hits, *pieces, *result.nearest))


def _located(
    asked: Sequence[_Asked], evidence: Evidence, barred: Collection[int], progress: Progress | None
) -> Iterator[QuotationResult]:
    witnesses = _others(evidence, barred)
    for number, result in enumerate(evidence.find_all([each.quotation.words for each in asked], witnesses), 1):
        yield result
        if progress is not None:
            progress(number, len(asked))


def _checked(draft: Draft, asked: _Asked, result: QuotationResult, evidence: Evidence) -> CheckedQuotation:
    """Judge a quotation that was looked for."""
    quotation, cited = asked.quotation, asked.cited
    judged = _judge_text(asked, result, evidence)
    if judged.hit is not None and cited is not None and cited.speaker:
        judged = replace(judged, hit=evidence.with_cited_works([judged.hit])[0])
    citation = judge_citation(cited, judged, evidence.documents)
    if judged.verdict is TextVerdict.CANNOT_CHECK and cited is not None and cited.documents:
        citation = CitationJudgement(CitationVerdict.CORRECT)
    nearest = None
    if judged.hit is None:
        nearest = evidence.passage_at(cited.documents, cited.places) if cited is not None and cited.documents else None
        nearest = nearest or next(iter(result.nearest), None)
    place = draft.place_of(quotation.span[0])
    return CheckedQuotation(
        *quotation.span,
        place.line,
        place.column,
        quotation.words,
        cited.text if cited else None,
        judged.verdict,
        citation.verdict,
        judged.distortion,
        judged.hit,
        nearest,
        message_for(judged, citation),
        advice_for(judged, citation),
        (*judged.warnings, *_second_hand(judged, cited, citation)),
        tuple(_also_in(judged.hit, result.hits)),
        cited=asked.citation,
    )


def _judge_text(asked: _Asked, result: QuotationResult, evidence: Evidence) -> TextJudgement:
    quotation, cited = asked.quotation, asked.cited
    hit = choose_hit(result.hits, cited, evidence.documents)
    if hit is not None:
        return judge_words(quotation.words, hit, before=asked.around.before, after=asked.around.after)
    if judged := judge_pieces(result):
        return judged
    if reason := _why_not(asked, evidence):
        return TextJudgement(TextVerdict.CANNOT_CHECK, reason=reason)
    return TextJudgement(TextVerdict.NOT_FOUND, reason=_NOWHERE)


def judge_alone(words: str, evidence: Evidence) -> TextJudgement:
    """Return the verdict on words by themselves, as quoted without a citation and without a draft around them."""
    result = evidence.find(words, None)
    hit = choose_hit(result.hits, None, evidence.documents)
    if hit is not None:
        return judge_words(words, hit)
    return judge_pieces(result) or TextJudgement(TextVerdict.NOT_FOUND, reason=_NOWHERE)


def _why_not(asked: _Asked, evidence: Evidence) -> str | None:
    """Return why words that were not found cannot be checked; None where they should have been found."""
    quotation, cited = asked.quotation, asked.cited
    within = remarks_in(cited.text) if cited is not None else frozenset[Remark]()
    if Remark.OWN_TRANSLATION in quotation.remarks | within:
        return "it is the writer's own translation"
    if cited is None:
        return None
    if not cited.documents:
        return f"“{cited.text}” is not in the library"
    if len(tokenize(quotation.words)) < _FEWEST_WORDS_OF_A_LANGUAGE:
        return None
    language = detect_language(quotation.words)
    if language == "und":
        language = quotation.language or "und"
    theirs = {evidence.documents[number].language for number in cited.documents}
    if "und" not in (language, *theirs) and language not in theirs:
        return "it is in another language than the cited source"
    return None


def _second_hand(judged: TextJudgement, cited: CitedWork | None, citation: CitationJudgement) -> Iterator[str]:
    """Yield what must be minded of words that the source itself has from somebody else, or only reports."""
    hit = judged.hit
    if hit is None:
        return
    quoted = None if cited is not None and cited.is_second_hand else quoted_from(hit)
    if hit.relation is Relation.QUOTING:
        yield f"{work_of(hit)} itself quotes these words"
    elif quoted and citation.verdict is not CitationVerdict.WRONG_SPEAKER:
        yield f"{work_of(hit)} itself quotes these words from {quoted}: say “quoted in”"
    if (phrase := reported_as(hit)) is not None:
        yield f"the source only reports these words (“{' '.join(phrase.split())}”), and may deny them"


def _also_in(hit: Hit | None, hits: Sequence[Hit]) -> Iterator[str]:
    """Yield the other works that have the words."""
    others = dict.fromkeys(other.file for other in hits if hit is not None and other.document != hit.document)
    yield from list(others)[:_MOST_ALSO_IN]


def _notes(draft: Draft, quotations: QuotationsInDraft, barred: Collection[int], evidence: Evidence) -> Iterator[str]:
    """Yield what must be known beside the verdicts: marks without a mate, and sources that were left aside."""
    for mark in quotations.unpaired:
        place = draft.place_of(mark.span[0])
        which = "opens a quotation that nothing closes" if mark.opens else "closes a quotation that nothing opens"
        yield f"{place.line}:{place.column}: the mark {mark.mark} {which}; what it holds was not checked"
    own = draft.path.resolve()
    unread = [file for file in evidence.unreadable if (evidence.folder / file).resolve() != own]
    if unread:
        named = ", ".join(unread[:_MOST_NAMED]) + (
            f" and {len(unread) - _MOST_NAMED} more" * (len(unread) > _MOST_NAMED)
        )
        which = "A source" if len(unread) == 1 else f"{len(unread)} sources"
        yield f"{which} could not be read, and no words were looked for there: {named}; `kurilsearch status` says why"
    for number in sorted(barred, key=lambda each: evidence.documents[each].file):
        yield f"{evidence.documents[number].file} is this draft, a version of it or a report on it, and no witness"
