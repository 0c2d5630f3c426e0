"""Which works the source of a hit cites for its words, and how to cite those at second hand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from kurilsearch.hit import CitedThere, Hit
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.printed_years import LATER_YEAR
from kurilsearch.model import FurnitureKind
from kurilsearch.store import Cache, StoreReader

if TYPE_CHECKING:
    from kurilsearch.references import CitedWork
    from kurilsearch.work import Item

_MAY_CITE = lazy_pattern(
    rf"[(\[（［][^()\[\]（）［］]{{0,200}}(?<!\d){LATER_YEAR}[a-z]?(?!\d)[^()\[\]（）［］]{{0,200}}[)\]）］]"
    r"|[(\[][^()\[\]]{0,100}[^\W\d_][^()\[\]\d]{0,60} \d{1,4}(?:[-–]\d{1,4})?[)\]]"
    r"|\[\d{1,3}(?:[,;–-]\s?\d{1,3})*\]"
)
"""What a passage holds that cites in its text: a year, a name and a page, or the number of an entry in brackets."""

_BRACKETS = frozenset("([（［")

_BEHIND = 3
"""Characters behind a quotation in which the mark of its note may stand."""

Works = list[tuple["CitedWork", ...]]


def with_cited_works(
    store: StoreReader, cache: Cache, hits: Sequence[Hit], style: str | None = None, to: str = "plain"
) -> list[Hit]:
    """Return the hits with the works that are cited for their words, each as the source has it.

    With ``style`` those that the source quotes have the citation by which a writer quotes them at second hand, in the
    markup ``to`` (see :class:`kurilsearch.cite.render.Output`). A source
    is read for what it cites only where the passage of a hit looks like citing, and what was found is kept. Raises
    what :func:`kurilsearch.cite.hits.cite_hits` raises.
    """
    works = _works_cited(store, cache, hits)
    citations = _at_second_hand(store, cache, hits, works, style, to) if style and any(works) else {}
    return [
        replace(
            hit,
            cites=tuple(
                CitedThere(
                    work.citation.text,
                    tuple(entry.text for entry in work.entries),
                    work.second_hand,
                    citations.get((number, at)),
                )
                for at, work in enumerate(cited)
            ),
        )
        for number, (hit, cited) in enumerate(zip(hits, works, strict=True))
    ]


def _may_cite(passage: str) -> bool:
    has_both = not _BRACKETS.isdisjoint(passage) and any(map(str.isdecimal, passage))
    return has_both and _MAY_CITE.search(passage) is not None


def _works_cited(store: StoreReader, cache: Cache, hits: Sequence[Hit]) -> Works:
    """Return the works that are cited for each hit's words; each source is read once."""
    near: defaultdict[int, set[int]] = defaultdict(set)  # a block quotation has the citation of what leads to it
    marks_of = lru_cache(maxsize=None)(partial(_note_marks, store))
    may_cite = {hit.passage_id for hit in hits if _may_cite(hit.passage) or _has_note_mark(hit, marks_of(hit.document))}
    if not may_cite:
        return [()] * len(hits)
    from kurilsearch.cited.works import references_of  # loaded only where something may be cited
    from kurilsearch.references import works_cited_at

    for hit in hits:
        if hit.passage_id in may_cite:
            before, _ = store.around(hit.passage_id, 1, 0)
            near[hit.document] |= {hit.passage_id, *(candidate.id for candidate in before)}
    references = {document: references_of(store, cache, document, passages) for document, passages in near.items()}
    works: Works = []
    for hit in hits:
        cited: tuple[CitedWork, ...] = ()
        if hit.passage_id in may_cite:
            cited = works_cited_at(references[hit.document], hit.passage_id, hit.quote_in_passage)
        works.append(tuple(work for work in cited if not _is_named_in(work, hit)))
    return works


def _is_named_in(work: CitedWork, hit: Hit) -> bool:
    """Tell whether the passage of a hit is the very place that names the work in full, as a note does."""
    return any(place.passage_id == hit.passage_id for entry in work.entries for place in entry.places)


def _note_marks(store: StoreReader, document: int) -> list[int]:
    """Return where the marks of notes stand in a document, in order."""
    return [region.start for region in store.furniture(document, FurnitureKind.NOTE_MARK)]


def _has_note_mark(hit: Hit, marks: Sequence[int]) -> bool:
    """Tell whether the mark of a note stands in the quotation of a hit, or right behind it."""
    at = bisect_right(marks, hit.char_start)
    return at < len(marks) and marks[at] <= hit.char_end + _BEHIND


def _at_second_hand(
    store: StoreReader, cache: Cache, hits: Sequence[Hit], works: Works, style: str, to: str
) -> dict[tuple[int, int], str]:
    """Return the citations of works quoted at second hand, by the number of the hit and of the work there."""
    from kurilsearch.cite.hits import locators
    from kurilsearch.cite.keys import KEY_SYNTAXES  # what cites is loaded only where something is to be cited
    from kurilsearch.cite.render import Output, render
    from kurilsearch.cite.second_hand import SecondHand, join_second_hand, second_hand_requests
    from kurilsearch.cite.styles import find_style

    places = [
        (number, at)
        for number, cited in enumerate(works)
        for at, work in enumerate(cited)
        if work.second_hand and _original(work)
    ]
    if not places or style in KEY_SYNTAXES:
        return {}
    described = store.described(hit.document for hit in hits)
    where = locators(store, hits)
    chosen = find_style(style)
    wanted = [
        SecondHand(
            _original(works[number][at]), described[hits[number].document].item, chosen, where[number], Output(to)
        )
        for number, at in places
    ]
    answers = join_second_hand(wanted, render(second_hand_requests(wanted), cache))
    return {place: answer.text for place, answer in zip(places, answers, strict=True) if answer.text}


def _original(work: CitedWork) -> Item:
    """Return the work that is quoted, as the source lists it, or else by the names and the year of the citation."""
    if len(work.entries) == 1:
        return work.entries[0].item
    year = re.match(r"\d{4}", work.citation.year or "")
    item: Item = {"author": [{"family": name} for name in work.citation.names]} if work.citation.names else {}
    return item | ({"issued": {"date-parts": [[int(year[0])]]}} if item and year else {})
