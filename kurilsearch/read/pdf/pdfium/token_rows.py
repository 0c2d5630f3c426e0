"""Rows of a page that are looked at more closely: those with narrow blanks, and those read from right to left."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import sub

from kurilsearch.read.pdf.pdfium.right_to_left import MOSTLY, is_leftwards
from kurilsearch.read.pdf.pdfium.styles import LEFTWARDS, UPRIGHT
from kurilsearch.read.pdf.pdfium.tokens import PageToken

_NARROWEST_BLANK = 0.17
"""PDFium takes narrower gaps for blanks only beside some letters."""
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


def leftwards_tokens(
    found: Sequence[tuple[PageToken, list[float]]], text: str, share: float
) -> tuple[list[PageToken], list[list[PageToken]]]:
    """Return the tokens of lines that are read from right to left, and those inside other lines that are read so.

    ``share`` is how much of the page is read from right to left; where that is most of it, all its level lines are
    made of their signs, so that what PDFium parts comes together. The second are in stretches that follow one another.
    """
    rows: list[list[PageToken]] = []
    for token, _ in found:
        if token.gap < 0 or not rows:
            rows.append([])
        if token.style.frame in (UPRIGHT, LEFTWARDS) and not token.style.oblique:
            rows[-1].append(token)
    lines: list[PageToken] = []
    inside: list[list[PageToken]] = []
    for row in rows:
        if share > MOSTLY or is_leftwards("".join(text[token.start : token.end] for token in row), share):
            lines += row
            continue
        for is_other, of in groupby(row, key=lambda token: token.style.frame == LEFTWARDS):
            if is_other:
                inside.append(list(of))
    return lines, inside
