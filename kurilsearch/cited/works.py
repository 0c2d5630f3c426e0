"""What a source cites, read when that is first wanted, and remembered."""

from __future__ import annotations

from collections.abc import Iterable

from kurilsearch.model import FurnitureKind
from kurilsearch.references.coding import decode_references, encode_references
from kurilsearch.references.model import References
from kurilsearch.store import Cache, StoreReader


def references_of(store: StoreReader, cache: Cache, document: int, passages: Iterable[int] | None = None) -> References:
    """Return what a document cites. KeyError where it was removed.

    ``passages`` are those of its passages that the caller will ask about, by id; None for all.
    """
    kept = cache.cited_works(document)
    if kept is not None:
        found = store.passages(document) if passages is None else store.passages_with(list(passages)).values()
        references = decode_references(kept, {each.id: each for each in found if each.document == document})
        if references is not None:
            return references
    from kurilsearch.references.note_marks import read_marks
    from kurilsearch.references.read import read_references

    marks = read_marks(store.source_text(document), store.furniture(document, FurnitureKind.NOTE_MARK))
    references = read_references(store.passages(document), marks)
    cache.remember_cited_works(document, encode_references(references))
    return references
