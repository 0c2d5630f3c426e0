"""The edges of pages: the rows at the head and foot where running heads, page numbers and stamps stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kurilsearch.read.pdf.page.lines import Line
from kurilsearch.read.pdf.page.page import PageLines
from kurilsearch.read.pdf.pdfium.styles import DOWNWARDS, UPRIGHT

_MOST_ROWS = 4
_ZONE = 0.16
_LOWEST = 0.25
_NUMBER_ALONE = 9
"""So few characters may stand as far from the foot as ``_LOWEST`` page heights, with nothing below: a page number."""
_MOST_ASIDE = 20


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """The lines of one page that stand on one height at its edge, left to right.

    ``place`` is where: ``head``, ``foot`` or ``side``. ``depth`` is the distance from that edge in points, ``rank``
    counts the rows from the edge inwards from 0. ``apart`` says that a gap wider than between lines follows.
    """

    lines: tuple[Line, ...]
    place: str
    depth: float
    rank: int
    apart: bool

    @property
    def text(self) -> str:
        """The words of the row."""
        return " ".join(line.text for line in self.lines)


def edge_rows(page: PageLines) -> list[EdgeRow]:
    """Return the outermost rows at head and foot, within a sixth of the page's height, and what stands sideways."""
    low, high = page.bounds[1], page.bounds[3]
    zone = max(_ZONE * (high - low), 40.0)
    heads = _rows(sorted((line for line in page.lines if line.y1 > high - zone), key=lambda line: -line.y1))
    feet = _rows(sorted((line for line in page.lines if line.y0 < low + zone), key=lambda line: line.y0))
    if not feet:
        lowest = min(page.lines, key=lambda line: line.y0, default=None)
        if lowest is not None and lowest.y0 < low + _LOWEST * (high - low) and len(lowest.text) <= _NUMBER_ALONE:
            feet = [[lowest]]
    found = []
    usual = _usual_gap(page)
    for place, rows in (("head", heads), ("foot", feet)):
        for rank, row in enumerate(rows[:_MOST_ROWS]):
            edge = max(line.y1 for line in row), min(line.y0 for line in row)
            depth = high - edge[0] if place == "head" else edge[1] - low
            found.append(
                EdgeRow(
                    tuple(sorted(row, key=lambda line: line.x0)), place, depth, rank, _apart(row, page, place, usual)
                )
            )
    level = page.frame == DOWNWARDS  # vertical writing has level heads and numbers
    for line in [line for line in page.aside if not line.oblique][:_MOST_ASIDE]:
        place, depth = "side", line.y0
        if level and line.frame == UPRIGHT:
            above, below = -page.bounds[0] - line.y1, line.y0 + page.bounds[2]
            place, depth = ("head", above) if above < below else ("foot", below)
        found.append(EdgeRow((line,), place, depth, 0, apart=True))
    return found


def begins_like_note(row: EdgeRow) -> bool:
    """Tell whether a row begins with a note's mark: notes may be as like one another as running feet."""
    line = row.lines[0]
    raised = bool(line.marks) and line.marks[0][0] == 0
    return raised or re.match(r"\d{1,3}[.)]?\s+[^\W\d_]|[*†‡]\s?\w", line.text) is not None


def _rows(ordered: Sequence[Line]) -> list[list[Line]]:
    """Return lines in order of height in groups whose middles are level."""
    rows: list[list[Line]] = []
    for line in ordered:
        middle = 0.5 * (line.y0 + line.y1)
        if rows and abs(middle - 0.5 * (rows[-1][0].y0 + rows[-1][0].y1)) < 0.5 * max(line.height, rows[-1][0].height):
            rows[-1].append(line)
        elif len(rows) >= _MOST_ROWS:
            break
        else:
            rows.append([line])
    return rows


def _usual_gap(page: PageLines) -> float:
    """Return the usual distance in points from the foot of a line's box to the head of the next one's."""
    gaps = [
        above.y0 - line.y1
        for above, line in pairwise(page.lines)
        if above.column == line.column and -0.5 * line.height < above.y0 - line.y1 < 3 * line.height
    ]
    return max(median(gaps), 0.0) if gaps else 0.0


def _apart(row: Sequence[Line], page: PageLines, place: str, usual: float) -> bool:
    """Tell whether the next line inwards stands farther off than lines do."""
    height = max(line.height for line in row)
    least = usual + 0.35 * height
    if place == "head":
        edge = min(line.y0 for line in row)
        inner = [line.y1 for line in page.lines if line.y1 < edge + 0.4 * height and line not in row]
        return not inner or edge - max(inner) > least
    edge = max(line.y1 for line in row)
    inner = [line.y0 for line in page.lines if line.y0 > edge - 0.4 * height and line not in row]
    return not inner or min(inner) - edge > least
