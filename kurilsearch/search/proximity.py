"""Nearness: words in a row, words within a window. All functions take time linear in the number of occurrences."""

from __future__ import annotations

from collections.abc import Sequence

WINDOW = 8
"""Words that a window of two words of the query spans (Metzler & Croft 2005: 4 n for n = 2)."""

Occurrence = tuple[int, int]
"""Position in the passage, counted in terms, and the number of the concept that stands there."""


def are_linked(stems: Sequence[str], groups: Sequence[frozenset[str]], distance: int) -> bool:
    """Return whether a stem of every group occurs in one chain of occurrences at most ``distance`` words apart."""
    wanted = frozenset().union(*groups)
    chain: set[str] = set()
    last = -1
    for position, stem in enumerate(stems):
        if stem not in wanted:
            continue
        if position - last > distance:
            chain.clear()
        chain.add(stem)
        last = position
        if all(not chain.isdisjoint(group) for group in groups):
            return True
    return False


def count_pairs(
    occurrences: Sequence[Occurrence], pairs: dict[tuple[int, int], float]
) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int], int]]:
    """Count neighbours of the query in a passage: in a row as typed, and within a window in any order.

    ``occurrences`` are in order of position. ``pairs`` has the pairs of concepts that stand side by side in the
    query as its keys. Each occurrence looks back over one window, so that the work is bounded by its width.
    """
    ordered: dict[tuple[int, int], int] = {}
    unordered: dict[tuple[int, int], int] = {}
    for index, (position, concept) in enumerate(occurrences):
        earlier = index - 1
        while earlier >= 0:
            before, other = occurrences[earlier]
            gap = position - before
            if gap >= WINDOW:
                break
            pair = (other, concept)
            if pair in pairs:
                unordered[pair] = unordered.get(pair, 0) + 1
                if gap == 1:
                    ordered[pair] = ordered.get(pair, 0) + 1
            elif (concept, other) in pairs:
                pair = (concept, other)
                unordered[pair] = unordered.get(pair, 0) + 1
            earlier -= 1
    return ordered, unordered


def phrase_starts(occurrences: Sequence[Occurrence], sequence: Sequence[int]) -> list[int]:
    """Return the positions from which the concepts of ``sequence`` stand in a row."""
    starts = []
    for index in range(len(occurrences) - len(sequence) + 1):
        position = occurrences[index][0]
        if all(occurrences[index + step] == (position + step, concept) for step, concept in enumerate(sequence)):
            starts.append(position)
    return starts


def shortest_window(occurrences: Sequence[Occurrence], concepts: int) -> int | None:
    """Return how many words the shortest stretch has that holds all the ``concepts``; None where there is none."""
    inside = [0] * concepts
    missing = concepts
    shortest: int | None = None
    first = 0
    for position, concept in occurrences:
        inside[concept] += 1
        missing -= inside[concept] == 1
        while not missing:
            start, leaving = occurrences[first]
            span = position - start + 1
            shortest = span if shortest is None or span < shortest else shortest
            inside[leaving] -= 1
            missing += inside[leaving] == 0
            first += 1
    return shortest
