"""Words of a question that name a source: its author, a word of its title, its year. They lead to its passages."""

from __future__ import annotations

from heapq import nsmallest

from kurilsearch.query import InDocuments
from kurilsearch.search.checked_query import CheckedQuery, all_of, any_of
from kurilsearch.search.expansion import Expansion, without_words
from kurilsearch.search.weighting import rarity
from kurilsearch.vocabulary.lexicon import Lexicon

MOST_LIKELY = 32
"""Sources whose titles promise an answer."""


def likely_sources(expansion: Expansion, lexicon: Lexicon) -> frozenset[int]:
    """Return the documents that have the most of a question in author, title and year, rare words before common ones.

    Engines know nothing of titles: their best passages leave out those that the title alone brings to the front.
    """
    if len(expansion.telling) < 2:
        return frozenset()
    scores: dict[int, float] = {}
    for concept in expansion.concepts.distinct:
        documents = frozenset() if concept.light else lexicon.documents_with_stem(concept.stems)
        if documents:
            frequencies = lexicon.frequencies(concept.stems)
            df = min(sum(frequencies[stem] for stem in concept.stems), lexicon.totals.passages)
            weight = concept.times * rarity(df, lexicon.totals.passages)
            for document in documents:
                scores[document] = scores.get(document, 0.0) + weight
    return frozenset(nsmallest(MOST_LIKELY, scores, key=lambda document: (-scores[document], document)))


def with_sources(expansion: Expansion, lexicon: Lexicon) -> Expansion:
    """Return the question so that a passage has a word that its source has as author, title or year.

    It must hold one of the other words all the same: that is not so of a query that has but one.
    """
    telling = expansion.telling
    if len(telling) < 2 or not expansion.is_ranked:
        return expansion
    named = [lexicon.documents_named(part.words) for part in telling]
    if not any(named):
        return expansion
    words = [
        any_of([part.query, CheckedQuery(InDocuments(documents))]) if documents else part.query
        for part, documents in zip(telling, named, strict=True)
    ]
    others = without_words(expansion.parts)
    complete = all_of([*words, any_of([part.loose for part in telling]), *others])
    return expansion._replace(complete=complete)


def of_sources(expansion: Expansion, lexicon: Lexicon) -> Expansion | None:
    """Return the question that asks for all passages of the sources that its words name; None where they name none.

    All words must name the source, one of them its author: ``Rozman``, ``Rozman 1992``.
    """
    words = [word for part in expansion.telling for word in part.words]
    sources = lexicon.documents_by(words)
    if not sources:
        return None
    others = without_words(expansion.parts)
    complete = all_of([CheckedQuery(InDocuments(sources)), *others])
    query = any_of([expansion.query, complete])
    return expansion._replace(query=query, complete=complete, is_ranked=True)
