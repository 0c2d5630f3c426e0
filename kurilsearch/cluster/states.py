"""The states of a library's indices, asked for together: who searches needs that of the store and that of the engine.

One request reads all of them. What it has read along is answered once, and for so short a time that both are asked for
within it. What this process writes itself is seen at once.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from kurilsearch.cluster.address import Address
    from kurilsearch.cluster.connection import Cluster

STATE = "state"
"""The id of the record that commits."""

TOGETHER_SECONDS = 0.1
"""How long what was read along holds. Who asks for the same index twice wants to know what has changed meanwhile."""


class States:
    """The records of the states of all indices of one library that this process has opened."""

    def __init__(self) -> None:
        """Know no index yet."""
        self._lock = Lock()
        self._written: dict[str, int] = {}
        self._read: dict[str, tuple[float, Mapping[str, Any]]] = {}

    def add(self, index: str) -> None:
        """Read ``index`` along from now on."""
        with self._lock:
            self._written.setdefault(index, 0)

    def writes(self, index: str) -> int:
        """Return how often this process has written the state of ``index``."""
        return self._written[index]

    def note_write(self, index: str) -> None:
        """Say that this process has written the state of ``index``, or deleted it."""
        with self._lock:
            if index in self._written:
                self._written[index] += 1
                self._read.pop(index, None)

    def read(self, cluster: Cluster, index: str) -> Mapping[str, Any]:
        """Return the record of the state of ``index``; ``found`` in it says if there is one.

        It is of now, or of a moment ago, where another index has been asked for since ``index`` was.
        """
        now = time.monotonic()
        with self._lock:
            moment, record = self._read.pop(index, (float("-inf"), {}))
            if now - moment < TOGETHER_SECONDS:
                return record
            before = dict(self._written)
        wanted = [{"_index": name, "_id": STATE} for name in before]
        found = {each["_index"]: each for each in cluster.request("POST", "/_mget", {"docs": wanted})["docs"]}
        with self._lock:
            for name, record in found.items():
                if name != index and "error" not in record and before[name] == self._written[name]:
                    self._read[name] = (now, record)
        wanted_record: Mapping[str, Any] = found[index]
        if "error" not in wanted_record:
            return wanted_record
        alone: Mapping[str, Any] = cluster.request("GET", f"/{index}/_doc/{STATE}", absent={"found": False})
        return alone  # an index that is not there, or one that the cluster has only begun to read: it is asked again


_of_libraries: WeakValueDictionary[tuple[tuple[str, ...], str], States] = WeakValueDictionary()
_registering = Lock()


def states_of(address: Address) -> States:
    """Return the states of the library at ``address``, the same for all who ask in this process."""
    with _registering:
        key = address.nodes, address.library
        states = _of_libraries.get(key)
        if states is None:
            states = _of_libraries[key] = States()
        return states
