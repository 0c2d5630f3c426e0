"""The library's sources as works: what is known of them, their citations, and what they cite themselves."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from kurilsearch.errors import LibraryBusyError, NoSuchSourceError, SettingsError
from kurilsearch.hit import Hit, QuotationResult, SearchResult
from kurilsearch.library.parts import WAIT_SECONDS, LibraryParts
from kurilsearch.model import Document

if TYPE_CHECKING:
    from kurilsearch.cite.hits import Pasted, Source
    from kurilsearch.cite.locator import Locator
    from kurilsearch.cite.render import RenderedCitation
    from kurilsearch.cited.passages import CitingResult
    from kurilsearch.references import References

CitationForm = Literal["note", "intext", "bibliography"]
Markup = Literal["plain", "markdown", "html", "rtf"]
Result = TypeVar("Result", SearchResult, QuotationResult)

DEFAULT_STYLE = "chicago"


class CitingLibrary(LibraryParts):
    """The part of :class:`kurilsearch.Library` that knows who wrote its sources, and how they are cited."""

    def documents(self) -> tuple[Document, ...]:
        """Return the documents of the library, ordered by file; none before the first indexing."""
        return self._store.documents() if self.is_indexed else ()

    def find_document(self, file: Path | str) -> Document:
        """Return the document with this file name: relative to the library, to the current folder, or just its end.

        Its cite key, its author or its title will do as well, or a part of these. Raises NoSuchSourceError, where none
        or several fit, with the names that come near; of a file that could not be read it says why.
        """
        documents = {document.file: document for document in self.documents()}
        return documents[self._find_file(file, documents)]

    def _find_file(self, file: Path | str, files: Collection[str]) -> str:
        """Return the one of ``files`` that ``file`` means; see :meth:`find_document`."""
        from kurilsearch.library.source_names import find_file, find_named

        try:
            return find_file(str(file), files, self.settings.folder)
        except NoSuchSourceError:
            if named := find_named(str(file), self.documents()):
                return named
            failures = {failure.file: failure for failure in self._store.failures()} if self.is_indexed else {}
            failure = failures[find_file(str(file), {*files, *failures}, self.settings.folder)]
            raise NoSuchSourceError(f"{failure.file} could not be read: {failure.reason}", failure.hint) from None

    # Citing

    def cite(
        self, hits: Sequence[Hit], style: str | None = None, *, form: CitationForm | None = None, to: Markup = "plain"
    ) -> list[RenderedCitation]:
        """Return the citation of each hit, with the place where it stands; one that cannot be made says why.

        ``style`` is a CSL style's name or file, or ``pandoc``, ``latex`` or ``typst`` for a cite key; None is the
        library's own, else Chicago notes. Raises StyleError, PandocMissingError.
        """
        from kurilsearch.cite.hits import cite_hits

        return cite_hits(self._store, hits, style or self.style, form=form, to=to)

    def paste(self, hits: Sequence[Hit], style: str | None = None, *, to: Markup = "plain") -> list[Pasted]:
        """Return each hit ready to paste: in the quotation marks of ``style``, or as a block, with its citation.

        Inner quotation marks are turned, and the words are the source's. See :meth:`cite`.
        """
        from kurilsearch.cite.hits import paste_hits

        return paste_hits(self._store, hits, style or self.style, to=to)

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
        from kurilsearch.cite.hits import cite_sources

        return cite_sources(self._store, self._as_sources(sources), style or self.style, locator, form=form, to=to)

    def export(
        self, sources: Iterable[Source | Path | str], to: Literal["bibtex", "biblatex", "ris", "csljson"]
    ) -> str:
        """Return these sources or files as a bibliography file. Raises NoSuchSourceError, CitationError."""
        from kurilsearch.cite.hits import export_sources

        return export_sources(self._as_sources(sources), to)

    def sources(self, files: Iterable[Path | str] | None = None) -> tuple[Source, ...]:
        """Return documents with what is known of them and from where: all, ordered by file, or ``files`` as named.

        Raises NoSuchSourceError where a file is none of them; see :meth:`find_document`.
        """
        from kurilsearch.cite.hits import list_sources

        self._make_ready()
        listed = list_sources(self._store)
        if files is None:
            return listed
        by_file = {source.document.file: source for source in listed}
        return tuple(by_file[self._find_file(file, by_file)] for file in files)

    def source(self, file: Path | str) -> Source:
        """Return a document with what is known of it and from where. Raises NoSuchSourceError."""
        return self.sources([file])[0]

    def set_source(self, file: Path | str, fields: Mapping[str, str | None]) -> Source:
        """Set what is cited of a document in ``sources.toml``, and return it; None takes back what was set.

        Names of fields are CSL variables or everyday ones (``year``, ``journal``); an empty text says that the work
        has none. Raises NoSuchSourceError, SettingsError where a field or value cannot be, LibraryBusyError.
        """
        from kurilsearch.describe.sources_file import SOURCES_FILE, set_fields

        document = self.find_document(file)
        set_fields(self.settings.folder / SOURCES_FILE, document.file, fields)
        self._describe_again(WAIT_SECONDS)
        return self.source(document.file)

    def bibliography_problems(self) -> tuple[str, ...]:
        """Return what could not be understood in bibliographies and ``sources.toml``, one line each, with its place.

        Where ``sources.toml`` is no TOML at all, the sources stay described as before.
        """
        if not self.is_indexed:
            return ()
        if self._is_described_differently():
            self._take_in_descriptions()
        told = json.loads(self._store.value("bibliography_problems") or "[]")
        return (*told, *([self._mistake] if self._mistake else []))

    @property
    def style(self) -> str:
        """The citation style that is used where none is named."""
        return self.settings.style or DEFAULT_STYLE

    # What the sources cite

    def references(self, file: Path | str) -> References:
        """Return the works that a document lists and where it cites which of them. Raises NoSuchSourceError."""
        from kurilsearch.cited.works import references_of

        return references_of(self._store, self.find_document(file).id)

    def with_cited_works(self, hits: Sequence[Hit], style: str | None = None) -> list[Hit]:
        """Return hits with the works on which their words rest, as their sources cite them, in ``cites``.

        With ``style`` those that a source quotes have the citation by which they are quoted at second hand.
        """
        from kurilsearch.cited.works_of_hits import with_cited_works

        return with_cited_works(self._store, hits, style)

    def cited(self, work: str, *, limit: int = 20) -> CitingResult:
        """Return where the sources cite ``work``: ``Ziegler 1993``, a title in quotation marks, or a DOI.

        Raises UsageError where it names no work.
        """
        from kurilsearch.cited.passages import find_citing

        self._make_ready()
        return find_citing(self._store, self._engine, self._sentences, work, limit, equivalents=self._equivalents)

    # How it comes by them

    def _cited(self, results: list[Result], style: str | None) -> list[Result]:
        if style is None:
            return results
        from kurilsearch.cite.hits import with_citations

        return with_citations(self._store, results, style)

    def _as_sources(self, given: Iterable[Source | Path | str]) -> list[Source]:
        """Return sources as they are, and those that files name, which are looked up together."""
        every = list(given)
        files = [one for one in every if isinstance(one, Path | str)]
        named = iter(self.sources(files) if files else ())
        return [next(named) if isinstance(one, Path | str) else one for one in every]

    def _take_in_descriptions(self) -> None:
        """Describe the sources anew; where that cannot be done just now, they stay described as they are."""
        try:
            self._describe_again()
        except LibraryBusyError:
            return  # another process is writing: the next search takes it in
        except SettingsError as error:
            self._mistake = str(error)
        else:
            self._mistake = None

    @abstractmethod
    def _make_ready(self) -> None:
        """See that there is an index, and that it knows the present bibliographies."""
