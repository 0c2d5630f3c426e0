"""A draft that is watched is checked again each time it is saved, and nothing is asked of the library twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kurilsearch.check.report import DraftReport
from kurilsearch.cli.app import app
from kurilsearch.errors import UsageError
from kurilsearch.library.library import Library
from kurilsearch.library.quoting import Quoting
from tests.letter_and_diary import OpenLibrary, letter_and_diary

_FIRST = "It says “the mail came in June” (Sato 1958, p. 73).\n"
_SECOND = _FIRST + "\nIt adds “the ferry would sail on Sunday” (Sato 1958, p. 71).\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenLibrary]:
    with letter_and_diary(tmp_path_factory.mktemp("watched")) as library:
        library.index()
        yield library


def _watch(library: Library, draft: Path) -> Iterator[DraftReport]:
    for report in library.watch(draft):
        assert isinstance(report, DraftReport)
        yield report


def test_only_what_changed_is_asked(library: OpenLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answer = Quoting.answer

    def noted(self: Quoting, text: str, *rest: object, **options: object) -> object:
        asked.append(text)
        return answer(self, text, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Quoting, "answer", noted)
    draft = tmp_path / "essay.md"
    draft.write_text(_FIRST, encoding="utf-8")
    reports = _watch(library, draft)
    assert len(next(reports).findings) == 1
    draft.write_text(_SECOND, encoding="utf-8")
    assert len(next(reports).findings) == 2
    assert asked == ["the mail came in June", "the ferry would sail on Sunday"]


def test_the_report_is_that_of_a_check(library: OpenLibrary, tmp_path: Path) -> None:
    copied = (
        "The harbour master wrote that the ferry would sail on Monday, weather allowing, and that nobody should wait"
    )
    draft = tmp_path / "essay.md"
    draft.write_text(_FIRST, encoding="utf-8")
    reports = _watch(library, draft)
    next(reports)
    for text in (f"Words of my own come first.\n\n{copied}\n\n{_SECOND}", f"{copied}\n\n{_FIRST}"):
        draft.write_text(text, encoding="utf-8")
        assert next(reports) == library.check(draft)


def test_a_draft_that_cannot_be_read_is_told_and_watched_on(library: OpenLibrary, tmp_path: Path) -> None:
    draft = tmp_path / "essay.md"
    draft.write_text("", encoding="utf-8")
    reports = library.watch(draft)
    assert isinstance(next(reports), UsageError)
    draft.write_text(_FIRST, encoding="utf-8")
    assert isinstance(next(reports), DraftReport)


def test_the_command_goes_on_until_it_is_stopped(
    library: OpenLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = tmp_path / "essay.md"
    draft.write_text(_FIRST, encoding="utf-8")
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) > 1:
            raise KeyboardInterrupt
        draft.write_text(_SECOND, encoding="utf-8")

    monkeypatch.setattr("kurilsearch.library.checking.time.sleep", pause)
    done = CliRunner().invoke(app, ["check", str(draft), "--watch"], obj=lambda *_, **__: library)
    assert done.exit_code == 0, done.output
    assert done.output.count("Ctrl-C stops") == 2
    shown = " ".join(done.output.split())
    assert "1 finding:" in shown
    assert "2 findings:" in shown


@pytest.mark.parametrize("option", ["--fix", "--format=json"])
def test_nothing_else_is_done_while_watching(library: OpenLibrary, tmp_path: Path, option: str) -> None:
    done = CliRunner().invoke(app, ["check", "essay.md", "--watch", option], obj=lambda *_, **__: library)
    assert done.exit_code == 2
    assert "--watch only prints" in done.output
