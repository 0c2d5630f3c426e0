"""The door to the guesses: their patterns are compiled when a file is indexed, not when a query starts."""

from __future__ import annotations

from kurilsearch.model import Metadata, ParsedDocument


def guess_metadata(parsed: ParsedDocument) -> Metadata:
    """Return title, authors and year as the first page prints them, every field named in ``guessed``.

    What it does not print, or not surely enough, is None or empty. Years in running text are never taken.
    """
    from kurilsearch.bibliography.first_page import read_first_page

    return read_first_page(parsed)
