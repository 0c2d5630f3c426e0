"""Writing the store: what an index run and ``sources set`` do, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from kurilsearch.location import IndexLocation
from kurilsearch.store.sqlite.reader import SqliteReader

if TYPE_CHECKING:
    from kurilsearch.store.records import IngestedDocument, PreparedDocument
    from kurilsearch.store.sqlite.batch import SqliteBatch


class SqliteStore(SqliteReader):
    """Reads and writes one library; see :class:`kurilsearch.store.protocol.StoreKeeper`.

    What only a writer needs is imported when something is written.
    """

    def __init__(self, location: IndexLocation) -> None:
        """Keep the store at ``location``; its file is made at the first write."""
        super().__init__(location)
        self._folder = location.folder

    @classmethod
    def open(cls, location: IndexLocation) -> SqliteStore:
        """Open the store at ``location``, which need not exist yet."""
        return cls(location)

    @property
    def prepare(self) -> Callable[[IngestedDocument], PreparedDocument]:
        """What makes a document ready for :meth:`Batch.put`, with the dictionary as it is now."""
        from kurilsearch.store.sqlite.prepare import prepare

        return partial(prepare, self._dictionary())

    def learn(self, texts: Iterable[str]) -> None:
        """Train the dictionary that passages are packed with on these texts; once, for all are packed with the same."""
        if self._dictionary():
            return
        from kurilsearch.store.packing import train

        if dictionary := train(texts):
            with self._database.transaction() as connection:
                connection.execute("INSERT INTO packing VALUES (?)", (dictionary,))

    def writing(
        self, wait_seconds: float = 0.0, on_waiting: Callable[[], None] | None = None
    ) -> AbstractContextManager[None]:
        """Hold the right to write while the block runs, by a lock file beside the store."""
        from kurilsearch.store.sqlite.lock import write_lock

        return write_lock(self._folder, wait_seconds, on_waiting)

    def indexing(
        self, wait_seconds: float = 0.0, on_waiting: Callable[[], None] | None = None
    ) -> AbstractContextManager[None]:
        """Hold the right to write for an index run, which runs alone."""
        return self.writing(wait_seconds, on_waiting)

    def turn(self) -> None:
        """Return None: one index run writes at a time."""

    @contextmanager
    def batch(self) -> Iterator[SqliteBatch]:
        """Write documents: all that the block does is committed at its end, or nothing where an error leaves it."""
        from kurilsearch.store.sqlite.batch import SqliteBatch

        with self._database.transaction() as connection:
            batch = SqliteBatch(connection, self._unpack)
            yield batch
            batch.finish()

    def set_value(self, name: str, value: str) -> None:
        """Keep a value under ``name``."""
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO stored_values VALUES (?, ?)", (name, value))

    def discard(self) -> None:
        """Delete all that is kept, damaged or not. The store is empty afterwards."""
        self._database.discard()
        self._forget()

    def compact(self) -> None:
        """Give space that is no longer needed back to the file system; for the end of an index run."""
        self._database.compact()
