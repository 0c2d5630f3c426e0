r"""Titles in LaTeX, turned into the text of a CSL item: ``\emph`` becomes ``<i>``, braces keep their capitals."""

from __future__ import annotations

import re

from kurilsearch.describe.files.latex import decode_commands
from kurilsearch.describe.files.sentence_case import to_sentence_case

_MARKS = {
    "\ue000": "<i>", "\ue001": "</i>", "\ue002": "<b>", "\ue003": "</b>", "\ue004": "<sup>", "\ue005": "</sup>",
    "\ue006": "<sub>", "\ue007": "</sub>", "\ue008": '<span class="nocase">', "\ue009": "</span>",
    "\ue00a": "{", "\ue00b": "}", "\ue00c": "$",
}  # fmt: skip
"""Private characters that stand for the tags (and for braces that are printed) while LaTeX is being read."""
_PRINTED = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "'": "’", "$": ""}
_ESCAPED = (("\\{", "\ue00a"), ("\\}", "\ue00b"), ("\\$", "\ue00c"))
_MARKUP = re.compile(
    r"(?:\\(?P<i>emph|textit|textsl|mkbibemph|mkbibitalic)|\\(?P<b>textbf)|\\(?P<sup>textsuperscript)|\\(?P<sub>textsubscript))"
    r"\s*\{|\{\\(?:(?P<oldi>em|it|itshape|sl)|(?P<oldb>bf|bfseries))(?![a-zA-Z])\s*"
)
_MATHS = re.compile(r"(?<!\\)\$([^$]*)\$")
_RAISED = re.compile(r"([_^])(?:\{([^{}]*)\}|(\w))")
_OPENING = {"i": "\ue000", "oldi": "\ue000", "b": "\ue002", "oldb": "\ue002", "sup": "\ue004", "sub": "\ue006"}
_ACCENTED = re.compile(r"\{([^\x00-\x7f\ue000-\ue00f])\}")
_PRIVATE = re.compile("[\ue000-\ue00f]")
_LOWER_WORD = re.compile(r"(?<![^\W_])[^\W\d_]")


def csl_title(latex: str, *, english: bool) -> str:
    """Return a title as CSL text; an English one in sentence case, what stands in braces as it is.

    Words in braces that are not capitalised are marked ``nocase``, so that no style capitalises them.
    """
    if not latex:
        return ""
    text, protected = _read(latex)
    if not english:
        return _with_tags(text, [False] * len(text))
    return _with_tags(to_sentence_case(text, protected), protected)


def _read(latex: str) -> tuple[str, list[bool]]:
    """Return the text with private marks for markup, and for each character whether it stood in braces."""
    latex = _PRIVATE.sub("", latex)
    for written, mark in _ESCAPED:
        latex = latex.replace(written, mark)
    latex = _MATHS.sub(lambda maths: _RAISED.sub(_script, maths[0]), latex)
    latex = _MARKUP.sub(lambda found: f"{_OPENING[found.lastgroup or 'i']}{{", latex)
    decoded = _ACCENTED.sub(r"\1", decode_commands(latex))
    characters: list[str] = []
    protected: list[bool] = []
    closing: list[str] = []  # for each open brace the mark that its end is; empty where it protects
    for char in decoded:
        if char == "{":
            is_markup = bool(characters) and characters[-1] in _OPENING.values()
            closing.append(chr(ord(characters[-1]) + 1) if is_markup else "")
        elif char == "}":
            if closing and (mark := closing.pop()):
                characters.append(mark)
                protected.append(False)
        else:
            characters.append(char)
            protected.append("" in closing)
    for mark in reversed(closing):
        characters.append(mark)
        protected.extend([False] * len(mark))
    return _typeset("".join(characters), protected)


def _script(found: re.Match[str]) -> str:
    """Return what mathematics raises or lowers as text does it."""
    return rf"\text{'sub' if found[1] == '_' else 'super'}script{{{found[2] or found[3]}}}"


def _typeset(text: str, protected: list[bool]) -> tuple[str, list[bool]]:
    """Return the text with dashes, quotation marks and single spaces as LaTeX prints them."""
    pieces: list[str] = []
    kept: list[bool] = []
    for found in re.finditer(r"---|--|``|''|[\s~]+|.", text, re.DOTALL):
        printed = _PRINTED.get(found[0], found[0])
        if printed and (printed[0].isspace() or printed[0] == "~"):
            printed = " "
        pieces.append(printed)
        kept.extend([protected[found.start()]] * len(printed))
    joined = "".join(pieces)
    left = len(joined) - len(joined.lstrip())
    stripped = joined.strip()
    return stripped, kept[left : left + len(stripped)]


def _with_tags(text: str, protected: list[bool]) -> str:
    """Return the text with its tags, and ``nocase`` around each run of braces that has a word in small letters."""
    pieces: list[str] = []
    position = 0
    while position < len(text):
        end = position
        while end < len(text) and protected[end] == protected[position]:
            end += 1
        run = text[position:end]
        needs_mark = protected[position] and any(found[0].islower() for found in _LOWER_WORD.finditer(run))
        pieces.append(f"\ue008{run}\ue009" if needs_mark else run)
        position = end
    return "".join(_MARKS.get(char, char) for char in "".join(pieces))
