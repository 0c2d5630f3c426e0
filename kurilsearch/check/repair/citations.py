"""Citations are mended, and missing ones written, as the draft itself cites.

How it does is learned from its right citations: each becomes a pattern, in which author, year, cite key or number, and
page are places to be filled. Nothing is written that the draft gives no example of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from kurilsearch.check.draft import CitationForm, CitationInDraft, CitationItem
from kurilsearch.check.repair.amendments import Amendment
from kurilsearch.check.report import CheckedQuotation, DraftReport
from kurilsearch.check.reported import quoted_from
from kurilsearch.check.verdicts import CitationVerdict
from kurilsearch.hit import Hit

_CLOSING = "”\"’'»“«」』"
_END_TAG = "</q>"
_NOTES = ("\\footcite", "\\footfullcite")
_LATEX = re.compile(r"\\[A-Za-z]+\*?(?=[\[{])")
_QUOTED_IN = {
    "en": "quoted in",
    "de": "zit. nach",
    "fr": "cité dans",
    "es": "citado en",
    "ru": "цит. по",
}
_LEARNED = (CitationForm.PARENTHESIS, CitationForm.KEY, CitationForm.NUMBERED)
"""Forms whose citations are made of nothing but these places; a note names works in full."""

_BRACKETS = {"(": ")", "[": "]", "（": "）"}


class Place(Enum):
    """What stands at a place of a pattern."""

    AUTHOR = "author"
    YEAR = "year"
    WORK = "work"
    """The cite key or the number of a work."""
    PAGE = "page"


Pattern = tuple[str | Place, ...]
"""How a citation is written: words and signs, and places between them."""


@dataclass(frozen=True, slots=True)
class CitingHabit:
    """How a draft cites: the ``pattern`` it uses most, None where none was learned, and where pages stand.

    ``works`` has by document the key or number by which the draft cites it; ``tail`` is what stands behind year, key or
    number where a page is given, empty where most citations have none. ``quoted_in`` says in the draft's language that
    words are quoted through another work.
    """

    pattern: Pattern | None = None
    works: Mapping[int, str] = field(default_factory=dict)
    tail: Pattern = ()
    quoted_in: str | None = None


def citing_habit(report: DraftReport, language: str) -> CitingHabit:
    """Learn how a draft cites from those of its citations that are right."""
    patterns: Counter[Pattern] = Counter()
    works: dict[int, str] = {}
    for citation, item, hit in _right(report):
        pattern = _pattern_of(citation, item, hit, report.text)
        if pattern is None:
            continue
        patterns[pattern] += 1
        works.setdefault(hit.document, item.key or item.number or "")
    if not patterns:
        return CitingHabit(quoted_in=_QUOTED_IN.get(language[:2]))
    most = max(patterns, key=lambda pattern: (patterns[pattern], Place.PAGE in pattern))
    paged = [pattern for pattern in patterns if Place.PAGE in pattern] if _gives_pages(report) else []
    tail = _tail(max(paged, key=lambda pattern: patterns[pattern])) if paged else ()
    return CitingHabit(most, works, tail, _QUOTED_IN.get(language[:2]))


def _right(report: DraftReport) -> Iterator[tuple[CitationInDraft, CitationItem, Hit]]:
    """Yield the citations of one work that are right and stand behind their words, with where these stand."""
    for each in report.quotations:
        cited, hit = each.cited, each.hit
        if each.citation_verdict.is_wrong or cited is None or hit is None:
            continue
        if cited.form in _LEARNED and len(cited.items) == 1 and cited.span[0] >= each.char_end:
            yield cited, cited.items[0], hit


def _gives_pages(report: DraftReport) -> bool:
    """Tell whether most citations of works whose pages are known have one."""
    have = [
        bool(each.cited.items[0].locator)
        for each in report.quotations
        if each.cited is not None and each.cited.form in _LEARNED and each.hit is not None and each.hit.page
    ]
    return 2 * sum(have) > len(have)


def _pattern_of(citation: CitationInDraft, item: CitationItem, hit: Hit, text: str) -> Pattern | None:
    """Return how a citation is written; None where it has more, or less, than a new one could be written by."""
    start, end = citation.span
    if _BRACKETS.get(text[start - 1 : start]) == text[end : end + 1] != "":
        start, end = start - 1, end + 1
    written = text[start:end]
    work = item.key or item.number
    known = [(Place.WORK, work)] if work else [(Place.AUTHOR, _family(hit)), (Place.YEAR, str(hit.year or ""))]
    if item.locator and item.label == "page":
        known.append((Place.PAGE, item.locator))
    parts: list[str | Place] = [written]
    for place, words in known:
        at = next((n for n, part in enumerate(parts) if isinstance(part, str) and words in part), None)
        if not words or at is None:
            return None
        before, _, behind = str(parts[at]).rpartition(words) if place is Place.PAGE else str(parts[at]).partition(words)
        parts[at : at + 1] = [before, place, behind]
    left = "".join(part for part in parts if isinstance(part, str))
    if any(map(str.isdigit, left)) or item.quoted_in is not None:
        return None
    return tuple(part for part in parts if part != "")


def _tail(pattern: Pattern) -> Pattern:
    """Return what stands in a pattern behind year, key or number."""
    ends = [at for at, part in enumerate(pattern) if part in (Place.YEAR, Place.WORK)]
    return pattern[ends[-1] + 1 :] if ends else ()


def _filled(pattern: Pattern, hit: Hit, work: str) -> str | None:
    """Return a citation of the work of a hit; None where something is not known that it must say."""
    known = {
        Place.AUTHOR: _family(hit),
        Place.YEAR: str(hit.year or ""),
        Place.WORK: work,
        Place.PAGE: hit.page or "",
    }
    parts = [part if isinstance(part, str) else known[part] for part in pattern]
    return "".join(parts) if all(parts) else None


def mended_citation(finding: CheckedQuotation, text: str, habit: CitingHabit) -> Amendment | None:
    """Return what mends a citation; None where only the writer can.

    The fields of a word processor are left to the program that keeps them: what it shows there is written anew.
    """
    hit, cited = finding.hit, finding.cited
    if hit is None:
        return None
    if cited is None:
        is_missing = finding.citation_verdict is CitationVerdict.MISSING
        return _new_citation(finding, hit, text, habit) if is_missing else None
    if cited.form is CitationForm.FIELD or len(cited.items) != 1:
        return None
    item = cited.items[0].quoted_in or cited.items[0]
    match finding.citation_verdict:
        case CitationVerdict.WRONG_YEAR if hit.year is not None and item.year:
            return _replaced(cited, text, item.year, str(hit.year), finding.citation_verdict)
        case CitationVerdict.WRONG_PLACE if hit.page is not None and item.locator and item.label in (None, "page"):
            return _replaced(cited, text, item.locator, hit.page, finding.citation_verdict)
        case CitationVerdict.WRONG_SPEAKER if quoted_from(hit) and habit.quoted_in:
            return _second_hand(cited, text, habit.quoted_in)
    return None


def _replaced(cited: CitationInDraft, text: str, wrong: str, right: str, verdict: CitationVerdict) -> Amendment | None:
    """Return the change of a part of a citation, of which the last place is taken where it stands twice."""
    found = [match.span() for match in re.finditer(rf"(?<!\d){re.escape(wrong)}(?!\d)", text[slice(*cited.span)])]
    if not found:
        return None
    start, end = (cited.span[0] + at for at in found[-1])
    return Amendment((start, end), wrong, right, None, verdict.value)


def _second_hand(cited: CitationInDraft, text: str, words: str) -> Amendment | None:
    """Return what says in a citation that its work only quotes the words."""
    start, end = cited.span
    written = text[start:end]
    kind = CitationVerdict.WRONG_SPEAKER.value
    if command := _LATEX.match(written):
        options = written[command.end() :]
        if options.startswith("[") and "][" in options:
            return None  # it has words before the work already
        at = start + command.end()
        return Amendment((at, at), "", f"[{words}]" if options.startswith("[") else f"[{words}][]", None, kind)
    at = start + written.startswith("[")
    if cited.form is not CitationForm.PARENTHESIS and not (cited.form is CitationForm.KEY and at > start):
        return None
    return Amendment((at, at), "", f"{words} ", None, kind)


def missing_page(right: CheckedQuotation, text: str, habit: CitingHabit) -> Amendment | None:
    """Return the page that a right citation lacks and most others of the draft have; None where none is lacking."""
    hit, cited = right.hit, right.cited
    if hit is None or hit.page is None or cited is None or cited.form not in _LEARNED or len(cited.items) != 1:
        return None
    item = cited.items[0]
    work = item.key or item.number or item.year
    if habit.pattern is None or right.citation_verdict.is_wrong or item.locator or item.quoted_in or not work:
        return None
    written = text[slice(*cited.span)]
    if command := _LATEX.match(written):
        has_pages = isinstance(habit.pattern[0], str) and Place.PAGE in habit.pattern
        at = cited.span[0] + command.end()
        fits = has_pages and written[command.end() :].startswith("{")
        return Amendment((at, at), "", f"[{hit.page}]", None, "missing_page") if fits else None
    tail = _filled(habit.tail, hit, work) if habit.tail else None
    behind = written.rpartition(work)[2]
    if tail is None or behind.strip(")]）") or work not in written:
        return None
    inside = tail.removesuffix(tail[len(tail.rstrip(")]）")) :]) if not tail.startswith("[") else tail
    at = cited.span[1] - len(behind)
    return Amendment((at, at), "", inside, None, "missing_page")


def _new_citation(finding: CheckedQuotation, hit: Hit, text: str, habit: CitingHabit) -> Amendment | None:
    work = habit.works.get(hit.document) or (hit.citekey or "" if habit.pattern and _is_by_key(habit.pattern) else "")
    written = _filled(habit.pattern, hit, work) if habit.pattern else None
    if written is None:
        return None
    at = _behind_marks(finding, text)
    blank = "" if written.startswith(_NOTES) else " "
    return Amendment((at, at), "", f"{blank}{written}", None, finding.citation_verdict.value)


def _behind_marks(finding: CheckedQuotation, text: str) -> int:
    """Return where a citation is put in: behind the closing marks, or the bracket or tag that closes a quotation."""
    at = finding.char_end
    while at < len(text) and text[at] in _CLOSING:
        at += 1
    before = text[finding.char_start - 1 : finding.char_start]
    if before and text[at : at + 1] == {"{": "}", "[": "]"}.get(before):
        return at + 1
    return at + len(_END_TAG) if text.startswith(_END_TAG, at) else at


def _is_by_key(pattern: Pattern) -> bool:
    """Tell whether a pattern names works by cite keys: numbers stand in brackets with nothing before them."""
    at = pattern.index(Place.WORK) if Place.WORK in pattern else -1
    before = pattern[at - 1] if at > 0 else ""
    return isinstance(before, str) and before.endswith(("@", "{", "<"))


def _family(hit: Hit) -> str:
    """Return the family name of the only author; empty where there is none, or several."""
    author = hit.author or ""
    return "" if ";" in author else author.partition(",")[0].strip()
