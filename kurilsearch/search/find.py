"""Search, told on one page: read the query, ask the engine, rank, loosen where nothing was found, quote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from kurilsearch.engines.engine import Engine
from kurilsearch.errors import UsageError
from kurilsearch.facets import NO_FILTERS, Facets, Filters, count_facets
from kurilsearch.hit import Hit, SearchResult
from kurilsearch.language.sentences import SentenceSplitter
from kurilsearch.language.tokens import Token, tokenize
from kurilsearch.model import Kind
from kurilsearch.query import And, InDocuments, Not, OfKind, Query
from kurilsearch.search.arrange import ARRANGED, Sort, best_of_documents, sorted_by
from kurilsearch.search.checked_query import Check, CheckedQuery, View, all_of, check_of, holds
from kurilsearch.search.expand import Expansion, expand
from kurilsearch.search.hits import make_hit
from kurilsearch.search.language import parse_query
from kurilsearch.search.parsed import (
    Parsed,
    Passages,
    Quoted,
    Word,
    leaves,
    passages_meant,
    with_passages_citing,
)
from kurilsearch.search.rank import Ranked, Ranker
from kurilsearch.search.sources import likely_sources, of_sources, with_sources
from kurilsearch.search.spelling import MOST_RESPELT, better_word, is_known
from kurilsearch.search.syntax import quoted
from kurilsearch.store import Candidate, StoreReader
from kurilsearch.store.identity import document_of
from kurilsearch.vocabulary.equivalents import NO_EQUIVALENTS, Equivalents
from kurilsearch.vocabulary.lexicon import Lexicon, lexicon_of

if TYPE_CHECKING:
    from kurilsearch.search.loosen import Attempt

Match = Literal["all", "any"]

CANDIDATES = 64
"""Passages that are ranked at least, of those that hold all that was asked for and of the others."""

TITLED = 32
"""Passages that are ranked besides, of the sources whose titles hold the most of a question."""

STEP = 8
"""So many times as many are looked at where more hits are asked for; each step is ranked after the one before."""

CHECKED = 1_000
"""Passages of the engine's answer that are checked for what engines do not know, such as nearness."""

CHECKED_FURTHER = 20_000
"""As many are checked where few of those stand as they should, or where no word says which are the best."""

COUNTED = 10_000
"""Passages of an answer that are counted for its facets; of more the engine's best are."""

LONGEST_PHRASE = 16
"""Words of a query for which the engine is asked a second time, for all of them or all in a row."""

RARE = 2
"""A word that stands in no more passages may be a slip, where little is found."""


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
    facets = _facets(found, engine) if count else None
    if group:
        ranked = best_of_documents(found.ranked)
        found = replace(found, ranked=ranked, total=len(ranked))
    if sort:
        found = replace(found, ranked=sorted_by(sort, found.ranked, found.complete, found.lexicon))
    hits = _make_hits(found, splitter, limit * (page - 1), limit * page)
    partial_from, lacking = _lacking(found, hits)
    return SearchResult(
        query=text,
        hits=hits,
        total=found.total,
        loosened=found.loosened,
        suggestion=_suggest(text, found),
        partial_from=partial_from,
        lacking=lacking,
        notes=found.expansion.notes + found.notes,
        facets=facets,
    )


@dataclass(frozen=True, slots=True)
class Found:
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
    narrowing = _narrowing(filters, lexicon)
    expansion = _narrowed(with_sources(expand(parsed, lexicon, any_word=any_word), lexicon), narrowing)
    loosened: Attempt | None = None
    answer = _find(expansion, expansion.asked, lexicon, engine, limit)
    if not answer.complete and (of_source := of_sources(expansion, lexicon)) is not None:
        expansion = _narrowed(of_source, narrowing)
        answer = _find(expansion, expansion.asked, lexicon, engine, limit)
    if not answer.complete and (not answer.total or _is_mostly_unknown(expansion, lexicon)):
        from kurilsearch.search.loosen import attempts

        def matches(asked: CheckedQuery) -> bool:
            return engine.search(asked.query, 1).total > 0

        for attempt in attempts(parsed, lexicon, matches, any_word=any_word):
            looser_expansion = _narrowed(attempt.expansion, narrowing)
            asked = all_of([attempt.asked, *narrowing])
            looser = _find(looser_expansion, asked, lexicon, engine, limit)
            if looser.total and (looser.complete or not answer.total):
                answer, expansion, loosened = looser, replace(looser_expansion, asked=asked), attempt
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


def _narrowing(filters: Filters, lexicon: Lexicon) -> list[CheckedQuery]:
    """Return the filters as queries for the engine; none where nothing is left out."""
    admitted = filters.admitted(lexicon.documents) if filters.choose_documents else None
    queries: list[Query] = [] if admitted is None else [InDocuments(admitted)]
    if filters.kinds:
        queries.append(OfKind(filters.kinds))
    return [CheckedQuery(query) for query in queries]


def _narrowed(expansion: Expansion, narrowing: Sequence[CheckedQuery]) -> Expansion:
    if not narrowing:
        return expansion
    return replace(
        expansion,
        asked=all_of([expansion.asked, *narrowing]),
        complete=all_of([expansion.complete, *narrowing]),
    )


def _facets(found: Found, engine: Engine) -> Facets:
    """Count the passages of an answer; of one that was checked above the engine, those that were looked at."""
    lexicon, asked = found.lexicon, found.expansion.asked
    if asked.check is not None:
        candidates = [ranked.candidate for ranked in found.ranked]
        documents = Counter(candidate.document for candidate in candidates)
        kinds = Counter(candidate.kind for candidate in candidates)
    else:
        # where all are counted no scores are needed, which take longest; what stands in a Not has none
        query = asked.query if found.total > COUNTED else Not(Not(asked.query))
        counted = engine.search(query, min(max(found.total, 1), COUNTED))
        documents = Counter(map(document_of, counted.passages))
        rarer = [kind for kind in Kind if kind is not Kind.BODY]
        kinds = Counter({kind: engine.search(And((asked.query, OfKind(frozenset({kind})))), 1).total for kind in rarer})
        kinds[Kind.BODY] = counted.total - kinds.total()
    return count_facets(documents, kinds, lexicon.documents)


def _cited_in(citing: Callable[[str], Passages], uncited: list[str], work: str) -> Passages:
    """Return the passages that cite a work, and note where none does."""
    found = citing(work)
    if not found.spans:
        uncited.append(f"No source cites {quoted(work)}")
    return found


class _Answer(NamedTuple):
    """How many passages match, those worth ranking in groups, and what must be said of it.

    ``complete`` are the ids of those that hold all that was asked for.
    """

    total: int
    groups: tuple[list[Candidate], ...]
    complete: frozenset[int]
    notes: tuple[str, ...] = ()


def _find(expansion: Expansion, asked: CheckedQuery, lexicon: Lexicon, engine: Engine, limit: int) -> _Answer:
    """Ask the engine, and check above it what it does not know."""
    if asked.check is not None:
        return _find_checked(expansion, asked.query, asked.check, lexicon, engine, limit)
    if not expansion.concepts.distinct:
        return _first_in_order(asked.query, lexicon, engine, limit)
    groups: list[list[Candidate]] = []
    seen: set[int] = set()
    everything: set[int] = set()
    likely = likely_sources(expansion, lexicon) if expansion.is_ranked else frozenset()
    for depth in _depths(limit, max(lexicon.totals.passages, 1)):
        total, complete, partial = _best(expansion, asked, likely, engine, depth)
        everything.update(complete)
        for passages in (complete, partial):
            groups.append(_present([passage for passage in passages if passage not in seen], lexicon))
            seen.update(passages)
    return _Answer(total, tuple(groups), frozenset(everything))


def _depths(limit: int, passages: int) -> Iterator[int]:
    """Yield how deep the engine's answer is looked at, in steps that do not depend on ``limit``."""
    depth = CANDIDATES
    yield min(depth, passages)
    while depth < min(limit, passages):
        depth *= STEP
        yield min(depth, passages)


def _best(
    expansion: Expansion, asked: CheckedQuery, likely: frozenset[int], engine: Engine, depth: int
) -> tuple[int, list[int], list[int]]:
    """Return how many passages match, the best that hold all that was asked for, and the best of the others.

    Others are only among them where fewer than ``depth`` hold all of it. The engine's best by BM25 may leave out
    passages that the ranker puts first: those with all of it in a row, and those of the ``likely`` documents.
    """
    whole = engine.search((expansion.complete if expansion.is_ranked else asked).query, depth)
    complete = dict.fromkeys(whole.passages)
    short = len(expansion.concepts.sequence) <= LONGEST_PHRASE
    if whole.total > len(complete) and short and expansion.phrase is not None:
        complete |= dict.fromkeys(engine.search(And((asked.query, expansion.phrase)), depth).passages)
    if not expansion.is_ranked:
        return whole.total, list(complete), []
    if whole.total >= depth:
        complete |= dict.fromkeys(_titled(expansion.complete.query, likely, engine))
        return engine.search(asked.query, 1).total, list(complete), []
    found = engine.search(asked.query, depth)
    others = dict.fromkeys(found.passages) | dict.fromkeys(_titled(asked.query, likely, engine))
    return found.total, list(complete), [passage for passage in others if passage not in complete]


def _titled(query: Query, likely: frozenset[int], engine: Engine) -> tuple[int, ...]:
    """Return the best passages of the ``likely`` documents."""
    return engine.search(And((query, InDocuments(likely))), TITLED, count=False).passages if likely else ()


def _find_checked(
    expansion: Expansion, query: Query, check: Check, lexicon: Lexicon, engine: Engine, limit: int
) -> _Answer:
    """Return the best of the passages that pass the check, among the engine's best for ``query``."""
    has_words = bool(expansion.concepts.distinct)
    looked_at = CHECKED if has_words else CHECKED_FURTHER
    found = engine.search(query, looked_at)
    checked = _passing(found.passages, check, lexicon)
    if len(checked) < CANDIDATES and looked_at < min(found.total, CHECKED_FURTHER):
        found = engine.search(query, looked_at := CHECKED_FURTHER)
        checked = _passing(found.passages, check, lexicon)
    if not has_words:
        checked.sort(key=lambda each: (lexicon.document(each[0].document).file, each[0].position))
    is_complete = check_of(expansion.complete) if expansion.is_ranked else check
    whole = [candidate for candidate, view in checked if is_complete(view)]
    complete = frozenset(candidate.id for candidate in whole)
    others = [candidate for candidate, _ in checked if candidate.id not in complete]
    groups = [
        each[start:end]
        for start, end in pairwise((0, *_depths(limit, max(len(checked), 1))))
        for each in (whole, others)
    ]
    notes: tuple[str, ...] = ()
    if found.total > looked_at:
        held = "that hold the words" if has_words else "of the library"
        notes = (f"Only {looked_at:,} of the {found.total:,} passages {held} were looked at",)
    return _Answer(len(checked), tuple(groups), complete, notes)


def _passing(passages: Sequence[int], check: Check, lexicon: Lexicon) -> list[tuple[Candidate, View]]:
    views = [(candidate, View(candidate)) for candidate in _present(passages, lexicon)]
    return [(candidate, view) for candidate, view in views if check(view)]


def _first_in_order(query: Query, lexicon: Lexicon, engine: Engine, limit: int) -> _Answer:
    """Return the first ``limit`` passages in document order for a query that names no word to look for."""
    total = engine.search(query, 1).total
    passages = set(engine.search(query, total).passages) if total else set()
    first: list[int] = []
    for document in lexicon.documents:
        if len(first) >= limit:
            break
        first += [stored.id for stored in lexicon.store.passages(document.id) if stored.id in passages]
    return _Answer(total, (_present(first[:limit], lexicon),), frozenset(first))


def _present(passages: Sequence[int], lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates with these ids, without those of documents that another process has just removed."""
    return [candidate for candidate in lexicon.store.candidates(passages) if lexicon.has_document(candidate.document)]


def _rank(expansion: Expansion, groups: Sequence[Sequence[Candidate]], lexicon: Lexicon) -> list[Ranked]:
    if not expansion.concepts.distinct:
        return [Ranked(candidate, 0.0) for group in groups for candidate in group]
    feedback = (expansion.is_ranked or expansion.is_choice) and len(expansion.concepts.distinct) > 2
    return Ranker(expansion.concepts, lexicon).rank(*groups, feedback=feedback)


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
        if any(view.document not in named and not holds(part.asked.query, view) for view in views)
    ]
    return partial[0].rank, tuple(dict.fromkeys(lacking))


def _suggest(text: str, found: Found) -> str | None:
    """Return the query with the words that were probably mistyped put right; None where none was.

    Of what was found well nothing is suggested, and where many passages were found only unknown words are put right.
    """
    few = found.loosened is not None or found.total <= RARE
    if found.is_respelt or (found.complete and not few):
        return None
    lexicon, suggestion = found.lexicon, text
    rare = [(leaf.text[token.start : token.end], token.word) for leaf, token in _tokens(found.parsed)]
    rare = [(typed, word) for typed, word in rare if _frequency(word, lexicon) <= (RARE if few else 0)]
    for typed, word in rare[:MOST_RESPELT]:
        if lexicon.variants(word) or lexicon.documents_named((word,)):
            continue
        better = better_word(word, lexicon)
        if better is not None:
            suggestion = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", better, suggestion, count=1)
    return suggestion if suggestion != text else None


def _tokens(parsed: Parsed) -> list[tuple[Word | Quoted, Token]]:
    words = [leaf for leaf in leaves(parsed) if isinstance(leaf, Word | Quoted)]
    return [(leaf, token) for leaf in words for token in tokenize(leaf.text)]


def _frequency(word: str, lexicon: Lexicon) -> int:
    stems = lexicon.stems(word)
    frequencies = lexicon.frequencies(stems)
    return sum(frequencies[stem] for stem in stems)
