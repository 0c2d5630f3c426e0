"""What all formats share: blocks are finished, note marks led to their notes, and the bibliography is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kurilsearch.check.draft import BlockKind, DraftBlock, NoteCall
from kurilsearch.check.drafts.raw import Cut, Raw, RawBlock, rewrite
from kurilsearch.language.section_headings import is_references_heading

LONGEST_HEADING = 40
"""Characters of a paragraph that may be the heading of a bibliography though nothing sets it as one."""

_PRINTED_MARK = re.compile(r"(?<=[\w.,;:!?”\"»’)])(?:\[(?P<bracket>\d{1,3})\]|(?P<small>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def finish(blocks: Sequence[RawBlock]) -> list[DraftBlock]:
    """Return plain blocks as blocks of a draft: marks that a printed note answers become calls."""
    labels = {block.label for block in blocks if block.kind is BlockKind.NOTE}
    finished: list[DraftBlock] = []
    marks: list[list[tuple[int, str]]] = []
    for block in blocks:
        found = [
            (mark.start(), mark.end(), label)
            for mark in (_PRINTED_MARK.finditer(block.raw.text) if labels else ())
            if (label := (mark["bracket"] or mark["small"]).translate(_DIGITS)) in labels
        ]
        rewritten = rewrite(block.raw, [Cut(start, end) for start, end, _ in found])
        marks.append([(rewritten.offset(start), label) for start, _, label in found])
        finished.append(plain_block(block.kind, rewritten.raw, block.level, block.label))
    return finish_blocks(finished, marks)


def plain_block(kind: BlockKind, raw: Raw, level: int = 0, label: str | None = None) -> DraftBlock:
    """Return a block of which the file's marks tell nothing more."""
    return DraftBlock(kind, raw.text, raw.way_back, level, label)


def finish_blocks(blocks: Sequence[DraftBlock], marks: Sequence[Sequence[tuple[int, str]]]) -> list[DraftBlock]:
    """Return blocks with their calls, and with the entries of a bibliography told as such.

    ``marks`` are for each block the offsets at which it sends to a note, with the note's label.
    """
    notes: dict[str, int] = {}
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.NOTE and block.label is not None:
            notes.setdefault(block.label, number)
    finished: list[DraftBlock] = []
    in_list = False
    for block, sent in zip(blocks, marks, strict=True):
        if block.kind is BlockKind.HEADING or len(block.text) < LONGEST_HEADING:
            in_list = is_references_heading(block.text) or (in_list and block.kind is not BlockKind.HEADING)
        if in_list and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST) and not is_references_heading(block.text):
            block = replace(block, kind=BlockKind.REFERENCE)
        calls = tuple(NoteCall(offset, label, notes[label]) for offset, label in sent if label in notes)
        finished.append(replace(block, calls=calls))
    return finished
