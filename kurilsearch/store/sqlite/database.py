"""Opening the SQLite file, its connections and tables, and its errors in words that a user can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from kurilsearch.errors import StoreError, UnusableStoreError

SCHEMA_VERSION = 7
"""Raised whenever tables, columns, their coding or the tokeniser's words change; kept in ``PRAGMA user_version``."""

REMAKE = "`kurilsearch rebuild` makes it anew from the sources"

BUSY_SECONDS = 20.0
"""How long a write waits for another process's. An index run commits every few seconds."""

PAGE_BYTES = 8192
CACHE_KIB = 32 * 1024
MAPPED_BYTES = 1 << 30

_SCHEMA = """
CREATE TABLE library (            -- one row
    revision      INTEGER NOT NULL,
    documents     INTEGER NOT NULL,
    passages      INTEGER NOT NULL,
    terms         INTEGER NOT NULL,
    trimmed       INTEGER NOT NULL   -- removals up to this revision are no longer listed
);
INSERT INTO library VALUES (0, 0, 0, 0, 0);
CREATE TABLE documents (
    id            INTEGER PRIMARY KEY,
    file          TEXT NOT NULL UNIQUE,
    size          INTEGER NOT NULL,
    mtime_ns      INTEGER NOT NULL,
    ctime_ns      INTEGER NOT NULL,
    inode         INTEGER NOT NULL,
    sha256        BLOB NOT NULL,
    format        TEXT NOT NULL,
    encoding      TEXT NOT NULL,
    language      TEXT NOT NULL,
    chars         INTEGER NOT NULL,
    passages      INTEGER NOT NULL,
    left_out      INTEGER NOT NULL,  -- characters
    terms         INTEGER NOT NULL,
    revision      INTEGER NOT NULL,  -- when its passages were last written
    metadata      TEXT NOT NULL,     -- what hits and lists show of it
    described     TEXT NOT NULL,     -- all that is cited of it, with its origins
    own_items     TEXT NOT NULL,     -- what the file says of itself, and what its first page suggests
    pages         TEXT
);
CREATE TABLE sources (
    document  INTEGER PRIMARY KEY,
    text      BLOB NOT NULL,         -- compressed, as are the others
    furniture BLOB,
    layout    BLOB                   -- where the characters stand on their pages
);
CREATE TABLE passages (
    id          INTEGER PRIMARY KEY,  -- its document's and its position there
    kind        TEXT NOT NULL,
    section     TEXT,
    paragraph   INTEGER,
    line_start  INTEGER NOT NULL,    -- 0 where the format has no lines
    line_breaks BLOB,                -- relative to char_start; NULL where there are none
    char_start  INTEGER NOT NULL,
    char_end    INTEGER NOT NULL,
    runs        BLOB,                -- relative to char_start; NULL for a single run
    packed      BLOB NOT NULL,       -- text and stems
    speaker     TEXT,
    time        TEXT,
    checksum    INTEGER NOT NULL     -- of the text, and every column but packed
);
CREATE TABLE packing (dictionary BLOB NOT NULL  /* of passages; one row or none */);
CREATE TABLE words (word TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE stems (stem TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE removed (document INTEGER PRIMARY KEY, revision INTEGER NOT NULL);
CREATE TABLE failures (
    file     TEXT PRIMARY KEY,
    reason   TEXT NOT NULL,
    hint     TEXT,
    size     INTEGER,             -- NULL, as are the others, for a failure that may pass by itself
    mtime_ns INTEGER,
    ctime_ns INTEGER,
    inode    INTEGER
);
CREATE TABLE stored_values (name TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO stored_values VALUES ('identity', lower(hex(randomblob(4))));
"""


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
                is_empty = not _has_tables(connection)  # looked at first: tables and version come in one commit
                version = _version(connection)
                if version == 0 and is_empty:  # another process is just making it
                    connection.close()
                    return _empty_store()
                _check_version(version, self.file)
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
            _version(connection)
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
                return _connect(self.file, "mode=ro&immutable=1")
            raise
        return connection

    def _open_writer(self) -> sqlite3.Connection:
        connection = _connect(self.file, "mode=rwc")
        try:
            version = _version(connection)
            if version == 0:
                _create(connection, self.file)
            else:
                _check_version(version, self.file)
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
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


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _has_tables(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _check_version(version: int, file: Path) -> None:
    """Raise StoreError where a file of this version is none that this kurilsearch reads."""
    if version == SCHEMA_VERSION:
        return
    if version == 0:
        raise StoreError(f"{file} is not a store of kurilsearch", "move it away")
    if version > SCHEMA_VERSION:
        raise StoreError(f"{file} was written by a later version of kurilsearch", "update kurilsearch")
    raise UnusableStoreError(f"{file} was written by an earlier version of kurilsearch", REMAKE)


def _create(connection: sqlite3.Connection, file: Path) -> None:
    """Make the tables of a new store."""
    execute = connection.execute
    # these two only before the first table
    execute(f"PRAGMA page_size = {PAGE_BYTES}")
    execute("PRAGMA auto_vacuum = INCREMENTAL")
    execute("PRAGMA journal_mode = WAL")
    execute("BEGIN IMMEDIATE")
    try:
        if not _version(connection):  # else another process was faster
            if _has_tables(connection):
                raise StoreError(f"{file} is not a store of kurilsearch", "move it away")
            _make_tables(connection)
        execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            execute("ROLLBACK")
        raise


def _make_tables(connection: sqlite3.Connection) -> None:
    for statement in _SCHEMA.split(";\n"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


class _EmptyStore(sqlite3.Connection):
    """A store in memory that stands for a file that is not there."""


def _empty_store() -> sqlite3.Connection:
    """Return a store in memory that holds nothing, not even a name."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False, factory=_EmptyStore)
    _make_tables(connection)
    connection.execute("DELETE FROM stored_values")
    return connection


def as_store_error(error: sqlite3.Error | UnicodeDecodeError, file: Path) -> Exception:
    """Return what a user is told of ``error``; an error of our own making is returned as it is."""
    code = getattr(error, "sqlite_errorname", "") or ""
    if code.startswith("SQLITE_FULL"):
        return StoreError(
            f"the disk is full, {file} could not be written",
            "make room and run `kurilsearch index` again; what was indexed before is kept",
        )
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or isinstance(error, UnicodeDecodeError):
        return damaged(file, error)
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreError(f"another process has been writing to {file} for too long", "try again when it has ended")
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return StoreError(f"{file} cannot be opened for writing ({error})", f"check the permissions of {file.parent}")
    if code.startswith("SQLITE_IOERR"):
        return StoreError(f"{file} could not be read or written ({error})", f"check the disk that holds {file.parent}")
    # a table that every store has is gone, or what should be text is not
    if str(error).startswith(("no such table", "no such column", "Could not decode")):
        return damaged(file, error)
    return error


def damaged(file: Path, error: object) -> UnusableStoreError:
    """Return what a user is told where ``file`` holds what no version of kurilsearch has written."""
    return UnusableStoreError(f"{file} is damaged ({error})", REMAKE)
