"""On which works the quoted words of a hit rest, as the source itself cites them, and how to cite those at second hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kurilsearch.cite.keys import KEY_SYNTAXES
from kurilsearch.cite.render import render
from kurilsearch.cite.second_hand import SecondHand, join_second_hand, second_hand_requests
from kurilsearch.cite.styles import find_style
from kurilsearch.citing import locators
from kurilsearch.citing_passages import references_of
from kurilsearch.hit import CitedThere, Hit
from kurilsearch.model import Furniture
from kurilsearch.references import CitedWork, works_cited_at
from kurilsearch.store import Store
from kurilsearch.work import Item

_MAY_CITE = re.compile(r"[(\[（［][^()\[\]（）［］]*\d|\d{4}[a-z]?[)）]")
"""What a passage holds that cites in its text: a bracket with a number in it."""

_BEHIND = 3
"""Characters behind a quotation in which the mark of its note may stand."""


def with_cited_works(store: Store, hits: Sequence[Hit], style: str | None = None) -> list[Hit]:
    """Return the hits with the works on which their words rest, each as the source has it.

    With ``style`` those that the source quotes have the citation by which a writer quotes them at second hand. A source
    is read for what it cites only where a hit's passage looks like citing. Raises what
    :func:`kurilsearch.citing.cite_hits` raises.
    """
    works = _works_cited(store, hits)
    if style is None or style in KEY_SYNTAXES:
        citations: dict[tuple[int, int], str] = {}
    else:
        citations = _at_second_hand(store, hits, works, style)
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


def _works_cited(store: Store, hits: Iterable[Hit]) -> list[tuple[CitedWork, ...]]:
    """Return the works that each hit's words rest on; each source is read once."""
    furniture: dict[int, tuple[Furniture, ...]] = {}
    references = {}
    works: list[tuple[CitedWork, ...]] = []
    for hit in hits:
        document = hit.document
        if document not in furniture:
            furniture[document] = store.furniture(document)
        if not _may_cite(hit, furniture[document]):
            works.append(())
            continue
        if document not in references:
            references[document] = references_of(store, document)
        cited = works_cited_at(references[document], hit.passage_id, hit.quote_in_passage)
        works.append(tuple(work for work in cited if not _is_named_in(work, hit)))
    return works


def _is_named_in(work: CitedWork, hit: Hit) -> bool:
    """Tell whether the passage of a hit is the very place that names the work in full, as a note does."""
    return any(place.passage_id == hit.passage_id for entry in work.entries for place in entry.places)


def _may_cite(hit: Hit, furniture: Iterable[Furniture]) -> bool:
    """Tell whether the passage of a hit holds what looks like a citation, or its quotation the mark of a note."""
    return _MAY_CITE.search(hit.passage) is not None or any(
        region.reason == "note mark" and hit.char_start < region.start <= hit.char_end + _BEHIND for region in furniture
    )


def _at_second_hand(
    store: Store, hits: Sequence[Hit], works: Sequence[Sequence[CitedWork]], style: str
) -> dict[tuple[int, int], str]:
    """Return the citations of works quoted at second hand, by the number of the hit and of the work there."""
    places = [
        (number, at)
        for number, cited in enumerate(works)
        for at, work in enumerate(cited)
        if work.second_hand and _original(work)
    ]
    if not places:
        return {}
    described = store.described(hit.document for hit in hits)
    where = locators(store, hits)
    chosen = find_style(style)
    wanted = [
        SecondHand(_original(works[number][at]), described[hits[number].document].item, chosen, where[number])
        for number, at in places
    ]
    answers = join_second_hand(wanted, render(second_hand_requests(wanted), store.citations))
    return {place: answer.text for place, answer in zip(places, answers, strict=True) if answer.text}


def _original(work: CitedWork) -> Item:
    """Return the work that is quoted, as the source lists it, or else by the names and the year of the citation."""
    if len(work.entries) == 1:
        return work.entries[0].item
    year = re.match(r"\d{4}", work.citation.year or "")
    item: Item = {"author": [{"family": name} for name in work.citation.names]} if work.citation.names else {}
    return item | ({"issued": {"date-parts": [[int(year[0])]]}} if item and year else {})
