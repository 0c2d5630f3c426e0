"""Alignment: which words of a quotation stand for which words of the source, at the least cost.

The words of the quotation are all accounted for; the source may begin before and go on after them (a fitting alignment,
Needleman & Wunsch 1970 with free ends as in Sellers 1980), and several words on one side may be one on the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kurilsearch.match.anchors import FEWEST_ANCHORED, find_anchors
from kurilsearch.match.joins import Join, Joins, find_joins
from kurilsearch.match.likeness import cost_rows, weight
from kurilsearch.match.named_joins import add_named_joins

DROPPED = 0.55
"""What a word of the source costs that the quotation lacks, as a share of its weight; a word too many costs it all."""

MOVED = 0.3
"""What a word costs that stands in another place."""


class Names(NamedTuple):
    """Which words may stand for others that are unlike them.

    ``variants`` are words of the library that stand for one of the quotation; ``capitals`` are written in capitals, on
    either side, and may be abbreviations.
    """

    variants: Mapping[str, frozenset[str]]
    capitals: frozenset[str]


NO_NAMES = Names({}, frozenset())

_MOST_CELLS = 12_000
"""Cells of the table that are worked through at once; more are told as words that stand for each other."""

_SHORT = 14
"""Longer quotations are cut at words that surely correspond, which costs far less than a table over all of them."""


class Step(NamedTuple):
    """Words ``q0:q1`` of the quotation stand for words ``s0:s1`` of the source; either range may be empty."""

    q0: int
    q1: int
    s0: int
    s1: int
    cost: float


@dataclass(frozen=True)
class Alignment:
    """The steps in order, gapless on both sides, and their cost; ``weight`` is that of the whole quotation.

    ``moved`` are the words that stand elsewhere: index in the quotation and index in the source.
    """

    steps: tuple[Step, ...]
    cost: float
    weight: float
    moved: tuple[tuple[int, int], ...] = ()

    @property
    def similarity(self) -> float:
        """1 where all words are the same, 0 where nothing corresponds."""
        return max(1 - self.cost / self.weight, 0.0) if self.weight else 0.0

    @cached_property
    def first(self) -> int:
        """Index of the first word of the source that stands for one of the quotation."""
        place = next((step.s0 for step in self.steps if step.s1 > step.s0), None)
        if not self.moved:
            return place or 0
        moved = min(source for _, source in self.moved)
        return moved if place is None else min(place, moved)

    @cached_property
    def last(self) -> int:
        """Index after the last word of the source that stands for one of the quotation."""
        place = next((step.s1 for step in reversed(self.steps) if step.s1 > step.s0), 0)
        return max(place, max(source for _, source in self.moved) + 1) if self.moved else place

    def shifted(self, words: int) -> Alignment:
        """Return the alignment in a source that has so many ``words`` more in front."""
        if not words:
            return self
        steps = tuple(Step(q0, q1, s0 + words, s1 + words, cost) for q0, q1, s0, s1, cost in self.steps)
        moved = tuple((quoted, source + words) for quoted, source in self.moved)
        return Alignment(steps, self.cost, self.weight, moved)


def align(
    quoted: Sequence[str],
    source: Sequence[str],
    light: frozenset[int] = frozenset(),
    names: Names = NO_NAMES,
) -> Alignment:
    """Return the best alignment of the folded words ``quoted`` with a window of ``source``.

    The words of the quotation with the indexes ``light`` (those in brackets) cost little. ``names`` are
    words that stand for others.
    """
    weights = [weight(word) * (0.15 if index in light else 1.0) for index, word in enumerate(quoted)]
    if len(quoted) <= _SHORT:
        steps = _fit(quoted, source, weights, names, free_start=True, free_end=True)
    else:
        steps = _align_between_anchors(quoted, source, weights, names)
    return Alignment(tuple(steps), sum(step.cost for step in steps), sum(weights))


def align_whole(quoted: Sequence[str], source: Sequence[str]) -> list[Step]:
    """Return the steps of the best alignment of all of ``quoted`` with all of ``source``."""
    return _fit(quoted, source, [weight(word) for word in quoted], NO_NAMES, free_start=False, free_end=False)


def same_words(quoted: Sequence[str], first: int) -> Alignment:
    """Return the alignment of words that stand in the source as they are, from its word ``first`` on."""
    steps = tuple(Step(index, index + 1, first + index, first + index + 1, 0.0) for index in range(len(quoted)))
    return Alignment(steps, 0.0, sum(map(weight, quoted)))


def nowhere(quoted: Sequence[str]) -> Alignment:
    """Return the alignment of words of which none stands in the source."""
    steps = tuple(Step(index, index + 1, 0, 0, weight(word)) for index, word in enumerate(quoted))
    total = sum(map(weight, quoted))
    return Alignment(steps, total, total)


def _align_between_anchors(
    quoted: Sequence[str],
    source: Sequence[str],
    weights: Sequence[float],
    names: Names,
) -> list[Step]:
    """Align long texts: words that are the same several times in a row correspond, what is between is aligned."""
    blocks = find_anchors(quoted, source)
    steps: list[Step] = []
    q, s = 0, 0
    for number, (q0, q1, s0, s1) in enumerate(blocks):
        steps += _between(quoted, source, weights, names, (q, q0, s, s0), free_start=number == 0)
        same = zip(range(q0, q1), range(s0, s1), strict=True)
        steps += [Step(quoted_at, quoted_at + 1, at, at + 1, 0.0) for quoted_at, at in same]
        q, s = q1, s1
    return steps + _between(
        quoted,
        source,
        weights,
        names,
        (q, len(quoted), s, len(source)),
        free_start=not blocks,
        free_end=True,
    )


def _between(
    quoted: Sequence[str],
    source: Sequence[str],
    weights: Sequence[float],
    names: Names,
    block: tuple[int, int, int, int],
    *,
    free_start: bool = False,
    free_end: bool = False,
) -> list[Step]:
    """Align the words between two anchors; where there are too many of them they stand for each other as a whole."""
    q0, q1, s0, s1 = block
    if free_start and not free_end:
        s0 = max(s0, s1 - 2 * (q1 - q0) - FEWEST_ANCHORED)
    if free_end and not free_start:
        s1 = min(s1, s0 + 2 * (q1 - q0) + FEWEST_ANCHORED)
    if (q1 - q0) * (s1 - s0) > _MOST_CELLS:
        return [Step(q0, q1, s0, s1, sum(weights[q0:q1]))]
    steps = _fit(quoted[q0:q1], source[s0:s1], weights[q0:q1], names, free_start=free_start, free_end=free_end)
    return [Step(step.q0 + q0, step.q1 + q0, step.s0 + s0, step.s1 + s0, step.cost) for step in steps]


_SAME, _ADDED, _DROPPED, _JOINED = range(4)


def _fit(
    quoted: Sequence[str],
    source: Sequence[str],
    weights: Sequence[float],
    names: Names,
    *,
    free_start: bool,
    free_end: bool,
) -> list[Step]:
    """Return the cheapest steps; with a free end the words of the source beyond it are left out."""
    if not quoted:
        return [] if free_start or free_end else _gap(source)
    costs = cost_rows(quoted, source, names.variants)
    joins = find_joins(quoted, source, names.capitals)
    add_named_joins(joins, quoted, source, names.variants)
    dropped = [DROPPED * weight(word) for word in source]
    table: list[list[float]] = [[0.0] * (len(source) + 1)]
    if not free_start:
        for column, cost in enumerate(dropped):
            table[0][column + 1] = table[0][column] + cost
    back = [bytearray([_DROPPED]) * (len(source) + 1)]
    for row, (row_costs, row_weight) in enumerate(zip(costs, weights, strict=True), 1):
        above = table[-1]
        here, ways = _next_row(above, row_costs, row_weight, dropped)
        if row in joins:
            _add_joins(here, ways, table, joins[row], weights, row, dropped)
        table.append(here)
        back.append(ways)
    end = len(source)
    if free_end:
        end = _end(table[-1], back[-1])
    return _trace(table, back, joins, dropped, end, free_start=free_start)


def _next_row(
    above: Sequence[float], costs: Sequence[float], row_weight: float, dropped: Sequence[float]
) -> tuple[list[float], bytearray]:
    """Return the next row of the table, and how each cell was reached."""
    left = above[0] + row_weight
    here, ways = [left], bytearray(len(above))
    ways[0] = _ADDED
    column = 1
    for corner, up, cost, gap in zip(above, above[1:], costs, dropped, strict=False):
        best, way = corner + cost * row_weight, _SAME
        if up + row_weight < best:
            best, way = up + row_weight, _ADDED
        left += gap
        if left < best:
            best, way = left, _DROPPED
        here.append(best)
        ways[column] = way
        left = best
        column += 1
    return here, ways


def _add_joins(
    here: list[float],
    ways: bytearray,
    table: Sequence[Sequence[float]],
    joins: Mapping[int, Join],
    weights: Sequence[float],
    row: int,
    dropped: Sequence[float],
) -> None:
    """Let words that are joined on one side be a step, and carry on from there along the row."""
    for column, join in sorted(joins.items()):
        cost = table[row - join.quoted][column - join.source] + join.cost * sum(weights[row - join.quoted : row])
        if cost < here[column]:
            here[column], ways[column] = cost, _JOINED
            for after in range(column, len(dropped)):
                if here[after] + dropped[after] >= here[after + 1]:
                    break
                here[after + 1], ways[after + 1] = here[after] + dropped[after], _DROPPED


def _end(costs: Sequence[float], ways: bytearray) -> int:
    """Return where the cheapest alignment ends: the first such place, but with a counterpart for the last words."""
    least = min(costs) + 1e-9
    end = next(column for column, cost in enumerate(costs) if cost <= least)
    while ways[end] == _ADDED and end + 1 < len(costs) and costs[end + 1] <= least:
        end += 1
    return end


def _trace(
    table: Sequence[Sequence[float]],
    back: Sequence[bytearray],
    joins: Joins,
    dropped: Sequence[float],
    column: int,
    *,
    free_start: bool,
) -> list[Step]:
    """Walk back from the end of the last row and return the steps in order."""
    row = len(table) - 1
    steps: list[Step] = []
    while row or (column and not free_start):
        way = back[row][column]
        rows, columns = 1, 1
        if way == _ADDED:
            columns = 0
        elif way == _DROPPED:
            rows = 0
        elif way == _JOINED:
            rows, columns = joins[row][column].quoted, joins[row][column].source
        cost = dropped[column - 1] if not rows else table[row][column] - table[row - rows][column - columns]
        steps.append(Step(row - rows, row, column - columns, column, cost))
        row, column = row - rows, column - columns
    return steps[::-1]


def _gap(source: Sequence[str]) -> list[Step]:
    return [Step(0, 0, column, column + 1, DROPPED * weight(word)) for column, word in enumerate(source)]
