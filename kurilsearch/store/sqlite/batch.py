"""One transaction of an index run: documents written, removed, moved; the vocabulary counted along."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping

from kurilsearch.engines.engine import PassageTerms
from kurilsearch.language.tokens import index_terms, stem
from kurilsearch.model import Kind, Metadata
from kurilsearch.store.records import FailedSource, IngestedDocument
from kurilsearch.store.sqlite.coding import encode_described, encode_items, encode_metadata
from kurilsearch.store.sqlite.vocabulary import passages_with_each
from kurilsearch.work import Described

TOMBSTONES = 20_000
"""Removals that are listed for engines that lag behind; one that lags further is given everything anew."""

_INSERT_PASSAGE = f"INSERT INTO passages VALUES ({','.join('?' * 15)})"


def _word_counts(by_language: Mapping[str, Counter[str]]) -> Counter[str]:
    """Return the counts of all languages together."""
    counts = Counter(next(iter(by_language.values()), ()))
    for more in list(by_language.values())[1:]:
        for word, count in more.items():
            counts[word] += count
    return counts


def _stem_counts(by_language: Mapping[str, Counter[str]]) -> Counter[str]:
    """Return how often each stem stands: a passage with two words of one stem counts twice, which saves a count."""
    counts: Counter[str] = Counter()
    for language, words in by_language.items():
        for word, count in words.items():
            counts[stem(word, language)] += count
    return counts


_KINDS = {kind.value: kind for kind in Kind}


class Batch:
    """What is written together. Made by :meth:`Store.batch`, which commits it or, after an error, nothing of it.

    After the commit ``revision``, ``removed`` and ``entries`` are what an engine at the revision before needs.
    ``changed`` says whether there was anything to tell it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Begin from the library's present state; the transaction has begun."""
        self._execute = connection.execute
        self._many = connection.executemany
        state = self._execute("SELECT revision, last_document, last_passage FROM library").fetchone()
        self._former, self._last_document, self._last_passage = state
        self._documents = self._passages = self._terms = 0
        self._words: defaultdict[str, Counter[str]] = defaultdict(Counter)  # by the language of their documents
        self._written: set[str] = set()
        self.revision: int = self._former + 1
        self.removed: set[int] = set()
        self.entries: list[PassageTerms] = []
        self.chars = 0
        self.changed = False

    def put(self, document: IngestedDocument, described: Described, metadata: Metadata) -> int:
        """Write ``document``, in place of what its file had before, and return its id; once for each file.

        A file that is in the library keeps its document id; its passages get new ones. ``described`` is what is cited
        of it, ``metadata`` what hits and lists show of that.
        """
        if document.file in self._written:
            raise ValueError(f"{document.file} was written to this batch before")
        self._written.add(document.file)
        row = self._execute("SELECT id FROM documents WHERE file = ?", (document.file,)).fetchone()
        if row:
            number: int = row[0]
            self._take_out(number)
        else:
            self._last_document += 1
            number = self._last_document
        self._insert(number, document, described, metadata)
        self._execute("DELETE FROM failures WHERE file = ?", (document.file,))
        return number

    def remove(self, document: int) -> None:
        """Take a document out of the library."""
        self._take_out(document)
        self._execute("INSERT INTO removed VALUES (?, ?)", (document, self.revision))

    def move(self, document: int, file: str, size: int, mtime_ns: int) -> None:
        """Say that a document's file is found under another name; its ids and passages stay."""
        self._execute(
            "UPDATE documents SET file = ?, size = ?, mtime_ns = ? WHERE id = ?", (file, size, mtime_ns, document)
        )
        self.changed = True

    def touch(self, document: int, size: int, mtime_ns: int) -> None:
        """Remember a document's new time of change; what it says has not changed."""
        self._execute("UPDATE documents SET size = ?, mtime_ns = ? WHERE id = ?", (size, mtime_ns, document))

    def fail(self, failure: FailedSource) -> None:
        """Remember that a file could not be read. What the library holds of it stays."""
        self._execute(
            "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?)",
            (failure.file, failure.reason, failure.hint, failure.size, failure.mtime_ns),
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
        self._count("words", "word", _word_counts(self._words))
        self._count("stems", "stem", _stem_counts(self._words))
        if not self.changed:
            self.revision = self._former
            return
        self._execute(
            "UPDATE library SET revision = ?, last_document = ?, last_passage = ?,"
            " documents = documents + ?, passages = passages + ?, terms = terms + ?",
            (self.revision, self._last_document, self._last_passage, self._documents, self._passages, self._terms),
        )
        self._trim()

    def _insert(self, number: int, document: IngestedDocument, described: Described, metadata: Metadata) -> None:
        first = self._last_passage + 1
        self._last_passage += len(document.rows)
        self._execute(
            f"INSERT INTO documents VALUES ({','.join('?' * 17)})",
            (
                number,
                document.file,
                document.size,
                document.mtime_ns,
                document.sha256,
                document.format,
                document.encoding,
                document.language,
                document.chars,
                first,
                len(document.rows),
                document.terms,
                self.revision,
                encode_metadata(metadata),
                encode_described(described),
                encode_items(document.own, document.guess),
                document.pages,
            ),
        )
        self._execute(
            "INSERT INTO sources VALUES (?, ?, ?, ?)", (number, document.source, document.furniture, document.layout)
        )
        self._many(
            _INSERT_PASSAGE,
            [(first + position, number, position, *row) for position, row in enumerate(document.rows)],
        )
        self.entries += [
            PassageTerms(first + position, number, _KINDS[row[0]], row[9], words)
            for position, (row, words) in enumerate(zip(document.rows, document.words, strict=True))
        ]
        self._words[document.language].update(document.word_counts)
        self._documents += 1
        self._passages += len(document.rows)
        self._terms += document.terms
        self.chars += document.chars
        self.changed = True

    def _take_out(self, document: int) -> None:
        first, passages, terms, language = self._execute(
            "SELECT first_passage, passages, terms, language FROM documents WHERE id = ?", (document,)
        ).fetchone()
        span = (first, first + passages - 1)
        texts = self._execute("SELECT text FROM passages WHERE id BETWEEN ? AND ?", span).fetchall()
        self._words[language].subtract(passages_with_each(index_terms(text, language)[1] for (text,) in texts))
        self._execute("DELETE FROM passages WHERE id BETWEEN ? AND ?", span)
        self._execute("DELETE FROM sources WHERE document = ?", (document,))
        self._execute("DELETE FROM cited WHERE document = ?", (document,))
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
