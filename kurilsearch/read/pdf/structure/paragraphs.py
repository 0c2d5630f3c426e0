"""The lines of a column in groups: paragraphs, headings, list items, entries, tables, before their kind is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kurilsearch.language.sentence_end import ends_like_sentence
from kurilsearch.model import Kind
from kurilsearch.read.pdf.page.lines import Line, same_type
from kurilsearch.read.pdf.structure.body import BodyType

_BULLET = re.compile(r"[•‣▪◦●■□○–—\-\uf0b7\u2022*►▶✓➢]\s+\S")
_NUMBERED = re.compile(r"(?:\(?\d{1,3}[.)]|\[\d{1,3}\]|\([a-zivx]{1,4}\)|[a-z]\))\s*\S")
_LEADER = re.compile(r"(?:\. ?){6,}|(?:· ?){6,}|…{3,}")
_CAPTION = re.compile(
    r"(?:fig(?:ure|s)?|table|tab|abb(?:ildung)?|tabelle|tableau|figura|tabla|рис(?:унок)?|табл(?:ица)?|scheme|chart|plate|map|图|図|表)"
    r"\.?\s*(?:\d{1,3}|[IVX]{1,5}|[A-Z]\.?\d{1,2})\b",
    re.I,
)


@dataclass(slots=True)
class Chunk:
    """Lines that belong together. ``page`` and ``column`` are those of its first line.

    ``left`` and ``right`` are the edges of the column that it stands in; ``table`` says that its lines are rows.
    ``goes_on`` says that it may be the end of a paragraph begun in an earlier column. ``below_gap`` says that more
    than a line's distance parts it from what is above.
    """

    lines: list[Line]
    page: int
    column: int
    left: float
    right: float
    kind: Kind | None = None
    level: int = 0
    table: bool = False
    hanging: bool = False
    below_gap: bool = True
    above_gap: bool = True
    pages: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines with line breaks between."""
        return "\n".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """The size of the type in points."""
        return (
            self.lines[0].size
            if len(self.lines) < 3
            else sorted(line.size for line in self.lines)[len(self.lines) // 2]
        )


def group_columns(lines: Sequence[Line], page: int, body: BodyType) -> Iterator[Chunk]:
    """Yield the chunks of a page's lines, which stand in reading order, column by column."""
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].column != lines[start].column:
            yield from _group_column(lines[start:at], page, body)
            start = at


def _group_column(lines: Sequence[Line], page: int, body: BodyType) -> Iterator[Chunk]:
    left, right = column_edges(lines)
    tables = _table_rows(lines)
    hanging = _hanging_rows(lines, left)
    chunk: Chunk | None = None
    for at, line in enumerate(lines):
        above = lines[at - 1] if at else None
        if chunk is None or above is None:
            new, gap = True, True
        else:
            gap = _is_gap(above, line, body)
            if tables[at] or tables[at - 1]:
                new = tables[at] != tables[at - 1] or (gap and above.y0 - line.y0 > 3 * body.pitch)
            else:
                new = gap or _begins(above, line, chunk, hanging=hanging[at], left=left, right=right)
        if new:
            if chunk is not None:
                chunk.above_gap = gap
                yield chunk
            chunk = Chunk([line], page, line.column, left, right, table=tables[at], hanging=hanging[at], below_gap=gap)
            chunk.pages.append(page)
        elif chunk is not None:
            chunk.lines.append(line)
            chunk.pages.append(page)
    if chunk is not None:
        yield chunk


def column_edges(lines: Sequence[Line]) -> tuple[float, float]:
    """Return where most lines of a column begin (the outermost of the common places), and where the longest end."""
    starts = Counter(round(line.x0 / 2) for line in lines)
    common = [place for place, times in starts.items() if times >= max(0.15 * len(lines), 1)]
    left = (
        min(line.x0 for line in lines if round(line.x0 / 2) == min(common))
        if common
        else min(line.x0 for line in lines)
    )
    ends = sorted(line.x1 for line in lines)
    usual = ends[int(0.9 * (len(ends) - 1))]
    shared = (end for before, end in pairwise(ends) if end - before < 3 and end > usual)
    return left, max(shared, default=usual)


def _is_gap(above: Line, line: Line, body: BodyType) -> bool:
    size = min(above.size, line.size)
    distance = above.y0 + 0.22 * above.height - line.y0 - 0.22 * line.height
    return distance > 1.28 * body.pitch * max(size / body.size, 0.55) + 0.5 or distance < -0.5 * size


def _begins(above: Line, line: Line, chunk: Chunk, *, hanging: bool, left: float, right: float) -> bool:
    """Tell whether a line begins a new paragraph under ``above``, no gap between."""
    size = line.size
    width = right - left
    indent, shift = line.x0 - left, line.x0 - above.x0
    ended = ends_like_sentence(above.text)
    runs_on = not ended and line.text[0].islower() and above.x1 > right - 0.15 * width and width > 15 * size
    other = not same_type(above, line) and abs(above.height - line.height) > 0.08 * line.height
    if (other or above.bold != line.bold) and not runs_on:
        return True
    if _BULLET.match(line.text):
        listed = _BULLET.match(chunk.lines[0].text) is not None or line.text[0] not in "-–—"
        return listed or ended or above.x1 < right - 0.15 * width
    if _CAPTION.match(line.text) and ended:
        return True
    if hanging:
        return indent < 0.6 * size or shift < -0.8 * size
    ended = ends_like_sentence(above.text)
    if (
        _NUMBERED.match(line.text)
        and (ended or above.x1 < right - 0.15 * width)
        and (_NUMBERED.match(chunk.lines[0].text) or ended)
    ):
        return True
    if _is_centred(above, left, right) and _is_centred(line, left, right):
        return False
    marked = _NUMBERED.match(chunk.lines[0].text) or _BULLET.match(chunk.lines[0].text)
    if shift > 0.7 * size and indent > 0.7 * size and indent < 0.5 * width:
        return len(chunk.lines) > 1 or not marked
    opens = not (line.text[0].islower() or line.text[0] == "(" or marked)
    if ended and opens and 0.7 * size < indent < 3 * size and abs(shift) < 0.3 * size and len(chunk.lines) == 1:
        return True  # paragraphs of one line each, as in speech
    if shift < -0.7 * size and (len(chunk.lines) > 1 or indent > 0.7 * size):
        return True
    short = above.x1 < right - 0.25 * width
    return short and ended and not line.text[:1].islower()


def _is_centred(line: Line, left: float, right: float) -> bool:
    """Tell whether a line stands in the middle of its column, clear of both edges."""
    before, after = line.x0 - left, right - line.x1
    return (
        before > 1.5 * line.size
        and after > 1.5 * line.size
        and abs(before - after) < max(1.2 * line.size, 0.1 * (right - left))
    )


def _hanging_rows(lines: Sequence[Line], left: float) -> list[bool]:
    """Tell of each line whether it is of a list whose entries hang: the first line out, the others indented alike."""
    marked = [False] * len(lines)
    indents = Counter(round(line.x0 - left) for line in lines if 0.6 * line.size < line.x0 - left < 4.5 * line.size)
    if not indents:
        return marked
    indent = indents.most_common(1)[0][0]
    at_indent = [abs(line.x0 - left - indent) < 1.6 for line in lines]
    at_left = [line.x0 - left < 0.5 * line.size for line in lines]
    start = 0
    for at in range(len(lines) + 1):
        usual = (
            at < len(lines) and (at_indent[at] or at_left[at]) and (at == start or same_type(lines[at], lines[at - 1]))
        )
        if not usual:
            _mark_hanging(lines, start, at, at_indent, at_left, marked)
            start = at if at < len(lines) and (at_indent[at] or at_left[at]) else at + 1
    return marked


def _mark_hanging(
    lines: Sequence[Line], start: int, end: int, at_indent: Sequence[bool], at_left: Sequence[bool], marked: list[bool]
) -> None:
    """Mark lines ``start`` to ``end`` where entries begin with the lines that stand out, not with the indented ones.

    A line begins something where the one before it ends a sentence or falls short of the column's edge.
    """
    inside = sum(at_indent[start:end])
    entries = sum(at_left[at] and at + 1 < end and at_indent[at + 1] for at in range(start, end))
    if end - start < 4 or entries < 2 or inside < 0.3 * (end - start):
        return
    right = max(line.x1 for line in lines[start:end])
    begins = [False] * (end - start)
    for at in range(start + 1, end):
        above = lines[at - 1]
        begins[at - start] = ends_like_sentence(above.text) or above.x1 < right - 4 * above.size
    out = [begin for at, begin in enumerate(begins[1:], start + 1) if at_left[at]]
    indented = [begin for at, begin in enumerate(begins[1:], start + 1) if at_indent[at]]
    if out and sum(out) >= 0.5 * len(out) and sum(out) * len(indented) > 1.3 * sum(indented) * len(out):
        marked[start:end] = [True] * (end - start)


def _table_rows(lines: Sequence[Line]) -> list[bool]:
    """Tell of each line whether it is a row of a table: wide gaps in three lines or more, or rows of dots."""
    rows = [False] * len(lines)
    start = seen = leaders = 0
    last = -1
    for at, line in enumerate([*lines, None]):
        leader = line is not None and _has_leader(line.text)
        gapped = leader or (line is not None and bool(line.gaps) and not _is_one_gap_of_heading(line))
        if gapped:
            if seen == 0:
                start = at
            seen += 1
            leaders += leader
            last = at
        elif seen and (line is None or at - last > 2):
            if seen >= (1 if leaders else 3) and seen >= 0.5 * (last + 1 - start):
                rows[start : last + 1] = [True] * (last + 1 - start)
            seen = leaders = 0
    return rows


def _has_leader(text: str) -> bool:
    """Tell whether dots lead from words to a number."""
    return (text.count(".") > 5 or "·" in text or "…" in text) and _LEADER.search(text) is not None


def _is_one_gap_of_heading(line: Line) -> bool:
    """Tell whether the only gap parts a number or bullet from the words after it, or is a justified line's."""
    return len(line.gaps) == 1 and (line.gaps[0] <= 6 or (len(line.text) > 45 and line.x1 - line.x0 > 28 * line.size))


def is_caption(text: str) -> bool:
    """Tell whether a chunk names a figure or table by number."""
    return _CAPTION.match(text) is not None
