"""An index run: look, compare, read in worker processes, write store and engine batch by batch."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import nullcontext
from dataclasses import InitVar, dataclass, field, replace
from itertools import islice
from time import monotonic

from kurilsearch.describe.describe import summarise
from kurilsearch.describe.describer import Describer
from kurilsearch.engines.engine import Engine
from kurilsearch.indexing.derive import catch_up
from kurilsearch.indexing.follow import Follower, follow
from kurilsearch.indexing.ingest import IngestOptions, load_what_reads
from kurilsearch.indexing.memory import give_back_memory
from kurilsearch.indexing.plan import Plan, plan_run
from kurilsearch.indexing.reading import OCR_SECONDS, READ_MEMORY, chunks_of, read_in_order, size_of, useful_processes
from kurilsearch.indexing.report import IndexReport, Progress
from kurilsearch.indexing.sampling import (
    build_lexicon,
    evenly_spaced,
    needs_learning,
    punkt_sample,
    take_sample,
    train,
)
from kurilsearch.indexing.scan import Scan, SourceFile
from kurilsearch.indexing.share import ALL, Share
from kurilsearch.indexing.workers import InProcess, WorkerDiedError, Workers
from kurilsearch.read import readable_endings
from kurilsearch.store import FILES_TO_COME, Batch, FailedSource, KnownSource, PreparedDocument, StoreKeeper
from kurilsearch.work import Described, Guess, Item

BATCH_CHARS = 8_000_000
"""A batch is committed once it holds so many characters of source text ..."""

BATCH_SECONDS = 5.0
"""... or was begun so long ago, so that a killed run loses little and searches see what is new."""

FIRST_FILES = 32
"""Files, evenly spaced, that are read before the others when Punkt is to be trained on what they say ..."""

FEWEST_FIRST = 8
"""... and so many at least, where that is more than half of them."""

Describe = Callable[[str, Item, Guess, Described | None], Described]
"""Says what is cited of a file, given its name, what it says of itself, what it may be by what it prints, and what was
cited of it before."""

Result = tuple[SourceFile, PreparedDocument | FailedSource]
"""A file and what came of reading it."""

BY_ITSELF = Describer()
"""Describes a source by what it says itself, without a bibliography."""


def run_index(
    store: StoreKeeper,
    engine: Engine,
    found: Scan,
    *,
    describe: Describe = BY_ITSELF,
    language: str | None = None,
    retry_failed: bool = False,
    verify: bool = False,
    ocr: bool = False,
    on_progress: Progress | None = None,
    share: Share = ALL,
    describe_anew: bool = True,
) -> IndexReport:
    """Bring ``store`` and ``engine`` up to date with the files that a walk has just ``found``, and say what was done.

    The caller holds the write lock. ``describe`` says what is cited of a file. ``language`` holds for all
    files; None detects it in each. ``verify`` compares the content of every file. ``ocr`` has the text of scans
    recognised by ocrmypdf. Files that are not of this ``share`` are left to other runs, which may be at work now, on
    this machine or on others: each reads for itself and writes whole batches, of store and engine, when its turn comes.
    Without ``describe_anew`` the caller knows that ``describe`` would say of no file something else than it has said.

    Files that cannot be read are in the report and cost no other. A run that is killed or interrupted keeps its
    committed batches, and the next one goes on from there. Raises StoreError and EngineError, where the disk is
    full for instance; :func:`catch_up` mends an engine that has fallen behind.
    """
    started = monotonic()
    own = found._replace(files=tuple(source for source in found.files if share.has(source.file)))
    with store.turn() or nullcontext():  # what is removed or moved now, another run may not have removed meanwhile
        catch_up(store, engine)
        known = [source for source in store.known_sources() if share.has(source.file)]
        failed = [failure for failure in store.failures() if share.has(failure.file)]
        plan = plan_run(own, known, failed, retry_failed=retry_failed, verify=verify)
        run = _Run(store, engine, plan, describe, on_progress, plan.to_read, known)
        run.note_what_needs_no_reading(describe_anew=describe_anew)
    if run.files:
        run.read_files(found.files, language, ocr=ocr)
    if store.value(FILES_TO_COME):
        store.set_value(FILES_TO_COME, "")
    store.set_value("skipped", json.dumps(found.skipped))
    store.set_value("endings", " ".join(readable_endings()))
    store.compact()
    return IndexReport(
        added=len(plan.added) - run.failed_of(plan.added),
        changed=len(plan.changed) - run.failed_of(plan.changed),
        moved=len(plan.moved),
        removed=len(plan.removed),
        unchanged=plan.unchanged,
        failures=store.failures(),
        passages=store.totals().passages,
        seconds=monotonic() - started,
        skipped=found.skipped,
    )


def redescribe(store: StoreKeeper, describe: Describe) -> int:
    """Ask again what is cited of every document, without reading any; return for how many it has changed.

    The caller holds the write lock. An index run does this itself.
    """
    changed = _newly_described(store, describe)
    with store.batch() as batch:
        for number, described in changed.items():
            batch.describe(number, described, summarise(described))
    return len(changed)


def _newly_described(store: StoreKeeper, describe: Describe) -> dict[int, Described]:
    """Return what is now cited of those documents of which something else was."""
    items = store.own_items()
    before = store.described()
    return {
        document.id: described
        for document in store.documents()
        if (described := describe(document.file, *items[document.id], before[document.id])) != before[document.id]
    }


def _one_batch(results: Iterator[Result], most: int) -> Iterator[Result]:
    """Yield at most ``most`` results, as long as they are of one batch."""
    began, chars = monotonic(), 0
    for source, result in islice(results, most):
        yield source, result
        chars += result.chars if isinstance(result, PreparedDocument) else 0
        if chars >= BATCH_CHARS or monotonic() - began >= BATCH_SECONDS:
            return


@dataclass(slots=True)
class _Run:
    """The state of one run."""

    store: StoreKeeper
    engine: Engine
    plan: Plan
    describe: Describe
    on_progress: Progress | None
    files: list[SourceFile]
    known: InitVar[Sequence[KnownSource]]
    former: dict[str, Described] = field(init=False)
    failed: set[str] = field(default_factory=set)
    files_done: int = 0
    bytes_done: int = 0
    bytes_in_all: int = field(init=False)

    def __post_init__(self, known: Sequence[KnownSource]) -> None:
        """Add up once what progress is held against, and look up what was cited of each file that is read again."""
        self.bytes_in_all = size_of(self.files)
        names = {source.file for source in self.files}
        again = {source.document: source.file for source in known if source.file in names}
        described = self.store.described(again)
        self.former = {again[document]: former for document, former in described.items()}

    def note_what_needs_no_reading(self, *, describe_anew: bool) -> None:
        """Write new descriptions, and the removals, moves, times and failures that the comparison alone has shown."""
        described = _newly_described(self.store, self.describe) if describe_anew else {}
        items, before = (self.store.own_items(), self.store.described()) if self.plan.moved else ({}, {})
        with self.store.batch() as batch:
            for document, description in described.items():
                batch.describe(document, description, summarise(description))
            for document in self.plan.removed:
                batch.remove(document)
            for document, source in self.plan.moved:
                batch.move(document, source.file, source.state)
                description = self.describe(source.file, *items[document], before[document])
                batch.describe(document, description, summarise(description))
            for document, source in self.plan.touched:
                batch.touch(document, source.state)
            for file in self.plan.recovered:
                batch.forget_failure(file)
            for failure in self.plan.failures:
                batch.fail(failure)
        follow(self.engine, batch)

    def read_files(self, library: Sequence[SourceFile], language: str | None, *, ocr: bool) -> None:
        """Read what is to be read of ``library`` and write it; learn on the way what a sample of it teaches."""
        files = self.files
        library_bytes = size_of(library)
        learning = needs_learning(self.store, library_bytes)
        sampled = min(FIRST_FILES, max(FEWEST_FIRST, len(files) // 2)) if learning else 0
        first = {files[index].file for index in evenly_spaced(len(files), sampled)}
        ordered = sorted(files, key=lambda source: source.file not in first)
        words = self.store.value("words")
        options = IngestOptions({}, self.store.prepare, language, ocr)
        count = useful_processes(ordered)
        with Workers(count, options, READ_MEMORY) if count else InProcess(options) as caller:
            loading = [caller.submit(None, load_what_reads) for _ in range(count)]
            if words is None or learning:
                sample = take_sample(library, caller)
                self.store.learn(sample.texts)
                words = sample.words_as_json()
            wait(loading)
            caller.share(replace(options, lexicon=build_lexicon(self.store, words), prepare=self.store.prepare))
            chunks = [*chunks_of(ordered[: len(first)]), *chunks_of(ordered[len(first) :])]
            results = read_in_order(caller, chunks, OCR_SECONDS if ocr else 0.0)
            parameters: Future[str] | None = None
            if learning:
                self.write_batches(results, len(first))
                parameters = caller.submit(None, train, punkt_sample(self.store))
            self.write_batches(results, len(files))
            if parameters is not None:
                self.remember(parameters, words, library_bytes)

    def remember(self, parameters: Future[str], words: str, library_bytes: int) -> None:
        """Keep what the sample has taught for the runs to come."""
        try:
            self.store.set_value("punkt", parameters.result())
        except WorkerDiedError:
            return  # someone ended that process; all is written, and the next run learns
        self.store.set_value("words", words)
        self.store.set_value("learned_bytes", str(library_bytes))

    def write_batches(self, results: Iterator[Result], until: int) -> None:
        """Write results to store and engine until ``until`` files are done in all."""
        while self.files_done < until:
            read = _one_batch(results, until - self.files_done)
            turn = self.store.turn()
            if turn is not None:
                read = iter(list(read))  # others write meanwhile
            with turn or nullcontext():
                if turn is not None:
                    catch_up(self.store, self.engine)  # another run may have been killed in its turn
                with Follower(self.engine) as follower:
                    with self.store.batch() as batch:
                        for source, result in read:
                            self.write(batch, source, result)
                            if turn is None and not self.former:  # else something may be removed
                                follower.take(batch)
                    follower.committed(batch)
            del batch, follower
            give_back_memory()
            if self.files_done < len(self.files):
                self.store.set_value(FILES_TO_COME, str(len(self.files) - self.files_done))

    def write(self, batch: Batch, source: SourceFile, result: PreparedDocument | FailedSource) -> None:
        """Write one result and say so."""
        if isinstance(result, FailedSource):
            batch.fail(result)
            self.failed.add(result.file)
        else:
            described = self.describe(result.file, result.own, result.guess, self.former.get(result.file))
            batch.put(result, described, summarise(described))
        self.files_done += 1
        self.bytes_done += source.size
        if self.on_progress is not None:
            self.on_progress(self.files_done, len(self.files), self.bytes_done, self.bytes_in_all, source.file)

    def failed_of(self, sources: Iterable[SourceFile]) -> int:
        """Count those of ``sources`` that could not be read."""
        return sum(source.file in self.failed for source in sources)
