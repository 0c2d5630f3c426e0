"""Patterns that are compiled late: they do what compiled ones do, and all of them can be compiled."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kurilsearch
from kurilsearch.language.lazy_pattern import LazyPattern, lazy_pattern


def test_a_lazy_pattern_answers_as_the_compiled_one_does() -> None:
    lazy, compiled = lazy_pattern(r"(?P<ship>ferry|tug)\b", re.IGNORECASE), re.compile(r"(?P<ship>ferry|tug)\b", re.I)
    text = "Ferry and tug, tugboat"
    for _ in range(2):  # the first time it is compiled, the second time it is kept
        assert [match.span("ship") for match in lazy.finditer(text)] == [(0, 5), (10, 13)]
        assert lazy.findall(text) == compiled.findall(text)
        assert lazy.sub("boat", text) == compiled.sub("boat", text)
        assert lazy.search(text, 6) is not None
        assert lazy.match(text, 6) is None
        assert lazy.fullmatch(text) is None
        assert (lazy.pattern, lazy.flags, lazy.groups) == (compiled.pattern, compiled.flags, 1)


def test_nothing_is_compiled_before_it_is_asked() -> None:
    lazy = LazyPattern("(", 0)
    assert "compiled" not in vars(lazy)
    with pytest.raises(re.error):
        lazy.search("the first call says what is wrong")


def test_every_lazy_pattern_of_the_program_can_be_compiled() -> None:
    root = Path(kurilsearch.__file__).parent
    found = 0
    for path in root.rglob("*.py"):
        if " lazy_pattern(" in path.read_text(encoding="utf-8"):
            name = ".".join(("kurilsearch", *path.relative_to(root).with_suffix("").parts))
            patterns = [each for each in vars(importlib.import_module(name)).values() if isinstance(each, LazyPattern)]
            found += sum(each.compiled.groups >= 0 for each in patterns)
    assert found > 30


def test_reading_a_plain_text_compiles_no_list_of_places() -> None:
    code = (
        "from kurilsearch.csl import printed_dates\n"
        "from kurilsearch.describe.first_page import imprints\n"
        "from kurilsearch.language.lazy_pattern import LazyPattern\n"
        "lazy = [each for room in (printed_dates, imprints) for each in vars(room).values()"
        " if isinstance(each, LazyPattern)]\n"
        "print(len(lazy) > 5, [each for each in lazy if 'compiled' in vars(each)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True []\n"
