r"""Markup in a quotation that was copied with it: HTML, entities, Markdown, LaTeX. It is seen through, its length kept.

What stands for a letter (``&eacute;``, ``\'e``) becomes that letter; what only marks words up becomes blank, or is
passed over inside a word, so that offsets of the readable text are those of the text as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from kurilsearch.language.lazy_pattern import lazy_pattern

IN_WORD = "\u2060"
"""A character that the tokeniser passes over inside a word."""

_ENTITY = lazy_pattern(r"&(?:amp;)*(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,30});")

_ELEMENTS = (
    "a abbr acronym b bdi bdo big blockquote br center cite code del dfn div em font footer h[1-6] header hr i img ins "
    "kbd li mark ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u "
    "ul var wbr"
).replace(" ", "|")
_TAG = lazy_pattern(
    rf"<sup>\s?\d{{1,3}}\s?</sup>|</?(?:{_ELEMENTS})(?:\s[^<>]*)?/?>|<!--.*?-->", re.IGNORECASE | re.DOTALL
)
_BREAK = lazy_pattern(
    r"</?(?:br|p|div|li|td|th|tr|h\d|hr|blockquote)\b|\\(?:begin|end|par|newline|q?quad)\b|\\\\", re.IGNORECASE
)
"""Markup that parts words."""

_IMAGE = lazy_pattern(r"!\[[^\[\]]*\]\([^()\s]*\)")
_LINK = lazy_pattern(
    r"(?<!\!)(\[)[^\[\]]+(\]\(\s*<?(?:[a-z]{2,8}:|www\.|[#/]|\.{1,2}/|[^\s()<>]*\w\.[a-z]\w{1,4}\b)[^()\s]*(?:\s+\"[^\"]*\")?\s*\))"
)
_LINK_TO_NOTE = lazy_pattern(r"\[\^[^\[\]\s]+\]:?")
_QUOTE_LINE = lazy_pattern(r"^[ \t]*>[ \t>]*", re.MULTILINE)
_EMPHASIS_IN_WORD = lazy_pattern(r"(?<=[^\W\d_])\*{1,3}(?=[^\W\d_])")
_EMPHASIS = lazy_pattern(r"\*{1,3}")
_EMPHASISED = lazy_pattern(r"(?<![\w*_])(\*{1,3}|_{1,3}|~~|``?)(?=\S)[^*_~`\n]{1,2000}(?<=\S)(\1)(?![\w*_])")
_ESCAPED = lazy_pattern(r"\\(?=[*_`\[\](){}#+.!<>~|&%$-])")

_ACCENTS = dict(
    zip(
        "`'^\"~=.uvHcdbkrt",
        "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0323\u0331\u0328\u030a\u0361",
        strict=True,
    )
)
_ACCENT = lazy_pattern(
    r"\\(?:([`'^\"~=.])\s?|([uvHcdbkrt])(?:\s+(?=\w)|(?=\{)))(?:\{\\?([A-Za-z])\}|\\?([A-Za-z])(?![A-Za-z]*\{))"
)
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł",
    "L": "Ł", "i": "ı", "dh": "ð", "th": "þ", "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–",
    "textemdash": "—", "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’",
    "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»",
}  # fmt: skip
_LETTER = lazy_pattern(
    rf"\\({'|'.join(sorted(_LETTERS, key=len, reverse=True))})(?![A-Za-z])(?:\{{\}}|[ \t](?=[a-z]))?"
)
_APART = lazy_pattern(
    r"\\(?:footnote|footnotetext|label|ref|pageref|index|vspace|hspace|url)\*?(?:\[[^\[\]]*\])?(?=\{)"
)
_BEFORE_TEXT = lazy_pattern(r"\\(?:href|textcolor|foreignlanguage|foreigntextquote|hyphentextquote)\*?\{[^{}]*\}(?=\{)")
_COMMAND = lazy_pattern(r"\\[A-Za-z]+\*?(?:\[[^\[\]]*\])?(?=\{)")
_DECLARATION = lazy_pattern(
    r"\\(?:em|bf|it|sc|tt|sl|rm|sf|(?:bf|it|sc|tt|up|rm|md)(?:series|shape|family)|par|newline|linebreak|noindent|"
    r"q?quad|small|large|(?:normal|footnote)size)(?![A-Za-z])|\\(?:begin|end)\{[a-z]+\*?\}|\\[\\,;: ]"
)

_MOST_DEEP = 2_000
"""Characters in one pair of braces."""


class _Markup(NamedTuple):
    """A range of the text that is markup, and the letters that it stands for, in as many characters at most."""

    start: int
    end: int
    letters: str = ""


def see_through_markup(text: str) -> str:
    """Return ``text`` as it reads, in as many characters: without tags, links, emphasis, commands and entities."""
    for find in (_in_html, _in_latex, _in_markdown):
        found = sorted(find(text), key=lambda markup: (markup.start, -markup.end))
        if found:
            text = _without(text, found)
    return text


def _without(text: str, found: list[_Markup]) -> str:
    """Return the text with its markup replaced; of markup inside markup the outer counts."""
    parts: list[str] = []
    end = 0
    for markup in _merged(found):
        parts.append(text[end : markup.start])
        end = markup.end
        before = markup.letters or text[markup.start - 1 : markup.start]
        after = text[end : end + 1]
        inside = before[-1:].isalnum() and after.isalnum() and not _BREAK.search(text[markup.start : end])
        padding = IN_WORD if inside or unicodedata.combining(after or " ") else " "
        parts.append(markup.letters + padding * (markup.end - markup.start - len(markup.letters)))
    return "".join(parts) + text[end:]


def _merged(found: list[_Markup]) -> Iterator[_Markup]:
    """Yield the ranges in order, those that touch and stand for no letter made one."""
    last: _Markup | None = None
    for markup in found:
        if last is None:
            last = markup
        elif markup.start < last.end:
            continue
        elif markup.start == last.end and not markup.letters and not last.letters:
            last = _Markup(last.start, markup.end)
        else:
            yield last
            last = markup
    if last is not None:
        yield last


def _in_html(text: str) -> Iterator[_Markup]:
    if "<" in text:
        yield from (_Markup(*tag.span()) for tag in _TAG.finditer(text))
    if "&" in text:
        for entity in _ENTITY.finditer(text):
            letters = unescape(unescape(entity[0]))
            if letters != entity[0]:
                yield _Markup(*entity.span(), letters.replace("\xa0", " "))


def _in_latex(text: str) -> Iterator[_Markup]:
    if "\\" not in text:
        return
    for accent in _ACCENT.finditer(text):
        letter = (accent[3] or accent[4]) + _ACCENTS[accent[1] or accent[2]]
        yield _Markup(*accent.span(), unicodedata.normalize("NFC", letter))
    yield from (_Markup(*letter.span(), _LETTERS[letter[1]]) for letter in _LETTER.finditer(text))
    yield from (_Markup(*command.span()) for command in _DECLARATION.finditer(text))
    for command in _APART.finditer(text):
        yield _Markup(command.start(), _brace_end(text, command.end()))
    for pattern in (_BEFORE_TEXT, _COMMAND):
        for command in pattern.finditer(text):
            if _APART.match(text, command.start()):
                continue
            end = _brace_end(text, command.end())
            yield _Markup(command.start(), command.end() + 1)
            if end > command.end() + 1:
                yield _Markup(end - 1, end)


def _brace_end(text: str, start: int) -> int:
    """Return the offset after the brace that closes the one at ``start``; right after that one where none does."""
    depth = 0
    for offset in range(start, min(start + _MOST_DEEP, len(text))):
        depth += (text[offset] == "{") - (text[offset] == "}")
        if not depth:
            return offset + 1
    return start + 1


def _in_markdown(text: str) -> Iterator[_Markup]:
    if "](" in text:
        yield from (_Markup(*image.span()) for image in _IMAGE.finditer(text))
        for link in _LINK.finditer(text):
            yield from (_Markup(*link.span(number)) for number in (1, 2))
    yield from (_Markup(*mark.span()) for mark in _LINK_TO_NOTE.finditer(text))
    yield from (_Markup(*line.span()) for line in _QUOTE_LINE.finditer(text))
    yield from (_Markup(*mark.span()) for mark in _ESCAPED.finditer(text))
    for emphasis in _EMPHASISED.finditer(text):
        yield from (_Markup(*emphasis.span(number)) for number in (1, 2))
    if len(_EMPHASIS.findall(text)) > 1:
        yield from (_Markup(*mark.span()) for mark in _EMPHASIS_IN_WORD.finditer(text))
