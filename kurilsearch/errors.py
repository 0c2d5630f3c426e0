"""The tree of errors: each says what happened, where, what to do next, and the exit code of the command.

::

    KurilsearchError            2
    ├── UsageError              2   the call itself is wrong
    │   └── QueryError          2   the query cannot be read
    ├── NoLibraryError          2   no library was found or named
    ├── SettingsError           2   kurilsearch.toml is wrong
    ├── UnreadableSourceError   2   one file could not be read (an index run reports it and goes on)
    │   └── ScanWithoutTextError 2  it is pictures of pages; ``ocrmypdf`` can add their text
    ├── NoSuchSourceError       2   a file is not in the library
    ├── LibraryBusyError        2   another process is writing
    ├── StoreError              2   the store is full, not to be reached, or of a later version
    │   └── UnusableStoreError  2   it is damaged or of an earlier version; ``rebuild`` makes it anew from the sources
    ├── EngineError             2   the engine is missing, damaged or full; it can be rebuilt from the store
    ├── OutputError             2   the standard output cannot be written
    ├── PandocError             2   pandoc failed at a citation or a document, or took too long
    │   └── PandocMissingError  2   there is no pandoc, or only one that is too old
    └── CitationError           2   a citation cannot be rendered or exported
        └── StyleError          2   a citation style is unknown, or its file is no CSL
"""

from __future__ import annotations


class KurilsearchError(Exception):
    """Base of all errors that a user can do something about.

    ``message`` says what happened and where, ``hint`` what to do next; both are one line without a final
    full stop being required.
    """

    exit_code = 2

    def __init__(self, message: str, hint: str | None = None) -> None:
        """Keep the message and the hint apart, so that a front end may print them as it likes."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return message and hint on one line."""
        return f"{self.message}. {self.hint}" if self.hint else self.message


class UsageError(KurilsearchError):
    """The call itself is wrong: an option's value, a missing argument."""


class QueryError(UsageError):
    """The query cannot be read: unbalanced quotes, an operator without words, a range without years."""


class NoLibraryError(KurilsearchError):
    """No library was named and none was found upwards from here."""


class SettingsError(KurilsearchError):
    """The library's settings file cannot be read or says something impossible."""


class UnreadableSourceError(KurilsearchError):
    """One source file could not be read. ``message`` is the reason alone; the caller knows the file."""


class ScanWithoutTextError(UnreadableSourceError):
    """A PDF holds pictures of its pages and no text, which can be added by a program."""


class NoSuchSourceError(KurilsearchError):
    """A file, passage or position was asked for that the library does not hold."""


class LibraryBusyError(KurilsearchError):
    """Another process is writing to this library."""


class OutputError(KurilsearchError):
    """What was asked for cannot be printed: the standard output is closed."""


class StoreError(KurilsearchError):
    """The store cannot be opened, read or written."""


class UnusableStoreError(StoreError):
    """The store is damaged or of an earlier version; ``kurilsearch rebuild`` makes it anew from the sources."""


class EngineError(KurilsearchError):
    """The search engine cannot be loaded, opened or written; ``kurilsearch rebuild`` remakes it."""


class PandocError(KurilsearchError):
    """Pandoc failed, or did not answer in time."""


class PandocMissingError(PandocError):
    """There is no pandoc on this machine, or only one that is too old."""


class CitationError(KurilsearchError):
    """A citation cannot be rendered or exported."""


class StyleError(CitationError):
    """A citation style is unknown, or its .csl file cannot be used."""
