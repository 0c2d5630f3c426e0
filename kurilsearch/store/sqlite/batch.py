"""One transaction of an index run: documents written, removed, moved; the vocabulary counted along."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict

from kurilsearch.engines.engine import PassageTerms, without_document
from kurilsearch.language.tokens import index_terms
from kurilsearch.model import Kind, Metadata
from kurilsearch.store.coding import encode_described, encode_metadata
from kurilsearch.store.identity import id_span, next_document_id, passage_ids
from kurilsearch.store.packing import Unpacking
from kurilsearch.store.records import FailedSource, FileState, PreparedDocument
from kurilsearch.store.sqlite.prepare import DocumentRows
from kurilsearch.store.word_counts import count_stems, count_words, passages_with_each
from kurilsearch.work import Described

TOMBSTONES = 20_000
"""Removals that are listed for engines that lag behind; one that lags further is given everything anew."""

_INSERT_DOCUMENT = f"INSERT INTO documents VALUES ({','.join('?' * 19)})"
_INSERT_PASSAGE = f"INSERT INTO passages VALUES ({','.join('?' * 13)})"


_KINDS = {kind.value: kind for kind in Kind}


class SqliteBatch:
    """What is written together; see :class:`kurilsearch.store.protocol.Batch`. The store commits it, or nothing."""

    def __init__(self, connection: sqlite3.Connection, unpack: Unpacking) -> None:
        """Begin from the library's present state; the transaction has begun."""
        self._unpack = unpack
        self._execute = connection.execute
        self._many = connection.executemany
        self._former: int = self._execute("SELECT revision FROM library").fetchone()[0]
        self._documents = self._passages = self._terms = 0
        self._words: defaultdict[str, Counter[str]] = defaultdict(Counter)  # by the language of their documents
        self._written: set[str] = set()
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
        former = self._execute("SELECT id FROM documents WHERE file = ?", (document.file,)).fetchone()
        if former:
            self.remove(former[0])
        number: int = document.content.id
        while self._execute("SELECT 1 FROM documents WHERE id = ?", (number,)).fetchone():
            number = next_document_id(number)
        self._insert(number, document, described, metadata)
        self._execute("DELETE FROM removed WHERE document = ?", (number,))
        self._execute("DELETE FROM failures WHERE file = ?", (document.file,))
        return number

    def remove(self, document: int) -> None:
        """Take a document out of the library."""
        self._take_out(document)
        self.added = without_document(self.added, document)
        self._execute("INSERT OR REPLACE INTO removed VALUES (?, ?)", (document, self.revision))

    def move(self, document: int, file: str, state: FileState) -> None:
        """Say that a document's file is found under another name; its ids and passages stay."""
        self._execute("UPDATE documents SET file = ? WHERE id = ?", (file, document))
        self.touch(document, state)
        self.changed = True

    def touch(self, document: int, state: FileState) -> None:
        """Remember the new state of a document's file; what it says has not changed."""
        self._execute(
            "UPDATE documents SET size = ?, mtime_ns = ?, ctime_ns = ?, inode = ? WHERE id = ?", (*state, document)
        )

    def fail(self, failure: FailedSource) -> None:
        """Remember that a file could not be read. What the library holds of it stays."""
        self._execute(
            "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?, ?, ?)",
            (failure.file, failure.reason, failure.hint, *(failure.state or (None,) * 4)),
        )

    def forget_failure(self, file: str) -> None:
        """Forget a failure: the file is gone, or is about to be tried again."""
        self._execute("DELETE FROM failures WHERE file = ?", (file,))

    def describe(self, document: int, described: Described, metadata: Metadata) -> None:
        """Change what is cited of a document."""
        self._execute(
            "UPDATE documents SET metadata = ?, described = ? WHERE id = ?",
            (encode_metadata(metadata), encode_described(described), document),
        )
        self.changed = True

    def finish(self) -> None:
        """Write the counts; the store calls it before it commits."""
        self._count("words", "word", count_words(self._words))
        self._count("stems", "stem", count_stems(self._words))
        if not self.changed:
            self.revision = self._former
            return
        self._execute(
            "UPDATE library SET revision = ?, documents = documents + ?, passages = passages + ?, terms = terms + ?",
            (self.revision, self._documents, self._passages, self._terms),
        )
        self._trim()

    def _insert(self, number: int, document: PreparedDocument, described: Described, metadata: Metadata) -> None:
        rows: DocumentRows = document.content
        ids = passage_ids(number, len(rows.passages))
        self._execute(
            _INSERT_DOCUMENT,
            (
                number,
                document.file,
                *rows.state,
                rows.sha256,
                rows.format,
                rows.encoding,
                rows.language,
                document.chars,
                len(rows.passages),
                rows.left_out,
                rows.terms,
                self.revision,
                encode_metadata(metadata),
                encode_described(described),
                rows.items,
                rows.pages,
            ),
        )
        self._execute("INSERT INTO sources VALUES (?, ?, ?, ?)", (number, rows.remainder, rows.furniture, rows.layout))
        self._many("INSERT INTO sections VALUES (?, ?)", [(ids[at], headings) for at, headings in rows.sections])
        self._many(_INSERT_PASSAGE, [(passage, *row) for passage, row in zip(ids, rows.passages, strict=True)])
        self.added += [
            PassageTerms(passage, number, _KINDS[row[0]], stems, words)
            for passage, row, stems, words in zip(ids, rows.passages, rows.stems, rows.words, strict=True)
        ]
        self._words[rows.language].update(rows.word_counts)
        self._documents += 1
        self._passages += len(rows.passages)
        self._terms += rows.terms
        self.chars += document.chars
        self.changed = True

    def _take_out(self, document: int) -> None:
        passages, terms, language = self._execute(
            "SELECT passages, terms, language FROM documents WHERE id = ?", (document,)
        ).fetchone()
        span = id_span(document)
        packed = self._execute("SELECT packed FROM passages WHERE id BETWEEN ? AND ?", span).fetchall()
        texts = self._unpack([each for (each,) in packed])
        self._words[language].subtract(passages_with_each(index_terms(text, language)[1] for text, _ in texts))
        self._execute("DELETE FROM passages WHERE id BETWEEN ? AND ?", span)
        self._execute("DELETE FROM sections WHERE passage BETWEEN ? AND ?", span)
        self._execute("DELETE FROM sources WHERE document = ?", (document,))
        self._execute("DELETE FROM documents WHERE id = ?", (document,))
        self.removed.add(document)
        self._documents -= 1
        self._passages -= passages
        self._terms -= terms
        self.changed = True

    def _count(self, table: str, column: str, counts: Counter[str]) -> None:
        # in the order of the table, so that each of its pages is visited once
        self._many(
            f"INSERT INTO {table} VALUES (?, ?)"
            f" ON CONFLICT ({column}) DO UPDATE SET passages = passages + excluded.passages",
            [(term, counts[term]) for term in sorted(counts) if counts[term]],
        )
        fewer = [(term,) for term, count in counts.items() if count < 0]
        self._many(f"DELETE FROM {table} WHERE {column} = ? AND passages <= 0", fewer)

    def _trim(self) -> None:
        if self._execute("SELECT count(*) FROM removed").fetchone()[0] <= TOMBSTONES:
            return
        (oldest_kept,) = self._execute(
            "SELECT revision FROM removed ORDER BY revision DESC LIMIT 1 OFFSET ?", (TOMBSTONES // 2,)
        ).fetchone()
        self._execute("DELETE FROM removed WHERE revision <= ?", (oldest_kept,))
        self._execute("UPDATE library SET trimmed = ?", (oldest_kept,))
