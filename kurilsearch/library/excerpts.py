"""A document to read, or the part of it at one place: its passages with the pages and the furniture among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import TYPE_CHECKING

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.library.places import parse_place, passages_at
from kurilsearch.model import Document, Furniture, Page, Span, StoredPassage

if TYPE_CHECKING:
    from kurilsearch.library.library import Library

_FILE_AND_LINE = lazy_pattern(r"(.+):(\d+(?:[-–]\d+)?)")


@dataclass(frozen=True, slots=True)
class Region:
    """Furniture with the ``text`` that stands there in the source."""

    furniture: Furniture
    text: str

    @property
    def first_sign(self) -> int:
        """Where in the source it begins to be seen: the form feed before a running head ends the page above it."""
        return self.furniture.end - len(self.text.lstrip())


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Passages of a document that follow one another.

    ``furniture`` holds the regions among them that are never quoted; None where it was not asked for.
    """

    document: Document
    passages: tuple[StoredPassage, ...]
    furniture: tuple[Region, ...] | None = None

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that the passages touch."""
        if not self.passages:
            return ()
        touched = self.document.pages_of(*_span(self.passages))
        if touched is None:
            return ()
        first, last = touched
        return tuple(page for page in self.document.pages if first.number <= page.number <= last.number)

    def in_order(self) -> Iterator[Page | Region | StoredPassage]:
        """Yield all of it as it is read; a page comes before what begins at the same character, a passage last."""
        rows: Iterator[tuple[int, int, Page | Region | StoredPassage]] = merge(
            ((page.start, 0, page) for page in self.pages),
            ((region.first_sign, 1, region) for region in self.furniture or ()),
            ((stored.passage.char_start, 2, stored) for stored in self.passages),
            key=lambda row: row[:2],
        )
        return (part for _, _, part in rows)


def read_excerpt(library: Library, file: str, at: str | None = None, *, furniture: bool = False) -> Excerpt:
    """Return the passages of a document, all of them or those at one place, with the ``furniture`` among them if asked.

    ``file`` may end in the number of a line, as lists of hits print it (``letters/1861.txt:120``), or in a range of
    them. ``at`` is a place as :func:`~kurilsearch.library.places.parse_place` reads it, and goes before such a line.
    Raises NoSuchSourceError where there is no such document or place, UsageError where ``at`` names none.
    """
    document, line = _find(library, file)
    place = f"line {line}" if at is None and line is not None else at
    passages = library.passages(document.file)
    if place is not None:
        passages = passages_at(parse_place(place, document), document, passages)
    if not furniture:
        return Excerpt(document, tuple(passages))
    around = _span(passages) if place is not None else None
    text = library.source_text(document.file)
    regions = (
        Region(part, text[part.start : part.end])
        for part in library.furniture(document.file)
        if around is None or (part.end >= around[0] and part.start <= around[1])
    )
    return Excerpt(document, tuple(passages), tuple(regions))


def _find(library: Library, file: str) -> tuple[Document, str | None]:
    """Return the document that ``file`` names, and the line behind it, if any."""
    match = _FILE_AND_LINE.fullmatch(file)
    if match is None or any(file in (each.file, each.metadata.citekey) for each in library.documents()):
        return library.find_document(file), None
    return library.find_document(match[1]), match[2]


def _span(passages: Sequence[StoredPassage]) -> Span:
    """Return the source range from the first to the last of these passages."""
    return passages[0].passage.char_start, passages[-1].passage.char_end
