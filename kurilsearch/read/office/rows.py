"""The rows of tables as passages."""

from __future__ import annotations

from collections.abc import Sequence

from kurilsearch.model import Kind
from kurilsearch.read.writer import TextWriter, is_fragment


def write_row(cells: Sequence[str], writer: TextWriter) -> None:
    """Write a row as a block with a line for each cell that is not blank; rows of mere entries are list items."""
    filled = [" ".join(cell.split()) for cell in cells if cell.strip()]
    kind = Kind.LIST if all(map(is_fragment, filled)) else Kind.BODY
    writer.add(kind, ["\n".join(filled)])


def write_sheet_name(name: str, writer: TextWriter) -> None:
    """Write the heading over a sheet, which says that it is one: a sheet called Sources is no list of references."""
    if name:
        writer.add(Kind.HEADING, [f"{name} (sheet)"], 1)
