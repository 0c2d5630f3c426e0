"""The filter ``cites:``: the passages of a search that cite a work, however it is named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kurilsearch import Library, open_library
from kurilsearch.errors import QueryError
from kurilsearch.library.settings import init_library

ESSAY = """# Herring and Ice

Jane Smith

2019

The herring left the strait in winter (Ziegler, 1993, p. 12). The ice came later, and nobody counted the boats.

Boats were counted only after the war (Ito & Brown, 2004). They had been fewer than the harbour master believed.

The herring came back in the tenth year. Its price had doubled meanwhile (Ziegler, 1993).

## References

Ito, K., & Brown, M. (2004). Boats of the northern strait. Nemuro Press.

Ziegler, C. E. (1993). Foreign fish and domestic ice. Cambridge University Press.
"""
LETTERS = """# Letters from the strait

The herring is gone, wrote the pilot. The figures are the harbour master's (Smith, 2019, p. 3).
"""
BIB = """@article{smith_herring_2019, author = {Smith, Jane}, title = {Herring and Ice}, year = 2019, file = {essay.md}}
@book{zfish, author = {Ziegler, Charles E.}, title = {Foreign Fish and Domestic Ice}, year = 1993}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("cites")
    for name, text in (("essay.md", ESSAY), ("letters.md", LETTERS), ("works.bib", BIB)):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    init_library(folder)
    with open_library(folder) as library:
        library.index()
        yield library


WINTER = "The herring left the strait in winter (Ziegler, 1993, p. 12)."
PRICE = "Its price had doubled meanwhile (Ziegler, 1993)."
BOATS = "Boats were counted only after the war (Ito & Brown, 2004)."
FIGURES = "The figures are the harbour master's (Smith, 2019, p. 3)."


@pytest.mark.parametrize(
    ("query", "quotes"),
    [
        ("cites:Ziegler", [WINTER, PRICE]),
        ('cites:"Ziegler 1993"', [WINTER, PRICE]),
        ('cites:"Ziegler 1994"', []),
        ("cites:ziegler1993", [WINTER, PRICE]),
        ("cites:Ziegler_fish_1993", [WINTER, PRICE]),
        ("cites:zfish", [WINTER, PRICE]),
        ("cites:ItoBoats2004", [BOATS]),
        ('cites:"Ito & Brown 2004"', [BOATS]),
        ("cites:smith_herring_2019", [FIGURES]),
        ("cites:essay.md", [FIGURES]),
        ("cites:Ziegler OR cites:Smith", [WINTER, PRICE, FIGURES]),
    ],
)
def test_a_work_is_named_by_author_year_key_or_file(library: Library, query: str, quotes: list[str]) -> None:
    assert [hit.quote for hit in library.search(query).hits] == quotes


def test_the_citation_is_what_is_marked_where_no_words_are_asked_for(library: Library) -> None:
    hit = library.search("cites:Ziegler").hits[0]
    [(start, end)] = hit.matches
    assert hit.quote[start:end] == "Ziegler, 1993, p. 12"
    assert ESSAY[hit.char_start : hit.char_end] == hit.quote


def test_it_stands_beside_words_and_other_filters_and_can_be_denied(library: Library) -> None:
    assert [hit.quote for hit in library.search("cites:Ziegler price").hits] == [PRICE]
    assert not library.search("cites:Ziegler price file:letters").hits
    denied = library.search("herring -cites:Ziegler kind:body").hits
    assert [hit.file for hit in denied] == ["letters.md"]


def test_a_work_that_nobody_cites_is_said_to_be_so(library: Library) -> None:
    result = library.search("cites:Nobody")
    assert not result.hits
    assert result.notes == ("No source cites “Nobody”",)


@pytest.mark.parametrize("query", ["cites:Zieg*", "cites:Ziegler~"])
def test_a_pattern_names_no_work(library: Library, query: str) -> None:
    with pytest.raises(QueryError, match="takes no pattern"):
        library.search(query)


DIARY = """# The lamp

The lamp was lit at dusk, and nobody asked why (Halvorsen, 2011). The keeper had gone home by then.

Others doubt that it burned at all (Halvorsen, 2011, p. 4). They met in the north (Narvik, 1987), and wrote nothing.

Okafor (2003) argues that it was old. It was never new (Okafor, 2005). Oil was dear (see Rakotomalala, 1998).
"""


@pytest.fixture(scope="module")
def diary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("diary")
    (folder / "diary.md").write_text(DIARY, encoding="utf-8", newline="\n")
    init_library(folder)
    with open_library(folder) as library:
        library.index()
        yield library


@pytest.mark.parametrize(
    ("query", "places"),
    [('cites:"Halvorsen 2011"', 2), ('cites:"Okafor 2005"', 1), ('cites:"Rakotomalala 1998"', 1), ("cites:Narvik", 0)],
)
def test_without_a_list_who_is_cited_with_a_page_or_argues_is_an_author_elsewhere(
    query: str, places: int, diary: Library
) -> None:
    assert len(diary.search(query).hits) == places
