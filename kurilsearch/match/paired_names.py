"""Names that were put in the place of others, though each was told for itself: one came, and one went."""

from __future__ import annotations

from collections.abc import Sequence

from kurilsearch.difference import DifferenceKind
from kurilsearch.match.departures import Departure
from kurilsearch.match.pairs import Judge

_NEAR = 60
"""Characters of the source between a name that was added and one that was dropped for it."""


def with_names_paired(found: Sequence[Departure], text: str, source: str, judge: Judge) -> list[Departure]:
    """Return the departures with a name that came and one that went, close together, told as one for the other."""
    added = [each for each in found if each.kind is DifferenceKind.ADDED and text[each.quoted[0]].isupper()]
    dropped = [each for each in found if each.kind is DifferenceKind.DROPPED and source[each.source[0]].isupper()]
    pairs = {
        one: other
        for one, other in zip(added, dropped, strict=False)
        if abs(one.source[0] - other.source[0]) < _NEAR and judge.are_names([one.quoted], [other.source])
    }
    gone = set(pairs.values())
    return [
        Departure(DifferenceKind.NAME, each.quoted, pairs[each].source) if each in pairs else each
        for each in found
        if each not in gone
    ]
