"""The store: documents, passages, offsets, metadata and vocabulary in one SQLite file; the only truth.

Nothing outside this package and :mod:`kurilsearch.engines` may know that it is SQLite, or that it is local.
"""

from kurilsearch.store.records import Candidate, FailedSource, IngestedDocument, KnownSource, PassageRow, Totals
from kurilsearch.store.sqlite.batch import Batch
from kurilsearch.store.sqlite.store import Store
from kurilsearch.store.sqlite.vocabulary import passages_with_each

__all__ = [
    "Batch",
    "Candidate",
    "FailedSource",
    "IngestedDocument",
    "KnownSource",
    "PassageRow",
    "Store",
    "Totals",
    "passages_with_each",
]
