"""One generation of an index run: documents written, removed, moved; the vocabulary counted along."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kurilsearch.cluster.connection import Cluster, Record
from kurilsearch.cluster.generations import Index, Retired, State
from kurilsearch.engines.engine import PassageTerms, without_document
from kurilsearch.model import Kind, Metadata
from kurilsearch.store.coding import encode_described, encode_metadata
from kurilsearch.store.identity import next_document_id, passage_ids
from kurilsearch.store.opensearch import records
from kurilsearch.store.opensearch.differences import check_sent
from kurilsearch.store.opensearch.words import changed_words
from kurilsearch.store.records import FailedSource, FileState, PreparedDocument
from kurilsearch.work import Described

_BUFFERED_RECORDS = 4_000

_KINDS = {kind.value: kind for kind in Kind}


class OpenSearchBatch:
    """What is written together; see :class:`kurilsearch.store.protocol.Batch`.

    Passages are sent as they come, for nobody sees them yet; the rest at the end. ``documents`` are the records of all
    documents, as they will be.
    """

    def __init__(self, index: Index, begun: State, documents: Mapping[int, Mapping[str, Any]]) -> None:
        """Write what belongs to the generation that ``begun`` has opened, which may be left as it is."""
        self._index = index
        self._cluster: Cluster = index.cluster
        self._begun = begun
        self._generation = begun.open
        self._former: int = begun.values.get("revision", 0)
        self.documents = dict(documents)
        self._by_file = {fields["file"]: number for number, fields in documents.items()}
        self._altered: set[int] = set()
        self._taken_out: list[int] = []
        self._failures: dict[str, FailedSource | None] = {}
        self._words: defaultdict[str, Counter[str]] = defaultdict(Counter)  # by the language of their documents
        self._written: set[str] = set()
        self._put: dict[int, records.PreparedRecords] = {}
        self._buffer: list[Record] = []
        self._sent: Counter[str] = Counter()
        self.revision: int = self._former + 1
        self.removed: set[int] = set()
        self.added: list[PassageTerms] = []
        self.chars = 0
        self.changed = False

    def put(self, document: PreparedDocument, described: Described, metadata: Metadata) -> int:
        """Write ``document``, in place of what its file had before, and return its id; once for each file."""
        if document.file in self._written:
            raise ValueError(f"{document.file} was written to this batch before")
        self._written.add(document.file)
        if document.file in self._by_file:
            self.remove(self._by_file[document.file])
        prepared: records.PreparedRecords = document.content
        number = prepared.id
        while number in self.documents:
            number = next_document_id(number)
        self._insert(number, prepared, described, metadata)
        self._failures[document.file] = None
        self.chars += document.chars
        return number

    def remove(self, document: int) -> None:
        """Take a document out of the library."""
        fields = self.documents.pop(document)
        del self._by_file[fields["file"]]
        self._altered.discard(document)
        if fields["put"] == self._generation:
            self._take_back(document, fields)
        else:
            self._taken_out.append(document)
            self._count_down(document, fields["language"])
        self.removed.add(document)
        self.changed = True

    def move(self, document: int, file: str, state: FileState) -> None:
        """Say that a document's file is found under another name; its ids and passages stay."""
        del self._by_file[self.documents[document]["file"]]
        self._by_file[file] = document
        self._alter(document, file=file, state=list(state))
        self.changed = True

    def touch(self, document: int, state: FileState) -> None:
        """Remember the new state of a document's file; what it says has not changed."""
        self._alter(document, state=list(state))

    def fail(self, failure: FailedSource) -> None:
        """Remember that a file could not be read. What the library holds of it stays."""
        self._failures[failure.file] = failure

    def forget_failure(self, file: str) -> None:
        """Forget a failure: the file is gone, or is about to be tried again."""
        self._failures[file] = None

    def describe(self, document: int, described: Described, metadata: Metadata) -> None:
        """Change what is cited of a document."""
        self._alter(document, metadata=encode_metadata(metadata), described=encode_described(described))
        self.changed = True

    @property
    def writes_anything(self) -> bool:
        """Tell whether there is anything to commit."""
        return bool(self.changed or self._altered or self._failures)

    def finish(self) -> State:
        """Write the rest, and commit; return the state of the index."""
        if not self.changed:
            self.revision = self._former
        self._send(self._rest())
        self._index.cluster.refresh(self._index.name)
        check_sent(self._cluster, self._index.name, self._generation, self._sent)
        return self._index.commit(self._begun, self._values(), self._retired())

    def _insert(self, number: int, prepared: records.PreparedRecords, described: Described, metadata: Metadata) -> None:
        of = {"since": self._generation, "document": number}
        ids = passage_ids(number, len(prepared.passages))
        since = self._generation
        for passage, fields in zip(ids, prepared.passages, strict=True):
            self._add(Record(f"p-{passage}-{since}", {"type": "passage", **of, "passage": passage, **fields}))
        for fields in prepared.sources:
            self._add(Record(f"s-{number}-{fields['part']}-{since}", {"type": "source", **of, **fields}))
        self.documents[number] = {
            "type": "document",
            **of,
            **prepared.fields,
            "put": since,
            "revision": self.revision,
            "metadata": encode_metadata(metadata),
            "described": encode_described(described),
        }
        self._by_file[prepared.fields["file"]] = number
        self._altered.add(number)
        self.added += [
            PassageTerms(passage, number, _KINDS[fields["kind"]], fields.get("stems", ""), words)
            for passage, fields, words in zip(ids, prepared.passages, prepared.words, strict=True)
        ]
        self._words[prepared.fields["language"]].update(prepared.word_counts)
        self._put[number] = prepared
        self.changed = True

    def _alter(self, document: int, **fields: Any) -> None:
        self.documents[document] = {**self.documents[document], "since": self._generation, **fields}
        self._altered.add(document)

    def _take_back(self, document: int, fields: Mapping[str, Any]) -> None:
        """Take out again what was put to this batch."""
        prepared = self._put.pop(document)
        self.added = without_document(self.added, document)
        self._words[fields["language"]].subtract(prepared.word_counts)
        since = self._generation
        ids = passage_ids(document, len(prepared.passages))
        sent = [f"p-{passage}-{since}" for passage in ids]
        sent += [f"s-{document}-{part['part']}-{since}" for part in prepared.sources]
        self._sent.subtract({"passage": len(prepared.passages), "source": len(prepared.sources)})
        for record in sent:
            self._add(Record(record, None))

    def _count_down(self, document: int, language: str) -> None:
        query = self._begun.query({"term": {"type": "source"}}, {"term": {"document": document}}, {"term": {"part": 0}})
        body = {"query": query, "size": 1, "_source": ["word_counts"]}
        for hit in self._cluster.search(self._index.name, body)["hits"]["hits"]:
            self._words[language].subtract(records.word_counts(hit["_source"]))

    def _rest(self) -> Iterable[Record]:
        """Yield the records that are written at the end."""
        since = self._generation
        for number in sorted(self._altered):
            yield Record(f"d-{number}-{since}", self.documents[number])
        for number in self._taken_out:
            fields = {"type": "removed", "since": since, "document": number, "revision": self.revision}
            yield Record(f"r-{number}-{since}", fields)
        for file, failure in self._failures.items():
            if failure is not None:
                number = records.number_of_file(file)
                fields = {
                    "type": "failure", "since": since, "document": number, "failure": records.failure_fields(failure)
                }  # fmt: skip
                yield Record(f"f-{number}-{since}", fields)
        yield from changed_words(self._cluster, self._index.name, self._begun, self._words, since)

    def _add(self, record: Record) -> None:
        self._buffer.append(record)
        if len(self._buffer) >= _BUFFERED_RECORDS:
            self._send(())

    def _send(self, more: Iterable[Record]) -> None:
        """Write what was gathered, and ``more``, counting it by type."""
        self._cluster.bulk(self._index.name, self._counted(more))
        self._buffer.clear()

    def _counted(self, more: Iterable[Record]) -> Iterable[Record]:
        for source in (self._buffer, more):
            for record in source:
                if record.fields is not None:
                    self._sent[record.fields["type"]] += 1
                yield record

    def _values(self) -> dict[str, Any]:
        """Return the sizes of the library, which are read more often than its documents."""
        documents = self.documents.values()
        return {
            "revision": self.revision,
            "documents": len(documents),
            "passages": sum(fields["passage_count"] for fields in documents),
            "terms": sum(fields["terms"] for fields in documents),
            "languages": dict(Counter(fields["language"] for fields in documents)),
        }

    def _retired(self) -> list[Retired]:
        since = self._generation
        altered = tuple(sorted(n for n in self._altered if self.documents[n]["put"] != since))
        files = tuple(sorted(map(records.number_of_file, self._failures)))
        return [
            each
            for each in (
                Retired(since, tuple(sorted(self._taken_out))),
                Retired(since, altered, "document"),
                Retired(since, files, "failure"),
            )
            if each.documents
        ]
