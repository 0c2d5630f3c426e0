"""Passages on a cluster: read by their ids, and remembered as long as nothing is committed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kurilsearch.cluster.connection import Cluster
from kurilsearch.cluster.generations import State

_CHUNK = 10_000
"""Passages that are asked for at once."""

_MOST_REMEMBERED = 6_000
"""Passages that are remembered: what is ranked first is shown next, and quotations are looked for in turn."""

Fields = Mapping[str, Any]


class Passages:
    """The passages of a library; whole records are read, for the cluster unpacks them whole in any case."""

    def __init__(self, cluster: Cluster, index: str, state: Callable[[], State]) -> None:
        """Read from ``index``, as it is in what ``state`` returns."""
        self._cluster = cluster
        self._index = index
        self._state = state
        self._remembered: tuple[int, dict[int, Fields]] = (-1, {})

    def with_ids(self, passages: Sequence[int]) -> dict[int, Fields]:
        """Return the records of these passages; ids that are gone are left out."""
        state = self._state()
        generation, known = self._remembered
        if generation != state.generation:
            known = {}
        found = {number: known[number] for number in passages if number in known}
        missing = [number for number in dict.fromkeys(passages) if number not in found]
        if missing:
            read = dict(self._read(state, missing))
            found |= read
            kept = {} if len(known) + len(read) > _MOST_REMEMBERED else known
            self._remembered = (state.generation, kept | read if len(read) <= _MOST_REMEMBERED else kept)
        return found

    def of_document(self, document: int, fields: Sequence[str] | None = None) -> Iterator[Fields]:
        """Yield the records of the passages of a document in the order of reading."""
        query = self._state().query({"term": {"type": "passage"}}, {"term": {"document": document}})
        for hit in self._cluster.hits(self._index, query, "passage", fields):
            yield hit["_source"]

    def _read(self, state: State, passages: Sequence[int]) -> Iterator[tuple[int, Fields]]:
        for at in range(0, len(passages), _CHUNK):
            chunk = passages[at : at + _CHUNK]
            body = {
                "query": state.query({"term": {"type": "passage"}}, {"terms": {"passage": list(chunk)}}),
                "size": len(chunk),
                "sort": ["_doc"],
                "track_total_hits": False,
            }
            answer = self._cluster.search(self._index, body, filter_path="hits.hits._source")
            for hit in answer.get("hits", {}).get("hits", ()):
                yield hit["_source"]["passage"], hit["_source"]
