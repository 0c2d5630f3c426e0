"""Finding and running pandoc: what is said where it is missing, too old, slow or unhappy."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kurilsearch.errors import PandocError, PandocMissingError
from kurilsearch.programs import pandoc
from kurilsearch.programs.pandoc import (
    OLDEST,
    find_pandoc,
    pandoc_candidates,
    pandoc_identity,
    pandoc_version,
    run_pandoc,
)

needs_scripts = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not run shell scripts")


def on_path(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> Path:
    """Put a shell script called pandoc on PATH, alone there but for the shell's own commands."""
    program = folder / "pandoc"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin")
    return program


def without_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "find_spec", lambda _name: None)


def test_the_one_that_pip_installs_is_found_without_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert find_pandoc().parent.name == "files"
    assert pandoc_version(find_pandoc()) >= OLDEST
    assert run_pandoc(["--from=markdown", "--to=html"], "*Chōfu* “Maru”") == "<p><em>Chōfu</em> “Maru”</p>\n"


def test_without_any_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    without_package(monkeypatch)
    assert pandoc_identity() == ""
    with pytest.raises(PandocMissingError) as missing:
        run_pandoc([], "")
    assert str(missing.value) == (
        "This needs pandoc, and it was not found. "
        "Install it from https://pandoc.org/installing.html, or by `pip install pypandoc-binary`"
    )


@needs_scripts
def test_the_one_on_path_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = on_path(monkeypatch, tmp_path, "echo pandoc 9.9.1")
    assert pandoc_candidates()[0] == program
    assert find_pandoc() == program
    assert pandoc_version(program) == (9, 9, 1)


@needs_scripts
@pytest.mark.parametrize("script", ["echo pandoc 2.17.1.1", "echo something else", "exit 3"])
def test_one_that_is_too_old_or_something_else_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str
) -> None:
    program = on_path(monkeypatch, tmp_path, script)
    assert find_pandoc().parent.name == "files"
    without_package(monkeypatch)
    with pytest.raises(PandocMissingError, match=r"needs pandoc 3\.1\.1 or later, and ") as missing:
        find_pandoc()
    assert str(program) in missing.value.message


@needs_scripts
def test_another_pandoc_has_another_identity(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    on_path(monkeypatch, tmp_path, "echo pandoc 9.9.1")
    first = pandoc_identity()
    assert first == pandoc_identity()
    on_path(monkeypatch, tmp_path, "echo pandoc 9.9.10")
    assert pandoc_identity() != first


@needs_scripts
def test_one_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    on_path(monkeypatch, tmp_path, 'if [ "$1" = --version ]; then echo pandoc 9.9; else exec sleep 20; fi')
    with pytest.raises(PandocError, match=r"did not answer within 0\.3 seconds"):
        run_pandoc([], "", time_limit=0.3)


def test_what_pandoc_complains_about_is_one_line() -> None:
    with pytest.raises(PandocError) as failed:
        run_pandoc(["--from=csljson", "--to=bibtex"], "[{")
    assert failed.value.message.startswith("pandoc failed: ")
    assert "\n" not in failed.value.message


def test_it_runs_in_the_sandbox(tmp_path: Path) -> None:
    """A document cannot make pandoc read another file."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    latex = rf"\input{{{(tmp_path / 'secret.txt').as_posix()}}}"
    assert "secret" not in run_pandoc(["--from=latex", "--to=plain"], latex, folder=tmp_path)


def test_bytes_are_given_as_they_are() -> None:
    assert run_pandoc(["--from=rtf", "--to=plain"], b"{\\rtf1 \\'e9t\\'e9}") == "été\n"


@needs_scripts
def test_a_document_that_keeps_pandoc_busy_ends_by_itself() -> None:
    """Where we are killed before we could end it; here the program is one that never ends."""
    command = [*pandoc._limited(0.5), "/bin/sh", "-c", "while :; do :; done"]
    assert subprocess.run(command, timeout=60, check=False).returncode in pandoc._OUT_OF_TIME
