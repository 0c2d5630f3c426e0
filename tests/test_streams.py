"""What a shell may do to the command: streams closed or full, a folder deleted, a locale without an encoding."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library

posix = pytest.mark.skipif(os.name != "posix", reason="a POSIX shell closes the streams")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    (folder / "ferry.txt").write_text("The ferry did not come. Паром не пришёл, и никто его не ждал.", encoding="utf-8")
    with open_library(init_library(folder).folder) as library:
        library.index()
    return folder


def shell(line: str, folder: Path, **environment: str) -> tuple[int, str, str]:
    """Run a line of shell, in which ``$K`` is the command, and return its code and what it printed."""
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=folder,
        capture_output=True,
        env=os.environ | {"K": f"{sys.executable} -m kurilsearch"} | environment,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


@posix
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("$K ferry >&-", "kurilsearch: The standard output is closed"),
        ("$K ferry > /dev/full", "kurilsearch: The output cannot be written: No space left on device"),
        ("$K help > /dev/full", "kurilsearch: The output cannot be written: No space left on device"),
        ("mkdir gone && cd gone && rmdir ../gone && $K ferry", "kurilsearch: The current folder was deleted"),
    ],
)
def test_what_cannot_be_shown_is_one_clear_line(folder: Path, line: str, said: str) -> None:
    code, _, errors = shell(line, folder)
    assert code == 2
    assert errors.splitlines()[0] == said
    assert len(errors.splitlines()) == 2


@posix
@pytest.mark.parametrize("line", ["$K ferry <&-", "$K ferry 2>&-", "$K ferry <&- 2>&-", "$K ferry | head -n 1"])
def test_streams_that_are_not_needed_may_be_closed(folder: Path, line: str) -> None:
    code, printed, errors = shell(line, folder)
    assert code == 0, errors
    assert "The ferry did not come" in printed
    assert errors == ""


@posix
def test_arguments_are_utf_8_where_the_locale_names_no_encoding(folder: Path) -> None:
    code, printed, errors = shell("$K паром", folder, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert code == 0, errors
    assert "ferry.txt" in printed


@pytest.mark.parametrize("command", ["quote --in", "show", "cite", "--library"])
def test_an_error_is_no_longer_than_a_few_lines_whatever_was_typed(folder: Path, command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kurilsearch", *command.split(), "a" * 5000, "ferry"],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert max(map(len, done.stderr.splitlines())) < 320
