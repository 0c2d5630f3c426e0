"""Places as people name them: read, found in a document, and told so that they can be typed again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.errors import KurilsearchError, UsageError
from kurilsearch.library.places import Place, Unit, page_place, parse_place, passages_at, position_of
from kurilsearch.model import Document, Kind, Metadata, Page, Passage, Run, StoredPassage, WayBack
from tests.letter_and_diary import letter_and_diary

Letter = tuple[Document, list[StoredPassage]]


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Letter:
    with letter_and_diary(tmp_path_factory.mktemp("library")) as library:
        library.index()
        return library.find_document("letter.txt"), library.passages("papers/letter.txt")


def book_of(*labels: str | None) -> Letter:
    """Return a document of pages of ten characters with these labels, and a passage on each."""
    pages = tuple(Page(10 * index, index + 1, label) for index, label in enumerate(labels))
    document = Document(1, "book.pdf", Metadata(), "en", "pdf", "", 10 * len(labels), len(labels), pages)
    passages = [
        StoredPassage(index + 1, 1, index, Passage(Kind.BODY, "Ten signs.", WayBack((Run(0, 10 * index, 10),))), None)
        for index in range(len(labels))
    ]
    return document, passages


@pytest.mark.parametrize(
    ("place", "positions"),
    [
        ("p. 71", [0]),
        ("page 72", [0, 1]),
        ("72", [0, 1]),
        ("pp. 71-72", [0, 1]),
        ("file page 1", [0]),
        ("73", [2]),
        ("PDF 1", [0]),
        ("PDF p. 1", [0]),
        ("pdf page 2", [0, 1]),
        ("page 1 of the file", [0]),
        ("P72", [0, 1]),
        ("¶ 1", [0]),
        ("¶1", [0]),
        ("par 1", [0]),
        ("par. 1", [0]),
        ("Paragraph 1", [0]),
        ("line 5", [0]),
        ("l. 9", [1]),
        ("line 8", [1]),
        ("lines 7-9", [0, 1]),
    ],
)
def test_places_are_read_as_people_write_them(letter: Letter, place: str, positions: list[int]) -> None:
    document, passages = letter
    found = passages_at(parse_place(place, document), document, passages)
    assert [stored.position for stored in found] == positions


@pytest.mark.parametrize(
    ("place", "hint"),
    [
        ("p. 80", "Its printed pages go from 71 to 73"),
        ("p. xii", "Its printed pages go from 71 to 73"),
        ("p. 71-xii", "Its printed pages go from 71 to 73"),
        ("file page 4", "It has 3 pages"),
        ("PDF 4", "It has 3 pages"),
        ("¶ 9", "Its paragraphs go from ¶ 1 to ¶ 2"),
        ("¶ 0", "Its paragraphs go from ¶ 1 to ¶ 2"),
        ("line 99", "Its last line is 12"),
        ("line 0", "Its last line is 12"),
        ("line many", "Name a page"),
        ("", "Name a page"),
    ],
)
def test_a_place_that_is_not_there_is_told_with_those_that_are(letter: Letter, place: str, hint: str) -> None:
    document, passages = letter
    with pytest.raises(KurilsearchError) as error:
        passages_at(parse_place(place, document), document, passages)
    assert hint in str(error.value)


@pytest.mark.parametrize(
    ("place", "positions"),
    [
        ("xi", [0]),
        ("pp. xi–1", [0, 1, 2]),
        ("p. A-12", [4]),
        ("p. a–12", [4]),
        ("pp. 2-A-12", [3, 4]),
        ("pp. 1-3", [2, 3]),
        ("file page 3", [2]),
    ],
)
def test_pages_are_found_by_what_is_printed_on_them(place: str, positions: list[int]) -> None:
    document, passages = book_of("xi", "xii", "1", "2", "A-12")
    found = passages_at(parse_place(place, document), document, passages)
    assert [stored.position for stored in found] == positions


def test_where_nothing_is_printed_pages_are_those_of_the_file() -> None:
    document, passages = book_of(None, None, None)
    assert [stored.position for stored in passages_at(parse_place("p. 2", document), document, passages)] == [1]


@given(st.text(max_size=30))
def test_any_text_is_a_place_or_a_usage_error(text: str) -> None:
    document, _ = book_of("1")
    try:
        place = parse_place(text, document)
    except UsageError:
        return
    assert place.name == place.name.strip() != ""


UNITS: tuple[Unit, ...] = ("page", "file page", "paragraph", "line")


@given(st.sampled_from(UNITS), st.integers(1, 9999), st.integers(0, 50), st.sampled_from(["-", "–", " - "]))
def test_a_place_is_told_as_it_can_be_typed(unit: Unit, first: int, more: int, dash: str) -> None:
    document, _ = book_of("1")
    place = Place(unit, f"{first}{dash}{first + more}" if more else str(first))
    again = parse_place(str(place), document)
    assert (again.unit, again.numbers) == (place.unit, place.numbers) == (unit, (first, first + more))


LABELS = st.from_regex(re.compile(r"([ivxlc]{1,5}|[AB]-[0-9]{1,3}|[0-9]{1,4}|S[0-9]{1,3}|Cover)", re.A), fullmatch=True)


@given(st.lists(st.none() | LABELS, min_size=1, max_size=8, unique_by=lambda label: label and label.lower()), st.data())
def test_the_page_that_is_shown_of_a_passage_leads_back_to_it(labels: list[str | None], data: st.DataObject) -> None:
    document, passages = book_of(*labels)
    stored = data.draw(st.sampled_from(passages))
    position = position_of(stored, document)
    place = page_place(position.page, position.file_page)
    assert place is not None
    assert stored in passages_at(parse_place(str(place), document), document, passages)


@given(st.lists(LABELS, min_size=2, max_size=8, unique_by=str.lower), st.data())
def test_the_pages_that_are_shown_of_a_range_lead_to_all_of_it(labels: list[str], data: st.DataObject) -> None:
    document, passages = book_of(*labels)
    first = data.draw(st.integers(0, len(labels) - 2))
    last = data.draw(st.integers(first + 1, len(labels) - 1))
    position = position_of(passages[first], document, (10 * first, 10 * last + 5))
    place = page_place(position.page, position.file_page)
    found = passages_at(parse_place(str(place), document), document, passages)
    ends = [labels[first], labels[last]]
    if all(label.isdecimal() for label in ends) and int(ends[0]) <= int(ends[1]):
        # these are the pages with a number in the range, wherever they are bound
        assert {passages[first].id, passages[last].id} <= {stored.id for stored in found}
    else:
        assert found == passages[first : last + 1]
