"""The sheets of an Excel workbook (Office Open XML, ECMA-376, part 1, SpreadsheetML)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from kurilsearch.model import Kind
from kurilsearch.read.archive import member
from kurilsearch.read.guarded_xml import parse_xml, text_of
from kurilsearch.read.office.relations import relations
from kurilsearch.read.office.rows import write_row, write_sheet_name
from kurilsearch.read.writer import TextWriter

_BOOK = "xl/workbook.xml"
_DATE_FORMATS = frozenset((*range(14, 18), 22))
"""Numbers of built-in formats that show days (18.8.30)."""
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_DEFAULT_NAME = re.compile(r"(?:sheet|tabelle|feuil|hoja|blad|лист|シート)\s?\d+", re.IGNORECASE)
_LAST_DAY = 2_958_465
"""The serial number of the last day of the year 9999."""


class _Book(NamedTuple):
    """What cells refer to: shared strings, whether each cell format shows a day, and day zero."""

    strings: list[str]
    days: list[bool]
    zero: datetime


def write_workbook(archive: ZipFile, writer: TextWriter) -> None:
    """Write the sheets in their order: a heading where a sheet has a name of its own, its rows, then its comments."""
    root = parse_xml(member(archive, _BOOK) or b"")
    properties = root.find("workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    zero = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    book = _Book(list(_strings(archive)), list(_days(archive)), zero)
    targets = relations(archive, _BOOK)
    for sheet in root.iter("sheet"):
        target = targets.get(sheet.get("id", ""))
        content = member(archive, target.name) if target else None
        if not content or target is None:
            continue
        name = sheet.get("name", "")
        if name and not _DEFAULT_NAME.fullmatch(name):
            write_sheet_name(name, writer)
        for row in parse_xml(content).iter("row"):
            write_row([_shown(cell, book) for cell in row.iter("c")], writer)
        for relation in relations(archive, target.name).values():
            if relation.kind == "comments" and (notes := member(archive, relation.name)):
                for comment in parse_xml(notes).iter("comment"):
                    writer.add(Kind.NOTE, [text_of(comment.find("text"))])


def _strings(archive: ZipFile) -> Iterator[str]:
    content = member(archive, "xl/sharedStrings.xml")
    for item in parse_xml(content).iter("si") if content else ():
        yield _words(item)


def _words(item: Element) -> str:
    """Return the text of a string, without readings (``rPh``)."""
    runs = [item.find("t"), *(run.find("t") for run in item.findall("r"))]
    return "".join(run.text or "" for run in runs if run is not None)


def _days(archive: ZipFile) -> Iterator[bool]:
    """Yield for each cell format whether it shows a number as a day."""
    content = member(archive, "xl/styles.xml")
    root = parse_xml(content) if content else None
    if root is None:
        return
    own = {
        found.get("numFmtId"): re.search("[yd]", _LITERAL.sub("", found.get("formatCode", "")), re.I) is not None
        for found in root.iter("numFmt")
    }
    formats = root.find("cellXfs")
    for form in formats if formats is not None else ():
        number = form.get("numFmtId", "0")
        yield own.get(number, number.isdecimal() and int(number) in _DATE_FORMATS)


def _shown(cell: Element, book: _Book) -> str:
    """Return what a cell shows: strings as they are, whole numbers without a fraction, days as ISO 8601."""
    kind, value = cell.get("t", "n"), cell.findtext("v") or ""
    inline = cell.find("is")
    if kind == "inlineStr" or (inline is not None and not value):
        return _words(inline) if inline is not None else ""
    if kind == "s":
        return book.strings[int(value)] if value.isdecimal() and int(value) < len(book.strings) else ""
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(value, value)
    if kind != "n":
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    style = cell.get("s", "")
    is_day = style.isdecimal() and int(style) < len(book.days) and book.days[int(style)]
    if is_day and 1 <= number < _LAST_DAY - 1_462:
        moment = book.zero + timedelta(days=number)
        return moment.date().isoformat() if number.is_integer() else moment.isoformat(" ", "minutes")
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
