"""What a check finds is set right in a copy: the same check then finds it gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kurilsearch.check.repair.amendments import RepairError
from kurilsearch.check.repair.repair import repair_draft, undo_repair
from kurilsearch.cli.app import app
from kurilsearch.library.library import Library
from tests.docx_files import docx, paragraph, run
from tests.letter_and_diary import letter_and_diary

DRAFT = """He writes that “the mial came in May” (Sato 1958, p. 73).

Later he says that “The mail came in May” (Sato 1958, p. 73).

He repeats that “The mail came in May” (Sato 1985, p. 73), and “The mail came in May” (Sato 1958, p. 71).

It is said that “The mail came in May”.

Somebody wrote “the brass telescope had never been paid for” (Sato 1958, p. 73).
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with letter_and_diary(tmp_path_factory.mktemp("library")) as library:
        library.index()
        yield library


def test_a_fixed_draft_has_no_finding_but_those_that_are_commented(library: Library, tmp_path: Path) -> None:
    draft = tmp_path / "essay.md"
    draft.write_text(DRAFT, encoding="utf-8")
    repair = repair_draft(library.check(draft))
    fixed = repair.copy.read_text(encoding="utf-8")
    assert draft.read_text(encoding="utf-8") == DRAFT
    assert repair.copy.name == "essay.fixed.md"
    assert "“the mail came in May” (Sato 1958, p. 73)" in fixed
    assert fixed.count("(Sato 1958, p. 73)") == 6
    assert "It is said that “The mail came in May” (Sato 1958, p. 73)." in fixed
    assert "paid for <!-- Not found: " in fixed
    assert [each.text_verdict.value for each in library.check(repair.copy).findings] == ["not_found"]
    listed = json.loads(repair.list.read_text(encoding="utf-8"))["changes"]
    assert [(each["before"], each["after"]) for each in listed[:3]] == [
        ("mial", "mail"),
        ("1985", "1958"),
        ("71", "73"),
    ]
    assert undo_repair(repair.list) == repair.copy
    assert repair.copy.read_text(encoding="utf-8") == DRAFT


def test_what_is_there_is_not_overwritten(library: Library, tmp_path: Path) -> None:
    draft = tmp_path / "essay.md"
    draft.write_text(DRAFT, encoding="utf-8")
    report = library.check(draft)
    repair = repair_draft(report)
    with pytest.raises(RepairError, match="there already"):
        repair_draft(report)
    repair.copy.unlink()
    repair.list.unlink()
    with pytest.raises(RepairError, match="cannot track changes"):
        repair_draft(report, track=True)
    draft.write_text(DRAFT.replace("Later", "Then"), encoding="utf-8")
    with pytest.raises(RepairError, match="has changed since it was checked"):
        repair_draft(report)


@pytest.mark.parametrize("track", [False, True])
def test_a_word_file_is_fixed_checked_and_undone(track: bool, library: Library, tmp_path: Path) -> None:
    data = docx("".join(paragraph(run(line)) for line in DRAFT.split("\n\n")))
    draft = tmp_path / "essay.docx"
    draft.write_bytes(data)
    repair = repair_draft(library.check(draft), track=track)
    assert [each.text_verdict.value for each in library.check(repair.copy).findings] == ["not_found"]
    assert draft.read_bytes() == data
    undo_repair(repair.list)
    assert repair.copy.read_bytes() == data


def test_a_list_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text("[1, 2]", encoding="utf-8")
    with pytest.raises(RepairError, match=r"notes\.json is no list of changes"):
        undo_repair(tmp_path / "notes.json")
    with pytest.raises(RepairError, match="does not exist"):
        undo_repair(tmp_path / "missing.json")


def test_the_command_fixes_and_undoes(library: Library, tmp_path: Path) -> None:
    draft = tmp_path / "essay.md"
    draft.write_text(DRAFT, encoding="utf-8")
    folder = ["--library", str(library.settings.folder)]
    answer = CliRunner().invoke(app, ["check", str(draft), "--fix", *folder])
    assert answer.exit_code == 1
    assert "essay.fixed.md is set right in 5 places, listed in " in answer.stderr
    answer = CliRunner().invoke(app, ["check", str(tmp_path / "essay.fixed.changes.json"), "--undo", *folder])
    assert answer.exit_code == 0, answer.output
    assert (tmp_path / "essay.fixed.md").read_text(encoding="utf-8") == DRAFT
