"""Plain text as a draft: paragraphs between blank lines, or one a line where the lines are long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from kurilsearch.check.draft import BlockKind, DraftBlock
from kurilsearch.check.drafts.assemble import LONGEST_HEADING, finish
from kurilsearch.check.drafts.raw import RawBlock, raw_of, spaced
from kurilsearch.cite.quote_glyphs import CLOSERS
from kurilsearch.language.section_headings import is_references_heading

_BETWEEN_BLANK_LINES = re.compile(r"[^\S\r\n]*\S(?:.|\n(?![^\S\n]*\n)|\r(?!\n[^\S\n]*\r?\n))*")
_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_NOTE = re.compile(r"\s*(?:\[(?P<bracket>\d{1,3})\]|(?P<small>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s*(?=\S)")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_INDENT = re.compile(r"(?:^[ \t]{4,}\S[^\n]*(?:\n|\Z))+", re.MULTILINE)
_LONG_LINE = 150


def read_plain_text(text: str) -> list[DraftBlock]:
    """Return the blocks of a plain text; a paragraph indented by four or more on each line is a block quotation."""
    return finish(list(_raw_blocks(text)))


def _opens_speech(paragraph: str) -> bool:
    """Return whether a paragraph begins with a quotation mark that nothing in it closes: what follows goes on."""
    closers = CLOSERS.get(paragraph[0])
    return closers is not None and not any(mark in paragraph[1:] for mark in closers)


def _raw_blocks(text: str) -> Iterator[RawBlock]:
    lengths = [len(line) for line in text.splitlines() if line.strip()]
    pattern = _LINE if lengths and median(lengths) > _LONG_LINE else _BETWEEN_BLANK_LINES
    in_list = False
    for match in pattern.finditer(text):
        raw = raw_of(text, [match.span()])
        if len(match[0]) < LONGEST_HEADING:
            in_list = is_references_heading(match[0].strip())
        note = None if in_list else _NOTE.match(match[0])  # what is numbered in a bibliography is an entry
        if note:
            label = (note["bracket"] or note["small"]).translate(_DIGITS)
            words = raw.part(note.end(), len(raw.text))
            yield RawBlock(BlockKind.NOTE, spaced(words), label=label)
        elif "\n" in match[0] and _INDENT.fullmatch(match[0]) and not _opens_speech(match[0].strip()):
            yield RawBlock(BlockKind.BLOCK_QUOTATION, spaced(raw))
        else:
            yield RawBlock(BlockKind.PARAGRAPH, spaced(raw))
