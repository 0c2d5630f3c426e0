"""The engine for libraries beyond one machine: an index on a cluster of OpenSearch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from zlib import crc32

from kurilsearch.cluster.address import Address, address_of
from kurilsearch.cluster.connection import Cluster, Record, encode
from kurilsearch.cluster.generations import Index, Retired, State
from kurilsearch.cluster.lease import lease
from kurilsearch.engines.engine import Candidates, PassageTerms
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

_PART = "terms"
"""What the names of such indices begin with."""

_ANSWER = "hits.total.value,hits.hits.sort"
"""What is wanted of an answer: a score and a passage for each hit."""


class OpenSearchEngine:
    """An index of passages on a cluster; see :class:`kurilsearch.engines.engine.Engine` for what it promises."""

    name = "opensearch"

    def __init__(self, address: Address, library: str) -> None:
        """Look at the index for the store ``library``; it is made at the first :meth:`apply`. Raises EngineError."""
        self._cluster = Cluster(address, EngineError)
        self._index = Index(
            self._cluster, _index_name(address, library), mapping(address.shards, address.replicas), VERSION
        )
        self._state = State()
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
        cluster.close()

    @property
    def revision(self) -> int:
        """The store's revision that was applied last; 0 for a new or empty engine."""
        return int(self._state.values.get("revision", 0))

    def refresh(self) -> None:
        """See what other processes have applied since the engine was opened."""
        self._state = self._index.read()

    def apply(self, removed: Iterable[int] | None, added: Iterable[PassageTerms], revision: int) -> None:
        """Take out the ``removed`` documents (None: all), add ``added``, and commit as ``revision``, all or nothing."""
        with lease(self._cluster, self._index.name):
            begun = self._index.begin()
            self._cluster.bulk(self._index.name, _records(added, begun.open))
            gone = None if removed is None else tuple(sorted(set(removed)))
            retired = [] if gone == () else [Retired(begun.open, gone)]
            self._state = self._index.commit(begun, {"revision": revision}, retired)

    def search(self, query: Query, limit: int, *, count: bool = True) -> Candidates:
        """Return the candidates for ``query``, best first."""
        if not self._state.generation:
            return Candidates(0, ())
        scored = has_scores(query)
        wanted = limit + _SPARE if scored else limit
        while True:
            total, hits = self._hits(query, wanted, scored=scored, count=count)
            if not scored:
                return Candidates(total, tuple([passage for (passage,) in hits]))
            if len(hits) < wanted or hits[-1][0] < least_equal(hits[max(limit - 1, 0)][0]):
                return Candidates(total if count else len(hits), tuple(best_first(map(tuple, hits))[:limit]))
            wanted *= 4

    def _hits(self, query: Query, wanted: int, *, scored: bool, count: bool) -> tuple[int, list[Any]]:
        """Return how many passages match, and the sort values of the first ``wanted``."""
        asked = build_query(query)
        body = {
            "query": {"bool": {"must": [asked], "should": _COUNT_ALL, "filter": [self._state.query()]}},
            "size": wanted,
            "sort": [{"_score": "desc"}, {"passage": "asc"}] if scored else [{"passage": "asc"}],
            "_source": False,
            "stored_fields": "_none_",
            "track_total_hits": count,
        }
        # statistics of all shards together, and the same copies for the same question: else scores differ between them
        answer = self._cluster.search(
            self._index.name, body, preference=f"q{crc32(encode([asked]))}", filter_path=_ANSWER,
            search_type="dfs_query_then_fetch" if scored else "query_then_fetch",
        )  # fmt: skip
        found = answer.get("hits", {})
        hits = [hit["sort"] for hit in found.get("hits", ())]
        return found["total"]["value"] if count else len(hits), hits

    def bytes_used(self) -> int:
        """Return the bytes that the index takes on the cluster, its copies not counted."""
        return self._index.bytes_used()

    def close(self) -> None:
        """Release the connections."""
        self._cluster.close()


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
