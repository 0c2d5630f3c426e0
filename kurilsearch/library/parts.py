"""What a library is made of: its store, its engine, its cache and what they need, each opened when it is first used."""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING

from kurilsearch.engines.loader import discard_engine, open_engine
from kurilsearch.language.sentences import SentenceSplitter
from kurilsearch.location import IndexLocation
from kurilsearch.store.loader import open_cache, open_store
from kurilsearch.vocabulary.equivalents import Equivalents, load_equivalents

if TYPE_CHECKING:
    from kurilsearch.engines import Engine
    from kurilsearch.library.settings import Settings
    from kurilsearch.store import Cache, StoreKeeper


class Parts:
    """The parts of one open library, shared by all that is done with it and by all threads that do it."""

    def __init__(self, settings: Settings, engine: str, store: str | None = None) -> None:
        """Take the settings and the names of engine and store; files are opened when they are first needed."""
        self.settings = settings
        self.engine_name = engine
        self._store_name = store
        self._location = IndexLocation(settings.index, settings.cluster)
        self._opening = RLock()
        self._store: StoreKeeper | None = None
        self._engine: Engine | None = None
        self._engine_of: str | None = None
        self._cache: Cache | None = None
        self._splitter: tuple[str | None, SentenceSplitter] | None = None
        self._equivalents: tuple[int, Equivalents] | None = None

    @property
    def store(self) -> StoreKeeper:
        """The store. Raises StoreError."""
        with self._opening:
            if self._store is None:
                self._store = open_store(self._store_name, self._location)
            return self._store

    @property
    def engine(self) -> Engine:
        """The engine over what the store holds. Raises EngineError."""
        identity = self.store.identity
        with self._opening:
            if self._engine is None or self._engine_of != identity:  # a store that was not there has no name
                self.close_engine()
                location = self._location.of_engine(self.engine_name, identity)
                self._engine, self._engine_of = open_engine(self.engine_name, location), identity
            return self._engine

    @property
    def cache(self) -> Cache:
        """What is remembered beside the store."""
        with self._opening:
            if self._cache is None:
                self._cache = open_cache(self._store_name, self._location)
            return self._cache

    @property
    def engine_location(self) -> IndexLocation:
        """Where the engine keeps what it derives from this store."""
        return self._location.of_engine(self.engine_name, self.store.identity)

    @property
    def is_indexed(self) -> bool:
        """Tell whether the sources were ever indexed to the end."""
        return self.store.value("last_indexed") is not None

    @property
    def sentences(self) -> SentenceSplitter:
        """What cuts passages into sentences, as the last index run has taught it."""
        learned = self.store.value("last_indexed")  # which is quicker read than what was learned
        known = self._splitter
        if known is None or known[0] != learned:
            known = self._splitter = (learned, SentenceSplitter(self.store.value("punkt")))
        return known[1]

    @property
    def equivalents(self) -> Equivalents:
        """The names that stand for each other; read again when something was indexed."""
        revision = self.store.revision
        known = self._equivalents
        if known is None or known[0] != revision:
            found = load_equivalents((self.settings.folder, *self.settings.sources))
            known = self._equivalents = (revision, found)
        return known[1]

    def close_engine(self) -> None:
        """Release the engine's files; it is opened again when it is next used."""
        with self._opening:
            if self._engine is not None:
                self._engine.close()
            self._engine = None

    def discard_orphans(self) -> None:
        """Delete what the engine had derived from stores that are no more."""
        present = self.engine_location
        for folder in self._location.folder.glob(f"{self.engine_name}-*"):
            if folder != present.folder:
                discard_engine(self.engine_name, present._replace(folder=folder))

    def close(self) -> None:
        """Release all files and threads."""
        with self._opening:
            self.close_engine()
            if self._cache is not None:
                self._cache.close()
            if self._store is not None:
                self._store.close()
            self._store = self._cache = None
