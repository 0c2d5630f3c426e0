"""Lines to source text: the text that every offset indexes, its blocks and furniture, and where each word stands."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from kurilsearch.layout import Layout, LayoutBuilder
from kurilsearch.model import Furniture, FurnitureKind, Kind, Page, SourceBlock, Span
from kurilsearch.read.pdf.edges.spreads import split_label
from kurilsearch.read.pdf.page.lines import Line
from kurilsearch.read.pdf.page.page import PageLines
from kurilsearch.read.pdf.pdfium.annotations import PageNote
from kurilsearch.read.pdf.pdfium.styles import UPRIGHT
from kurilsearch.read.pdf.structure.paragraphs import Chunk

_BULLET = re.compile(r"[•‣▪◦●■○\uf0b7\uf0a7►▶✓➢] +(?=\S)")
_UNIT = re.compile(r"(?:(?<![^\W\d_])[^\W\d_]|\d|\b[ckmdµnh]m|\bsec|\bkg|\bmol)\s?\Z")


@dataclass(frozen=True, slots=True)
class Written:
    """A document's lines as text; offsets of blocks, furniture and pages index it."""

    text: str
    blocks: tuple[SourceBlock, ...]
    furniture: tuple[Furniture, ...]
    pages: tuple[Page, ...]
    layout: Layout


@dataclass(slots=True)
class _Draft:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    places: dict[int, int] = field(default_factory=dict)
    furniture: list[Furniture] = field(default_factory=list)
    layout: LayoutBuilder = field(default_factory=LayoutBuilder)

    def add(self, text: str, end: str) -> int:
        """Write text and what ends it; return where it starts."""
        start = self.length
        self.parts += (text, end)
        self.length += len(text) + len(end)
        return start

    def write(self, line: Line, page: int, end: str) -> int:
        """Write one line and what ends it; return where it starts."""
        start = self.add(line.text, end)
        self.places[id(line)] = start
        words = (line.starts, line.ends, line.left, line.right)
        self.layout.add(start, page, line.frame, (line.y0, line.y1), words)
        return start


def write_document(
    pages: Sequence[PageLines],
    labels: Sequence[str | None],
    chunks: Sequence[Chunk],
    furniture: dict[int, FurnitureKind],
    attached: Sequence[str] = (),
) -> Written:
    """Write all lines page by page in reading order, a blank line between groups, and find the blocks in the text.

    ``furniture`` says which lines are furniture, by ``id``; every other line is in one of ``chunks``. What is put on a
    page without being drawn there comes at its end, the names of ``attached`` files at the end of all.
    """
    draft = _Draft()
    of_line = {id(line): number for number, chunk in enumerate(chunks) for line in chunk.lines}
    numbered: list[Page] = []
    notes: list[SourceBlock] = []
    for page, label in zip(pages, labels, strict=True):
        left, right = split_label(label)
        numbered.append(Page(draft.length, page.number, left))
        turn = _right_half(page) if right else None
        ordered = [*page.lines, *page.aside, *page.line_numbers, *page.ruby]
        for at, line in enumerate(ordered):
            if line is turn:
                numbered.append(Page(draft.length, page.number, right))
            after = ordered[at + 1] if at + 1 < len(ordered) else None
            together = after is not None and of_line.get(id(line), -1) == of_line.get(id(after), -2)
            start = draft.write(line, page.number, "\n" if together else "\n\n")
            if id(line) in furniture:
                draft.furniture.append(Furniture(start, start + len(line.text), furniture[id(line)]))
        notes += [_written_note(note, draft) for note in page.notes]
    for name in attached:
        start = draft.add(name, "\n\n")
        draft.furniture.append(Furniture(start, start + len(name), FurnitureKind.ATTACHMENT))
    marks = _NoteMarks(chunks)
    blocks = [*(_block(chunk, draft, marks) for chunk in chunks), *notes]
    blocks = sorted((block for block in blocks if block.pieces), key=lambda block: block.pieces[0])
    found = sorted(draft.furniture, key=lambda region: (region.start, region.end))
    return Written("".join(draft.parts), tuple(blocks), tuple(found), tuple(numbered), draft.layout.build())


def _written_note(note: PageNote, draft: _Draft) -> SourceBlock:
    """Write what was put on a page: a comment is a note of who wrote it, typed words are text."""
    text = "\n".join(" ".join(line.split()) for line in note.text.split("\n") if line.strip())
    start = draft.add(text, "\n\n")
    box = note.box
    words = (array("i", [0]), array("i", [len(text)]), array("f", [box.x0]), array("f", [box.x1]))
    draft.layout.add(start, box.page_number, UPRIGHT, (box.y0, box.y1), words)
    kind = Kind.BODY if note.typed else Kind.NOTE
    return SourceBlock(kind, ((start, start + len(text)),), speaker=note.author)


def _right_half(page: PageLines) -> Line | None:
    """Return the first line after which all that is written stands in the right half of a sheet."""
    middle = 0.5 * (page.bounds[0] + page.bounds[2])
    first = None
    for line in reversed(page.lines):
        if line.x0 < middle:
            break
        first = line
    return first


class _NoteMarks:
    """Which raised marks send to notes: figures after a word, and letters and signs that a note here begins with."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        lines = [line for chunk in chunks for line in chunk.lines]
        self._labels = {line.text[: line.marks[0][1]] for line in lines if line.marks and line.marks[0][0] == 0}

    def _is_labelled(self, mark: str, before: str) -> bool:
        """Tell whether a note here begins with a mark that stands behind a single letter (a unit has no note)."""
        return mark in self._labels and not before[-1].isdigit() and mark not in ("2", "3")

    def in_line(self, line: Line) -> list[Span]:
        """Return the ranges of a line's marks, each with the blank before it where it stands between blanks."""
        found = []
        for start, end in line.marks:
            mark, before, after = line.text[start:end], line.text[:start], line.text[end : end + 1]
            if not before.strip() or (_UNIT.search(before[-8:]) and not self._is_labelled(mark, before)):
                continue
            if any(letter not in self._labels for letter in re.findall(r"[a-z]", mark)):
                continue
            if after.isalpha():
                continue
            blank = before[-1] == " " and (not after or not after.isalnum())
            found.append((start - blank, end))
        return found


def _block(chunk: Chunk, draft: _Draft, marks: _NoteMarks) -> SourceBlock:
    """Return a chunk's pieces: runs of lines that follow one another, without the note marks in them."""
    pieces: list[Span] = []
    fresh = True
    for number, line in enumerate(chunk.lines):
        start = draft.places[id(line)]
        at = start
        bullet = _BULLET.match(line.text) if number == 0 and chunk.kind in (Kind.BODY, Kind.LIST) else None
        if bullet and not chunk.table:
            draft.furniture.append(Furniture(start, start + bullet.end(), FurnitureKind.LIST_MARK))
            at += bullet.end()
        for mark_start, mark_end in marks.in_line(line):
            draft.furniture.append(Furniture(start + mark_start, start + mark_end, FurnitureKind.NOTE_MARK))
            if start + mark_start > at:
                _add(pieces, at, start + mark_start, fresh=fresh)
            at, fresh = start + mark_end, True
        end = start + len(line.text)
        if end > at:
            _add(pieces, at, end, fresh=fresh)
            fresh = False
    return SourceBlock(chunk.kind or Kind.BODY, tuple(pieces), chunk.level if chunk.kind is Kind.HEADING else 0)


def _add(pieces: list[Span], start: int, end: int, *, fresh: bool) -> None:
    """Add a range, to the last piece where only a line break parts them."""
    if pieces and not fresh and pieces[-1][1] + 1 == start:
        pieces[-1] = (pieces[-1][0], end)
    else:
        pieces.append((start, end))
