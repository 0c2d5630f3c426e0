"""Search, told on one page: read the query, ask the engine, rank, loosen where nothing was found, quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kurilsearch.engines.engine import Engine
from kurilsearch.errors import UsageError
from kurilsearch.hit import Hit, SearchResult
from kurilsearch.language.sentences import SentenceSplitter
from kurilsearch.language.tokens import Token, tokenize
from kurilsearch.query import And, Query
from kurilsearch.search.checked_query import Check, CheckedQuery, View
from kurilsearch.search.expand import Expansion, expand
from kurilsearch.search.hits import make_hit
from kurilsearch.search.language import parse_query
from kurilsearch.search.loosen import attempts
from kurilsearch.search.parsed import Parsed, Quoted, Word, leaves
from kurilsearch.search.rank import Ranked, Ranker
from kurilsearch.search.spelling import MOST_RESPELT, better_word
from kurilsearch.store import Candidate, StoreReader
from kurilsearch.vocabulary.equivalents import NO_EQUIVALENTS, Equivalents
from kurilsearch.vocabulary.lexicon import Lexicon, lexicon_of

Match = Literal["all", "any"]

CANDIDATES = 40
"""Passages that are ranked at least; more where more hits are asked for."""

CHECKED = 1_000
"""Passages of the engine's answer that are checked for nearness, which engines do not know."""

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
    match: Match = "all",
    equivalents: Equivalents = NO_EQUIVALENTS,
) -> SearchResult:
    """Return the best ``limit`` hits for the query ``text``; ``equivalents`` are names that stand for each other.

    With ``match="any"`` a passage needs only one of the words that stand side by side. QueryError where the query
    cannot be read, UsageError where ``limit`` is below 1.
    """
    found = find_passages(store, engine, text, limit, match=match, equivalents=equivalents)
    expansion, lexicon = found.expansion, found.lexicon
    return SearchResult(
        query=text,
        hits=_make_hits(found, splitter, limit),
        total=found.total,
        loosened=found.loosened,
        suggestion=_suggest(text, found.parsed, lexicon) if found.loosened or found.total <= RARE else None,
        notes=expansion.notes + found.notes,
    )


@dataclass(frozen=True, slots=True)
class Found:
    """The ranked passages for a query, before they become hits, and how they were found.

    ``total`` passages match in all; at least as many are ranked as were asked for, if there are.
    """

    parsed: Parsed
    expansion: Expansion
    lexicon: Lexicon
    ranked: list[Ranked]
    total: int
    loosened: str | None
    notes: tuple[str, ...] = ()


def find_passages(
    store: StoreReader,
    engine: Engine,
    text: str,
    limit: int,
    *,
    match: Match = "all",
    equivalents: Equivalents = NO_EQUIVALENTS,
) -> Found:
    """Return the ranked passages for the query ``text``; as :func:`search_passages`, without quoting any."""
    if limit < 1:
        raise UsageError(f"The limit is {limit}", "Ask for at least 1 hit")
    any_word = match == "any"
    parsed = parse_query(text)
    lexicon = lexicon_of(store, equivalents)
    expansion = expand(parsed, lexicon, any_word=any_word)
    loosened = None
    answer = _find(expansion, expansion.asked, lexicon, engine, limit)
    if not answer.total:

        def matches(asked: CheckedQuery) -> bool:
            return engine.search(asked.query, 1).total > 0

        for attempt in attempts(parsed, lexicon, matches, any_word=any_word):
            looser = _find(attempt.expansion, attempt.asked, lexicon, engine, limit)
            if looser.total:
                answer, expansion, loosened = looser, attempt.expansion, attempt.sentence
                break
    ranked = _rank(expansion, answer.candidates, lexicon)
    return Found(parsed, expansion, lexicon, ranked, answer.total, loosened, answer.notes)


class _Answer(NamedTuple):
    """How many passages match, those worth ranking, and what must be said of it."""

    total: int
    candidates: list[Candidate]
    notes: tuple[str, ...] = ()


def _find(expansion: Expansion, asked: CheckedQuery, lexicon: Lexicon, engine: Engine, limit: int) -> _Answer:
    """Ask the engine, and check above it what it does not know."""
    if asked.check is not None:
        return _find_checked(asked.query, asked.check, lexicon, engine, limit)
    if not expansion.concepts.distinct:
        return _first_in_order(asked.query, lexicon, engine, limit)
    wanted = min(max(CANDIDATES, 2 * limit), max(lexicon.totals.passages, 1))
    found = engine.search(asked.query, wanted)
    passages = dict.fromkeys(found.passages)
    # The engine's best by BM25 may leave out passages that the ranker puts first: those with all of it in a row, and
    # those with every word where any would do.
    short = len(expansion.concepts.sequence) <= LONGEST_PHRASE
    if found.total > len(passages) and short and expansion.phrase is not None:
        passages |= dict.fromkeys(engine.search(And((asked.query, expansion.phrase)), wanted).passages)
    if found.total > len(passages) and short and expansion.any_word and len(expansion.parts) > 1:
        everything = And((asked.query, *(part.query for part in expansion.parts)))
        passages |= dict.fromkeys(engine.search(everything, wanted).passages)
    return _Answer(found.total, _present(list(passages), lexicon))


def _find_checked(query: Query, check: Check, lexicon: Lexicon, engine: Engine, limit: int) -> _Answer:
    """Return the best of the passages that pass the check, among the engine's best for ``query``."""
    found = engine.search(query, CHECKED)
    checked = [candidate for candidate in _present(found.passages, lexicon) if check(View(candidate))]
    best = checked[: max(CANDIDATES, 2 * limit)]
    if found.total <= CHECKED:
        return _Answer(len(checked), best)
    note = f"Nearness was looked at in {CHECKED:,} of the {found.total:,} passages that hold the words"
    return _Answer(len(checked), best, (note,))


def _first_in_order(query: Query, lexicon: Lexicon, engine: Engine, limit: int) -> _Answer:
    """Return the first ``limit`` passages in document order for a query that names no word to look for."""
    total = engine.search(query, 1).total
    passages = set(engine.search(query, total).passages) if total else set()
    first: list[int] = []
    for document in lexicon.documents:
        if len(first) >= limit:
            break
        first += [stored.id for stored in lexicon.store.passages(document.id) if stored.id in passages]
    return _Answer(total, _present(first[:limit], lexicon))


def _present(passages: Sequence[int], lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates with these ids, without those of documents that another process has just removed."""
    return [candidate for candidate in lexicon.store.candidates(passages) if lexicon.has_document(candidate.document)]


def _rank(expansion: Expansion, candidates: list[Candidate], lexicon: Lexicon) -> list[Ranked]:
    if not expansion.concepts.distinct:
        return [Ranked(candidate, 0.0) for candidate in candidates]
    feedback = expansion.any_word and len(expansion.concepts.distinct) > 2
    return Ranker(expansion.concepts, lexicon).rank(candidates, feedback=feedback)


def _make_hits(found: Found, splitter: SentenceSplitter, limit: int) -> tuple[Hit, ...]:
    shown = found.ranked[:limit]
    stored = found.lexicon.store.passages_with([ranked.candidate.id for ranked in shown])
    hits: list[Hit] = []
    for ranked in shown:
        # a passage that another process removed since it was ranked is left out
        with suppress(KeyError):
            passage = stored[ranked.candidate.id]
            hits.append(make_hit(len(hits) + 1, ranked, passage, found.expansion.concepts, found.lexicon, splitter))
    return tuple(hits)


def _suggest(text: str, parsed: Parsed, lexicon: Lexicon) -> str | None:
    """Return the query with the words that were probably mistyped put right; None where none was."""
    rare = [(leaf.text[token.start : token.end], token.word) for leaf, token in _tokens(parsed)]
    rare = [(typed, word) for typed, word in rare if _frequency(word, lexicon) <= RARE]
    suggestion = text
    for typed, word in rare[:MOST_RESPELT]:
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
