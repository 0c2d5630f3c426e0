"""Authors who are printed in small letters are cited like any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library

_WORKS = """\
@book{loft, author = {brook, ada}, title = {Working Rooms}, year = 1994, file = {rooms.md}}
@misc{iboat, author = {{iBoat}}, title = {Rules of Trade}, year = 2010, file = {rules.md}}
@manual{tide, author = {{tidewatch contributors}}, title = {The Manual of Tidewatch}, year = 2026, file = {manual.md}}
"""
_SOURCES = {
    "rooms.md": "A room where people work together learns slowly, but it keeps what it has learned.",
    "rules.md": "A buyer who has paid may not be kept waiting for longer than nine days.",
    "manual.md": "Every gauge is read twice, and the second reading is the one that counts.",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("small")
    (folder / "works.bib").write_text(_WORKS, encoding="utf-8")
    for name, text in _SOURCES.items():
        (folder / name).write_text(f"# {name}\n\n{text}\n", encoding="utf-8")
    with open_library(init_library(folder).folder) as library:
        library.index()
        yield library


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("A buyer “may not be kept waiting for longer than nine days” (iBoat 2010).", "correct"),
        ("As iBoat (2010) has it, a buyer “may not be kept waiting for longer than nine days”.", "correct"),
        ("“Every gauge is read twice” (tidewatch contributors 2026, par. 1).", "correct"),
        ("“Every gauge is read twice” (see tidewatch contributors, 2026).", "correct"),
        ("Slow rooms (ada brook 1994, par. 1) matter: such a room “keeps what it has learned”.", "correct"),
        ("ada brook (1994) says that a room “keeps what it has learned”.", "correct"),
        ("A room “keeps what it has learned” (brook 1994).", "correct"),
        ("A room “keeps what it has learned” (iBoat 2010).", "wrong_source"),
        ("A room “keeps what it has learned” (harbourwatch 2014, 3).", "unresolved"),
        ("A room “keeps what it has learned” (written in 1994).", "missing"),
        ("A room “keeps what it has learned” (spring 1994).", "missing"),
        ("A room “keeps what it has learned” (in the 1994 edition).", "missing"),
    ],
)
def test_an_author_in_small_letters_is_cited(library: Library, tmp_path: Path, text: str, citation: str) -> None:
    (tmp_path / "essay.md").write_text(f"{text}\n", encoding="utf-8")
    [checked] = library.check(tmp_path / "essay.md").quotations
    assert checked.citation_verdict.value == citation, checked.message


def test_the_list_of_the_draft_tells_its_own_authors(library: Library, tmp_path: Path) -> None:
    text = (
        "Old rooms (stone harbour collective 1990) are often praised for how a room “keeps what it has learned”.\n\n"
        "# References\n\nstone harbour collective (1990). *On Rooms*. Aberdeen: Quay.\n"
    )
    (tmp_path / "essay.md").write_text(text, encoding="utf-8")
    [checked] = library.check(tmp_path / "essay.md").quotations
    assert checked.citation == "stone harbour collective 1990"
    assert checked.citation_verdict.value == "unresolved"
