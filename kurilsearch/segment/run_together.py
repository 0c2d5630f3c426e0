"""Paragraphs that run together because the last line of the one is full and the first line of the next not indented.

Where a sentence ends at a line's end by chance, that says nothing: in a text of 25 words a sentence it happens at every
25th full line. But converters that join and break lines anew by the sentence leave next to none of those, and then the
end of a sentence at the end of a full line is the end of a paragraph. So what such ends are worth is measured in the
text itself, and only paragraphs that are far longer than its others are parted by them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from kurilsearch.language.sentence_end import starts_lowercase
from kurilsearch.segment.blocks import Block, stands_before
from kurilsearch.segment.lines import Line, LineLayout

_END = re.compile(r"\w\w[\"'”’»)\]]{0,2}[.!?](?:[\"'”’»)\]]| ?,,){0,3}(?: ?\d{1,3})?\Z")
_INNER_END = re.compile(r"\w\w[.!?][\"'”’»)\]]{0,2}(?: ?\d{1,3})? +[\"'“‘«(]?[^\W\d_a-zß-öø-ÿа-я]")
_LONG = 1.75
"""How many times the usual length a paragraph has that may be several ..."""
_PART = 0.3
"""... and the part of the usual length that each of them has at least."""
_FULL = 0.8
_RARE = 0.6
"""The share of what chance would give up to which ends of sentences at ends of lines tell something ..."""
_FEWEST_EXPECTED = 10
"""... where chance would give enough of them to compare."""
_FEWEST_PARAGRAPHS = 8


def part_run_together(blocks: Sequence[Block], text: str, layout: LineLayout) -> list[Block]:
    """Return the blocks of the clean ``text`` with those far too long parted where sentences end with full lines."""
    plain = [block for block in blocks if block.kind is None and not block.furniture and len(block.lines) > 1]
    if not layout.width or layout.first_indent or len(plain) < _FEWEST_PARAGRAPHS:
        return list(blocks)
    usual = median(len(block.lines) for block in plain)
    overlong = {block.start for block in plain if len(block.lines) > _LONG * usual}
    parted = sum(stands_before(blocks, i) for i in range(len(blocks)))
    if not overlong or 2 * parted > len(blocks) or not _are_ends_told(plain, text, layout):
        return list(blocks)
    cut: list[Block] = []
    for block in blocks:
        cut += _parts(block, text, layout, _PART * usual) if block.start in overlong else [block]
    return cut


def _are_ends_told(blocks: Sequence[Block], text: str, layout: LineLayout) -> bool:
    """Tell whether sentences end at the end of full lines far more seldom than by chance."""
    ends = gaps = seen = full = 0
    for block in blocks:
        ends += len(_INNER_END.findall(block.text))
        gaps += block.text.count(" ")
        for position in range(1, len(block.lines)):
            full += block.lines[position - 1].length >= _FULL * layout.width
            seen += _ends_full(text, block.lines, position, layout)
    expected = full * ends / max(gaps, 1)
    return expected >= _FEWEST_EXPECTED and seen <= _RARE * expected


def _ends_full(text: str, lines: Sequence[Line], position: int, layout: LineLayout) -> bool:
    """Tell whether the line above ``position`` is full and ends a sentence, and a new one begins behind it."""
    above, line = lines[position - 1], lines[position]
    return (
        above.length >= _FULL * layout.width
        and _END.search(text, max(above.end - 12, above.start), above.end) is not None
        and not starts_lowercase(text[line.start : line.start + 3])
    )


def _parts(block: Block, text: str, layout: LineLayout, fewest: float) -> list[Block]:
    """Return the parts of an overlong block, each of at least ``fewest`` lines."""
    parts, begun = [], 0
    for position in range(1, len(block.lines)):
        long_enough = position - begun >= fewest and len(block.lines) - position >= fewest
        if long_enough and _ends_full(text, block.lines, position, layout):
            parts.append(_of_lines(block, text, begun, position))
            begun = position
    return [*parts, _of_lines(block, text, begun, len(block.lines))]


def _of_lines(block: Block, text: str, first: int, last: int) -> Block:
    lines = block.lines[first:last]
    return block._replace(lines=lines, text=" ".join(text[line.start : line.end] for line in lines))
