"""Finding: a query becomes ranked passages, and what comes near a quotation stands before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kurilsearch.facets import NO_FILTERS, Filters
from kurilsearch.vocabulary.lexicon import lexicon_of

if TYPE_CHECKING:
    from kurilsearch.cited.passages import CitingResult
    from kurilsearch.hit import SearchResult
    from kurilsearch.library.keeping import Keeping
    from kurilsearch.library.parts import Parts
    from kurilsearch.library.quoting import Quoting
    from kurilsearch.search.arrange import Sort
    from kurilsearch.search.parsed import Passages

NEAR_QUOTATIONS = 3
"""How many near quotations a search shows at most before the passages that hold some of the words."""


def query_fields() -> tuple[str, ...]:
    """Return the names that may stand before a colon in a query."""
    from kurilsearch.search.syntax import FIELDS

    return FIELDS


class Finding:
    """The part of a library that searches it."""

    def __init__(self, parts: Parts, quoting: Quoting, keeping: Keeping) -> None:
        """Take what it works with."""
        self.parts = parts
        self.quoting = quoting
        self.keeping = keeping

    def search(
        self,
        query: str,
        limit: int,
        match: Literal["all", "any"],
        page: int,
        sort: Sort | None,
        group: bool,
        filters: Filters = NO_FILTERS,
        count: bool = False,
    ) -> SearchResult:
        """Return the best ``limit`` passages for ``query``; see :meth:`kurilsearch.Library.search`."""
        from kurilsearch.search import search_passages  # not needed where a quotation is looked for

        parts = self.parts
        result = search_passages(
            parts.store,
            parts.engine,
            parts.sentences,
            query,
            limit,
            match=match,
            page=page,
            sort=sort,
            group=group,
            equivalents=parts.equivalents,
            filters=filters,
            count=count,
            citing=self._passages_citing,
        )
        if page > 1 or sort or group or (result.hits and not result.loosened and result.partial_from != 1):
            return result
        from kurilsearch.search.hits import in_whole_sentences
        from kurilsearch.search.plain import as_quotation

        quotation = as_quotation(query)
        if quotation is None:
            return result
        admitted = filters.admitted(parts.store.documents()) if filters.choose_documents else None
        near = self.quoting.find(quotation, NEAR_QUOTATIONS, admitted).hits
        wanted = [hit for hit in near if not filters.kinds or hit.kind in filters.kinds]
        lexicon = lexicon_of(parts.store, parts.equivalents)
        return result.after([in_whole_sentences(hit, lexicon, parts.sentences) for hit in wanted])

    def _passages_citing(self, work: str) -> Passages:
        """Return the passages that cite a work: that of a cite key, a source of the library, or an author and year."""
        from kurilsearch.cited.filter import passages_citing, work_of_key, works_of_item
        from kurilsearch.references.work_query import parse_work

        parts = self.parts
        key = work.strip("@ ").casefold()
        items = [
            described.item
            for number, described in parts.store.described().items()
            if key in (str(described.item.get("id")).casefold(), parts.store.document(number).file.casefold())
        ] or [entry.item for entry in self.keeping.unmatched() if key == str(entry.item.get("id")).casefold()]
        works = works_of_item(items[0]) if items else ()
        if not works:
            works = (work_of_key(work) or parse_work(work),)
        return passages_citing(
            parts.store, parts.cache, parts.engine, parts.sentences, works, equivalents=parts.equivalents
        )

    def citing(self, work: str, limit: int) -> CitingResult:
        """Return where the sources cite ``work``; see :meth:`kurilsearch.Library.cited`."""
        from kurilsearch.cited.passages import find_citing

        parts = self.parts
        return find_citing(
            parts.store, parts.cache, parts.engine, parts.sentences, work, limit, equivalents=parts.equivalents
        )
