"""Entities of HTML and XML that an export left in a field: ``&amp;`` is ``&``, ``&#8217;`` an apostrophe."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

_ENTITY = re.compile(r"\\?&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_MOST_TIMES = 3
"""How often a value may have been escaped over: ``&amp;amp;quot;``."""
_COMMANDS = frozenset("$%&#_{}")
"""What LaTeX prints only behind a backslash."""


def read_entities(text: str) -> str:
    """Return text with its entities as the characters they stand for; a mere ``&`` and an unknown name stay."""
    return _read(text, lambda character: character)


def read_entities_in_latex(latex: str) -> str:
    """Return LaTeX with its entities read; a backslash stands before what LaTeX would take for a command."""
    return _read(latex, lambda character: f"\\{character}" if character in _COMMANDS else character)


def _read(text: str, written: Callable[[str], str]) -> str:
    def character(found: re.Match[str]) -> str:
        entity = found[0].removeprefix("\\")
        meant = unescape(entity)
        return found[0] if meant == entity else written(meant)

    for _ in range(_MOST_TIMES if "&" in text else 0):
        text = _ENTITY.sub(character, text)
    return text
