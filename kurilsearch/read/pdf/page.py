"""One page: its lines in reading order, what stands sideways on it, and what numbers its lines in the margin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from kurilsearch.read.pdf.columns import split_columns
from kurilsearch.read.pdf.lines import Line, Row, make_lines, make_rows
from kurilsearch.read.pdf.margins import split_line_numbers, split_margins
from kurilsearch.read.pdf.styles import DOWNWARDS, UPRIGHT
from kurilsearch.read.pdf.words import Word, bounds_in_frame, page_text, read_words

_CELL = 8.0
_MOST_COLUMNS = 400


@dataclass(slots=True)
class PageLines:
    """The lines of a page; ``number`` is its 1-based place in the file.

    ``lines`` stand in the page's main frame, in reading order; ``aside`` are those in other frames (a stamp along the
    edge, a figure's labels) and ``line_numbers`` those that number the lines. ``bounds`` are the page's left, bottom,
    right and top in the main frame ``frame``. ``characters`` counts those of the text
    layer; ``nonsense`` says that it is no writing.
    """

    number: int
    bounds: tuple[float, float, float, float]
    frame: int = UPRIGHT
    lines: list[Line] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    line_numbers: list[Line] = field(default_factory=list)
    ruby: list[Line] = field(default_factory=list)
    characters: int = 0
    nonsense: bool = False


def read_page(page: Any, number: int) -> PageLines:
    """Return the lines of an open PDFium page."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    page_box = (box.left, box.bottom, box.right, box.top)
    with _text_page(page) as (text_page, count):
        words = read_words(text_page, page_text(text_page, count), page_box) if count > 0 else []
    return _page_of(_without_covered(words), number, page_box, count)


def plain_text(page: Any) -> str:
    """Return the text of an open PDFium page as the file has it, for a quick look at its words."""
    with _text_page(page) as (text_page, count):
        return page_text(text_page, count) if count > 0 else ""


@contextmanager
def _text_page(page: Any) -> Iterator[tuple[Any, int]]:
    """Open the text of a page, and return it with the number of its characters; none where it cannot be opened."""
    from pypdfium2 import raw

    text_page = raw.FPDFText_LoadPage(page)
    try:
        yield text_page, raw.FPDFText_CountChars(text_page) if text_page else 0
    finally:
        if text_page:
            raw.FPDFText_ClosePage(text_page)


def _page_of(words: list[Word], number: int, box: tuple[float, float, float, float], count: int) -> PageLines:
    words = _with_vertical_script(words)
    frames = Counter[int]()
    for word in words:
        if not word.style.oblique:
            frames[word.style.frame] += len(word.text)
    frame = frames.most_common(1)[0][0] if frames else UPRIGHT
    page = PageLines(number, bounds_in_frame(box, frame), frame, characters=count)
    rows = make_rows(words)
    level = [row for row in rows if row.frame == frame and not row.words[0].style.oblique]
    other = [row for row in rows if row.frame != frame or row.words[0].style.oblique]
    if frame == DOWNWARDS:
        level, ruby = _split_ruby(level)
        page.ruby = [line for row in ruby for line in make_lines([row], 0)]
    level, numbers = split_line_numbers(level)
    page.line_numbers = make_lines(numbers, 0)
    margins = split_margins(level, page.bounds)
    for column, group in enumerate([*split_columns(margins.text), margins.notes]):
        page.lines += make_lines(group, column)
    page.aside = [line for row in margins.numbers for line in make_lines([row], 0)]
    page.aside += [line for of in _by_frame(other) for line in make_lines(of, 0)]
    return page


def _without_covered(words: list[Word]) -> list[Word]:
    """Return the words without those of a hidden text layer that a visible word covers."""
    if not any(word.style.hidden for word in words):
        return words
    covered = set(_cells(word for word in words if not word.style.hidden))
    return [word for word in words if not (word.style.hidden and _cell(word) in covered)]


def _cell(word: Word) -> tuple[int, int, int]:
    x, y = 0.5 * (word.x0 + word.x1), 0.5 * (word.y0 + word.y1)
    return word.style.frame, int(x // _CELL), int(y // _CELL)


def _cells(words: Iterator[Word] | Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    """Yield the cells of a grid that words lie in."""
    for word in words:
        y = int(0.5 * (word.y0 + word.y1) // _CELL)
        for x in range(int(word.x0 // _CELL), min(int(word.x1 // _CELL), int(word.x0 // _CELL) + 200) + 1):
            yield word.style.frame, x, y


def _with_vertical_script(words: list[Word]) -> list[Word]:
    """Return the words of a page in vertical writing with its single and horizontal-in-vertical ones in that frame."""
    down = sum(len(word.text) for word in words if word.style.frame == DOWNWARDS and word.text >= "\u2e80")
    if not down or down < 0.5 * sum(len(word.text) for word in words):
        return words
    columns = [word for word in words if word.style.frame == DOWNWARDS]
    turned = []
    for word in words:
        if word.style.frame == UPRIGHT and (word.text >= "\u2e80" or _stands_in(word, columns)):
            style = word.style._replace(frame=DOWNWARDS)
            word = word._replace(x0=-word.y1, x1=-word.y0, y0=word.x0, y1=word.x1, style=style)
        turned.append(word)
    return turned


def _stands_in(word: Word, columns: Sequence[Word]) -> bool:
    """Tell whether a short upright word, such as a year's figures, stands in a line of vertical writing."""
    width = word.x1 - word.x0
    if width > 1.6 * (word.y1 - word.y0):
        return False
    middle = 0.5 * (word.x0 + word.x1)
    return any(
        column.y0 < middle < column.y1 and min(abs(-word.y1 - column.x1), abs(column.x0 + word.y0)) < 1.5 * width
        for column in columns[:_MOST_COLUMNS]
    )


def _split_ruby(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Return the rows of vertical text, and those of the small type beside them that says how they are read."""
    if not rows:
        return rows, []
    usual = median(row.height for row in rows for _ in range(min(row.characters(), 100)))
    small = {id(row) for row in rows if row.height < 0.62 * usual}
    return [row for row in rows if id(row) not in small], [row for row in rows if id(row) in small]


def _by_frame(rows: Sequence[Row]) -> list[list[Row]]:
    """Return rows of unlike frames apart; slanting ones each by itself."""
    groups: dict[int, list[Row]] = {}
    for at, row in enumerate(rows):
        groups.setdefault(-1 - at if row.words[0].style.oblique else row.frame, []).append(row)
    return list(groups.values())
