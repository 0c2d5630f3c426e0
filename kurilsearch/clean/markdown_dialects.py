"""Marks of Markdown that only some programs know: pandoc's and Quarto's, and those of Obsidian and other note books."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kurilsearch.clean.cut import Cut
from kurilsearch.model import FurnitureKind

_PAIR = r"(?:[#.][\w:.-]{1,80}|-|[\w:.-]{1,40}=(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|[^\s{}\"']{1,300}))"
_ATTRIBUTES = re.compile(
    rf"(?:(?<=[\])`])|[ \t]+(?=\{{[^{{}}\n]*\}}[ \t]*(?:\n|\Z)))\{{[ \t]*{_PAIR}(?:[ \t]+{_PAIR}){{0,12}}[ \t]*\}}"
)
_SPAN = re.compile(rf"(\[)[^\[\]]{{1,1000}}(\])(?=\{{[ \t]*{_PAIR})")
_DIV = re.compile(
    r"^[ \t]{0,3}:{3,}[ \t]*(?:\{[^{}\n]{0,300}\}|[\w .-]{1,60}(?:\[[^\[\]\n]{0,100}\])?)?[ \t]*:*[ \t]*$", re.MULTILINE
)
_LINE_BLOCK = re.compile(r"^\|[ ]+(?=\S)(?![^\n]*\|[ \t]*$)", re.MULTILINE)
_STRUCK = re.compile(r"~~(?=\S)[^~\n]{1,500}(?<=\S)~~[ ]?")
_EMBEDDED = re.compile(r"!\[\[[^\[\]\n]{1,500}\]\]")
_WIKI_LINK = re.compile(r"(?<!!)(\[\[(?:[^\[\]|\n]{1,300}\|)?)[^\[\]|\n]{1,300}(\]\])")
_COMMENT = re.compile(r"%%(?:(?!%%).){0,5000}%%[ ]?", re.DOTALL)
_HIGHLIGHT = re.compile(r"(?<!=)(==)(?=[^\s=])[^=\n]{1,1000}(?<=[^\s=])(==)(?!=)")
_BLOCK_ID = re.compile(r"(?:^|[ \t])\^[A-Za-z0-9-]{1,40}[ \t]*$", re.MULTILINE)
_CALLOUT = re.compile(r"(?<=> )\[![\w-]{1,30}\][+-]?[ \t]*$", re.MULTILINE)


def find_pandoc_marks(text: str) -> Iterator[Cut]:
    """Find attributes, the fences of divisions, the bars of line blocks, and what is struck out."""
    if "{" in text:
        for match in _ATTRIBUTES.finditer(text):
            yield Cut(*match.span(), FurnitureKind.MARKUP)
        yield from _marks(_SPAN, text)
    for mark, pattern in ((":::", _DIV), ("| ", _LINE_BLOCK), ("~~", _STRUCK)):
        if mark in text:
            for match in pattern.finditer(text):
                yield Cut(*match.span(), FurnitureKind.OTHER if mark == "~~" else FurnitureKind.MARKUP)


def find_wiki_marks(text: str) -> Iterator[Cut]:
    """Find marks of links between notes, highlights and blocks; comments and embedded files go with their words."""
    if "[[" in text:
        for match in _EMBEDDED.finditer(text):
            yield Cut(*match.span(), FurnitureKind.IMAGE)
        yield from _marks(_WIKI_LINK, text)
    if "%%" in text:
        for match in _COMMENT.finditer(text):
            yield Cut(*match.span(), FurnitureKind.COMMENT)
    if "==" in text:
        yield from _marks(_HIGHLIGHT, text)
    if "^" in text:
        for match in _BLOCK_ID.finditer(text):
            yield Cut(*match.span(), FurnitureKind.MARKUP)
    if "> [!" in text:
        for match in _CALLOUT.finditer(text):
            yield Cut(*match.span(), FurnitureKind.MARKUP)


def _marks(pattern: re.Pattern[str], text: str) -> Iterator[Cut]:
    """Yield what stands before and behind the words that a mark dresses."""
    for match in pattern.finditer(text):
        yield Cut(*match.span(1), FurnitureKind.MARKUP)
        yield Cut(*match.span(2), FurnitureKind.MARKUP)
