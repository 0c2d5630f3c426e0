"""What the page works on: the library, if there is one yet, and what goes on in the background."""

from __future__ import annotations

from contextlib import suppress
from threading import RLock

from kurilsearch.errors import NoLibraryError, UnusableStoreError
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library
from kurilsearch.web.drafts import Drafts
from kurilsearch.web.indexing import Indexing


class Workspace:
    """The library that is shown, which a user without one makes on the page, and its indexing."""

    def __init__(self, library: Library | None = None) -> None:
        """Take the library; one that was never indexed begins to be."""
        self._lock = RLock()
        self._library: Library | None = None
        self._indexing: Indexing | None = None
        self.drafts = Drafts()
        if library is not None:
            self._take(library)

    @property
    def has_library(self) -> bool:
        """Whether there is a library."""
        return self._library is not None

    @property
    def library(self) -> Library:
        """The library. Raises NoLibraryError where none was made yet."""
        if self._library is None:
            raise NoLibraryError("There is no library yet", "Choose the folder that holds your sources")
        return self._library

    @property
    def indexing(self) -> Indexing:
        """The reading of the library's sources. Raises NoLibraryError."""
        if self._indexing is None:
            raise NoLibraryError("There is no library yet", "Choose the folder that holds your sources")
        return self._indexing

    def choose_folder(self, folder: str) -> None:
        """Open the library of a folder, which is made one where it is none. Raises SettingsError, NoLibraryError."""
        with self._lock:
            if self._library is not None:
                return
            try:
                library = open_library(folder)
            except NoLibraryError:
                init_library(folder)
                library = open_library(folder)
            self._take(library)

    def close(self) -> None:
        """Release what is open; an index run goes on to its last commit."""
        self.drafts.close()
        with self._lock:
            if self._library is not None:
                self.indexing.stop()
                self._library.close()
            self._library = None

    def _take(self, library: Library) -> None:
        self._library = library
        self._indexing = Indexing(library)
        with suppress(UnusableStoreError):  # told when it is asked, with the way to make it anew
            if not library.is_indexed:
                self._indexing.begin()
