"""One page: its lines in reading order, what stands sideways on it, and what numbers its lines in the margin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from kurilsearch.read.pdf.page.columns import split_columns
from kurilsearch.read.pdf.page.layers import without_covered
from kurilsearch.read.pdf.page.lines import Line, Row, make_lines, make_rows
from kurilsearch.read.pdf.page.margins import split_line_numbers, split_margins
from kurilsearch.read.pdf.page.spaced_letters import close_spaced
from kurilsearch.read.pdf.pdfium.annotations import PageNote
from kurilsearch.read.pdf.pdfium.boxes import bounds_in_frame
from kurilsearch.read.pdf.pdfium.document import bounding_box, text_page_of
from kurilsearch.read.pdf.pdfium.letters import mend_letters
from kurilsearch.read.pdf.pdfium.runs import TextRun, page_text, read_runs
from kurilsearch.read.pdf.pdfium.styles import DOWNWARDS, UPRIGHT

_MOST_COLUMNS = 400


@dataclass(slots=True)
class PageLines:
    """The lines of a page; ``number`` is its 1-based place in the file.

    ``lines`` stand in the page's main frame, in reading order; ``aside`` are those in other frames (a stamp along the
    edge, a figure's labels) and ``line_numbers`` those that number the lines. ``notes`` are words that others put on
    the page and that are not drawn there. ``bounds`` are the page's left, bottom, right and top in the main frame
    ``frame``. ``characters`` counts those of the text layer; ``nonsense`` says that it is no writing, ``blank`` that
    nothing at all is drawn.
    """

    number: int
    bounds: tuple[float, float, float, float]
    frame: int = UPRIGHT
    lines: list[Line] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    line_numbers: list[Line] = field(default_factory=list)
    ruby: list[Line] = field(default_factory=list)
    notes: tuple[PageNote, ...] = ()
    characters: int = 0
    nonsense: bool = False
    blank: bool = False


def read_page(page: Any, number: int) -> PageLines:
    """Return the lines of an open PDFium page."""
    page_box = bounding_box(page)
    with text_page_of(page) as (text_page, count):
        text = mend_letters(text_page, page_text(text_page, count)) if count > 0 else ""
        runs = read_runs(text_page, text, page_box) if count > 0 else []
    return _page_of(without_covered(runs), number, page_box, count)


def plain_text(page: Any) -> str:
    """Return the text of an open PDFium page as the file has it, for a quick look at its words."""
    with text_page_of(page) as (text_page, count):
        return page_text(text_page, count) if count > 0 else ""


def _page_of(runs: list[TextRun], number: int, box: tuple[float, float, float, float], count: int) -> PageLines:
    runs = _with_vertical_script(runs)
    frames = Counter[int]()
    for run in runs:
        if not run.style.oblique:
            frames[run.style.frame] += len(run.text)
    frame = frames.most_common(1)[0][0] if frames else UPRIGHT
    page = PageLines(number, bounds_in_frame(box, frame), frame, characters=count)
    rows = make_rows(runs)
    level = [row for row in rows if row.frame == frame and not row.runs[0].style.oblique]
    other = [row for row in rows if row.frame != frame or row.runs[0].style.oblique]
    if frame == DOWNWARDS:
        level, ruby = _split_ruby(level)
        page.ruby = [line for row in ruby for line in make_lines([row], 0)]
    level, numbers = split_line_numbers(level)
    page.line_numbers = make_lines(numbers, 0)
    margins = split_margins(level, page.bounds)
    for column, group in enumerate([*split_columns(margins.text), margins.notes]):
        page.lines += make_lines(group, column)
    for line in page.lines:
        close_spaced(line)
    page.aside = [line for row in margins.numbers for line in make_lines([row], 0)]
    page.aside += [line for of in _by_frame(other) for line in make_lines(of, 0)]
    return page


def _with_vertical_script(runs: list[TextRun]) -> list[TextRun]:
    """Return the runs of a page in vertical writing with its single and horizontal-in-vertical ones in that frame."""
    down = sum(len(run.text) for run in runs if run.style.frame == DOWNWARDS and run.text >= "\u2e80")
    if not down or down < 0.5 * sum(len(run.text) for run in runs):
        return runs
    columns = [run for run in runs if run.style.frame == DOWNWARDS]
    turned = []
    for run in runs:
        if run.style.frame == UPRIGHT and (run.text >= "\u2e80" or _stands_in(run, columns)):
            style = run.style._replace(frame=DOWNWARDS)
            run = run._replace(x0=-run.y1, x1=-run.y0, y0=run.x0, y1=run.x1, style=style)
        turned.append(run)
    return turned


def _stands_in(run: TextRun, columns: Sequence[TextRun]) -> bool:
    """Tell whether a short upright word, such as a year's figures, stands in a line of vertical writing."""
    width = run.x1 - run.x0
    if width > 1.6 * (run.y1 - run.y0):
        return False
    middle = 0.5 * (run.x0 + run.x1)
    return any(
        column.y0 < middle < column.y1 and min(abs(-run.y1 - column.x1), abs(column.x0 + run.y0)) < 1.5 * width
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
        groups.setdefault(-1 - at if row.runs[0].style.oblique else row.frame, []).append(row)
    return list(groups.values())
