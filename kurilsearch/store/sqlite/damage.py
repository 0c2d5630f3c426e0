"""What goes wrong with the SQLite file, in words that a user can act on."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kurilsearch.errors import StoreError, UnusableStoreError

REMAKE = "`kurilsearch rebuild` makes it anew from the sources"


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
