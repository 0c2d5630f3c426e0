"""Filters on the answer to a search, and how many of its passages each filter would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kurilsearch.model import Document, Kind


class Filters(NamedTuple):
    """Which passages of an answer are wanted: those of one of these documents and by one of these authors and so on.

    Where a set is empty all are wanted. ``authors`` are names as :attr:`~kurilsearch.model.Metadata.authors` has them.
    """

    documents: frozenset[int] = frozenset()
    authors: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()

    @property
    def choose_documents(self) -> bool:
        """Whether any of them is on documents."""
        return bool(self.documents or self.authors or self.years or self.languages)

    def admits(self, document: Document) -> bool:
        """Tell whether passages of a document are wanted."""
        known = document.metadata
        return (
            (not self.documents or document.id in self.documents)
            and (not self.authors or not self.authors.isdisjoint(known.authors))
            and (not self.years or known.year in self.years)
            and (not self.languages or document.language in self.languages)
        )

    def admitted(self, documents: Iterable[Document]) -> frozenset[int] | None:
        """Return the ids of the documents that are wanted; None where all are."""
        return frozenset(each.id for each in documents if self.admits(each)) if self.choose_documents else None


NO_FILTERS = Filters()


class Facets(NamedTuple):
    """How many passages of an answer are of each document (by its id), author, year, language and kind, most first.

    ``titles`` are those of the documents, by their id; the file where a title is not known. ``counted`` passages were
    looked at for that: all of the answer, or the best of a very long one.
    """

    documents: Mapping[int, int]
    authors: Mapping[str, int]
    years: Mapping[int, int]
    languages: Mapping[str, int]
    kinds: Mapping[Kind, int]
    titles: Mapping[int, str]
    counted: int = 0


def count_facets(of_documents: Mapping[int, int], kinds: Mapping[Kind, int], documents: Iterable[Document]) -> Facets:
    """Return the facets of an answer with so many passages of each document and kind."""
    authors: Counter[str] = Counter()
    years: Counter[int] = Counter()
    languages: Counter[str] = Counter()
    titles: dict[int, str] = {}
    for document in documents:
        if not (count := of_documents.get(document.id, 0)):
            continue
        titles[document.id] = document.metadata.title or document.file
        languages[document.language] += count
        for author in document.metadata.authors:
            authors[author] += count
        if document.metadata.year is not None:
            years[document.metadata.year] += count
    return Facets(
        dict(Counter(of_documents).most_common()),
        dict(authors.most_common()),
        dict(years.most_common()),
        dict(languages.most_common()),
        {kind: count for kind, count in Counter(kinds).most_common() if count},
        titles,
        sum(of_documents.values()),
    )
