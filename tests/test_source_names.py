"""Which document a person means by the name they type."""

from __future__ import annotations

from pathlib import Path

import pytest

from kurilsearch.errors import NoSuchSourceError
from kurilsearch.library.source_names import find_file

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
