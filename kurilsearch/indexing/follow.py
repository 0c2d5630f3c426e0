"""The engine follows the store: it takes in what a batch adds while that is being written, and commits after it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from kurilsearch.engines.engine import Engine, PassageTerms
from kurilsearch.store import Batch


def follow(engine: Engine, batch: Batch) -> None:
    """Let ``engine`` take in a batch that the store has committed. Raises EngineError.

    A process killed before this leaves the engine behind, to be caught up with.
    """
    if batch.changed:
        engine.apply(batch.removed, batch.added, batch.revision)


class Follower:
    """Gives one batch to an engine, from a thread of its own; to be entered before the batch, and left after it.

    Where an error leaves the block, or the batch is not :meth:`committed`, the engine stays as it was.
    """

    def __init__(self, engine: Engine) -> None:
        """Give to ``engine``, which is not asked for anything before there is something to give."""
        self._engine = engine
        self._given: SimpleQueue[list[PassageTerms] | None] = SimpleQueue()
        self._is_committed = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="kurilsearch-engine")
        self._applied: Future[None] | None = None

    def take(self, batch: Batch) -> None:
        """Take what has been added to a batch that removes nothing: what it removes an engine must know beforehand."""
        if not batch.added:
            return
        entries, batch.added = batch.added, []
        self._given.put(entries)
        if self._applied is None:
            self._applied = self._thread.submit(self._engine.apply, (), self._entries(), batch.revision)

    def committed(self, batch: Batch) -> None:
        """Let the engine commit, because the store has; returns when it is done. Raises EngineError."""
        if self._applied is None:
            follow(self._engine, batch)
            return
        self._is_committed = True
        self._given.put(None)
        self._applied.result()

    def _entries(self) -> Iterator[PassageTerms]:
        while (entries := self._given.get()) is not None:
            yield from entries
        if not self._is_committed:
            raise RuntimeError("the batch was not committed")

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the thread; the engine forgets what it was given of a batch that was not committed."""
        self._given.put(None)
        self._thread.shutdown()
