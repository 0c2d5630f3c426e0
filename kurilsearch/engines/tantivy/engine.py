"""The fast engine: an embedded index in Rust, through the ``tantivy`` wheel."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, cast

import tantivy

from kurilsearch.engines.engine import Candidates, PassageTerms, Question
from kurilsearch.engines.local.damage import engine_errors
from kurilsearch.engines.local.folders import discard_folder, size_of_folder
from kurilsearch.engines.local.revision import FORMAT, Journal, empty_folder, read_journal, write_journal
from kurilsearch.engines.ordering import best_first, has_scores, least_equal
from kurilsearch.engines.tantivy.query import build_query
from kurilsearch.errors import LibraryBusyError
from kurilsearch.location import IndexLocation

_META = "meta.json"
"""tantivy's list of segments, replaced whole at each commit; its ``opstamp`` grows with every commit."""

_FEW = 2_000
"""So many entries need little memory."""

_HEAP_FOR_FEW = 15_000_000
_HEAP = 40_000_000
"""Bytes of postings that are gathered in memory before a segment is written: those of 16 MB of text and more."""

_SPARE = 16
"""Hits that are asked for beyond the limit, because equal scores are ordered here."""


class _View(NamedTuple):
    """The index as it was opened last: one value, so that a thread that searches never sees half of a newer one."""

    opened: tantivy.Index | None
    searcher: tantivy.Searcher | None
    revision: int
    meta: bytes


_NOTHING = _View(None, None, 0, b"")


class TantivyEngine:
    """An index of passages in a folder; see :class:`kurilsearch.engines.engine.Engine` for what it promises."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        """Look at the index in ``folder``; it is made at the first :meth:`apply`. Raises EngineError."""
        self._folder = folder
        self._view = _NOTHING
        self._refreshing = Lock()
        self.refresh()

    @classmethod
    def open(cls, location: IndexLocation) -> TantivyEngine:
        """Open the engine over the folder of ``location``, which need not exist yet."""
        return cls(location.folder)

    @staticmethod
    def discard(location: IndexLocation) -> None:
        """Delete the index in the folder of ``location``. Raises EngineError where it cannot be deleted."""
        discard_folder(location.folder)

    @property
    def revision(self) -> int:
        """The store's revision that was applied last; 0 for a new or empty engine."""
        return self._view.revision

    def foresee(self, questions: Callable[[], Iterable[Question]]) -> tuple[int, ...]:
        """Return nothing: each question is answered when it is asked."""
        return ()

    def refresh(self) -> None:
        """See what other processes have applied since the engine was opened."""
        with self._refreshing, engine_errors(self.name, self._folder):
            meta = _read_meta(self._folder)
            if meta and meta == self._view.meta:
                return
            # The meta file is read before the journal and the index: what is seen is at least as new as its revision.
            journal = read_journal(self._folder) if meta else None
            if not meta or (journal is not None and journal.format != FORMAT):
                self._view = _NOTHING
                return
            if journal is None:
                raise ValueError("revision.json is missing")
            index = tantivy.Index.open(str(self._folder))
            self._view = _View(index, index.searcher(), journal.at(_commit(meta)), meta)

    def apply(self, removed: Iterable[int] | None, added: Iterable[PassageTerms], revision: int) -> None:
        """Take out the ``removed`` documents (None: all), add ``added``, and commit as ``revision``, all or nothing.

        A writer is open no longer than this call, so that another process may write next.
        """
        self.refresh()
        entries = iter(added)
        first = list(islice(entries, _FEW))
        few = len(first) < _FEW
        with engine_errors(self.name, self._folder):
            index = self._view.opened or _create(self._folder)
            writer = _writer(index, self._folder, few)
            writer.garbage_collect_files()  # what a killed process left would stand in the way of files of its name
            commit = _commit(_read_meta(self._folder))
        try:
            with engine_errors(self.name, self._folder):
                if removed is None:
                    writer.delete_all_documents()
                for document in removed or ():
                    writer.delete_documents_by_term("document", document)
            self._add(writer, chain(first, entries))
            with engine_errors(self.name, self._folder):
                write_journal(self._folder, Journal(commit, self._view.revision, revision))
                writer.commit()
                writer.garbage_collect_files()
        except BaseException:
            with suppress(Exception):  # what failed first is what is told
                writer.wait_merging_threads()
            raise
        with engine_errors(self.name, self._folder):
            writer.wait_merging_threads()  # merged now or never: a writer that is dropped forgets its merges
            write_journal(self._folder, Journal(_commit(_read_meta(self._folder)), revision, revision))
        self.refresh()

    def _add(self, writer: tantivy.IndexWriter, entries: Iterable[PassageTerms]) -> None:
        """Give all entries to the writer. What fails in ``entries`` itself is not this engine's damage."""
        add, document = writer.add_document, tantivy.Document
        for passage, number, kind, stems, words in entries:
            try:
                add(document(passage=passage, document=number, kind=kind.value, stems=stems, words=words))
            except BaseException:
                with engine_errors(self.name, self._folder):
                    raise

    def search(self, query: Any, limit: int, *, count: bool = True) -> Candidates:
        """Return the candidates for ``query``, best first; counting them all makes tantivy score them all."""
        view = self._view
        if view.searcher is None or view.opened is None:
            return Candidates(0, ())
        with engine_errors(self.name, self._folder):
            built = build_query(query, view.opened.schema)
            if not has_scores(query):
                result = view.searcher.search(built, max(limit, 1), order_by_field="passage", order=tantivy.Order.Asc)
                return Candidates(_total(result), tuple([passage for passage, _ in result.hits[:limit]]))
            return _best(view.searcher, built, limit, count=count)

    def bytes_used(self) -> int:
        """Return the bytes of the files in the engine's folder."""
        return size_of_folder(self._folder)

    def close(self) -> None:
        """Release the files."""
        self._view = _NOTHING


def _best(searcher: tantivy.Searcher, built: tantivy.Query, limit: int, *, count: bool) -> Candidates:
    """Return the best hits; asks for more until all that equal the last one are among them."""
    wanted = limit + _SPARE
    while True:
        result = searcher.search(built, wanted, count=count)
        hits = result.hits
        if len(hits) < wanted or hits[-1][0] < least_equal(hits[max(limit - 1, 0)][0]):
            break
        wanted *= 4
    passages = searcher.fast_field_values("passage", [address for _, address in hits])
    scored = zip([score for score, _ in hits], cast(list[int], passages), strict=True)
    return Candidates(_total(result) if count else len(hits), tuple(best_first(scored)[:limit]))


def _total(result: tantivy.SearchResult) -> int:
    """Return how many passages match (the attribute is missing from tantivy's type stub)."""
    return cast(int, cast(Any, result).count)


def _read_meta(folder: Path) -> bytes:
    """Return tantivy's meta file; empty where there is no index."""
    try:
        return (folder / _META).read_bytes()
    except FileNotFoundError:
        return b""


def _commit(meta: bytes) -> int:
    """Return the number of the last commit from tantivy's meta file."""
    return int(json.loads(meta)["opstamp"])


def _create(folder: Path) -> tantivy.Index:
    """Return a new index in ``folder``; what an older version left there is deleted."""
    empty_folder(folder)
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("passage", fast=True)
    builder.add_integer_field("document", indexed=True)
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("stems", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    write_journal(folder, Journal(0, 0, 0))
    return tantivy.Index(builder.build(), path=str(folder))


def _writer(index: tantivy.Index, folder: Path, few: bool) -> tantivy.IndexWriter:
    """Return a writer. Raises LibraryBusyError where another process has one."""
    try:
        # one thread: each writes segments of its own, and to merge those takes longer than two threads save
        return index.writer(_HEAP_FOR_FEW if few else _HEAP, 1)
    except ValueError as error:
        if "LockBusy" not in str(error):
            raise
        message = f"Another process is writing to the index in {folder}"
        raise LibraryBusyError(message, "Try again when it is done") from error
