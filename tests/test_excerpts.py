"""A document to read, or one place of it: passages with pages and furniture in the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kurilsearch.errors import NoSuchSourceError, UsageError
from kurilsearch.library.excerpts import Region, read_excerpt
from kurilsearch.library.library import Library
from kurilsearch.model import Page, StoredPassage
from tests.letter_and_diary import LETTER, letter_and_diary


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with letter_and_diary(tmp_path_factory.mktemp("library")) as library:
        library.index()
        yield library


def test_a_document_is_read_from_its_first_passage_to_its_last(library: Library) -> None:
    excerpt = read_excerpt(library, "diary.md")
    first_words = [stored.passage.text.split()[0] for stored in excerpt.passages]
    assert first_words == ["Winter", "January", "Nemuro", "The", "References", "Ito,"]
    assert (excerpt.pages, excerpt.furniture) == ((), None)


@pytest.mark.parametrize(
    ("file", "at"),
    [("letter.txt:9", None), ("letter.txt:9-9", None), ("letter.txt", "line 9"), ("letter.txt:3", "l. 9")],
)
def test_a_line_stands_behind_the_name_or_is_a_place_which_goes_first(
    library: Library, file: str, at: str | None
) -> None:
    assert [stored.position for stored in read_excerpt(library, file, at).passages] == [1]


def test_what_is_not_there_is_an_error(library: Library) -> None:
    for file, at in (("nothing.txt", None), ("nothing.txt:3", None), ("letter.txt", "p. 90"), ("letter.txt:99", None)):
        with pytest.raises(NoSuchSourceError):
            read_excerpt(library, file, at)
    with pytest.raises(UsageError):
        read_excerpt(library, "letter.txt", "")


def test_furniture_is_that_of_the_place_with_its_text(library: Library) -> None:
    whole = read_excerpt(library, "letter.txt", furniture=True).furniture
    below = read_excerpt(library, "letter.txt", "line 9", furniture=True).furniture
    assert whole is not None and below is not None
    assert [region.text.split()[-1] for region in whole if region.text.strip()] == ["71", "72", "73"]
    assert all(LETTER[region.furniture.start : region.furniture.end] == region.text for region in whole)
    assert [region.text for region in below] == ["\n\n", "\n"]


def test_all_of_it_comes_in_the_order_of_the_source(library: Library) -> None:
    def name(part: Page | Region | StoredPassage) -> str:
        match part:
            case Page():
                return f"page {part.label}"
            case Region():
                return part.furniture.reason
            case StoredPassage():
                return part.passage.kind.value

    parts = list(map(name, read_excerpt(library, "letter.txt", furniture=True).in_order()))
    assert [part for part in parts if part != "blank"] == [
        "page 71", "running head", "body", "page 72", "running head", "note", "page 73", "running head", "body",
    ]  # fmt: skip
    note = read_excerpt(library, "letter.txt", "line 9")
    assert [name(part) for part in note.in_order()] == ["page 72", "note"]
