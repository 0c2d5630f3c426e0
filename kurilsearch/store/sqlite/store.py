"""The store that search, show and the index run work with."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kurilsearch.engines.engine import PassageTerms
from kurilsearch.language.tokens import index_terms
from kurilsearch.model import Document, Furniture, Kind, Passage, StoredPassage
from kurilsearch.store.records import Candidate, FailedSource, KnownSource, Totals
from kurilsearch.store.sqlite import coding
from kurilsearch.store.sqlite.batch import Batch
from kurilsearch.store.sqlite.citations import RememberedCitations
from kurilsearch.store.sqlite.database import Database, damaged
from kurilsearch.store.sqlite.vocabulary import Vocabulary
from kurilsearch.work import Described, Item

if TYPE_CHECKING:
    from kurilsearch.layout import Layout

T = TypeVar("T")

_KINDS = {kind.value: kind for kind in Kind}
_DOCUMENT = "SELECT id, file, metadata, language, format, encoding, chars, passages, pages FROM documents"
_PASSAGE = (
    "SELECT id, document, position, kind, text, section, paragraph, line_start, line_breaks, char_start, runs,"
    " speaker, time"
    " FROM passages"
)
# one text for any number of ids, so that SQLite need not read it anew
_CANDIDATES = (
    "SELECT id, document, position, kind, stems, text, section FROM passages"
    " WHERE id IN (SELECT value FROM json_each(?))"
)


class Store:
    """Documents and passages of one library. Passage and document ids are never used twice.

    ``citations`` are those that were rendered before.

    Any number of processes read; one writes at a time. All methods raise StoreError with what to do when the
    file is damaged, full, locked for too long or written by a later version.
    """

    def __init__(self, file: Path) -> None:
        """Open or create the store at ``file``."""
        self._database = Database(file)
        self._rows = self._database.rows
        self._vocabulary = Vocabulary(self._database)
        self.citations = RememberedCitations(self._database)
        self._documents: dict[int, Document] = {}
        self._documents_version = -1

    @property
    def revision(self) -> int:
        """Counts the commits that changed documents or passages; 0 for a library never indexed."""
        return int(self._rows("SELECT revision FROM library")[0][0])

    @property
    def identity(self) -> str:
        """A random name that this store was given when it was made; no other store has it.

        Revisions of two stores cannot be compared, so an engine's folder is best named after it.
        """
        return str(self.value("identity"))

    # What search and show read

    def totals(self) -> Totals:
        """Return the sizes of the library."""
        return Totals(*self._rows("SELECT documents, passages, terms FROM library")[0])

    def documents(self) -> tuple[Document, ...]:
        """Return all documents, ordered by file."""
        return tuple(self._decoded(_document, row) for row in self._rows(f"{_DOCUMENT} ORDER BY file"))

    def document(self, document: int) -> Document:
        """Return one document; KeyError where there is none (it was removed since)."""
        # counts the commits of other connections; our own batches empty the memory themselves
        version = self._rows("PRAGMA data_version")[0][0]
        if version != self._documents_version:
            self._documents.clear()
            self._documents_version = version
        found = self._documents.get(document)
        if found is None:
            found = self._decoded(_document, self._one(f"{_DOCUMENT} WHERE id = ?", document))
            self._documents[document] = found
        return found

    def described(self, documents: Iterable[int] | None = None) -> dict[int, Described]:
        """Return what is cited of these documents, or of all, by document id; ids that are gone are left out."""
        rows = (
            self._rows("SELECT id, described FROM documents ORDER BY id")
            if documents is None
            else self._rows(
                "SELECT id, described FROM documents WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(sorted(set(documents))),),
            )
        )
        return {number: self._decoded(coding.decode_described, described) for number, described in rows}

    def candidates(self, passages: Sequence[int]) -> list[Candidate]:
        """Return the candidates with these passage ids, in the order asked; ids that are gone are left out."""
        rows = self._rows(_CANDIDATES, (json.dumps(list(passages)),))
        found = {candidate.id: candidate for candidate in self._decoded(_candidates, rows)}
        return [found[number] for number in passages if number in found]

    def passage(self, passage: int) -> StoredPassage:
        """Return one passage; KeyError where there is none."""
        return self._decoded(_passage, self._one(f"{_PASSAGE} WHERE id = ?", passage))

    def passages_with(self, numbers: Sequence[int]) -> dict[int, StoredPassage]:
        """Return the passages with these ids by their id, in one query; ids that are gone are left out."""
        rows = self._rows(f"{_PASSAGE} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(numbers)),))
        return {row[0]: self._decoded(_passage, row) for row in rows}

    def passages(self, document: int) -> list[StoredPassage]:
        """Return the passages of a document in order."""
        rows = self._rows(f"{_PASSAGE} WHERE id BETWEEN ? AND ?", self._span(document))
        return [self._decoded(_passage, row) for row in rows]

    def running_text(self, document: int, characters: int) -> str:
        """Return about so many characters of paragraphs from the middle of a document, a blank line between them."""
        first, last = self._span(document)
        rows = self._rows(
            "SELECT text FROM (SELECT id, text, sum(length(text)) OVER (ORDER BY id) - length(text) AS before"
            " FROM passages WHERE id BETWEEN ? AND ? AND kind = 'body') WHERE before < ?",
            (first + (last - first) // 3, min(last, first + (last - first) // 3 + characters // 20), characters),
        )
        return "\n\n".join(text for (text,) in rows)[:characters]

    def source_text(self, document: int) -> str:
        """Return the text that the offsets of this document index, as it was when indexed."""
        row = self._one("SELECT text FROM sources WHERE document = ?", document)
        return self._decoded(coding.decompressed, row[0])

    def layout(self, document: int) -> Layout | None:
        """Return where the words of a document stand on its pages; None where the format has no such places."""
        from kurilsearch.layout import decode_layout

        row = self._one("SELECT layout FROM sources WHERE document = ?", document)
        return self._decoded(decode_layout, row[0]) if row[0] is not None else None

    def furniture(self, document: int) -> tuple[Furniture, ...]:
        """Return the regions of the source that are not quoted, in order."""
        row = self._one("SELECT furniture FROM sources WHERE document = ?", document)
        return self._decoded(coding.decode_furniture, row[0])

    def cited(self, document: int) -> str | None:
        """Return what :meth:`remember_cited` was given for this document; None where it was never read for that."""
        rows = self._rows("SELECT works FROM cited WHERE document = ?", (document,))
        return self._decoded(coding.decompressed, rows[0][0]) if rows else None

    def remember_cited(self, document: int, first_passage: int, works: str) -> None:
        """Remember what a document cites, until it is read again; left for another time where that cannot be done.

        ``first_passage`` is the id of the first passage it was read from, by which it is known to be the same still.
        """
        self._database.remember(
            "INSERT OR REPLACE INTO cited SELECT id, ? FROM documents WHERE id = ? AND first_passage = ?",
            [(coding.compressed(works), document, first_passage)],
        )

    # The vocabulary

    def languages(self) -> tuple[str, ...]:
        """Return the languages of the documents, the commonest first."""
        rows = self._rows("SELECT language FROM documents GROUP BY language ORDER BY count(*) DESC, language")
        return tuple(language for (language,) in rows)

    def stem_frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """Return in about how many passages each stem stands: the sum over its words; 0 for stems of no word."""
        return self._vocabulary.stem_frequencies(stems)

    def word_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many passages each folded word stands; words that stand nowhere are 0."""
        return self._vocabulary.word_frequencies(words)

    def words_with_prefix(self, prefix: str, limit: int) -> list[str]:
        """Return the folded words that begin with ``prefix``, the commonest first."""
        return self._vocabulary.words_with_prefix(prefix, limit)

    def words_like(self, pattern: str, limit: int) -> list[str]:
        """Return the folded words that match ``pattern`` (* any characters, ? one), the commonest first."""
        return self._vocabulary.words_like(pattern, limit)

    def words_of_length(self, shortest: int, longest: int) -> list[tuple[str, int]]:
        """Return the folded words of these lengths (inclusive) with the number of passages they stand in."""
        return self._vocabulary.words_of_length(shortest, longest)

    def common_words(self, at_least: int) -> dict[str, int]:
        """Return the folded words that stand in ``at_least`` passages or more, with the number of those."""
        return self._vocabulary.common_words(at_least)

    # Small values: the Punkt parameters and the like

    def value(self, name: str) -> str | None:
        """Return a stored value, or None."""
        rows = self._rows("SELECT value FROM stored_values WHERE name = ?", (name,))
        return rows[0][0] if rows else None

    def set_value(self, name: str, value: str) -> None:
        """Remember a value under ``name``."""
        with self._database.translated():
            self._database.connection.execute("INSERT OR REPLACE INTO stored_values VALUES (?, ?)", (name, value))

    # What an engine is derived from

    def changes_since(self, revision: int) -> tuple[frozenset[int], Iterator[PassageTerms]]:
        """Return what brings an engine from ``revision`` to the present one.

        First the documents whose passages are to be taken out, then an iterator over the entries to add. The
        caller keeps others from writing until the iterator is used up.
        """
        present, last_document, trimmed = self._rows("SELECT revision, last_document, trimmed FROM library")[0]
        if revision == 0:
            return frozenset(), self._entries(0)
        if not trimmed <= revision <= present:  # nobody knows what this engine holds
            return frozenset(range(1, last_document + 1)), self._entries(0)
        rows = self._rows(
            "SELECT id FROM documents WHERE revision > ? UNION SELECT document FROM removed WHERE revision > ?",
            (revision, revision),
        )
        return frozenset(document for (document,) in rows), self._entries(revision)

    def _entries(self, revision: int) -> Iterator[PassageTerms]:
        documents = self._rows(
            "SELECT id, language FROM documents WHERE revision > ? ORDER BY first_passage", (revision,)
        )
        for document, language in documents:
            span = self._span(document)
            for number, kind, stems, text in self._rows(
                "SELECT id, kind, stems, text FROM passages WHERE id BETWEEN ? AND ?", span
            ):
                yield PassageTerms(number, document, _KINDS[kind], stems, index_terms(text, language)[1])

    # What an index run compares and writes

    @contextmanager
    def batch(self) -> Iterator[Batch]:
        """Write documents: all that the block does is committed at its end, or nothing where an error leaves it."""
        with self._database.transaction():
            batch = Batch(self._database.connection)
            yield batch
            batch.finish()
        self._documents.clear()

    def known_sources(self) -> list[KnownSource]:
        """Return all files that the library holds, as they were when they were read, ordered by name."""
        rows = self._rows("SELECT id, file, size, mtime_ns, sha256 FROM documents ORDER BY file")
        return [KnownSource(*row) for row in rows]

    def failures(self) -> tuple[FailedSource, ...]:
        """Return the files that could not be read, ordered by name."""
        rows = self._rows("SELECT file, reason, hint, size, mtime_ns FROM failures ORDER BY file")
        return tuple(FailedSource(*row) for row in rows)

    def skipped(self) -> dict[str, int]:
        """Return how many files the last index run left out because no reader knows them, by ending."""
        skipped: dict[str, int] = self._decoded(json.loads, self.value("skipped") or "{}")
        return skipped

    def own_items(self) -> dict[int, tuple[Item, Item]]:
        """Return what each document says of itself, and what its first page suggests, by document id."""
        rows = self._rows("SELECT id, own_items FROM documents ORDER BY id")
        return {number: self._decoded(coding.decode_items, items) for number, items in rows}

    def compact(self) -> None:
        """Give space that is no longer needed back to the file system; for the end of an index run."""
        self._database.compact()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _one(self, sql: str, key: int | str) -> Any:
        rows = self._rows(sql, (key,))
        if not rows:
            raise KeyError(key)
        return rows[0]

    def _decoded(self, decode: Callable[[Any], T], value: Any) -> T:
        """Decode what a column or row holds; StoreError where nobody of ours has written that."""
        try:
            return decode(value)
        except (ValueError, TypeError, KeyError, zlib.error) as error:
            raise damaged(self._database.file, error) from error

    def _span(self, document: int) -> tuple[int, int]:
        first, passages = self._one("SELECT first_passage, passages FROM documents WHERE id = ?", document)
        return first, first + passages - 1


def _candidates(rows: list[Any]) -> list[Candidate]:
    section_of = coding.decode_section
    return [
        Candidate(number, document, position, _KINDS[kind], stems, text, section_of(section))
        for number, document, position, kind, stems, text, section in rows
    ]


def _document(row: Any) -> Document:
    number, file, metadata, language, form, encoding, chars, passages, pages = row
    known = coding.decode_metadata(metadata)
    return Document(number, file, known, language, form, encoding, chars, passages, coding.decode_pages(pages))


def _passage(row: Any) -> StoredPassage:
    number, document, position, kind, text, section, paragraph, line_start, breaks, char_start, runs, *spoken = row
    way_back = coding.decode_runs(runs, char_start, len(text))
    passage = Passage(_KINDS[kind], text, way_back, coding.decode_section(section), paragraph, *spoken)
    line_breaks = tuple(char_start + offset for offset in coding.unpack(breaks)) if breaks else ()
    return StoredPassage(number, document, position, passage, line_start or None, line_breaks)
