"""What makers of free e-books put around a text: their notice before it, their licence behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kurilsearch.clean.cut import Cut
from kurilsearch.model import FurnitureKind

_START = re.compile(
    r"^[ \t]*\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG[^\n*]{0,200}(?:\n[^\n*]{1,100})?\*\*\*[ \t]*$", re.M | re.I
)
_END = re.compile(
    r"^(?:[ \t]*End of (?:the |this )?Project Gutenberg[^\n]*\n\s*)?"
    r"[ \t]*\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG",
    re.M | re.I,
)
_MAKERS = re.compile(
    r"\s*(?:Produced by|E-?text prepared by|Transcribed (?:from|by)|This e-?text was (?:prepared|produced) by)\b"
    r"[^\n]*(?:\n[^\n]*\S[^\n]*)*",
    re.I,
)


def find_boilerplate(text: str) -> Iterator[Cut]:
    """Find what stands before and behind the text of an e-book of Project Gutenberg."""
    if "PROJECT GUTENBERG" not in text and "Project Gutenberg" not in text:
        return
    start = _START.search(text)
    if start:
        makers = _MAKERS.match(text, start.end())
        yield Cut(0, makers.end() if makers else start.end(), FurnitureKind.FRONT_MATTER)
    end = _END.search(text, start.end() if start else 0)
    if end:
        yield Cut(end.start(), len(text), FurnitureKind.IMPRINT)
