"""Retrieval: the engine is asked for candidates, and what it does not know is checked above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kurilsearch.engines.engine import Engine, Question
from kurilsearch.query import And, InDocuments, Query
from kurilsearch.search.checked_query import Check, CheckedQuery, View, check_of
from kurilsearch.search.expansion import Expansion
from kurilsearch.search.sources import likely_sources
from kurilsearch.store import Candidate
from kurilsearch.vocabulary.lexicon import Lexicon

CANDIDATES = 64
"""Passages that are ranked at least, of those that hold all that was asked for and of the others."""

CANDIDATES_OF_A_WORD = 32
"""The same of a word alone: the engine knows as well as the ranker how often it stands in how long a passage."""

TITLED = 32
"""Passages that are ranked besides, of the sources whose titles hold the most of a question."""

STEP = 8
"""So many times as many are looked at where more hits are asked for; each step is ranked after the one before."""

CHECKED = 1_000
"""Passages of the engine's answer that are checked for what engines do not know, such as nearness."""

CHECKED_FURTHER = 20_000
"""As many are checked where few of those stand as they should, or where no word says which are the best."""

LONGEST_PHRASE = 16
"""Words of a query for which the engine is asked a second time, for all of them or all in a row."""


class Retrieved(NamedTuple):
    """How many passages match, those worth ranking in groups, and what must be said of it.

    ``complete`` are the ids of those that hold all that was asked for.
    """

    total: int
    groups: tuple[list[Candidate], ...]
    complete: frozenset[int]
    notes: tuple[str, ...] = ()


def retrieve(expansion: Expansion, query: CheckedQuery, lexicon: Lexicon, engine: Engine, limit: int) -> Retrieved:
    """Ask the engine, and check above it what it does not know."""
    if query.check is not None:
        return _find_checked(expansion, query.engine_query, query.check, lexicon, engine, limit)
    if not expansion.concepts.distinct:
        return _first_in_order(query.engine_query, lexicon, engine, limit)
    groups: list[list[Candidate]] = []
    seen: set[int] = set()
    everything: set[int] = set()
    likely = likely_sources(expansion, lexicon) if expansion.is_ranked else frozenset()
    first = CANDIDATES if len(expansion.concepts.sequence) > 1 else CANDIDATES_OF_A_WORD
    for depth in _depths(first, limit, max(lexicon.totals.passages, 1)):
        total, complete, partial = _best(expansion, query, likely, engine, depth)
        everything.update(complete)
        present = _present([passage for passage in (*complete, *partial) if passage not in seen], lexicon)
        groups.append([candidate for candidate in present if candidate.id in everything])
        groups.append([candidate for candidate in present if candidate.id not in everything])
        seen.update(complete, partial)
    return Retrieved(total, tuple(groups), frozenset(everything))


def _depths(first: int, limit: int, passages: int) -> Iterator[int]:
    """Yield how deep the engine's answer is looked at, in steps that do not depend on ``limit``."""
    depth = first
    yield min(depth, passages)
    while depth < min(limit, passages):
        depth *= STEP
        yield min(depth, passages)


def _best(
    expansion: Expansion, query: CheckedQuery, likely: frozenset[int], engine: Engine, depth: int
) -> tuple[int, list[int], list[int]]:
    """Return how many passages match, the best that hold all that was asked for, and the best of the others.

    Others are only among them where fewer than ``depth`` hold all of it. The engine's best by BM25 may leave out
    passages that the ranker puts first: those with all of it in a row, and those of the ``likely`` documents.
    """
    _foresee(expansion, query, engine, depth)
    whole = engine.search((expansion.complete if expansion.is_ranked else query).engine_query, depth)
    complete = dict.fromkeys(whole.passages)
    if whole.total > len(complete) and expansion.phrase is not None and _asks_for_a_row(expansion):
        complete |= dict.fromkeys(engine.search(And((query.engine_query, expansion.phrase)), depth).passages)
    if not expansion.is_ranked:
        return whole.total, list(complete), []
    if whole.total >= depth:
        complete |= dict.fromkeys(_titled(expansion.complete.engine_query, likely, engine))
        return engine.search(query.engine_query, 1).total, list(complete), []
    found = engine.search(query.engine_query, depth)
    others = dict.fromkeys(found.passages) | dict.fromkeys(_titled(query.engine_query, likely, engine))
    return found.total, list(complete), [passage for passage in others if passage not in complete]


def _foresee(expansion: Expansion, query: CheckedQuery, engine: Engine, depth: int) -> None:
    """Have an engine far away answer at once what :func:`_best` asks."""

    def questions() -> Iterator[Question]:
        yield Question((expansion.complete if expansion.is_ranked else query).engine_query, depth)
        if expansion.is_ranked:
            yield Question(query.engine_query, depth)
        if expansion.phrase is not None and _asks_for_a_row(expansion):
            yield Question(And((query.engine_query, expansion.phrase)), depth)

    engine.foresee(questions)


def _asks_for_a_row(expansion: Expansion) -> bool:
    return len(expansion.concepts.sequence) <= LONGEST_PHRASE


def _titled(query: Query, likely: frozenset[int], engine: Engine) -> tuple[int, ...]:
    """Return the best passages of the ``likely`` documents."""
    return engine.search(And((query, InDocuments(likely))), TITLED, count=False).passages if likely else ()


def _find_checked(
    expansion: Expansion, query: Query, check: Check, lexicon: Lexicon, engine: Engine, limit: int
) -> Retrieved:
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
        for start, end in pairwise((0, *_depths(CANDIDATES, limit, max(len(checked), 1))))
        for each in (whole, others)
    ]
    notes: tuple[str, ...] = ()
    if found.total > looked_at:
        held = "that hold the words" if has_words else "of the library"
        notes = (f"Only {looked_at:,} of the {found.total:,} passages {held} were looked at",)
    return Retrieved(len(checked), tuple(groups), complete, notes)


def _passing(passages: Sequence[int], check: Check, lexicon: Lexicon) -> list[tuple[Candidate, View]]:
    views = [(candidate, View(candidate)) for candidate in _present(passages, lexicon)]
    return [(candidate, view) for candidate, view in views if check(view)]


def _first_in_order(query: Query, lexicon: Lexicon, engine: Engine, limit: int) -> Retrieved:
    """Return the first ``limit`` passages in document order for a query that names no word to look for."""
    total = engine.search(query, 1).total
    passages = set(engine.search(query, total).passages) if total else set()
    first: list[int] = []
    for document in lexicon.documents:
        if len(first) >= limit:
            break
        first += [stored.id for stored in lexicon.store.passages(document.id) if stored.id in passages]
    return Retrieved(total, (_present(first[:limit], lexicon),), frozenset(first))


def _present(passages: Sequence[int], lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates with these ids, without those of documents that another process has just removed."""
    candidates = lexicon.store.candidates(passages)
    if lexicon.look_up_documents({candidate.document for candidate in candidates}):
        return candidates
    return [candidate for candidate in candidates if lexicon.has_document(candidate.document)]
