"""Keeping: the store brought up to date with the sources, the engine with the store; what a writer does, and alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kurilsearch.errors import LibraryBusyError, SettingsError, StoreError, UnusableStoreError
from kurilsearch.store import FILES_TO_COME

if TYPE_CHECKING:
    from kurilsearch.describe.describer import Describer
    from kurilsearch.indexing.report import IndexReport, Progress
    from kurilsearch.library.bulk import UnmatchedEntry
    from kurilsearch.library.parts import Parts
    from kurilsearch.library.status import LeftOut, LibraryStatus, Rebuilt
    from kurilsearch.store import StoreReader

WAIT_SECONDS = 600.0
"""How long a second writer waits for the first."""

_TRIES = 3
"""How often engine and store are looked at until both show the same commit."""

DESCRIBED_BY = "described_by"
"""The name of the stored value that tells by what all sources were described; empty while that is changed."""

WALKED = "walked"
"""The name of the stored value that has the folders of a large library, as they were when it was last indexed."""

VANISHED = "vanished"
"""The name of the stored value that has the vanished files from which something is still cited, by name."""

_MUCH = 1 / 3
_FEWEST_LEFT_OUT = 200
"""Characters below which nothing was lost that anybody would look for."""
BEHIND = "The library is being indexed just now: this is answered from what is finished"
"""What is said of an answer from an engine that is behind its store."""


class Keeping:
    """The part of a library that writes it. Nothing else does, and a search does not need it."""

    def __init__(self, parts: Parts) -> None:
        """Take what it works with."""
        self.parts = parts

    def make_ready(self) -> tuple[str, ...]:
        """See that there is something to search, and return what must be said of the answers.

        Sources that nobody ever indexed are indexed; an engine that is behind the store, after a killed run or because
        it is new, catches up. While another process writes, neither is waited for: what it has finished is answered.
        """
        parts = self.parts
        try:
            if not parts.is_indexed:
                self.index(wait=False)
            engine = parts.engine
            engine.refresh()
            parts.store.refresh()
            if engine.revision != parts.store.revision:
                self._catch_up()
        except LibraryBusyError:
            self._see_one_commit()
            return (BEHIND, *self._still_to_come())
        return self._still_to_come()

    def _see_one_commit(self) -> None:
        """Have the store answer as of the commit that the engine has followed, where it still knows it."""
        store, engine = self.parts.store, self.parts.engine
        for _ in range(_TRIES):  # whoever writes goes on meanwhile
            engine.refresh()
            store.refresh(engine.revision)
            if engine.revision == store.revision:
                return

    def _still_to_come(self) -> tuple[str, ...]:
        """Return the line that says how many files an unfinished index run has not read yet, if there are any."""
        to_come = int(self.parts.store.value(FILES_TO_COME) or 0)
        if not to_come:
            return ()
        files = "1 file is" if to_come == 1 else f"{to_come:,} files are"
        return (f"{files} still to be indexed: `kurilsearch index` is at work, or was ended before it had read all",)

    def index(
        self,
        *,
        retry_failed: bool = False,
        verify: bool = False,
        ocr: bool = False,
        forget_vanished: bool = False,
        share: str | None = None,
        progress: Progress | None = None,
        waiting: Callable[[], None] | None = None,
        wait: bool = True,
    ) -> IndexReport:
        """Bring store and engine up to date with the files; see :meth:`kurilsearch.Library.index`."""
        if ocr:
            from kurilsearch.programs.ocrmypdf import require_ocrmypdf

            require_ocrmypdf()
        if self.parts.settings.reads_nothing:
            raise SettingsError(
                f"{self.parts.settings.file} names no sources: what the cluster holds is indexed elsewhere",
                'To index here, name them: sources = ["FOLDER"]',
            )
        with self.parts.store.indexing(WAIT_SECONDS if wait else 0.0, waiting):
            return self._index(
                progress, retry_failed=retry_failed, verify=verify, ocr=ocr, forget=forget_vanished, share=share
            )

    def rebuild(self, progress: Progress | None) -> Rebuilt:
        """Make the engine's index anew from the store, and the store from the sources where it cannot be used.

        ``sources.toml`` is the user's, and stays. Raises LibraryBusyError.
        """
        from kurilsearch.indexing.derive import rebuild_engine
        from kurilsearch.library.status import Rebuilt

        parts = self.parts
        with parts.store.writing(WAIT_SECONDS):
            store_was = self._unusable()
            parts.close_engine()
            if store_was is not None:
                parts.store.discard()
            rebuild_engine(parts.store, parts.engine_name, parts.engine_location).close()
            report = None if parts.is_indexed else self._index(progress)
            parts.discard_orphans()
        return Rebuilt(store_was, report)

    def describe(self, said: Mapping[str, Mapping[str, str | None]]) -> None:
        """Set what is cited of documents, by their files, in ``sources.toml``, and take that in."""
        from kurilsearch.describe.sources_file import SOURCES_FILE, set_fields
        from kurilsearch.indexing.run import redescribe

        for file, fields in said.items():
            set_fields(self.parts.settings.folder / SOURCES_FILE, file, fields)
        with self.parts.store.writing(WAIT_SECONDS):
            describer = self._load_describer()
            redescribe(self.parts.store, describer)
            self._remember_describer(describer, anew=True)

    def unmatched(self) -> tuple[UnmatchedEntry, ...]:
        """Return the entries of bibliographies that describe no document, in the order of their files."""
        from kurilsearch.library.bulk import UnmatchedEntry
        from kurilsearch.work import OriginKind

        bibliography = self._load_describer().bibliography
        used = {
            (described.item.get("id"), described.origins["id"].place)
            for described in self.parts.store.described().values()
            if "id" in described.origins and described.origins["id"].kind is OriginKind.BIBLIOGRAPHY
        }
        return tuple(
            UnmatchedEntry(dict(entry.item), entry.metadata, entry.source)
            for entry in bibliography.entries
            if (entry.item.get("id"), entry.source) not in used
        )

    def problems(self) -> tuple[str, ...]:
        """Return what could not be understood in bibliographies and ``sources.toml`` when they were last read."""
        told: list[str] = json.loads(self.parts.store.value("bibliography_problems") or "[]")
        return tuple(told)

    def stale_files(self, *, quickly: bool = False) -> int:
        """Return how many sources and descriptions changed; see :meth:`kurilsearch.Library.stale_files`."""
        from kurilsearch.describe.fingerprint import count_outdated
        from kurilsearch.indexing.folders import are_unchanged

        parts, settings = self.parts, self.parts.settings
        if not parts.is_indexed or settings.reads_nothing:
            return 0
        outdated = count_outdated(parts.store.value("described_from"), settings.folder)
        walked = parts.store.value(WALKED)
        if quickly and are_unchanged(walked, settings.folder, settings.sources, settings.exclude):
            return outdated
        from kurilsearch.indexing.plan import count_stale

        sources = count_stale(
            parts.store, settings.sources, settings.folder, exclude=(settings.index,), exclude_globs=settings.exclude
        )
        return sources + outdated

    def sizes(self) -> dict[str, int]:
        """Return how many bytes each part of the index takes, by what it is called; the store is read for that."""
        parts = self.parts
        if not parts.store.revision:
            return {}
        return {**parts.store.sizes(), f"{parts.engine_name} index": parts.engine.bytes_used()}

    def status(self) -> LibraryStatus:
        """Return what the library holds, what could not be read, and how large its index is."""
        from kurilsearch.library.status import LibraryStatus

        parts, store, settings = self.parts, self.parts.store, self.parts.settings
        indexed = store.revision > 0
        totals = store.totals()
        moment = store.value("last_indexed")
        return LibraryStatus(
            folder=settings.folder,
            sources=settings.sources,
            index=settings.index,
            engine=parts.engine_name,
            documents=totals.documents,
            passages=totals.passages,
            words=totals.terms,
            bytes_on_disk=store.bytes_used() + (parts.engine.bytes_used() if indexed else 0),
            failures=store.failures(),
            skipped=json.loads(store.value("skipped") or "{}"),
            bibliography_problems=self.problems(),
            revision=store.revision,
            last_indexed=datetime.fromisoformat(moment) if moment else None,
            left_out=tuple(_left_out(store)),
            cluster=settings.cluster.get("url"),
        )

    def _index(
        self,
        progress: Progress | None,
        *,
        retry_failed: bool = False,
        verify: bool = False,
        ocr: bool = False,
        forget: bool = False,
        share: str | None = None,
    ) -> IndexReport:
        """Bring store and engine up to date with the files; the caller holds the right to write."""
        from kurilsearch.describe.fingerprint import content_fingerprint
        from kurilsearch.indexing.folders import remembered_folders
        from kurilsearch.indexing.run import run_index
        from kurilsearch.indexing.scan import scan
        from kurilsearch.indexing.share import ALL, read_share

        parts, settings = self.parts, self.parts.settings
        parts.store.set_value("index_begun", _now())  # a store has its name from its first write on
        found = scan(settings.sources, settings.folder, (settings.index,), settings.exclude)
        describer = self._load_describer(None if settings.exclude else found.bibliographies, forget=forget)
        described_by = content_fingerprint(describer.files, settings.folder)
        if share or describer.bibliography.entries:  # which source an entry means depends on what lies where
            described_by = ""
        anew = verify or forget or not described_by or parts.store.value(DESCRIBED_BY) != described_by
        if anew:
            parts.store.set_value(DESCRIBED_BY, "")  # a run that is ended leaves it so
        report = run_index(
            parts.store,
            parts.engine,
            found,
            describe=describer,
            language=settings.language,
            retry_failed=retry_failed or ocr,
            verify=verify,
            ocr=ocr,
            on_progress=progress,
            share=read_share(share) if share else ALL,
            describe_anew=anew,
        )
        self._remember_describer(describer, anew=anew)
        parts.store.set_value(DESCRIBED_BY, described_by)
        parts.store.set_value(WALKED, "" if share else remembered_folders(found, settings.sources, settings.exclude))
        parts.store.set_value("last_indexed", _now())
        return report

    def _unusable(self) -> str | None:
        """Return what is wrong with the store, in one line; None where all is as it was written."""
        try:
            self.parts.store.verify()
        except UnusableStoreError as error:
            return error.message
        return None

    def _catch_up(self) -> None:
        from kurilsearch.indexing.derive import catch_up

        parts = self.parts
        try:
            with parts.store.writing():
                catch_up(parts.store, parts.engine)
        except StoreError:
            if not parts.engine.revision:
                raise  # there is nothing to answer from, and nothing may be written here

    def _load_describer(self, bibliographies: tuple[Path, ...] | None = None, *, forget: bool = False) -> Describer:
        """Return what describes the sources, by these bibliographies; None looks for them, excluded ones too."""
        from kurilsearch.describe.describer import load_describer
        from kurilsearch.indexing.scan import find_bibliographies

        settings = self.parts.settings
        if bibliographies is None:
            bibliographies = find_bibliographies(settings.sources, exclude=(settings.index,))
        return load_describer(settings.folder, bibliographies, forget=forget)

    def _remember_describer(self, describer: Describer, *, anew: bool) -> None:
        """Keep from which files the sources were described, and what could not be understood in them.

        Where all were not described ``anew``, nothing has vanished that had not before.
        """
        from kurilsearch.describe.fingerprint import fingerprint
        from kurilsearch.describe.sources_file import SOURCES_FILE
        from kurilsearch.describe.vanished import count_vanished

        store = self.parts.store
        known = {document.file for document in store.documents()} if describer.user else set()
        strange = [f"{SOURCES_FILE}: the library holds no `{file}`" for file in describer.user if file not in known]
        vanished = {}
        if anew or store.value(VANISHED):
            vanished = count_vanished(store.described().values(), describer.present)
        kept = [
            f"{name} is gone; what it said of {count:,} {'source' if count == 1 else 'sources'} is kept until"
            " `kurilsearch index --forget-vanished`"
            for name, count in vanished.items()
        ]
        store.set_value("bibliography_problems", json.dumps([*describer.problems, *strange, *kept]))
        store.set_value("described_from", fingerprint(describer.files, self.parts.settings.folder))
        store.set_value(VANISHED, " ".join(vanished))


def _now() -> str:
    return datetime.now().astimezone().isoformat()


def _left_out(store: StoreReader) -> Iterator[LeftOut]:
    """Yield the documents of which more than a third was judged to be no text."""
    from kurilsearch.library.status import LeftOut

    for document in store.documents():
        if document.left_out > max(_MUCH * document.chars, _FEWEST_LEFT_OUT):
            yield LeftOut(document.file, document.left_out / document.chars)
