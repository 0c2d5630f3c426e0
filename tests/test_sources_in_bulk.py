"""Many sources set at once, guesses accepted, entries without a source, and a source opened in the reader."""

from __future__ import annotations

import csv
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kurilsearch.cli.app import app
from kurilsearch.describe.files.bibliography import load_bibliography
from kurilsearch.errors import UsageError
from kurilsearch.library.bulk import fields_of_name
from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library

BIBLIOGRAPHY = """
@book{lie1999, author={Lie, Bo}, title={Never in This Folder}, year=1999}
@book{moe1961, author={Moe, Ann}, title={The Harbour in the Long Winter: A History}, year=1961, file={winter.txt}}
"""
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    for name in ("1987 Northern Verse - The Ferry.txt", "1994-05 Northern Verse - The Pilot.txt", "winter.txt"):
        (tmp_path / name).write_text(f"Some words that stand in {name[:-4]} here.\n", encoding="utf-8")
    (tmp_path / "lib.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    init_library(tmp_path)
    monkeypatch.chdir(tmp_path)
    with open_library(tmp_path) as library:
        library.index()
    return lambda *words: CliRunner().invoke(app, list(words), prog_name="kurilsearch")


def test_file_names_say_what_a_pattern_names() -> None:
    pattern = "{date} {container-title} - {title}"
    assert fields_of_name("a/1994-05 Northern Verse - On - and on.txt", pattern) == {
        "date": "1994-05", "container-title": "Northern Verse", "title": "On - and on",
    }  # fmt: skip
    assert fields_of_name("Northern Verse - On.txt", pattern) == {}
    with pytest.raises(UsageError):
        fields_of_name("a.txt", "no field")


def test_several_sources_are_set_by_a_glob_and_a_pattern(run: Run, tmp_path: Path) -> None:
    done = run("sources", "set", "19*.txt", "--pattern", "{date} {container-title} - {title}", "type=article-magazine")
    assert done.exit_code == 0
    with open_library(tmp_path) as library:
        ferry, pilot = library.sources(
            ["1987 Northern Verse - The Ferry.txt", "1994-05 Northern Verse - The Pilot.txt"]
        )
    assert (ferry.item["title"], ferry.item["container-title"]) == ("The Ferry", "Northern Verse")
    assert pilot.item["issued"] == {"date-parts": [[1994, 5]]}
    assert ferry.item["type"] == pilot.item["type"] == "article-magazine"


def test_a_table_goes_out_and_in_and_sets_what_is_new_in_it(run: Run, tmp_path: Path) -> None:
    rows = list(csv.DictReader(run("sources", "--format", "csv").stdout.splitlines()))
    assert [row["title"] for row in rows if row["file"] == "winter.txt"] == [
        "The Harbour in the Long Winter: A History"
    ]
    rows[0]["author"] = "Dahl, Kim; Lie, Bo"
    with (tmp_path / "table.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    assert run("sources", "set", "--csv", "table.csv").exit_code == 0
    assert (tmp_path / "sources.toml").read_text(encoding="utf-8") == (
        f'["{rows[0]["file"]}"]\nauthor = ["Dahl, Kim", "Lie, Bo"]\n'
    )


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_of_any_spreadsheet_is_read(mark: str, run: Run, tmp_path: Path) -> None:
    lines = [mark.join(row) for row in (("file", "publisher", "place"), ("winter.txt", '"Gull\nPress"', "Bergen"))]
    (tmp_path / "table.csv").write_bytes("\ufeff".encode() + "\r\n".join(lines).encode())
    assert run("sources", "set", "--csv", "table.csv").exit_code == 0
    said = (tmp_path / "sources.toml").read_text(encoding="utf-8")
    assert said == '["winter.txt"]\npublisher = "Gull Press"\nplace = "Bergen"\n'


def test_a_table_that_cannot_be_read_is_said(run: Run, tmp_path: Path) -> None:
    assert "nowhere.csv cannot be read: No such file" in run("sources", "set", "--csv", "nowhere.csv").stderr
    (tmp_path / "latin.csv").write_bytes("file,author\nwinter.txt,Löfgren\n".encode("latin-1"))
    assert "latin.csv is not in UTF-8" in run("sources", "set", "--csv", "latin.csv").stderr


def test_a_field_of_a_pattern_that_there_is_not_is_said(run: Run) -> None:
    assert "There is no field `nobody`" in run("sources", "set", "winter.txt", "--pattern", "{nobody} {year}").stderr


def test_guesses_are_accepted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "night.txt").write_text(
        "The Harbour at Night\n\nby Elsa Brandt\n\n1961\n\nThe ferry was late that night, and nobody waited.\n",
        encoding="utf-8",
    )
    run("index")
    with open_library(tmp_path) as library:
        before = library.source("night.txt")
        assert before.described.guessed
        assert run("sources", "accept", "night.txt").exit_code == 0
        after = library.source("night.txt")
    assert not after.described.guessed
    assert after.item == before.item | {"id": after.item["id"]}


def test_one_guess_is_accepted_and_the_rest_stays_a_guess(run: Run, tmp_path: Path) -> None:
    (tmp_path / "night.txt").write_text(
        "The Harbour at Night\n\nby Elsa Brandt\n\n1961\n\nThe ferry was late that night, and nobody waited.\n",
        encoding="utf-8",
    )
    run("index")
    assert run("sources", "accept", "night.txt", "author", "year").exit_code == 0
    with open_library(tmp_path) as library:
        described = library.source("night.txt").described
    assert "title" in described.guessed
    assert not {"author", "issued"} & described.guessed
    said = (tmp_path / "sources.toml").read_text(encoding="utf-8")
    assert said == '["night.txt"]\nauthor = ["Brandt, Elsa"]\nissued = 1961\n'


def test_entries_without_a_source_are_listed(run: Run) -> None:
    listed = run("sources", "--unmatched").stdout
    assert "lie1999" in listed
    assert "moe1961" not in listed


@pytest.mark.parametrize(
    ("entry", "printed"),
    [
        ("The Harbour in the Long Winter: A History", "The Harbour in the Long Winter"),
        ("The Harbour in the Long Winter", "The harbour in the long winter. A history of ice"),
    ],
)
def test_a_title_is_known_without_its_subtitle(entry: str, printed: str, tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(f"@book{{k, title={{{entry}}}}}\n@book{{l, title={{Ice}}}}", encoding="utf-8")
    bibliography = load_bibliography([tmp_path / "a.bib"])
    assert bibliography.find_entry("x.txt", titles=[printed]) is not None
    assert bibliography.find_entry("x.txt", titles=["Ice: A History"]) is None


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for the reader is a shell script")
def test_a_source_is_opened_in_the_reader(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    told = tmp_path / "opened"
    reader = programs / ("open" if sys.platform == "darwin" else "xdg-open")
    reader.write_text(
        f'#!/bin/sh\nprintf %s "$1" > "{tmp_path}/opened.new"\nmv "{tmp_path}/opened.new" "{tmp_path}/opened"\n'
    )
    reader.chmod(reader.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    done = run("open", "moe1961", "--at", "¶ 1")
    assert (done.exit_code, done.stdout) == (0, "winter.txt · ¶ 1 · line 1\n")
    for _ in range(100):
        if told.exists():
            break
        time.sleep(0.05)
    assert told.read_text(encoding="utf-8") == str(tmp_path / "winter.txt")


@pytest.mark.parametrize(("word", "shown"), [("list", "winter.txt"), ("version", "kurilsearch"), ("docs", "Topics")])
def test_a_word_that_is_a_command_elsewhere_is_answered(word: str, shown: str, run: Run) -> None:
    done = run(word)
    assert done.exit_code == 0
    assert shown in done.stdout
    assert f"kurilsearch search {word}" in done.stderr


def test_what_index_and_quote_do_not_take_is_answered_with_what_to_type(run: Run) -> None:
    assert "into a folder of the library" in run("index", "some.pdf").output
    assert "Type `kurilsearch index` alone" in run("index", ".").output
    assert "kurilsearch quote --from - < FILE" in run("quote").output
