"""Where the sources of a library cite a work: the documents that may, read one by one for what they cite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from kurilsearch.cited_works import references_of
from kurilsearch.engines.engine import Engine
from kurilsearch.hit import Hit
from kurilsearch.lexicon import lexicon_of
from kurilsearch.model import Document, Span, StoredPassage
from kurilsearch.position import hit_at
from kurilsearch.references import References
from kurilsearch.references.model import Citation, Entry, NoteCall
from kurilsearch.references.work_query import WorkQuery, citations_of, entries_for, parse_work
from kurilsearch.search.expand import expand
from kurilsearch.search.language import parse_query
from kurilsearch.sentences import SentenceSplitter
from kurilsearch.store import Store
from kurilsearch.variants.equivalents import NO_EQUIVALENTS, Equivalents


@dataclass(frozen=True, slots=True)
class CitingPassage:
    """A passage that cites the work asked for.

    ``hit`` quotes the sentences that do, its matches being the citations in them. Where a note cites it, the hit is the
    sentence that sends there, and ``note`` is the note's text. ``entries`` are the works as that source lists them;
    where it lists the work and cites it nowhere, the hit is the entry itself.
    """

    hit: Hit
    citations: tuple[Citation, ...]
    entries: tuple[Entry, ...]
    note: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the passage as a search hit, with ``cited_as``, ``entries`` and ``note`` beside its fields."""
        return self.hit.to_dict() | {
            "cited_as": [citation.to_dict() for citation in self.citations],
            "entries": [entry.to_dict() for entry in self.entries],
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class CitingResult:
    """The passages that cite a work, by file and in reading order; ``total`` counts those that were left out too."""

    work: WorkQuery
    passages: tuple[CitingPassage, ...]
    total: int


class _Cited(NamedTuple):
    """A place that cites the work, before it becomes a hit: a passage, the ranges that say so, the note behind it."""

    stored: StoredPassage
    spans: tuple[Span, ...]
    citations: tuple[Citation, ...]
    entries: tuple[Entry, ...]
    note: StoredPassage | None = None


def find_citing(
    store: Store,
    engine: Engine,
    splitter: SentenceSplitter,
    work: str,
    limit: int = 20,
    *,
    equivalents: Equivalents = NO_EQUIVALENTS,
) -> CitingResult:
    """Return the passages of all sources that cite ``work`` (``Ziegler 1993``, a title in quotation marks, a DOI).

    Only documents that hold the first author's name, or the title, and the year are read for it. Raises UsageError
    where ``work`` names none.
    """
    query = parse_work(work)
    found: list[CitingPassage] = []
    total = 0
    for document in _candidates(store, engine, query, equivalents):
        for cited in _citing_places(references_of(store, document.id), query):
            total += 1
            if len(found) < limit:
                found.append(_passage(document, cited, splitter, total))
    return CitingResult(query, tuple(found), total)


def _candidates(store: Store, engine: Engine, query: WorkQuery, equivalents: Equivalents) -> list[Document]:
    """Return the documents that hold the words by which the work must be cited somewhere in them, ordered by file."""
    lexicon = lexicon_of(store, equivalents)
    wanted = [f'"{words.replace(chr(34), " ")}"' for words in (query.doi, query.title, *query.names[:1]) if words]
    if query.year and query.year[:4].isdigit():
        wanted.append(f"{query.year[:4]}*")
    numbers: set[int] | None = None
    for words in wanted:
        asked = expand(parse_query(words), lexicon, any_word=False).asked.query
        total = engine.search(asked, 1).total
        passages = engine.search(asked, total).passages if total else ()
        holding = {candidate.document for candidate in store.candidates(passages)}
        numbers = holding if numbers is None else numbers & holding
    return [document for document in store.documents() if document.id in (numbers or ())]


def _citing_places(references: References, query: WorkQuery) -> Iterator[_Cited]:
    """Yield where a document cites the work, each passage once; its entry where it is listed and never cited."""
    citations = citations_of(references, query)
    entries = tuple(references.entries[number] for number in entries_for(references, query))
    by_passage: dict[int, list[Citation]] = {}
    for citation in citations:
        by_passage.setdefault(citation.place.passage_id, []).append(citation)
    for passage, cited in by_passage.items():
        stored = references.passages[passage]
        calls = references.calls_of(passage)
        for call in calls:
            yield _Cited(references.passages[call.place.passage_id], (_before(call),), tuple(cited), entries, stored)
        if not calls:
            yield _Cited(stored, tuple(citation.place.span for citation in cited), tuple(cited), entries)
    for entry in entries if not citations else ():
        place = entry.places[0]
        yield _Cited(references.passages[place.passage_id], (place.span,), (), (entry,))


def _before(call: NoteCall) -> Span:
    """Return the last character before a note mark, which tells the sentence that sends to the note."""
    at = call.place.span[0]
    return max(at - 1, 0), at


def _passage(document: Document, cited: _Cited, splitter: SentenceSplitter, rank: int) -> CitingPassage:
    text = cited.stored.passage.text
    first, last = cited.spans[0][0], max(end for _, end in cited.spans)
    sentences = splitter.spans(text)
    start = max((begin for begin, _ in sentences if begin <= first), default=0)
    end = min((finish for _, finish in sentences if finish >= last), default=len(text))
    spans = () if cited.note else cited.spans
    hit = hit_at(
        document,
        cited.stored,
        (start, end),
        rank=rank,
        score=0.0,
        matches=[(begin - start, finish - start) for begin, finish in spans],
        passage_matches=spans,
    )
    return CitingPassage(hit, cited.citations, cited.entries, cited.note.passage.text if cited.note else None)
