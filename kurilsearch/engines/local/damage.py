"""Turns whatever an index library raises over its files into an EngineError that says what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kurilsearch.errors import EngineError, KurilsearchError

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FULL_IN_WORDS = ("No space left", "not enough space", "File too large", "quota exceeded", "os error 112")


@contextmanager
def engine_errors(name: str, folder: Path) -> Iterator[None]:
    """Raise EngineError for any failure of the index of engine ``name`` in ``folder`` in this block."""
    try:
        yield
    except KurilsearchError:
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise  # KeyboardInterrupt and the like; a panic in Rust is a BaseException too
        raise _engine_error(name, folder, error) from error


def _engine_error(name: str, folder: Path, error: BaseException) -> EngineError:
    """Return the error that says what happened to the index and what to do."""
    reason = " ".join(str(error).split()) or type(error).__name__
    number = getattr(error, "errno", None)
    if number in _FULL or any(words in reason for words in _FULL_IN_WORDS):
        return EngineError(f"The disk is full: {folder} could not be written", "Make room and run the command again")
    if isinstance(error, PermissionError) or "Permission denied" in reason:
        return EngineError(f"No permission to use {folder}", "Change its permissions, or use another index folder")
    reason = reason if len(reason) <= 200 else f"{reason[:200]}…"
    return EngineError(f"The {name} index in {folder} is damaged ({reason})", "Run kurilsearch rebuild")
