"""Search, told on one page: read the query, ask the engine, rank, loosen where nothing was found, quote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kurilsearch.engines.engine import Engine
from kurilsearch.errors import UsageError
from kurilsearch.hit import SearchResult
from kurilsearch.query import And
from kurilsearch.search.asked import Asked, View
from kurilsearch.search.expand import Expansion, expand
from kurilsearch.search.hits import make_hit
from kurilsearch.search.language import parse_query
from kurilsearch.search.lexicon import Lexicon, lexicon_of
from kurilsearch.search.loosen import attempts
from kurilsearch.search.parsed import Parsed, Quoted, Word, leaves
from kurilsearch.search.rank import Ranked, Ranker
from kurilsearch.search.spelling import better_word
from kurilsearch.sentences import SentenceSplitter
from kurilsearch.store import Candidate, Store
from kurilsearch.tokens import tokenize

Match = Literal["all", "any"]

CANDIDATES = 100
"""Passages that are ranked at least; more where more hits are asked for."""

CHECKED = 5_000
"""Passages of the engine's answer that are checked for nearness, which engines do not know."""

RARE = 2
"""A word that stands in no more passages may be a slip, where little is found."""


def search_passages(
    store: Store,
    engine: Engine,
    splitter: SentenceSplitter,
    text: str,
    limit: int = 10,
    *,
    match: Match = "all",
) -> SearchResult:
    """Return the best ``limit`` hits for the query ``text``.

    With ``match="any"`` a passage needs only one of the words that stand side by side. QueryError where the query
    cannot be read, UsageError where ``limit`` is below 1.
    """
    found = find_passages(store, engine, text, limit, match=match)
    expansion, lexicon = found.expansion, found.lexicon
    return SearchResult(
        query=text,
        hits=tuple(
            make_hit(rank, passage, expansion.concepts, lexicon, splitter)
            for rank, passage in enumerate(found.ranked[:limit], 1)
        ),
        total=found.total,
        loosened=found.loosened,
        suggestion=_suggest(text, found.parsed, lexicon) if found.loosened or found.total <= RARE else None,
        notes=expansion.notes,
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


def find_passages(store: Store, engine: Engine, text: str, limit: int, *, match: Match = "all") -> Found:
    """Return the ranked passages for the query ``text``; as :func:`search_passages`, without quoting any."""
    if limit < 1:
        raise UsageError(f"The limit is {limit}", "Ask for at least 1 hit")
    any_word = match == "any"
    parsed = parse_query(text)
    lexicon = lexicon_of(store)
    expansion = expand(parsed, lexicon, any_word=any_word)
    loosened = None
    total, candidates = _find(expansion, expansion.asked, lexicon, engine, limit)
    if not total:
        for attempt in attempts(parsed, lexicon, any_word=any_word):
            total, candidates = _find(attempt.expansion, attempt.asked, lexicon, engine, limit)
            if total:
                expansion, loosened = attempt.expansion, attempt.sentence
                break
    return Found(parsed, expansion, lexicon, _rank(expansion, candidates, lexicon), total, loosened)


def _find(
    expansion: Expansion, asked: Asked, lexicon: Lexicon, engine: Engine, limit: int
) -> tuple[int, list[Candidate]]:
    """Return how many passages match, and those worth ranking."""
    if asked.check is not None:
        found = engine.search(asked.query, CHECKED)
        candidates = lexicon.store.candidates(found.passages)
        checked = [candidate for candidate in candidates if asked.check(View(candidate))]
        return len(checked), checked
    if not expansion.concepts.distinct:
        return _first_in_order(asked, lexicon, engine, limit)
    wanted = max(CANDIDATES, 2 * limit)
    found = engine.search(asked.query, wanted)
    passages = dict.fromkeys(found.passages)
    if found.total > len(passages) and expansion.phrase is not None:
        passages |= dict.fromkeys(engine.search(And((asked.query, expansion.phrase)), wanted).passages)
    if found.total > len(passages) and expansion.any_word and len(expansion.parts) > 1:
        everything = And((asked.query, *(part.query for part in expansion.parts)))
        passages |= dict.fromkeys(engine.search(everything, wanted).passages)
    return found.total, lexicon.store.candidates(list(passages))


def _first_in_order(asked: Asked, lexicon: Lexicon, engine: Engine, limit: int) -> tuple[int, list[Candidate]]:
    """Return the first ``limit`` passages in document order for a query that names no word to look for."""
    total = engine.search(asked.query, 1).total
    passages = set(engine.search(asked.query, total).passages) if total else set()
    first: list[int] = []
    for document in lexicon.documents:
        if len(first) >= limit:
            break
        first += [stored.id for stored in lexicon.store.passages(document.id) if stored.id in passages]
    return total, lexicon.store.candidates(first[:limit])


def _rank(expansion: Expansion, candidates: list[Candidate], lexicon: Lexicon) -> list[Ranked]:
    if not expansion.concepts.distinct:
        return [Ranked(candidate, 0.0) for candidate in candidates]
    feedback = expansion.any_word and len(expansion.concepts.distinct) > 2
    return Ranker(expansion.concepts, lexicon).rank(candidates, feedback=feedback)


def _suggest(text: str, parsed: Parsed, lexicon: Lexicon) -> str | None:
    """Return the query with the words that were probably mistyped put right; None where none was."""
    suggestion = text
    for leaf in leaves(parsed):
        if not isinstance(leaf, Word | Quoted):
            continue
        for token in tokenize(leaf.text):
            frequencies = lexicon.frequencies(lexicon.stems(token.word))
            if sum(frequencies[stem] for stem in lexicon.stems(token.word)) > RARE:
                continue
            better = better_word(token.word, lexicon)
            if better is not None:
                typed = re.escape(leaf.text[token.start : token.end])
                suggestion = re.sub(rf"(?<!\w){typed}(?!\w)", better, suggestion, count=1)
    return suggestion if suggestion != text else None
