"""Writing the store on a cluster: what an index run and ``sources set`` do, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import blake2b
from typing import Any

from kurilsearch.cluster.connection import Record
from kurilsearch.cluster.generations import State
from kurilsearch.cluster.lease import lease
from kurilsearch.location import IndexLocation
from kurilsearch.store.opensearch import records
from kurilsearch.store.opensearch.batch import OpenSearchBatch
from kurilsearch.store.opensearch.reader import Known, OpenSearchReader

_LONGEST_VALUE = 1_000
"""Characters of a value that is in the state itself, which is read with every question; longer ones are apart."""


_TURN_SECONDS = 600.0
"""How long an index run waits for its turn."""


class OpenSearchStore(OpenSearchReader):
    """Reads and writes one library on a cluster; see :class:`kurilsearch.store.protocol.StoreKeeper`."""

    prepare = staticmethod(records.prepare)

    @classmethod
    def open(cls, location: IndexLocation) -> OpenSearchStore:
        """Open the store at the address of ``location``; the index is made at the first write."""
        return cls(location)

    def learn(self, texts: Iterable[str]) -> None:
        """Learn nothing: the cluster packs what it keeps by itself."""

    def writing(
        self, wait_seconds: float = 0.0, on_waiting: Callable[[], None] | None = None
    ) -> AbstractContextManager[None]:
        """Hold the right to write while the block runs, by a lease that the cluster keeps."""
        return lease(self._cluster, self._index.name, wait_seconds, on_waiting)

    def indexing(
        self, wait_seconds: float = 0.0, on_waiting: Callable[[], None] | None = None
    ) -> AbstractContextManager[None]:
        """Hold the right to write for an index run, beside others."""
        return lease(self._cluster, self._index.name, wait_seconds, on_waiting, is_shared=True)

    def turn(self) -> AbstractContextManager[None]:
        """Return what an index run holds while it writes one batch."""
        return lease(self._cluster, f"{self._index.name}.turn", _TURN_SECONDS)

    @contextmanager
    def batch(self) -> Iterator[OpenSearchBatch]:
        """Write documents: all that the block does is committed at its end, or nothing where an error leaves it."""
        begun = self._index.begin()
        self._see(begun)
        batch = OpenSearchBatch(self._index, begun, self.known(None).fields)
        yield batch
        if not batch.writes_anything:
            self._see(self._index.give_up(begun))
            return
        state = batch.finish()
        self._known = Known((state.identity, state.generation), batch.documents, is_whole=True)
        self._see(state)

    def set_value(self, name: str, value: str) -> None:
        """Keep a value under ``name``."""
        kept: dict[str, Any] = {"text": value}
        if len(value) > _LONGEST_VALUE:
            self._index.make()
            kept = {"record": f"v-{blake2b(value.encode(), digest_size=16).hexdigest()}"}
            fields = {"type": "value", "since": 0, "packed": records.packed(value)}
            self._cluster.bulk(self._index.name, [Record(kept["record"], fields)])
        self._see(self._index.set_values({f"value:{name}": kept}))

    def discard(self) -> None:
        """Delete all that is kept, damaged or not. The store is empty afterwards."""
        self._index.discard()
        self._known = Known()
        self._values.clear()
        self._see(State())

    def compact(self) -> None:
        """Do nothing: a cluster gives space back by itself, as it merges what it wrote."""
