"""Filters on the passages of an answer, and what each would leave of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kurilsearch.engines.engine import Engine
from kurilsearch.facets import Facets, Filters, count_facets
from kurilsearch.model import Kind
from kurilsearch.query import And, InDocuments, Not, OfKind, Query
from kurilsearch.search.checked_query import CheckedQuery, all_of
from kurilsearch.search.expansion import Expansion
from kurilsearch.search.rank import Ranked
from kurilsearch.store.identity import document_of
from kurilsearch.vocabulary.lexicon import Lexicon

COUNTED = 10_000
"""Passages of an answer that are counted for its facets; of more the engine's best are."""


def narrowing(filters: Filters, lexicon: Lexicon) -> list[CheckedQuery]:
    """Return the filters as queries for the engine; none where nothing is left out."""
    admitted = filters.admitted(lexicon.documents) if filters.choose_documents else None
    queries: list[Query] = [] if admitted is None else [InDocuments(admitted)]
    if filters.kinds:
        queries.append(OfKind(filters.kinds))
    return [CheckedQuery(query) for query in queries]


def narrowed(expansion: Expansion, narrowing: Sequence[CheckedQuery]) -> Expansion:
    """Return the expansion so that only passages which the filters leave are meant."""
    if not narrowing:
        return expansion
    return expansion._replace(
        query=all_of([expansion.query, *narrowing]),
        complete=all_of([expansion.complete, *narrowing]),
    )


def facets_of(query: CheckedQuery, total: int, ranked: Sequence[Ranked], lexicon: Lexicon, engine: Engine) -> Facets:
    """Count the passages of an answer; of one that was checked above the engine, those that were looked at."""
    if query.check is not None:
        candidates = [each.candidate for each in ranked]
        documents = Counter(candidate.document for candidate in candidates)
        kinds = Counter(candidate.kind for candidate in candidates)
    else:
        # where all are counted no scores are needed, which take longest; what stands in a Not has none
        asked = query.engine_query
        unscored = asked if total > COUNTED else Not(Not(asked))
        counted = engine.search(unscored, min(max(total, 1), COUNTED))
        documents = Counter(map(document_of, counted.passages))
        rarer = [kind for kind in Kind if kind is not Kind.BODY]
        kinds = Counter({kind: engine.search(And((asked, OfKind(frozenset({kind})))), 1).total for kind in rarer})
        kinds[Kind.BODY] = counted.total - kinds.total()
    return count_facets(documents, kinds, lexicon.documents)
