"""Damaged files of every kind are read, or named with a reason and a hint; none does anything else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source
from tests.benchmarks.damage import KINDS, damaged, index_damaged, main, sound

FILES = 30
"""Damaged files of each kind in one run; the seed is fixed, so that a failure comes again."""


@pytest.mark.parametrize("kind", KINDS)
def test_the_sound_file_is_read(tmp_path: Path, kind: str) -> None:
    (tmp_path / f"sound.{kind}").write_bytes(sound(kind))
    assert "froze" in read_source(tmp_path / f"sound.{kind}").text or kind == "srt"


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_read_or_named(tmp_path: Path, kind: str) -> None:
    data, chance = sound(kind), random.Random(kind)
    file = tmp_path / f"damaged.{kind}"
    for _ in range(FILES):
        file.write_bytes(damaged(data, chance))
        try:
            document = parse_document(read_source(file))
        except UnreadableSourceError as error:
            assert error.hint
            assert "\n" not in str(error)
        else:
            document.source.text.encode("utf-8")  # no lone surrogates
            assert all(passage.text.strip() for passage in document.passages)


def test_a_library_loses_none_of_them(tmp_path: Path) -> None:
    outcome = index_damaged("eml", 20, tmp_path / "mail")
    assert outcome.files == 20 == outcome.indexed + outcome.named
    assert outcome.indexed > 0 < outcome.named
    assert not outcome.lost
    assert not outcome.faults


def test_the_command_prints_what_came_of_each_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["5", "--kinds", "txt,srt"]) == 0
    printed = capsys.readouterr().out
    assert [line.split()[:2] for line in printed.splitlines()[1:3]] == [["txt", "5"], ["srt", "5"]]
    assert "No file is lost" in printed
