"""The sources are read in the background, and the page says how far that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread
from typing import TYPE_CHECKING

from kurilsearch.errors import KurilsearchError

if TYPE_CHECKING:
    from kurilsearch.library.library import Library
    from kurilsearch.library.status import IndexReport


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """How far an index run is: files and bytes, done and in all, and the file read last.

    ``error`` is what it ended in, ``report`` what it did; both are None while it runs, or before there was one.
    """

    is_running: bool = False
    files: int = 0
    all_files: int = 0
    bytes: int = 0
    all_bytes: int = 0
    file: str = ""
    error: KurilsearchError | None = None
    report: IndexReport | None = None

    @property
    def percent(self) -> int:
        """How much of it is done, of a hundred."""
        return 100 * self.bytes // self.all_bytes if self.all_bytes else 0


class _StoppedError(Exception):
    """The server stops."""


class Indexing:
    """Index runs of one library, one at a time, in a thread of their own."""

    def __init__(self, library: Library) -> None:
        """Take the library; nothing is read yet."""
        self._library = library
        self._lock = Lock()
        self._thread: Thread | None = None
        self._stops = False
        self.progress = IndexProgress()

    def begin(self, *, retry_failed: bool = False, ocr: bool = False) -> None:
        """Begin to bring the index up to date as :meth:`kurilsearch.Library.index` does, unless that goes on."""
        self._begin(lambda: self._library.index(progress=self._note, retry_failed=retry_failed, ocr=ocr))

    def begin_anew(self) -> None:
        """Begin to make the index anew, unless it is being read."""
        self._begin(lambda: self._library.rebuild(self._note).report)

    def _begin(self, run: Callable[[], IndexReport | None]) -> None:
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                return
            self.progress = IndexProgress(is_running=True)
            self._thread = Thread(target=self._run, args=(run,), name="indexing", daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Return when nothing is read any more."""
        if self._thread is not None:
            self._thread.join()

    def stop(self) -> None:
        """End the run; what it has committed stays."""
        self._stops = True
        self.wait()

    def _run(self, run: Callable[[], IndexReport | None]) -> None:
        try:
            report = run()
        except _StoppedError:
            return
        except KurilsearchError as error:
            self.progress = IndexProgress(error=error)
            return
        except Exception as error:  # a fault of ours: the page must not say for ever that it reads
            self.progress = IndexProgress(
                error=KurilsearchError(f"Indexing ended by a fault of kurilsearch: {error!r}")
            )
            raise
        self.progress = IndexProgress(report=report)

    def _note(self, files: int, all_files: int, read: int, all_bytes: int, file: str) -> None:
        if self._stops:
            raise _StoppedError
        self.progress = IndexProgress(True, files, all_files, read, all_bytes, file)
