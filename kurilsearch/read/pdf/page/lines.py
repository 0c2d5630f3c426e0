"""Runs to rows and rows to lines: what stands on one baseline, blanks put where the gaps say so, marks recognised."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter, sub

from kurilsearch.model import Span
from kurilsearch.read.pdf.page.drop_capitals import OPENING_QUOTES, begins_word
from kurilsearch.read.pdf.pdfium.recognised import type_size
from kurilsearch.read.pdf.pdfium.right_to_left import with_brackets
from kurilsearch.read.pdf.pdfium.runs import WIDEST_BLANK, TextRun
from kurilsearch.read.pdf.pdfium.styles import LEFTWARDS, Font

_WIDEST_UNDER_SCAN = 1.5
"""The same for words that a program has recognised as of one line: it often makes them narrower than they are."""
_ONE_MARK = r"(?:\d{1,3}|[*†‡§¶∗⁎#]{1,4}|[a-z])"
_WIDEST_BESIDE = 2.0
"""How far a word may stand from its dropped capital, in heights of its type."""
_LOW_QUOTES = {"\u201d": "\u201e", "\u2019": "\u201a"}
_MARK = re.compile(rf"[\[(]?{_ONE_MARK}(?:\s?[,–-]\s?{_ONE_MARK})*[\])]?[,;]?\Z")


class Row:
    """Words that follow one another on one baseline without a wide gap: a line of a column, or a part of one."""

    __slots__ = ("frame", "height", "runs", "x0", "x1", "y0", "y1")

    def __init__(self, run: TextRun) -> None:
        """Begin with one run of words."""
        self.runs = [run]
        self.frame = run.style.frame
        self.x0, self.y0, self.x1, self.y1 = run.x0, run.y0, run.x1, run.y1
        self.height = run.y1 - run.y0

    def characters(self) -> int:
        """Return how many characters the words have."""
        return sum(len(run.text) - run.text.count(" ") for run in self.runs)

    def cut(self, run: TextRun) -> None:
        """Take out a run that belongs to no line, such as a number in the margin."""
        self.runs = [kept for kept in self.runs if kept is not run]
        self.x0, self.x1 = self.runs[0].x0, max(kept.x1 for kept in self.runs)
        self.height = max(kept.y1 - kept.y0 for kept in self.runs)

    def words(self) -> list[str]:
        """Return the words as they are written."""
        return [word for run in self.runs for word in run.text.split(" ")]


@dataclass(slots=True, eq=False)
class Line:
    """A line of text with its place in its frame (x along the line, y upwards, in points).

    ``size`` is the em in points, ``weight`` that of the lightest type in it; ``bold`` says that the running text is
    lighter. ``marks`` are the ranges of raised marks, ``gaps`` the offsets of blanks as wide as
    those between cells. ``starts``, ``ends``, ``left`` and ``right`` give each word's offsets and extent. ``column``
    counts the page's columns and bands in reading order.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    font: Font
    weight: int
    frame: int
    marks: tuple[Span, ...]
    gaps: tuple[int, ...]
    starts: array[int]
    ends: array[int]
    left: array[float]
    right: array[float]
    column: int = 0
    oblique: bool = False
    hidden: bool = False
    bold: bool = False

    @property
    def height(self) -> float:
        """The height of the line's box in points."""
        return self.y1 - self.y0


def same_type(first: Line, second: Line) -> bool:
    """Tell whether two lines are set in one size; under a scan sizes are guesses, line by line."""
    larger = max(first.size, second.size)
    return abs(first.size - second.size) <= (0.17 if first.hidden else 0.11) * larger


def make_rows(runs: Iterable[TextRun]) -> list[Row]:
    """Return the rows that runs form in the order of the file; superscripts go with the words they stand at."""
    rows: list[Row] = []
    row: Row | None = None
    x1 = y0 = y1 = height = 0.0
    frame = -1
    for run in runs:
        _, left, bottom, right, top, blank, style, _ = run
        if row is not None and style.frame == frame:
            own = top - bottom
            lower = own if own < height else height
            overlap = (top if top < y1 else y1) - (bottom if bottom > y0 else y0)
            gap = left - x1
            limit = (_WIDEST_UNDER_SCAN if style.hidden and blank == 1 else WIDEST_BLANK) * height
            if overlap > 0.45 * lower and -0.4 * lower - 0.5 < gap < limit:
                row.runs.append(run)
                if right > x1:
                    x1 = right
                larger = own > 1.15 * height and len(run.text) > 1 and _has_letters_first(run)
                if larger or (len(row.runs) == 2 and _is_higher_letter(row.runs[0], run)):
                    y0, y1, height = bottom, top, own
                continue
        if row is not None:
            row.x1, row.y0, row.y1, row.height = x1, y0, y1, height
        row = Row(run)
        rows.append(row)
        frame, x1, y0, y1, height = style.frame, right, bottom, top, top - bottom
    if row is not None:
        row.x1, row.y0, row.y1, row.height = x1, y0, y1, height
    return rows


def _is_higher_letter(first: TextRun, run: TextRun) -> bool:
    """Tell whether a row begins with one letter that is higher than its type: by an accent, or a dropped capital."""
    height, own = first.y1 - first.y0, run.y1 - run.y0
    if len(first.text) != 1 or own >= 0.93 * height or run.y0 < first.y0 - 0.02 * height:
        return False
    dropped = first.text.isupper() and height > 1.7 * own and len(run.text) > 1
    return run.y1 <= first.y1 + (0.3 * own if dropped else 0.0)


def _has_letters_first(run: TextRun) -> bool:
    """Tell whether a word of the run begins with a letter or figure: brackets may be set higher than their line."""
    return any(word[0].isalnum() for word in run.text.split(" "))


def make_lines(rows: Sequence[Row], column: int) -> list[Line]:
    """Return the lines that the rows of one column form, from the top down.

    Rows on one baseline are one line; a small one that overlaps a taller one goes with it (a mark set apart); a drop
    capital goes before the line that its top stands at.
    """
    if not rows:
        return []
    ordered = sorted(rows, key=lambda row: (-(row.y0 + row.y1), row.x0))
    groups: list[list[Row]] = []
    tops: list[Row] = []
    for row in ordered:
        centre = 0.5 * (row.y0 + row.y1)
        for back in range(len(groups) - 1, max(len(groups) - 4, -1), -1):
            chief = tops[back]
            limit = 0.45 * min(row.height, chief.height) if row.height > 0.8 * chief.height else 0.55 * chief.height
            if _drops(row, chief) or _drops(chief, row):
                limit = 0.0  # a dropped capital goes before the line at its top, not the one at its middle
            elif row.height > 1.25 * chief.height:
                limit = 0.55 * row.height
            elif _is_lowered_quote(row):
                limit = 0.7 * chief.height
            if abs(centre - 0.5 * (chief.y0 + chief.y1)) < limit and _fits(row, groups[back]):
                groups[back].append(row)
                if row.height > 1.1 * chief.height:
                    tops[back] = row
                break
        else:
            groups.append([row])
            tops.append(row)
    _place_drop_capitals(groups)
    lines = [_line(group, column) for group in groups if group]
    for line in lines:
        if line.frame == LEFTWARDS:
            line.text = with_brackets(line.text)
    return lines


def _is_lowered_quote(row: Row) -> bool:
    """Tell whether a row is a closing quotation mark by itself: set low it opens a German quotation in old fonts."""
    return len(row.runs) == 1 and row.runs[0].text in ("\u201d", "\u2019")


def _fits(row: Row, group: Sequence[Row]) -> bool:
    """Tell whether a row overlaps none of the group's along the line, but for a sliver."""
    return all(min(row.x1, other.x1) - max(row.x0, other.x0) < 0.9 * min(row.height, other.height) for other in group)


def _place_drop_capitals(groups: list[list[Row]]) -> None:
    """Put a letter as tall as two lines or more before the line that begins beside its top."""
    for at, group in enumerate(groups):
        if len(group) != 1 or len(group[0].runs) != 1 or len(group[0].runs[0].text) > 2:
            continue
        letter = group[0]
        if not letter.runs[0].text[0].isalpha():
            continue
        beside = [
            other
            for other in groups[max(at - 3, 0) : at + 6]
            if other is not group
            and not all(map(_is_opening, other))
            and letter.height > 1.7 * max(row.height for row in other)
        ]
        beside = [
            other
            for other in beside
            if 0 <= min(row.x0 for row in other if not _is_opening(row)) - letter.x1 < letter.height
            and letter.y0 - 0.2 * letter.height < other[0].y0
            and other[0].y1 < letter.y1 + 0.3 * letter.height
        ]
        if beside:
            first = max(beside, key=lambda other: other[0].y1)
            first.insert(0, letter)
            group.clear()


def _drops(row: Row, beside: Row) -> bool:
    """Tell whether a row is a capital letter by itself that is as tall as two lines of the type beside it."""
    is_tall = row.height > 1.7 * beside.height and len(row.runs) == 1
    return is_tall and len(row.runs[0].text) == 1 and row.runs[0].text.isupper()


def _is_opening(row: Row) -> bool:
    """Tell whether a row is a sign by itself that opens a quotation, as before a dropped capital."""
    return len(row.runs) == 1 and row.runs[0].text in OPENING_QUOTES


def _type_height(row: Row) -> float:
    """Return how high the boxes of the font are that a row begins in.

    A mark before the row is smaller than its type, and a single letter may be higher than its font, by an accent.
    """
    first = row.runs[0]
    if len(first.text) == 1 and first.text.isalpha() and len(row.runs) > 1:
        first = row.runs[1]
    height = first.y1 - first.y0
    return row.height if height < 0.8 * row.height else height


def _is_dropped(first: TextRun, text: str, height: float) -> bool:
    """Tell whether a line's first run is a dropped capital that belongs to the word behind it."""
    return len(first.text) == 1 and first.y1 - first.y0 >= 1.7 * height and begins_word(first.text, text)


def _line(rows: Sequence[Row], column: int) -> Line:
    """Write one line from its rows, left to right."""
    runs, chief, longest = rows[0].runs, rows[0], rows[0]
    if len(rows) > 1:
        runs = sorted((word for row in rows for run in row.runs for word in run.split()), key=attrgetter("x0"))
        chief = max(rows, key=lambda row: (row.characters() > 2, row.height))
        longest = max(rows, key=Row.characters)
    y0, height = chief.y0, chief.height
    parts: list[str] = []
    marks: list[Span] = []
    gaps: list[int] = []
    starts, ends = array("i"), array("i")
    lefts, rights = array("f"), array("f")
    length = 0
    x1 = runs[0].x0
    blank, small, raised, lowered = 0.17 * height, 0.86 * height, y0 + 0.22 * height, y0 - 0.3 * height
    cell = (2.0 if chief.runs[0].style.hidden else 1.2) * height
    before = runs[0]
    for run in runs:
        text, left, bottom, right, top, gap, _, places = run
        if parts:
            apart = left - x1
            is_led = len(starts) == 1 or (len(starts) == 2 and parts[0] in OPENING_QUOTES)
            is_quoted = len(starts) == 1 and parts[0] in OPENING_QUOTES and top - bottom >= 1.7 * height
            label = len(parts) == 1 and bool(marks) and bottom <= raised and text[0] not in ".,;:)]"
            if is_quoted or (is_led and apart < _WIDEST_BESIDE * height and _is_dropped(before, text, height)):
                pass
            elif gap == 1 or apart > blank or (gap < 0 and apart > 0.11 * height) or label:
                if apart > cell:
                    gaps.append(length)
                parts.append(" ")
                length += 1
        if bottom < lowered and text in _LOW_QUOTES:
            text = _LOW_QUOTES[text]
        parts.append(text)
        end = length + len(text)
        if places is None:
            starts.append(length)
            ends.append(end)
            lefts.append(left)
            rights.append(right)
            if bottom > raised and top - bottom < small and _MARK.match(text):
                marks.append((length, end))
        else:
            shift = length - places.base
            starts.extend([shift + at for at in places.starts])
            ends.extend([shift + at for at in places.ends])
            lefts.extend(places.left)
            rights.extend(places.right)
        length = end
        before = run
        if right > x1:
            x1 = right
    style = chief.runs[0].style
    line = "".join(parts)
    x0 = min(run.x0 for run in runs)
    size = _type_height(chief) * style.em
    if style.hidden:
        size = type_size(line, sum(map(sub, rights, lefts))) or size
    return Line(
        text=line,
        x0=x0,
        y0=y0,
        x1=x1,
        y1=chief.y1,
        size=size,
        font=style.font,
        weight=min(run.style.font.weight for run in (chief.runs[0], chief.runs[-1], longest.runs[-1])),
        frame=style.frame,
        marks=tuple(marks),
        gaps=tuple(gaps),
        starts=starts,
        ends=ends,
        left=lefts,
        right=rights,
        column=column,
        oblique=style.oblique,
        hidden=style.hidden,
    )
