"""Finding: a query becomes ranked passages, and what comes near a quotation stands before them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kurilsearch.facets import NO_FILTERS, Filters
from kurilsearch.search import search_passages
from kurilsearch.vocabulary.lexicon import lexicon_of

if TYPE_CHECKING:
    from kurilsearch.cited.passages import CitingResult
    from kurilsearch.hit import SearchResult
    from kurilsearch.library.parts import Parts
    from kurilsearch.library.quoting import Quoting
    from kurilsearch.search.arrange import Sort

NEAR_QUOTATIONS = 3
"""How many near quotations a search shows at most before the passages that hold some of the words."""


@dataclass(frozen=True)
class Finding:
    """The part of a library that searches it."""

    parts: Parts
    quoting: Quoting

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

    def citing(self, work: str, limit: int) -> CitingResult:
        """Return where the sources cite ``work``; see :meth:`kurilsearch.Library.cited`."""
        from kurilsearch.cited.passages import find_citing

        parts = self.parts
        return find_citing(
            parts.store, parts.cache, parts.engine, parts.sentences, work, limit, equivalents=parts.equivalents
        )
