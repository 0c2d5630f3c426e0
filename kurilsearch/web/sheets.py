"""The pages of a PDF as sheets: a picture, the outline of a passage over it, and its words, which can be selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kurilsearch.hit import Hit
from kurilsearch.library.drawing import ShownBox, ShownLine
from kurilsearch.library.library import Library
from kurilsearch.model import Document

AROUND = 1
"""Sheets before and after the one that is read that are written whole; the others are blank until they are seen."""

PADDING = 0.8
"""Points by which an outline stands off the words."""


class PlacedLine(NamedTuple):
    """A line of words as SVG sets it: its text, where its baseline begins, its size, its length and its turn."""

    text: str
    x: float
    y: float
    size: float
    length: float
    turn: int


class Outline(NamedTuple):
    """A rectangle of the outline of a passage, in points."""

    x: float
    y: float
    width: float
    height: float


class PageLink(NamedTuple):
    """A page to go to: its 1-based number in the file and what is printed on it."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is shown, in points; ``is_whole`` says that its picture and its words come with it."""

    document: str
    number: int
    label: str | None
    width: float
    height: float
    is_whole: bool
    outline: list[Outline]
    lines: list[PlacedLine]
    is_first_marked: bool = False


def page_links(document: Document) -> list[PageLink]:
    """Return the pages of a document as a list to choose from."""
    labels = page_labels(document)
    numbers = sorted({page.number for page in document.pages})
    return [PageLink(number, labels.get(number) or str(number)) for number in numbers]


def page_labels(document: Document) -> dict[int, str]:
    """Return what is printed on the pages of the file, by their number; on one that shows two pages both."""
    labels: dict[int, str] = {}
    for page in document.pages:
        if page.label:
            labels[page.number] = f"{labels[page.number]}–{page.label}" if page.number in labels else page.label
    return labels


def sheets_of(
    library: Library, document: Document, hits: Sequence[Hit], page: int, *, around: int = AROUND
) -> list[Sheet]:
    """Return all sheets of a PDF, those ``around`` a page whole, with the outline of ``hits``.

    Raises NoSuchSourceError, and KurilsearchError where it cannot be drawn.
    """
    drawing = library.drawing
    sizes = drawing.sizes(document)
    marked = drawing.boxes(hits, document)
    first = min(marked, default=0)
    sheets = []
    labels = page_labels(document)
    for number, size in enumerate(sizes, 1):
        is_whole = abs(number - page) <= around
        sheets.append(
            Sheet(
                f"{document.id:x}",
                number,
                labels.get(number),
                round(size.width, 2),
                round(size.height, 2),
                is_whole,
                [_outlined(box) for box in marked.get(number, ())] if is_whole else [],
                [_placed(line) for line in drawing.lines(document, number)] if is_whole else [],
                number == first,
            )
        )
    return sheets


def _outlined(box: ShownBox) -> Outline:
    return Outline(
        round(box.left - PADDING, 2),
        round(box.top - PADDING, 2),
        round(box.width + 2 * PADDING, 2),
        round(box.height + 2 * PADDING, 2),
    )


_DESCENT = 0.22
"""How much of a line's height stands below its baseline."""


def _placed(line: ShownLine) -> PlacedLine:
    """Return a line of words where SVG sets it: its baseline begins there, and is turned about its beginning."""
    left, top, width, height = line.box
    across = line.turns % 2 == 0
    size, length = (height, width) if across else (width, height)
    x, y = {
        0: (left, top + height - _DESCENT * size),
        1: (left + _DESCENT * size, top),
        2: (left + width, top + _DESCENT * size),
        3: (left + width - _DESCENT * size, top + height),
    }[line.turns]
    return PlacedLine(line.text, round(x, 2), round(y, 2), round(size, 2), round(length, 2), 90 * line.turns)
