"""The nouns of kurilsearch: frozen records that every step shares.

Offsets are 0-based ``str`` offsets (characters, not bytes), end exclusive. Lines, pages, paragraphs and ranks
count from 1. *Source* offsets index the text that :meth:`kurilsearch.Library.source_text` returns; *text*
offsets index the joined text of one passage.
"""

from kurilsearch.model.passage import CleanText, ParsedDocument, Passage
from kurilsearch.model.source import Furniture, FurnitureKind, Kind, Page, SourceBlock, SourceText
from kurilsearch.model.stored import Document, Metadata, StoredPassage
from kurilsearch.model.way_back import Run, Span, WayBack

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
