"""What stands between blanks in a page's text as PDFium gives it, with the style of the row that it stands in."""

from __future__ import annotations

import re
from itertools import accumulate
from operator import sub
from typing import Any, NamedTuple

from kurilsearch.read.pdf.pdfium.right_to_left import RIGHT_TO_LEFT
from kurilsearch.read.pdf.pdfium.styles import LEFTWARDS, TypeStyle, TypeStyles

_LETTER = "A-Za-z\u00aa\u00b5\u00c0-\u052f\u1e00-\u1fff"
_PLAIN_WORD = (
    rf"[(\[\"'“‘„«]{{0,2}}(?:[{_LETTER}](?:[{_LETTER}'’.&/-]{{0,36}}[{_LETTER}])?|\d{{4}})"
    r"[)\].,;:!?\"'”’»]{0,3}(?=\s|\Z)"
)
_TOKEN = re.compile(rf"(\r?\n)|({_PLAIN_WORD}(?: {_PLAIN_WORD})*)|[^\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
"""Line breaks; plain words (Latin, Greek, Cyrillic) and years, one blank between; else what no blank interrupts."""
_LINE_BREAK, _PLAIN = 1, 2


class PageToken(NamedTuple):
    """What stands between blanks, or plain words in a row: the characters from ``start`` to ``end`` of a page.

    ``starts`` and ``ends`` are where those words start and end, whose first and last characters tell their place; both
    are empty where each character is to be looked at. ``gap`` says whether a blank stands before it (1), none (0), or a
    line break (-1).
    """

    start: int
    end: int
    starts: list[int]
    ends: list[int]
    gap: int
    style: TypeStyle


def find_tokens(text_page: Any, text: str) -> list[PageToken]:
    """Return the tokens of a text page whose characters are ``text``, in order.

    A row begins with its first character's style; its last word gets that of its last character, so that a heading
    set bold throughout is told from a paragraph with a bold beginning.
    """
    styles = TypeStyles(text_page)
    tokens: list[PageToken] = []
    row = 0
    style: TypeStyle | None = None
    before = -1
    for match in _TOKEN.finditer(text):
        kind = match.lastindex
        if kind == _LINE_BREAK:
            _set_tail(tokens, row, styles)
            row, style, before = len(tokens), None, -1
            continue
        start, end = match.span()
        if style is None:
            style = styles.at(start)
        gap = before if before < 0 else start > before
        before = end
        if kind == _PLAIN:
            lengths = list(map(len, match[0].split(" ")))
            ends = [blanks + length for blanks, length in enumerate(accumulate(lengths), start)]
            tokens.append(PageToken(start, end, list(map(sub, ends, lengths)), ends, gap, style))
            continue
        leftwards = not match[0].isascii() and RIGHT_TO_LEFT.search(text, start, end) is not None
        tokens.append(PageToken(start, end, [], [], gap, style._replace(frame=LEFTWARDS) if leftwards else style))
        if text[end - 1] in "\ufffe\x02":
            _set_tail(tokens, row, styles)
            row, style, before = len(tokens), None, -1
    _set_tail(tokens, row, styles)
    return tokens


def _set_tail(tokens: list[PageToken], row: int, styles: TypeStyles) -> None:
    """Give the last word, in a row whose tokens begin at ``row``, the font of its last character."""
    if len(tokens) == row:
        return
    last = tokens[-1]
    if len(tokens) - row == 1 and len(last.starts) < 2:
        return
    font = styles.font_at(last.end - 1)
    if font is None or font == last.style.font:
        return
    style = last.style._replace(font=font)
    if len(last.starts) < 2:
        tokens[-1] = last._replace(style=style)
        return
    (*starts, tail), (*ends, end) = last.starts, last.ends
    tokens[-1:] = [last._replace(end=ends[-1], starts=starts, ends=ends), PageToken(tail, end, [tail], [end], 1, style)]
