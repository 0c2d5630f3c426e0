"""Opening the SQLite file and its connections; see :mod:`schema` for its tables, :mod:`damage` for its errors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from kurilsearch.errors import StoreError
from kurilsearch.store.sqlite.damage import as_store_error
from kurilsearch.store.sqlite.schema import check_version, has_tables, make_store, make_tables, version_of

BUSY_SECONDS = 20.0
"""How long a write waits for another process's. An index run commits every few seconds."""

CACHE_KIB = 32 * 1024
WRITERS_CACHE_KIB = 12 * 1024
"""Holds the pages of the vocabulary; those of passages are written once, and not read again."""

MAPPED_BYTES = 1 << 30


class Database:
    """The connections to the file: one that writes, and as many that only read as threads ask at once.

    Errors of SQLite leave it as StoreError, programming errors as they are. What is read are whole commits, also while
    a batch is being written. A file that is not there yet reads as an empty store; the first write makes it.
    """

    def __init__(self, file: Path) -> None:
        """Take ``file``; it is opened when it is first asked."""
        self.file = file
        self._idle: list[sqlite3.Connection] = []
        self._writer: sqlite3.Connection | None = None
        self._lock = Lock()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """Return all rows of a query."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._open_reader()
        try:
            found = connection.execute(sql, parameters).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:  # SQLite's message may quote what is damaged
            connection.close()
            raise as_store_error(error, self.file) from error
        if isinstance(connection, _EmptyStore):
            connection.close()  # there may be a file by the next time
        else:
            self._idle.append(connection)
        return found

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write: all that is done inside is committed together, or nothing of it where an error leaves the block."""
        with self._writing() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # SQLite rolls back by itself after some errors
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self.translated():
            if self._writer is None:
                self._writer = self._open_writer()
            yield self._writer

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn errors of SQLite inside the block into StoreError."""
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise as_store_error(error, self.file) from error

    def compact(self) -> None:
        """Give free pages back to the file system where they are many, and empty the write-ahead log.

        Where readers hold the log, it is emptied another time.
        """
        with self._writing() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            free = connection.execute("PRAGMA freelist_count").fetchone()[0]
            if free * 4 > pages:
                # execute() would take one step of it, which frees one page
                connection.executescript("PRAGMA incremental_vacuum")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def bytes_used(self) -> int:
        """Return the size of the file and of what SQLite keeps beside it."""
        return sum(file.stat().st_size for file in self._files() if file.is_file())

    def _files(self) -> Iterator[Path]:
        return (self.file.with_name(self.file.name + ending) for ending in ("", "-wal", "-shm"))

    def discard(self) -> None:
        """Delete the file, damaged or not. Raises StoreError where the system will not."""
        self.close()
        try:
            for file in self._files():
                file.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(
                f"{self.file} cannot be deleted ({error.strerror or error})", f"delete the folder {self.file.parent}"
            ) from error

    def close(self) -> None:
        """Close the file."""
        with self.translated():
            for connection in (*self._idle, *([self._writer] if self._writer else [])):
                connection.close()
            self._idle.clear()
            self._writer = None

    def _open_reader(self) -> sqlite3.Connection:
        """Return a connection that cannot write; to an empty store in memory where there is no file yet."""
        if not self.file.exists():
            return _empty_store()
        with self.translated():
            connection = self._connect_to_read()
            try:
                is_empty = not has_tables(connection)  # looked at first: tables and version come in one commit
                version = version_of(connection)
                if version == 0 and is_empty:  # another process is just making it
                    connection.close()
                    return _empty_store()
                check_version(version, self.file)
                connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
                connection.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
                connection.execute("PRAGMA query_only = ON")
            except BaseException:
                connection.close()
                raise
        return connection

    def _connect_to_read(self) -> sqlite3.Connection:
        """Connect to the file; where its folder cannot be written to, nobody writes, and the file is all there is."""
        connection = _connect(self.file, "mode=rw")
        try:
            version_of(connection)
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
                return _connect(self.file, "mode=ro&immutable=1")
            raise
        return connection

    def _open_writer(self) -> sqlite3.Connection:
        connection = _connect(self.file, "mode=rwc")
        try:
            version = version_of(connection)
            if version == 0:
                make_store(connection, self.file)
            else:
                check_version(version, self.file)
            connection.execute(f"PRAGMA cache_size = -{WRITERS_CACHE_KIB}")
            connection.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            connection.close()
            raise
        self._forget_readers()  # those of a file that was not there read nothing
        return connection

    def _forget_readers(self) -> None:
        while self._idle:
            self._idle.pop().close()


def _connect(file: Path, options: str) -> sqlite3.Connection:
    # isolation_level None: transactions begin and end where we say. A connection is used by one thread at a time.
    uri = f"{file.absolute().as_uri()}?{options}"
    return sqlite3.connect(uri, BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=True)


class _EmptyStore(sqlite3.Connection):
    """A store in memory that stands for a file that is not there."""


def _empty_store() -> sqlite3.Connection:
    """Return a store in memory that holds nothing, not even a name."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False, factory=_EmptyStore)
    make_tables(connection)
    connection.execute("DELETE FROM stored_values")
    return connection
