"""Which revision of the store an index on disk holds, right after a kill at any instruction.

No engine can keep a number of ours inside its own commit; but each counts its commits, upwards. So before a commit
``revision.json`` is replaced as a whole: it says which revision the index holds at its present commit, and which it
holds at any later one. Whether the commit that follows took place is then told by the index itself.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NamedTuple

from kurilsearch.engines.local.folders import delete_folder

FILE = "revision.json"

FORMAT = 2
"""Counts the changes of the fields that engines keep; an index of another format is remade."""


class Journal(NamedTuple):
    """At commit ``commit`` the index holds ``revision``, at a later one ``following``."""

    commit: int
    revision: int
    following: int
    format: int = FORMAT

    def at(self, commit: int) -> int:
        """Return the revision that the index holds at ``commit``."""
        return self.revision if commit == self.commit else self.following


def read_journal(folder: Path) -> Journal | None:
    """Return the journal of the index in ``folder``, or None where there is none.

    Raises OSError and ValueError where it cannot be read.
    """
    try:
        text = (folder / FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    values = json.loads(text)
    if not isinstance(values, list) or len(values) != 4 or not all(isinstance(value, int) for value in values):
        raise ValueError(f"{FILE} is damaged")
    return Journal(*values)


def write_journal(folder: Path, journal: Journal) -> None:
    """Replace the journal of the index in ``folder``, all or nothing. Raises OSError."""
    new = folder / f"{FILE}.new"
    with new.open("w", encoding="utf-8") as file:
        json.dump(journal, file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / FILE)


def empty_folder(folder: Path) -> None:
    """Make ``folder`` an empty folder for a new index. Raises OSError where it holds anything but an older index."""
    if folder.exists():
        if any(folder.iterdir()) and not (folder / FILE).exists():
            raise OSError(f"{FILE} is missing")
        delete_folder(folder)
    folder.mkdir(parents=True)
