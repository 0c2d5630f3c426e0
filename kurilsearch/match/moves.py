"""Words that stand in another place: what the alignment counts as one word too many here and one too few there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kurilsearch.match.alignment import DROPPED, MOVED, Alignment
from kurilsearch.match.likeness import weight

_BEYOND = 4
"""How many words beyond the ends of the alignment are looked at for one that was moved over the end."""

UNALIKE = 0.99
"""The cost, as a share of its weight, of a word that stands for quite another one."""


def with_moves(alignment: Alignment, quoted: Sequence[str], source: Sequence[str]) -> Alignment:
    """Return the alignment with its moved words named, each of which now costs less.

    A word may also have been moved over an end of the alignment.
    """
    lone_quoted: list[int] = []
    lone_source: dict[str, list[int]] = {}
    replaced: set[int] = set()
    for step in alignment.steps:
        if step.q1 - step.q0 > 1 or step.s1 - step.s0 > 1:
            continue
        if step.q1 > step.q0 and step.s1 > step.s0:
            if step.cost < UNALIKE * weight(quoted[step.q0]):
                continue
            replaced.add(step.q0)
        if step.q1 > step.q0:
            lone_quoted.append(step.q0)
        if step.s1 > step.s0:
            lone_source.setdefault(source[step.s0], []).append(step.s0)
    if not lone_quoted:
        return alignment
    for index in _beyond(alignment, len(source)):
        lone_source.setdefault(source[index], []).append(index)
    moved: list[tuple[int, int]] = []
    gain = 0.0
    for index in lone_quoted:
        places = lone_source.get(quoted[index])
        if places:
            place = min(places, key=lambda place: abs(place - index - alignment.first))
            places.remove(place)
            moved.append((index, place))
            gain += (1 - MOVED) * weight(quoted[index])
            if index not in replaced and alignment.first <= place < alignment.last:
                gain += DROPPED * weight(quoted[index])
    return replace(alignment, moved=tuple(moved), cost=max(alignment.cost - gain, 0.0)) if moved else alignment


def _beyond(alignment: Alignment, words: int) -> list[int]:
    """Return the indexes of the few words before and after the alignment."""
    before = range(max(alignment.first - _BEYOND, 0), alignment.first)
    return [*before, *range(alignment.last, min(alignment.last + _BEYOND, words))]
