"""The source of a hit beside the hits: what stands around it, and the way to read on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kurilsearch.errors import KurilsearchError
from kurilsearch.hit import Hit
from kurilsearch.library.handles import hits_at, parse_handle, passages_at
from kurilsearch.library.library import Library
from kurilsearch.model import Document
from kurilsearch.web.sheets import Sheet, sheets_of
from kurilsearch.web.wording import Segment, segments

AROUND = 6
"""Passages that are shown before and after those of a hit."""


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage to read: its kind, its text in pieces, its handle, and the printed page that begins with it, if any."""

    kind: str
    pieces: list[Segment]
    handle: str
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """A source opened at a place; ``problem`` says why it cannot be. ``hit`` is the first passage of the place."""

    hit: Hit | None
    passages: tuple[ShownPassage, ...] = ()
    document: str = ""
    handle: str = ""
    problem: KurilsearchError | None = None
    sheet: Sheet | None = None
    """The page on which the place begins, where pages can be drawn."""


def beside_of(library: Library, opened: str) -> Beside:
    """Return the source of a handle, opened there."""
    try:
        handle = parse_handle(opened)
        hits = hits_at(library, opened)
        document, touched = passages_at(library, handle)
    except KurilsearchError as error:
        return Beside(None, problem=error)
    first = touched[0].position
    marks = {hit.passage_id: hit.quote_in_passage for hit in hits}
    around = [
        stored
        for stored in library.passages(document.file)
        if first - AROUND <= stored.position <= touched[-1].position + AROUND
    ]
    shown = tuple(
        ShownPassage(
            stored.passage.kind.value,
            segments(stored.passage.text, [marks[stored.id]] if stored.id in marks else []),
            f"{document.id:x}.{stored.passage.char_start}-{stored.passage.char_end}",
        )
        for stored in around
    )
    return Beside(hits[0], shown, f"{document.id:x}", str(handle), sheet=_sheet(library, document, hits))


def _sheet(library: Library, document: Document, hits: Sequence[Hit]) -> Sheet | None:
    """Return the page on which hits begin, with their outline; None where it cannot be drawn."""
    number = hits[0].file_page
    if document.format != "pdf" or number is None:
        return None
    try:
        return sheets_of(library, document, hits, number, around=0)[number - 1]
    except KurilsearchError:  # then its text is shown
        return None
