"""Departures of a quotation from its source, before their places are led back to it, and what they are worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kurilsearch.difference import DifferenceKind, Verdict, is_doubtful, leaves_faithful
from kurilsearch.model import Span

_ORDER = {kind: rank for rank, kind in enumerate(DifferenceKind)}


class Departure(NamedTuple):
    """A difference whose spans index the quotation as typed and the text of the window."""

    kind: DifferenceKind
    quoted: Span
    source: Span
    reason: str | None = None


def gravest_first(departures: Sequence[Departure]) -> list[Departure]:
    """Return the departures with those that change the meaning first, otherwise in the order of the quotation."""
    return sorted(departures, key=lambda found: (_ORDER[found.kind], found.quoted, found.source))


def verdict_of(departures: Sequence[Departure]) -> Verdict:
    """Return whether what sets a quotation apart leaves it faithful, leaves a doubt, or alters it."""
    grave = [found for found in departures if not leaves_faithful(found.kind, found.reason)]
    if not grave:
        return Verdict.FAITHFUL
    return Verdict.DOUBTFUL if all(is_doubtful(found.kind, found.reason) for found in grave) else Verdict.ALTERED
