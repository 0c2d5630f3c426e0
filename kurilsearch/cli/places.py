"""Works and places in them, as a person names them (``p. 12``, ``¶ 7``, ``line 120``) and as a program is told."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kurilsearch.errors import NoSuchSourceError, UsageError
from kurilsearch.model import Document, Kind, Page, StoredPassage

Unit = Literal["page", "file page", "paragraph", "line"]

KIND_NAMES = {
    Kind.BODY: "",
    Kind.HEADING: "heading",
    Kind.NOTE: "note",
    Kind.BLOCKQUOTE: "block quotation",
    Kind.REFERENCE: "reference list entry",
    Kind.LIST: "list item",
}
"""How each kind of passage is called; running text needs no name."""

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
_PLACE = re.compile(
    r"(?P<unit>(?:file\s+page|pp?|pg|pages?|¶{1,2}|para?|paragraphs?|l|lines?)(?![^\W\d_])\.?)?\s*(?P<name>.+)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d+)\s*[-–—]\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it was named: pages, paragraphs or lines, by number or, for pages, by what is printed on them."""

    unit: Unit
    name: str

    @property
    def numbers(self) -> tuple[int, int] | None:
        """Return the first and last number of the place; None where its name is no number."""
        if self.name.isdecimal():
            return int(self.name), int(self.name)
        span = _RANGE.fullmatch(self.name)
        return (int(span[1]), int(span[2])) if span else None


def parse_place(text: str, document: Document) -> Place:
    """Return the place that ``text`` names; a bare number is a page where there are pages, else a paragraph.

    Raises UsageError where it names none.
    """
    match = _PLACE.fullmatch(text.strip())
    if match:
        name = match["name"].strip()
        spelled = " ".join((match["unit"] or "").lower().rstrip(".").split())
        place = Place(_UNITS[spelled] if spelled else "page" if document.pages else "paragraph", name)
        if place.unit == "page" or place.numbers:
            return place
    raise UsageError(f"`{text}` names no place", "Name a page (p. 12), a paragraph (¶ 7 or par 7) or a line (line 120)")


def passages_at(place: Place, document: Document, passages: Sequence[StoredPassage]) -> list[StoredPassage]:
    """Return the passages that stand at ``place``, in order.

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


def page_range(document: Document, start: int, end: int) -> tuple[str | None, int | None]:
    """Return the printed page of a source range (``71-72`` where it crosses pages) and the first page in the file."""
    pages = document.pages_of(start, end)
    if pages is None:
        return None, None
    first, last = pages
    labels = [page.label for page in (first, last) if page.label is not None]
    return "-".join(dict.fromkeys(labels)) or None, first.number


def page_name(page: str | None, file_page: int | None) -> str | None:
    """Return a page as a reader finds it: what is printed, else its place in the file; None without either."""
    if page is not None:
        return f"pp. {page.replace('-', '–')}" if "-" in page else f"p. {page}"
    return f"page {file_page} of the file" if file_page is not None else None


def describe(authors: str | None, title: str | None, year: int | None, guessed: Iterable[str]) -> str:
    """Return author, title and year in one line, saying which of them are guesses; empty where none is known."""
    line = ": ".join(part for part in (authors, title) if part)
    if year is not None:
        line = f"{line} ({year})" if line else str(year)
    guesses = ", ".join(sorted(guessed))
    return f"{line} [guessed: {guesses}]" if guesses else line


def passage_record(stored: StoredPassage, document: Document) -> dict[str, Any]:
    """Return a passage with its place as plain values, in the documented order."""
    passage = stored.passage
    page, file_page = page_range(document, passage.char_start, passage.char_end)
    line_start, line_end = _lines(stored) or (None, None)
    return {
        "kind": str(passage.kind),
        "section": list(passage.section),
        "paragraph": passage.paragraph,
        "speaker": passage.speaker,
        "time": passage.time,
        "page": page,
        "file_page": file_page,
        "line_start": line_start,
        "line_end": line_end,
        "char_start": passage.char_start,
        "char_end": passage.char_end,
        "pieces": [list(piece) for piece in passage.way_back.source_pieces(0, len(passage.text))],
        "text": passage.text,
    }


def path_from_here(file: str, folder: Path) -> str:
    """Return the path of a library's ``file`` as seen from the current folder, for a terminal to open."""
    whole = folder / file
    try:
        return Path(os.path.relpath(whole)).as_posix()
    except ValueError:  # on another drive
        return whole.as_posix()


def _pages_named(place: Place, document: Document) -> list[Page]:
    """Return the pages with this printed label, or the range of them; where nothing is printed, pages of the file."""
    pages = document.pages
    if place.unit == "page" and any(page.label is not None for page in pages):
        named = [page for page in pages if page.label is not None and page.label.lower() == place.name.lower()]
        if named or place.numbers is None:
            return named
        first, last = place.numbers
        return [page for page in pages if page.label and page.label.isdecimal() and first <= int(page.label) <= last]
    if place.numbers is None:
        return []
    first, last = place.numbers
    return [page for page in pages if first <= page.number <= last]


def _on_pages(pages: list[Page], document: Document, passages: Sequence[StoredPassage]) -> list[StoredPassage]:
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


def _lines(stored: StoredPassage) -> tuple[int, int] | None:
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


def shown_time(time: str | None) -> str:
    """Return the time of a passage for a person: of a letter its day and minute, of a recording as it is."""
    return re.sub(r"(?<=\d)T(\d\d:\d\d).*", r" \1", time or "")
