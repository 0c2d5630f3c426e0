"""What a check found becomes amendments: sure slips are mended, citations by the draft's own example, the rest told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kurilsearch.check.repair.amendments import Amendment
from kurilsearch.check.report import CheckedQuotation, DraftReport
from kurilsearch.check.verdicts import CitationVerdict, TextVerdict
from kurilsearch.difference import Difference, DifferenceKind
from kurilsearch.hit import Hit
from kurilsearch.language.known_words import is_word

_YEAR = re.compile(r"(?<!\d)1[5-9]\d\d(?!\d)|(?<!\d)20\d\d(?!\d)")
_PAGES = re.compile(r"\d+(?:\s?[-–—]\s?\d+)?")
_FAR = 400
"""Characters behind a quotation in which its citation is looked for."""

_CLOSING = "”\"’'»«“」』"
_SHOWN = 300


def amendments_of(report: DraftReport, language: str) -> list[Amendment]:
    """Return what sets a draft right, one or more amendments for each finding.

    A word that is none, where the source has the one that it was meant to be, is mended; so are a wrong year and page,
    and a missing citation is written as the draft writes its others. All else becomes a comment at its place.
    """
    example = _citation_example(report)
    return [amendment for finding in report.findings for amendment in _amendments(finding, report, language, example)]


def _amendments(
    finding: CheckedQuotation, report: DraftReport, language: str, example: str | None
) -> Iterator[Amendment]:
    span = (finding.char_start, finding.char_end)
    slips = list(_slips(finding, report.text, language))
    citation = _citation(finding, report.text, example)
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


# Citations


def _citation_example(report: DraftReport) -> str | None:
    """Return how the draft cites, as its right citations have it most often, with names for author, year and page."""
    found: Counter[str] = Counter()
    for each in report.quotations:
        if each.citation is None or each.hit is None or each.citation_verdict is not CitationVerdict.CORRECT:
            continue
        author, year = _family(each.hit), str(each.hit.year or "")
        if not author or not year or author not in each.citation or year not in each.citation:
            continue
        example = each.citation.replace("{", "").replace("}", "").replace(author, "{author}").replace(year, "{year}")
        pages = list(_PAGES.finditer(example))
        if len(pages) == 1:
            example = example[: pages[0].start()] + "{page}" + example[pages[0].end() :]
        at = report.text.find(each.citation, each.char_end, each.char_end + _FAR)
        bracket = report.text[at - 1 : at] if at > 0 else ""
        found[f"({example})" if bracket == "(" else example if example.startswith("(") else f"[{example}]"] += 1
    best = max(found, key=lambda example: found[example], default=None)
    return best if best is not None and "{author}" in best and not _PAGES.search(best) else None


def _citation(finding: CheckedQuotation, text: str, example: str | None) -> Amendment | None:
    """Return what mends a citation; None where only the writer can."""
    hit = finding.hit
    if hit is None:
        return None
    match finding.citation_verdict:
        case CitationVerdict.MISSING if example is not None:
            return _new_citation(finding, hit, text, example)
        case CitationVerdict.WRONG_YEAR if hit.year is not None and finding.citation is not None:
            return _replacement(finding, text, list(_YEAR.finditer(finding.citation)), str(hit.year))
        case CitationVerdict.WRONG_PLACE if hit.page is not None and finding.citation is not None:
            years = {year.start() for year in _YEAR.finditer(finding.citation)}
            pages = [page for page in _PAGES.finditer(finding.citation) if page.start() not in years]
            return _replacement(finding, text, pages, hit.page)
    return None


def _replacement(finding: CheckedQuotation, text: str, places: list[re.Match[str]], right: str) -> Amendment | None:
    """Return the change of the only number of its kind in a citation."""
    at = text.find(finding.citation or "", finding.char_end, finding.char_end + _FAR)
    if len(places) != 1 or at < 0:
        return None
    start = at + places[0].start()
    return Amendment((start, start + len(places[0][0])), places[0][0], right, None, finding.citation_verdict.value)


def _new_citation(finding: CheckedQuotation, hit: Hit, text: str, example: str) -> Amendment | None:
    author = _family(hit)
    if not author or hit.year is None or ("{page}" in example and hit.page is None):
        return None
    written = example.format(author=author, year=hit.year, page=hit.page)
    at = finding.char_end
    while at < len(text) and text[at] in _CLOSING:
        at += 1
    return Amendment((at, at), "", f" {written}", None, finding.citation_verdict.value)


def _family(hit: Hit) -> str:
    """Return the family name of the only author; empty where there is none, or several."""
    author = hit.author or ""
    return "" if ";" in author else author.partition(",")[0].strip()
