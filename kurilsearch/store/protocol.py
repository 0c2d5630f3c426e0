"""What a store promises: who reads it, who keeps it, and what is merely remembered beside it.

A store holds the documents, passages, offsets, descriptions and vocabulary of one library, and is the only truth; it
may be a file here or a cluster far away. So every question is bounded, and what is needed together is asked together.
Ids say nothing: they are those of :mod:`kurilsearch.store.identity`, and are never counted with. Any number of threads
and processes read; one writes at a time. All methods raise StoreError, with what to do, where the store is full,
not to be reached or written by a later version, and UnusableStoreError where it is damaged or by an earlier one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from kurilsearch.engines.engine import PassageTerms
from kurilsearch.model import Document, Furniture, FurnitureKind, Metadata, StoredPassage
from kurilsearch.store.records import (
    Candidate,
    Changes,
    FailedSource,
    FileState,
    IngestedDocument,
    KnownSource,
    NearWord,
    PreparedDocument,
    Totals,
)

if TYPE_CHECKING:
    from kurilsearch.layout import Layout
    from kurilsearch.work import Described, Guess, Item


class VocabularyReader(Protocol):
    """The folded words and stems of a library, and in how many passages each stands."""

    def languages(self) -> tuple[str, ...]:
        """Return the languages of the documents, the commonest first."""

    def stem_frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """Return in about how many passages each stem stands: the sum over its words; 0 for stems of no word."""

    def word_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many passages each folded word stands; words that stand nowhere are 0."""

    def words_with_prefix(self, prefix: str, limit: int) -> list[str]:
        """Return the folded words that begin with ``prefix``, the commonest first, then by letter."""

    def any_word_begins(self, letters: Collection[str]) -> bool:
        """Tell whether a folded word begins with one of these letters."""

    def words_like(self, pattern: str, limit: int) -> list[str]:
        """Return the folded words that match ``pattern`` (* any characters, ? one), the commonest first."""

    def words_near(self, word: str, edits: int, limit: int) -> list[NearWord]:
        """Return the folded words within ``edits`` of ``word``, itself among them; the nearest, then the commonest.

        An edit adds, drops or changes a letter, or swaps two neighbours (optimal string alignment). What is near to a
        word in plain letters and digits (ASCII) is in these alone.
        """

    def letters_in_words(self, rows: Collection[str]) -> frozenset[str]:
        """Return those of these rows of three letters that stand in a word; a blank marks a word's beginning or end."""

    def common_words(self, at_least: int, limit: int) -> dict[str, int]:
        """Return the folded words that stand in ``at_least`` passages or more, the ``limit`` commonest of them."""


class StoreReader(Protocol):
    """What a search, a quotation, a citation read. Nothing here writes, and nothing waits for those who do."""

    @property
    def vocabulary(self) -> VocabularyReader:
        """The words of the library."""

    def refresh(self, revision: int | None = None) -> None:
        """See what other processes have committed since; without that a store far away may show it some seconds later.

        What a thread reads between two refreshments, for some seconds, is then of one commit: that of ``revision``,
        where an engine has not followed yet and the store still knows it, else the last one.
        """

    @property
    def revision(self) -> int:
        """Counts the commits that changed documents, passages or descriptions; 0 for a library never indexed."""

    @property
    def identity(self) -> str:
        """A random name that this store was given when it was made, empty before: no other store has it.

        Revisions of two stores cannot be compared, so what is derived from a store is kept under its name.
        """

    def totals(self) -> Totals:
        """Return the sizes of the library."""

    def documents(self) -> tuple[Document, ...]:
        """Return all documents, ordered by file."""

    def document(self, document: int) -> Document:
        """Return one document; KeyError where there is none (it was removed since)."""

    def documents_with(self, documents: Iterable[int]) -> dict[int, Document]:
        """Return the documents with these ids; ids that are gone are left out."""

    def described(self, documents: Iterable[int] | None = None) -> dict[int, Described]:
        """Return what is cited of these documents, or of all, by document id; ids that are gone are left out."""

    def candidates(self, passages: Sequence[int]) -> list[Candidate]:
        """Return the candidates with these passage ids, in the order asked; ids that are gone are left out."""

    def around(self, passage: int, before: int, after: int) -> tuple[list[Candidate], list[Candidate]]:
        """Return the passages of its document before and after a passage, at most so many, in the order of reading.

        Both are empty where the passage is gone.
        """

    def passage(self, passage: int) -> StoredPassage:
        """Return one passage; KeyError where there is none."""

    def passages_with(self, passages: Sequence[int]) -> dict[int, StoredPassage]:
        """Return the passages with these ids by their id; ids that are gone are left out."""

    def passages(self, document: int) -> list[StoredPassage]:
        """Return the passages of a document in the order of reading; KeyError where there is no such document."""

    def running_text(self, document: int, characters: int) -> str:
        """Return about so many characters of paragraphs from the middle of a document, a blank line between them.

        Fewer only where the document ends; KeyError as above.
        """

    def source_text(self, document: int) -> str:
        """Return the text that the offsets of this document index, as it was when indexed; KeyError as above."""

    def layout(self, document: int) -> Layout | None:
        """Return where the words of a document stand on its pages; None where the format has no such places.

        KeyError as above.
        """

    def furniture(self, document: int, kind: FurnitureKind | None = None) -> tuple[Furniture, ...]:
        """Return the regions of the source that are not quoted, of one kind or of all, in order; KeyError as above."""

    def value(self, name: str) -> str | None:
        """Return a stored value (the Punkt parameters and the like), or None."""

    def changes_since(self, revision: int) -> Changes:
        """Return what brings an engine from ``revision`` to the present one; all, where that is not known.

        Others are kept from writing by the caller until the entries to add are used up.
        """

    def known_sources(self) -> list[KnownSource]:
        """Return all files that the library holds, as they were when they were read, ordered by name."""

    def failures(self) -> tuple[FailedSource, ...]:
        """Return the files that could not be read, ordered by name."""

    def own_items(self) -> dict[int, tuple[Item, Guess]]:
        """Return what each document says of itself, and what it may be by what it prints, by document id."""

    def verify(self) -> None:
        """Read all that is kept. Raises UnusableStoreError where something is not as it was written."""

    def bytes_used(self) -> int:
        """Return how much space the store takes where it is kept."""

    def sizes(self) -> Mapping[str, int]:
        """Return how many bytes each part of what is kept takes, by what users may call it; all of it is read for that.

        Together they are about what :meth:`bytes_used` returns.
        """

    def close(self) -> None:
        """Release files and connections. The store cannot be used afterwards."""


class Batch(Protocol):
    """What is written together. After its block ``revision`` and ``changes`` are what an engine is to be told.

    ``added`` may be emptied meanwhile by who gives it to an engine. ``chars`` counts the characters of the source texts
    put so far; ``changed`` says whether there was anything to tell.
    """

    revision: int
    removed: set[int]
    added: list[PassageTerms]
    chars: int
    changed: bool

    def put(self, document: PreparedDocument, described: Described, metadata: Metadata) -> int:
        """Write ``document``, in place of what its file had before, and return its id; once for each file.

        ``described`` is what is cited of it, ``metadata`` what hits and lists show of that. A failure of its file is
        forgotten.
        """

    def remove(self, document: int) -> None:
        """Take a document out of the library."""

    def move(self, document: int, file: str, state: FileState) -> None:
        """Say that a document's file is found under another name; its id and its passages stay."""

    def touch(self, document: int, state: FileState) -> None:
        """Remember the new state of a document's file; what it says has not changed."""

    def fail(self, failure: FailedSource) -> None:
        """Remember that a file could not be read. What the library holds of it stays."""

    def forget_failure(self, file: str) -> None:
        """Forget a failure: the file is gone, or is about to be tried again."""

    def describe(self, document: int, described: Described, metadata: Metadata) -> None:
        """Change what is cited of a document."""


class StoreKeeper(StoreReader, Protocol):
    """What an index run and ``sources set`` write, and nobody else."""

    @property
    def prepare(self) -> Callable[[IngestedDocument], PreparedDocument]:
        """What makes a document ready for :meth:`Batch.put`; other processes can call it, for it can be pickled.

        It knows what :meth:`learn` has learned, so it is asked for afterwards.
        """

    def learn(self, texts: Iterable[str]) -> None:
        """Learn from a sample of the texts that are to come how to keep them in little room, where that is of use."""

    def writing(
        self, wait_seconds: float = 0.0, on_waiting: Callable[[], None] | None = None
    ) -> AbstractContextManager[None]:
        """Hold the right to write, which one has at a time, while the block runs; readers never need it.

        Where another has it, ``on_waiting`` is called once and it is waited for; then LibraryBusyError is raised.
        """

    def indexing(
        self, wait_seconds: float = 0.0, on_waiting: Callable[[], None] | None = None
    ) -> AbstractContextManager[None]:
        """Hold the right to write for an index run: as :meth:`writing`, but runs that take turns share it."""

    def turn(self) -> AbstractContextManager[None] | None:
        """Return what an index run holds while it writes one batch, where several runs read side by side.

        None where one runs at a time. A run that waits for its turn raises LibraryBusyError where that takes minutes.
        """

    def batch(self) -> AbstractContextManager[Batch]:
        """Write documents: all that the block does is committed at its end, or nothing where an error leaves it."""

    def set_value(self, name: str, value: str) -> None:
        """Keep a value under ``name``."""

    def discard(self) -> None:
        """Delete all that is kept, damaged or not. The store is empty afterwards, and without a name.

        The caller holds the right to write.
        """

    def compact(self) -> None:
        """Give space that is no longer needed back; for the end of an index run."""


class Cache(Protocol):
    """What can be found out again and takes a while; it may be thrown away at any time.

    Nothing here raises: where it cannot be read or written, for instance in a folder that may only be read, nothing is
    remembered for longer than the cache is open.
    """

    def citations(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Return what is remembered of these rendered citations, by their key; keys not known are left out."""

    def remember_citations(self, citations: Mapping[str, str]) -> None:
        """Remember rendered citations by the hash of all that they depend on."""

    def cited_works(self, document: int) -> str | None:
        """Return what :meth:`remember_cited_works` was given for this document; None where it was not."""

    def remember_cited_works(self, document: int, works: str) -> None:
        """Remember what a document cites."""

    def close(self) -> None:
        """Release files."""
