"""The nouns of kurilsearch: frozen records that every step shares.

Offsets are 0-based ``str`` offsets (characters, not bytes), end exclusive. Lines, pages, paragraphs and ranks
count from 1. *Source* offsets index the text that :meth:`kurilsearch.Library.source_text` returns; *text*
offsets index the joined text of one passage.
"""

from typing import TYPE_CHECKING

from kurilsearch.model.kinds import Furniture, FurnitureKind, Kind, Page
from kurilsearch.model.passage import Passage
from kurilsearch.model.stored import Document, Metadata, StoredPassage
from kurilsearch.model.way_back import Run, Span, WayBack

if TYPE_CHECKING:
    from kurilsearch.model.parsed import CleanText, ParsedDocument
    from kurilsearch.model.source import SourceBlock, SourceText

__all__ = [
    "CleanText",
    "Document",
    "Furniture",
    "FurnitureKind",
    "Kind",
    "Metadata",
    "Page",
    "ParsedDocument",
    "Passage",
    "Run",
    "SourceBlock",
    "SourceText",
    "Span",
    "StoredPassage",
    "WayBack",
]

_OF_READING = {
    "CleanText": "kurilsearch.model.parsed",
    "ParsedDocument": "kurilsearch.model.parsed",
    "SourceBlock": "kurilsearch.model.source",
    "SourceText": "kurilsearch.model.source",
}


def __getattr__(name: str) -> object:
    """Import a noun that only reading files knows when it is first asked for; a search makes no such class."""
    if name not in _OF_READING:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_OF_READING[name]), name)
