"""What an engine promises."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from kurilsearch.model import Kind
from kurilsearch.query import Query


class PassageTerms(NamedTuple):
    """A passage as an engine indexes it: ``stems`` and ``words`` are terms joined by spaces, in step."""

    passage: int
    document: int
    kind: Kind
    stems: str
    words: str


def without_document(passages: list[PassageTerms], document: int) -> list[PassageTerms]:
    """Return ``passages`` but for those of ``document``; the same list where it has none."""
    if all(each.document != document for each in passages):
        return passages
    return [each for each in passages if each.document != document]


class Candidates(NamedTuple):
    """What an engine found: ``total`` passages match, the ids of the best ``limit`` of them, best first.

    Where nobody asked for the total it is the number of ids, or more.
    """

    total: int
    passages: tuple[int, ...]


class Question(NamedTuple):
    """What :meth:`Engine.search` is asked."""

    query: Query
    limit: int
    total: bool = True


class Engine(Protocol):
    """An inverted index over passages. Every engine gives the same passages in the same order.

    One process writes at a time (the caller sees to that); readers in this and other processes search
    meanwhile and see the last applied revision after :meth:`refresh`. Any number of threads may search and refresh
    at once. It comes in as a class with ``open(location)`` and ``discard(location)``, which take a
    :class:`~kurilsearch.location.IndexLocation`: what is opened need not exist; discarding deletes, damaged or not.
    """

    name: str

    @property
    def revision(self) -> int:
        """The store's revision that was applied last; 0 for a new or empty engine."""

    def apply(self, removed: Iterable[int] | None, added: Iterable[PassageTerms], revision: int) -> None:
        """Take out the passages of the ``removed`` documents (None: all), add ``added``, and commit, all or nothing.

        A process killed meanwhile leaves the engine at its former revision. Raises EngineError when the disk
        is full or the files are damaged.
        """

    def search(self, query: Query, limit: int, *, count: bool = True) -> Candidates:
        """Return the candidates for ``query``; without ``count`` an engine need not look at passages of low score.

        The score is BM25 (k1 1.2, b 0.75) summed over the terms and phrases of the query, lengths quantised to
        a byte as Lucene does; equal scores go by passage id. A query of filters only goes by passage id. The
        statistics may count removed passages until their space is reclaimed, as Lucene's do; that can change
        the order, never the set. An And without parts matches everything, an Or without parts nothing.
        """

    def foresee(self, questions: Callable[[], Iterable[Question]]) -> tuple[int, ...]:
        """Ask for all that :meth:`search` is about to be asked at once, and return the passages that were found.

        That is for an engine far away, to which each question is a journey. One that is at hand does not even call
        ``questions``, and returns nothing.
        """

    def refresh(self) -> None:
        """See what other processes have applied since the engine was opened."""

    def bytes_used(self) -> int:
        """Return how much space the index takes where it is kept."""

    def close(self) -> None:
        """Release files and threads. The engine cannot be used afterwards."""
