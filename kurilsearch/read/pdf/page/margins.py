"""What stands in the side margins of a page: numbers of lines, the page's own number, notes beside the text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kurilsearch.read.pdf.page.lines import Row
from kurilsearch.read.pdf.pdfium.runs import TextRun

_FEWEST_NUMBERS = 5
_FEWEST_FIVES = 3
_FEWEST_LINES = 5
_LONG = 25
_MOST_NUMBERS = 3
_MOST_ROWS = 3_000
"""A page with more rows than this is a drawing, or hostile."""


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


class _Number(NamedTuple):
    """A number in a row that may count its line: all of the row, or its first or last word (``part`` 0, 1 or -1)."""

    value: int
    run: TextRun
    row: Row
    part: int


def split_line_numbers(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Return the rows without the numbers that count the lines in a margin, and those numbers.

    They stand in one column clear of the text, count by ones or by fives or the like, and as far apart as the lines
    that they count.
    """
    numbers = [number for row in rows for number in _numbers_of(row)] if len(rows) <= _MOST_ROWS else []
    if len(numbers) < _FEWEST_FIVES:
        return rows, []
    stacks: list[list[_Number]] = []
    for number in sorted(numbers, key=lambda number: number.run.x0):
        if stacks and number.run.x0 < stacks[-1][-1].run.x1:
            stacks[-1].append(number)
        else:
            stacks.append([number])
    found = {id(number.row): number for stack in stacks if _counts_lines(stack, rows) for number in stack}
    if not found:
        return rows, []
    text = [row for row in rows if id(row) not in found or found[id(row)].part]
    for number in found.values():
        if number.part:
            number.row.cut(number.run)
    return text, [Row(number.run) for number in found.values()]


def _numbers_of(row: Row) -> list[_Number]:
    """Return the numbers that stand alone, first or last in a row, a gap between them and the text."""
    runs = row.runs
    if len(runs) == 1:
        return [_Number(int(runs[0].text), runs[0], row, 0)] if _is_number(row) else []
    found = []
    for part, number, beside in ((1, runs[0], runs[1]), (-1, runs[-1], runs[-2])):
        gap = max(number.x0, beside.x0) - min(number.x1, beside.x1)
        if len(number.text) <= 4 and number.text.isdecimal() and gap > 0.25 * row.height:
            found.append(_Number(int(number.text), number, row, part))
    return found


def _counts_lines(stack: list[_Number], rows: list[Row]) -> bool:
    """Tell whether numbers that stand below one another count the lines beside them."""
    stack.sort(key=lambda number: -number.run.y1)
    steps = Counter(after.value - before.value for before, after in pairwise(stack))
    step, times = steps.most_common(1)[0] if steps else (0, 0)
    if step not in (1, 2, 5, 10) or times < 0.8 * (len(stack) - 1):
        return False
    fives = step >= 5 and sum(number.value % 5 == 0 for number in stack) >= len(stack) - 1
    left, right = min(number.run.x0 for number in stack), max(number.run.x1 for number in stack)
    own = {id(number.row) for number in stack}
    others = [row for row in rows if id(row) not in own]
    if sum(row.x0 < right and row.x1 > left for row in others) > 3:
        return False
    low, high = min(row.y0 for row in rows), max(row.y1 for row in rows)
    least = 0.3 if fives else 0.1 if _numbers_all(stack, others) else 0.5
    if len(stack) < (_FEWEST_FIVES if fives else _FEWEST_NUMBERS):
        return False
    if stack[0].run.y1 - stack[-1].run.y0 < least * (high - low):
        return False
    if not fives and not _as_far_apart_as_lines(stack, others):
        return False
    if all(number.part == 0 for number in stack):
        return True
    smaller = sum(number.part == 0 or number.run.y1 - number.run.y0 < 0.9 * number.row.height for number in stack)
    return (fives or smaller > 0.8 * len(stack)) and _are_even(stack)


def _numbers_all(stack: list[_Number], others: list[Row]) -> bool:
    """Tell whether numbers stand beyond all the text of a page, and beside each line from the first to the last."""
    left, right = min(number.run.x0 for number in stack), max(number.run.x1 for number in stack)
    if not (all(row.x0 > right for row in others) or all(row.x1 < left for row in others)):
        return False
    middles = [0.5 * (number.run.y0 + number.run.y1) for number in stack]
    between = [row for row in others if middles[-1] < 0.5 * (row.y0 + row.y1) < middles[0]]
    without = sum(not any(row.y0 < middle < row.y1 for middle in middles) for row in between)
    return without <= 0.15 * len(stack) and _are_even(stack)


def _as_far_apart_as_lines(stack: list[_Number], others: list[Row]) -> bool:
    """Tell whether the distance of two numbers is that of the lines between: entries of a list stand farther apart."""
    levels = sorted(row.y0 for row in others if stack[-1].run.y0 < row.y1 and row.y0 < stack[0].run.y1)
    pitches = [above - below for below, above in pairwise(levels) if above - below > 0.4 * stack[0].row.height]
    return not pitches or median(_distances(stack)) < 1.7 * median(pitches)


def _distances(stack: list[_Number]) -> list[float]:
    """Return how far apart numbers that follow one another stand, in points for each one that is counted."""
    return [
        (before.run.y0 - after.run.y0) / (after.value - before.value)
        for before, after in pairwise(stack)
        if after.value > before.value
    ]


def _are_even(stack: list[_Number]) -> bool:
    """Tell whether numbers stand as far apart as what they count: most pairs by the same distance for one."""
    distances = _distances(stack)
    usual = median(distances)
    return sum(abs(distance - usual) < 0.15 * usual for distance in distances) >= 0.6 * len(distances)
