"""Transcripts and chats in Markdown: names in bold letters before what each person says."""

from __future__ import annotations

import re
from dataclasses import replace

from kurilsearch.model import Furniture, Kind, SourceBlock
from kurilsearch.read.text.turns import find_turns, lay_out_turns

_MARKS = re.compile(r"[*`\[\]<>|~]|(?<!\w)_|_(?!\w)")
"""What might be a mark of Markdown: words that have one are cleaned, as those of other texts are."""
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_HEADING_LINE = re.compile(r"^#{1,6}[ \t][^\n]*", re.MULTILINE)


def lay_out_marked_turns(text: str, start: int) -> tuple[tuple[SourceBlock, ...], tuple[Furniture, ...]] | None:
    """Return the paragraphs of a transcript with their speakers, and its stamps; None where the text is none.

    ``start`` is where the text begins behind its front matter. A transcript has no marks but bold names and headings.
    """
    plain = _blank(text[:start]) + text[start:].replace("**", "  ")
    turns = find_turns(_HEADING_LINE.sub(lambda line: _blank(line[0]), plain))
    if (
        not turns
        or any(_MARKS.search(plain, *turn.words) for turn in turns)
        or _MARKS.search(plain, 0, turns[0].stamp[0])
    ):
        return None
    blocks, furniture = lay_out_turns(plain, turns)
    return tuple(_as_heading(block, plain) for block in blocks), furniture


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _as_heading(block: SourceBlock, text: str) -> SourceBlock:
    first, end = block.pieces[0]
    mark = _HEADING.match(text, first, end)
    if mark is None:
        return block
    return replace(block, kind=Kind.HEADING, pieces=((mark.end(), end),), level=len(mark[1]), speaker=None, time=None)
