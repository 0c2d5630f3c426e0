"""Sources that cannot be read: each gives one clear line, and nothing else is lost."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kurilsearch.indexing import ingest as ingest_module
from kurilsearch.indexing.ingest import IngestOptions
from kurilsearch.indexing.plan import content_hash
from kurilsearch.indexing.report import IndexReport
from kurilsearch.indexing.run import run_index
from kurilsearch.indexing.scan import SourceFile, scan
from kurilsearch.location import IndexLocation
from kurilsearch.store import FailedSource, PreparedDocument
from kurilsearch.store.sqlite.store import SqliteStore
from tests.naive_engine import NaiveEngine
from tests.small_library import document_called

GOOD = "A good source among bad ones, which every run must keep.\n\nIts second paragraph is kept too.\n"

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


class Run:
    """A library with one good source; every index run checks that it is there."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.index_folder = folder / "sources", folder / "index"
        self.folder.mkdir()
        self.index_folder.mkdir()
        (self.folder / "good.txt").write_text(GOOD, encoding="utf-8")
        self.store = SqliteStore(IndexLocation(self.index_folder))
        self.engine = NaiveEngine()
        self.sources = [self.folder]

    def index(self, **options: Any) -> IndexReport:
        found = scan(self.sources, self.folder, [self.index_folder])
        report = run_index(self.store, self.engine, found, **options)
        document = document_called(self.store, "good.txt")
        assert self.store.source_text(document.id) == GOOD
        assert {entry.document for entry in self.engine.entries.values()} == {d.id for d in self.store.documents()}
        assert report.failures == self.store.failures()
        for failure in report.failures:
            assert failure.reason
            assert "fault in kurilsearch" not in failure.reason
            assert "\n" not in f"{failure.file} {failure.reason} {failure.hint}"
        return report

    def only_failure(self, **options: object) -> FailedSource:
        (failure,) = self.index(**options).failures
        return failure


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    run = Run(tmp_path)
    yield run
    run.store.close()


def test_an_empty_file(run: Run) -> None:
    (run.folder / "empty.txt").touch()
    failure = run.only_failure()
    assert failure.file == "empty.txt"
    assert failure.state is not None and failure.state.size == 0
    assert "empty" in failure.reason


def test_a_binary_file(run: Run) -> None:
    (run.folder / "binary.txt").write_bytes(bytes(range(256)) * 500)
    assert run.only_failure().file == "binary.txt"


def test_a_failure_is_remembered_until_the_file_changes(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = run.folder / "bad.txt"
    bad.touch()
    run.index()
    read = []
    real = ingest_module.ingest

    def noted(options: IngestOptions, source: SourceFile) -> PreparedDocument | FailedSource:
        read.append(source.file)
        return real(options, source)

    monkeypatch.setattr(ingest_module, "ingest", noted)
    run.only_failure()
    assert read == []
    run.only_failure(retry_failed=True)
    assert read == ["bad.txt"]
    bad.write_text("Now it has text in it, which can be read.\n", encoding="utf-8")
    assert run.index().added == 1
    assert run.store.failures() == ()


def test_a_failure_is_forgotten_with_its_file(run: Run) -> None:
    bad = run.folder / "bad.txt"
    bad.touch()
    run.index()
    bad.unlink()
    assert run.index().failures == ()


def test_a_source_that_turned_bad_keeps_what_was_read_of_it(run: Run) -> None:
    file = run.folder / "turning.txt"
    file.write_text("This was read when it was still good.\n", encoding="utf-8")
    run.index()
    file.write_bytes(b"")
    assert run.only_failure().file == "turning.txt"
    assert run.store.source_text(document_called(run.store, "turning.txt").id).startswith("This was read")


def test_ten_megabytes_on_one_line(run: Run) -> None:
    text = "The same sentence comes again and again on this line. " * 190_000
    (run.folder / "line.txt").write_text(text, encoding="utf-8")
    assert run.index().failures == ()
    document = document_called(run.store, "line.txt")
    assert document.chars == len(text)
    passages = run.store.passages(document.id)
    assert {stored.line_start for stored in passages} == {1}
    assert sum(len(stored.passage.text) for stored in passages) >= 0.99 * len(text)


@needs_posix
def test_a_file_and_a_folder_that_may_not_be_read(run: Run) -> None:
    run.index()
    closed, file = run.folder / "closed", run.folder / "secret.txt"
    closed.mkdir()
    (closed / "in.txt").write_text("Text in a folder.\n", encoding="utf-8")
    file.write_text("Secret text.\n", encoding="utf-8")
    run.index()
    try:
        closed.chmod(0)
        file.chmod(0)
        os.utime(file, ns=(1, 1))
        if os.access(file, os.R_OK):
            pytest.skip("who runs this, root presumably, may read everything")
        report = run.index()
        assert [failure.file for failure in report.failures] == ["closed", "secret.txt"]
        assert all("permission denied" in failure.reason for failure in report.failures)
        assert report.removed == 0
    finally:
        closed.chmod(0o755)
        file.chmod(0o644)
    assert run.index().failures == ()  # tried again, although neither has changed


def test_a_source_that_is_not_there(run: Run, tmp_path: Path) -> None:
    run.sources = [run.folder, tmp_path / "no such folder"]
    failure = run.only_failure()
    assert failure.file == (tmp_path / "no such folder").as_posix()
    assert "does not exist" in failure.reason


def test_a_folder_that_is_not_there_keeps_its_documents(run: Run, tmp_path: Path) -> None:
    """It may be on a disk that is not plugged in just now."""
    disk = tmp_path / "disk"
    disk.mkdir()
    (disk / "a.txt").write_text("Text on another disk.\n", encoding="utf-8")
    run.sources = [run.folder, disk]
    run.index()
    disk.rename(tmp_path / "away")
    report = run.index()
    assert (report.removed, len(report.failures)) == (0, 1)
    (tmp_path / "away").rename(disk)
    assert (run.index().unchanged, run.store.failures()) == (2, ())


def test_a_named_file_of_an_unknown_kind(run: Run) -> None:
    odd = run.folder / "odd.xyz"
    odd.write_text("x", encoding="utf-8")
    run.sources = [run.folder, odd]
    assert run.only_failure().file == "odd.xyz"


def test_a_file_that_vanishes_while_it_is_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    fleeting = run.folder / "fleeting.txt"
    fleeting.write_text("Now you see me.\n", encoding="utf-8")
    real = ingest_module._ingest

    def vanish(options: ingest_module.IngestOptions, source: SourceFile) -> object:
        if source.file == "fleeting.txt":
            fleeting.unlink()
        return real(options, source)

    monkeypatch.setattr(ingest_module, "_ingest", vanish)
    failure = run.only_failure()
    assert (failure.file, failure.state) == ("fleeting.txt", None)
    monkeypatch.undo()
    assert run.index().failures == ()


def test_a_file_that_is_written_while_it_is_read_is_read_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    growing = run.folder / "growing.txt"
    growing.write_text("Half of the text.\n", encoding="utf-8")
    real = content_hash

    def grow(path: str) -> bytes:
        if path.endswith("growing.txt"):
            growing.write_text("Half of the text.\n\nThe other half.\n", encoding="utf-8")
        return real(path)

    monkeypatch.setattr(ingest_module, "content_hash", grow)
    run.index()
    monkeypatch.undo()
    assert run.index().changed == 1
    assert document_called(run.store, "growing.txt").passages == 2


def test_a_fault_in_a_reader_costs_one_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (run.folder / "odd.txt").write_text("Odd.\n", encoding="utf-8")
    real = ingest_module._ingest

    def stumble(options: ingest_module.IngestOptions, source: SourceFile) -> object:
        if source.file == "odd.txt":
            raise ZeroDivisionError("division by zero")
        return real(options, source)

    monkeypatch.setattr(ingest_module, "_ingest", stumble)
    report = run_index(run.store, run.engine, scan(run.sources, run.folder))
    assert report.added == 1
    assert "ZeroDivisionError: division by zero" in report.failures[0].reason


# Links, pipes and names


@needs_posix
def test_loops_of_links_end(run: Run) -> None:
    (run.folder / "sub").mkdir()
    (run.folder / "sub" / "up").symlink_to(run.folder)
    (run.folder / "sub" / "self").symlink_to(run.folder / "sub" / "self")
    (run.folder / "loop.txt").symlink_to(run.folder / "loop.txt")
    failure = run.only_failure()
    assert failure.file == "loop.txt"
    assert "symbolic links" in failure.reason
    assert run.store.totals().documents == 1


@needs_posix
def test_links_are_followed_once_and_real_names_win(run: Run, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "far.txt").write_text("Text from outside.\n", encoding="utf-8")
    for name in ("a", "b"):
        (run.folder / name).symlink_to(outside)
    (run.folder / "again.txt").symlink_to(run.folder / "good.txt")
    (run.folder / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
    failure = run.only_failure()
    assert (failure.file, failure.reason) == ("broken.txt", "is a link that leads nowhere")
    assert [document.file for document in run.store.documents()] == ["a/far.txt", "good.txt"]


@needs_posix
def test_pipes_and_sockets_are_not_opened(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(run.folder / "pipe.txt")
    monkeypatch.chdir(run.folder)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        failures = run.index().failures
    assert [(failure.file, failure.reason) for failure in failures] == [
        ("pipe.txt", "is not a regular file"),
        ("socket", "is not a regular file"),
    ]


@needs_posix
def test_names_that_are_not_utf8(run: Run) -> None:
    try:
        (run.folder / os.fsdecode(b"na\xefve.txt")).write_text("A text with a Latin-1 name.\n", encoding="utf-8")
        (run.folder / os.fsdecode(b"bad\xff.txt")).touch()
    except OSError:
        pytest.skip("this file system allows no such names")
    failure = run.only_failure()
    assert failure.file == r"bad\udcff.txt"
    assert [document.file for document in run.store.documents()] == ["good.txt", r"na\udcefve.txt"]
    assert run.index().unchanged == 2


@needs_posix
def test_a_name_that_looks_like_another_escaped_is_said(run: Run) -> None:
    try:
        (run.folder / os.fsdecode(b"a\xff.txt")).write_text("One text.\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system allows no such names")
    (run.folder / r"a\udcff.txt").write_text("Another text.\n", encoding="utf-8")
    assert "cannot be told from another's" in run.only_failure().reason
