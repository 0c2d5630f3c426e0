"""What stands side by side on one printed line of a first page: authors over their workplaces, a name beside a date.

The source text has one space between words however wide the gap is; the layout of a PDF knows the gap.
"""

from __future__ import annotations

import re

from kurilsearch.language.names import PARTICLES
from kurilsearch.model import ParsedDocument

GAP = "\t"
"""Stands for a wide gap in the texts that this module returns; a source's own tabs are blank space like any other."""
_WIDE = 3.0
"""A gap that parts, in heights of the line: words of justified text stand less than one apart."""
_WORD = re.compile(r"\S+")
_NAMES = range(2, 6)


def with_gaps(parsed: ParsedDocument, start: int, end: int) -> str:
    """Return the source text from ``start`` to ``end``, of the same length, with :data:`GAP` in each wide gap."""
    text = parsed.source.text[start:end].replace(GAP, " ")
    layout = parsed.source.layout
    if layout is None:
        return text
    chars = list(text)
    above = None
    for word in _WORD.finditer(text):
        boxes = layout.boxes(start + word.start(), start + word.end())
        box = boxes[0] if len(boxes) == 1 else None
        if above and box and box.page_number == above.page_number and chars[word.start() - 1] == " ":
            is_beside = min(box.y1, above.y1) > max(box.y0, above.y0)
            if is_beside and box.x0 - above.x1 >= _WIDE * (box.y1 - box.y0):
                chars[word.start() - 1] = GAP
        above = box
    return "".join(chars)


def joined_parts(line: str) -> str:
    """Return a line without its gaps: names that stand side by side are parted by commas, all else by a space."""
    parts = [part.strip(" ,;") for part in line.split(GAP)]
    if len(parts) < 2:
        return line
    return (", " if all(map(_is_like_name, parts)) else " ").join(parts)


def parted(line: str) -> list[str]:
    """Return the parts of a heading's line; a number or a letter goes with the words behind it."""
    parts = [part.strip() for part in line.split(GAP)]
    while len(parts) > 1 and len(parts[0]) < 4:
        parts[:2] = [f"{parts[0]} {parts[1]}"]
    return [part for part in parts if part]


def _is_like_name(part: str) -> bool:
    words = part.split()
    return len(words) in _NAMES and all(word[0].isupper() or word in PARTICLES for word in words)
