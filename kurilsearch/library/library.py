"""The library: a folder of sources that can be searched and quoted. The whole story on one page.

sources ──index──▶ store (the truth) ──▶ engine (derived) ──search──▶ hits ──▶ citations
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from kurilsearch.engines.loader import default_engine
from kurilsearch.errors import UsageError
from kurilsearch.facets import NO_FILTERS, Filters
from kurilsearch.library.citing import BibliographyFormat, CitationForm, Citing, Markup
from kurilsearch.library.finding import Finding
from kurilsearch.library.keeping import Keeping
from kurilsearch.library.parts import Parts
from kurilsearch.library.quoting import Quoting
from kurilsearch.library.reading import Reading
from kurilsearch.library.settings import CLUSTER, Settings, find_settings

if TYPE_CHECKING:
    from kurilsearch.check.check import Progress as CheckProgress
    from kurilsearch.check.draft import QuotationsInDraft
    from kurilsearch.check.mutation.report import MutationReport
    from kurilsearch.check.repair.repair import Repair
    from kurilsearch.check.report import DraftReport
    from kurilsearch.cite.hits import Pasted, Source
    from kurilsearch.cite.locator import Locator
    from kurilsearch.cite.render import RenderedCitation
    from kurilsearch.cited.passages import CitingResult
    from kurilsearch.hit import Hit, SearchResult
    from kurilsearch.indexing.report import IndexReport, Progress
    from kurilsearch.layout import PageBox
    from kurilsearch.library.bulk import UnmatchedEntry
    from kurilsearch.library.checking import Checking
    from kurilsearch.library.drawing import Drawing
    from kurilsearch.library.status import LibraryStatus, Rebuilt
    from kurilsearch.model import Document, Furniture, StoredPassage
    from kurilsearch.quotation_result import QuotationResult
    from kurilsearch.references import References

CITED_AT_ONCE = 50
"""Quotations of many that are answered together where their places are to be cited."""


def open_library(folder: Path | str | None = None, *, engine: str | None = None) -> Library:
    """Open the library in ``folder``, or the one that the environment or the current folder leads to.

    Without ``folder`` it is the one named by ``KURILSEARCH_LIBRARY``, else the nearest ``kurilsearch.toml`` or
    ``[tool.kurilsearch]`` in a ``pyproject.toml`` upwards. ``engine`` is ``tantivy``, ``whoosh`` or
    ``opensearch``; None is the library's own choice, or the fastest that is installed. Nothing is read or indexed yet.

    Raises NoLibraryError where no library is found, SettingsError where its settings are wrong, EngineError for an
    engine that does not exist.
    """
    settings = find_settings(folder)
    on_cluster = CLUSTER if settings.cluster else None
    return Library(settings, engine or settings.engine or on_cluster or default_engine(), store=on_cluster)


class Library:
    """A folder of sources, its index, and what can be asked of it. Made by :func:`open_library`; close it, or use with.

    Its parts are ``finding``, ``quoting``, ``citing``, ``checking``, ``reading``, ``drawing`` and ``keeping``, and only
    the last writes. Any number of threads may use one library at once, also while one of them, or another process,
    indexes: answers are of the last commit, and do not wait. :meth:`close` is for when none of them uses it any more.
    """

    def __init__(self, settings: Settings, engine: str, *, store: str | None = None) -> None:
        """Take the settings and the names of engine and store (None: the default one); nothing is opened yet."""
        self.settings = settings
        self.engine_name = engine
        self.parts = Parts(settings, engine, store)
        self.keeping = Keeping(self.parts)
        self.reading = Reading(self.parts)
        self.quoting = Quoting(self.parts)
        self.finding = Finding(self.parts, self.quoting, self.keeping)
        self.citing = Citing(self.parts)

    @cached_property
    def checking(self) -> Checking:
        """The part that checks drafts."""
        from kurilsearch.library.checking import Checking

        return Checking(self.parts, self.quoting)

    @cached_property
    def drawing(self) -> Drawing:
        """The part that draws pages."""
        from kurilsearch.library.drawing import Drawing

        return Drawing(self.parts)

    # Finding and quoting

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        match: Literal["all", "any"] = "any",
        page: int = 1,
        sort: Literal["date", "title", "file"] | None = None,
        group: bool = False,
        cite: str | None = None,
        filters: Filters = NO_FILTERS,
        count: bool = False,
    ) -> SearchResult:
        """Return the best ``limit`` passages for ``query``, after building the index if that was never done.

        Passages with any of the telling words are ranked, those with all of them first; with ``match="all"`` all plain
        words must stand. ``page`` 2 has the next ``limit`` passages. ``sort`` puts the best thousand in another order;
        with ``group`` each document has one hit, its best. Where nothing matches, the query is
        loosened, and the result says how; five words or more are then also looked for as a quotation, and those found
        come first, with their similarity. ``cite`` names the style in which each hit is cited, see :meth:`cite`.
        ``filters`` say of which sources and kinds passages are wanted, and with ``count`` the result has its facets.
        Raises QueryError for a query that cannot be read, EngineError and StoreError where the index is damaged.
        """
        notes = self.keeping.make_ready()
        found = self.finding.search(query, limit, match, page, sort, group, filters, count)
        return self.citing.results([replace(found, notes=(*notes, *found.notes))], cite)[0]

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
        notes = self.keeping.make_ready()
        found = self.quoting.find(text, limit, self._numbers(sources), context=context)
        return self.citing.results([replace(found, notes=(*notes, *found.notes))], cite)[0]

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
        self.keeping.make_ready()
        documents = self._numbers(sources)
        answers = self.quoting.answers(texts, limit, documents, context=context)
        while some := list(islice(answers, CITED_AT_ONCE if cite else 1)):
            yield from self.citing.results(some, cite)

    def _numbers(self, sources: Sequence[Path | str]) -> frozenset[int] | None:
        """Return the ids of these documents; None for all, where none is named."""
        return frozenset(self.find_document(source).id for source in sources) if sources else None

    # Citing

    @property
    def style(self) -> str:
        """The citation style that is used where none is named."""
        return self.citing.style

    def cite(
        self, hits: Sequence[Hit], style: str | None = None, *, form: CitationForm | None = None, to: Markup = "plain"
    ) -> list[RenderedCitation]:
        """Return the citation of each hit, with the place where it stands; one that cannot be made says why.

        ``style`` is a CSL style's name or file, or ``pandoc``, ``latex`` or ``typst`` for a cite key; None is the
        library's own, else Chicago notes. Raises StyleError, PandocMissingError.
        """
        return self.citing.hits(hits, style, form, to)

    def paste(
        self,
        hits: Sequence[Hit],
        style: str | None = None,
        *,
        to: Markup = "plain",
        typed: Sequence[str] | None = None,
    ) -> list[Pasted]:
        """Return each hit ready to paste: in the quotation marks of ``style``, or as a block, with its citation.

        Inner quotation marks are turned, and the words are the source's; where ``typed`` has the quotation for which
        each hit was found, its ellipses and what it has in brackets stay. Words that the source itself quotes are cited
        at second hand, where that work is known. See :meth:`cite`.
        """
        return self.citing.paste(hits, style, to, typed)

    def cite_sources(
        self,
        sources: Iterable[Source | Path | str],
        style: str | None = None,
        locator: Locator | None = None,
        *,
        form: CitationForm | None = None,
        to: Markup = "plain",
    ) -> list[RenderedCitation]:
        """Return the citation of each of these sources or files; see :meth:`cite`. Raises NoSuchSourceError too."""
        return self.citing.sources(self.reading.as_sources(sources), style, locator, form, to)

    def export(self, sources: Iterable[Source | Path | str], to: BibliographyFormat) -> str:
        """Return these sources or files as a bibliography file. Raises NoSuchSourceError, CitationError."""
        return self.citing.export(self.reading.as_sources(sources), to)

    def references(self, file: Path | str) -> References:
        """Return the works that a document lists and where it cites which of them. Raises NoSuchSourceError."""
        return self.citing.references(self.find_document(file).id)

    def with_cited_works(self, hits: Sequence[Hit], style: str | None = None) -> list[Hit]:
        """Return hits with the works on which their words rest, as their sources cite them, in ``cites``.

        With ``style`` those that a source quotes have the citation by which they are quoted at second hand.
        """
        return self.citing.with_cited_works(hits, style)

    def cited(self, work: str, *, limit: int = 20) -> CitingResult:
        """Return where the sources cite ``work``: ``Ziegler 1993``, a title in quotation marks, or a DOI.

        Raises UsageError where it names no work.
        """
        self.keeping.make_ready()
        return self.finding.citing(work, limit)

    # Checking

    def check(
        self,
        draft: Path | str,
        *,
        baseline: Path | str | None = None,
        changed_since: str | None = None,
        progress: CheckProgress | None = None,
    ) -> DraftReport:
        """Return for every quotation of a draft whether its words and its citation are right.

        The draft may lie anywhere, among the sources too, where it is no witness of itself. ``progress`` is called with
        how many quotations are judged and how many there are. What the draft or a ``kurilsearch-check.toml`` beside it
        sets aside is no finding. ``baseline`` is an earlier report in JSON, whose findings are left out;
        ``changed_since`` a revision in git, and what stands in lines that are as they were then is left out. Raises
        UsageError where one of these files is missing, damaged, holds no text, or is of a kind that is not read.
        """
        self.keeping.make_ready()
        return self.checking.check(
            Path(draft), progress, baseline=Path(baseline) if baseline else None, changed_since=changed_since
        )

    def watch(self, draft: Path | str) -> Iterator[DraftReport | UsageError]:
        """Yield a report on a draft, and another each time it is saved; what is asked again is remembered.

        What :meth:`check` would raise is yielded, since the next save may mend it. It goes on until it is closed.
        Sources that change meanwhile are not seen.
        """
        self.keeping.make_ready()
        yield from self.checking.watch(Path(draft))

    def set_aside(self, report: DraftReport, reasons: Mapping[str, str]) -> DraftReport:
        """Return a report in which the findings with these hashes of their words are set aside, for these reasons."""
        return self.checking.set_aside(report, reasons)

    def mutate(self, *, count: int = 100, seed: int = 1, progress: CheckProgress | None = None) -> MutationReport:
        """Return how many lies a check would let through with these sources, and how many truths it would doubt.

        ``count`` sentences of the sources are drawn by chance, and changed: numbers, negations, names, cuts, splices.
        The same ``seed`` makes the same ones. Raises UsageError where the sources hold no sentence to quote.
        """
        self.keeping.make_ready()
        return self.checking.mutate(count, seed, progress)

    def repair(self, report: DraftReport, *, track: bool = False) -> Repair:
        """Write a copy of a checked draft that is set right, and the list of its changes; the draft stays as it is.

        With ``track`` words are replaced as tracked changes, in Word and OpenDocument. Raises RepairError where the
        draft has changed since, or nothing is written into files of its kind.
        """
        return self.checking.repair(report, track=track)

    def undo_repair(self, changes: Path | str) -> Path:
        """Take the changes of a list back in the copy beside it, and return the copy. Raises RepairError."""
        return self.checking.undo_repair(Path(changes))

    def quotations_in(self, text: str) -> QuotationsInDraft:
        """Return the quotations of a text in Markdown or a plain one, and the marks that have no mate."""
        return self.checking.quotations_in(text)

    # Reading

    def documents(self) -> tuple[Document, ...]:
        """Return the documents of the library, ordered by file; none before the first indexing."""
        return self.reading.documents()

    def find_document(self, file: Path | str) -> Document:
        """Return the document with this file name: relative to the library, to the current folder, or just its end.

        Its cite key, its author or its title will do as well, or a part of these. Raises NoSuchSourceError, where none
        or several fit, with the names that come near; of a file that could not be read it says why.
        """
        return self.reading.document(file)

    def sources(self, files: Iterable[Path | str] | None = None) -> tuple[Source, ...]:
        """Return documents with what is known of them and from where: all, ordered by file, or ``files`` as named.

        Raises NoSuchSourceError where a file is none of them; see :meth:`find_document`.
        """
        self.keeping.make_ready()
        return self.reading.sources(files)

    def weighed_sources(self, files: Iterable[Path | str] | None = None) -> tuple[Source, ...]:
        """Return documents as :meth:`sources` does, their guesses weighed with the lists of references of the others.

        The readings of a field are then in :attr:`Described.candidates`, the likeliest first, and what is cited of a
        source is as it was: a guess that the lists contradict is taken back by who accepts another reading.
        """
        self.keeping.make_ready()
        return self.reading.weighed_sources(files)

    def cite_keys(self) -> dict[int, str]:
        """Return the cite key of each document, by its id: that of its bibliography, else one of author and year."""
        return {source.document.id: source.key for source in self.sources()}

    def source(self, file: Path | str) -> Source:
        """Return a document with what is known of it and from where. Raises NoSuchSourceError."""
        return self.sources([file])[0]

    def passage(self, passage: int) -> StoredPassage:
        """Return the passage with this id, a hit's ``passage_id``. Raises NoSuchSourceError where it is gone."""
        return self.reading.passage(passage)

    def passages(self, file: Path | str) -> list[StoredPassage]:
        """Return the passages of a document in order. Raises NoSuchSourceError."""
        return self.reading.passages(file)

    def source_text(self, file: Path | str) -> str:
        """Return the text that all offsets of this document index, as it was when indexed. Raises NoSuchSourceError."""
        return self.reading.source_text(file)

    def furniture(self, file: Path | str) -> tuple[Furniture, ...]:
        """Return the regions of a document that are never quoted, in order. Raises NoSuchSourceError."""
        return self.reading.furniture(file)

    def boxes(self, hit: Hit) -> list[PageBox]:
        """Return where the words of a hit stand on the pages of its file, one box a line; none but in a PDF has any."""
        return self.reading.boxes(hit)

    def open_in_reader(self, file: Path | str, page: int | None = None) -> None:
        """Show a document in the system's reader, at a page of the file where that can be told. Raises UsageError."""
        from kurilsearch.programs.system_reader import open_in_reader

        open_in_reader(self.settings.folder / self.find_document(file).file, page)

    # Keeping

    @property
    def is_indexed(self) -> bool:
        """Tell whether the sources were ever indexed to the end."""
        return self.parts.is_indexed

    def index(
        self,
        *,
        retry_failed: bool = False,
        verify: bool = False,
        ocr: bool = False,
        forget_vanished: bool = False,
        share: str | None = None,
        progress: Progress | None = None,
        waiting: Callable[[], None] | None = None,
        wait: bool = True,
    ) -> IndexReport:
        """Bring the index up to date with the files, and say what was done.

        Added, changed, moved and removed files are noticed; others are not read again, nor are those that could not be
        read, unless ``retry_failed``. ``verify`` compares the content of all files, whatever their sizes, times and
        inodes say. ``ocr`` has the text of scans recognised, where ocrmypdf is installed. What a bibliography said that
        has vanished is kept, unless ``forget_vanished``. With ``share`` "1/2" the first half of the sources is indexed,
        where another run has "2/2". ``progress`` is called after each file, ``waiting`` once where
        another process is writing, for which this one waits. Raises LibraryBusyError after ten minutes of that, or at
        once without ``wait``; StoreError and EngineError where the disk is full or the index damaged, and what was
        committed stays; UsageError for ``ocr`` without ocrmypdf.
        """
        return self.keeping.index(
            retry_failed=retry_failed,
            verify=verify,
            ocr=ocr,
            forget_vanished=forget_vanished,
            share=share,
            progress=progress,
            waiting=waiting,
            wait=wait,
        )

    def rebuild(self, progress: Progress | None = None) -> Rebuilt:
        """Make the engine's index anew from the store, without reading a file, and say what was done.

        All that the store holds is looked through before; where it is damaged, or of an earlier version, it is made
        anew from the sources. ``sources.toml`` stays as it is. Raises LibraryBusyError.
        """
        return self.keeping.rebuild(progress)

    def set_source(self, file: Path | str, fields: Mapping[str, str | None]) -> Source:
        """Set what is cited of a document in ``sources.toml``, and return it; None takes back what was set.

        Names of fields are CSL variables or everyday ones (``year``, ``journal``); an empty text says that the work
        has none. Raises NoSuchSourceError, SettingsError where a field or value cannot be, LibraryBusyError.
        """
        document = self.find_document(file)
        return self.set_sources({document.file: fields})[0]

    def set_sources(self, said: Mapping[str, Mapping[str, str | None]]) -> tuple[Source, ...]:
        """Set what is cited of several documents, by the names of their files; see :meth:`set_source`."""
        from kurilsearch.library.source_fields import check_numberings

        documents = [self.find_document(file) for file in said]
        files = [document.file for document in documents]
        check_numberings(zip(documents, said.values(), strict=True))
        self.keeping.describe(dict(zip(files, said.values(), strict=True)))
        return self.sources(files)

    def unmatched_entries(self) -> tuple[UnmatchedEntry, ...]:
        """Return the entries of bibliographies that describe no document of the library."""
        return self.keeping.unmatched()

    def bibliography_problems(self) -> tuple[str, ...]:
        """Return what could not be understood in bibliographies and ``sources.toml``, one line each, with its place."""
        return self.keeping.problems()

    def stale_files(self, *, quickly: bool = False) -> int:
        """Return how many sources, bibliographies and settings of sources changed since the last indexing.

        They are told by their sizes and times. ``quickly`` looks at no more than the folders of a library of a thousand
        files or more, unless one changed: then a file that was changed in place, and not put in another's stead as most
        programs do, is not counted.
        """
        return self.keeping.stale_files(quickly=quickly)

    def sizes(self) -> dict[str, int]:
        """Return how many bytes each part of the index takes, by what it is called; together its size on the disk."""
        return self.keeping.sizes()

    def status(self) -> LibraryStatus:
        """Return what the library holds, what could not be read, and how large its index is."""
        return self.keeping.status()

    def close(self) -> None:
        """Release files, threads and processes."""
        if "drawing" in vars(self):
            self.drawing.close()
        self.parts.close()

    def __enter__(self) -> Self:
        """Return the library; it is closed at the block's end."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the library."""
        self.close()
