"""Other tools in the benchmark of misquotations: their limits, and the tables beside kurilsearch."""

from __future__ import annotations

import time

import pytest

from tests.benchmarks.misquotes.others import tables_of_others
from tests.benchmarks.misquotes.time_limit import limited


def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(TimeoutError, match=r"not done after 0\.05 s"):
        limited(wait, 0.05)(5.0)


def test_what_is_done_in_time_returns_and_is_not_disturbed_later() -> None:
    assert limited(wait, 0.1)(0.0) == "done"
    assert wait(0.15) == "done"


def wait(seconds: float) -> str:
    time.sleep(seconds)
    return "done"


def test_the_tables_set_theirs_beside_ours() -> None:
    finder = {
        "name": "finder", "cases": 3, "negatives": 1, "errors": 2, "fair": 0.5, "fair_at_threshold": 0.25,
        "false_finds": None, "p50": 2400.0, "ours": {"fair": 1.0, "false_finds": 0.0, "p50": 8.76},
    }  # fmt: skip
    groups = {"exact": {"theirs": 0.75, "ours": 1.0}, "lies": {"theirs": None, "ours": None}}
    checker = {"name": "checker", "cases": 4, "errors": 0, "p50": 3.6, "groups": groups}
    silent = {**finder, "name": "silent", "cases": 0}
    size = {"documents": 2, "passages": 1234}
    measured = {"rivals": [finder, silent], "checkers": [checker], "corpus": size, "seed": 7}
    found, checked = tables_of_others("essays", measured)
    assert (found.name, checked.name) == ("finders: essays", "checkers: essays")
    assert list(found.rows) == [("finder", "4", "2", "50.0 / 100.0", "25.0 / 100.0", "- / 0.0", "2400 / 8.8")]
    assert list(checked.rows) == [("checker", "4", "0", "75.0 / 100.0", "- / -", "4")]
    assert checked.caption == "2 documents, 1,234 passages, seed 7"
