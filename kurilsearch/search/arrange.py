"""Lists of hits in another order than the best first: by date, title or file, or one for each document."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any, Literal

from kurilsearch.search.rank import Ranked
from kurilsearch.vocabulary.lexicon import Lexicon

Sort = Literal["date", "title", "file"]

ARRANGED = 1_000
"""The best passages that are put in another order, or of which each document's best is kept."""


def sorted_by(sort: Sort, ranked: Sequence[Ranked], complete: Container[int], lexicon: Lexicon) -> list[Ranked]:
    """Return the passages by date, title or file of their document, then in the order of reading.

    Those with all that was asked for come before the others all the same; documents without date or title come last.
    """

    def key(each: Ranked) -> tuple[Any, ...]:
        document = lexicon.document(each.candidate.document)
        known = document.metadata
        year = (known.year is None, known.year or 0)
        title = (known.title is None, (known.title or "").casefold())
        first = {"date": year, "title": title, "file": (False, "")}[sort]
        return each.candidate.id not in complete, first, document.file, each.candidate.position

    return sorted(ranked, key=key)


def best_of_documents(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the first passage of each document."""
    first: dict[int, Ranked] = {}
    for each in ranked:
        first.setdefault(each.candidate.document, each)
    return list(first.values())
