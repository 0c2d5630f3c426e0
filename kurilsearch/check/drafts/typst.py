"""Typst as a draft: its quotations, notes and citations by key; settings are passed over."""

from __future__ import annotations

import re

from kurilsearch.check.draft import BlockKind, CitationItem, DraftBlock
from kurilsearch.check.drafts.builder import BlockBuilder
from kurilsearch.check.drafts.locators import read_locator

_TOKEN = re.compile(
    r"(?P<comment>(?<![:\w])//[^\n]*|/\*.*?\*/)"
    r"|(?P<blank>\n[ \t]*(?:\n\s*)+)"
    r"|(?P<code>(?P<ticks>`{3,}).*?(?P=ticks)|`[^`\n]*`)"
    r"|(?P<heading>^(?P<level>=+)[ \t]+(?P<words>[^\n]*))"
    r"|(?P<item>^[ \t]*(?:[-+]|\d+\.)[ \t]+)"
    r"|(?P<statement>^\#(?:set|show|let|import|bibliography|outline|pagebreak)\b[^\n]*)"
    r"|\#(?P<name>[a-z][\w.-]*)(?P<open>[(\[])"
    r"|(?P<cite>(?<![\w.])@(?P<key>\w[\w:.-]*\w))"
    r"|(?P<label><[\w:.-]+>)"
    r"|(?P<escaped>\\(?=\S))"
    r"|(?P<sign>---?|\.\.\.|~)"
    r"|(?P<mark>[*_](?=\S)|(?<=\S)[*_])",
    re.DOTALL | re.MULTILINE,
)
_SIGNS = {"---": "—", "--": "–", "...": "…", "~": "\u00a0"}
_WITHOUT_WORDS = frozenset(
    ("image", "figure", "table", "bibliography", "v", "h", "line", "pagebreak", "outline", "datetime", "include")
)
_KEY_ARGUMENT = re.compile(r"<(?P<bare>[\w:.-]+)>|label\(\"(?P<quoted>[^\"]+)\"\)")
_SUPPLEMENT = re.compile(r"supplement:\s*\[(?P<words>[^\[\]]*)\]")
_ATTRIBUTION = re.compile(r"attribution:\s*(?:\[(?P<words>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)?)\]|<(?P<key>[\w:.-]+)>)")


def read_typst(text: str) -> list[DraftBlock]:
    """Return the blocks of a Typst file."""
    reader = _TypstReader(text)
    reader.read(0, len(text), BlockKind.PARAGRAPH)
    return reader.builder.result()


class _TypstReader:
    """Reads the marks of a Typst text one after the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.builder = BlockBuilder()

    def read(self, start: int, end: int, kind: BlockKind) -> None:
        """Read a range whose paragraphs are of a kind."""
        position, now = start, kind
        while position < end:
            match = _TOKEN.search(self._text, position, end)
            stop = match.start() if match else end
            self.builder.put(self._text[position:stop], range(position, stop))
            if match is None:
                return
            position = match.end()
            if match["blank"] or match["heading"] or match["item"]:
                self.builder.end(now)
                now = BlockKind.LIST if match["item"] else kind
            if match["heading"]:
                self.read(match.start("words"), match.end("words"), BlockKind.HEADING)
                self.builder.end(BlockKind.HEADING, len(match["level"]))
            elif match["code"] and match["ticks"]:
                self.builder.end(now)
                self.builder.put(match[0], range(match.start(), position))
                self.builder.end(BlockKind.CODE)
            elif match["code"]:
                self.builder.put(match[0][1:-1], range(match.start() + 1, position - 1))
            elif match["cite"]:
                position = self._cite(match)
            elif match["name"]:
                position = self._call(match["name"], match.end("name"), now)
            elif match["sign"]:
                self.builder.put_sign(_SIGNS[match["sign"]], match.start())
            elif match["escaped"]:
                self.builder.put(self._text[position : position + 1], [position])
                position += 1

    def _cite(self, match: re.Match[str]) -> int:
        start, position = self.builder.here, match.end()
        label = locator = None
        if self._text[position : position + 1] == "[":
            close = self._closing(position)
            label, locator = read_locator(self._text[position + 1 : close])
            position = close + 1
        self.builder.put(self._text[match.start() : position], range(match.start(), position))
        self.builder.cite(start, [CitationItem(key=match["key"], label=label, locator=locator)])
        return position

    def _call(self, name: str, position: int, kind: BlockKind) -> int:
        """Read a function with its arguments and the content in square brackets behind it."""
        begin, arguments = position, ""
        if self._text[position] == "(":
            close = self._closing(position)
            arguments, position = self._text[position + 1 : close], close + 1
        inside = (position, position)
        if self._text[position : position + 1] == "[":
            close = self._closing(position)
            inside, position = (position + 1, close), close + 1
        if name == "cite":
            self._cite_function(begin, position, arguments)
        elif name in ("footnote", "endnote"):
            with self.builder.note():
                self.read(*inside, BlockKind.NOTE)
        elif name == "quote":
            self._quote(inside, arguments, kind, begin)
        elif name == "epigraph":
            self.builder.end(kind)
            self.read(*inside, BlockKind.EPIGRAPH)
            self.builder.end(BlockKind.EPIGRAPH)
        elif name not in _WITHOUT_WORDS:
            self.read(*inside, kind)
        return position

    def _cite_function(self, begin: int, end: int, arguments: str) -> None:
        start = self.builder.here
        keys = [match["bare"] or match["quoted"] for match in _KEY_ARGUMENT.finditer(arguments)]
        place = _SUPPLEMENT.search(arguments)
        label, locator = read_locator(place["words"]) if place else (None, None)
        self.builder.put(self._text[begin:end], range(begin, end))
        self.builder.cite(start, [CitationItem(key=key, label=label, locator=locator) for key in keys])

    def _quote(self, inside: tuple[int, int], arguments: str, kind: BlockKind, begin: int) -> None:
        attribution = _ATTRIBUTION.search(arguments)
        is_block = re.search(r"block:\s*true", arguments) is not None
        if is_block:
            self.builder.end(kind)
        start = self.builder.here
        self.read(*inside, BlockKind.BLOCK_QUOTATION if is_block else kind)
        if not is_block:
            self.builder.quote(start)
        if attribution and attribution["key"]:
            behind = self.builder.here
            self.builder.put_sign(f" @{attribution['key']}", begin + 1 + attribution.start())
            self.builder.cite(behind, [CitationItem(key=attribution["key"])])
        elif attribution and is_block:
            place = begin + 1 + attribution.start("words")
            self.builder.put_sign(" — ", place)
            self.read(place, begin + 1 + attribution.end("words"), BlockKind.BLOCK_QUOTATION)
        if is_block:
            self.builder.end(BlockKind.BLOCK_QUOTATION)

    def _closing(self, position: int) -> int:
        """Return where the bracket that stands here closes; the end of the text where it never does."""
        depth = 0
        in_string = False
        round_brackets = self._text[position] == "("
        for index in range(position, len(self._text)):
            letter = self._text[index]
            if letter == '"' and round_brackets and self._text[index - 1] != "\\":
                in_string = not in_string
            elif not in_string:
                depth += (letter in "([") - (letter in ")]")
                if depth == 0:
                    return index
        return len(self._text)
