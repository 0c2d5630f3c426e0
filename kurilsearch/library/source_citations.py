"""Citing sources as whole works: which form a writer gets who names none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kurilsearch.cite.hits import Source
    from kurilsearch.library.citing import CitationForm, Markup
    from kurilsearch.library.library import Library


@dataclass(frozen=True, slots=True)
class SourceCitation:
    """A source with its citation; ``text`` is empty where there is none, and ``problem`` then says why.

    With both, the source has no place in a bibliography of the style, and ``text`` cites it as in a note or the text.
    """

    source: Source
    text: str
    problem: str | None = None


def cite_each(
    library: Library,
    sources: Sequence[Source],
    style: str | None = None,
    *,
    place: str | None = None,
    form: CitationForm | None = None,
    to: Markup = "plain",
) -> list[SourceCitation]:
    """Return the citation of each source: its entry in a bibliography, or with ``place`` what the style has for places.

    Entries come in the order of the style's bibliography, all else in that of the sources.

    ``form`` asks for one or the other. Where none is named, a work that the style leaves out of its bibliography is
    cited as in a note or the text. ``place`` is one in the work (``pp. 71-72``, ``chap. 3``). Raises UsageError where
    it names none, and what :meth:`Library.cite_sources` raises.
    """
    from kurilsearch.cite.locator import parse_locator

    locator = parse_locator(place) if place is not None else None
    wanted: CitationForm | None = form or (None if locator else "bibliography")
    if wanted == "bibliography":
        sources = library.citing.in_list_order(sources, style)
    made = library.cite_sources(sources, style, locator, form=wanted, to=to)
    left_out = [] if form else [at for at, citation in enumerate(made) if citation.left_out]
    notes = library.cite_sources([sources[at] for at in left_out], style, to=to) if left_out else []
    texts = [citation.text for citation in made]
    for at, note in zip(left_out, notes, strict=True):
        texts[at] = note.text
    return [
        SourceCitation(source, text, citation.problem)
        for source, text, citation in zip(sources, texts, made, strict=True)
    ]
