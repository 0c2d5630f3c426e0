"""Citing: hits and sources get the citation that a writer pastes, and the works on which their words rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kurilsearch.cite.hits import Pasted, Source
    from kurilsearch.cite.locator import Locator
    from kurilsearch.cite.render import RenderedCitation
    from kurilsearch.hit import Hit
    from kurilsearch.library.parts import Parts
    from kurilsearch.quotation_result import Answer
    from kurilsearch.references import References

CitationForm = Literal["note", "intext", "bibliography"]
Markup = Literal["plain", "markdown", "html", "rtf", "latex", "typst"]
BibliographyFormat = Literal["bibtex", "biblatex", "ris", "csljson"]

DEFAULT_STYLE = "chicago"


class Citing:
    """The part of a library that cites it."""

    def __init__(self, parts: Parts) -> None:
        """Take what it works with."""
        self.parts = parts

    @property
    def style(self) -> str:
        """The citation style that is used where none is named."""
        return self.parts.settings.style or DEFAULT_STYLE

    def hits(
        self, hits: Sequence[Hit], style: str | None, form: CitationForm | None, to: Markup
    ) -> list[RenderedCitation]:
        """Return the citation of each hit; see :meth:`kurilsearch.Library.cite`."""
        from kurilsearch.cite.hits import cite_hits

        return cite_hits(self.parts.store, self.parts.cache, hits, style or self.style, form=form, to=to)

    def results(self, results: list[Answer], style: str | None) -> list[Answer]:
        """Return answers with the citation of each hit, where ``style`` names one."""
        if style is None:
            return results
        from kurilsearch.cite.hits import with_citations

        return with_citations(self.parts.store, self.parts.cache, results, style)

    def paste(
        self, hits: Sequence[Hit], style: str | None, to: Markup, typed: Sequence[str] | None = None
    ) -> list[Pasted]:
        """Return each hit ready to paste; see :meth:`kurilsearch.Library.paste`."""
        from kurilsearch.cite.hits import paste_hits
        from kurilsearch.cited.works_of_hits import with_cited_works

        store, cache, style = self.parts.store, self.parts.cache, style or self.style
        quoting = [
            next((work.quoted_as for work in hit.cites or () if work.quoted_as), None)
            for hit in with_cited_works(store, cache, hits, style, to)
        ]
        return paste_hits(store, cache, hits, style, to=to, typed=typed, second_hand=quoting)

    def sources(
        self,
        sources: Sequence[Source],
        style: str | None,
        locator: Locator | None,
        form: CitationForm | None,
        to: Markup,
    ) -> list[RenderedCitation]:
        """Return the citation of each source; see :meth:`kurilsearch.Library.cite_sources`."""
        from kurilsearch.cite.hits import cite_sources

        return cite_sources(self.parts.cache, sources, style or self.style, locator, form=form, to=to)

    def in_list_order(self, sources: Sequence[Source], style: str | None) -> list[Source]:
        """Return sources as the bibliography of a style lists them."""
        from kurilsearch.cite.hits import sort_sources

        return sort_sources(sources, style or self.style)

    def export(self, sources: Iterable[Source], to: BibliographyFormat) -> str:
        """Return sources as a bibliography file. Raises CitationError.

        An entry of a .bib file that says all that is known of a source goes out as it came in, before the others.
        """
        from kurilsearch.cite.hits import export_sources

        listed = list(sources)
        as_they_came = self._entries_of(listed) if to in ("bibtex", "biblatex") else {}
        others = [source for source in listed if source.document.id not in as_they_came]
        entries = dict.fromkeys(as_they_came[each.document.id] for each in listed if each.document.id in as_they_came)
        return "".join(f"{entry}\n" for entry in entries) + export_sources(others, to)

    def _entries_of(self, sources: Sequence[Source]) -> dict[int, str]:
        """Return the text of the entries of .bib files, by document, of those that nothing else describes."""
        from kurilsearch.describe.files.bibtex_text import entry_texts
        from kurilsearch.indexing.scan import find_bibliographies

        settings = self.parts.settings
        texts = {
            (file.name, key): text
            for file in find_bibliographies(settings.sources, exclude=(settings.index,))
            if file.suffix.lower() == ".bib"
            for key, text in entry_texts(file.read_text(encoding="utf-8-sig", errors="replace"))
        }
        found: dict[int, str] = {}
        for source in sources:
            origins = {origin for name, origin in source.described.origins.items() if name not in ("type", "language")}
            place = next(iter(origins)).place if len(origins) == 1 else None
            if place and (text := texts.get((place, source.key))):
                found[source.document.id] = text
        return found

    def references(self, document: int) -> References:
        """Return the works that a document lists and where it cites which of them."""
        from kurilsearch.cited.works import references_of

        return references_of(self.parts.store, self.parts.cache, document)

    def with_cited_works(self, hits: Sequence[Hit], style: str | None) -> list[Hit]:
        """Return hits with the works on which their words rest; see :meth:`kurilsearch.Library.with_cited_works`."""
        from kurilsearch.cited.works_of_hits import with_cited_works

        return with_cited_works(self.parts.store, self.parts.cache, hits, style)
