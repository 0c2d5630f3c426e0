"""The command ``open``: which file, at which place, goes to the system's reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kurilsearch.cli.app import app
from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library
from kurilsearch.programs.pandoc import run_pandoc

ESSAY = "# Lamps\n\nThe first lamp was lit.\n\n# Piers\n\nThe second pier fell down in spring.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("opened")
    (folder / "pages.txt").write_text("The quay was long.\n\n\fThe quay was wet.\n", encoding="utf-8")
    run_pandoc(["--from=markdown", "--to=docx", f"--output={folder / 'lamps.docx'}"], ESSAY)
    init_library(folder)
    with open_library(folder) as library:
        library.index()
    return folder


@pytest.fixture
def opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int | None]]:
    """What was handed to the reader: file and page."""
    seen: list[tuple[str, int | None]] = []
    monkeypatch.chdir(folder)
    monkeypatch.setattr(
        "kurilsearch.programs.system_reader.open_in_reader", lambda file, page: seen.append((file.name, page))
    )
    return seen


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["open", *words])


@pytest.mark.parametrize(
    ("words", "printed", "handed"),
    [
        (("lamps.docx",), "lamps.docx", ("lamps.docx", None)),
        (("lamps.docx", "--at", "¶ 2"), "lamps.docx · Piers · ¶ 2", ("lamps.docx", None)),
        (("lamps", "--at", "par 1"), "lamps.docx · Lamps · ¶ 1", ("lamps.docx", None)),
        (("pages.txt:3",), "pages.txt · page 2 of the file · ¶ 2 · line 3", ("pages.txt", 2)),
        (("pages.txt", "--at", "page 2"), "pages.txt · page 2 of the file · ¶ 2 · line 3", ("pages.txt", 2)),
    ],
)
def test_a_source_is_opened_and_the_place_told(
    opened: list[tuple[str, int | None]], words: tuple[str, ...], printed: str, handed: tuple[str, int | None]
) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout.strip()) == (0, printed)
    assert opened == [handed]


def test_a_page_of_what_has_none_is_refused(opened: list[tuple[str, int | None]]) -> None:
    result = run("lamps.docx", "--at", "p. 3")
    assert result.exit_code == 2
    assert "lamps.docx" in result.stderr
    assert not opened
