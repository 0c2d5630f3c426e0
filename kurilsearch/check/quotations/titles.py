"""Titles in quotation marks, which are no quotations: in citations, in notes, and where the text calls them so."""

from __future__ import annotations

import re

from kurilsearch.check.draft import BlockKind, DraftBlock
from kurilsearch.check.quotations.pairing import MarkedWords
from kurilsearch.language.printed_years import LATER_YEAR

_MOST_WORDS = 25
_NAME = (
    r"(?:[^\W\d_a-zà-öø-ÿа-яё][\w.'’-]*|von|van|de|der|di|du|da|la|le|al|and|und|et|y|и|&|et al\.?"
    r"|u\. ?a\.|ed\.|eds\.|Hg\.)"
)
_LEAD = (
    r"see also|see|cf\.|cp\.|in|from|also|e\.g\.,?|quoted in|cited in|vgl\.|siehe|auch|zit\. nach"
    r"|in:|voir|dans|см\.|ср\.|в"
    r"|sec(?:t|tion)?\.?|s\.v\.|chap(?:ter|\.)|ch\.|Abschn\.|Kap\.|гл\.|s\. ?v\."
)
_BEFORE = re.compile(rf"(?:\s|[,;:]|(?i:{_LEAD})(?!\w)|{_NAME}|\(?{LATER_YEAR}[a-z]?\)?)*\Z")
_NAMES_ONLY = re.compile(rf"\s*(?:(?:{_LEAD})\s)*(?:{_NAME}[,;:]?\s*){{0,12}}(?:\(?{LATER_YEAR}[a-z]?\)?[,.:]?\s*)?\Z")
_TITLED = re.compile(
    r"(?:titled|entitled|called|headed|article|essay|paper|chapter|book|novel|poem|film|song|report"
    r"|lecture|speech|pamphlet"
    r"|Aufsatz|Artikel|Beitrag|Buch|Roman|Kapitel|Titel|Vortrag|Film|Gedicht|Zeitschrift|Zeitung"
    r"|intitulée?|article|chapitre|livre|роман\w*|стать\w+|книг\w+|глав\w+|газет\w+|журнал\w*|доклад\w*"
    r"|titulad[oa]|artículo|libro|capítulo|novela)[,:]?\s*\Z",
    re.I,
)
_YEAR_BEHIND = re.compile(
    rf"[^;]{{0,200}}?(?<!\d){LATER_YEAR}(?!\d)|[^;]{{0,120}}(?:\d\s?[-–]\s?\d|\bpp?\.|\bS\.\s?\d|с\.\s?\d)"
)
_PAGE_BEHIND = re.compile(r",?\s?\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:\s?ff?\.)?\s*(?:[.;]|\Z)")
_GOES_ON = re.compile(r"\s*(?:[,.(]|in\b|In:|in:|[^\W\d_])|\s*\Z")
_SAYS = re.compile(r"\s*(?:と|という|と述べ|と論じ|と書)")
_EAST_ASIAN_TITLE = "『》"


def is_title(block: DraftBlock, marked: MarkedWords) -> bool:
    """Return whether words in marks are a title or the heading of a section rather than somebody's words."""
    if len(marked.pieces) > 1:
        return False
    text, (start, end) = block.text, marked.pieces[0]
    opening, closing = marked.opening[0], marked.closing[1]
    if len(text[start:end].split()) > _MOST_WORDS:
        return False
    if text[opening:start] in ("『", "《"):
        return _SAYS.match(text, closing) is None and text[end - 1 : end] not in "。！？"
    group = _parenthesis_around(text, opening, closing)
    if group is not None:
        inside = _without_other_marks(text[group[0] + 1 : opening])
        behind = text[closing : group[1]].strip(" ,.")
        ends_in_comma = text[end - 1 : end] in ",."
        if behind[:1].islower() and not ends_in_comma and text[closing : closing + 1] != ",":
            return False  # (»so it goes« thought Alma): a sentence
        return _BEFORE.fullmatch(inside) is not None and bool(behind or ends_in_comma or inside.strip(" ,"))
    if block.kind is BlockKind.NOTE:
        before = re.split(r"(?<=[.;])\s(?=[^\W\d_a-zа-я]|\w+ also)", text[:opening])[-1]
        names = _NAMES_ONLY.fullmatch(text[:opening]) or _NAMES_ONLY.fullmatch(before)
        has_place = _YEAR_BEHIND.match(text, closing) or _PAGE_BEHIND.match(text, closing)
        return bool(names and has_place and (_GOES_ON.match(text, closing) or text[closing].isspace()))
    return _TITLED.search(text[max(opening - 30, 0) : opening]) is not None and not text[start : start + 1].islower()


def _parenthesis_around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the innermost round or square brackets around a range of a paragraph."""
    depth = 0
    for index in range(start - 1, max(start - 300, -1), -1):
        if text[index] in ")]）":
            depth += 1
        elif text[index] in "([（":
            if depth == 0:
                closing = re.compile(r"[)\]）]").search(text, end, end + 300)
                return (index, closing.start()) if closing else None
            depth -= 1
    return None


def _without_other_marks(text: str) -> str:
    """Return words without those in quotation marks: a citation may give a title and then a heading."""
    return re.sub(r"[“\"„«‘][^“”\"„«»‘’]{1,150}[”\"“»’]", "", text)
