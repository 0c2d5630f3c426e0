"""The engine in pure Python, for machines where tantivy's wheel does not install: slower, with the same answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from whoosh.index import FileIndex, LockError, create_in, open_dir
from whoosh.query.qcore import Every
from whoosh.reading import SegmentReader

from kurilsearch.engines.engine import Candidates, PassageTerms, Question
from kurilsearch.engines.local.damage import engine_errors
from kurilsearch.engines.local.folders import discard_folder, size_of_folder
from kurilsearch.engines.local.revision import FORMAT, Journal, empty_folder, read_journal, write_journal
from kurilsearch.engines.whoosh.fields import schema
from kurilsearch.engines.whoosh.search import Snapshot
from kurilsearch.errors import LibraryBusyError
from kurilsearch.location import IndexLocation
from kurilsearch.query import Query

_MEMORY = 64
"""Megabytes of postings (as Whoosh estimates them) that are gathered before they are sorted onto disk."""


class WhooshEngine:
    """An index of passages in a folder; see :class:`kurilsearch.engines.engine.Engine` for what it promises."""

    name = "whoosh"

    def __init__(self, folder: Path) -> None:
        """Look at the index in ``folder``; it is made at the first :meth:`apply`. Raises EngineError."""
        self._folder = folder
        self._index: FileIndex | None = None
        self._snapshot: Snapshot | None = None
        self._seen: tuple[int, Journal] | None = None
        self._lock = Lock()  # Whoosh's files are read by seek and read
        self.revision = 0
        self.refresh()

    @classmethod
    def open(cls, location: IndexLocation) -> WhooshEngine:
        """Open the engine over the folder of ``location``, which need not exist yet."""
        return cls(location.folder)

    @staticmethod
    def discard(location: IndexLocation) -> None:
        """Delete the index in the folder of ``location``. Raises EngineError where it cannot be deleted."""
        discard_folder(location.folder)

    def foresee(self, questions: Callable[[], Iterable[Question]]) -> tuple[int, ...]:
        """Return nothing: each question is answered when it is asked."""
        return ()

    def refresh(self) -> None:
        """See what other processes have applied since the engine was opened."""
        with self._lock, engine_errors(self.name, self._folder):
            generation = _generation(self._folder)
            journal = read_journal(self._folder) if generation >= 0 else None
            if generation >= 0 and journal is None:
                raise ValueError("revision.json is missing")
            if journal is None or journal.format != FORMAT:
                self._forget()
            elif (generation, journal) != self._seen:
                # The generation is read first: what is seen is at least as new as its revision.
                self._forget()
                self._index = open_dir(str(self._folder), schema=schema())
                self._snapshot = Snapshot(self._index.reader())  # type: ignore[no-untyped-call]
                self.revision = journal.at(generation)
                self._seen = generation, journal

    def apply(self, removed: Iterable[int] | None, added: Iterable[PassageTerms], revision: int) -> None:
        """Take out the ``removed`` documents (None: all), add ``added``, and commit as ``revision``, all or nothing."""
        self.refresh()
        with engine_errors(self.name, self._folder):
            index = self._index if self._index is not None else _create(self._folder)
            leftovers = _leftovers(self._folder)
            writer = _writer(index, self._folder)
        try:
            with engine_errors(self.name, self._folder):
                for file in leftovers:
                    file.unlink(missing_ok=True)
                if removed is None:
                    writer.delete_by_query(Every())  # type: ignore[no-untyped-call]
                for document in removed or ():
                    writer.delete_by_term("document", str(document))
            self._add(writer, added)
            with engine_errors(self.name, self._folder):
                write_journal(self._folder, Journal(writer.generation - 1, self.revision, revision))
                writer.commit(mergetype=merge_by_size)
        except BaseException:
            if not writer.is_closed:
                with suppress(Exception):  # what failed first is what is told
                    writer.cancel()
            raise
        self.refresh()

    def _add(self, writer: Any, entries: Iterable[PassageTerms]) -> None:
        """Give all entries to the writer. What fails in ``entries`` itself is not this engine's damage."""
        for entry in entries:
            with engine_errors(self.name, self._folder):
                writer.add_document(
                    passage=entry.passage,
                    length=entry.stems.count(" ") + 1 if entry.stems else 0,
                    document=str(entry.document),
                    kind=entry.kind.value,
                    stems=entry.stems,
                    words=entry.words,
                )

    def search(self, query: Query, limit: int, *, count: bool = True) -> Candidates:
        """Return the candidates for ``query``, best first, always counted."""
        with self._lock, engine_errors(self.name, self._folder):
            return self._snapshot.search(query, limit) if self._snapshot is not None else Candidates(0, ())

    def bytes_used(self) -> int:
        """Return the bytes of the files in the engine's folder."""
        return size_of_folder(self._folder)

    def close(self) -> None:
        """Release the files."""
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        """Be an engine over an empty folder."""
        if self._snapshot is not None:
            self._snapshot.close()
        self._index = self._snapshot = self._seen = None
        self.revision = 0


def merge_by_size(writer: Any, segments: list[Any]) -> list[Any]:
    """Merge into the new segment every one that is not twice as large as what is merged already; return the others.

    So a library updated for ever has a number of segments in proportion to the logarithm of its size. Segments of
    which more than half was removed are merged too. Whoosh's own policy keeps them all.
    """
    kept: list[Any] = []
    merged = writer.doc_count()
    for segment in sorted(segments, key=lambda segment: segment.doc_count()):
        alive = segment.doc_count()
        if alive > 2 * merged and alive >= segment.deleted_count():
            kept.append(segment)
        elif alive:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
            merged += alive
    return kept


def _generation(folder: Path) -> int:
    """Return the number of the last commit; -1 where there is no index."""
    if not folder.is_dir():
        return -1
    numbers = [file.name.removeprefix("_MAIN_").removesuffix(".toc") for file in folder.glob("_MAIN_*.toc")]
    return max((int(number) for number in numbers if number.isdecimal()), default=-1)


def _create(folder: Path) -> FileIndex:
    """Return a new index in ``folder``; what an older version left there is deleted."""
    empty_folder(folder)
    write_journal(folder, Journal(0, 0, 0))
    return create_in(str(folder), schema())


def _leftovers(folder: Path) -> list[Path]:
    """Return the files that a killed process left and that Whoosh itself never cleans away."""
    return [*folder.glob("MAIN.tmp/*"), *folder.glob("_MAIN_*.toc.*")]


def _writer(index: FileIndex, folder: Path) -> Any:
    """Return a writer. Raises LibraryBusyError where another process has one."""
    try:
        return index.writer(limitmb=_MEMORY)
    except LockError as error:
        message = f"Another process is writing to the index in {folder}"
        raise LibraryBusyError(message, "Try again when it is done") from error
