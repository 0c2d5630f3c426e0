"""The tables of README.md in this folder, each of which the benchmark that measures it writes: ``--write``.

A table stands between two lines, ``<!-- table: NAME -->`` and ``<!-- end -->``; what is between them is replaced.
"""

from __future__ import annotations

import os
import platform
import re
import shlex
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

README = Path(__file__).with_name("README.md")


@dataclass(frozen=True)
class Table:
    """Cells as text. ``caption`` says what was measured on, where the columns do not; all but the first are numbers."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[str]]
    caption: str = ""


def machine() -> str:
    """Return the system, the number of its cores and the version of Python, as the tables name them."""
    return f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def command() -> str:
    """Return the command line that runs now."""
    return shlex.join(["python", *sys.orig_argv[1:]])


def write_table(table: Table, readme: Path = README) -> None:
    """Replace a table of the README, and say with it on which machine it was measured, when, and by which command.

    ValueError where the README has no place for a table of this name.
    """
    text = readme.read_text(encoding="utf-8")
    readme.write_text(replace_table(text, table), encoding="utf-8", newline="\n")


def replace_table(text: str, table: Table) -> str:
    """Return ``text`` with the table in its place."""
    place = re.compile(rf"(<!-- table: {re.escape(table.name)} -->\n)(?:(?!<!--).*\n)*(?=<!-- end -->\n)")
    block = "\n".join(_lines(table)) + "\n"
    replaced, count = place.subn(lambda found: found[1] + block, text)
    if count != 1:
        raise ValueError(f"The README has {count} places for a table named {table.name}, not one")
    return replaced


def _lines(table: Table) -> Iterable[str]:
    yield _line(table.columns)
    yield "|".join(["", "---", *["---:"] * (len(table.columns) - 1), ""])
    for row in table.rows:
        if len(row) != len(table.columns):
            raise ValueError(f"A row of {table.name} has {len(row)} cells, not {len(table.columns)}: {row}")
        yield _line(row)
    yield ""
    measured = [table.caption, machine(), date.today().isoformat()]
    yield f"{'; '.join(filter(None, measured))}: `{command()}`"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
