"""How a person is told of a work and of a place in it: author and title, page, kind of passage, time, path."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from kurilsearch.model import Document, Kind

KIND_NAMES = {
    Kind.BODY: "",
    Kind.HEADING: "heading",
    Kind.NOTE: "note",
    Kind.BLOCKQUOTE: "block quotation",
    Kind.REFERENCE: "reference list entry",
    Kind.LIST: "list item",
}
"""How each kind of passage is called; running text needs no name."""


def page_name(page: str | None, file_page: int | None) -> str | None:
    """Return a page as a reader finds it: what is printed, else its place in the file; None without either."""
    if page is None and file_page is None:
        return None
    from kurilsearch.library.places import page_place

    place = page_place(page, file_page)
    return str(place) if place else None


def work_line(authors: str | None, title: str | None, year: int | None, guessed: Iterable[str] = ()) -> str:
    """Return author, title and year in one line, saying which of them are guesses; empty where none is known."""
    line = ": ".join(part for part in (authors, title) if part)
    if year is not None:
        line = f"{line} ({year})" if line else str(year)
    guesses = ", ".join(sorted(guessed))
    return f"{line} [guessed: {guesses}]" if guesses else line


def document_line(document: Document, *, guesses: bool = True) -> str:
    """Return who wrote a document, its title and year, with ``guesses`` saying which of them are; see `work_line`."""
    metadata = document.metadata
    return work_line("; ".join(metadata.authors), metadata.title, metadata.year, metadata.guessed if guesses else ())


def shown_time(time: str | None) -> str:
    """Return the time of a passage for a person: of a letter its day and minute, of a recording as it is."""
    return re.sub(r"(?<=\d)T(\d\d:\d\d).*", r" \1", time or "")


def path_from_here(file: str, folder: Path) -> str:
    """Return the path of a library's ``file`` as seen from the current folder, for a terminal to open."""
    whole = folder / file
    try:
        return Path(os.path.relpath(whole)).as_posix()
    except (ValueError, FileNotFoundError):  # on another drive; the current folder was deleted
        return whole.as_posix()
