"""How far a check can be trusted: true sentences are changed, and what the check says is counted."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kurilsearch.check.mutation.mutants import LIES, TRUTHS, Change, other_name, splice
from kurilsearch.cli.app import app
from kurilsearch.errors import UsageError
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library

_MILL = """\
# The Mill

The miller Jonas Harrow kept 214 sacks of barley in the loft above the wheel. He had never sold a grain of it to the
carters from Westbridge, who paid more than most. In the spring of 1871 the river rose by nine feet within a single
night, and nobody in the parish was able to reach the upper barn. The loft was dry when they opened it in the morning.
"""
_DAM = """\
# The Dam

The engineers from Oakham measured the old dam every year and wrote their figures into a green ledger. Few of the people
who lived below it were ever told what those figures meant. The ledger was lost when the office at Stanwick burned down.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("mill")
    for name, text in (("mill.md", _MILL), ("dam.md", _DAM)):
        (folder / name).write_text(text, encoding="utf-8")
    with open_library(init_library(folder).folder) as library:
        library.index()
        yield library


SENTENCES = {
    "en": "In all that time he had not sold the 214 sacks to the carters who paid more than any other buyer.",
    "de": "Er hatte die 214 Säcke nicht an die Fuhrleute verkauft, die immer mehr zahlten als alle anderen Käufer.",
    "fr": "Tout ce temps il ne voulait pas vendre les 214 sacs aux charretiers qui payaient toujours plus que lui.",
    "ru": "За всё это время он не продал тех 214 мешков возчикам, которые всегда платили больше, чем все другие.",
}


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("change", LIES.values(), ids=LIES.keys())
def test_a_lie_has_other_words(change: Change, language: str) -> None:
    changed = change(SENTENCES[language], language, random.Random(1))
    assert changed is not None
    assert changed != SENTENCES[language]


@pytest.mark.parametrize("change", TRUTHS.values(), ids=TRUTHS.keys())
def test_a_truth_has_the_same_words(change: Change) -> None:
    sentence = "The miller’s boy—he was nine—kept watch until the wheel stood still again."
    changed = change(sentence, "en", random.Random(1))
    assert changed is not None
    letters = "".join(filter(str.isalnum, sentence)).casefold()
    assert "".join(filter(str.isalnum, changed)).casefold() == letters


def test_a_change_that_needs_a_word_leaves_others_alone() -> None:
    assert LIES["number"]("No figure stands in it.", "en", random.Random(1)) is None
    assert LIES["negation"]("海は静かだった。", "ja", random.Random(1)) is None
    assert other_name("Nobody is named here at all.", "en", random.Random(1), ["Harrow"]) is None
    assert splice("Too short.", SENTENCES["en"], random.Random(1)) is None


def test_lies_and_truths_are_counted_by_kind(library: Library) -> None:
    report = library.mutate(count=6, seed=3)
    kinds = {each.kind: each for each in report.kinds}
    assert kinds["as it stands"].number == 6
    assert not kinds["as it stands"].is_lie
    assert kinds["cut"].is_lie
    assert report.truths_doubted == ()
    assert report.lies_let_through == ()
    assert sum(each.number for each in report.kinds) == len(report.judged)
    for each in report.judged:
        source = library.source_text(each.file)
        assert " ".join(source[each.char_start :].split()).startswith(each.true)


def test_a_seed_makes_the_same(library: Library) -> None:
    one, other = (library.mutate(count=4, seed=9) for _ in range(2))
    assert one == other
    assert library.mutate(count=4, seed=10).judged != one.judged


def test_the_command(library: Library) -> None:
    run = CliRunner()
    shown = run.invoke(app, ["mutate", "--count", "3"], obj=lambda *_, **__: library)
    assert shown.exit_code == 0, shown.output
    assert "of which 0 would be let through" in shown.output
    record = json.loads(run.invoke(app, ["mutate", "--count=3", "--format=json"], obj=lambda *_, **__: library).stdout)
    assert record["seed"] == 1
    assert {"kind": "as it stands", "is_lie": False, "number": 3, "wrong": 0} in record["kinds"]


def test_a_library_without_sentences_says_so(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("# Note\n\nToo short.\n", encoding="utf-8")
    with open_library(init_library(tmp_path).folder) as library, pytest.raises(UsageError, match="no sentences"):
        library.mutate()
