"""What a check found becomes amendments: sure slips are mended, citations by the draft's own example, the rest told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kurilsearch.check.repair.amendments import Amendment
from kurilsearch.check.repair.citations import CitingHabit, citing_habit, mended_citation, missing_page
from kurilsearch.check.report import CheckedQuotation, DraftReport
from kurilsearch.check.verdicts import TextVerdict
from kurilsearch.difference import Difference, DifferenceKind
from kurilsearch.language.known_words import is_word

_SHOWN = 300


def amendments_of(report: DraftReport, language: str) -> list[Amendment]:
    """Return what sets a draft right, one or more amendments for each finding.

    A word that is none, where the source has the one that it was meant to be, is mended; so are a wrong year and page.
    A missing citation, a page that the draft's other citations have, and that words are quoted through another work are
    written as the draft cites. All else becomes a comment at its place.
    """
    habit = citing_habit(report, language)
    made = [amendment for finding in report.findings for amendment in _amendments(finding, report, language, habit)]
    lacking = (missing_page(each, report.text, habit) for each in report.quotations if not each.is_finding)
    return [*made, *dict.fromkeys(page for page in lacking if page is not None)]


def _amendments(
    finding: CheckedQuotation, report: DraftReport, language: str, habit: CitingHabit
) -> Iterator[Amendment]:
    span = (finding.char_start, finding.char_end)
    slips = list(_slips(finding, report.text, language))
    citation = mended_citation(finding, report.text, habit)
    is_mended = bool(slips) or not finding.text_verdict.is_wrong
    yield from slips
    if citation is not None:
        yield citation
    if not is_mended or (finding.citation_verdict.is_wrong and citation is None):
        yield Amendment(span, report.text[slice(*span)], None, _comment(finding), _kind(finding))


def _kind(finding: CheckedQuotation) -> str:
    return (finding.text_verdict if finding.text_verdict.is_wrong else finding.citation_verdict).value


def _comment(finding: CheckedQuotation) -> str:
    """Return what a reader is told at the place, with the source's words."""
    place = finding.hit or finding.nearest
    words = f"The source: “{place.quote[:_SHOWN]}” ({place.file})." if place is not None else ""
    return " ".join(part for part in (finding.message, finding.advice, words) if part)


def _slips(finding: CheckedQuotation, text: str, language: str) -> Iterator[Amendment]:
    """Yield the words to mend, where nothing else than sure slips is wrong with a quotation."""
    if finding.hit is None or finding.text_verdict not in (TextVerdict.DOUBTFUL, TextVerdict.ALTERED):
        return
    wrong = [each for each in finding.hit.differences or () if not each.is_seen_through]
    places = [_place_of(each, finding, text) for each in wrong]
    if not all(_is_sure(each, language) for each in wrong):
        return
    for difference, start in zip(wrong, places, strict=True):
        if start is None:
            return
        end = start + len(difference.quoted)
        yield Amendment((start, end), difference.quoted, difference.source, None, "slip")


def _is_sure(difference: Difference, language: str) -> bool:
    """Tell whether a word is none, and the source's is one: then it is the writer's slip and no other wording."""
    if difference.kind not in (DifferenceKind.SPELLING, DifferenceKind.REPLACED):
        return False
    quoted, source = difference.quoted.split(), difference.source.split()
    if len(quoted) != 1 or len(source) != 1 or not (quoted[0].isalpha() and source[0].isalpha()):
        return False
    alike = Counter(quoted[0].lower()) & Counter(source[0].lower())
    near = sum(alike.values()) >= max(len(quoted[0]), len(source[0])) - 1
    return near and is_word(source[0].lower(), language) and not is_word(quoted[0].lower(), language)


def _place_of(difference: Difference, finding: CheckedQuotation, text: str) -> int | None:
    """Return where the differing words stand in the draft; None where that cannot be told."""
    quoted = text[finding.char_start : finding.char_end]
    if quoted == finding.text:
        return finding.char_start + difference.quoted_span[0]
    if difference.quoted and quoted.count(difference.quoted) == 1:
        return finding.char_start + quoted.index(difference.quoted)
    return None
