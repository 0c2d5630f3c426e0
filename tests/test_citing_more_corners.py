"""More corners of citing: monarchs, shelves of archives, places in plays and in other languages, dashes in lists."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kurilsearch.cite.locator import parse_locator
from kurilsearch.cli.app import app
from kurilsearch.csl.names import csl_name
from kurilsearch.csl.shelves import read_shelf
from kurilsearch.describe.files.bibtex import parse_bibtex
from kurilsearch.describe.files.ris import parse_ris
from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Peter III", {"literal": "Peter III"}),
        ("Екатерина II", {"literal": "Екатерина II"}),
        ("Charles X", {"literal": "Charles X"}),
        ("John Paul II", {"literal": "John Paul II"}),
        ("Henry Hope II", {"family": "Hope", "given": "Henry", "suffix": "II"}),
        ("Ahn I", {"family": "Ahn", "given": "I"}),
    ],
)
def test_a_monarch_has_no_family_name(written: str, name: dict[str, str]) -> None:
    assert csl_name(written) == name


@pytest.mark.parametrize(
    ("note", "read"),
    [
        ("Box 4, folder 9, Lamp Papers, Otaru Archive", ("Lamp Papers, Otaru Archive", "Box 4, folder 9")),
        ("Otaru Archive, Box IV", ("Otaru Archive", "Box IV")),
        ("РГИА. Ф. 20, оп. 3, д. 77", ("РГИА", "Ф. 20, оп. 3, д. 77")),
        ("Mappe 3", ("", "Mappe 3")),
        ("Read at the harbour in May", None),
        ("A box of letters was found", None),
    ],
)
def test_where_an_archive_keeps_a_paper(note: str, read: tuple[str, str] | None) -> None:
    assert read_shelf(note) == read


def entry(kind: str, fields: str) -> dict[str, Any]:
    return dict(parse_bibtex(f"@{kind}{{k, title = {{Log}}, {fields}}}").entries[0].item)


def test_a_shelf_is_no_publisher_and_a_book_has_none() -> None:
    log = entry("unpublished", "howpublished = {Otaru Archive, box 2}, note = {In pencil}")
    assert (log["archive"], log["archive_location"], log["note"]) == ("Otaru Archive", "box 2", "In pencil")
    assert "publisher" not in log
    assert entry("book", "note = {Box 2, folder 3}")["note"] == "Box 2, folder 3"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("act 2, scene 4", "act 2, sc. 4"),
        ("Akt 1, Szene 3", "act 1, sc. 3"),
        ("s.v. Lampe", "s.v. Lampe"),
        ("Tab. 7", "tbl. 7"),
        ("рис. 2", "fig. 2"),
        ("fol. 9r", "fol. 9r"),
        ("лл. 3–4", "fols. 3–4"),
        ("párr. 8", "para. 8"),
        ("tomo 2, pág. 31", "vol. 2, p. 31"),
        ("кн. 1, с. 77", "bk. 1, p. 77"),
        ("第12章", "chap. 12"),
        ("45頁", "p. 45"),
        ("3巻", "vol. 3"),
        ("Anhang C", "app. C"),
        ("Sp. 214", "col. 214"),
    ],
)
def test_places_in_plays_tables_and_other_languages(typed: str, shown: str) -> None:
    assert str(parse_locator(typed)) == shown


def test_a_season_that_an_export_puts_behind_the_date_is_kept() -> None:
    record = "TY  - JOUR\nTI  - Ice\nPY  - 1987///Autumn\nER  - \n"
    assert parse_ris(record).entries[0].item["issued"] == {"date-parts": [[1987]], "season": 3}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    entries = []
    for key, authors, year in (("a", "Ek, Bo", 1999), ("b", "Ek, Bo", 2003), ("c", "Ek, Bo and Lie, Ann", 2001)):
        (tmp_path / f"{key}.txt").write_text(f"The lamp of {key} went out.\n", encoding="utf-8")
        entries.append(f"@book{{{key}, author={{{authors}}}, title={{Lamp {key}}}, year={year}, file={{{key}.txt}}}}")
    (tmp_path / "works.bib").write_text("\n".join(entries), encoding="utf-8")
    init_library(tmp_path)
    with open_library(tmp_path) as library:
        library.index()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_list_has_a_dash_for_each_name_that_the_work_before_has(folder: Path) -> None:
    printed = CliRunner().invoke(app, ["cite", "--all", "--style", "mla"]).stdout.splitlines()
    assert [line.partition(". ")[0] for line in printed] == ["Ek, Bo", "———", "Ek, Bo, and Ann Lie"]
    (alone,) = CliRunner().invoke(app, ["cite", "b.txt", "--style", "mla"]).stdout.splitlines()
    assert alone.startswith("Ek, Bo. Lamp")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["ciet", "a.txt"], "kurilsearch cite a.txt"),
        (["soruces"], "kurilsearch sources"),
        (["shwo", "my lamp.txt"], "kurilsearch show 'my lamp.txt'"),
    ],
)
def test_a_mistyped_command_is_looked_for_and_told(folder: Path, typed: list[str], meant: str) -> None:
    assert f"did you mean `{meant}`?" in CliRunner().invoke(app, typed).stderr


def test_a_word_that_stands_in_a_source_is_no_mistyped_command(folder: Path) -> None:
    (folder / "d.txt").write_text("A quota of lamps.\n", encoding="utf-8")
    with open_library(folder) as library:
        library.index()
    assert "no command" not in CliRunner().invoke(app, ["quota"]).stderr


def test_a_program_gets_a_cite_key_for_each_source(folder: Path) -> None:
    (folder / "ito.md").write_text(
        "---\nauthor: Ito, Ken\ndate: 1931\n---\n\nA quota of lamps went out (Ek, 1999, p. 3).\n", encoding="utf-8"
    )
    with open_library(folder) as library:
        library.index()
        expected = {source.document.file: source.key for source in library.sources()}
    assert expected["ito.md"] == "ito1931"
    for command in ("search lamp", "quote 'the lamp of a went out'", "quote 'quota of lamps'", "cited Ek", "documents"):
        answer = json.loads(CliRunner().invoke(app, [*shlex.split(command), "--format", "json"]).stdout)
        found = answer.get("hits") or answer["documents"]
        assert {each["file"]: each["citekey"] for each in found}.items() <= expected.items()
