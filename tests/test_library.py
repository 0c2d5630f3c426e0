"""The library object, from an empty folder to a damaged index."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kurilsearch
from kurilsearch import Library, open_library
from kurilsearch.describe.describe import describe_work
from kurilsearch.errors import KurilsearchError, NoLibraryError, NoSuchSourceError, StoreError
from kurilsearch.work import Described
from tests.pdf_files import Placed, draw

PEAS = "Peas and Lamps\n\nAnton Berg\n\nPeas were sent in June of every year, and the lamps were lit on them.\n"

SURVEY = """\
A Survey of Harbours

Se Hyun Park

Every harbour has its lamps, and most of them burn oil (Ziegler, 1993). The others stay
dark from the first storm of the autumn to the last one of the spring.

References

Ziegler, C. E. (1993). Lamps of the North. Harbour Studies, 2(1), 4-19.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "peas.txt").write_text(PEAS, encoding="utf-8")
    (tmp_path / "kurilsearch.toml").write_text("", encoding="utf-8")
    return tmp_path


@pytest.fixture(params=["tantivy", "whoosh"])
def library(folder: Path, request: pytest.FixtureRequest) -> Iterator[Library]:
    with open_library(folder, engine=request.param) as opened:
        yield opened


def test_public_names_are_exactly_those_promised() -> None:
    assert all(getattr(kurilsearch, name) is not None for name in kurilsearch.__all__)
    with pytest.raises(AttributeError):
        kurilsearch.no_such_name  # noqa: B018


def test_the_first_search_builds_the_index(library: Library) -> None:
    before = library.is_indexed
    (hit,) = library.search("lamps june", match="all").hits
    assert (before, library.is_indexed) == (False, True)
    assert library.source_text("peas.txt")[hit.char_start : hit.char_end] == hit.quote
    assert library.passage(hit.passage_id).passage.text == hit.passage
    assert [document.file for document in library.documents()] == ["peas.txt"]


def test_a_search_says_how_many_files_are_still_to_come(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside a run that is at work, and after one that was ended; when the next has read all, nothing is said."""
    monkeypatch.setattr("kurilsearch.indexing.run.BATCH_CHARS", 1)
    said: list[str] = []

    def progress(files: int, *_: object) -> None:
        if files == 2:
            with open_library(folder) as beside:
                said.extend(beside.search("lamps june").notes)
            raise KeyboardInterrupt

    with open_library(folder) as library:
        library.index()
        for name in "abc":
            (folder / f"{name}.txt").write_text(f"Lamp {name} was lit on the quay in June.\n", encoding="utf-8")
        with pytest.raises(KeyboardInterrupt):
            library.index(progress=progress)
        said.extend(library.search("lamps june").notes)
        library.index()
        after = library.search("lamps june").notes
    told = "2 files are still to be indexed: `kurilsearch index` is at work, or was ended before it had read all"
    assert said == [told, told]
    assert after == ()


def test_changes_are_noticed_and_taken_in(library: Library, folder: Path) -> None:
    library.index()
    assert library.stale_files() == 0
    (folder / "more.md").write_text("# Oil\n\nLamp oil was counted twice, once by each of them.\n", encoding="utf-8")
    (folder / "peas.txt").unlink()
    assert library.stale_files() == 2
    report = library.index()
    assert (report.added, report.removed, report.unchanged) == (1, 1, 0)
    assert [hit.file for hit in library.search("lamp").hits] == ["more.md"]


@pytest.fixture
def large(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library that counts as large, whose folder last changed an hour ago."""
    monkeypatch.setattr("kurilsearch.indexing.folders.FEWEST_FILES", 1)
    library.index()
    before = time.time() - 3600
    os.utime(folder, (before, before))
    library.index()
    return library


def test_a_large_library_is_not_walked_through_while_its_folders_are_as_they_were(
    large: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    walks = 0

    def walk(*given: object, **named: object) -> int:
        nonlocal walks
        walks += 1
        return 0

    monkeypatch.setattr("kurilsearch.indexing.plan.count_stale", walk)
    assert (large.stale_files(quickly=True), walks) == (0, 0)
    assert (large.stale_files(), walks) == (0, 1)


def test_new_and_deleted_files_of_a_large_library_are_told_of(large: Library, folder: Path) -> None:
    (folder / "more.md").write_text("# Oil\n\nLamp oil was counted twice.\n", encoding="utf-8")
    assert large.stale_files(quickly=True) == 1
    (folder / "peas.txt").unlink()
    assert large.stale_files(quickly=True) == 2


def test_a_file_changed_in_place_is_told_of_by_a_walk_alone(large: Library, folder: Path) -> None:
    with (folder / "peas.txt").open("a", encoding="utf-8") as file:
        file.write("More peas.\n")
    assert (large.stale_files(quickly=True), large.stale_files()) == (0, 1)
    assert large.index().changed == 1


def test_other_settings_of_a_large_library_are_walked_by(large: Library, folder: Path) -> None:
    with open_library(folder) as other:
        other.parts.settings = replace(other.settings, exclude=("peas.*",))
        assert other.stale_files(quickly=True) == 1


def test_an_engine_that_is_gone_is_made_again_from_the_store(library: Library, folder: Path) -> None:
    library.index()
    (folder / "peas.txt").unlink()
    library.close()
    for engine in (folder / ".kurilsearch").iterdir():
        if engine.is_dir():
            shutil.rmtree(engine)
    assert library.search("june").total == 1


def test_rebuild_needs_no_file(library: Library, folder: Path) -> None:
    library.index()
    (folder / "peas.txt").unlink()
    library.rebuild()
    assert library.search("june").total == 1
    assert library.status().passages == 2


def spoil(store: Path) -> None:
    store.write_bytes(b"not a database, whatever its name says" * 100)


def cut_short(store: Path) -> None:
    store.write_bytes(store.read_bytes()[: store.stat().st_size // 2])


def of_an_earlier_version(store: Path) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()


@pytest.mark.parametrize("damage", [spoil, cut_short, of_an_earlier_version])
def test_rebuild_makes_an_unusable_store_anew_and_keeps_what_was_typed(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    with open_library(folder) as library:
        library.index()
        library.set_source("peas.txt", {"author": "Haruko Kudō"})
        found = library.search("june").hits
    damage(folder / ".kurilsearch" / "store.sqlite")
    with open_library(folder) as library:
        rebuilt = library.rebuild()
        assert rebuilt.store_was is not None and "store.sqlite" in rebuilt.store_was
        assert rebuilt.report is not None and rebuilt.report.added == 1
        assert [hit.passage_id for hit in library.search("june").hits] == [hit.passage_id for hit in found]
        assert library.source("peas.txt").document.metadata.authors == ("Kudō, Haruko",)
    assert len([each for each in (folder / ".kurilsearch").iterdir() if each.is_dir()]) == 1


def test_a_store_of_a_later_version_is_left_alone(folder: Path) -> None:
    with open_library(folder) as library:
        library.index()
    store = folder / ".kurilsearch" / "store.sqlite"
    with sqlite3.connect(store) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with open_library(folder) as library, pytest.raises(StoreError, match="later version"):
        library.rebuild()
    assert store.exists()


def test_a_damaged_store_is_one_clear_error(folder: Path) -> None:
    with open_library(folder) as library:
        library.index()
    spoil(folder / ".kurilsearch" / "store.sqlite")
    with open_library(folder) as library, pytest.raises(StoreError) as error:
        library.search("lamps")
    assert "store.sqlite" in str(error.value) and error.value.hint


def test_an_index_that_cannot_be_made_is_one_clear_error(folder: Path) -> None:
    (folder / ".kurilsearch").write_text("a file where the folder should be", encoding="utf-8")
    with open_library(folder) as library, pytest.raises(StoreError, match="cannot be made"):
        library.search("lamps")


def test_what_is_not_there_is_said(
    library: Library, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.index()
    with pytest.raises(NoSuchSourceError):
        library.passage(10**9)
    with pytest.raises(NoSuchSourceError):
        library.source_text("beans.txt")
    monkeypatch.chdir(tmp_path_factory.mktemp("nowhere"))
    monkeypatch.delenv("KURILSEARCH_LIBRARY", raising=False)
    with pytest.raises(NoLibraryError) as error:
        open_library()
    assert isinstance(error.value, KurilsearchError) and "kurilsearch init" in str(error.value)


def test_a_file_that_could_not_be_read_is_named_with_the_reason(library: Library, folder: Path) -> None:
    (folder / "letters").mkdir()
    (folder / "letters" / "unwritten.txt").touch()
    library.index()
    for named in (library.find_document, library.source):
        with pytest.raises(NoSuchSourceError, match=r"letters/unwritten\.txt could not be read: is empty") as error:
            named("unwritten.txt")
        assert error.value.hint == "Remove it, or save it again"
    with pytest.raises(NoSuchSourceError, match=r"The library holds no unwriten\.txt"):
        library.find_document("unwriten.txt")


def test_a_library_never_indexed_is_empty(library: Library) -> None:
    assert library.documents() == () and library.stale_files() == 0
    status = library.status()
    assert (status.documents, status.passages, status.last_indexed) == (0, 0, None)


def test_the_words_of_a_hit_are_outlined_on_their_page(folder: Path) -> None:
    first = [Placed(72, 500, "Nobody counted the lamps of the harbour that winter.")]
    second = [
        Placed(72, 500, "The pilot wrote that the ferry would sail on Monday, weather allowing, and"),
        Placed(72, 488, "that nobody should wait for the mail, which was late in any case."),
    ]
    (folder / "pilot.pdf").write_bytes(draw([first, second]))
    with open_library(folder) as library:
        (hit,) = library.search("ferry mail").hits
        boxes = library.boxes(hit)
        assert [(box.page_number, round(box.x0)) for box in boxes] == [(2, 72), (2, 72)]
        for box, line in zip(boxes, second, strict=True):
            assert box.y0 <= line.y < box.y1
            assert box.x1 > 300
        assert library.boxes(library.search("peas").hits[0]) == []


def test_each_region_that_is_never_quoted_is_told(library: Library, folder: Path) -> None:
    (folder / "log.md").write_text("# The log\n\nThe ferry[^1] sailed.\n\n[^1]: On a Monday.\n", encoding="utf-8")
    library.index()
    text = library.source_text("log.md")
    told = {(text[region.start : region.end], region.reason) for region in library.furniture("log")}
    assert ("[^1]", "note mark") in told
    assert [stored.passage.text for stored in library.passages("log")][1] == "The ferry sailed."


def test_what_bibliographies_say_wrongly_is_told(library: Library, folder: Path) -> None:
    assert library.bibliography_problems() == ()
    (folder / "works.bib").write_text("@book{peas, title = {Peas and Lamps}\n", encoding="utf-8")
    library.index()
    (problem,) = library.bibliography_problems()
    assert problem.startswith("works.bib")


def test_hits_have_the_works_that_they_rest_on(library: Library, folder: Path) -> None:
    (folder / "survey.txt").write_text(SURVEY, encoding="utf-8")
    bare = library.search("lamps oil", match="all").hits
    assert [hit.cites for hit in bare] == [None]
    (hit,) = library.with_cited_works(bare)
    assert hit.cites is not None
    assert [(work.citation, work.second_hand) for work in hit.cites] == [("Ziegler, 1993", False)]
    assert hit.cites[0].entries == ("Ziegler, C. E. (1993). Lamps of the North. Harbour Studies, 2(1), 4-19.",)
    (entry,) = library.references("survey").entries
    assert (entry.names, entry.year) == (("Ziegler",), "1993")


def test_what_is_cited_is_asked_again_only_where_something_else_may_be_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def asking(file: str, *arguments: Any, **named: Any) -> Described:
        asked.append(file)
        return describe_work(file, *arguments, **named)

    def again() -> tuple[int | None, list[str]]:
        asked.clear()
        with open_library(folder) as library:
            library.index()
            return library.documents()[0].metadata.year, asked.copy()

    monkeypatch.setattr("kurilsearch.describe.describer.describe_work", asking)
    user = folder / "sources.toml"
    user.write_text('["peas.txt"]\nyear = 1861\n', encoding="utf-8")
    assert again() == (1861, ["peas.txt"])
    assert again() == (1861, [])
    before = user.stat()
    user.write_text('["peas.txt"]\nyear = 1862\n', encoding="utf-8")
    os.utime(user, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert again() == (1862, ["peas.txt"]), "its size and time are those it had"
    (folder / "works.bib").write_text("@book{peas, title={Peas and Lamps}, author={Berg, Ann}}", encoding="utf-8")
    assert [again() for _ in range(2)] == 2 * [(1862, ["peas.txt"])], "where files lie decides which an entry means"
