"""Reading the store on a cluster: what search, quotation, citation and listing ask of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kurilsearch.cluster.address import address_of
from kurilsearch.cluster.connection import Cluster
from kurilsearch.cluster.generations import Index, State, any_of
from kurilsearch.engines.engine import PassageTerms
from kurilsearch.errors import StoreError
from kurilsearch.language.tokens import index_terms
from kurilsearch.location import IndexLocation
from kurilsearch.model import Document, Furniture, FurnitureKind, Kind, StoredPassage
from kurilsearch.store import coding
from kurilsearch.store.identity import document_of, id_span
from kurilsearch.store.opensearch import records
from kurilsearch.store.opensearch.differences import differences
from kurilsearch.store.opensearch.passages import Passages
from kurilsearch.store.opensearch.vocabulary import ClusterVocabulary
from kurilsearch.store.records import Candidate, Changes, FailedSource, KnownSource, Totals
from kurilsearch.work import Described, Guess, Item

if TYPE_CHECKING:
    from kurilsearch.layout import Layout

STATE_SECONDS = 10.0
"""How old what is known of the state of the index may be where nobody asks for the present one: a search and what it
shows read the same one. What was retired since can be read for longer: see :data:`STANDING_SECONDS`.
"""

_MOST_AT_ONCE = 10_000
"""Paragraphs that are asked for at once."""

_USUAL_PARAGRAPH = 200
"""Characters of a paragraph, by which is reckoned how many are read at a time."""

_KINDS = {kind.value: kind for kind in Kind}


@dataclass(slots=True)
class Known:
    """The records of documents that were read, of a store and a generation; all of them where ``is_whole`` says so."""

    of: tuple[str, int] = ("", -1)
    fields: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    is_whole: bool = False
    documents: dict[int, Document] = field(default_factory=dict)


class _Seen(threading.local):
    """The state that a thread has seen last: one search reads one state, whatever other threads see meanwhile."""

    moment = float("-inf")
    writes = -1
    state = State()


class OpenSearchReader:
    """Reads the documents and passages of one library; see :class:`kurilsearch.store.protocol.StoreReader`."""

    def __init__(self, location: IndexLocation) -> None:
        """Read what is kept at the address of ``location``; nothing is asked before it is needed."""
        address = address_of(location.options)
        self._cluster = Cluster(address, StoreError)
        self._index = Index(
            self._cluster, address.index("store"), records.mapping(address.shards, address.replicas), records.VERSION
        )
        self._seen = _Seen()
        self._known = Known()
        self._values: dict[str, str] = {}
        self.vocabulary = ClusterVocabulary(self._cluster, self._index.name, self.state)
        self._passages = Passages(self._cluster, self._index.name, self.state)

    def refresh(self, revision: int | None = None) -> None:
        """See what other processes have committed, or what was at ``revision`` where that is the commit before."""
        state = self._index.read()
        former = state.former
        if former is not None and revision == former.values.get("revision", 0) != state.values.get("revision", 0):
            state = former
        self._see(state)

    def state(self) -> State:
        """Return the state of the index, as this thread has seen it a moment ago or as it is now."""
        seen = self._seen
        if time.monotonic() - seen.moment > STATE_SECONDS or seen.writes != self._index.writes:
            self.refresh()
        return seen.state

    def _see(self, state: State) -> None:
        """Know a state that was just read or written."""
        seen = self._seen
        seen.moment, seen.writes, seen.state = time.monotonic(), self._index.writes, state

    @property
    def revision(self) -> int:
        """Counts the commits that changed documents, passages or descriptions; 0 for a library never indexed."""
        return int(self.state().values.get("revision", 0))

    @property
    def identity(self) -> str:
        """A random name that this store was given when it was made, empty before."""
        return self.state().identity

    # What search and show read

    def totals(self) -> Totals:
        """Return the sizes of the library."""
        values = self.state().values
        return Totals(values.get("documents", 0), values.get("passages", 0), values.get("terms", 0))

    def documents(self) -> tuple[Document, ...]:
        """Return all documents, ordered by file."""
        known = self.known(None)
        return tuple(sorted(self._read(known, known.fields), key=lambda document: document.file))

    def document(self, document: int) -> Document:
        """Return one document; KeyError where there is none (it was removed since)."""
        return self.documents_with((document,))[document]

    def documents_with(self, documents: Iterable[int]) -> dict[int, Document]:
        """Return the documents with these ids; ids that are gone are left out."""
        wanted = set(documents)
        known = self.known(wanted)
        return {each.id: each for each in self._read(known, wanted & known.fields.keys())}

    def described(self, documents: Iterable[int] | None = None) -> dict[int, Described]:
        """Return what is cited of these documents, or of all, by document id; ids that are gone are left out."""
        wanted = None if documents is None else set(documents)
        fields = self.known(wanted).fields
        numbers = sorted(fields if wanted is None else wanted & fields.keys())
        return {number: coding.decode_described(fields[number]["described"]) for number in numbers}

    def candidates(self, passages: Sequence[int]) -> list[Candidate]:
        """Return the candidates with these passage ids, in the order asked; ids that are gone are left out."""
        found = self._passages.with_ids(passages)
        return [records.candidate(found[number]) for number in passages if number in found]

    def around(self, passage: int, before: int, after: int) -> tuple[list[Candidate], list[Candidate]]:
        """Return the passages of its document before and after a passage, at most so many, in the order of reading."""
        first, last = id_span(document_of(passage))
        found = self.candidates(range(max(passage - before, first), min(passage + after, last) + 1))
        at = next((index for index, candidate in enumerate(found) if candidate.id == passage), None)
        return ([], []) if at is None else (found[:at], found[at + 1 :])

    def passage(self, passage: int) -> StoredPassage:
        """Return one passage; KeyError where there is none."""
        return self.passages_with([passage])[passage]

    def passages_with(self, passages: Sequence[int]) -> dict[int, StoredPassage]:
        """Return the passages with these ids by their id; ids that are gone are left out."""
        found = self._passages.with_ids(passages)
        return {number: records.stored_passage(fields) for number, fields in found.items()}

    def passages(self, document: int) -> list[StoredPassage]:
        """Return the passages of a document in order."""
        self._fields_of(document)
        return [records.stored_passage(fields) for fields in self._passages.of_document(document)]

    def running_text(self, document: int, characters: int) -> str:
        """Return about so many characters of paragraphs from the middle of a document, a blank line between them."""
        count = self._fields_of(document)["passage_count"]
        first, last = id_span(document)
        first += max(count - 1, 0) // 3
        texts: list[str] = []
        while len(found := "\n\n".join(texts)) < characters:
            here = {"range": {"passage": {"gte": first, "lte": last}}}
            body = {
                "query": self.state().query(_of_type("passage"), here, {"term": {"kind": Kind.BODY.value}}),
                "sort": [{"passage": "asc"}],
                "size": min(characters // _USUAL_PARAGRAPH + 1, _MOST_AT_ONCE),
                "_source": ["passage", "text"],
            }
            hits = self._cluster.search(self._index.name, body)["hits"]["hits"]
            if not hits:
                break
            first = hits[-1]["_source"]["passage"] + 1
            texts += [hit["_source"]["text"] for hit in hits]
        return found[:characters]

    def source_text(self, document: int) -> str:
        """Return the text that the offsets of this document index, as it was when indexed."""
        return "".join(records.unpacked(part["packed"]) for part in self._source(document, "packed"))

    def layout(self, document: int) -> Layout | None:
        """Return where the words of a document stand on its pages; None where the format has no such places."""
        layout: Layout | None = records.layout_read(self._source(document, "layout")[0])
        return layout

    def furniture(self, document: int, kind: FurnitureKind | None = None) -> tuple[Furniture, ...]:
        """Return the regions of the source that are not quoted, of one kind or of all, in order."""
        return records.furniture_read(self._source(document, "furniture")[0], kind)

    def value(self, name: str) -> str | None:
        """Return a stored value, or None."""
        kept: Mapping[str, str] | None = self.state().values.get(f"value:{name}")
        if kept is None or "text" in kept:
            return kept["text"] if kept else None
        record = kept["record"]  # named by what it holds, which never changes
        if record not in self._values:
            answer = self._cluster.request("GET", f"/{self._index.name}/_doc/{record}", absent={})
            if not answer.get("found"):
                return None  # the library was discarded meanwhile
            self._values[record] = records.unpacked(answer["_source"]["packed"])
        return self._values[record]

    # What an engine is derived from

    def changes_since(self, revision: int) -> Changes:
        """Return what brings an engine from ``revision`` to the present one; all, where that is not known."""
        self.refresh()
        state = self.state()
        fields = self.known(None).fields
        if not 0 < revision <= state.values.get("revision", 0):
            return Changes(None if revision else frozenset(), self._terms(sorted(fields)))
        newer = sorted(number for number, each in fields.items() if each["revision"] > revision)
        gone = self._cluster.hits(
            self._index.name,
            state.query(_of_type("removed"), {"range": {"revision": {"gt": revision}}}),
            "document",
            ["document"],
        )
        return Changes(frozenset([*newer, *(hit["_source"]["document"] for hit in gone)]), self._terms(newer))

    def _terms(self, documents: Sequence[int]) -> Iterator[PassageTerms]:
        for document in documents:
            language = self._fields_of(document)["language"]
            for fields in self._passages.of_document(document, ["passage", "kind", "text", "stems"]):
                words = index_terms(fields["text"], language)[1]
                yield PassageTerms(fields["passage"], document, _KINDS[fields["kind"]], fields["stems"], words)

    # What an index run compares

    def known_sources(self) -> list[KnownSource]:
        """Return all files that the library holds, as they were when they were read, ordered by name."""
        return sorted(map(records.known_source, self.known(None).fields.values()), key=lambda each: each.file)

    def failures(self) -> tuple[FailedSource, ...]:
        """Return the files that could not be read, ordered by name."""
        hits = self._cluster.hits(self._index.name, self.state().query(_of_type("failure")), "document")
        found = [records.failure_read(hit["_source"]["failure"]) for hit in hits]
        return tuple(sorted(found, key=lambda failure: failure.file))

    def own_items(self) -> dict[int, tuple[Item, Guess]]:
        """Return what each document says of itself, and what its first page suggests, by document id."""
        fields = self.known(None).fields
        return {number: coding.decode_items(fields[number]["items"]) for number in sorted(fields)}

    def verify(self) -> None:
        """Count what the cluster holds against what was committed, and read all of it. Raises UnusableStoreError."""
        self.refresh()
        self.own_items(), self.described(), self.known_sources(), self.failures()
        differences(self._cluster, self._index.name, self.state(), self.known(None).fields)
        for document in self.documents():
            self.passages(document.id), self.source_text(document.id)
            self.furniture(document.id), self.layout(document.id)

    def bytes_used(self) -> int:
        """Return the bytes that the index takes on the cluster, its copies not counted."""
        return self._index.bytes_used()

    def sizes(self) -> Mapping[str, int]:
        """Return the same: a cluster does not say what each field takes."""
        return {"documents and passages": self.bytes_used()}

    def close(self) -> None:
        """Release the connections."""
        self._cluster.close()

    def known(self, documents: set[int] | None) -> Known:
        """Return the records of these documents, or of all, of the present generation; those that are gone not.

        Where all were known, only what was committed since is asked for.
        """
        state = self.state()
        known = self._known
        if known.of != (state.identity, state.generation):
            known = self._brought_up_to_date(known, state)
        missing = None if documents is None else documents - known.fields.keys()
        if not known.is_whole and (missing is None or missing):
            filters = [] if missing is None else [any_of("document", sorted(missing))]
            known = Known(known.of, known.fields | self._records(state, *filters), missing is None, known.documents)
        self._known = known
        return known

    def _brought_up_to_date(self, known: Known, state: State) -> Known:
        identity, generation = known.of
        present = state.identity, state.generation
        if not known.is_whole or identity != state.identity or generation > state.generation:
            return Known(present)
        since = {"range": {"since": {"gt": generation}}}
        gone = self._cluster.hits(self._index.name, state.query(_of_type("removed"), since), "document", ["document"])
        changed = {hit["_source"]["document"] for hit in gone}
        newer = self._records(state, since)
        fields = {number: each for number, each in known.fields.items() if number not in changed} | newer
        documents = {
            number: each for number, each in known.documents.items() if number not in changed and number not in newer
        }
        return Known(present, fields, True, documents)

    def _records(self, state: State, *filters: Mapping[str, Any]) -> dict[int, Mapping[str, Any]]:
        """Return the records of documents that pass the filters."""
        hits = self._cluster.hits(self._index.name, state.query(_of_type("document"), *filters), "document")
        return {hit["_source"]["document"]: hit["_source"] for hit in hits}

    def _read(self, known: Known, documents: Iterable[int]) -> list[Document]:
        """Return documents whose records are known; each is read from its record once."""
        for number in documents:
            if number not in known.documents:
                known.documents[number] = records.document_read(known.fields[number])
        return [known.documents[number] for number in documents]

    def _fields_of(self, document: int) -> Mapping[str, Any]:
        return self.known({document}).fields[document]

    def _source(self, document: int, wanted: str) -> list[Mapping[str, Any]]:
        """Return the records of a source text, in order; KeyError where there is no such document."""
        query = self.state().query(_of_type("source"), {"term": {"document": document}})
        parts = [hit["_source"] for hit in self._cluster.hits(self._index.name, query, "part", [wanted])]
        if not parts:
            raise KeyError(document)
        return parts


def _of_type(kind: str) -> dict[str, Any]:
    return {"term": {"type": kind}}
