"""Words of a question that name a source: its author, a word of its title, its year. They lead to its passages."""

from __future__ import annotations

from dataclasses import replace

from kurilsearch.query import InDocuments
from kurilsearch.search.checked_query import CheckedQuery, all_of, any_of
from kurilsearch.search.expand import Expansion, without_words
from kurilsearch.vocabulary.lexicon import Lexicon


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
        any_of([part.asked, CheckedQuery(InDocuments(documents))]) if documents else part.asked
        for part, documents in zip(telling, named, strict=True)
    ]
    others = without_words(expansion.parts)
    complete = all_of([*words, any_of([part.loose for part in telling]), *others])
    return replace(expansion, complete=complete)


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
    asked = any_of([expansion.asked, complete])
    return replace(expansion, asked=asked, complete=complete, is_ranked=True)
