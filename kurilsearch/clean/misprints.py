"""Signs that a scan or a converter wrote otherwise: commas that close a quotation, HTML's entities, LaTeX's commands.

They are read as what they are. Each is one character of the clean text, which stands for one of the characters of the
source; what else the source has of it is cut. So every offset leads back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import NamedTuple

from kurilsearch.clean.cut import Cut, WorkingText, cut_out
from kurilsearch.model import FurnitureKind

_MARKS = ('"', ",,", "“", "”", "„")
_CLOSING = re.compile(r" ?,,(?=[\s)\]”\"']|\d{1,3}(?!\d)|\Z)")
_OPENING = re.compile(r"(?<![^\s(\[–—-]),,(?=[^\W\d_])")
_STOPS = frozenset(".,?!;:)]’'…")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,6}|[a-zA-Z]{2,8}\d?);")
_COMMAND = re.compile(
    r"(?P<before>\$\s?\\?|\\)(?P<name>(?:underline|uline|textit|textbf|textsc|emph)\{)(?P<text>[^{}\n]{1,2000})(?P<end>\})"
)


class _Sign(NamedTuple):
    """Characters ``start``-``end`` of a text that stand for one ``sign``, which stays at ``kept``."""

    start: int
    end: int
    sign: str
    kept: int


def read_misprints(working: WorkingText) -> WorkingText:
    """Return the text with the signs that were meant in place of those that stand there."""
    signs = [*_entities(working.text), *_commas(working.text)]
    if not signs:
        return working
    text = list(working.text)
    cuts: list[Cut] = []
    for start, end, sign, kept in signs:
        text[kept] = sign
        cuts += (Cut(*span, FurnitureKind.MARKUP) for span in ((start, kept), (kept + 1, end)) if span[0] < span[1])
    return cut_out(replace(working, text="".join(text)), cuts)


def find_commands(text: str) -> Iterator[Cut]:
    """Find LaTeX's commands for underlined, slanted and bold words in other texts, with the dollars around them."""
    if "{" not in text:
        return
    for found in _COMMAND.finditer(text):
        yield Cut(found.start(), found.end("name"), FurnitureKind.MARKUP)
        yield Cut(*found.span("end"), FurnitureKind.MARKUP)
        if found["before"].startswith("$"):
            line_end = text.find("\n", found.end())
            dollar = text.find("$", found.end(), len(text) if line_end < 0 else line_end)
            if dollar >= 0:
                yield Cut(dollar, dollar + 1, FurnitureKind.MARKUP)


def _entities(text: str) -> Iterator[_Sign]:
    """Yield the entities of HTML; one that opens something stays where it begins, another where it ends."""
    for found in _ENTITY.finditer(text) if "&" in text else ():
        sign = unescape(found[0])
        if len(sign) == 1 and sign.isprintable():
            opens = not found.start() or not text[found.start() - 1].isalnum()
            yield _Sign(*found.span(), sign, found.start() if opens else found.end() - 1)


def _commas(text: str) -> Iterator[_Sign]:
    """Yield pairs of commas that close a quotation, or open one as German does."""
    if ",," not in text:
        return
    for found in _CLOSING.finditer(text):
        before = text[found.start() - 1 : found.start()]
        if (before in _STOPS and before) or (before.isalnum() and _is_open(text, found.start())):
            yield _Sign(*found.span(), "”", found.end() - 1)
    for found in _OPENING.finditer(text):
        yield _Sign(*found.span(), "„", found.start())


def _is_open(text: str, at: int) -> bool:
    """Tell whether a quotation that began before in the paragraph is open."""
    paragraph = text[text.rfind("\n\n", 0, at) + 1 : at]
    return sum(map(paragraph.count, _MARKS)) % 2 == 1
