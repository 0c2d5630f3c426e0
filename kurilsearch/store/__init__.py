"""The store: documents, passages, offsets, descriptions and vocabulary of a library; the only truth.

:mod:`kurilsearch.store.protocol` says what a store promises, :mod:`kurilsearch.store.loader` opens one by its name.
Nothing outside a store's own room knows how, or where, it keeps what it holds.
"""

from kurilsearch.store.protocol import Batch, Cache, StoreKeeper, StoreReader, VocabularyReader
from kurilsearch.store.records import (
    FILES_TO_COME,
    Candidate,
    Changes,
    FailedSource,
    FileState,
    IngestedDocument,
    IngestedPassage,
    KnownSource,
    NearWord,
    PreparedDocument,
    Totals,
)

__all__ = [
    "FILES_TO_COME",
    "Batch",
    "Cache",
    "Candidate",
    "Changes",
    "FailedSource",
    "FileState",
    "IngestedDocument",
    "IngestedPassage",
    "KnownSource",
    "NearWord",
    "PreparedDocument",
    "StoreKeeper",
    "StoreReader",
    "Totals",
    "VocabularyReader",
]
