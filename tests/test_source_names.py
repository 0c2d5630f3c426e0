"""Which document a person means by the name they type."""

from __future__ import annotations

from pathlib import Path

import pytest

from kurilsearch.errors import NoSuchSourceError
from kurilsearch.library.source_names import find_file, find_named
from kurilsearch.model import Document, Metadata

FILES = ["letters/1911/pilot.txt", "letters/1912/pilot.txt", "log.md", "essays/On Peas.txt"]


@pytest.mark.parametrize(
    ("typed", "file"),
    [
        ("log.md", "log.md"),
        ("LOG.md", "log.md"),
        ("On Peas.txt", "essays/On Peas.txt"),
        ("on pe", "essays/On Peas.txt"),
        ("1912/pilot.txt", "letters/1912/pilot.txt"),
        ("letters\\1911\\pilot.txt", "letters/1911/pilot.txt"),
        ("log.md:12", "log.md"),
        ("1912/pilot.txt:3-5", "letters/1912/pilot.txt"),
    ],
)
def test_a_name_or_the_end_or_beginning_of_one(typed: str, file: str, tmp_path: Path) -> None:
    assert find_file(typed, FILES, tmp_path) == file


def test_a_path_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "letters").mkdir()
    monkeypatch.chdir(tmp_path / "letters")
    assert find_file("1911/pilot.txt", FILES, tmp_path) == "letters/1911/pilot.txt"
    assert find_file("../log.md", FILES, tmp_path) == "log.md"
    assert find_file(str(tmp_path / "log.md"), FILES, tmp_path) == "log.md"


def test_several_that_fit_are_named() -> None:
    with pytest.raises(
        NoSuchSourceError, match=r"2 sources are called pilot.txt: letters/1911/pilot.txt, letters/1912"
    ):
        find_file("pilot.txt", FILES, Path("library"))


def test_a_misspelt_name_is_put_right() -> None:
    with pytest.raises(NoSuchSourceError, match=r"Did you mean log.md\?"):
        find_file("lgo.md", FILES, Path("library"))
    with pytest.raises(NoSuchSourceError, match="lists what it holds"):
        find_file("entirely-else.pdf", FILES, Path("library"))


def described(file: str, title: str, year: int, *authors: str, key: str | None = None) -> Document:
    """Return a document of which no more is known than this."""
    return Document(0, file, Metadata(title, authors, year, key), "en", "text", "utf-8", 0, 0, ())


SHELF = [
    described("a.txt", "Eel weirs", 1931, "Holt, Ragna", "Moss, Ed", key="holtEel"),
    described("b.txt", "Weirs and Dams", 1931, "Holt, Ragna", "Moss, Ed", "Lund, Kai"),
    described("c.txt", "Река и люди", 1964, "Щербаков, Пётр"),
]


@pytest.mark.parametrize(
    ("typed", "file"),
    [
        ("holtEel", "a.txt"),
        ("[@holtEel]", "a.txt"),
        (r"\parencite{holtEel}", "a.txt"),
        ("Holt, Moss and Lund 1931", "b.txt"),
        ("Lund et al.", "b.txt"),
        ("Lund u. a. 1931a", "b.txt"),
        ("weirs and dams", "b.txt"),
        ("Щербаков", "c.txt"),
        ("Shcherbakov 1964", "c.txt"),
        ("Schtscherbakow", "c.txt"),
    ],
)
def test_a_work_is_named_as_it_is_cited(typed: str, file: str) -> None:
    assert find_named(typed, SHELF) == file


def test_several_works_of_one_author_are_told_apart() -> None:
    told = r"2 sources are meant by Holt and Moss 1931: a\.txt \(Eel weirs, 1931\), b\.txt \(Weirs and Dams, 1931\)"
    with pytest.raises(NoSuchSourceError, match=told):
        find_named("Holt and Moss 1931", SHELF)
    assert find_named("Holm", SHELF) is None
    assert find_named("and", SHELF) is None
