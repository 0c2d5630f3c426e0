"""Search, told on one page: read the query, ask the engine, rank, loosen where nothing was found, quote."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from kurilsearch.engines.engine import Engine
from kurilsearch.errors import UsageError
from kurilsearch.facets import NO_FILTERS, Filters
from kurilsearch.hit import Hit, SearchResult
from kurilsearch.language.sentences import SentenceSplitter
from kurilsearch.search.arrange import ARRANGED, Sort, best_of_documents, sorted_by
from kurilsearch.search.checked_query import CheckedQuery, View, all_of, holds
from kurilsearch.search.expand import expand
from kurilsearch.search.expansion import Expansion
from kurilsearch.search.filtering import facets_of, narrowed, narrowing
from kurilsearch.search.hits import make_hit
from kurilsearch.search.language import parse_query
from kurilsearch.search.parsed import (
    Parsed,
    Passages,
    passages_meant,
    with_passages_citing,
)
from kurilsearch.search.rank import Ranked, Ranker
from kurilsearch.search.retrieve import retrieve
from kurilsearch.search.sources import of_sources, with_sources
from kurilsearch.search.spelling import is_known
from kurilsearch.search.suggest import RARE, suggest
from kurilsearch.search.syntax import quoted
from kurilsearch.store import Candidate, StoreReader
from kurilsearch.vocabulary.equivalents import NO_EQUIVALENTS, Equivalents
from kurilsearch.vocabulary.lexicon import Lexicon, lexicon_of

if TYPE_CHECKING:
    from kurilsearch.search.loosen import Attempt

Match = Literal["all", "any"]


def search_passages(
    store: StoreReader,
    engine: Engine,
    splitter: SentenceSplitter,
    text: str,
    limit: int = 10,
    *,
    match: Match = "any",
    page: int = 1,
    sort: Sort | None = None,
    group: bool = False,
    equivalents: Equivalents = NO_EQUIVALENTS,
    filters: Filters = NO_FILTERS,
    count: bool = False,
    citing: Callable[[str], Passages] | None = None,
) -> SearchResult:
    """Return the best ``limit`` hits for the query ``text``; ``equivalents`` are names that stand for each other.

    ``page`` 2 has the next ``limit`` hits, and so on. With ``sort`` the best thousand passages are put in that order,
    with ``group`` each document has one hit, its best, and ``total`` counts documents. ``filters`` leave passages out;
    with ``count`` the answer has its ``facets``, what is left by each filter.
    ``citing`` returns the passages that cite a work, for ``cites:``.

    With ``match="any"`` plain words are a question: a passage needs one of those that tell what is looked for, and
    passages with all of them come first. With ``match="all"`` they must all stand. QueryError where the query cannot be
    read, UsageError where ``limit`` or ``page`` is below 1.
    """
    if page < 1:
        raise UsageError(f"The page is {page}", "Pages are counted from 1")
    deepest = max(limit * page, ARRANGED) if sort or group else limit * page
    found = find_passages(
        store,
        engine,
        text,
        limit and deepest,
        match=match,
        equivalents=equivalents,
        filters=filters,
        citing=citing,
    )
    facets = None
    if count:
        facets = facets_of(found.expansion.query, found.total, found.ranked, found.lexicon, engine)
    if group:
        ranked = best_of_documents(found.ranked)
        found = found._replace(ranked=ranked, total=len(ranked))
    if sort:
        found = found._replace(ranked=sorted_by(sort, found.ranked, found.complete, found.lexicon))
    hits = _make_hits(found, splitter, limit * (page - 1), limit * page)
    partial_from, lacking = _lacking(found, hits)
    return SearchResult(
        query=text,
        hits=hits,
        total=found.total,
        loosened=found.loosened,
        suggestion=_suggestion(text, found),
        partial_from=partial_from,
        lacking=lacking,
        notes=found.expansion.notes + found.notes,
        facets=facets,
    )


class Found(NamedTuple):
    """The ranked passages for a query, before they become hits, and how they were found.

    ``total`` passages match in all; at least as many are ranked as were asked for, if there are. ``complete`` are the
    ids of those among them that hold all that was asked for. ``is_respelt`` says that words gave way to likely ones.
    """

    parsed: Parsed
    expansion: Expansion
    lexicon: Lexicon
    ranked: list[Ranked]
    total: int
    complete: frozenset[int]
    loosened: str | None
    is_respelt: bool = False
    notes: tuple[str, ...] = ()


def find_passages(
    store: StoreReader,
    engine: Engine,
    text: str,
    limit: int,
    *,
    match: Match = "any",
    equivalents: Equivalents = NO_EQUIVALENTS,
    filters: Filters = NO_FILTERS,
    citing: Callable[[str], Passages] | None = None,
) -> Found:
    """Return the ranked passages for the query ``text``; as :func:`search_passages`, without quoting any."""
    if limit < 1:
        raise UsageError(f"The limit is {limit}", "Ask for at least 1 hit")
    any_word = match == "any"
    parsed = parse_query(text)
    uncited: list[str] = []
    if citing is not None and "cites:" in text.lower():
        parsed = with_passages_citing(parsed, partial(_cited_in, citing, uncited))
    lexicon = lexicon_of(store, equivalents)
    filtered_by = narrowing(filters, lexicon)
    expansion = narrowed(with_sources(expand(parsed, lexicon, any_word=any_word), lexicon), filtered_by)
    loosened: Attempt | None = None
    answer = retrieve(expansion, expansion.query, lexicon, engine, limit)
    if not answer.complete and (of_source := of_sources(expansion, lexicon)) is not None:
        expansion = narrowed(of_source, filtered_by)
        answer = retrieve(expansion, expansion.query, lexicon, engine, limit)
    if not answer.complete and (not answer.total or _is_mostly_unknown(expansion, lexicon)):
        from kurilsearch.search.loosen import attempts

        def matches(query: CheckedQuery) -> bool:
            return engine.search(query.engine_query, 1).total > 0

        for attempt in attempts(parsed, lexicon, matches, any_word=any_word):
            looser_expansion = narrowed(attempt.expansion, filtered_by)
            looser_query = all_of([attempt.query, *filtered_by])
            looser = retrieve(looser_expansion, looser_query, lexicon, engine, limit)
            if looser.total and (looser.complete or not answer.total):
                answer, expansion, loosened = looser, looser_expansion._replace(query=looser_query), attempt
                break
    return Found(
        parsed=parsed,
        expansion=expansion,
        lexicon=lexicon,
        ranked=_rank(expansion, answer.groups, lexicon),
        total=answer.total,
        complete=answer.complete,
        loosened=loosened.sentence if loosened else None,
        is_respelt=loosened is not None and loosened.is_respelt,
        notes=(*answer.notes, *uncited),
    )


def _is_mostly_unknown(expansion: Expansion, lexicon: Lexicon) -> bool:
    """Return whether half of the telling words of a question, or more, stand nowhere in the library."""
    telling = expansion.telling
    unknown = sum(any(not is_known(word, lexicon) for word in part.words) for part in telling)
    return unknown > 0 and 2 * unknown >= len(telling)


def _cited_in(citing: Callable[[str], Passages], uncited: list[str], work: str) -> Passages:
    """Return the passages that cite a work, and note where none does."""
    found = citing(work)
    if not found.spans:
        uncited.append(f"No source cites {quoted(work)}")
    return found


def _rank(expansion: Expansion, groups: Sequence[Sequence[Candidate]], lexicon: Lexicon) -> list[Ranked]:
    if not expansion.concepts.distinct:
        return [Ranked(candidate, 0.0) for group in groups for candidate in group]
    feedback = (expansion.is_ranked or expansion.is_choice) and len(expansion.concepts.distinct) > 2
    return Ranker(expansion.concepts, lexicon).rank(*groups, feedback=feedback)


def _suggestion(text: str, found: Found) -> str | None:
    """Return what was probably meant; of what was found well nothing is suggested."""
    few = found.loosened is not None or found.total <= RARE
    if found.is_respelt or (found.complete and not few):
        return None
    return suggest(text, found.parsed, found.lexicon, few=few)


def _make_hits(found: Found, splitter: SentenceSplitter, first: int, last: int) -> tuple[Hit, ...]:
    shown = found.ranked[first:last]
    stored = found.lexicon.store.passages_with([ranked.candidate.id for ranked in shown])
    hits: list[Hit] = []
    meant = {id: spans for passages in passages_meant(found.parsed) for id, spans in passages.spans.items()}
    for ranked in shown:
        # a passage that another process removed since it was ranked is left out
        with suppress(KeyError):
            passage = stored[ranked.candidate.id]
            hits.append(
                make_hit(
                    first + len(hits) + 1,
                    ranked,
                    passage,
                    found.expansion.concepts,
                    found.lexicon,
                    splitter,
                    meant.get(passage.id, ()),
                )
            )
    return tuple(hits)


def _lacking(found: Found, hits: Sequence[Hit]) -> tuple[int | None, tuple[str, ...]]:
    """Return the rank of the first hit that lacks a word of a question, and the words that it or later ones lack."""
    partial = [hit for hit in hits if hit.passage_id not in found.complete]
    if not partial or not found.expansion.telling:
        return None, ()
    candidates = {ranked.candidate.id: ranked.candidate for ranked in found.ranked}
    views = [View(candidates[hit.passage_id]) for hit in partial]
    lacking = [
        part.typed
        for part in found.expansion.telling
        for named in [found.lexicon.documents_named(part.words)]
        if any(view.document not in named and not holds(part.query.engine_query, view) for view in views)
    ]
    return partial[0].rank, tuple(dict.fromkeys(lacking))
