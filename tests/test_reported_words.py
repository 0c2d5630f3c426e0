"""Words that a source has from somebody else, or only reports, are not its author's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kurilsearch.check.report import CheckedQuotation
from kurilsearch.library.library import Library, open_library
from kurilsearch.library.settings import init_library

_SOURCE = """\
---
title: The Wool Road
author: Pell, Nora
year: 2007
---

# The Wool Road

It is often claimed that the wool road was built by monks. The accounts name nobody. Some have said that the carriers
were a lawless people; the courts knew little of them.

The abbot Verne wrote in a letter that "the mules knew the way better than their masters". The road fell out of use
within a single generation, and its bridges were sold for their stone.

"Are the bridges sold already?" asked the girl. "They were sold in the spring," said the carrier, "and are gone."
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("wool")
    (folder / "road.md").write_text(_SOURCE, encoding="utf-8")
    with open_library(init_library(folder).folder) as library:
        library.index()
        yield library


def _checked(library: Library, tmp_path: Path, text: str) -> CheckedQuotation:
    (tmp_path / "essay.md").write_text(f"{text}\n", encoding="utf-8")
    [checked] = library.check(tmp_path / "essay.md").quotations
    return checked


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("Pell argues that “the mules knew the way better than their masters” (Pell 2007).", "wrong_speaker"),
        ("Verne wrote that “the mules knew the way better than their masters” (quoted in Pell 2007).", "correct"),
        ("The abbot's “the mules knew the way better than their masters” (Pell 2007) is famous.", "correct"),
        ("Pell argues that the road “fell out of use within a single generation” (Pell 2007).", "correct"),
        ("Pell writes: “They were sold in the spring” (Pell 2007).", "correct"),
    ],
)
def test_whom_the_source_quotes_is_the_speaker(library: Library, tmp_path: Path, text: str, citation: str) -> None:
    checked = _checked(library, tmp_path, text)
    assert (checked.text_verdict.value, checked.citation_verdict.value) == ("verbatim", citation), checked.message


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("As Pell says, “the wool road was built by monks” (Pell 2007).", "It is often claimed"),
        ("As Pell says, “the carriers were a lawless people” (Pell 2007).", "Some have said"),
        ("“The mules knew the way better than their masters” (Pell 2007) is famous.", "from Verne"),
        ("Verne says “the mules knew the way better than their masters” (quoted in Pell 2007).", ""),
        ("Pell says “its bridges were sold for their stone” (Pell 2007).", ""),
        ("Pell has “The accounts name nobody” (Pell 2007).", ""),
    ],
)
def test_what_the_source_only_reports_is_minded(library: Library, tmp_path: Path, text: str, warned: str) -> None:
    warnings = " ".join(_checked(library, tmp_path, text).warnings)
    assert warned in warnings
    assert bool(warned) == bool(warnings)
