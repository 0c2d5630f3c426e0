"""Markup inside a line: HTML tags that converters leave, and Markdown's emphasis, links and escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kurilsearch.clean.cut import Cut
from kurilsearch.model import FurnitureKind

_TAG = re.compile(r"</?(?:sup|sub|i|b|em|strong|a|u|s|span|small|font|br|cite|q|abbr)(?:\s[^<>]{0,1000})?/?>", re.I)
_EMPHASIS = (
    re.compile(r"(?<![\\*])(\*{1,3})(?=[^\s*])[^*]{0,2000}?(?<=[^\s*\\])(\1)(?!\*)"),
    re.compile(r"(?<![\\\w])(_{1,3})(?=[^\s_])[^_]{0,2000}?(?<=[^\s_\\])(\1)(?!\w)"),
)
_CODE = re.compile(r"(?<![\\`])(`{1,2})(?=[^`\s<{])[^`\n<{]{1,500}?(?<=[^`\s])(\1)(?!`)")
"""Code in a line; what shows marks of other programs keeps its own, without which they would be taken for marks."""
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,300}\")?\)")
_LINK = re.compile(
    r"(?<![!\\])(\[)(?=[^\[\]\n^])[^\[\]\n]{1,1000}(\](?:\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,300}\")?\)))"
)
_AUTOLINK = re.compile(r"(<)(?:https?|mailto):[^<>\s]{1,2000}(>)")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~]|[ ]?(?:\n|\Z))")
_ATX_HEADING = re.compile(r"^#{1,6} +\S", re.M)
_BOLD = re.compile(r"\*\*[^\s*][^*\n]{0,300}\*\*")


def looks_like_markdown(text: str) -> bool:
    """Tell whether headings and emphasis are marked in ``text`` as Markdown does."""
    if "#" not in text and "**" not in text:
        return False
    headings = len(_ATX_HEADING.findall(text))
    return headings >= 3 or (headings >= 1 and _BOLD.search(text) is not None)


def find_zeros(text: str) -> Iterator[Cut]:
    """Find stray zero bytes, which programs leave in text."""
    if "\0" in text:
        for zero in re.finditer("\0", text):
            yield Cut(*zero.span(), FurnitureKind.MARKUP)


def find_tags(text: str) -> Iterator[Cut]:
    """Find HTML tags and comments left in the text; the words between them stay."""
    if "<" not in text:
        return
    for tag in _TAG.finditer(text):
        yield Cut(*tag.span(), FurnitureKind.MARKUP)
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        yield Cut(start, end + 3, FurnitureKind.COMMENT)
        start = text.find("<!--", end)


def find_markdown_marks(text: str) -> Iterator[Cut]:
    """Find the marks of emphasis, code, links, images and escapes; the words they dress stay."""
    for mark, patterns in (
        ("*", _EMPHASIS[:1]),
        ("_", _EMPHASIS[1:]),
        ("`", (_CODE,)),
        ("](", (_LINK,)),
        ("<", (_AUTOLINK,)),
    ):
        if mark in text:
            for pattern in patterns:
                for match in pattern.finditer(text):
                    if "\n\n" not in match[0]:
                        yield Cut(*match.span(1), FurnitureKind.MARKUP)
                        yield Cut(*match.span(2), FurnitureKind.MARKUP)
    if "![" in text:
        for match in _IMAGE.finditer(text):
            yield Cut(*match.span(), FurnitureKind.IMAGE)
    if "\\" in text:
        for match in _ESCAPE.finditer(text):
            yield Cut(*match.span(), FurnitureKind.MARKUP)
