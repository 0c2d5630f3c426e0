"""A complete store that is gone with its object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING
from uuid import uuid4

from kurilsearch.errors import LibraryBusyError
from kurilsearch.location import IndexLocation
from kurilsearch.model import Document, Furniture, FurnitureKind, Kind, StoredPassage
from kurilsearch.store.identity import document_of, position_of
from kurilsearch.store.memory.batch import MemoryBatch
from kurilsearch.store.memory.cache import MemoryCache
from kurilsearch.store.memory.state import HeldDocument, State
from kurilsearch.store.memory.vocabulary import MemoryVocabulary
from kurilsearch.store.records import (
    Candidate,
    Changes,
    FailedSource,
    IngestedDocument,
    KnownSource,
    PreparedDocument,
    Totals,
)
from kurilsearch.work import Described, Guess, Item

if TYPE_CHECKING:
    from kurilsearch.layout import Layout


def _prepare(document: IngestedDocument) -> PreparedDocument:
    """Return ``document`` as it is."""
    return PreparedDocument(document.file, len(document.text), document.own, document.guess, document)


class MemoryStore:
    """Keeps one library in memory; see :class:`kurilsearch.store.protocol.StoreKeeper` for what it promises."""

    prepare = staticmethod(_prepare)

    def learn(self, texts: Iterable[str]) -> None:
        """Learn nothing: memory is not packed."""

    def __init__(self) -> None:
        """Begin empty."""
        self._state = State()
        self._values: dict[str, str] = {}
        self._writing = Lock()
        self._committing = Lock()
        self.vocabulary = MemoryVocabulary(lambda: self._state)

    @classmethod
    def open(cls, location: IndexLocation) -> MemoryStore:
        """Return a new store; nothing is kept at ``location``."""
        return cls()

    @staticmethod
    def open_cache(location: IndexLocation) -> MemoryCache:
        """Return a new cache; nothing is kept at ``location``."""
        return MemoryCache()

    def refresh(self, revision: int | None = None) -> None:
        """Do nothing: what is committed is seen at once."""

    @property
    def revision(self) -> int:
        """Counts the commits that changed documents, passages or descriptions; 0 for a library never indexed."""
        return self._state.revision

    @property
    def identity(self) -> str:
        """A random name that this store was given at its first write, empty before."""
        return self._values.get("identity", "")

    def totals(self) -> Totals:
        """Return the sizes of the library."""
        state = self._state
        terms = sum(len(passage.words.split()) for _, passage in state.passages)
        return Totals(len(state.documents), len(state.passages), terms)

    def documents(self) -> tuple[Document, ...]:
        """Return all documents, ordered by file."""
        return tuple(held.document for held in self._state.by_file)

    def document(self, document: int) -> Document:
        """Return one document; KeyError where there is none (it was removed since)."""
        return self._state.documents[document].document

    def documents_with(self, documents: Iterable[int]) -> dict[int, Document]:
        """Return the documents with these ids; ids that are gone are left out."""
        held = self._state.documents
        return {number: held[number].document for number in set(documents) if number in held}

    def described(self, documents: Iterable[int] | None = None) -> dict[int, Described]:
        """Return what is cited of these documents, or of all, by document id; ids that are gone are left out."""
        held = self._state.documents
        wanted = sorted(held) if documents is None else sorted(set(documents) & held.keys())
        return {number: held[number].described for number in wanted}

    def candidates(self, passages: Sequence[int]) -> list[Candidate]:
        """Return the candidates with these passage ids, in the order asked; ids that are gone are left out."""
        return [held.candidate(position) for held, position in self._places(passages)]

    def around(self, passage: int, before: int, after: int) -> tuple[list[Candidate], list[Candidate]]:
        """Return the passages of its document before and after a passage, at most so many, in the order of reading."""
        for held, position in self._places([passage]):
            earlier = range(max(position - before, 0), position)
            later = range(position + 1, min(position + after + 1, len(held.ids)))
            return [held.candidate(at) for at in earlier], [held.candidate(at) for at in later]
        return [], []

    def passage(self, passage: int) -> StoredPassage:
        """Return one passage; KeyError where there is none."""
        return self.passages_with([passage])[passage]

    def passages_with(self, passages: Sequence[int]) -> dict[int, StoredPassage]:
        """Return the passages with these ids by their id; ids that are gone are left out."""
        return {held.ids[position]: held.stored(position) for held, position in self._places(passages)}

    def passages(self, document: int) -> list[StoredPassage]:
        """Return the passages of a document in the order of reading; KeyError where there is no such document."""
        held = self._state.documents[document]
        return [held.stored(position) for position in range(len(held.ids))]

    def running_text(self, document: int, characters: int) -> str:
        """Return about so many characters of paragraphs from the middle of a document, a blank line between them."""
        passages = self._state.documents[document].ingested.passages
        middle = passages[max(len(passages) - 1, 0) // 3 :]
        return "\n\n".join(each.passage.text for each in middle if each.passage.kind is Kind.BODY)[:characters]

    def source_text(self, document: int) -> str:
        """Return the text that the offsets of this document index, as it was when indexed; KeyError as above."""
        return self._state.documents[document].ingested.text

    def layout(self, document: int) -> Layout | None:
        """Return where the words of a document stand on its pages; None where the format has no such places."""
        return self._state.documents[document].ingested.layout

    def furniture(self, document: int, kind: FurnitureKind | None = None) -> tuple[Furniture, ...]:
        """Return the regions of the source that are not quoted, of one kind or of all, in order; KeyError as above."""
        furniture = self._state.documents[document].ingested.furniture
        return tuple(region for region in furniture if kind is None or region.kind is kind)

    def value(self, name: str) -> str | None:
        """Return a stored value (the Punkt parameters and the like), or None."""
        return self._values.get(name)

    def changes_since(self, revision: int) -> Changes:
        """Return what brings an engine from ``revision`` to the present one; all, where that is not known."""
        state = self._state
        held = [state.documents[number] for number in sorted(state.documents)]
        if not 0 < revision <= state.revision:
            return Changes(None if revision else frozenset(), chain.from_iterable(each.terms() for each in held))
        newer = [each for each in held if each.revision > revision]
        removed = {number for number, when in state.removed.items() if when > revision}
        return Changes(
            frozenset(removed | {each.id for each in newer}), chain.from_iterable(each.terms() for each in newer)
        )

    def known_sources(self) -> list[KnownSource]:
        """Return all files that the library holds, as they were when they were read, ordered by name."""
        held = ((each.id, each.ingested) for each in self._state.by_file)
        return [KnownSource(number, each.file, each.state, each.sha256) for number, each in held]

    def failures(self) -> tuple[FailedSource, ...]:
        """Return the files that could not be read, ordered by name."""
        return tuple(sorted(self._state.failures.values(), key=lambda failure: failure.file))

    def own_items(self) -> dict[int, tuple[Item, Guess]]:
        """Return what each document says of itself, and what its first page suggests, by document id."""
        held = self._state.documents
        return {number: (held[number].ingested.own, held[number].ingested.guess) for number in sorted(held)}

    def verify(self) -> None:
        """Do nothing: memory is as it was written."""

    def bytes_used(self) -> int:
        """Return the characters of all source texts and passages: memory does not say how many bytes they take."""
        state = self._state
        texts = sum(len(held.ingested.text) for held in state.documents.values())
        return texts + sum(len(passage.passage.text) for _, passage in state.passages)

    def sizes(self) -> Mapping[str, int]:
        """Return the characters of the source texts and of the passages."""
        texts = sum(len(held.ingested.text) for held in self._state.documents.values())
        return {"source texts": texts, "texts of passages": self.bytes_used() - texts}

    @contextmanager
    def writing(self, wait_seconds: float = 0.0, on_waiting: Callable[[], None] | None = None) -> Iterator[None]:
        """Hold the right to write, which one thread has at a time, while the block runs; readers never need it."""
        if not self._writing.acquire(blocking=False):
            if wait_seconds > 0 and on_waiting is not None:
                on_waiting()
            if wait_seconds <= 0 or not self._writing.acquire(timeout=wait_seconds):
                raise LibraryBusyError("another thread is indexing this library", "wait until it has finished")
        try:
            yield
        finally:
            self._writing.release()

    def indexing(
        self, wait_seconds: float = 0.0, on_waiting: Callable[[], None] | None = None
    ) -> AbstractContextManager[None]:
        """Hold the right to write for an index run, which runs alone."""
        return self.writing(wait_seconds, on_waiting)

    def turn(self) -> None:
        """Return None: one index run writes at a time."""

    @contextmanager
    def batch(self) -> Iterator[MemoryBatch]:
        """Write documents: all that the block does is committed at its end, or nothing where an error leaves it."""
        with self._committing:
            batch = MemoryBatch(self._state)
            yield batch
            self._values.setdefault("identity", uuid4().hex[:8])  # before anyone sees what it names
            self._state = batch.finish()

    def set_value(self, name: str, value: str) -> None:
        """Keep a value under ``name``."""
        self._values.setdefault("identity", uuid4().hex[:8])
        self._values[name] = value

    def discard(self) -> None:
        """Forget all that is kept."""
        self._state, self._values = State(), {}

    def compact(self) -> None:
        """Do nothing: memory is given back by itself."""

    def close(self) -> None:
        """Do nothing: what is held goes with the object."""

    def _places(self, passages: Iterable[int]) -> list[tuple[HeldDocument, int]]:
        """Return where these passages stand; ids that are gone are left out."""
        held = self._state.documents
        found = ((held.get(document_of(number)), position_of(number)) for number in passages)
        return [(each, at) for each, at in found if each is not None and at < len(each.ids)]
