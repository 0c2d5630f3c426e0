"""Notes in notebooks (.ipynb): pandoc reads each cell by itself, so a note must stand in the cell of its mark."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import Any

_DEFINITION = re.compile(
    r"^\[\^([^\]\s]{1,60})\]:[^\n]*(?:\n(?!\[\^)[ \t]*\S[^\n]*|\n(?:[ \t]*\n)+[ ]{4}[^\n]*)*", re.MULTILINE
)
_MARK = re.compile(r"\[\^([^\]\s]{1,60})\](?!:)")


def with_notes_in_cells(text: str) -> str:
    """Return a notebook (JSON) in which the notes of a cell that another one defines are defined in it.

    One that is damaged, or of another form, is returned as it is: pandoc says what is wrong with it.
    """
    if "[^" not in text:
        return text
    try:
        notebook: Any = json.loads(text)
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
        sources = ["".join(cell["source"]) for cell in cells]
    except (ValueError, TypeError, KeyError, RecursionError):
        return text
    defined = [{match[1]: match[0] for match in _DEFINITION.finditer(source)} for source in sources]
    everywhere = {name: note for notes in reversed(defined) for name, note in notes.items()}
    marked = [set(_MARK.findall(source)) for source in sources]
    for cell, source, own, marks in zip(cells, sources, defined, marked, strict=True):
        kept = _DEFINITION.sub(partial(_kept, marks, marked), source)
        brought = [everywhere[name] for name in sorted(marks - own.keys()) if name in everywhere]
        cell["source"] = "\n\n".join([kept, *brought])
    return json.dumps(notebook)


def _kept(marks: set[str], everywhere: list[set[str]], note: re.Match[str]) -> str:
    """Return a note as its cell has it; nothing where its mark stands in another; a paragraph where it has none."""
    if note[1] in marks:
        return note[0]
    return "" if any(note[1] in others for others in everywhere) else note[0].partition(":")[2]
