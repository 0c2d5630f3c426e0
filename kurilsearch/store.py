"""The store: documents, passages, offsets, metadata and vocabulary in one SQLite file; the only truth.

Nothing outside this module and :mod:`kurilsearch.engines` may know that it is SQLite, or that it is local.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kurilsearch.engines.engine import Entry
from kurilsearch.model import Document, Furniture, Kind, StoredPassage


class Candidate(NamedTuple):
    """What the ranker needs of a passage: its place, its terms joined by spaces, and its joined text."""

    id: int
    document: int
    position: int
    kind: Kind
    stems: str
    text: str
    section: tuple[str, ...]


class Totals(NamedTuple):
    """How many documents and passages the library holds, and how many terms all passages together."""

    documents: int
    passages: int
    terms: int


class Store:
    """Documents and passages of one library. Passage and document ids are never used twice.

    Any number of processes read; one writes at a time. All methods raise StoreError with what to do when the
    file is damaged, full, locked for too long or written by a later version.
    """

    def __init__(self, file: Path) -> None:
        """Open or create the store at ``file``."""
        raise NotImplementedError

    @property
    def revision(self) -> int:
        """Counts the commits that changed documents or passages; 0 for a library never indexed."""
        raise NotImplementedError

    # What search and show read

    def totals(self) -> Totals:
        """Return the sizes of the library."""
        raise NotImplementedError

    def documents(self) -> tuple[Document, ...]:
        """Return all documents, ordered by file."""
        raise NotImplementedError

    def document(self, document: int) -> Document:
        """Return one document; KeyError where there is none (it was removed since)."""
        raise NotImplementedError

    def candidates(self, passages: Sequence[int]) -> list[Candidate]:
        """Return the candidates with these passage ids, in the order asked; ids that are gone are left out."""
        raise NotImplementedError

    def passage(self, passage: int) -> StoredPassage:
        """Return one passage; KeyError where there is none."""
        raise NotImplementedError

    def passages(self, document: int) -> list[StoredPassage]:
        """Return the passages of a document in order."""
        raise NotImplementedError

    def source_text(self, document: int) -> str:
        """Return the text that the offsets of this document index, as it was when indexed."""
        raise NotImplementedError

    def furniture(self, document: int) -> tuple[Furniture, ...]:
        """Return the regions of the source that are not quoted, in order."""
        raise NotImplementedError

    # The vocabulary

    def languages(self) -> tuple[str, ...]:
        """Return the languages of the documents, the commonest first."""
        raise NotImplementedError

    def stem_frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """Return in how many passages each stem stands; stems that stand nowhere are 0."""
        raise NotImplementedError

    def word_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many passages each folded word stands; words that stand nowhere are 0."""
        raise NotImplementedError

    def words_with_prefix(self, prefix: str, limit: int) -> list[str]:
        """Return the folded words that begin with ``prefix``, the commonest first."""
        raise NotImplementedError

    def words_like(self, pattern: str, limit: int) -> list[str]:
        """Return the folded words that match ``pattern`` (* any characters, ? one), the commonest first."""
        raise NotImplementedError

    def words_of_length(self, shortest: int, longest: int) -> list[tuple[str, int]]:
        """Return the folded words of these lengths (inclusive) with the number of passages they stand in."""
        raise NotImplementedError

    # Small values: the Punkt parameters and the like

    def value(self, name: str) -> str | None:
        """Return a stored value, or None."""
        raise NotImplementedError

    def set_value(self, name: str, value: str) -> None:
        """Remember a value under ``name``."""
        raise NotImplementedError

    # What an engine is derived from

    def changes_since(self, revision: int) -> tuple[frozenset[int], Iterator[Entry]]:
        """Return what brings an engine from ``revision`` to the present one.

        First the documents whose passages are to be taken out, then an iterator over the entries to add.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Close the file."""
        raise NotImplementedError
