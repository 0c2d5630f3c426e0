"""What the sources of a library say of one of them in their lists of references, where it is in doubt."""

from __future__ import annotations

from collections.abc import Iterator

from kurilsearch.cited.filter import works_of_item
from kurilsearch.cited.passages import candidates
from kurilsearch.cited.works import references_of
from kurilsearch.engines.engine import Engine
from kurilsearch.model import Document
from kurilsearch.references import ReferenceEntry
from kurilsearch.references.work_query import entries_for
from kurilsearch.store import Cache, StoreReader
from kurilsearch.vocabulary.equivalents import NO_EQUIVALENTS, Equivalents
from kurilsearch.witnesses.lists import weigh_with_lists
from kurilsearch.work import Described, Guess

_MOST_DOCUMENTS = 12
"""So many sources that may list a work are read for it."""
_CERTAIN = 0.95


def weighed_by_lists(
    store: StoreReader,
    cache: Cache,
    engine: Engine,
    document: Document,
    described: Described,
    *,
    equivalents: Equivalents = NO_EQUIVALENTS,
) -> Guess:
    """Return the readings of a source's fields, weighed with what the lists of the other sources say of it.

    They are as they were where nothing is in doubt.
    """
    open_fields = {name: each for name, each in described.candidates.items() if name in ("title", "author", "issued")}
    if all(each[0].probability >= _CERTAIN for each in open_fields.values() if each):
        return described.candidates
    item = {name: each[0].value for name, each in open_fields.items() if each} | described.item
    return weigh_with_lists(
        described.candidates, _entries(store, cache, engine, document, Described(item), equivalents)
    )


def _entries(
    store: StoreReader, cache: Cache, engine: Engine, document: Document, described: Described, equivalents: Equivalents
) -> Iterator[tuple[str, ReferenceEntry]]:
    """Yield the entries of other sources that may be the work, with the file of each."""
    heard: set[int] = {document.id}
    for work in works_of_item(described.item):
        for other in candidates(store, engine, work, equivalents)[:_MOST_DOCUMENTS]:
            if other.id in heard:
                continue
            references = references_of(store, cache, other.id)
            numbers = entries_for(references, work)
            if numbers:
                heard.add(other.id)
            for number in numbers:
                yield other.file, references.entries[number]
