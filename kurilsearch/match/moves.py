"""Words that stand in another place: what the alignment counts as one word too many here and one too few there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kurilsearch.match.alignment import DROPPED, MOVED, Alignment
from kurilsearch.match.likeness import weight

UNALIKE = 0.99
"""The cost, as a share of its weight, of a word that stands for quite another one."""

_SHORT = 3
"""Letters of words that stand everywhere: they are moved by no more words than that, and not over an end."""

_FARTHEST = 40
_BEYOND = 4
"""How many words beyond the ends of the alignment are looked at for one that was moved over the end."""


def with_moves(alignment: Alignment, quoted: Sequence[str], source: Sequence[str]) -> Alignment:
    """Return the alignment with its moved words named, each of which now costs less.

    A word may also have been moved over an end of the alignment.
    """
    lone_quoted: dict[int, int] = {}
    lone_source: dict[str, list[int]] = {}
    replaced: set[int] = set()
    for q0, q1, s0, s1, cost in alignment.steps:
        if q1 - q0 > 1 or s1 - s0 > 1:
            continue
        if q1 > q0 and s1 > s0:
            if cost < UNALIKE * weight(quoted[q0]):
                continue
            replaced.add(q0)
        if q1 > q0:
            lone_quoted[q0] = s0
        if s1 > s0:
            lone_source.setdefault(source[s0], []).append(s0)
    if not lone_quoted:
        return alignment
    for index in _beyond(alignment, len(source)):
        if len(source[index]) > _SHORT:
            lone_source.setdefault(source[index], []).append(index)
    moved: list[tuple[int, int]] = []
    gain = 0.0
    for index, here in lone_quoted.items():
        word = quoted[index]
        places = lone_source.get(word)
        if not places:
            continue
        place = min(places, key=lambda place: abs(place - here))
        if abs(place - here) > (_SHORT if len(word) <= _SHORT else _FARTHEST):
            continue
        places.remove(place)
        moved.append((index, place))
        gain += (1 - MOVED) * weight(word)
        if index not in replaced and alignment.first <= place < alignment.last:
            gain += DROPPED * weight(word)
    return replace(alignment, moved=tuple(moved), cost=max(alignment.cost - gain, 0.0)) if moved else alignment


def _beyond(alignment: Alignment, words: int) -> list[int]:
    """Return the indexes of the few words before and after the alignment."""
    before = range(max(alignment.first - _BEYOND, 0), alignment.first)
    return [*before, *range(alignment.last, min(alignment.last + _BEYOND, words))]
