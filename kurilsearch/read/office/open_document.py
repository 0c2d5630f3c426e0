"""The sheets and slides of OpenDocument files (OpenDocument 1.3, part 3: tables 9, drawings 10, spaces 6.1)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from kurilsearch.model import FurnitureKind, Kind
from kurilsearch.read.office.rows import write_row, write_sheet_name
from kurilsearch.read.writer import TextWriter, is_fragment

_AT_EDGES = ("page-number", "date-time", "footer", "header")
_BLANKS = {"s": " ", "tab": " ", "line-break": "\n"}
_UNSEEN = ("annotation", "note", "tracked-changes")


def write_tables(sheets: Element, writer: TextWriter) -> None:
    """Write the sheets in their order, each below its name, its rows and then its comments."""
    for table in sheets.iter("table"):
        write_sheet_name(table.get("name", ""), writer)
        _write_rows(table, writer)
        for note in table.iter("annotation"):
            for words in _paragraphs(note):
                writer.add(Kind.NOTE, [words])


def write_slides(slides: Element, writer: TextWriter) -> None:
    """Write the slides, each on a page of its own, numbered from 1, their notes behind them."""
    for number, page in enumerate(slides.iter("page"), start=1):
        writer.begin_page(str(number))
        for shape in page:
            if shape.tag == "notes":
                for words in _paragraphs(shape):
                    writer.add(Kind.NOTE, [words])
            else:
                _write_shape(shape, writer)


def _write_shape(shape: Element, writer: TextWriter) -> None:
    place = shape.get("class", "")
    tables = list(shape.iter("table"))
    for table in tables:
        _write_rows(table, writer)
    for words in _paragraphs(shape) if not tables else ():
        if place == "title":
            writer.add(Kind.HEADING, [words], 1)
        elif place in _AT_EDGES:
            writer.add_furniture(words, FurnitureKind.RUNNING_FOOT)
        else:
            writer.add(Kind.LIST if is_fragment(words) else Kind.BODY, [words])


def _write_rows(table: Element, writer: TextWriter) -> None:
    for row in table.iter("table-row"):
        write_row([" ".join(_paragraphs(cell)) for cell in row if cell.tag == "table-cell"], writer)


def _paragraphs(holder: Element) -> Iterator[str]:
    """Yield the paragraphs within an element that are not blank, comments left out."""
    for child in holder:
        if child.tag in ("p", "h"):
            if words := "".join(_text(child)).strip():
                yield words
        elif child.tag not in _UNSEEN:
            yield from _paragraphs(child)


def _text(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in _BLANKS:
            yield _BLANKS[child.tag]
        elif child.tag not in _UNSEEN:
            yield from _text(child)
        yield child.tail or ""
