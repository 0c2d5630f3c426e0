"""What a source cites, read when it is first asked for and kept in the store."""

from __future__ import annotations

from collections.abc import Iterable

from kurilsearch.references.coding import decode_references, encode_references
from kurilsearch.references.model import References
from kurilsearch.store import Store


def references_of(store: Store, document: int, passages: Iterable[int] | None = None) -> References:
    """Return what a document cites. KeyError where it was removed.

    ``passages`` are those of its passages that the caller will ask about, by id; None for all.
    """
    kept = store.cited(document)
    if kept is not None:
        found = store.passages(document) if passages is None else store.passages_with(list(passages)).values()
        references = decode_references(kept, {each.id: each for each in found if each.document == document})
        if references is not None:
            return references
    from kurilsearch.references.note_marks import read_marks
    from kurilsearch.references.read import read_references

    marks = read_marks(store.source_text(document), store.furniture(document))
    whole = store.passages(document)
    references = read_references(whole, marks)
    if whole:
        store.remember_cited(document, whole[0].id, encode_references(references))
    return references
