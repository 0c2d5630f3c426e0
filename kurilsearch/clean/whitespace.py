"""Blank space made uniform, one character for one, so that every offset stays."""

from __future__ import annotations

import re

_ODD_SPACES = "\t\x0b\x1c\x1d\x1e\x1f\x85\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_ZEROS = re.compile("(?<=\\S)\0{2,}(?=[^\\s\0])")
_ODD_LINE_BREAKS = "\u2028\u2029"


def level_whitespace(text: str) -> str:
    """Return ``text``, as long as before, with the line feed as its only line break and the space as its only blank.

    A carriage return before a line feed becomes a space at the line's end, one alone a line feed. The
    ideographic space and the no-break space become spaces, and so does the first of several zero bytes
    between two words. Form feeds stay: they are page breaks.
    """
    if "\0" in text:
        text = _ZEROS.sub(lambda zeros: f" {zeros[0][1:]}", text)
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    for space in _ODD_SPACES[:6] if text.isascii() else _ODD_SPACES:
        if space in text:  # a look for one character costs next to nothing, a regular expression does not
            text = text.replace(space, " ")
    for line_break in () if text.isascii() else _ODD_LINE_BREAKS:
        text = text.replace(line_break, "\n")
    return text
