"""One writer at a time: a lock file that the system releases when its process ends, however it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kurilsearch.errors import LibraryBusyError, StoreError


@contextmanager
def write_lock(folder: Path, wait_seconds: float = 0.0, on_waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the right to write to the index in ``folder`` while the block runs; readers never need it.

    Where another process holds it, ``on_waiting`` is called once and it is waited for ``wait_seconds``; then
    LibraryBusyError is raised. StoreError where the folder cannot be written to.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The index folder {folder} cannot be made ({error.strerror or error})",
            "Mend that, or name another `index` in the settings",
        ) from error
    lock = FileLock(folder / "write.lock")
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if wait_seconds <= 0:
                raise
            if on_waiting is not None:
                on_waiting()
            lock.acquire(timeout=wait_seconds, poll_interval=0.1)
    except Timeout:
        raise LibraryBusyError(
            f"another process is indexing this library (it holds {folder / 'write.lock'})",
            "wait until it has finished, or stop it; searching works meanwhile",
        ) from None
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be written to ({error.strerror or error})", "check its permissions, or name another index"
        ) from error
    try:
        yield
    finally:
        lock.release()
