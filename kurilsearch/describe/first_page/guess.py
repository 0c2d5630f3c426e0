"""The door to the guesses: their patterns are compiled when a file is indexed, not when a query starts."""

from __future__ import annotations

from kurilsearch.describe.first_page.running_text import begins_as_running_text
from kurilsearch.model import ParsedDocument
from kurilsearch.work import Item


def guess_item(parsed: ParsedDocument, file: str = "") -> Item:
    """Return the CSL item that the first page prints of its own work: title, authors, date, and where it appeared.

    ``file`` is the name of its file in the library, which may say from which paper a cutting is. All of it is a guess;
    the caller says so (:class:`kurilsearch.work.OriginKind`). What the page does not print, or not surely enough, is
    left out, the type too: then it is a ``document``. Years in running text are never taken.
    """
    if parsed.source.is_transcript or begins_as_running_text(parsed, file):
        return {}
    from kurilsearch.describe.first_page.read import read_first_page

    return read_first_page(parsed, file=file).item
