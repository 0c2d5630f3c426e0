"""What is remembered beside the store, in a file of its own that can be deleted at any time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

from kurilsearch.location import IndexLocation
from kurilsearch.store.packing import compressed, decompressed

FILE = "cache.sqlite"

VERSION = 1
"""Raised whenever the tables change, or what a document cites is read or written otherwise."""

MOST_CITATIONS = 100_000
MOST_DOCUMENTS = 20_000
"""Entries that are remembered; the oldest are forgotten beyond that."""

BUSY_SECONDS = 0.5
"""How long a write waits that may as well not be done."""

_TABLES = """
CREATE TABLE citations (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, text TEXT NOT NULL);
CREATE TABLE cited (number INTEGER PRIMARY KEY, document INTEGER NOT NULL UNIQUE, works BLOB NOT NULL /* compressed */);
"""


class SqliteCache:
    """Remembers in a file, or in memory where the file cannot be; see :class:`kurilsearch.store.protocol.Cache`."""

    def __init__(self, location: IndexLocation) -> None:
        """Remember beside the store at ``location``; the file is made when there is something to remember."""
        self._file = location.folder / FILE
        self._open: sqlite3.Connection | None = None
        self._lock = Lock()

    def citations(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Return what is remembered of these rendered citations, by their key; keys not known are left out."""
        return dict(
            self._rows(
                "SELECT key, text FROM citations WHERE key IN (SELECT value FROM json_each(?))", json.dumps(list(keys))
            )
        )

    def remember_citations(self, citations: Mapping[str, str]) -> None:
        """Remember rendered citations by the hash of all that they depend on."""
        self._write("citations (key, text)", list(citations.items()), MOST_CITATIONS)

    def cited_works(self, document: int) -> str | None:
        """Return what :meth:`remember_cited_works` was given for this document; None where it was not."""
        rows = self._rows("SELECT works FROM cited WHERE document = ?", document)
        try:
            return decompressed(rows[0][0]) if rows else None
        except (ValueError, TypeError):
            return None  # damaged: it is found out again

    def remember_cited_works(self, document: int, works: str) -> None:
        """Remember what a document cites."""
        self._write("cited (document, works)", [(document, compressed(works))], MOST_DOCUMENTS)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._open is not None:
                self._open.close()
            self._open = None

    def _rows(self, sql: str, parameter: str | int) -> list[tuple[Any, Any]]:
        with self._lock:
            if self._open is None and not self._file.exists():
                return []
            try:
                return self._connection().execute(sql, (parameter,)).fetchall()
            except sqlite3.Error as error:
                self._give_up(error)
                return []

    def _write(self, columns: str, rows: Sequence[tuple[str | int, str | bytes]], most: int) -> None:
        if not rows:
            return
        with self._lock:
            try:
                _insert(self._connection(), columns, rows, most)
            except sqlite3.Error as error:
                if not error.sqlite_errorname.startswith("SQLITE_BUSY"):  # else it is left for another time
                    _insert(self._give_up(error), columns, rows, most)

    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            self._open = sqlite3.connect(self._file, BUSY_SECONDS, check_same_thread=False)
            self._open.execute("PRAGMA journal_mode = WAL")
            _make_tables(self._open)
        return self._open

    def _give_up(self, error: sqlite3.Error) -> sqlite3.Connection:
        """Go on in memory: the file is damaged, its disk is full, or its folder may only be read."""
        import logging  # takes a while to load, and is hardly ever needed

        logging.getLogger(__name__).info("%s is not used: %s", self._file, error)
        if self._open is not None:
            self._open.close()
        self._open = sqlite3.connect(":memory:", check_same_thread=False)
        _make_tables(self._open)
        return self._open


def _insert(
    connection: sqlite3.Connection, columns: str, rows: Sequence[tuple[str | int, str | bytes]], most: int
) -> None:
    """Write rows, and forget the oldest beyond ``most``."""
    table = columns.partition(" ")[0]
    with connection:
        connection.executemany(f"INSERT OR REPLACE INTO {columns} VALUES (?, ?)", rows)
        connection.execute(f"DELETE FROM {table} WHERE number <= (SELECT max(number) FROM {table}) - ?", (most,))


def _make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables, in place of those of another version; what they hold can be found out again."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == VERSION:
        return
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("PRAGMA user_version").fetchone()[0] == VERSION:  # another process was faster
            return
        for table in ("citations", "cited"):
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in _TABLES.strip().split("\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
