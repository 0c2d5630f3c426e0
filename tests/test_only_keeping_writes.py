"""A search only reads: what the store knows is changed by indexing and by `sources set`, and by nothing else."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kurilsearch.cli.app import app
from kurilsearch.library.keeping import BEHIND
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library
from kurilsearch.store import FileState

LETTER = """\
# The Ferry

By Aiko Sato

The ferry did not come on Monday, and nobody had thought it would (Ziegler, 1993).

# References

Ziegler, C. E. (1993). Lamps of the North. Harbour Studies, 2(1), 4-19.
"""

BIBLIOGRAPHY = "@book{sato1958, title = {The Ferry}, author = {Satō, Aiko}, year = 1958, publisher = {Hamanasu}}\n"

READING = (
    "ferry",
    "search ferrry",
    "search --cite apa ferry",
    "quote 'the ferry did not come on Munday'",
    "cite letter.md",
    "sources",
    "sources --check",
    "show letter.md",
    "documents",
    "references letter.md",
    "cited 'Ziegler 1993'",
    "status",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "letter.md").write_text(LETTER, encoding="utf-8")
    (tmp_path / "works.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    init_library(tmp_path)
    with open_library(tmp_path) as library:
        library.index()
    return tmp_path


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with open_library(folder) as opened:
        yield opened


@pytest.fixture
def run(folder: Path) -> Callable[[str], int]:
    def run(line: str) -> int:
        import shlex

        return CliRunner().invoke(app, ["--library", str(folder), *shlex.split(line)]).exit_code

    return run


def stored(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the store."""
    with sqlite3.connect(folder / ".kurilsearch" / "store.sqlite") as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    connection.close()
    return rows


@pytest.mark.parametrize("line", READING)
def test_no_command_but_those_that_keep_changes_what_the_store_knows(
    run: Callable[[str], int], folder: Path, line: str
) -> None:
    before = stored(folder)
    (folder / "letter.md").write_text("Nothing.\n", encoding="utf-8")
    (folder / "works.bib").unlink()
    (folder / "sources.toml").write_text('["letter.md"]\ntitle = "Another"\n', encoding="utf-8")
    assert run(line) in (0, 1)
    assert stored(folder) == before


def test_what_a_bibliography_said_outlives_it(library: Library, folder: Path) -> None:
    def cited() -> tuple[object, ...]:
        source = library.source("letter.md")
        return source.document.metadata.authors, source.document.metadata.year, source.item.get("publisher")

    whole = (("Satō, Aiko",), 1958, "Hamanasu")
    assert cited() == whole
    (folder / "works.bib").unlink()
    library.index()
    assert cited() == whole
    (problem,) = library.bibliography_problems()
    assert problem.startswith("works.bib is gone; what it said of 1 source is kept")
    (folder / "letter.md").write_text(LETTER + "\nA new paragraph.\n", encoding="utf-8")
    assert library.index().changed == 1
    assert cited() == whole
    (folder / "other.bib").write_text(BIBLIOGRAPHY.replace("1958", "1959"), encoding="utf-8")
    library.index()
    assert cited() == (("Satō, Aiko",), 1959, "Hamanasu")
    (folder / "other.bib").unlink()
    library.index(forget_vanished=True)
    assert cited()[1:] == (None, None)
    assert library.bibliography_problems() == ()


def test_an_entry_taken_out_of_a_bibliography_is_forgotten(library: Library, folder: Path) -> None:
    (folder / "works.bib").write_text("@book{other, title = {Another Thing}}\n", encoding="utf-8")
    library.index()
    assert library.source("letter.md").item.get("publisher") is None


def test_a_search_beside_a_writer_answers_at_once(folder: Path) -> None:
    with open_library(folder) as writer, open_library(folder) as reader, writer.parts.store.writing():
        result = reader.search("ferry AND monday")
        assert [hit.file for hit in result.hits] == ["letter.md"]
        assert result.notes == ()


def test_a_search_beside_the_first_index_run_says_so(folder: Path) -> None:
    shutil.rmtree(folder / ".kurilsearch")
    with open_library(folder) as writer, open_library(folder) as reader:
        with writer.parts.store.writing():
            for answer in (reader.search("ferry AND monday"), reader.find_quotation("the ferry did not come")):
                assert (answer.hits, answer.notes) == ((), (BEHIND,))
        assert [hit.file for hit in reader.search("ferry AND monday").hits] == ["letter.md"]


def test_an_engine_that_is_behind_answers_what_it_knows_while_another_writes(folder: Path) -> None:
    with open_library(folder) as writer, open_library(folder) as reader, writer.parts.store.writing():
        with writer.parts.store.batch() as batch:
            batch.move(writer.documents()[0].id, "moved.md", FileState(1, 1))
        result = reader.search("ferry AND monday")
        assert [hit.file for hit in result.hits] == ["moved.md"]
        assert result.notes == (BEHIND,)


@pytest.mark.skipif(os.name == "nt", reason="folders of Windows are not closed by their mode")
def test_a_library_that_may_only_be_read_is_searched_and_cited(folder: Path) -> None:
    index = folder / ".kurilsearch"
    for file in index.rglob("*"):
        file.chmod(0o555 if file.is_dir() else 0o444)
    index.chmod(0o555)
    try:
        with open_library(folder) as library:
            (hit,) = library.search("ferry AND monday", cite="apa").hits
            assert hit.citation
            assert library.with_cited_works([hit])[0].cites
    finally:
        index.chmod(0o755)


def test_one_library_is_used_by_many_threads_while_one_of_them_indexes(folder: Path) -> None:
    """Each answer is one that the library gives before the change or after it; nothing is refused, nothing raised."""
    for number in range(30):
        (folder / f"{number}.txt").write_text(f"The ferry number {number} did not come on Monday.\n", encoding="utf-8")
    wrong: list[object] = []
    with open_library(folder) as library:
        library.index()
        before = {hit.file for hit in library.search("ferry AND monday", limit=99).hits}
        done = threading.Event()

        def ask() -> None:
            try:
                while not done.is_set():
                    files = {hit.file for hit in library.search("ferry AND monday", limit=99).hits}
                    if not before <= files <= before | {"new.txt"}:
                        wrong.append(files ^ before)
                    found = library.find_quotation("The ferry number 7 did not come on Monday.")
                    if found.hits[0].file != "7.txt":
                        wrong.append(found)
            except Exception as error:  # whatever a thread meets is what this test is about
                wrong.append(error)

        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        for number in range(5):
            (folder / "new.txt").write_text(f"Ferry {number} on Monday.\n" * (number + 1), encoding="utf-8")
            library.index()
        done.set()
        for thread in threads:
            thread.join()
        assert wrong == []
        assert {hit.file for hit in library.search("ferry AND monday", limit=99).hits} == before | {"new.txt"}
