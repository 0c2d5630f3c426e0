"""The blocks of pandoc's documents, walked in reading order and written as blocks of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from kurilsearch.language.numerals import to_roman
from kurilsearch.model import FurnitureKind, Kind
from kurilsearch.read.pandoc.inlines import Element, fragments_of, page_label
from kurilsearch.read.writer import Aside, Fragment, TextWriter, is_fragment

_BULLET = re.compile(r"[•▪◦‣·●○■□–*-](?:\Z|[\s\xa0]+)")
_CONTENTS_STYLES = ("toc", "table of figures", "contents ", "index ")
_HEADING_STYLES = ("title", "subtitle", "überschrift", "titel", "titre", "заголовок", "название")
_QUOTATION_STYLES = ("quote", "intense quote", "block text", "block quotation", "quotations", "quotation", "zitat")
_NOTE_CLASSES = frozenset(("footnote", "endnote", "footnotes", "endnotes", "fn"))
_REFERENCE_CLASSES = frozenset(("csl-entry", "ref", "bibliomixed"))
_NUMERALS = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}


def write_blocks(blocks: Sequence[Element], writer: TextWriter) -> None:
    """Write ``blocks`` (pandoc's JSON) to ``writer``.

    A note stands behind the block that it belongs to. A row of a table is a block with a line for each cell, unless
    its cells hold paragraphs. A paragraph in bold type over running text is a heading of unknown level. Raises
    RecursionError for a document nested a thousand deep.
    """
    _Walk(writer).walk(blocks)


class _Walk:
    """One walk over a document; ``kind`` is what paragraphs are where the walk is."""

    def __init__(self, writer: TextWriter) -> None:
        self._writer = writer
        self._kind = Kind.BODY

    def walk(self, blocks: Sequence[Element], marker: str = "") -> None:
        """Write ``blocks``; ``marker`` is the number or bullet of the list item that they are, a space behind it."""
        for position, block in enumerate(blocks):
            kind: str = block["t"]
            content: Any = block.get("c")
            if kind in ("Para", "Plain"):
                self._paragraph(content, marker if position == 0 else "")
            elif kind == "Header":
                self._write(Kind.HEADING, content[2], content[0])
            elif kind == "LineBlock":
                lines: list[Element] = []
                for line in content:
                    lines += [*line, {"t": "LineBreak"}]
                self._write(self._kind, lines)
            elif kind == "CodeBlock":
                self._writer.add(self._kind, [content[1]])
            elif kind == "BlockQuote":
                self._within(Kind.BLOCKQUOTE, content)
            elif kind == "Div":
                self._division(content[0], content[1], marker if position == 0 else "")
            elif kind == "BulletList":
                for item in content:
                    self.walk(item, " ")
            elif kind == "OrderedList":
                for number, item in enumerate(content[1], start=content[0][0]):
                    self.walk(item, _numeral(number, content[0]))
            elif kind == "DefinitionList":
                for term, definitions in content:
                    self._write(self._kind if self._kind is not Kind.BODY else Kind.LIST, term)
                    for definition in definitions:
                        self.walk(definition)
            elif kind == "Table":
                self._table(content)
            elif kind == "Figure":
                self.walk(content[1][1])
                self.walk(content[2])

    def _paragraph(self, inlines: list[Element], marker: str) -> None:
        """Write a paragraph, or an item of a list whose bullet was typed."""
        kind = self._kind
        is_bold = not marker and _is_bold(inlines)
        if inlines and inlines[0]["t"] == "Str" and (bullet := _BULLET.match(inlines[0]["c"])):
            below = [{"t": "Str", "c": inlines[0]["c"][bullet.end() :]}, *inlines[1:]]
            inlines, marker = (below, " ") if _words(below) else (inlines, marker)
        if marker and kind is Kind.BODY and is_fragment(_words(inlines)):
            kind = Kind.LIST
        self._write(kind, inlines, marker=marker, is_bold=is_bold)

    def _division(self, attributes: list[Any], blocks: list[Element], marker: str = "") -> None:
        """Write what a division holds, by the class or the paragraph style that it names."""
        label = page_label(attributes)
        if label is not None:
            self._writer.begin_page(label or None)
            return
        _, classes, pairs = attributes
        style = next((value.lower() for name, value in pairs if name == "custom-style"), "")
        if "contents" in classes or (style.startswith(_CONTENTS_STYLES) and style != "toc heading"):
            contents = TextWriter()
            write_blocks(blocks, contents)
            self._writer.add_furniture(contents.text, FurnitureKind.CONTENTS)
        elif _REFERENCE_CLASSES & set(classes) or style.startswith("bibliography"):
            self._within(Kind.REFERENCE, blocks)
        elif style.startswith(_HEADING_STYLES) and all(block["t"] in ("Para", "Plain") for block in blocks):
            for block in blocks:
                self._write(Kind.HEADING, block["c"])
        elif style in _QUOTATION_STYLES:
            self._within(Kind.BLOCKQUOTE, blocks)
        elif _NOTE_CLASSES & set(classes) or style.startswith(("footnote", "endnote")):
            self._within(Kind.NOTE, blocks)
        else:
            self.walk(blocks, marker)

    def _within(self, kind: Kind, blocks: Sequence[Element]) -> None:
        """Write ``blocks`` as paragraphs of ``kind``; in a note or a reference list all are that."""
        outer = self._kind
        if outer not in (Kind.NOTE, Kind.REFERENCE):
            self._kind = kind
        self.walk(blocks)
        self._kind = outer

    def _write(
        self, kind: Kind, inlines: Iterable[Element], level: int = 0, *, marker: str = "", is_bold: bool = False
    ) -> None:
        notes: list[list[Element]] = []
        fragments = fragments_of(inlines, notes.append)
        self._writer.add(kind, [marker, *fragments], level, is_bold=is_bold)
        for note in notes:
            self._within(Kind.NOTE, note)

    def _table(self, content: list[Any]) -> None:
        """Write a table: its caption, then row by row."""
        _, caption, _, head, bodies, foot = content
        self.walk(caption[1])
        rows = [*head[1], *(row for body in bodies for part in (body[2], body[3]) for row in part), *foot[1]]
        for _, cells in rows:
            contents = [cell[4] for cell in cells]
            if all(_is_entry(blocks) for blocks in contents):
                notes: list[list[Element]] = []
                lines: list[Fragment] = []
                for blocks in contents:
                    lines += [*(part for block in blocks for part in fragments_of(block["c"], notes.append)), "\n"]
                self._writer.add(self._kind if self._kind is not Kind.BODY else Kind.LIST, lines)
                for note in notes:
                    self._within(Kind.NOTE, note)
            else:
                for blocks in contents:
                    self.walk(blocks)


def _is_entry(blocks: Sequence[Element]) -> bool:
    """Tell whether a cell of a table is empty or holds a few words."""
    if not blocks:
        return True
    return len(blocks) == 1 and blocks[0]["t"] in ("Para", "Plain") and is_fragment(_words(blocks[0]["c"]))


def _words(inlines: Iterable[Element]) -> str:
    """Return the text of inlines without their notes and asides."""
    parts = fragments_of(inlines, lambda blocks: None)
    return "".join(part for part in parts if not isinstance(part, Aside) and isinstance(part, str)).strip()


def _is_bold(inlines: Sequence[Element]) -> bool:
    """Tell whether a paragraph is in bold type throughout."""
    kinds = {inline["t"] for inline in inlines}
    return "Strong" in kinds and kinds <= {"Strong", "Space", "SoftBreak", "LineBreak"}


def _numeral(number: int, attributes: list[Any]) -> str:
    """Return the number of a list item as it is printed, with a space behind it: ``2. ``, ``(b) ``, ``iv) ``."""
    style, delimiter = attributes[1]["t"], attributes[2]["t"]
    text = str(number)
    if style in ("LowerAlpha", "UpperAlpha") and 1 <= number <= 26:
        text = chr(ord(_NUMERALS[style]) + number - 1)
    elif style in ("LowerRoman", "UpperRoman") and 1 <= number < 4000:
        text = to_roman(number).upper() if style == "UpperRoman" else to_roman(number)
    return {"OneParen": f"{text}) ", "TwoParens": f"({text}) "}.get(delimiter, f"{text}. ")
