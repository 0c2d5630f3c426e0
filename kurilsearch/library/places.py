"""Places in a document: named as a person names them (``p. 19``, ``¶ 7``, ``PDF 3``, ``line 120``), and found there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from kurilsearch.errors import NoSuchSourceError, UsageError
from kurilsearch.hit import locate_page
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.model import Document, Page, Span, StoredPassage

Unit = Literal["page", "file page", "paragraph", "line"]

_UNITS: dict[str, Unit] = {
    "p": "page",
    "pp": "page",
    "pg": "page",
    "page": "page",
    "pages": "page",
    "file page": "file page",
    "¶": "paragraph",
    "¶¶": "paragraph",
    "par": "paragraph",
    "para": "paragraph",
    "paragraph": "paragraph",
    "paragraphs": "paragraph",
    "l": "line",
    "line": "line",
    "lines": "line",
}
# compiled when a place is named, which few commands wait for
_PLACE = r"(?P<unit>(?:file\s+page|pp?|pg|pages?|¶{1,2}|para?|paragraphs?|l|lines?)(?![^\W\d_])\.?)?\s*(?P<name>.+)"
_FILE_PAGE = r"(?:pdf\s*(?:pp?\.?|pages?)?\s*(?P<pdf>\d[\d\s–—-]*)|pages?\s+(?P<file>\d[\d\s–—-]*)\s+of\s+the\s+file)"
_DASH = lazy_pattern(r"\s*[-–—]\s*")
_RANGE = lazy_pattern(r"(\d+)\s*[-–—]\s*(\d+)")


class Place(NamedTuple):
    """A place as it was named: pages, paragraphs or lines, by number or, for pages, by what is printed on them.

    A ``file page`` counts the pages of the file from 1, whatever is printed on them.
    """

    unit: Unit
    name: str

    @property
    def numbers(self) -> tuple[int, int] | None:
        """The first and last number of the place; None where its name is no number."""
        if self.name.isdecimal():
            return int(self.name), int(self.name)
        span = _RANGE.fullmatch(self.name)
        return (int(span[1]), int(span[2])) if span else None

    def __str__(self) -> str:
        """Return the place as a reader is told of it, which :func:`parse_place` reads: ``pp. 71–72``, ``¶ 7``."""
        name = _DASH.sub("–", self.name)
        several = "–" in name
        match self.unit:
            case "page":
                return f"pp. {name}" if several else f"p. {name}"
            case "file page":
                return f"pages {name} of the file" if several else f"page {name} of the file"
            case "paragraph":
                return f"¶¶ {name}" if several else f"¶ {name}"
            case "line":
                return f"lines {name}" if several else f"line {name}"


class Position(NamedTuple):
    """Where something stands in a document; pages, paragraph and lines are None where it has none.

    ``page`` is what is printed (``71-72`` over several), ``file_page`` the 1-based page of the file it begins on,
    ``paragraph`` counts those of running text from 1, and lines count from 1, both inclusive.
    """

    page: str | None
    file_page: int | None
    paragraph: int | None
    line_start: int | None
    line_end: int | None


def parse_place(text: str, document: Document) -> Place:
    """Return the place that ``text`` names; a bare number is a page where there are pages, else a paragraph.

    Raises UsageError where it names none.
    """
    text = text.strip()
    if in_file := re.fullmatch(_FILE_PAGE, text, re.IGNORECASE):
        place = Place("file page", (in_file["pdf"] or in_file["file"]).strip())
        if place.numbers:
            return place
    if match := re.fullmatch(_PLACE, text, re.IGNORECASE):
        name = match["name"].strip()
        spelled = " ".join((match["unit"] or "").lower().rstrip(".").split())
        place = Place(_UNITS[spelled] if spelled else "page" if document.pages else "paragraph", name)
        if place.unit == "page" or place.numbers:
            return place
    raise UsageError(f"`{text}` names no place", "Name a page (p. 12), a paragraph (¶ 7 or par 7) or a line (line 120)")


def page_place(page: str | None, file_page: int | None) -> Place | None:
    """Return the page of a hit or position as a place: what is printed, else its number in the file, None without."""
    if page is not None:
        return Place("page", page)
    return Place("file page", str(file_page)) if file_page is not None else None


def position_of(stored: StoredPassage, document: Document, source_span: Span | None = None) -> Position:
    """Return where a passage stands, or the part of it at ``source_span``, a range of the document's source text."""
    span = source_span or (stored.passage.char_start, stored.passage.char_end)
    page, file_page = locate_page(document, span)
    line_start, line_end = stored.lines_of(*span) or (None, None)
    return Position(page, file_page, stored.passage.paragraph, line_start, line_end)


def passages_at(place: Place, document: Document, passages: Sequence[StoredPassage]) -> list[StoredPassage]:
    """Return those of a document's ``passages`` that stand at ``place``, in order.

    Where a line lies between two passages it is the next one. Raises NoSuchSourceError where the document has
    no such place, saying which it has.
    """
    found: list[StoredPassage] = []
    if place.unit in ("page", "file page"):
        found = _on_pages(_pages_named(place, document), document, passages)
    elif numbers := place.numbers:
        first, last = numbers
        if place.unit == "paragraph":
            found = [stored for stored in passages if first <= (stored.passage.paragraph or -1) <= last]
        else:
            found = _at_lines(first, last, passages)
    if not found:
        raise NoSuchSourceError(
            f"{document.file} has no {place.unit} {place.name}", _what_there_is(place, document, passages)
        )
    return found


def _pages_named(place: Place, document: Document) -> Sequence[Page]:
    """Return the pages with this printed label, or the range of them; where nothing is printed, pages of the file."""
    pages = document.pages
    if place.unit == "page" and any(page.label is not None for page in pages):
        return _labelled(place.name, pages) or _numbered(place.numbers, pages) or _between_labels(place.name, pages)
    if place.numbers is None:
        return []
    first, last = place.numbers
    return [page for page in pages if first <= page.number <= last]


def _labelled(name: str, pages: Sequence[Page]) -> list[Page]:
    """Return the pages on which ``name`` is printed, whatever its case and its dashes."""
    wanted = _plain(name)
    return [page for page in pages if page.label is not None and _plain(page.label) == wanted]


def _numbered(numbers: tuple[int, int] | None, pages: Sequence[Page]) -> list[Page]:
    """Return the pages whose printed number lies in a range, however it is written (``007``)."""
    if numbers is None:
        return []
    first, last = numbers
    return [page for page in pages if page.label and page.label.isdecimal() and first <= int(page.label) <= last]


def _between_labels(name: str, pages: Sequence[Page]) -> Sequence[Page]:
    """Return the pages from one printed label to another (``xi–xiv``); none where ``name`` is no such range."""
    for dash in _DASH.finditer(name):
        first, last = _labelled(name[: dash.start()], pages), _labelled(name[dash.end() :], pages)
        if first and last:
            return pages[pages.index(first[0]) : pages.index(last[-1]) + 1]
    return []


def _plain(label: str) -> str:
    return _DASH.sub("-", label.strip().lower())


def _on_pages(pages: Sequence[Page], document: Document, passages: Sequence[StoredPassage]) -> list[StoredPassage]:
    """Return the passages that touch any of these pages."""
    numbers = {page.number for page in pages}
    found = []
    for stored in passages:
        touched = document.pages_of(stored.passage.char_start, stored.passage.char_end)
        if touched and not numbers.isdisjoint(range(touched[0].number, touched[1].number + 1)):
            found.append(stored)
    return found


def _at_lines(first: int, last: int, passages: Sequence[StoredPassage]) -> list[StoredPassage]:
    """Return the passages that touch these lines, or else the next one."""
    placed = [(stored, lines) for stored in passages if (lines := _lines(stored))]
    found = [stored for stored, lines in placed if lines[0] <= last and first <= lines[1]]
    return found or [stored for stored, lines in placed if first >= 1 and lines[0] > last][:1]


def _lines(stored: StoredPassage) -> Span | None:
    return stored.lines_of(stored.passage.char_start, stored.passage.char_end)


def _what_there_is(place: Place, document: Document, passages: Sequence[StoredPassage]) -> str:
    """Return a sentence about the places that the document does have."""
    if place.unit == "page" and (labels := [page.label for page in document.pages if page.label is not None]):
        counted = f"; `file page {place.name}` counts those of the file" if place.numbers else ""
        return f"Its printed pages go from {labels[0]} to {labels[-1]}{counted}"
    if place.unit in ("page", "file page"):
        return (
            f"It has {len(document.pages)} pages" if document.pages else "It has no pages; name a paragraph or a line"
        )
    if place.unit == "paragraph":
        last = max((stored.passage.paragraph or 0 for stored in passages), default=0)
        return f"Its paragraphs go from ¶ 1 to ¶ {last}" if last else "It has no paragraphs of running text"
    if not passages:
        return "It holds no passage"
    last_lines = _lines(passages[-1])
    return f"Its last line is {last_lines[1]}" if last_lines else "It has no lines; name a page or a paragraph"
