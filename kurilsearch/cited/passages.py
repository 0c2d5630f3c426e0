"""Where the sources of a library cite a work: the documents that may, read one by one for what they cite."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from kurilsearch.cited.works import references_of
from kurilsearch.engines.engine import Engine
from kurilsearch.hit import Hit, hit_at
from kurilsearch.language.printed_years import printed_years
from kurilsearch.language.sentences import SentenceSplitter
from kurilsearch.model import Document, Span, StoredPassage
from kurilsearch.references import References
from kurilsearch.references.model import InTextCitation, NoteCall, ReferenceEntry
from kurilsearch.references.work_query import WorkQuery, citations_of, entries_for, parse_work
from kurilsearch.search.expand import expand
from kurilsearch.search.language import parse_query
from kurilsearch.store import Cache, StoreReader
from kurilsearch.store.identity import document_of
from kurilsearch.vocabulary.equivalents import NO_EQUIVALENTS, Equivalents
from kurilsearch.vocabulary.lexicon import lexicon_of


@dataclass(frozen=True, slots=True)
class CitingPassage:
    """A passage that cites the work asked for.

    ``hit`` quotes the sentences that do, its matches being the citations in them; where sentences that cite something
    else, or nothing, stand between two that do, each of those is a citing passage of its own. Where a note cites it,
    the hit is the sentence that points there, and ``note`` is the note's text. ``entries`` are the works as that source
    lists them; where it lists the work and cites it nowhere, the hit is the entry itself.
    """

    hit: Hit
    citations: tuple[InTextCitation, ...]
    entries: tuple[ReferenceEntry, ...]
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


class CitedAt(NamedTuple):
    """A place that cites the work, before it becomes a hit: a passage, the ranges that say so, the note behind it.

    ``spans`` has one range for each of ``citations`` unless a note cites it: then the range is where the text points to
    the note. ``sentences`` is the range of the sentences around them.
    """

    stored: StoredPassage
    spans: tuple[Span, ...]
    citations: tuple[InTextCitation, ...]
    entries: tuple[ReferenceEntry, ...]
    sentences: Span
    note: StoredPassage | None = None


def find_citing(
    store: StoreReader,
    cache: Cache,
    engine: Engine,
    splitter: SentenceSplitter,
    work: str,
    limit: int = 20,
    *,
    equivalents: Equivalents = NO_EQUIVALENTS,
) -> CitingResult:
    """Return the passages of all sources that cite ``work`` (``Ziegler 1993``, a title in quotation marks, a DOI).

    Only documents that hold the first author's name, or the title, and the year in one of the ways it is printed are
    read for it. Raises UsageError where ``work`` names none.
    """
    query = parse_work(work)
    found: list[CitingPassage] = []
    total = 0
    for document in candidates(store, engine, query, equivalents):
        for cited in citing_places(references_of(store, cache, document.id), query, splitter):
            total += 1
            if len(found) < limit:
                found.append(_passage(document, cited, total))
    return CitingResult(query, tuple(found), total)


def candidates(store: StoreReader, engine: Engine, query: WorkQuery, equivalents: Equivalents) -> list[Document]:
    """Return the documents that hold the words by which the work must be cited somewhere in them, ordered by file."""
    lexicon = lexicon_of(store, equivalents)
    wanted = [f'"{words.replace(chr(34), " ")}"' for words in (query.doi, query.title, *query.names[:1]) if words]
    if query.year and query.year[:4].isdigit():
        year, *others = printed_years(int(query.year[:4]))
        wanted.append(" OR ".join([f"{year}*", *(f'"{other}"' for other in others)]))
    numbers: set[int] | None = None
    for words in wanted:
        query_tree = expand(parse_query(words), lexicon, any_word=False).query.engine_query
        total = engine.search(query_tree, 1).total
        passages = engine.search(query_tree, total).passages if total else ()
        holding = set(map(document_of, passages))
        numbers = holding if numbers is None else numbers & holding
    return sorted(store.documents_with(numbers or ()).values(), key=lambda document: document.file)


def citing_places(references: References, query: WorkQuery, splitter: SentenceSplitter) -> Iterator[CitedAt]:
    """Yield where a document cites the work; its entry where it is listed and never cited."""
    citations = citations_of(references, query)
    entries = tuple(references.entries[number] for number in entries_for(references, query))
    by_passage: dict[int, list[InTextCitation]] = {}
    for citation in citations:
        by_passage.setdefault(citation.place.passage_id, []).append(citation)
    calls_by_note = references.calls_by_note()
    for passage, cited in by_passage.items():
        stored = references.passages[passage]
        calls = calls_by_note.get(passage, [])
        for call in calls:
            above, before = references.passages[call.place.passage_id], _before(call)
            around = _sentences_around(before, splitter.spans(above.passage.text))
            yield CitedAt(above, (before,), tuple(cited), entries, around, stored)
        if not calls:
            yield from _groups(stored, cited, entries, splitter)
    for entry in entries if not citations else ():
        place = entry.places[0]
        yield CitedAt(references.passages[place.passage_id], (place.span,), (), (entry,), place.span)


def _groups(
    stored: StoredPassage,
    citations: Sequence[InTextCitation],
    entries: tuple[ReferenceEntry, ...],
    splitter: SentenceSplitter,
) -> Iterator[CitedAt]:
    """Yield the citations of a passage, those of one sentence or of neighbouring ones together."""
    text = stored.passage.text
    sentences = splitter.spans(text)
    group: list[InTextCitation] = []
    around = (0, 0)
    for citation in sorted(citations, key=lambda each: each.place.span):
        start, end = _sentences_around(citation.place.span, sentences)
        if group and text[around[1] : start].strip():
            yield CitedAt(stored, tuple(each.place.span for each in group), tuple(group), entries, around)
            group = []
        around = (around[0] if group else start, max(end, around[1]))
        group.append(citation)
    yield CitedAt(stored, tuple(each.place.span for each in group), tuple(group), entries, around)


def _sentences_around(span: Span, sentences: Sequence[Span]) -> Span:
    """Return the range of the sentences, ordered as they stand, that hold the first and the last sign of ``span``."""
    if not sentences:
        return span
    first = max(bisect_right(sentences, span[0], key=itemgetter(0)) - 1, 0)
    last = min(bisect_left(sentences, span[1], key=itemgetter(1)), len(sentences) - 1)
    return min(sentences[first][0], span[0]), max(sentences[last][1], span[1])


def _before(call: NoteCall) -> Span:
    """Return the last character before a note mark, which tells the sentence that sends to the note."""
    at = call.place.span[0]
    return max(at - 1, 0), at


def _passage(document: Document, cited: CitedAt, rank: int) -> CitingPassage:
    start = cited.sentences[0]
    spans = () if cited.note else cited.spans
    hit = hit_at(
        document,
        cited.stored,
        cited.sentences,
        rank=rank,
        score=0.0,
        matches=[(begin - start, end - start) for begin, end in spans],
        passage_matches=spans,
    )
    return CitingPassage(hit, cited.citations, cited.entries, cited.note.passage.text if cited.note else None)
