"""The place that a citation gives, held against the place where the words stand: pages, paragraphs, sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kurilsearch.hit import Hit, locate_page
from kurilsearch.language.numerals import roman_value
from kurilsearch.language.tokens import tokenize
from kurilsearch.model import Document, StoredPassage

_NUMBER = re.compile(r"\d+|\b[ivxlcIVXLC]+\b")
_RANGE = re.compile(r"\s*[-–—~～]\s*")
_FOLLOWING = re.compile(r"(?<=\d)\s?(ff|sqq|f|sq)\b")
_FAR_FOLLOWING = 10
_LEAD = frozenset(("lead", "lede", "introduction", "intro", "einleitung", "abstract", "введение", "преамбула"))


class PlaceKind(StrEnum):
    """In what a place is counted."""

    PAGE = "page"
    PARAGRAPH = "paragraph"
    SECTION = "section"
    CHAPTER = "chapter"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a citation gives: ``text`` as it has it, a number, a range, several of them, or a heading."""

    kind: PlaceKind
    text: str


def true_place(place: Place, hit: Hit, document: Document) -> str | None:
    """Return the place of a hit in what ``place`` is counted in; None where the source shows none."""
    if place.kind is PlaceKind.PAGE:
        pages = document.pages_of(hit.char_start, hit.char_end)
        if hit.page or pages is None:
            return hit.page
        numbers = dict.fromkeys(str(page.number) for page in pages)
        return "-".join(numbers)
    if place.kind is PlaceKind.PARAGRAPH:
        return None if hit.paragraph is None else str(hit.paragraph)
    if place.kind is PlaceKind.LINE:
        return None if hit.line_start is None else str(hit.line_start)
    return " > ".join(hit.section) or None


def is_at(place: Place, hit: Hit, document: Document) -> bool | None:
    """Tell whether a hit stands at a place; None where that cannot be known."""
    if place.kind in (PlaceKind.SECTION, PlaceKind.CHAPTER):
        return _is_in_section(place, hit)
    true = true_place(place, hit, document)
    if true is None or place.kind is PlaceKind.LINE:
        return None
    claimed, stands = set(_numbers(place.text)), set(_numbers(true))
    return None if not claimed or not stands else not claimed.isdisjoint(stands)


def may_be_at(place: Place, stored: StoredPassage, document: Document) -> bool:
    """Tell quickly whether something in a passage may stand at a place; asked before a hit is made of it."""
    if place.kind is PlaceKind.PARAGRAPH:
        return stored.passage.paragraph in set(_numbers(place.text))
    if place.kind is PlaceKind.PAGE:
        label, number = locate_page(document, (stored.passage.char_start, stored.passage.char_end))
        return number is not None and (label is None or not set(_numbers(label)).isdisjoint(_numbers(place.text)))
    return place.kind is not PlaceKind.LINE


def _is_in_section(place: Place, hit: Hit) -> bool | None:
    words = _words(place.text)
    if not words:
        return None
    if set(words) <= _LEAD:
        return None if hit.section else True
    if not hit.section:
        return None
    headings = [_words(heading) for heading in hit.section]
    numbers = [word for word in words if word.isdigit() or roman_value(word)]
    if numbers and len(numbers) == len(words):
        values = {int(each) if each.isdigit() else roman_value(each) for each in numbers}
        shown = {
            int(word) if word.isdigit() else roman_value(word)
            for heading in headings
            for word in heading[:2]
            if word.isdigit() or roman_value(word)
        }
        return not values.isdisjoint(shown) if shown else None
    return any(_share(words, heading) or _share(heading, words) for heading in headings)


_SAME_HEADING = 0.7


def _share(words: Sequence[str], others: Sequence[str]) -> bool:
    return bool(words) and sum(word in others for word in words) >= _SAME_HEADING * len(words)


def _words(text: str) -> list[str]:
    return [word for _, _, word in tokenize(text)]


def _numbers(text: str) -> Iterator[int]:
    """Yield the numbers of a place such as 71, 71-2, xiv, 12 ff. or 3, 7-9."""
    for part in re.split(r"[,;]|\band\b|\bund\b|&", text):
        ends = [
            int(found) if found.isdigit() else roman_value(found.lower())
            for end in _RANGE.split(part)
            for found in _NUMBER.findall(end)[:1]
        ]
        known = [end for end in ends if end]
        if not known:
            continue
        first, last = known[0], known[-1]
        if last < first:  # 171-5 is 171-175
            power = 10 ** len(str(last))
            last += first // power * power
        following = _FOLLOWING.search(part)
        if following:
            last += 1 if following[1] in ("f", "sq") else _FAR_FOLLOWING
        yield from range(first, min(last, first + 2000) + 1)
