"""Blank space made uniform, one character for one, so that every offset stays."""

from __future__ import annotations

import re

_ODD_SPACE = re.compile(r"[\t\x0b\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def level_whitespace(text: str) -> str:
    """Return ``text``, as long as before, with ``\\n`` as the only line break and the space as the only blank.

    A carriage return before a line feed becomes a space at the line's end, one alone a line feed. The
    ideographic space and the no-break space become spaces. Form feeds stay: they are page breaks.
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "\u2028" in text or "\u2029" in text:
        text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return _ODD_SPACE.sub(" ", text)
