"""What a citation of a work says of it: the page's own (``Cite this article as``), or one in another's references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kurilsearch.csl.names import OTHERS
from kurilsearch.references.name_patterns import fold
from kurilsearch.witnesses.agreement import agree
from kurilsearch.witnesses.weigh import Statement
from kurilsearch.work import Guess

_ET_AL = re.compile(r"\bet\.? al\b|\bu\. ?a\.|\bи др\b|ほか|\bet coll\b", re.IGNORECASE)
_FEWEST_LETTERS = 10
"""Of a shorter title nothing shows that the words of a citation are meant for it."""
_AUTHORS_WITHIN = 300

OWN = {"title": 0.93, "author": 0.85, "first author": 0.93, "issued": 0.97}
"""How often what a page's own citation says was right, of the 29 pages that print one in full among 351 real ones."""


def of_citation(witness: str, text: str, shares: dict[str, float], known: Guess) -> Iterator[tuple[str, Statement]]:
    """Yield what a citation says of title, authors, the first author and the date, by field.

    ``shares`` says how often such a witness is right; ``known`` are the readings of others, whose words are taken where
    the citation has them. A list that ends in *et al.* confirms the authors who are known, and tells no others.
    """
    from kurilsearch.references.entry_fields import read_fields  # many patterns, and few pages cite themselves

    told = read_fields(text)
    if title := _title_in(text, told.title, known):
        yield "title", Statement(witness, [(title, shares["title"])])
    if told.year and told.year[:4].isdigit():
        yield "issued", Statement(witness, [({"date-parts": [[int(told.year[:4])]]}, shares["issued"])])
    people: list[Any] = list(told.authors)
    if not people:
        return
    yield "first author", Statement(witness, [(people[:1], shares["first author"])])
    if _ET_AL.search(text[:_AUTHORS_WITHIN]):
        cut = [name for name in people if name.get("literal") != OTHERS] + [{"literal": OTHERS}]
        if not any(agree("author", each.value, cut) for each in known.get("author", ())):
            return
        people = cut
    yield "author", Statement(witness, [(people, shares["author"])])


def _title_in(text: str, told: str | None, known: Guess) -> str | None:
    """Return the title in the words of others where the citation has them, those most like the title that is told."""
    from rapidfuzz import fuzz

    titles = [str(each.value) for each in known.get("title", ())]
    there = [title for title in titles if len(fold(title)) >= _FEWEST_LETTERS and fold(title) in fold(text)]
    return max(there, key=lambda title: fuzz.ratio(fold(title), fold(told or ""))) if there else told
