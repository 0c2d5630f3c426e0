"""Lists of hits: filters on passages, pages of hits, other orders, one hit for each document, the short form."""

from __future__ import annotations

from pathlib import Path

import pytest

from kurilsearch.cli.hits_as_text import line_with_most, print_result
from kurilsearch.errors import QueryError, UsageError
from tests.small_library import Book, SmallLibrary


@pytest.fixture
def library(tmp_path: Path) -> SmallLibrary:
    return SmallLibrary(
        tmp_path,
        Book(
            "a.txt", "# Winter fares\n\nThe ferry cost a crown.\n\n# Summer\n\nThe ferry was free.", "Zone", year=1930
        ),
        Book(
            "b.txt",
            "The ferry sank.\n\n\fThe ferry was raised.\n\n\fNo ferry since.",
            "Atlas",
            year=1910,
            labels=("ix", "x", "11"),
        ),
        Book("c.txt", "A ferry, said the ferryman, is a ferry.", "Mist"),
    )


@pytest.mark.parametrize(
    ("query", "quotes"),
    [
        ("section:winter ferry", ["The ferry cost a crown."]),
        ('section:"winter fares"', ["The ferry cost a crown."]),
        ('section:"fares winter" ferry', []),
        ("section:w* ferry", ["The ferry cost a crown."]),
        ("NOT section:winter file:a.txt ferry kind:body", ["The ferry was free."]),
    ],
)
def test_passages_are_chosen_by_the_heading_above(library: SmallLibrary, query: str, quotes: list[str]) -> None:
    assert [hit.quote for hit in library.search(query).hits if hit.kind == "body"] == quotes


@pytest.mark.parametrize(("page", "labels"), [("x", {"x"}), ("IX-x", {"ix", "x"}), ("11", {"11"}), ("3", set())])
def test_passages_are_chosen_by_their_printed_page(library: SmallLibrary, page: str, labels: set[str]) -> None:
    for query in (f"page:{page} ferry", f"page:{page}"):
        found = {label for hit in library.search(query).hits for label in (hit.page or "").split("-") if label}
        assert labels <= found
        assert bool(labels) == bool(found)


def test_what_is_no_page_is_refused(library: SmallLibrary) -> None:
    with pytest.raises(QueryError, match="is no page"):
        library.search("page:1* ferry")


def test_pages_of_hits_are_the_parts_of_one_list(library: SmallLibrary) -> None:
    whole = library.search("ferry", 100).hits
    paged = [hit for page in (1, 2, 3, 4) for hit in library.search("ferry", 2, page=page).hits]
    assert paged == list(whole[:8])
    assert [hit.rank for hit in library.search("ferry", 2, page=2).hits] == [3, 4]
    with pytest.raises(UsageError):
        library.search("ferry", page=0)


def test_hits_are_ordered_by_date_title_or_file(library: SmallLibrary) -> None:
    for sort, files in (("date", "b a c"), ("title", "b c a"), ("file", "a b c")):
        found = dict.fromkeys(library.files("ferry", sort=sort))
        assert list(found) == [f"{name}.txt" for name in files.split()]


def test_those_with_all_words_come_first_in_any_order(library: SmallLibrary) -> None:
    result = library.search("ferry crown", sort="date")
    assert result.hits[0].quote == "The ferry cost a crown."
    assert result.partial_from == 2
    assert result.complete_hits == result.hits[:1]


def test_each_document_has_one_hit(library: SmallLibrary) -> None:
    result = library.search("ferry", group=True)
    assert sorted(hit.file for hit in result.hits) == ["a.txt", "b.txt", "c.txt"]
    assert result.total == 3


def test_a_brief_line_is_a_full_one_that_holds_the_most_words() -> None:
    quote = "The winter was long and nobody came to the pier, until in April the first ferry came in."
    first, ferry, winter = ((at := quote.index(word), at + len(word)) for word in ("first", "ferry", "winter"))
    assert quote[slice(*line_with_most(quote, [first, ferry], 40))] == "the pier, until in April the first ferry"
    assert quote[slice(*line_with_most(quote, [winter], 40))] == "The winter was long and nobody came to"


def test_the_summary_of_a_group_counts_sources(
    library: SmallLibrary, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for options, counted in ({"group": True}, "3 sources."), ({"group": True, "limit": 2}, "2 of 3 sources; -n 3"):
        print_result(library.search("ferry", **options), folder=tmp_path, context="brief", color=False, group=True)
        assert counted in capsys.readouterr().out
