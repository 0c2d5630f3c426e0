"""Which printed page a page of a file is, where its user says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kurilsearch import Library, open_library
from kurilsearch.cli.app import app
from kurilsearch.csl.page_numbering import is_numbering, number_pages
from kurilsearch.errors import SettingsError, UsageError
from kurilsearch.library.settings import init_library
from kurilsearch.model import Page

PAGES = tuple(Page(100 * number, number, None) for number in range(1, 7))


@pytest.mark.parametrize(
    ("numbering", "labels"),
    [
        ("1=71", ["71", "72", "73", "74", "75", "76"]),
        ("1=iii; 4=1", ["iii", "iv", "v", "1", "2", "3"]),
        ("1=IX, 3=101", ["IX", "X", "101", "102", "103", "104"]),
        ("3=1", [None, None, "1", "2", "3", "4"]),
        ("1=-; 5=12", [None, None, None, None, "12", "13"]),
        ("2=cover; 3=1", [None, "cover", "1", "2", "3", "4"]),
    ],
)
def test_pages_count_on_from_those_that_are_named(numbering: str, labels: list[str | None]) -> None:
    assert is_numbering(numbering)
    assert [page.label for page in number_pages(PAGES, numbering)] == labels


@pytest.mark.parametrize("text", ["71-92", "71", "1=", "=71", "1=71=2", "a=1", ""])
def test_what_numbers_no_pages(text: str) -> None:
    assert not is_numbering(text)


ARTICLE = "\n\n\f".join(f"The lamp on pier {number} was lit at dusk." for number in ("one", "two", "three"))
BIB = "@article{lamp, title = {Lamps}, author = {Ito, Ken}, year = 1931, pages = {71--73}, file = {lamps.txt}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lamps.txt").write_text(ARTICLE, encoding="utf-8", newline="\n")
    (tmp_path / "note.md").write_text("The lamp is out.\n", encoding="utf-8")
    (tmp_path / "lamps.bib").write_text(BIB, encoding="utf-8")
    init_library(tmp_path)
    return tmp_path


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with open_library(folder) as library:
        library.index()
        yield library


def test_a_page_that_was_numbered_is_shown_found_and_cited(library: Library) -> None:
    assert library.search("pier three").hits[0].page is None
    library.set_source("lamps.txt", {"pages": "1=71"})
    hit = library.search("pier three").hits[0]
    assert (hit.page, hit.file_page) == ("73", 3)
    assert library.cite([hit], "apa")[0].text == "(Ito, 1931, p. 73)"
    assert [each.page for each in library.search("page:72 lamp").hits] == ["72"]
    library.set_source("lamps.txt", {"page-labels": None})
    assert library.search("pier three").hits[0].page is None


def test_it_leaves_the_pages_that_are_cited_and_goes_out_in_no_bibliography(library: Library) -> None:
    library.set_source("lamps.txt", {"pages": "70-75"})
    source = library.set_source("lamps.txt", {"pages": "1=71"})
    assert source.described.item["page"] == "70-75"
    assert "page-labels" not in library.export(["lamps.txt"], "csljson")


def test_it_is_refused_where_there_are_no_pages_and_where_it_says_nothing(library: Library) -> None:
    with pytest.raises(UsageError, match="no page breaks"):
        library.set_source("note.md", {"pages": "1=71"})
    with pytest.raises(SettingsError, match="which page is which"):
        library.set_source("lamps.txt", {"page-labels": "seventy"})
    with pytest.raises(SettingsError, match="which page is which"):
        library.set_source("lamps.txt", {"pages": "1=71=2"})


def test_what_a_bibliography_suggests_is_offered_until_it_is_set(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    offer = 'kurilsearch sources set lamps.txt pages="1=71"'
    assert offer in CliRunner().invoke(app, ["sources"]).stdout
    set_so = CliRunner().invoke(app, ["sources", "set", "lamps.txt", "pages=1=71"]).stdout
    assert "page-labels" in set_so
    assert offer not in set_so
