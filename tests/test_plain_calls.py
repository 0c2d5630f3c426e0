"""Calls without options are answered without click, as click would have them answered."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kurilsearch.cli.app import app
from kurilsearch.cli.ending import exit_with
from kurilsearch.cli.late import LateModule, import_late
from kurilsearch.cli.plain import plain_call
from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library


@pytest.fixture(scope="module")
def lighthouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library that is indexed, and of which a file was added since."""
    folder = tmp_path_factory.mktemp("lighthouse")
    text = "The keeper lit the lamp at dusk, and nobody thanked him for it.\n"
    (folder / "keeper.txt").write_text(text, encoding="utf-8")
    init_library(folder)
    with open_library(folder) as library:
        library.index()
    (folder / "later.txt").write_text("Another lamp.\n", encoding="utf-8")
    return folder


def ended(run: Callable[[], Any], capsys: pytest.CaptureFixture[str]) -> tuple[object, str, str]:
    """Return the exit code of a command, and what it prints on both streams."""
    with pytest.raises(SystemExit) as end:
        run()
    printed = capsys.readouterr()
    return end.value.code, printed.out, printed.err


@pytest.mark.parametrize(
    "call",
    [
        ["lamp"],
        ["search", "lamp", "dusk"],
        ["search", "index"],
        ["serach", "dusk"],
        ["lamp AND"],
        ["   "],
        ["nowhere"],
        ["quote", "The keeper lit a lamp at dusk"],
        ["quote", "nobody ever thanked a lighthouse for its foghorn"],
        ["quote", "…"],
    ],
)
def test_both_ways_print_the_same_and_end_with_the_same_code(
    lighthouse: Path, call: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(lighthouse)
    answer = plain_call(call)
    assert answer is not None
    plainly = ended(lambda: exit_with(answer), capsys)
    assert plainly == ended(lambda: app(call), capsys)
    assert plainly[1] or plainly[2]


def test_an_error_is_told_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = plain_call(["lamp"])
    assert answer is not None
    plainly = ended(lambda: exit_with(answer), capsys)
    assert plainly[0] == 2
    assert "No library here" in plainly[2]
    assert plainly == ended(lambda: app(["lamp"]), capsys)


@pytest.mark.parametrize(
    "call",
    [[], ["--help"], ["lamp", "-n", "3"], ["-lamp", "dusk"], ["index"], ["quote"], ["search"], ["ls"], ["show", "x"]],
)
def test_all_other_calls_are_read_by_click(call: list[str]) -> None:
    assert plain_call(call) is None


def test_a_shell_that_completes_a_line_asks_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_KURILSEARCH_COMPLETE", "bash_source")
    assert plain_call(["lamp"]) is None


def test_a_late_module_is_run_when_it_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lamp_of_tests.py").write_text("import sys\nsys.lit = True\nlight = 'on'\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "lamp_of_tests", raising=False)
    import_late(("lamp_of_tests", "there_is_no_such_module"))
    lamp = import_module("lamp_of_tests")
    assert type(lamp) is LateModule
    assert not hasattr(sys, "lit")
    assert lamp.light == "on"
    assert type(import_module("lamp_of_tests")) is ModuleType
    assert not hasattr(lamp, "darkness")
    monkeypatch.delattr(sys, "lit")
