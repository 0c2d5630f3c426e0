"""Small documents ready for a store, as the tests of stores put them."""

from __future__ import annotations

from collections import Counter

from kurilsearch.csl.items import metadata_of
from kurilsearch.indexing.ingest import ingested
from kurilsearch.language.tokens import index_terms
from kurilsearch.model import Kind, ParsedDocument, Passage, Run, SourceText, WayBack
from kurilsearch.store import FileState, IngestedDocument, StoreKeeper, StoreReader
from kurilsearch.work import Described, Item


def document_of(
    *paragraphs: str, file: str = "a.txt", item: Item | None = None, language: str = "en"
) -> IngestedDocument:
    """A plain text whose paragraphs are its passages, ready for the store."""
    text = "\n\n".join(paragraphs)
    passages, at = [], 0
    for number, paragraph in enumerate(paragraphs, 1):
        way_back = WayBack((Run(0, at, len(paragraph)),))
        passages.append(Passage(Kind.BODY, paragraph, way_back, ("Part", f"Section {number}"), number))
        at += len(paragraph) + 2
    source = SourceText(text, "text", "utf-8", item=item or {})
    return ingested(
        ParsedDocument(source, tuple(passages), (), (), language), file, FileState(len(text), 1), file.encode()
    )


def put(store: StoreKeeper, *documents: IngestedDocument) -> list[int]:
    """Write documents in one batch, and return their ids."""
    with store.batch() as batch:
        return [
            batch.put(store.prepare(document), Described(document.own), metadata_of(document.own))
            for document in documents
        ]


def counted(store: StoreReader) -> Counter[str]:
    """How many passages hold each word, counted from the passages themselves."""
    return Counter(
        word
        for document in store.documents()
        for stored in store.passages(document.id)
        for word in set(index_terms(stored.passage.text, document.language)[1].split())
    )
