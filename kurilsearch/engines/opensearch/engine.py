"""The engine for libraries beyond one machine: an index on a cluster of OpenSearch."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from zlib import crc32

from kurilsearch.cluster.address import Address, address_of
from kurilsearch.cluster.connection import Cluster, Record, Search, encode
from kurilsearch.cluster.generations import Index, Retired, State
from kurilsearch.cluster.lease import lease
from kurilsearch.cluster.states import states_of
from kurilsearch.engines.engine import Candidates, PassageTerms, Question
from kurilsearch.engines.opensearch.query import build_query
from kurilsearch.engines.opensearch.terms import VERSION, mapping, written
from kurilsearch.engines.ordering import best_first, has_scores, least_equal
from kurilsearch.errors import EngineError
from kurilsearch.location import IndexLocation
from kurilsearch.query import Query

_SPARE = 50
"""Hits that are asked for beyond the limit, because equal scores are ordered here."""

_COUNT_ALL = [{"term": {"stems": {"value": "\x03"}}}]
"""A term that no passage has: where a shard has no term of a phrase, it would not tell how many passages it holds."""

_MOST_REMEMBERED = 2_000
"""Answers that are remembered."""

_PART = "terms"
"""What the names of such indices begin with."""


class _Remembered:
    """What was answered of one generation: what was foreseen is asked next, and some questions are asked again."""

    def __init__(self) -> None:
        """Remember nothing."""
        self._answers: tuple[int, dict[Query, tuple[Question, Candidates]]] = (-1, {})

    def get(self, generation: int, question: Question) -> Candidates | None:
        """Return the answer to a question, from that to one that asked for as many passages or more."""
        known, answers = self._answers
        asked, candidates = answers.get(question.query, (question, None)) if known == generation else (question, None)
        if candidates is None or asked.limit < question.limit or (question.total and not asked.total):
            return None
        return Candidates(candidates.total, candidates.passages[: question.limit])

    def add(self, generation: int, question: Question, candidates: Candidates) -> None:
        """Remember an answer."""
        known, answers = self._answers
        if known != generation or len(answers) >= _MOST_REMEMBERED:
            answers = {}
            self._answers = (generation, answers)
        answers[question.query] = (question, candidates)


class OpenSearchEngine:
    """An index of passages on a cluster; see :class:`kurilsearch.engines.engine.Engine` for what it promises."""

    name = "opensearch"

    def __init__(self, address: Address, library: str) -> None:
        """Look at the index for the store ``library``; it is made at the first :meth:`apply`. Raises EngineError."""
        self._cluster = Cluster(address, EngineError)
        self._index = Index(
            self._cluster, _index_name(address, library), mapping(address.shards, address.replicas), VERSION
        )
        self._last = State()
        self._seen = threading.local()
        self._remembered = _Remembered()
        self.refresh()

    @classmethod
    def open(cls, location: IndexLocation) -> OpenSearchEngine:
        """Open the engine over the index at the address of ``location``, which need not exist yet."""
        return cls(address_of(location.options), location.library)

    @staticmethod
    def discard(location: IndexLocation) -> None:
        """Delete the index at the address of ``location``, and those of stores that are no more.

        Raises EngineError where it cannot be deleted.
        """
        address = address_of(location.options)
        cluster = Cluster(address, EngineError)
        found = cluster.request("GET", f"/_cat/indices/{address.index(_PART, '*')}", format="json", h="index")
        for each in found:
            cluster.request("DELETE", f"/{each['index']}")
            states_of(address).note_write(each["index"])
        cluster.close()

    @property
    def revision(self) -> int:
        """The store's revision that was applied last; 0 for a new or empty engine."""
        return int(self._state.values.get("revision", 0))

    def refresh(self) -> None:
        """See what other processes have applied since the engine was opened."""
        self._see(self._index.read())

    @property
    def _state(self) -> State:
        """The state that this thread has seen last: one search reads one state, whatever other threads see."""
        state: State = getattr(self._seen, "state", self._last)
        return state

    def _see(self, state: State) -> None:
        self._seen.state = self._last = state

    def apply(self, removed: Iterable[int] | None, added: Iterable[PassageTerms], revision: int) -> None:
        """Take out the ``removed`` documents (None: all), add ``added``, and commit as ``revision``, all or nothing."""
        with lease(self._cluster, self._index.name):
            begun = self._index.begin()
            self._cluster.bulk(self._index.name, _records(added, begun.open))
            gone = None if removed is None else tuple(sorted(set(removed)))
            retired = [] if gone == () else [Retired(begun.open, gone)]
            self._see(self._index.commit(begun, {"revision": revision}, retired))

    def search(self, query: Query, limit: int, *, count: bool = True) -> Candidates:
        """Return the candidates for ``query``, best first."""
        (candidates,) = self._answer((Question(query, limit, count),))
        return candidates

    def foresee(self, questions: Callable[[], Iterable[Question]]) -> tuple[int, ...]:
        """Ask all of ``questions`` in one request, and return the passages that were found."""
        answers = self._answer(tuple(dict.fromkeys(questions())))
        return tuple(dict.fromkeys(passage for candidates in answers for passage in candidates.passages))

    def _answer(self, questions: Sequence[Question]) -> list[Candidates]:
        """Return the candidates for each question: what is remembered, and the others from the cluster, all at once.

        Where more passages have the score of the last one than were asked for, the cluster is asked again.
        """
        state = self._state
        if not state.generation:
            return [Candidates(0, ())] * len(questions)
        answers = {each: self._remembered.get(state.generation, each) for each in questions}
        spare = _SPARE
        while open_questions := [each for each, known in answers.items() if known is None]:
            searches = [_search(state, each, each.limit + spare) for each in open_questions]
            for each, answer in zip(open_questions, self._cluster.ask(self._index.name, searches), strict=True):
                found = answers[each] = _candidates(each, answer.get("hits", {}), each.limit + spare)
                if found is not None:
                    self._remembered.add(state.generation, each, found)
            spare *= 8
        return [candidates for each in questions if (candidates := answers[each]) is not None]

    def bytes_used(self) -> int:
        """Return the bytes that the index takes on the cluster, its copies not counted."""
        return self._index.bytes_used()

    def close(self) -> None:
        """Release the connections."""
        self._cluster.close()


def _search(state: State, question: Question, wanted: int) -> Search:
    """Return the search for the first ``wanted`` passages that answer a question."""
    asked = build_query(question.query)
    scored = has_scores(question.query)
    body = {
        "query": {"bool": {"must": [asked], "should": _COUNT_ALL, "filter": [state.query()]}},
        "size": wanted if scored else question.limit,
        "sort": [{"_score": "desc"}, {"passage": "asc"}] if scored else [{"passage": "asc"}],
        "_source": False,
        "stored_fields": "_none_",
        "track_total_hits": question.total,
    }
    # statistics of all shards together, and the same copies for the same question: else scores differ between them
    return Search(body, f"q{crc32(encode([asked]))}", "dfs_query_then_fetch" if scored else "query_then_fetch")


def _candidates(question: Question, found: Mapping[str, Any], wanted: int) -> Candidates | None:
    """Return the candidates in an answer; None where passages that may be as good as the last one are not in it."""
    limit = question.limit
    hits = [hit["sort"] for hit in found.get("hits", ())]
    total = found["total"]["value"] if question.total and found else len(hits)
    if not has_scores(question.query):
        return Candidates(total, tuple([passage for (passage,) in hits]))
    if len(hits) < wanted or hits[-1][0] < least_equal(hits[max(limit - 1, 0)][0]):
        return Candidates(total, tuple(best_first(map(tuple, hits))[:limit]))
    return None


def _records(added: Iterable[PassageTerms], since: int) -> Iterator[Record]:
    """Yield the records of passages."""
    for passage, document, kind, stems, words in added:
        yield Record(
            f"{passage}-{since}",
            {
                "passage": passage,
                "document": document,
                "since": since,
                "kind": kind.value,
                "stems": written(stems),
                "words": written(words),
            },
        )


def _index_name(address: Address, library: str) -> str:
    return address.index(_PART, library or "none")
