"""Footnotes: small type at the foot of a column that begins with a mark, and its continuation on the next page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from kurilsearch.language.sentence_end import ends_like_sentence
from kurilsearch.model import Kind
from kurilsearch.read.pdf.page.lines import Line
from kurilsearch.read.pdf.structure.body import BodyType
from kurilsearch.read.pdf.structure.paragraphs import Chunk, is_caption

_LABEL = re.compile(
    r"\(?\d{1,3}(?!\d)[).]?(?:\s+(?=\S)|(?=[^\W\d_]))|[*†‡§¶∗⁎]{1,3}\s*(?=\S)|[a-z](?=[ )])[ )]\s*(?=\S)"
)
_LARGER = 1.05
_FEWEST_OF_ABSTRACT = 4
_ADDRESS = re.compile(r"\W*(?:correspond|address|e-?mail|received|author|contact|\*|✉)", re.I)


def separate_notes(
    column: Sequence[Chunk], body: BodyType, page_lines: Sequence[Line], *, open_note: bool, only_raised: bool
) -> list[Chunk]:
    """Return the chunks of one column with the notes at its foot told apart and cut into one chunk each.

    ``page_lines`` are all lines of the page: nothing may stand below notes. ``open_note`` says that the last note of
    the page before broke off, ``only_raised`` that numbers which are not raised are those of a reference list.
    """
    start = len(column)
    while (
        start > 0 and _is_small(column[start - 1], body) and not (column[start - 1].table or column[start - 1].hanging)
    ):
        start -= 1
    labelled = _first_labelled(column, page_lines)
    if labelled < start and _is_all_notes(column[labelled:], body):
        start = labelled
    if start == len(column) or _stands_over(column[-1], page_lines):
        return list(column)
    zone = list(column[start:])
    while zone and not _may_begin(zone[0], open_note=open_note):
        zone.pop(0)
        start += 1
    if not zone or (start == 0 and not open_note and not _label(zone[0].lines[0])):
        return list(column)
    if any(is_caption(chunk.text) for chunk in zone):
        return list(column)
    labels = [label for chunk in zone for line in chunk.lines if (label := _label(line))]
    if only_raised and not any(line.marks and line.marks[0][0] == 0 for chunk in zone for line in chunk.lines):
        return list(column)
    if not labels and not open_note and not _ADDRESS.match(zone[0].text):
        return list(column)
    return [*column[:start], *_cut(zone)]


def _first_labelled(column: Sequence[Chunk], page_lines: Sequence[Line]) -> int:
    """Return which chunk is the first that begins with a raised mark that the text of the page has too.

    So notes are known that are set in the type of the text; the length of ``column`` where there are none.
    """
    marks = {
        line.text[start:end]
        for line in page_lines
        for start, end in line.marks
        if start > 0 and line.text[start:end].isdigit()
    }
    for at, chunk in enumerate(column):
        line = chunk.lines[0]
        if line.marks and line.marks[0][0] == 0 and line.text[: line.marks[0][1]] in marks:
            return at
    return len(column)


def _is_all_notes(zone: Sequence[Chunk], body: BodyType) -> bool:
    """Tell whether most chunks of a zone begin with a raised mark, none is larger than the text, and none is text.

    Under numbered addresses of authors stands an abstract: of several lines, in larger type than what is numbered, or
    apart from it on a first page.
    """
    labelled = [chunk for chunk in zone if chunk.lines[0].marks and chunk.lines[0].marks[0][0] == 0]
    if len(labelled) < 0.5 * len(zone) or any(chunk.size >= 1.1 * body.size for chunk in zone):
        return False
    usual = median(chunk.size for chunk in labelled)
    others = [chunk for chunk in zone if not any(chunk is of for of in labelled) and len(chunk.lines) > 1]
    return not any(
        chunk.size > _LARGER * usual
        or (len(chunk.lines) >= _FEWEST_OF_ABSTRACT and chunk.below_gap and chunk.page == 0)
        for chunk in others
    )


def _stands_over(chunk: Chunk, page_lines: Sequence[Line]) -> bool:
    """Tell whether text of the page stands below a chunk."""
    last = chunk.lines[-1]
    return any(
        line.y1 < last.y0 + 0.3 * last.height and line.x0 < last.x1 and line.x1 > last.x0 and len(line.text) > 30
        for line in page_lines
        if line.frame == last.frame
    )


def _is_small(chunk: Chunk, body: BodyType) -> bool:
    return chunk.size <= body.size - max((0.1 if chunk.lines[0].hidden else 0.05) * body.size, 0.45)


def _may_begin(chunk: Chunk, *, open_note: bool) -> bool:
    line = chunk.lines[0]
    return _label(line) != "" or open_note or _ADDRESS.match(line.text) is not None


def _label(line: Line) -> str:
    """Return the mark that a note's first line begins with, or nothing."""
    if line.marks and line.marks[0][0] == 0:
        return line.text[: line.marks[0][1]]
    match = _LABEL.match(line.text)
    return match[0].strip() if match else ""


def _cut(zone: Sequence[Chunk]) -> list[Chunk]:
    """Return the notes of a zone: a line begins a note where its mark is raised, or follows on the one before."""
    notes: list[Chunk] = []
    last = ""
    lines = [(line, chunk) for chunk in zone for line in chunk.lines]
    raised = any(line.marks and line.marks[0][0] == 0 for line, _ in lines)
    for line, chunk in lines:
        label = _label(line)
        begins = bool(label) and _follows(label, last, line, raised=raised)
        if not notes or begins:
            notes.append(
                Chunk([line], chunk.page, chunk.column, chunk.left, chunk.right, Kind.NOTE, pages=[chunk.page])
            )
            last = label or last
        else:
            notes[-1].lines.append(line)
            notes[-1].pages.append(chunk.page)
    return notes


def _follows(label: str, last: str, line: Line, *, raised: bool) -> bool:
    """Tell whether a note with this label may come after the one labelled ``last``."""
    digits, before = re.sub(r"\D", "", label), re.sub(r"\D", "", last)
    if raised:
        return bool(line.marks) and line.marks[0][0] == 0
    if digits:
        return not before or 0 < int(digits) - int(before) <= 2 or int(digits) == 1
    return not label.isalpha() or bool(line.marks)


def is_broken_off(note: Chunk) -> bool:
    """Tell whether a note goes on elsewhere: its last line has no room for a long word, and ends no sentence."""
    line = note.lines[-1]
    return not ends_like_sentence(line.text) and line.x1 > note.right - 6 * line.size
