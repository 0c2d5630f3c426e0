"""Counting what a cluster holds against what was committed there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kurilsearch.cluster.connection import Cluster
from kurilsearch.cluster.generations import State
from kurilsearch.errors import StoreError, UnusableStoreError

_NAMED = 3
"""Documents that are named in a message; the others are counted."""

_PAGE = 10_000


def check_sent(cluster: Cluster, index: str, generation: int, sent: Mapping[str, int]) -> None:
    """Count the records of a generation, before it is committed, against those that were sent, by their types.

    Raises StoreError, with the difference.
    """
    body = {
        "size": 0,
        "track_total_hits": False,
        "query": {"term": {"since": generation}},
        "aggs": {"types": {"terms": {"field": "type", "size": 20}}},
    }
    buckets = cluster.search(index, body)["aggregations"]["types"]["buckets"]
    held = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
    told = [
        f"{held.get(kind, 0):,} of {sent.get(kind, 0):,} records of the type {kind}"
        for kind in sorted({*held, *sent})
        if held.get(kind, 0) != sent.get(kind, 0)
    ]
    if told:
        raise StoreError(
            f"The cluster at {cluster.address.shown} holds {', '.join(told)} that were sent: nothing was committed",
            "Run `kurilsearch index` again",
        )


def differences(cluster: Cluster, index: str, state: State, documents: Mapping[int, Mapping[str, Any]]) -> None:
    """Count the passages of each document against what its record says. Raises UnusableStoreError, with the first."""
    expected = {number: fields["passage_count"] for number, fields in documents.items() if fields["passage_count"]}
    held = dict(_counted(cluster, index, state))
    wrong = [number for number in sorted({*expected, *held}) if expected.get(number, 0) != held.get(number, 0)]
    if not wrong:
        return
    shown = [
        f"{documents[number]['file'] if number in documents else f'the document {number}, which is gone,'}"
        f" {held.get(number, 0):,} passages for {expected.get(number, 0):,}"
        for number in wrong[:_NAMED]
    ]
    more = f", and {len(wrong) - _NAMED:,} more differ" if len(wrong) > _NAMED else ""
    raise UnusableStoreError(
        f"The cluster at {cluster.address.shown} holds of {'; of '.join(shown)}{more}",
        "`kurilsearch rebuild` makes it anew from the sources",
    )


def _counted(cluster: Cluster, index: str, state: State) -> Iterator[tuple[int, int]]:
    """Yield each document of which there are passages with how many there are."""
    composite: dict[str, Any] = {"size": _PAGE, "sources": [{"document": {"terms": {"field": "document"}}}]}
    body = {
        "size": 0,
        "track_total_hits": False,
        "query": state.query({"term": {"type": "passage"}}),
        "aggs": {"documents": {"composite": composite}},
    }
    while True:
        found = cluster.search(index, body)["aggregations"].get("documents", {"buckets": ()})
        for bucket in found["buckets"]:
            yield bucket["key"]["document"], bucket["doc_count"]
        if len(found["buckets"]) < _PAGE:
            return
        composite["after"] = found["after_key"]
