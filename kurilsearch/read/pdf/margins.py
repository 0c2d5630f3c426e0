"""What stands in the side margins of a page: numbers of lines, the page's own number, notes beside the text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kurilsearch.read.pdf.lines import Row

_FEWEST_NUMBERS = 5
_FEWEST_LINES = 5
_LONG = 25
_MOST_NUMBERS = 3


class Margins(NamedTuple):
    """The rows of a page: those of the text, single numbers half way down a margin, and notes beside the text."""

    text: list[Row]
    numbers: list[Row]
    notes: list[Row]


def split_margins(rows: list[Row], bounds: tuple[float, float, float, float]) -> Margins:
    """Return the rows of a page apart by where they stand; notes in a margin are set smaller than the text.

    ``bounds`` are the page's left, bottom, right and top.
    """
    long = [row for row in rows if row.characters() > _LONG]
    if len(long) < _FEWEST_LINES:
        return Margins(rows, [], [])
    usual = median(row.height for row in long)
    text = [row for row in long if row.height > 0.93 * usual]
    starts, ends = sorted(row.x0 for row in text), sorted(row.x1 for row in text)
    left, right = starts[len(starts) // 10], ends[-1 - len(ends) // 10]
    edge = 0.16 * (bounds[3] - bounds[1])
    beside = [
        row
        for row in rows
        if (row.x1 < left - 0.4 * usual or row.x0 > right + 0.4 * usual)
        and bounds[1] + edge < row.y0 < bounds[3] - edge
    ]
    numbers = [row for row in beside if _is_number(row)]
    numbers = numbers if len(numbers) <= _MOST_NUMBERS else []
    notes = [row for row in beside if row.height < 0.93 * usual and not _is_number(row)]
    apart = {id(row) for row in (*numbers, *notes)}
    return Margins([row for row in rows if id(row) not in apart], numbers, notes)


def _is_number(row: Row) -> bool:
    """Tell whether a row is a number of up to five figures and nothing else."""
    return len(row.runs) == 1 and len(row.runs[0].text) <= 5 and row.runs[0].text.isdecimal()


def split_line_numbers(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Return the rows without the numbers that count the lines in a margin, and those numbers."""
    numbers = [row for row in rows if _is_number(row)]
    if len(numbers) < _FEWEST_NUMBERS:
        return rows, []
    stacks: list[list[Row]] = []
    for row in sorted(numbers, key=lambda row: row.x0):
        if stacks and row.x0 < stacks[-1][-1].x1:
            stacks[-1].append(row)
        else:
            stacks.append([row])
    found: set[int] = set()
    low, high = min(row.y0 for row in rows), max(row.y1 for row in rows)
    for of in stacks:
        of.sort(key=lambda row: -row.y1)
        steps = Counter(int(after.runs[0].text) - int(before.runs[0].text) for before, after in pairwise(of))
        step, times = steps.most_common(1)[0] if steps else (0, 0)
        spans = of[0].y1 - of[-1].y0 > 0.5 * (high - low)
        left, right = min(row.x0 for row in of), max(row.x1 for row in of)
        beside = sum(row.x0 < right and row.x1 > left for row in rows) - len(of)
        if (
            len(of) >= _FEWEST_NUMBERS
            and step in (1, 2, 5, 10)
            and times >= 0.8 * (len(of) - 1)
            and spans
            and beside <= 3
        ):
            found.update(id(row) for row in of)
    return [row for row in rows if id(row) not in found], [row for row in numbers if id(row) in found]
