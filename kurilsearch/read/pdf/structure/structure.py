"""The order of the steps from lines to the blocks of a document, and the levels of its headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from kurilsearch.language.section_headings import is_references_heading
from kurilsearch.model import Kind
from kurilsearch.read.pdf.page.lines import Line
from kurilsearch.read.pdf.structure.body import BodyType
from kurilsearch.read.pdf.structure.chunk_joining import join_headings, join_paragraphs
from kurilsearch.read.pdf.structure.chunk_kinds import NUMBERED, classify
from kurilsearch.read.pdf.structure.notes import is_broken_off, separate_notes
from kurilsearch.read.pdf.structure.paragraphs import (
    Chunk,
    group_columns,
)

_DEEPEST = 9


def find_structure(pages: Sequence[Sequence[Line]], body: BodyType) -> list[Chunk]:
    """Return the chunks of all pages with their kinds, those of one paragraph joined over columns and pages.

    ``pages`` holds each page's lines in reading order, without furniture.
    """
    chunks: list[Chunk] = []
    open_note: Chunk | None = None
    under_references = False
    for number, lines in enumerate(pages):
        columns = [list(of) for _, of in groupby(group_columns(lines, number, body), key=lambda chunk: chunk.column)]
        if open_note is not None and number > open_note.pages[-1] + 1:
            open_note = None
        for column in columns:
            under_references = _is_under_references(column, body, under_references)
            only_raised = under_references or any(is_references_heading(chunk.text) for chunk in column)
            sorted_out = separate_notes(column, body, lines, open_note=open_note is not None, only_raised=only_raised)
            notes = [chunk for chunk in sorted_out if chunk.kind is Kind.NOTE]
            if notes and open_note is not None and not _has_label(notes[0]):
                open_note.lines += notes[0].lines
                open_note.pages += notes[0].pages
                sorted_out.remove(notes.pop(0))
                if not notes and not is_broken_off(open_note):
                    open_note = None
            if notes:
                open_note = notes[-1] if is_broken_off(notes[-1]) else None
            chunks += sorted_out
    classify(chunks, body)
    joined = join_paragraphs(join_headings(chunks), body)
    _set_levels(joined)
    return joined


def _is_under_references(column: Sequence[Chunk], body: BodyType, before: bool) -> bool:
    """Tell whether the last heading of a column stands over a reference list; ``before`` where it has no heading."""
    for chunk in column:
        if is_references_heading(chunk.text):
            before = True
        elif chunk.size >= 1.13 * body.size and len(chunk.text) < 120:
            before = False
    return before


def _has_label(note: Chunk) -> bool:
    line = note.lines[0]
    return bool(line.marks and line.marks[0][0] == 0) or re.match(r"\(?\d{1,3}[).]?\s|[*†‡§¶∗]", line.text) is not None


def _set_levels(chunks: Sequence[Chunk]) -> None:
    """Give headings their level: by the rank of their look, and numbered ones by the depth of their number."""
    headings = [chunk for chunk in chunks if chunk.kind is Kind.HEADING]
    ordered = sorted(headings, key=_look, reverse=True)
    level, above = 0, None
    for chunk in ordered:
        look = _look(chunk)
        if above is None or above[0] - look[0] > 0.05 * above[0] or above[1:] != look[1:]:
            level, above = level + 1, look
        chunk.level = min(level, _DEEPEST)
    matches = [(chunk, NUMBERED.match(chunk.text)) for chunk in headings]
    depths = [(chunk, match["decimal"].count(".")) for chunk, match in matches if match and match["decimal"]]
    if depths:
        least = min(depth for _, depth in depths)
        top = Counter(chunk.level for chunk, depth in depths if depth == least).most_common(1)[0][0]
        for chunk, depth in depths:
            chunk.level = min(top + depth - least, _DEEPEST)


def _look(chunk: Chunk) -> tuple[float, bool, bool]:
    """Return what ranks headings: the size to half a point, capitals, weight."""
    return round(chunk.size * 2) / 2, chunk.text.upper() == chunk.text != chunk.text.lower(), chunk.lines[0].bold
