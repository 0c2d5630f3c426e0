"""Filters on an answer, and what each of them would leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from kurilsearch.facets import Filters
from kurilsearch.model import Kind
from tests.small_library import Book, SmallLibrary, document_called

FERRY = Book("ferry.txt", "# The ferry\n\nThe ferry came.\n\n^ A ferry note.", "Ferries", ("Sato, Aiko",), 1958)
MAIL = Book("mail.txt", "The ferry brought mail.\n\nNobody wrote.", "Mail", ("Sato, Aiko", "Ito, K."), 1960)
POST = Book("post.txt", "Die ferry kam nicht.", "Post", (), 1960, language="de")


@pytest.fixture
def library(tmp_path: Path) -> SmallLibrary:
    return SmallLibrary(tmp_path, FERRY, MAIL, POST)


def test_every_passage_is_counted_by_what_is_known_of_it(library: SmallLibrary) -> None:
    result = library.search("ferry", count=True)
    facets = result.facets
    assert facets is not None
    assert facets.counted == result.total == 5
    assert facets.authors == {"Sato, Aiko": 4, "Ito, K.": 1}
    assert facets.years == {1958: 3, 1960: 2}
    assert facets.languages == {"en": 4, "de": 1}
    assert facets.kinds == {Kind.BODY: 3, Kind.HEADING: 1, Kind.NOTE: 1}
    assert facets.documents[document_called(library.store, "ferry.txt").id] == 3


@pytest.mark.parametrize("query", ["ferry", '"the ferry"~9', "ferry OR mail", "ferry when"])
def test_a_filter_leaves_as_many_as_it_says(library: SmallLibrary, query: str) -> None:
    facets = library.search(query, count=True).facets
    assert facets is not None
    for author, count in facets.authors.items():
        assert library.search(query, filters=Filters(authors=frozenset({author}))).total == count
    for year, count in facets.years.items():
        assert library.search(query, filters=Filters(years=frozenset({year}))).total == count
    for language, count in facets.languages.items():
        assert library.search(query, filters=Filters(languages=frozenset({language}))).total == count
    for kind, count in facets.kinds.items():
        assert library.search(query, filters=Filters(kinds=frozenset({kind}))).total == count
    for document, count in facets.documents.items():
        found = library.search(query, filters=Filters(documents=frozenset({document})), count=True)
        assert found.total == count
        assert {hit.document for hit in found.hits} == {document}


def test_filters_hold_together_and_where_a_query_is_loosened(library: SmallLibrary) -> None:
    both = Filters(years=frozenset({1960}), languages=frozenset({"en"}))
    assert [hit.file for hit in library.search("ferry", filters=both).hits] == ["mail.txt"]
    assert {hit.file for hit in library.search("ferrry", filters=both).hits} <= {"mail.txt"}
    assert library.search("ferry", filters=Filters(authors=frozenset({"Nobody"}))).total == 0
    assert library.search("ferry").facets is None
