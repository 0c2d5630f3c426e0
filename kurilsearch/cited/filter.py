"""The passages that cite a work, for the filter ``cites:`` of a search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kurilsearch.cited.passages import candidates, citing_places
from kurilsearch.cited.works import references_of
from kurilsearch.csl.dates import year_of_date
from kurilsearch.engines.engine import Engine
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.sentences import SentenceSplitter
from kurilsearch.model import Span
from kurilsearch.references import References
from kurilsearch.references.work_query import WorkQuery, entries_for
from kurilsearch.search.parsed import Passages
from kurilsearch.store import Cache, StoreReader
from kurilsearch.vocabulary.equivalents import NO_EQUIVALENTS, Equivalents
from kurilsearch.work import Item

_KEY = lazy_pattern(
    r"@?(?P<name>[^\W\d_](?:(?![A-Z])[^\W\d_])+)(?:[_:.-]|(?=[A-Z\d]))[\w:.-]*?(?P<year>(?:1[5-9]|20)\d\d)(?P<letter>[a-z]?)"
    r"(?:[_:.-][\w:.-]*)?"
)
"""A cite key as writing programs make them: nimmo1994a, nimmo_japan_1994, NimmoJapan1994."""


def work_of_key(key: str) -> WorkQuery | None:
    """Return the work that a cite key such as ``nimmo1994`` speaks of; None where it holds no name and year."""
    found = _KEY.fullmatch(key)
    return WorkQuery(key, (found["name"],), found["year"] + found["letter"]) if found else None


def works_of_item(item: Item) -> tuple[WorkQuery, ...]:
    """Return how a work is asked for, the surest first: by its first author and title, then by author and year."""
    names = [str(name.get("family") or name.get("literal") or "") for name in item.get("author") or ()]
    title = re.split(r"[:?!.]\s", str(item.get("title") or ""))[0].strip(" .:?!")
    year = year_of_date(item.get("issued"))
    asked = WorkQuery(str(item.get("id") or title), tuple(name for name in names[:1] if name))
    by_title = (replace(asked, title=title),) if title else ()
    return by_title + ((replace(asked, year=str(year)),) if asked.names and year else ())


def passages_citing(
    store: StoreReader,
    cache: Cache,
    engine: Engine,
    splitter: SentenceSplitter,
    works: tuple[WorkQuery, ...],
    *,
    equivalents: Equivalents = NO_EQUIVALENTS,
) -> Passages:
    """Return the passages that cite a work, with the places that do; ``works`` are ways to ask for that one work.

    In each document the first of them counts by which an entry of its list of references is found. Where a note cites
    the work, the passage that sends to it and the note are both meant.
    """
    spans: dict[int, list[Span]] = {}
    documents: set[int] = set()
    for document, references, work in _documents(store, cache, engine, works, equivalents):
        for cited in citing_places(references, work, splitter):
            documents.add(document)
            spans.setdefault(cited.stored.id, []).extend(cited.spans)
            if cited.note is not None:
                spans.setdefault(cited.note.id, [])
    return Passages({passage: tuple(sorted(found)) for passage, found in spans.items()}, frozenset(documents))


def _documents(
    store: StoreReader, cache: Cache, engine: Engine, works: tuple[WorkQuery, ...], equivalents: Equivalents
) -> Iterator[tuple[int, References, WorkQuery]]:
    """Yield each document that may cite the work, what it cites, and how the work is to be asked for in it."""
    asked: dict[int, list[WorkQuery]] = {}
    for work in works:
        for document in candidates(store, engine, work, equivalents):
            asked.setdefault(document.id, []).append(work)
    for number, ways in asked.items():
        references = references_of(store, cache, number)
        yield number, references, next((work for work in ways if entries_for(references, work)), ways[-1])
