"""Marks in Markdown for the programs that make sites and books of it, and for those that keep notes or track changes.

Shortcodes of Hugo and Quarto, tags of Liquid (Jekyll), attributes of kramdown, properties of Logseq, CriticMarkup, and
tags of HTML that stand around blocks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from kurilsearch.clean.cut import Cut
from kurilsearch.model import FurnitureKind

_CODE = re.compile(r"^ {0,3}(`{3,})[^`\n]*\n.*?(?:^ {0,3}\1`*[ \t]*$|\Z)|`[^`\n]{1,500}`", re.MULTILINE | re.DOTALL)
_CELL = re.compile(
    r"^(`{3,}|~{3,})[ \t]*\{(?:r|python|julia|ojs|bash|sh|sql|stan|rcpp|js|css|dot|mermaid|perl|ruby|octave"
    r"|stata|code-cell)\b[^{}\n]{0,500}\}[^\n]*\n.*?^\1[ \t]*$",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
"""Code that knitr, Quarto and MyST run: what is read is what it prints."""
_IN_LINE = re.compile(r"`(?:r|python|julia|\{(?:r|python|julia)\})[ ][^`\n]{1,500}`")
_SHORTCODE = re.compile(r"\{\{([<%])[^\n]{0,500}?[>%]\}\}")
_LIQUID = re.compile(
    r"\{%-?\s[^\n]{1,300}?-?%\}|\{\{-?\s*(?:site|page|post|content|include|layout|paginator)\b[^{}\n]{0,300}\}\}"
)
_KRAMDOWN = re.compile(r"\{:{1,2}[^{}\n]{0,200}\}")
_PROPERTY = re.compile(
    r"^[ \t]*(?:id|collapsed|created-at|updated-at|heading|background-color|card-[a-z-]+|(?:hl|ls)-[a-z]+)::[^\n]*\n?",
    re.MULTILINE,
)
_DRAWER = re.compile(r"^[ \t]*:[A-Z]+:[ \t]*\n(?:[^\n]*\n){0,40}?[ \t]*:END:[ \t]*(?:\n|\Z)", re.MULTILINE)
"""What Logseq and Org note of the times of a task."""
_BLOCK_REFERENCE = re.compile(r"\(\([0-9a-f]{8}-[0-9a-f-]{27}\)\)")
_COMMAND = re.compile(r"^(?:\[TOC\]|\[\[_?TOC_?\]\]|\\(?:newpage|pagebreak|clearpage))[ \t]*$", re.MULTILINE | re.I)
_DEFINITION = re.compile(r"^:[ \t]{1,3}(?=\S)", re.MULTILINE)
_ROLE = re.compile(r"\{[a-z][\w:-]{0,30}\}(?=`[^`\n])")
_LINK_TARGET = re.compile(
    r"^ {0,3}\[(?!\^)([^\[\]\n]{1,100})\]:[ \t]+<?(?:https?://|mailto:|[/#.])[^\s<>]{0,2000}>?"
    r"(?:[ \t]+[\"'(][^\n]{0,300})?[ \t]*$",
    re.MULTILINE,
)
_LINKED = re.compile(r"(?<![!\\\]])(\[)[^\[\]]{1,1000}(\]\[([^\[\]\n]{0,100})\])")
_BLOCK_TAG = re.compile(
    r"</?(?:div|p|details|summary|center|section|article|aside|figure|figcaption|hr|blockquote|iframe)(?:\s[^<>]{0,1000})?/?>",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"</?(?:kbd|mark|ins|img|picture|source(?=\s)|video|audio|ruby|rb|(?-i:[A-Z][A-Za-z.]{1,40}))(?:\s[^<>]{0,1000})?/?>",
    re.IGNORECASE,
)
_WITH_WORDS = re.compile(
    r"<(del|strike|rt|rp|script|style)\b[^<>]{0,300}>.{0,2000}?</\1>[ ]?", re.IGNORECASE | re.DOTALL
)
_DELETED = re.compile(r"\{--.{0,2000}?--\}[ ]?|\{~~.{0,2000}?~>", re.DOTALL)
_REMARK = re.compile(r"\{>>.{0,2000}?<<\}", re.DOTALL)
_CRITIC_MARK = re.compile(r"\{\+\+|\+\+\}|\{==|==\}|~~\}")


def find_generator_marks(text: str) -> Iterator[Cut]:
    """Find the marks; what was deleted and remarks go with their words, all else that is dressed stays.

    What a text shows as code are its words.
    """
    if "{" in text and (cells := [Cut(*cell.span(), FurnitureKind.OTHER) for cell in _CELL.finditer(text)]):
        yield from cells
        yield from _whole(_IN_LINE, text, FurnitureKind.OTHER)
        return  # the rest is found when these are gone
    code = [match.span() for match in _CODE.finditer(text)] if "`" in text else []
    for cut in _find(text):
        before = bisect_right(code, (cut.start, len(text))) - 1
        if before < 0 or cut.start >= code[before][1]:
            yield cut


def _find(text: str) -> Iterator[Cut]:
    if "{" in text:
        for pattern in (_SHORTCODE, _LIQUID, _KRAMDOWN, _ROLE):
            yield from _whole(pattern, text, FurnitureKind.MARKUP)
        yield from _whole(_DELETED, text, FurnitureKind.OTHER)
        yield from _whole(_REMARK, text, FurnitureKind.COMMENT)
        yield from _whole(_CRITIC_MARK, text, FurnitureKind.MARKUP)
    if "<" in text:
        yield from _whole(_WITH_WORDS, text, FurnitureKind.OTHER)
        yield from _whole(_TAG, text, FurnitureKind.MARKUP)
        yield from (Cut(*tag.span(), FurnitureKind.MARKUP, parts=True) for tag in _BLOCK_TAG.finditer(text))
    for mark, pattern in (("::", _PROPERTY), (":END:", _DRAWER), ("((", _BLOCK_REFERENCE), ("\n:", _DEFINITION)):
        if mark in text:
            yield from _whole(pattern, text, FurnitureKind.MARKUP)
    if "]:" in text:
        yield from _links(text)
    if "\n[" in text or "\n\\" in text or text[:1] in ("[", "\\"):
        yield from _whole(_COMMAND, text, FurnitureKind.MARKUP)


def _links(text: str) -> Iterator[Cut]:
    """Find where links lead that are defined apart, and the marks around the words that are links to those."""
    targets = list(_LINK_TARGET.finditer(text))
    names = {match[1].casefold() for match in targets}
    for match in targets:
        yield Cut(*match.span(), FurnitureKind.MARKUP)
    for match in _LINKED.finditer(text) if names else ():
        if match[3].casefold() in names:
            yield Cut(*match.span(1), FurnitureKind.MARKUP)
            yield Cut(*match.span(2), FurnitureKind.MARKUP)


def _whole(pattern: re.Pattern[str], text: str, kind: FurnitureKind) -> Iterator[Cut]:
    for match in pattern.finditer(text):
        yield Cut(*match.span(), kind)
