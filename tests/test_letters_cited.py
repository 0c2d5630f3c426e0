"""A letter in a mailbox is cited as what its writer wrote that day, not as the file that it lies in."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kurilsearch.cli.app import app
from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library

BOX = """From anna@example.org Mon Mar  1 10:00:00 2021
From: Anna Berg <anna@example.org>
Subject: The harbour
Date: Mon, 1 Mar 2021 10:00:00 +0100

The letters were found in the attic of the customs house.

From karl@example.org Tue Mar  2 11:00:00 2021
From: Karl Lund <karl@example.org>
Subject: Re: The harbour
Date: Tue, 2 Mar 2021 11:05:00 +0100

I have read them all, and the third is a forgery.
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "box.mbox").write_text(BOX, encoding="utf-8")
    init_library(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("style", "citation"),
    [
        ("apa", "(K. Lund, personal communication, March 2, 2021)"),
        ("chicago", "Karl Lund, “Re: The Harbour,” personal communication, March 2, 2021."),
        ("mla", "(Lund)"),
    ],
)
def test_each_letter_has_its_own_writer_and_day(library: Path, style: str, citation: str) -> None:
    with open_library(library) as opened:
        opened.index()
        hits = opened.search("forgery").hits
        assert [made.text for made in opened.cite(hits, style)] == [citation]


def test_a_letter_alone_in_its_file_is_cited_with_what_is_known_of_it(library: Path) -> None:
    (library / "box.mbox").unlink()
    (library / "one.eml").write_text(BOX.split("\n\nFrom karl")[0].partition("\n")[2] + "\n", encoding="utf-8")
    with open_library(library) as opened:
        opened.index()
        opened.set_source("one.eml", {"author": "Anna Lindberg"})
        hits = opened.search("attic").hits
        assert opened.cite(hits, "apa")[0].text == "(A. Lindberg, personal communication, March 1, 2021, para. 1)"


def test_a_person_sees_the_day_and_the_minute(library: Path) -> None:
    result = CliRunner().invoke(app, ["--library", str(library), "forgery"], prog_name="kurilsearch")
    assert "box.mbox · Karl Lund, 2021-03-02 11:05 · ¶ 2 · Re: The harbour" in " ".join(result.output.split())
