"""The tables of the SQLite file, and their version."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kurilsearch.errors import StoreError, UnusableStoreError
from kurilsearch.store.sqlite.damage import REMAKE

SCHEMA_VERSION = 9
"""Raised whenever tables, columns, their coding or the tokeniser's words change; kept in ``PRAGMA user_version``."""

PAGE_BYTES = 8192

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
    own_items     TEXT NOT NULL,     -- what the file says of itself, and what it may be by what it prints
    pages         TEXT
);
CREATE TABLE sources (
    document  INTEGER PRIMARY KEY,
    remainder BLOB NOT NULL,         -- of its text, without the passages; compressed, as are the others
    furniture BLOB,
    layout    BLOB                   -- where the characters stand on their pages
);
CREATE TABLE passages (
    id          INTEGER PRIMARY KEY,  -- its document's and its position there
    kind        TEXT NOT NULL,
    section     INTEGER,             -- the first passage of the document below the same headings; NULL below none
    paragraph   INTEGER,
    line_start  INTEGER NOT NULL,    -- 0 where the format has no lines
    line_breaks BLOB,                -- relative to char_start; NULL where there are none
    char_start  INTEGER NOT NULL,
    char_end    INTEGER NOT NULL,
    runs        BLOB,                -- relative to char_start; NULL for a single run
    packed      BLOB NOT NULL,       -- text and stems
    speaker     TEXT,
    time        TEXT,
    checksum    INTEGER NOT NULL     -- of the text, its headings, and every column but packed
);
CREATE TABLE sections (passage INTEGER PRIMARY KEY, headings TEXT NOT NULL);
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


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of the tables; 0 where there are none, or those of another program."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def has_tables(connection: sqlite3.Connection) -> bool:
    """Return whether there are any tables."""
    return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def check_version(version: int, file: Path) -> None:
    """Raise StoreError where a file of this version is none that this kurilsearch reads."""
    if version == SCHEMA_VERSION:
        return
    if version == 0:
        raise StoreError(f"{file} is not a store of kurilsearch", "move it away")
    if version > SCHEMA_VERSION:
        raise StoreError(f"{file} was written by a later version of kurilsearch", "update kurilsearch")
    raise UnusableStoreError(f"{file} was written by an earlier version of kurilsearch", REMAKE)


def make_store(connection: sqlite3.Connection, file: Path) -> None:
    """Make a new file a store, unless another process just does. Raises StoreError where it has other tables."""
    execute = connection.execute
    # these two only before the first table
    execute(f"PRAGMA page_size = {PAGE_BYTES}")
    execute("PRAGMA auto_vacuum = INCREMENTAL")
    execute("PRAGMA journal_mode = WAL")
    execute("BEGIN IMMEDIATE")
    try:
        if not version_of(connection):  # else another process was faster
            if has_tables(connection):
                raise StoreError(f"{file} is not a store of kurilsearch", "move it away")
            make_tables(connection)
        execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            execute("ROLLBACK")
        raise


def make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables inside the transaction of the caller, if there is one."""
    for statement in _SCHEMA.split(";\n"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
