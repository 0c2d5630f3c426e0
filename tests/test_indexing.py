"""An index run: what changed is noticed, what did not is left alone, and the engine follows the store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from kurilsearch.engines.engine import PassageTerms
from kurilsearch.errors import EngineError, LibraryBusyError
from kurilsearch.indexing import reading
from kurilsearch.indexing import run as run_module
from kurilsearch.indexing import workers as workers_module
from kurilsearch.indexing.derive import catch_up
from kurilsearch.indexing.ingest import IngestOptions
from kurilsearch.indexing.plan import count_stale
from kurilsearch.indexing.report import IndexReport
from kurilsearch.indexing.run import Describe, redescribe, run_index
from kurilsearch.indexing.sampling import build_lexicon, evenly_spaced, punkt_sample, take_sample
from kurilsearch.indexing.scan import SourceFile, file_state, find_bibliographies, scan
from kurilsearch.indexing.workers import InProcess, WorkerDiedError, Workers
from kurilsearch.location import IndexLocation
from kurilsearch.model import Metadata, StoredPassage
from kurilsearch.query import Term
from kurilsearch.read import available_readers
from kurilsearch.store import FailedSource, PreparedDocument, StoreReader
from kurilsearch.store.sqlite.lock import write_lock
from kurilsearch.store.sqlite.store import SqliteStore
from kurilsearch.work import Described
from tests.naive_engine import NaiveEngine
from tests.small_library import document_called

TEXT = "The {animal} is common on the northern islands of the chain.\n\nIn winter it moves south with the ice.\n"


class Library:
    """A folder of sources with its store and its engine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "index").mkdir()
        self.store = SqliteStore(IndexLocation(folder / "index"))
        self.engine = NaiveEngine()
        self.read: list[str] = []

    def write(self, file: str, text: str = TEXT, **words: str) -> Path:
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(**words) if words else text, encoding="utf-8")
        return path

    def index(self, processes: int | None = 0, **options: Any) -> IndexReport:
        """Index in so many worker processes; None leaves their number to the run."""
        self.read.clear()

        def note(done: int, files: int, bytes_done: int, size: int, name: str) -> None:
            self.read.append(name)
            assert done == len(self.read) <= files
            assert bytes_done <= size

        index = self.folder / "index"
        with pytest.MonkeyPatch.context() as patch:
            if processes is not None:
                patch.setattr(run_module, "useful_processes", lambda files: processes)
            found = scan([self.folder], self.folder, [index], options.pop("exclude_globs", ()))
            return run_index(self.store, self.engine, found, on_progress=note, **options)

    def files_with(self, word: str) -> list[str]:
        found = self.engine.search(Term(word, "words"), 99).passages
        return [self.store.document(c.document).file for c in self.store.candidates(found)]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path)
    for animal in ("seal", "otter", "walrus"):
        library.write(f"{animal}.txt", animal=animal)
    return library


def summary(report: IndexReport) -> tuple[int, int, int, int, int]:
    assert not any("fault in" in failure.reason for failure in report.failures), report.failures
    return report.added, report.changed, report.moved, report.removed, report.unchanged


# What changed


def test_the_first_run_reads_everything_and_the_second_nothing(library: Library) -> None:
    report = library.index()
    assert summary(report) == (3, 0, 0, 0, 0)
    assert (report.passages, report.failures) == (6, ())
    assert library.files_with("walrus") == ["walrus.txt"]
    assert library.engine.revision == library.store.revision
    revision = library.store.revision
    assert summary(library.index()) == (0, 0, 0, 0, 3)
    assert library.read == []
    assert library.store.revision == revision


def test_each_kind_of_change_is_noticed(library: Library) -> None:
    library.index()
    library.write("seal.txt", animal="fur seal")
    (library.folder / "walrus.txt").unlink()
    library.write("birds/puffin.txt", animal="puffin")
    assert count_stale(library.store, [library.folder], library.folder, exclude=[library.folder / "index"]) == 3
    report = library.index()
    assert summary(report) == (1, 1, 0, 1, 1)
    assert sorted(library.read) == ["birds/puffin.txt", "seal.txt"]
    assert library.files_with("walrus") == []
    assert library.files_with("fur") == ["seal.txt"]
    assert library.files_with("puffin") == ["birds/puffin.txt"]
    assert count_stale(library.store, [library.folder], library.folder, exclude=[library.folder / "index"]) == 0


def test_a_moved_file_keeps_its_ids_and_is_not_read(library: Library) -> None:
    library.index()
    document = document_called(library.store, "seal.txt")
    before = library.store.passages(document.id)
    (library.folder / "old").mkdir()
    (library.folder / "seal.txt").rename(library.folder / "old" / "phoca.txt")
    assert summary(library.index()) == (0, 0, 1, 0, 2)
    assert library.read == []
    assert document_called(library.store, "old/phoca.txt").id == document.id
    assert library.store.passages(document.id) == before
    assert library.files_with("seal") == ["old/phoca.txt"]
    assert summary(library.index()) == (0, 0, 0, 0, 3)


def test_two_files_that_change_names_are_read_again(library: Library) -> None:
    library.index()
    seal, otter = library.folder / "seal.txt", library.folder / "otter.txt"
    contents = seal.read_bytes(), otter.read_bytes()
    otter.write_bytes(contents[0] + b"\n"), seal.write_bytes(contents[1] + b"\n")
    assert summary(library.index()) == (0, 2, 0, 0, 1)
    assert library.files_with("seal") == ["otter.txt"]


def test_one_of_two_copies_is_the_moved_file_and_the_other_is_new(library: Library) -> None:
    library.index()
    content = (library.folder / "seal.txt").read_bytes()
    (library.folder / "seal.txt").unlink()
    for name in ("a.txt", "b.txt"):
        (library.folder / name).write_bytes(content)
    assert summary(library.index()) == (1, 0, 1, 0, 2)


def test_a_new_time_alone_is_remembered_without_reading(library: Library) -> None:
    library.index()
    os.utime(library.folder / "seal.txt", ns=(1, 1))
    assert summary(library.index()) == (0, 0, 0, 0, 3)
    assert library.read == []
    assert library.store.known_sources()[1].state.mtime_ns == 1


def rewrite_without_a_trace(file: Path, content: bytes) -> None:
    """Change a file in place to other content of the same size, and give it its old time back."""
    before = file.stat()
    assert len(content) == before.st_size
    file.write_bytes(content)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_file_changed_in_place_with_its_size_and_time_is_noticed(library: Library) -> None:
    library.index()
    seal = library.folder / "seal.txt"
    rewrite_without_a_trace(seal, seal.read_bytes().replace(b"seal", b"moth"))
    assert summary(library.index()) == (0, 1, 0, 0, 2)
    assert library.files_with("moth") == ["seal.txt"]


def test_two_files_that_swap_their_names_are_noticed(library: Library) -> None:
    seal, otter = library.folder / "seal.txt", library.folder / "otter.txt"
    size = max(len(seal.read_bytes()), len(otter.read_bytes()))
    for file in (seal, otter):
        file.write_bytes(file.read_bytes().ljust(size))
        os.utime(file, ns=(5, 5))
    library.index()
    seal.rename(library.folder / "aside")
    otter.rename(seal)
    (library.folder / "aside").rename(otter)
    assert summary(library.index()) == (0, 2, 0, 0, 1)
    assert library.files_with("seal") == ["otter.txt"]


def test_what_even_the_inode_does_not_tell_is_found_by_comparing_all(library: Library) -> None:
    library.index()
    seal = library.folder / "seal.txt"
    rewrite_without_a_trace(seal, seal.read_bytes().replace(b"seal", b"moth"))
    with library.store.batch() as batch:  # as if the system had told nothing
        known = next(source for source in library.store.known_sources() if source.file == "seal.txt")
        batch.touch(known.document, file_state(seal.stat()))
    assert summary(library.index()) == (0, 0, 0, 0, 3)
    assert summary(library.index(verify=True)) == (0, 1, 0, 0, 2)
    assert library.files_with("moth") == ["seal.txt"]


def test_skipped_endings_are_counted(library: Library) -> None:
    for name in ("a.xyz", "b.XYZ", "noending", "library.bib", ".hidden.txt"):
        (library.folder / name).write_text("x", encoding="utf-8")
    report = library.index()
    assert report.skipped == {"": 1, "xyz": 2}
    assert json.loads(library.store.value("skipped") or "") == report.skipped
    found = find_bibliographies([library.folder], exclude=[library.folder / "index"])
    assert found == (library.folder / "library.bib",)


def test_a_language_can_be_set_for_all(library: Library) -> None:
    library.index(language="de")
    assert library.store.vocabulary.languages() == ("de",)


# What is cited


def test_what_is_cited_can_change_without_reading(library: Library) -> None:
    def titled(prefix: str) -> Describe:
        return lambda file, own, guess, former: Described({"title": f"{prefix} {file}"})

    library.index(describe=titled("On"))
    assert document_called(library.store, "seal.txt").metadata.title == "On seal.txt"
    library.index(describe=titled("Of"))
    assert library.read == []
    assert document_called(library.store, "seal.txt").metadata.title == "Of seal.txt"
    assert library.engine.revision == library.store.revision
    assert redescribe(library.store, titled("Of")) == 0
    assert redescribe(library.store, titled("In")) == 3


# Which files


def test_a_walk_leaves_out_hidden_and_foreign_things(tmp_path: Path) -> None:
    for file in (
        "a.txt", "sub/b.md", "sub/deep/c.txt", ".git/d.txt", ".e.txt", "CVS/f.txt", "index/g.txt",
        "drafts/h.txt", "sub/drafts/i.txt", "sub/old-j.txt",
    ):  # fmt: skip
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("x", encoding="utf-8")

    def names(*globs: str) -> list[str]:
        found = scan([tmp_path, tmp_path / "sub"], tmp_path, [tmp_path / "index"], globs)
        assert found.failures == ()
        return [source.file for source in found.files]

    assert names("/drafts/*", "old-*") == ["a.txt", "sub/b.md", "sub/deep/c.txt", "sub/drafts/i.txt"]
    assert names("drafts", "old-*") == ["a.txt", "sub/b.md", "sub/deep/c.txt"]


def test_a_source_outside_the_library_has_its_whole_path(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "elsewhere.txt").write_text("x", encoding="utf-8")
    found = scan([tmp_path / "elsewhere.txt"], tmp_path / "library")
    assert [source.file for source in found.files] == [(tmp_path / "elsewhere.txt").as_posix()]


# The engine follows


class FullEngine(NaiveEngine):
    """Fails as on a full disk, until there is room."""

    has_room = False

    def apply(self, removed: Iterable[int] | None, added: Iterable[PassageTerms], revision: int) -> None:
        if not self.has_room:
            raise EngineError("the disk is full", "make room")
        super().apply(removed, added, revision)


def test_an_engine_that_failed_catches_up(library: Library) -> None:
    library.engine = engine = FullEngine()
    with pytest.raises(EngineError):
        library.index()
    assert library.store.totals().documents == 3
    assert library.files_with("otter") == []
    engine.has_room = True
    catch_up(library.store, library.engine)
    assert library.files_with("otter") == ["otter.txt"]


def test_an_engine_takes_in_a_batch_while_it_is_written_and_commits_after_the_store(library: Library) -> None:
    taken: list[tuple[str, int]] = []

    class WatchedEngine(NaiveEngine):
        """Notes which passages it is given, and how many documents the store has committed by then and in the end."""

        def apply(self, removed: Iterable[int] | None, added: Iterable[PassageTerms], revision: int) -> None:
            def noted() -> Iterable[PassageTerms]:
                for entry in added:
                    taken.append((entry.words.split()[1], library.store.totals().documents))
                    is_taken.set()
                    yield entry

            super().apply(removed, noted(), revision)
            taken.append(("committed", library.store.totals().documents))

    is_taken = threading.Event()
    library.engine = WatchedEngine()

    def describe(*_: Any) -> Described:
        """Holds the second document up until the engine has something of the first one."""
        assert len(library.read) == 0 or is_taken.wait(20)
        return Described({})

    library.index(describe=describe)
    assert taken[0] == ("otter", 0)
    assert taken[-1] == ("committed", 3)
    assert {word for word, _ in taken} == {"otter", "seal", "walrus", "winter", "committed"}


def test_an_engine_forgets_what_it_was_given_of_a_batch_that_failed(library: Library) -> None:
    def describe(file: str, *_: Any) -> NoReturn:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.index(describe=lambda file, *_: describe(file) if file == "walrus.txt" else Described({}))
    assert (library.engine.revision, library.engine.entries) == (0, {})
    assert library.store.totals().documents == 0
    assert summary(library.index())[0] == 3
    assert library.files_with("otter") == ["otter.txt"]


def test_an_engine_of_another_store_is_refused(library: Library) -> None:
    library.engine.apply((), (), 99)
    with pytest.raises(EngineError, match="ahead"):
        library.index()


def test_small_batches_give_the_same_library(library: Library, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Also: passages come to the engine once each, whatever the batches."""
    other = Library(tmp_path_factory.mktemp("other"))
    for number in range(9):
        for one in (library, other):
            one.write(f"{number}.txt", animal=f"gull number {number}")
    for animal in ("seal", "otter", "walrus"):
        other.write(f"{animal}.txt", animal=animal)
    library.index()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_module, "BATCH_CHARS", 1)
        other.index()
    assert other.store.revision == 12
    assert contents(library.store) == contents(other.store)
    assert library.engine.entries == other.engine.entries


def contents(store: StoreReader) -> dict[str, tuple[int, Metadata, tuple[StoredPassage, ...]]]:
    return {
        document.file: (document.id, document.metadata, tuple(store.passages(document.id)))
        for document in store.documents()
    }


def test_an_interrupted_run_keeps_its_batches(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "BATCH_CHARS", 1)
    monkeypatch.setattr(run_module, "useful_processes", lambda files: 1)

    def interrupt(done: int, files: int, bytes_done: int, size: int, name: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    index = library.folder / "index"
    with pytest.raises(KeyboardInterrupt):
        found = scan([library.folder], library.folder, [index])
        run_index(library.store, library.engine, found, on_progress=interrupt)
    assert library.store.totals().documents == 1
    assert summary(library.index()) == (2, 0, 0, 0, 1)


# Worker processes


def test_workers_give_the_same_library_as_this_process(
    library: Library, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Library(tmp_path_factory.mktemp("other"))
    for number in range(70):
        for one in (library, other):
            one.write(f"{number}.txt", animal=f"gull number {number}")
    for animal in ("seal", "otter", "walrus"):
        other.write(f"{animal}.txt", animal=animal)
    library.index(processes=2)
    other.index(processes=0)
    assert contents(library.store) == contents(other.store)
    assert library.store.value("punkt") == other.store.value("punkt")


def shared_and(shared: str, value: str) -> str:
    return shared + value


def die(shared: str) -> None:
    os._exit(3)


def fail(shared: str, value: str) -> None:
    raise ValueError(value)


def print_much(shared: str) -> str:
    print("noise\n" * 1000)
    os.system("echo more noise")
    return shared


def test_a_worker_answers_fails_and_dies() -> None:
    with Workers(2, "shared ") as workers:
        answers = [workers.submit(None, shared_and, str(n)).result() for n in range(5)]
        assert answers == [f"shared {n}" for n in range(5)]
        with pytest.raises(ValueError, match="oh no"):
            workers.submit(None, fail, "oh no").result()
        for _ in range(3):
            with pytest.raises(WorkerDiedError) as caught:
                workers.submit(None, die).result()
            assert caught.value.returncode == 3
        assert workers.submit(None, print_much).result() == "shared "
        assert workers.submit(None, shared_and, "end").result() == "shared end"


def test_what_workers_share_can_be_changed_between_calls() -> None:
    with Workers(2, "unsent ") as workers:
        workers.share("first ")
        assert workers.submit(None, shared_and, "call").result() == "first call"
        workers.share("second ")
        assert {workers.submit(None, shared_and, str(n)).result() for n in range(4)} == {
            f"second {n}" for n in range(4)
        }


def test_nothing_but_text_is_read_in_this_process_whatever_its_name(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    (library.folder / "b.pdf").write_bytes(b"%PDF-1.4 cut off")
    (library.folder / "c.txt").write_bytes(b"%PDF-1.4 by another name")
    asked: list[str] = []
    for reader in available_readers().values():
        if reader.name not in ("text", "markdown"):
            monkeypatch.setattr(type(reader), "read", lambda _, path: asked.append(path.name))
            monkeypatch.setattr(type(reader), "sample", lambda _, path, length: asked.append(path.name), raising=False)
    report = library.index(processes=None)
    assert not asked
    assert sorted(failure.file for failure in report.failures) == ["b.pdf", "c.txt"]


def sleep(shared: str, seconds: float) -> None:
    time.sleep(seconds)


def take(shared: str, size: int) -> int:
    return len(bytearray(size))


def test_a_call_that_takes_too_long_is_ended_and_the_next_is_answered() -> None:
    with Workers(1, "shared ") as workers:
        with pytest.raises(WorkerDiedError) as caught:
            workers.submit(0.5, sleep, 60.0).result()
        assert caught.value.timed_out
        assert workers.submit(30.0, shared_and, "more").result() == "shared more"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_call_that_takes_too_much_memory_fails_and_the_next_is_answered() -> None:
    with Workers(1, "shared ", memory=1 << 30) as workers:
        with pytest.raises(MemoryError):
            workers.submit(None, take, 2 << 30).result()
        assert workers.submit(None, shared_and, "more").result() == "shared more"


def take_and_wait(shared: str, size: int) -> None:
    taken = b"\1" * size
    time.sleep(60)
    assert taken


def test_where_the_system_does_not_limit_memory_a_process_that_grows_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers_module, "system_limits_memory", lambda: False)
    with Workers(1, "shared ", memory=300_000_000) as workers:
        assert workers.submit(None, shared_and, "some").result() == "shared some"
        with pytest.raises(WorkerDiedError) as caught:
            workers.submit(None, take_and_wait, 400_000_000).result()
        assert caught.value.grown
        assert workers.submit(None, shared_and, "more").result() == "shared more"


def test_a_file_that_needs_too_much_memory_is_named(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(caller: object, chunk: list[SourceFile], *_: object) -> NoReturn:
        raise WorkerDiedError(-9, grown=True)

    monkeypatch.setattr(Workers, "_call", end)
    report = library.index(processes=1)
    assert {failure.reason for failure in report.failures} == {"needs more memory than there is"}
    assert len(report.failures) == 3


def test_workers_end_at_once_when_an_error_leaves_the_block() -> None:
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), Workers(2, "") as workers:
        calls = [workers.submit(None, sleep, 60.0) for _ in range(9)]
        raise KeyboardInterrupt
    assert time.monotonic() - began < 30
    assert all(call.done() for call in calls)


def test_a_file_that_kills_its_reader_is_named_and_the_others_are_read(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "ingest_files", ingest_but_die_of_otters)
    report = library.index(processes=2)
    assert summary(report) == (2, 0, 0, 0, 0)
    (failure,) = report.failures
    assert failure.file == "otter.txt"
    assert "ended the process" in failure.reason
    assert summary(library.index()) == (0, 0, 0, 0, 2)  # not tried again by itself
    assert library.read == []
    monkeypatch.undo()
    assert summary(library.index(retry_failed=True)) == (1, 0, 0, 0, 2)
    assert library.store.failures() == ()


def ingest_but_die_of_otters(
    options: IngestOptions, sources: list[SourceFile]
) -> list[PreparedDocument | FailedSource]:
    from kurilsearch.indexing.ingest import ingest_files

    if any(source.file == "otter.txt" for source in sources):
        os._exit(9)
    return ingest_files(options, sources)


def test_a_script_without_a_main_guard_can_index(tmp_path: Path) -> None:
    """The worker processes do not run the caller's script again."""
    (tmp_path / "sources").mkdir()
    for number in range(4):
        (tmp_path / "sources" / f"{number}.txt").write_text(TEXT.format(animal="seal"), encoding="utf-8")
    (tmp_path / "index").mkdir()
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\n"
        "from kurilsearch.indexing import run\n"
        "from kurilsearch.indexing.scan import scan\n"
        "from kurilsearch.location import IndexLocation\n"
        "from kurilsearch.store.sqlite.store import SqliteStore\n"
        "from tests.naive_engine import NaiveEngine\n"
        "here = Path(__file__).parent\n"
        "store, engine = SqliteStore(IndexLocation(here / 'index')), NaiveEngine()\n"
        "run.useful_processes = lambda files: 2\n"
        "print(run.run_index(store, engine, scan([here / 'sources'], here)).added)\n",
        encoding="utf-8",
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, env=environment, timeout=120)
    assert (done.stdout, done.stderr) == ("4\n", "")


# One writer at a time


def test_a_second_writer_waits_or_is_told(tmp_path: Path) -> None:
    waited = []
    with write_lock(tmp_path):
        with pytest.raises(LibraryBusyError) as caught, write_lock(tmp_path):
            pass
        assert caught.value.hint
        with pytest.raises(LibraryBusyError), write_lock(tmp_path, 0.3, lambda: waited.append(1)):
            pass
    assert waited == [1]
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with write_lock(tmp_path):
            held.set()
            release.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    with write_lock(tmp_path, 10, release.set):
        waited.append(2)
    holder.join()
    assert waited == [1, 2]


# What a sample teaches


def test_sentences_are_learned_once_and_again_when_the_library_has_grown(library: Library) -> None:
    library.index()
    learned = library.store.value("punkt"), library.store.value("learned_bytes")
    assert json.loads(learned[0] or "null")
    library.write("new.txt", animal="sea lion")
    library.index()
    assert library.store.value("learned_bytes") == learned[1]
    library.write("large.txt", TEXT * 20, animal="whale")
    library.index()
    assert int(library.store.value("learned_bytes") or 0) > 4 * int(learned[1] or 0)


def test_the_punkt_sample_is_spread_over_documents_and_languages(library: Library) -> None:
    library.write("ru.txt", "Тюлень обитает на северных островах. Зимой он уходит на юг вместе со льдами, как и все.\n")
    library.index()
    sample = punkt_sample(library.store)
    assert "seal is" in sample
    assert "walrus is" in sample
    assert "Тюлень" in sample


def test_the_lexicon_knows_words_whole_and_with_their_hyphens(library: Library) -> None:
    library.write("b.txt", "The fur-bearing otter. Fur-bearing seals and un-\nbroken words.\n")
    library.index()
    found = scan([library.folder], library.folder, [library.folder / "index"])
    words = take_sample(found.files, InProcess(IngestOptions({}, library.store.prepare))).words_as_json()
    lexicon = build_lexicon(library.store, words)
    assert lexicon["fur-bearing"] == 2
    assert lexicon["otter"] >= 2
    assert "unbroken" not in json.loads(words)
    assert "broken" not in json.loads(words)


@pytest.mark.parametrize(
    ("count", "wanted", "indices"), [(0, 3, []), (2, 3, [0, 1]), (9, 3, [1, 4, 7]), (10, 4, [1, 3, 6, 8])]
)
def test_evenly_spaced(count: int, wanted: int, indices: list[int]) -> None:
    assert evenly_spaced(count, wanted) == indices
