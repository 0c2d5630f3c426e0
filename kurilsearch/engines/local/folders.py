"""An engine's folder: its size, and its deletion while a thread of the engine may still be closing a file in it."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from kurilsearch.errors import EngineError

_TRIES = 20
_PAUSE_SECONDS = 0.05


def size_of_folder(folder: Path) -> int:
    """Return the bytes of all files in ``folder``, at any depth; files that go meanwhile count nothing."""
    size = 0
    for file in folder.rglob("*"):
        with suppress(OSError):
            size += file.stat().st_size if file.is_file() else 0
    return size


def discard_folder(folder: Path) -> None:
    """Delete ``folder`` and all in it, if it is there. Raises EngineError where it cannot be deleted."""
    try:
        delete_folder(folder)
    except OSError as error:
        raise EngineError(
            f"{folder} cannot be deleted ({error.strerror or error})", "close the programs that search this library"
        ) from error


def delete_folder(folder: Path) -> None:
    """Delete ``folder`` and all in it, if it is there. Raises OSError where that fails for a whole second.

    An index library looks after its files in threads of its own, and may make a lock file in a folder that is just
    being deleted; on Windows it may hold one open.
    """
    import shutil

    for remaining in reversed(range(_TRIES)):
        try:
            if folder.exists():
                shutil.rmtree(folder)
            return
        except OSError:
            if not remaining:
                raise
            time.sleep(_PAUSE_SECONDS)
