"""The parts of an open library: its store, its engine and what they need, each opened when it is first used."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kurilsearch.engines.loader import open_engine
from kurilsearch.errors import LibraryBusyError, StoreError
from kurilsearch.language.sentences import SentenceSplitter
from kurilsearch.library.settings import Settings
from kurilsearch.store import Store
from kurilsearch.vocabulary.equivalents import Equivalents, load_equivalents

if TYPE_CHECKING:
    from pathlib import Path

    from kurilsearch.describe.describer import Describer
    from kurilsearch.engines import Engine

STORE_FILE = "store.sqlite"

WAIT_SECONDS = 600.0
"""How long a second writer waits for the first."""


class LibraryParts:
    """What a library is made of. A library is used from one thread at a time."""

    def __init__(self, settings: Settings, engine: str) -> None:
        """Take the settings; files are opened when they are first needed."""
        self.settings = settings
        self.engine_name = engine
        self._open_store: Store | None = None
        self._open_engine: Engine | None = None
        self._splitter: SentenceSplitter | None = None
        self._known_equivalents: Equivalents | None = None
        self._mistake: str | None = None

    @property
    def is_indexed(self) -> bool:
        """Tell whether an index was ever built here."""
        return (self.settings.index / STORE_FILE).is_file() and self._store.value("last_indexed") is not None

    def close(self) -> None:
        """Release files and threads."""
        if self._open_engine is not None:
            self._open_engine.close()
        if self._open_store is not None:
            self._open_store.close()
        self._open_engine = self._open_store = None

    @property
    def _store(self) -> Store:
        if self._open_store is None:
            self._open_store = Store(self.settings.index / STORE_FILE)
        return self._open_store

    @property
    def _engine_folder(self) -> Path:
        return self.settings.index / f"{self.engine_name}-{self._store.identity}"

    @property
    def _engine(self) -> Engine:
        if self._open_engine is None:
            self._open_engine = open_engine(self.engine_name, self._engine_folder)
        return self._open_engine

    @property
    def _sentences(self) -> SentenceSplitter:
        if self._splitter is None:
            self._splitter = SentenceSplitter(self._store.value("punkt"))
        return self._splitter

    @property
    def _equivalents(self) -> Equivalents:
        if self._known_equivalents is None:
            self._known_equivalents = load_equivalents((self.settings.folder, *self.settings.sources))
        return self._known_equivalents

    def _make_index_folder(self) -> None:
        folder = self.settings.index
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"The index folder {folder} cannot be made ({error.strerror or error})",
                f"Mend that, or name another `index` in {self.settings.file}",
            ) from error

    def _find_describer(self) -> Describer:
        from kurilsearch.describe.describer import load_describer
        from kurilsearch.indexing.scan import find_bibliographies

        files = find_bibliographies(self.settings.sources, exclude=(self.settings.index,))
        return load_describer(self.settings.folder, files)

    def _remember_describer(self, describer: Describer) -> None:
        from kurilsearch.describe.sources_file import SOURCES_FILE
        from kurilsearch.indexing.fingerprint import fingerprint

        self._store.set_value("described_from", fingerprint(describer.files, self.settings.folder))
        known = {document.file for document in self._store.documents()}
        strange = [f"{SOURCES_FILE}: the library holds no `{file}`" for file in describer.user if file not in known]
        self._store.set_value("bibliography_problems", json.dumps([*describer.problems, *strange]))

    def _is_described_differently(self) -> bool:
        """Tell whether ``sources.toml`` or a bibliography was changed since the sources were described."""
        fingerprint = self._store.value("described_from")
        if fingerprint is None:
            return False
        from kurilsearch.indexing.fingerprint import is_outdated

        return is_outdated(fingerprint, self.settings.folder)

    def _describe_again(self, wait_seconds: float = 0.0) -> None:
        """Take in what changed in ``sources.toml`` and the bibliographies, without reading a source.

        Raises SettingsError where ``sources.toml`` is wrong, LibraryBusyError where another process is still writing.
        """
        from kurilsearch.indexing.lock import write_lock
        from kurilsearch.indexing.run import redescribe

        with write_lock(self.settings.index, wait_seconds):
            describer = self._find_describer()
            redescribe(self._store, describer)
            self._remember_describer(describer)

    def _catch_up(self) -> None:
        """Let an engine that is new, or behind after a killed run, catch up with the store."""
        from kurilsearch.indexing.derive import catch_up
        from kurilsearch.indexing.lock import write_lock

        try:
            with write_lock(self.settings.index):
                catch_up(self._store, self._engine)
        except LibraryBusyError:
            if self._engine.revision == 0:
                raise
            # another process is writing just now: what the engine knows already is answered meanwhile
