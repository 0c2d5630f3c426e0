"""What a PDF's metadata say is known as far as the pages print it."""

from __future__ import annotations

import pytest

from kurilsearch.describe.witnessed import witnessed

PAGE = (
    "Lamps along the Northern Shore: A History\nElsa Brandt and Kim Dahl\n\n"
    + "Keepers wrote down the weather every night, and nobody read what they had written. " * 6
)


@pytest.mark.parametrize(
    ("title", "is_known"),
    [
        ("Lamps along the Northern Shore: A History", True),
        ("LAMPS ALONG THE NORTHERN SHORE", True),
        ("Lamps along the Northern Shore: with another subtitle", True),
        ("Proceedings template A4", False),
        ("Thesis of last winter", False),
    ],
)
def test_a_title_that_no_page_prints_is_a_guess(title: str, is_known: bool) -> None:
    own, guess = witnessed({"title": title, "DOI": "10.5555/1"}, {}, PAGE)
    assert ("title" in own, "title" in guess) == (is_known, not is_known)
    assert own["DOI"] == "10.5555/1"


def test_what_was_read_of_the_page_is_stronger_than_a_title_that_it_does_not_print() -> None:
    _, guess = witnessed({"title": "Proceedings template A4"}, {"title": "Lamps along the Northern Shore"}, PAGE)
    assert guess["title"] == "Lamps along the Northern Shore"


def test_authors_none_of_whom_a_page_prints_are_guesses() -> None:
    printed = [{"family": "Brandt", "given": "E."}, {"family": "Orme", "given": "T."}]
    assert witnessed({"author": printed}, {}, PAGE) == ({"author": printed}, {})
    typist = [{"family": "Secretary", "given": "Office"}]
    assert witnessed({"author": typist}, {}, PAGE) == ({}, {"author": typist})


def test_a_scan_without_text_cannot_say_and_its_metadata_are_taken() -> None:
    own = {"title": "Letters from the Lighthouse"}
    assert witnessed(own, {}, "p. 1") == (own, {})
