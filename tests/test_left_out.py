"""A document of which much was taken for no text is named by ``status``, and what was left out can be read."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from click.testing import CliRunner

from kurilsearch.cli.app import app
from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library

KILN = "The kiln behind the mill was lit in the last week of September, and burnt for eleven days and nights."


def test_status_names_what_lost_more_than_a_third(tmp_path: Path) -> None:
    menu = "".join(f"<li><a href='/{number}'>Everything about kiln number {number}</a></li>" for number in range(40))
    for name, around in (("much.html", f"<nav><ul>{menu}</ul></nav>"), ("little.html", "")):
        page = f"<html><body>{around}<main><h1>Kilns</h1><p>{KILN}</p></main></body></html>"
        (tmp_path / name).write_text(page, encoding="utf-8")
    init_library(tmp_path)
    with open_library(tmp_path) as library:
        library.index()
        (left,) = library.status().left_out
    assert left.file == "much.html"
    assert 0.8 < left.share < 1
    printed = CliRunner().invoke(app, ["--library", str(tmp_path), "status"]).output
    assert "left out   9" in printed
    assert "much.html" in printed
    shown = CliRunner().invoke(app, ["--library", str(tmp_path), "show", "much.html", "--furniture"]).output
    assert "Everything about kiln number 39" in shown


def test_status_says_how_much_space_each_part_of_the_index_takes(tmp_path: Path) -> None:
    (tmp_path / "kiln.txt").write_text(f"{KILN}\n", encoding="utf-8")
    init_library(tmp_path)
    run = partial(CliRunner().invoke, app)
    with open_library(tmp_path) as library:
        assert library.sizes() == {}
        library.index()
        sizes = library.sizes()
        assert abs(sum(sizes.values()) - library.status().bytes_on_disk) <= 100
    printed = run(["--library", str(tmp_path), "status", "--sizes"]).output
    assert all(part in printed for part in sizes)
    assert "sizes" not in run(["--library", str(tmp_path), "status"]).output
    record = json.loads(run(["--library", str(tmp_path), "status", "--sizes", "--format", "json"]).output)
    changing = {"tables": 0}  # what SQLite keeps beside the file comes and goes
    assert record["sizes"] | changing == sizes | changing
