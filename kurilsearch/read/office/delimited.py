"""Tables written as text, their cells parted by commas, semicolons, tabs or bars (RFC 4180)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from kurilsearch.read.office.rows import write_row
from kurilsearch.read.writer import TextWriter

_DELIMITERS = ",;\t|"
_HEAD = 20
"""Lines by which the delimiter is told."""


_NAMED = re.compile(r"\ufeff?sep=([,;\t|])[ \t]*\r?\n", re.IGNORECASE)
"""The first line by which Excel is told what parts the cells."""


def write_delimited(text: str, writer: TextWriter, *, is_tabbed: bool) -> None:
    """Write the rows of ``text``; marks around cells are left out, doubled ones within them are one."""
    named = _NAMED.match(text)
    delimiter = named[1] if named else "\t" if is_tabbed else _delimiter(text)
    for row in _rows(text[named.end() :] if named else text, delimiter):
        write_row(row, writer)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows; where a mark is never closed, the lines as they stand."""
    try:
        rows = list(csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter, strict=True))
    except csv.Error:  # a mark within a cell, or one that is never closed
        rows = [line.split(delimiter) for line in text.splitlines()]
    yield from rows


def _delimiter(text: str) -> str:
    """Return the sign that most lines at the head have equally often, outside of marks."""
    lines = [line for line in text.splitlines()[:_HEAD] if line.strip()]
    counts = {sign: [_bare(line).count(sign) for line in lines] for sign in _DELIMITERS}
    return max(_DELIMITERS, key=lambda sign: sum(count > 0 and count == counts[sign][0] for count in counts[sign]))


def _bare(line: str) -> str:
    return "".join(line.split('"')[::2])
