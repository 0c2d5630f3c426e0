"""Whether the library can answer: sources that were never indexed are read in the background, and that is said."""

from __future__ import annotations

from threading import Thread

from kurilsearch.errors import KurilsearchError, LibraryBusyError
from kurilsearch.library.library import Library


class NotReadyError(KurilsearchError):
    """The sources are being read for the first time; there is nothing to search yet."""


class Readiness:
    """Reads a library's sources where that was never done, while questions are answered by how far it is."""

    def __init__(self, library: Library, *, by_others: bool = False) -> None:
        """Take the library; nothing is read yet, and nothing ever where ``by_others`` says that others read it."""
        self._library = library
        self._by_others = by_others
        self._done: tuple[int, int] = (0, 0)
        self._error: KurilsearchError | None = None
        self._thread: Thread | None = None

    def begin(self) -> None:
        """Begin to read the sources in a thread, unless they are indexed."""
        if not self._by_others and not self._library.is_indexed and self._thread is None:
            self._thread = Thread(target=self._index, name="first indexing", daemon=True)
            self._thread.start()

    def check(self) -> None:
        """Raise NotReadyError with how far it is, or the error that reading ended in; return where all is ready."""
        if self._error is not None:
            raise self._error
        if self._library.is_indexed:
            return
        self.begin()
        done, total = self._done
        far = f"{done} of {total} files are read" if total else "they are being looked through"
        raise NotReadyError(f"The sources of this library are being indexed: {far}", "Ask again in a few seconds")

    def wait(self) -> None:
        """Return when the first indexing has ended."""
        if self._thread is not None:
            self._thread.join()

    def _index(self) -> None:
        try:
            self._library.index(progress=self._note)
        except LibraryBusyError:
            return  # another process indexes them
        except KurilsearchError as error:
            self._error = error

    def _note(self, done: int, total: int, *_: object) -> None:
        self._done = done, total
