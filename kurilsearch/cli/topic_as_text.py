"""A page of Markdown for a terminal: paragraphs, lists and tables of two columns, wrapped to its width.

Examples, the blocks between fences, are printed as they stand, so that they can be copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kurilsearch.cli.terminal import Paint, columns

INDENT = "    "
"""What the lines of examples begin with, and those of tables."""

_WIDEST_TERM = 26
"""Columns of the longest first cell of a table that has its second one beside it."""

_BLOCK = re.compile(
    r"""
      ^```\w*\n (?P<example> .*? ) ^```$
    | ^\#+[ ] (?P<heading> [^\n]+ )
    | (?P<table> (?: ^\| [^\n]* \n )+ )
    | ^-[ ] (?P<item> [^\n]+ (?: \n[ ][ ] [^\n]+ )* )
    | ^ (?P<paragraph> \S [^\n]* (?: \n \S [^\n]* )* )
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_RULE = re.compile(r"[|\s:-]+")


def topic_lines(markdown: str, paint: Paint) -> Iterator[str]:
    """Yield the lines of a page, none wider than ``paint.width`` but where an example or a single word is.

    The page holds headings, paragraphs, lists of one level, tables of two columns and fenced examples.
    """
    former = None
    for block in _BLOCK.finditer(markdown):
        kind, text = block.lastgroup, block[block.lastgroup or 0]
        if former is not None and not kind == former == "item":
            yield ""
        former = kind
        if kind == "heading":
            yield paint.strong(paint.block(text, indent=""))
        elif kind == "example":
            yield from (f"{INDENT}{line}".rstrip() for line in text.splitlines())
        elif kind == "table":
            yield from _table_lines(text, paint)
        else:
            first = "- " if kind == "item" else ""
            yield paint.block(" ".join(text.split()), indent=" " * len(first), first=first)


def _table_lines(table: str, paint: Paint) -> Iterator[str]:
    """Yield the rows of a table of two columns; a term that is too long for its column has a line to itself."""
    head, *rows = (_cells(row) for row in table.splitlines() if not _RULE.fullmatch(row))
    width = max(columns(term) for term, _ in (head, *rows) if columns(term) <= _WIDEST_TERM)
    indent = INDENT + " " * (width + 2)
    yield paint.strong(_row(*head, indent, width, paint))
    for term, meaning in rows:
        yield _row(term, meaning, indent, width, paint)


def _cells(row: str) -> tuple[str, str]:
    """Return the two cells of a row; the first without the marks of code, for it stands in a column of its own."""
    term, meaning = (cell.strip() for cell in row.strip("|").split("|"))
    return term.replace("`", ""), meaning


def _row(term: str, meaning: str, indent: str, width: int, paint: Paint) -> str:
    """Return a row of a table."""
    gap = width - columns(term)
    if gap < 0:
        return f"{INDENT}{term}\n{paint.block(meaning, indent=indent)}"
    return paint.block(meaning, indent=indent, first=f"{INDENT}{term}{' ' * gap}  ")
