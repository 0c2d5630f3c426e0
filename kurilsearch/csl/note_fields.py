"""Fields in the note of an item, a line each, as Zotero's “Extra” has them: ``original-date: 1867``.

Zotero (https://www.zotero.org/support/kb/item_types_and_fields#citing_fields_from_extra) and citeproc-js read lines
``variable: value``, their names with hyphens or as people write them; ``{:variable: value}`` is the older form. A name
is ``Family || Given``. What is no such line stays a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_LINE = re.compile(r"(?P<name>[A-Za-z][A-Za-z .\-_]{1,40}?)\s*[:=]\s*(?P<value>\S.*)")
_IN_BRACES = re.compile(r"\{:(?P<name>[A-Za-z-]+):\s*(?P<value>[^{}]*)\}")
_OF_PROGRAMS = re.compile(r"(?:tex\.[\w.-]+|citation key|citekey|bibtex\*?|arxiv|qid|olcn|place of publication)", re.I)
"""Lines that other programs write for themselves, which are neither fields nor a note of anybody's."""
_KEYS = re.compile(r"citation key|citekey|bibtex\*?", re.IGNORECASE)
_PLACES = {"place": "publisher-place", "original-place": "original-publisher-place", "citation-key": "id"}

NoteFields = dict[str, list[str]]
"""What the lines say, by CSL variable; several values where several lines name it."""


def split_note(note: str, variable_name: Callable[[str], str | None]) -> tuple[str, NoteFields]:
    """Return a note without the lines that are fields, and these; ``variable_name`` gives a name's CSL variable."""
    fields: NoteFields = {}

    def take(name: str, value: str) -> bool:
        folded = re.sub(r"[\s_]+", "-", name.strip().lower())
        variable = "id" if _KEYS.fullmatch(name.strip()) else _PLACES.get(folded) or variable_name(folded)
        if variable and variable not in ("note", "annote", "abstract", "title"):
            fields.setdefault(variable, []).append(value.strip())
            return True
        return _OF_PROGRAMS.fullmatch(name.strip()) is not None

    note = _IN_BRACES.sub(lambda found: "" if take(found["name"], found["value"]) else found[0], note)
    kept = [
        line
        for line in note.splitlines()
        if not ((found := _LINE.fullmatch(line.strip())) and take(found["name"], found["value"]))
    ]
    return "\n".join(kept).strip(), fields


def note_name(value: str) -> object:
    """Return a name of a note's line, ``Family || Given``, as :func:`kurilsearch.csl.names.read_name` takes it."""
    family, separator, given = value.partition("||")
    if not separator:
        return value
    return {"family": family.strip(), "given": given.strip()}
