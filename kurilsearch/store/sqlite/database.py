"""Opening the SQLite file, its tables, and its errors in words that a user can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kurilsearch.errors import StoreError

SCHEMA_VERSION = 2
"""Raised whenever tables, columns, their coding or the tokeniser's words change; kept in ``PRAGMA user_version``."""

BUSY_SECONDS = 20.0
"""How long a write waits for another process's. An index run commits every few seconds."""

REMEMBER_SECONDS = 0.5
"""How long a write waits that may as well not be done."""

PAGE_BYTES = 8192
CACHE_KIB = 32 * 1024
MAPPED_BYTES = 1 << 30

_SCHEMA = """
CREATE TABLE library (            -- one row
    revision      INTEGER NOT NULL,
    last_document INTEGER NOT NULL,  -- highest ids ever given: ids are never used twice
    last_passage  INTEGER NOT NULL,
    documents     INTEGER NOT NULL,
    passages      INTEGER NOT NULL,
    terms         INTEGER NOT NULL,
    trimmed       INTEGER NOT NULL   -- removals up to this revision are no longer listed
);
INSERT INTO library VALUES (0, 0, 0, 0, 0, 0, 0);
CREATE TABLE documents (
    id            INTEGER PRIMARY KEY,
    file          TEXT NOT NULL UNIQUE,
    size          INTEGER NOT NULL,
    mtime_ns      INTEGER NOT NULL,
    sha256        BLOB NOT NULL,
    format        TEXT NOT NULL,
    encoding      TEXT NOT NULL,
    language      TEXT NOT NULL,
    chars         INTEGER NOT NULL,
    first_passage INTEGER NOT NULL,  -- a document's passages have ids in a row, in order
    passages      INTEGER NOT NULL,
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
    id          INTEGER PRIMARY KEY,
    document    INTEGER NOT NULL,
    position    INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    section     TEXT,
    paragraph   INTEGER,
    line_start  INTEGER NOT NULL,    -- 0 where the format has no lines
    line_breaks BLOB,                -- relative to char_start; NULL where there are none
    char_start  INTEGER NOT NULL,
    char_end    INTEGER NOT NULL,
    runs        BLOB,                -- relative to char_start; NULL for a single run
    text        TEXT NOT NULL,
    stems       TEXT NOT NULL,
    speaker     TEXT,
    time        TEXT
);
CREATE TABLE words (word TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE stems (stem TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE removed (document INTEGER PRIMARY KEY, revision INTEGER NOT NULL);
CREATE TABLE failures (file TEXT PRIMARY KEY, reason TEXT NOT NULL, hint TEXT, size INTEGER, mtime_ns INTEGER);
CREATE TABLE citations (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, text TEXT NOT NULL);
CREATE TABLE cited (document INTEGER PRIMARY KEY, works BLOB NOT NULL /* compressed */);
CREATE TABLE stored_values (name TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO stored_values VALUES ('identity', lower(hex(randomblob(4))));
"""


class Database:
    """One connection to the file. Errors of SQLite leave it as StoreError, programming errors as they are."""

    def __init__(self, file: Path) -> None:
        """Open ``file``, or create it with empty tables; raises StoreError where neither can be done."""
        self.file = file
        with self.translated():
            # None: transactions begin and end where we say. SQLite itself serialises threads.
            self.connection = sqlite3.connect(file, BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            try:
                self._prepare()
            except BaseException:
                self.connection.close()
                raise

    def _prepare(self) -> None:
        execute = self.connection.execute
        execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        version = self._version()
        if version == 0:
            self._create()
        elif version != SCHEMA_VERSION:
            later = version > SCHEMA_VERSION
            raise StoreError(
                f"{self.file} was written by {'a later' if later else 'an earlier'} version of kurilsearch",
                "update kurilsearch" if later else _remake(self.file),
            )
        execute("PRAGMA synchronous = NORMAL")
        execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")

    def _version(self) -> int:
        return int(self.connection.execute("PRAGMA user_version").fetchone()[0])

    def _create(self) -> None:
        execute = self.connection.execute
        # these two only before the first table
        execute(f"PRAGMA page_size = {PAGE_BYTES}")
        execute("PRAGMA auto_vacuum = INCREMENTAL")
        execute("PRAGMA journal_mode = WAL")
        with self.transaction():
            if self._version():  # another process was faster
                return
            if execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise StoreError(f"{self.file} is not a store of kurilsearch", "move it away")
            for statement in _SCHEMA.split(";\n"):
                execute(statement)
            execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """Return all rows of a query."""
        try:
            return self.connection.execute(sql, parameters).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:  # SQLite's message may quote what is damaged
            raise as_store_error(error, self.file) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write: all that is done inside is committed together, or nothing of it where an error leaves the block."""
        with self.translated():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:  # SQLite rolls back by itself after some errors
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn errors of SQLite inside the block into StoreError."""
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise as_store_error(error, self.file) from error

    def remember(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Write what can be found out again; where another process is writing just now, it is left for another time."""
        self.connection.execute(f"PRAGMA busy_timeout = {int(1000 * REMEMBER_SECONDS)}")
        try:
            with self.transaction():
                self.connection.executemany(sql, rows)
        except StoreError as error:
            import logging  # takes a while to load, and is hardly ever needed

            logging.getLogger(__name__).info("not remembered: %s", error)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {int(1000 * BUSY_SECONDS)}")

    def compact(self) -> None:
        """Give free pages back to the file system where they are many, and empty the write-ahead log.

        Where readers hold the log, it is emptied another time.
        """
        with self.translated():
            pages = self.connection.execute("PRAGMA page_count").fetchone()[0]
            free = self.connection.execute("PRAGMA freelist_count").fetchone()[0]
            if free * 4 > pages:
                # execute() would take one step of it, which frees one page
                self.connection.executescript("PRAGMA incremental_vacuum")
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close the file."""
        with self.translated():
            self.connection.close()


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


def damaged(file: Path, error: Exception) -> StoreError:
    """Return what a user is told where ``file`` holds what no version of kurilsearch has written."""
    return StoreError(f"{file} is damaged ({error})", _remake(file))


def _remake(file: Path) -> str:
    return f"delete the folder {file.parent} and run `kurilsearch index`, which reads the sources again"
