"""The library: a folder of sources that can be searched and quoted. The whole story on one page.

sources ──index──▶ store (the truth) ──▶ engine (derived) ──search──▶ hits
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from kurilsearch.engines.loader import default_engine
from kurilsearch.errors import NoSuchSourceError, QueryError
from kurilsearch.hit import Hit, QuotationResult, SearchResult
from kurilsearch.library.parts import WAIT_SECONDS
from kurilsearch.library.settings import find_settings
from kurilsearch.library.sources_and_citations import CitingLibrary
from kurilsearch.model import Furniture, StoredPassage
from kurilsearch.search import search_passages

if TYPE_CHECKING:
    from kurilsearch.indexing.report import IndexReport, Progress
    from kurilsearch.layout import PageBox
    from kurilsearch.library.status import LibraryStatus

CITED_AT_ONCE = 50
"""Quotations of many that are answered together where their places are to be cited."""

NEAR_QUOTATIONS = 3
"""How many near quotations a search shows before the passages that hold some of the words."""


def open_library(folder: Path | str | None = None, *, engine: str | None = None) -> Library:
    """Open the library in ``folder``, or the one that the environment or the current folder leads to.

    Without ``folder`` it is the one named by ``KURILSEARCH_LIBRARY``, else the nearest ``kurilsearch.toml`` or
    ``[tool.kurilsearch]`` in a ``pyproject.toml`` upwards. ``engine`` is ``tantivy`` or ``whoosh``; None is the
    library's own choice, or the fastest that is installed. Nothing is read or indexed yet.

    Raises NoLibraryError where no library is found, SettingsError where its settings are wrong, EngineError for an
    engine that does not exist.
    """
    settings = find_settings(folder)
    return Library(settings, engine or settings.engine or default_engine())


class Library(CitingLibrary):
    """A folder of sources, its index, and what can be asked of it. Made by :func:`open_library`; close it, or use with.

    Reading needs no lock and goes on while another process indexes. A library is used from one thread at a time.
    """

    # What most users need

    def search(
        self, query: str, *, limit: int = 10, match: Literal["all", "any"] = "all", cite: str | None = None
    ) -> SearchResult:
        """Return the best ``limit`` passages for ``query``, after building the index if that was never done.

        All plain words must stand in a passage, with ``match="any"`` at least one. Where nothing matches, the query is
        loosened, and the result says how; five words or more are then also looked for as a quotation, and those found
        come first, with their similarity. ``cite`` names the style in which each hit is cited, see :meth:`cite`.
        Raises QueryError for a query that cannot be read, EngineError and StoreError where the index is damaged.
        """
        self._make_ready()
        result = search_passages(
            self._store, self._engine, self._sentences, query, limit=limit, match=match, equivalents=self._equivalents
        )
        if result.loosened or not result.hits:
            from kurilsearch.search.plain import as_quotation

            quotation = as_quotation(query)
            if quotation is not None:
                result = result.after(self.find_quotation(quotation, limit=min(limit, NEAR_QUOTATIONS)).hits, limit)
        return self._cited([result], cite)[0]

    def find_quotation(
        self,
        text: str,
        *,
        limit: int = 5,
        cite: str | None = None,
        sources: Sequence[Path | str] = (),
        context: bool = False,
    ) -> QuotationResult:
        """Return where a quotation stands, at most ``limit`` places, with what differs from the source.

        It may be misremembered, misprinted, shortened by ellipses or in another script. Where it stands nowhere there
        are no hits, and ``nearest`` holds what comes close. ``sources`` are the only ones to look in, named as
        :meth:`find_document` has it; with ``context`` a hit has what stands before and after it. Raises QueryError for
        a text without words, or of more than a few pages; NoSuchSourceError.
        """
        from kurilsearch.match.find import find_quotation

        self._make_ready()
        result = find_quotation(
            self._store,
            self._engine,
            text,
            limit,
            equivalents=self._equivalents,
            documents=frozenset(self.find_document(source).id for source in sources) if sources else None,
            context=context,
        )
        return self._cited([result], cite)[0]

    def find_quotations(
        self,
        texts: Iterable[str],
        *,
        limit: int = 5,
        cite: str | None = None,
        sources: Sequence[Path | str] = (),
        context: bool = False,
    ) -> Iterator[QuotationResult]:
        """Yield the answer to each of ``texts`` in order, as :meth:`find_quotation` gives it.

        One that cannot be looked for (it holds no word, or too many) is answered by a note that says why. With ``cite``
        some dozens are answered at a time, because citations are rendered together.
        """
        waiting = iter(texts)
        while some := list(islice(waiting, CITED_AT_ONCE if cite else 1)):
            answers = [self._answer(text, limit, sources, context) for text in some]
            yield from self._cited(answers, cite)

    def _answer(self, text: str, limit: int, sources: Sequence[Path | str], context: bool) -> QuotationResult:
        try:
            return self.find_quotation(text, limit=limit, sources=sources, context=context)
        except QueryError as error:
            return QuotationResult(text, (), notes=(str(error),))

    def index(
        self,
        *,
        retry_failed: bool = False,
        ocr: bool = False,
        progress: Progress | None = None,
        waiting: Callable[[], None] | None = None,
    ) -> IndexReport:
        """Bring the index up to date with the files, and say what was done.

        Added, changed, moved and removed files are noticed; others are not read again, nor are those that could not be
        read, unless ``retry_failed``. ``ocr`` has the text of scans recognised, where ocrmypdf is installed.
        ``progress`` is called after each file, ``waiting`` once where another process is writing, for which this one
        waits. Raises LibraryBusyError after ten minutes of that, StoreError and EngineError where the disk is full or
        the index damaged; what was committed stays.
        """
        from kurilsearch.indexing.lock import write_lock
        from kurilsearch.indexing.run import run_index

        self._make_index_folder()
        with write_lock(self.settings.index, WAIT_SECONDS, waiting):
            describer = self._find_describer()
            report = run_index(
                self._store,
                self._engine,
                self.settings.sources,
                self.settings.folder,
                exclude=(self.settings.index,),
                exclude_globs=self.settings.exclude,
                describe=describer,
                language=self.settings.language,
                retry_failed=retry_failed or ocr,
                ocr=ocr,
                on_progress=progress,
            )
            self._remember_describer(describer)
            self._store.set_value("last_indexed", datetime.now().astimezone().isoformat())
        self._splitter = self._known_equivalents = None
        return report

    def passage(self, passage: int) -> StoredPassage:
        """Return the passage with this id, a hit's ``passage_id``. Raises NoSuchSourceError where it is gone."""
        try:
            return self._store.passage(passage)
        except KeyError:
            raise NoSuchSourceError(
                f"The library holds no passage {passage}", "Its document was changed or removed: search again"
            ) from None

    # Reading a document

    def passages(self, file: Path | str) -> list[StoredPassage]:
        """Return the passages of a document in order. Raises NoSuchSourceError."""
        return self._store.passages(self.find_document(file).id)

    def source_text(self, file: Path | str) -> str:
        """Return the text that all offsets of this document index, as it was when indexed. Raises NoSuchSourceError."""
        return self._store.source_text(self.find_document(file).id)

    def furniture(self, file: Path | str) -> tuple[Furniture, ...]:
        """Return the regions of a document that are never quoted, in order. Raises NoSuchSourceError."""
        return self._store.furniture(self.find_document(file).id)

    def boxes(self, hit: Hit) -> list[PageBox]:
        """Return where the words of a hit stand on the pages of its file, one box a line; none but in a PDF has any."""
        layout = self._store.layout(hit.document)
        return [box for start, end in hit.pieces for box in layout.boxes(start, end)] if layout else []

    # Keeping the library

    def stale_files(self) -> int:
        """Return how many files were added, changed or removed since the last indexing, by their sizes and times."""
        from kurilsearch.indexing.plan import count_stale

        if not self.is_indexed:
            return 0
        settings = self.settings
        return count_stale(
            self._store, settings.sources, settings.folder, exclude=(settings.index,), exclude_globs=settings.exclude
        )

    def status(self) -> LibraryStatus:
        """Return what the library holds, what could not be read, and how large its index is."""
        from kurilsearch.library.status import LibraryStatus

        indexed = self.is_indexed
        totals = self._store.totals() if indexed else None
        moment = self._store.value("last_indexed") if indexed else None
        return LibraryStatus(
            folder=self.settings.folder,
            sources=self.settings.sources,
            index=self.settings.index,
            engine=self.engine_name,
            documents=totals.documents if totals else 0,
            passages=totals.passages if totals else 0,
            words=totals.terms if totals else 0,
            bytes_on_disk=sum(file.stat().st_size for file in self.settings.index.rglob("*") if file.is_file()),
            failures=self._store.failures() if indexed else (),
            skipped=self._store.skipped() if indexed else {},
            bibliography_problems=self.bibliography_problems(),
            revision=self._store.revision if indexed else 0,
            last_indexed=datetime.fromisoformat(moment) if moment else None,
        )

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make the engine's index anew from the store, without reading a file. Raises LibraryBusyError."""
        from kurilsearch.indexing.derive import rebuild_engine
        from kurilsearch.indexing.lock import write_lock

        if not self.is_indexed:
            self.index(progress=progress)
            return
        with write_lock(self.settings.index, WAIT_SECONDS):
            if self._open_engine is not None:
                self._open_engine.close()
            self._open_engine = rebuild_engine(self._store, self.engine_name, self._engine_folder)

    def __enter__(self) -> Self:
        """Return the library; it is closed at the block's end."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the library."""
        self.close()

    def _make_ready(self) -> None:
        """Index a library that never was; take in changed bibliographies; let an engine that is behind catch up."""
        if not self.is_indexed:
            self.index()
        elif self._is_described_differently():
            self._take_in_descriptions()
        self._engine.refresh()
        if self._engine.revision != self._store.revision:
            self._catch_up()
