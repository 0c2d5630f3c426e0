"""What a store in memory holds at one revision, never changed: a batch makes the next one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property

from kurilsearch.engines.engine import PassageTerms
from kurilsearch.language.tokens import stem
from kurilsearch.model import Document, Metadata, StoredPassage
from kurilsearch.store.identity import passage_ids
from kurilsearch.store.records import Candidate, FailedSource, FileState, IngestedDocument, IngestedPassage
from kurilsearch.work import Described


@dataclass(frozen=True)
class HeldDocument:
    """A document as it was put, under its id, with what is cited of it; ``revision`` says when it was put."""

    id: int
    ingested: IngestedDocument
    described: Described
    metadata: Metadata
    revision: int

    @property
    def document(self) -> Document:
        """The document as the library shows it."""
        from kurilsearch.csl.page_numbering import number_pages  # as in SQLite's store

        held, labels = self.ingested, self.metadata.page_labels
        return Document(
            self.id, held.file, self.metadata, held.language, held.format, held.encoding, len(held.text),
            len(held.passages), number_pages(held.pages, labels) if labels else held.pages,
            held.left_out,
        )  # fmt: skip

    @property
    def ids(self) -> range:
        """The ids of its passages, in the order of reading."""
        return passage_ids(self.id, len(self.ingested.passages))

    def stored(self, position: int) -> StoredPassage:
        """Return one of its passages."""
        passage = self.ingested.passages[position]
        return StoredPassage(
            self.ids[position], self.id, position, passage.passage, passage.line_start, passage.line_breaks
        )

    def candidate(self, position: int) -> Candidate:
        """Return one of its passages as the ranker needs it."""
        passage, _, _, stems, _ = self.ingested.passages[position]
        return Candidate(self.ids[position], self.id, position, passage.kind, stems, passage.text, passage.section)

    def terms(self) -> list[PassageTerms]:
        """Return its passages as an engine needs them."""
        return [
            PassageTerms(number, self.id, held.passage.kind, held.stems, held.words)
            for number, held in zip(self.ids, self.ingested.passages, strict=True)
        ]

    def with_file(self, file: str, state: FileState) -> HeldDocument:
        """Return the document with its file under this name, in this state."""
        return replace(self, ingested=self.ingested._replace(file=file, state=state))


@dataclass(frozen=True)
class State:
    """All that the store holds, but for its small values. ``removed`` says in which revision documents were."""

    revision: int = 0
    documents: dict[int, HeldDocument] = field(default_factory=dict)
    removed: dict[int, int] = field(default_factory=dict)
    failures: dict[str, FailedSource] = field(default_factory=dict)

    @property
    def by_file(self) -> list[HeldDocument]:
        """The documents, ordered by file."""
        return sorted(self.documents.values(), key=lambda held: held.ingested.file)

    @cached_property
    def passages(self) -> list[tuple[str, IngestedPassage]]:
        """All passages with the language of their document."""
        return [(held.ingested.language, each) for held in self.documents.values() for each in held.ingested.passages]

    @cached_property
    def words(self) -> Counter[str]:
        """In how many passages each folded word stands."""
        return Counter(word for _, passage in self.passages for word in set(passage.words.split()))

    @cached_property
    def stems(self) -> Counter[str]:
        """In how many passages the words of each stem stand, added up."""
        return Counter(
            stem(word, language) for language, passage in self.passages for word in set(passage.words.split())
        )
