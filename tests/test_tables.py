"""The tables of the benchmarks' README: each is written in its place, and nothing else is touched."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.tables import README, Table, machine, replace_table, write_table

PAGE = """# Measured

<!-- table: boats -->
<!-- end -->

Between.

<!-- table: boats: large -->
| old |
|---|
| 1 |
<!-- end -->
"""

SAILING = "| | knots |\n|---|---:|\n| gaff\\|rig | 6.10 |\n"


def test_a_table_is_written_with_its_machine_day_and_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(sys, "orig_argv", ["/usr/bin/python3", "-m", "tests.benchmarks.boats", "my boats", "--write"])
    write_table(Table("boats: large", ("", "knots"), [("gaff|rig", "6.10")], "9 boats"), readme)
    told = f"9 boats; {machine()}; {date.today()}: `python -m tests.benchmarks.boats 'my boats' --write`\n"
    block = SAILING.replace("| | knots", "|  | knots") + f"\n{told}"
    assert readme.read_text(encoding="utf-8") == PAGE.replace("| old |\n|---|\n| 1 |\n", block)


@given(st.lists(st.tuples(st.text("ab|é ", max_size=3), st.text("0.9", max_size=3)), max_size=4))
def test_writing_twice_is_writing_once(rows: list[tuple[str, str]]) -> None:
    table = Table("boats", ("", "knots"), rows)
    once = replace_table(PAGE, table)
    assert replace_table(once, table) == once
    assert re.sub("(?s)(boats -->\n).*?(<!-- end)", r"\1\2", once, count=1) == PAGE


@pytest.mark.parametrize("page", ["No table.\n", PAGE.replace("<!-- end -->\n\nBetween", "Between"), PAGE + PAGE])
def test_a_table_without_one_place_of_its_own_is_refused(page: str) -> None:
    with pytest.raises(ValueError, match="places for a table named boats"):
        replace_table(page, Table("boats", ("",), []))


def test_a_row_with_a_cell_too_many_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells, not 1"):
        replace_table(PAGE, Table("boats", ("",), [("gaff", "6")]))


def test_every_table_has_its_place() -> None:
    text = README.read_text(encoding="utf-8")
    names = re.findall("<!-- table: (.*) -->", text)
    assert len(names) == len(set(names)) == text.count("<!-- end -->")
    for name in names:
        assert f"| {name} |" in replace_table(text, Table(name, (name,), []))
    sources = "\n".join(file.read_text(encoding="utf-8") for file in README.parent.rglob("*.py"))
    written = re.findall(r"\bTable\(\s*f?\"([^\"{]+)", sources)
    assert {name.partition(": ")[0] for name in names} == {name.removesuffix(": ") for name in written}
