"""Reference lists: the entries under a heading such as References, one passage each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilsearch.language.sentence_end import ends_like_sentence
from kurilsearch.model import Kind
from kurilsearch.segment.blocks import Block
from kurilsearch.segment.lines import Line

_ENTRY = re.compile(r"(?:\[\d{1,3}\]|\d{1,3}[.)]|—{2,3}|[^\W\d_a-zа-яё][\w'’\-]+,? )")


def split_references(blocks: Sequence[Block], text: str) -> list[Block]:
    """Return the blocks with those of reference lists cut so that each holds one entry."""
    split: list[Block] = []
    for block in blocks:
        if block.kind is Kind.REFERENCE and len(block.lines) > 1 and not block.furniture:
            split += (block._replace(lines=tuple(entry), text="") for entry in _entries(block.lines, text))
        else:
            split.append(block)
    return split


def _entries(lines: Sequence[Line], text: str) -> list[list[Line]]:
    margin = min(line.indent for line in lines)
    hanging = any(line.indent > margin for line in lines)
    entries: list[list[Line]] = []
    for line in lines:
        content = text[line.start : line.end]
        begins = line.indent == margin if hanging else _ENTRY.match(content) is not None
        above = text[entries[-1][-1].start : entries[-1][-1].end] if entries else ""
        if not entries or (begins and (hanging or ends_like_sentence(above) or above[-1:].isdigit())):
            entries.append([line])
        else:
            entries[-1].append(line)
    return entries
