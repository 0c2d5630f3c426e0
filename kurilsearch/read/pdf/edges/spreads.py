"""Sheets that show two printed pages side by side, as scans of open books do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kurilsearch.read.pdf.edges.page_labels import Numbering, Printed, printed_numbers
from kurilsearch.read.pdf.edges.rows import EdgeRow
from kurilsearch.read.pdf.page.page import PageLines

_LEAST_SHARE = 0.5
_NEARLY_ALL = 0.8


def number_spreads(pages: Sequence[PageLines], edges: Sequence[Sequence[EdgeRow]]) -> Numbering | None:
    """Return the labels of sheets that print two numbers, ``12|13`` with the left page's first; None for other files.

    Most sheets must be wider than high and print an even distance apart: the left half n, the right half n + 1, the
    next sheet n + 2. Where only one half is numbered nearly all sheets must be.
    """
    wide = [page.bounds[2] - page.bounds[0] > page.bounds[3] - page.bounds[1] for page in pages]
    if sum(wide) < 2 or sum(wide) < _LEAST_SHARE * len(pages):
        return None
    halves = [_halves(at, page, rows) for at, (page, rows) in enumerate(zip(pages, edges, strict=True))]
    votes = Counter(number.value - side - 2 * number.page for of in halves for side, number in of)
    both = Counter(
        first.value - 2 * first.page for of in halves for side, first in of if side == 0 and _has_right(of, first)
    )
    if not votes:
        return None
    distance = (both or votes).most_common(1)[0][0]
    if votes[distance] < max(3, (1.0 if both else _NEARLY_ALL) * len(pages)):
        return None
    numbers = [number for of in halves for side, number in of if number.value - side - 2 * number.page == distance]
    firsts = [2 * at + distance for at in range(len(pages))]
    labels = tuple(f"{first}|{first + 1}" if first > 0 else None for first in firsts)
    return Numbering(labels, tuple(numbers))


def _halves(at: int, page: PageLines, rows: Sequence[EdgeRow]) -> list[tuple[int, Printed]]:
    """Return the numbers printed on a sheet with the half that each stands in: 0 left, 1 right."""
    middle = 0.5 * (page.bounds[0] + page.bounds[2])
    found = []
    for number in printed_numbers(at, rows):
        line = number.row.lines[number.line]
        if not number.roman and not line.x0 < middle < line.x1:
            found.append((int(line.x0 > middle), number))
    return found


def _has_right(of: Sequence[tuple[int, Printed]], left: Printed) -> bool:
    return any(side == 1 and number.value == left.value + 1 for side, number in of)


def split_label(label: str | None) -> tuple[str | None, str | None]:
    """Return the labels of the left and the right page of a sheet; the second None for a page by itself."""
    first, bar, second = (label or "").partition("|")
    return (first, second) if bar else (label, None)
