"""What a library holds and how it is kept, and what an index run did, as front ends show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kurilsearch.indexing.report import IndexReport
from kurilsearch.store import FailedSource

__all__ = ["FailedSource", "IndexReport", "LeftOut", "LibraryStatus", "Rebuilt", "commonest_first"]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was made anew: the engine's index from the store, and the store before it where that could not be used.

    ``store_was`` says in one line what was wrong with the store; None where it was as it had been written. ``report``
    is the index run that made it anew, or made it first.
    """

    store_was: str | None
    report: IndexReport | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document of which much was taken for menus, page heads and the like: its file, and how large a part."""

    file: str
    share: float


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """What a library holds and how it is kept; ``words`` counts all words, ``bytes_on_disk`` the whole index.

    ``failures`` are the files that could not be read, ``skipped`` counts by ending the files that no reader knows.
    ``bibliography_problems`` are the lines of bibliography files that could not be understood, ``left_out`` the
    documents of which more than a third is never quoted, though nothing in the file says that it is no text.
    ``cluster`` is where the index is if it is not in the folder ``index``.
    """

    folder: Path
    sources: tuple[Path, ...]
    index: Path
    engine: str
    documents: int
    passages: int
    words: int
    bytes_on_disk: int
    failures: tuple[FailedSource, ...]
    skipped: Mapping[str, int]
    bibliography_problems: tuple[str, ...]
    revision: int
    last_indexed: datetime | None
    left_out: tuple[LeftOut, ...] = ()
    cluster: str | None = None


def commonest_first(skipped: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the endings of files that no reader knows with their number, as a reader wants to see them."""
    return sorted(skipped.items(), key=lambda item: (-item[1], item[0]))
