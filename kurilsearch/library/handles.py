"""Handles: short durable names of places, which a program or a person can keep and open again.

A handle is ``DOCUMENT.START-END``: the document's id in hexadecimal figures, and a range of characters of its source
text, 0-based, end exclusive. The id comes from what the document says, so that a handle never leads to other words:
when the source has changed, it leads nowhere, and that is said.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from kurilsearch.errors import NoSuchSourceError, UsageError
from kurilsearch.hit import hit_at
from kurilsearch.language.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from kurilsearch.hit import Hit
    from kurilsearch.library.library import Library
    from kurilsearch.model import Document, Span, StoredPassage

_HANDLE = lazy_pattern(r"(?P<document>[0-9a-f]{1,16})\.(?P<start>\d{1,12})-(?P<end>\d{1,12})")


class Handle(NamedTuple):
    """A place in a document: its id and a range of its source text."""

    document: int
    start: int
    end: int

    def __str__(self) -> str:
        """Return the handle as it is written."""
        return f"{self.document:x}.{self.start}-{self.end}"


def handle_of(hit: Hit) -> str:
    """Return the handle of what a hit quotes."""
    return str(Handle(hit.document, hit.char_start, hit.char_end))


def handle_of_passage(stored: StoredPassage) -> str:
    """Return the handle of a whole passage."""
    return str(Handle(stored.document, stored.passage.char_start, stored.passage.char_end))


def is_handle(text: str) -> bool:
    """Tell whether ``text`` is written as a handle is."""
    return _HANDLE.fullmatch(text.strip()) is not None


def parse_handle(text: str) -> Handle:
    """Return the handle that ``text`` is. Raises UsageError where it is none."""
    match = _HANDLE.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"`{text[:80]}` is no handle", "Copy it from an answer: it looks like 1a2b3c4d.120-305")
    return Handle(int(match["document"], 16), int(match["start"]), int(match["end"]))


def passages_at(library: Library, handle: Handle) -> tuple[Document, list[StoredPassage]]:
    """Return the document of a handle and its passages that the range touches, in order.

    Raises NoSuchSourceError where the library has no such document any more, or nothing stands at that range.
    """
    document = next((each for each in library.documents() if each.id == handle.document), None)
    if document is None:
        raise NoSuchSourceError(
            f"The source of {handle} has changed or was removed", "Search again: what it says has new handles"
        )
    touched = [
        stored
        for stored in library.passages(document.file)
        if stored.passage.char_start < handle.end and stored.passage.char_end > handle.start
    ]
    if not touched:
        raise NoSuchSourceError(f"No words stand at {handle} of {document.file}", "Copy the handle from an answer")
    return document, touched


def hits_at(library: Library, text: str) -> list[Hit]:
    """Return what stands at a handle: a hit for each passage that it touches, cut from the source.

    Raises UsageError where ``text`` is no handle, NoSuchSourceError where it leads nowhere.
    """
    handle = parse_handle(text)
    document, touched = passages_at(library, handle)
    return [
        hit_at(document, stored, _text_span(stored, handle), rank=rank, score=1.0)
        for rank, stored in enumerate(touched, 1)
    ]


def _text_span(stored: StoredPassage, handle: Handle) -> Span:
    """Return the range of a passage's text that stands in a range of the source."""
    way_back, signs = stored.passage.way_back, range(len(stored.passage.text))
    start = bisect_left(signs, handle.start, key=lambda sign: way_back.source_span(sign, sign + 1)[1] - 1)
    end = bisect_left(signs, handle.end, key=lambda sign: way_back.source_span(sign, sign + 1)[0])
    return start, max(end, start)
