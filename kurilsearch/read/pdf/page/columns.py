"""Reading order: the columns of a page, and the bands between what runs across them.

A gutter is an edge at which several rows begin while others end before it. What crosses it (a title, an abstract, a
table) cuts the page into bands from the top down; in a band the left side is read before the right, and each side may
have gutters of its own. Cells of a table are no columns: they hold a word or two, in rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from kurilsearch.read.pdf.page.lines import Row

_MOST_ROWS = 3_000
"""A page with more rows than this (a drawing, a hostile file) is read in the order of the file."""
_DEEPEST = 3
_FEWEST_LINES = 3
_FEWEST_WIDE = 6
_FEWEST_CHARACTERS = 10
_MOST_EDGES = 24
_LARGEST_HEAD = 80


def split_columns(rows: Sequence[Row], depth: int = 0) -> list[list[Row]]:
    """Return the rows of a page (of one frame) in groups that are each read from the top down, in reading order."""
    if len(rows) < 2 * _FEWEST_LINES or len(rows) > _MOST_ROWS or depth >= _DEEPEST:
        return [list(rows)]
    ordered = sorted(rows, key=lambda row: (-row.y1, row.x0))
    gutter = _best_gutter(ordered)
    if gutter is None:
        return [list(rows)]
    groups: list[list[Row]] = []
    single: list[Row] = []
    for band, (left, right) in _bands(ordered, gutter):
        if not _are_columns(left, right):
            single += band
            continue
        loose, left, right = _peel(left, right, gutter)
        grid = _grid(loose, gutter)
        if not grid:
            single += loose
        top = max(row.y1 for row in right)
        above = [row for row in left if row.y0 > top and single]
        single += above
        if single:
            groups += split_columns(single, depth + 1)
            single = []
        groups += grid
        groups += split_columns([row for row in left if row.y0 <= top or row not in above], depth + 1)
        groups += split_columns(right, depth + 1)
    if single:
        groups += split_columns(single, depth + 1) if groups else [single]
    return groups


def _peel(left: list[Row], right: list[Row], gutter: float) -> tuple[list[Row], list[Row], list[Row]]:
    """Return what stands over two columns without being of them (a figure's labels, its caption), and the columns.

    Such a head ends at a clear gap over both sides, and is set smaller or begins at other edges.
    """
    rows = sorted([*left, *right], key=lambda row: -row.y1)
    usual = median(row.height for row in rows)
    bottom = rows[0].y0
    for at, row in enumerate(rows[: min(len(rows) // 2 + 1, _LARGEST_HEAD)]):
        if at and bottom - row.y1 > 0.5 * usual:
            head, tail = rows[:at], rows[at:]
            start = median(r.x0 for r in tail if r.x1 <= gutter + 0.5) if any(r.x1 <= gutter + 0.5 for r in tail) else 0
            astray = sum(min(abs(r.x0 - start), abs(r.x0 - gutter)) > 2.5 * usual for r in head)
            sides = [r for r in tail if r.x0 < gutter - 1.5], [r for r in tail if r.x0 >= gutter - 1.5]
            smaller = median(r.height for r in head) < 0.92 * median(r.height for r in tail)
            inside = [r for r in head if r.x0 < gutter - 1.5], [r for r in head if r.x0 >= gutter - 1.5]
            if (smaller or astray > 0.5 * len(head)) and _are_columns(*sides) and not _are_columns(*inside):
                return head, *sides
        bottom = min(bottom, row.y0)
    return [], left, right


def _grid(rows: Sequence[Row], gutter: float) -> list[list[Row]]:
    """Return the two sides of what stands over columns, where each is lines set about one middle: authors, addresses.

    An empty list where they are not.
    """
    sides = [row for row in rows if row.x1 <= gutter + 0.5], [row for row in rows if row.x0 >= gutter - 1.5]
    if sum(map(len, sides)) < len(rows) or min(map(len, sides)) < 2:
        return []
    for side in sides:
        middles = [0.5 * (row.x0 + row.x1) for row in side]
        if max(middles) - min(middles) > 4 or max(row.x0 for row in side) - min(row.x0 for row in side) < 4:
            return []
    return [list(side) for side in sides]


def _best_gutter(ordered: Sequence[Row]) -> float | None:
    """Return the left edge of the right column at the gutter that parts most lines, or None."""
    found: list[tuple[int, float]] = []
    for edge in _edges(ordered):
        parted = 0
        for _, (left, right) in _bands(ordered, edge):
            if _are_columns(left, right):
                parted += min(len(left), len(right))
        if parted >= _FEWEST_LINES:
            found.append((parted, edge))
    return max(found)[1] if found else None


def _edges(ordered: Sequence[Row]) -> list[float]:
    """Return where at least a few rows begin, the commonest first; rows that begin within 3 points count together."""
    counts: dict[int, list[float]] = {}
    for row in ordered:
        counts.setdefault(int(row.x0 // 3), []).append(row.x0)
    edges = []
    for bucket, starts in counts.items():
        together = len(starts) + len(counts.get(bucket + 1, ()))
        if together >= _FEWEST_LINES and together >= len(counts.get(bucket - 1, ())) + len(starts):
            edges.append((together, min(starts)))
    edges.sort(reverse=True)
    return [edge for _, edge in edges[:_MOST_EDGES]]


def _bands(ordered: Sequence[Row], edge: float) -> Iterator[tuple[list[Row], tuple[list[Row], list[Row]]]]:
    """Yield the bands from the top down: all rows of each, and those left and right of ``edge``.

    A row that crosses the edge is a band of its own; neighbouring ones stay apart.
    """
    left: list[Row] = []
    right: list[Row] = []
    for row in ordered:
        if row.x0 >= edge - 1.5:
            right.append(row)
        elif row.x1 <= edge + 0.5:
            left.append(row)
        else:
            if left or right:
                yield left + right, (left, right)
                left, right = [], []
            yield [row], ([], [])
    if left or right:
        yield left + right, (left, right)


def _are_columns(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Tell whether two sides of a band hold running text rather than cells, labels or numbers."""
    if len(left) < _FEWEST_LINES or len(right) < _FEWEST_LINES:
        return False
    if (
        min(row.y0 for row in left) > max(row.y1 for row in right) - 1
        or min(row.y0 for row in right) > max(row.y1 for row in left) - 1
    ):
        return False
    texts = [side for side in (left, right) if _is_text(side)]
    if len(texts) == 1:  # a table or formulas may stand under the text of the other column
        other = right if texts[0] is left else left
        return _has_text(other, _usual_width(texts[0])) or _is_uneven(other, texts[0])
    return len(texts) == 2


def _is_uneven(rows: Sequence[Row], text: Sequence[Row]) -> bool:
    """Tell whether most rows beside a column of text, as a title's are, stand at other heights than its lines do.

    What belongs to a line, a number or a word that it explains, is level with it, or short.
    """
    if len(text) < 2 * _FEWEST_WIDE or median(row.characters() for row in rows) < _FEWEST_CHARACTERS:
        return False
    if _usual_width(rows) < 0.4 * _usual_width(text):
        return False
    level = sum(any(abs(row.y0 - line.y0) < 0.2 * line.height for line in text) for row in rows)
    return level <= 0.5 * len(rows)


def _usual_width(rows: Sequence[Row]) -> float:
    widths = sorted(row.x1 - row.x0 for row in rows)
    return widths[int(0.8 * (len(widths) - 1))]


def _has_text(rows: Sequence[Row], width: float) -> bool:
    """Tell whether a side has lines as wide as those of the other column, in words that go on in one another."""
    wide = [row for row in rows if 0.6 * width < row.x1 - row.x0 < 1.3 * width]
    return len(wide) >= _FEWEST_WIDE and median(row.characters() for row in wide) >= 18 and _reads_on(wide)


def _is_text(rows: Sequence[Row]) -> bool:
    """Tell whether most of what stands on a side is lines that fill it, in words."""
    usual = _usual_width(rows)
    wide = [row for row in rows if row.x1 - row.x0 > 0.6 * usual]
    if len(wide) < _FEWEST_LINES or usual < 6 * median(row.height for row in wide):
        return False
    filled = sum(row.x1 - row.x0 for row in wide)
    characters = median(row.characters() for row in wide)
    return (
        filled >= 0.6 * sum(row.x1 - row.x0 for row in rows)
        and characters >= (9 if len(wide) >= 8 else 18)
        and _reads_on(wide)
    )


def _reads_on(rows: Sequence[Row]) -> bool:
    """Tell whether lines go on in one another, as cells do not: some begin small, and few are figures.

    Scripts without small letters pass, and so do long lists of words, such as an index.
    """
    first = [row.runs[0].text[0] for row in rows]
    small, capital = sum(map(str.islower, first)), sum(map(str.isupper, first))
    figures = [word[0].isdigit() for row in rows[:40] for word in row.words()]
    digits = sum(figures)
    if digits > 0.4 * len(figures):
        return False
    return small >= 0.15 * len(rows) or (small + capital < 0.3 * len(rows) and digits == 0) or len(rows) >= 30
