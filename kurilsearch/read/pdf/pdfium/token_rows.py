"""Rows of a page that are looked at more closely: those with narrow blanks, and those read from right to left."""

from __future__ import annotations

from collections.abc import Sequence
from operator import sub

from kurilsearch.read.pdf.pdfium.right_to_left import RIGHT_TO_LEFT, is_leftwards, leftwards_share
from kurilsearch.read.pdf.pdfium.styles import LEFTWARDS, UPRIGHT
from kurilsearch.read.pdf.pdfium.tokens import PageToken

_NARROWEST_BLANK = 0.17
"""PDFium takes narrower gaps for blanks only beside some letters."""
_MOSTLY = 0.5
_LONGEST_WORD = 24


def tight_rows(found: Sequence[tuple[PageToken, list[float]]]) -> set[int]:
    """Return the rows whose blanks are so narrow that PDFium may have missed some, counted by the line breaks before.

    A row in which a word is longer than words are is one too. Recognised text is left as it is: its boxes are guesses.
    """
    tight: set[int] = set()
    row = 0
    for token, boxes in found:
        row += token.gap < 0
        if not token.starts or token.style.frame != UPRIGHT or token.style.hidden or row in tight:
            continue
        half = len(boxes) // 2
        height = boxes[1] - boxes[3]
        blanks = sorted(map(sub, boxes[4:half:4], boxes[half + 2 : -4 : 4])) or [height]
        longest = max(map(sub, token.ends, token.starts))
        if longest > _LONGEST_WORD or 0 < blanks[len(blanks) // 2] < _NARROWEST_BLANK * height:
            tight.add(row)
    return tight


def leftwards_rows(found: Sequence[tuple[PageToken, list[float]]], text: str) -> set[int]:
    """Return the rows that are read from right to left, counted by the line breaks before."""
    if not any(token.style.frame == LEFTWARDS for token, _ in found) or not RIGHT_TO_LEFT.search(text):
        return set()
    words: dict[int, list[str]] = {}
    row = 0
    for token, _ in found:
        row += token.gap < 0
        words.setdefault(row, []).append(text[token.start : token.end])
    share = leftwards_share(text)
    lines = {row: "".join(of) for row, of in words.items()}
    return {
        row
        for row, line in lines.items()
        if is_leftwards(line, share) or (share > _MOSTLY and not any(map(str.isalpha, line)))
    }
