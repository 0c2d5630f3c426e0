"""HTML as a draft: every paragraph that its author wrote, none taken for a page's menu, at its place in the file."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from itertools import accumulate

from kurilsearch.check.draft import BlockKind, DraftBlock
from kurilsearch.check.drafts.builder import BlockBuilder
from kurilsearch.check.drafts.cite_keys import read_key_group
from kurilsearch.check.drafts.raw import SUPERSCRIPT

_SKIPPED = frozenset(("script", "style", "head", "template", "svg", "math", "noscript", "nav"))
_BLOCKS = frozenset(
    (
        *(
            "p",
            "div",
            "section",
            "article",
            "main",
            "header",
            "footer",
            "aside",
            "ul",
            "ol",
            "dl",
            "dd",
            "dt",
            "figure",
        ),
        *("table", "tr", "td", "th", "body", "html", "hr", "blockquote", "li", "pre", "figcaption", "form", "address"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "source", "embed"))
_NOTE = re.compile(r"(?:fn|footnote|note|ftnt?|endnote|en)[-_:]?(?P<label>\w+)\Z", re.I)
_MARK = re.compile(r"#(?P<target>(?:fn|footnote|note|ftnt?|endnote|en|_ftn)[-_:]?\w+)\Z", re.I)
_NUMBER = re.compile(r"[\s\[(]*(?:\d{1,3}|[*†‡]|[ivx]{1,5})[\s\])]*\Z")


def read_html(text: str) -> list[DraftBlock]:
    """Return the blocks of a web page as its author wrote it."""
    parser = _DraftParser(text)
    parser.feed(text)
    parser.close()
    return parser.builder.result()


class _DraftParser(HTMLParser):
    """Builds blocks from tags as they come; what is open decides what a paragraph is."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = [0, *accumulate(len(line) for line in text.split("\n"))]
        self._lines = [start + number for number, start in enumerate(self._lines)]
        self.builder = BlockBuilder()
        self._open: list[tuple[str, dict[str, str], int]] = []
        self._skip = 0
        self._mark: str | None = None
        self._items: list[int] = []
        """How many items each numbered list that is open has up to now."""

    @property
    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; one that makes a block ends the paragraph before it."""
        values = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self._end()
        if tag == "br":
            self.builder.put_sign(" ", self._at)
        if tag in _VOID:
            return
        self._skip += tag in _SKIPPED
        self._open.append((tag, values, self.builder.here))
        if tag == "ol":
            self._items.append(0)
        elif tag == "li" and self._items:
            self._items[-1] += 1
        mark = _MARK.search(values.get("href", "")) if tag == "a" else None
        if mark and "back" not in values.get("class", "") and not self._in_note():
            self._mark = mark["target"]

    def handle_endtag(self, tag: str) -> None:
        """Close an element and those left open inside of it."""
        if all(tag != name for name, _, _ in self._open):
            return
        if tag in _BLOCKS:
            self._end()
        while self._open:
            name, values, start = self._open.pop()
            self._skip -= name in _SKIPPED
            if name == "q":
                self.builder.quote(start)
            elif name == "span" and "data-cites" in values:
                self.builder.cite(start, read_key_group(self._cited(values["data-cites"])))
            elif name == "a":
                self._mark = None
            elif name == "ol":
                self._items.pop()
            if name == tag:
                break

    @staticmethod
    def _cited(keys: str) -> str:
        return "; ".join(f"@{{{key}}}" for key in keys.split())

    def handle_data(self, data: str) -> None:
        """Put the letters where they stand; a note's mark is no letter."""
        if self._skip:
            return
        if self._mark is not None and _NUMBER.match(data):
            self.builder.call(self._mark)
        elif not self._is_back_link():
            if data.isdecimal() and any(tag == "sup" for tag, _, _ in self._open):
                data = data.translate(SUPERSCRIPT)
            self.builder.put(data, range(self._at, self._at + len(data)))

    def handle_entityref(self, name: str) -> None:
        """Put what a named character stands for."""
        self._put_reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Put what a numbered character stands for."""
        self._put_reference(f"&#{name};")

    def _put_reference(self, reference: str) -> None:
        if not self._skip:
            self.builder.put_sign(html.unescape(reference), self._at)

    def _is_back_link(self) -> bool:
        return any(
            name == "a"
            and (
                "back" in values.get("class", "")
                or "#fnref" in values.get("href", "")
                or "_ref" in values.get("href", "")
            )
            for name, values, _ in self._open
        )

    def _in_note(self) -> str | None:
        """Return the name of the note that is open, if any."""
        for tag, values, _ in reversed(self._open):
            identity = values.get("id", "")
            if tag in ("li", "aside", "p", "div") and _NOTE.match(identity) and "ref" not in identity:
                return identity
        return None

    def _end(self) -> None:
        """End the paragraph as what the open elements make of it, of which there may be thousands."""
        if self.builder.is_empty:
            return
        tags = [tag for tag, _, _ in self._open]
        classes = " ".join(values.get("class", "") for _, values, _ in self._open).lower()
        heading = next((tag for tag in tags if re.fullmatch(r"h[1-6]", tag)), None)
        note = self._in_note()
        if note is not None:
            self.builder.end(BlockKind.NOTE, 0, note)
        elif heading:
            self.builder.end(BlockKind.HEADING, int(heading[1]))
        elif "pre" in tags:
            self.builder.end(BlockKind.CODE)
        elif "epigraph" in classes:
            self.builder.end(BlockKind.EPIGRAPH)
        elif "csl-entry" in classes or "csl-bib-body" in classes:
            self.builder.end(BlockKind.REFERENCE)
        elif "blockquote" in tags:
            self.builder.end(BlockKind.BLOCK_QUOTATION)
        elif "li" in tags:
            self.builder.end(BlockKind.LIST, 0, str(self._items[-1]) if self._items and "ul" not in tags else None)
        else:
            self.builder.end(BlockKind.PARAGRAPH)
