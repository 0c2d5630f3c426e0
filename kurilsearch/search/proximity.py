"""Nearness: words in a row, words within a window. All functions take time linear in the number of occurrences."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

WINDOW = 8
"""Words that a window of two words of the query spans (Metzler & Croft 2005: 4 n for n = 2)."""

Occurrence = tuple[int, int]
"""Position in the passage, counted in terms, and the number of the concept that stands there."""


_FEW = 16
"""Up to so many different stems, looking for each of them is quicker than looking at each word of the passage."""


class Terms:
    """The stems of a passage, made ready for quick counting."""

    __slots__ = ("_padded", "_stems", "length")

    def __init__(self, stems: str) -> None:
        """Take the stems joined by spaces."""
        self._stems = stems
        self._padded = f" {stems} "
        self.length = stems.count(" ") + 1

    def occurrences(self, number_of: Mapping[str, int]) -> list[Occurrence]:
        """Return where the stems of ``number_of`` stand, each with its number, in order of position.

        Several stems with spaces between are one that stands where the first of them does.
        """
        if len(number_of) > _FEW:
            found = [
                (position, number_of[stem]) for position, stem in enumerate(self._stems.split()) if stem in number_of
            ]
            rows = {stem: number for stem, number in number_of.items() if " " in stem}
            return sorted(found + self._find(rows)) if rows else found
        return self._find(number_of)

    def _find(self, number_of: Mapping[str, int]) -> list[Occurrence]:
        padded = self._padded
        find, count = padded.find, padded.count
        found: list[Occurrence] = []
        for stem, number in number_of.items():
            wanted = f" {stem} "
            offset = find(wanted)
            if offset < 0:
                continue
            position = counted = 0
            while offset >= 0:
                position += count(" ", counted, offset)
                found.append((position, number))
                counted = offset
                offset = find(wanted, offset + 1)
        found.sort()
        return found


def are_linked(terms: Terms, groups: Sequence[frozenset[str]], distance: int) -> bool:
    """Return whether a stem of every group occurs in one chain of occurrences at most ``distance`` words apart."""
    members: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        for stem in group:
            members.setdefault(stem, []).append(number)
    sets = list(members.values())
    occurrences = terms.occurrences({stem: number for number, stem in enumerate(members)})
    chain: set[int] = set()
    last = -distance
    for position, number in occurrences:
        if position - last > distance:
            chain.clear()
        chain.update(sets[number])
        if len(chain) == len(groups):
            return True
        last = position
    return False


Pair = tuple[int, int]
"""Two concepts that stand side by side in the query, in this order."""


def count_pairs(occurrences: Sequence[Occurrence], pairs: Container[Pair]) -> tuple[dict[Pair, int], dict[Pair, int]]:
    """Count how often pairs of the query stand in a row as typed, and how often within a window in any order.

    ``occurrences`` are in order of position. Each looks back over one window, so that the work is bounded by its
    width.
    """
    ordered: dict[Pair, int] = {}
    unordered: dict[Pair, int] = {}
    for index, (position, concept) in enumerate(occurrences):
        for earlier in range(index - 1, -1, -1):
            before, other = occurrences[earlier]
            gap = position - before
            if gap >= WINDOW:
                break
            pair = (other, concept)
            if pair in pairs:
                if gap == 1:
                    ordered[pair] = ordered.get(pair, 0) + 1
            else:
                pair = (concept, other)
                if pair not in pairs:
                    continue
            unordered[pair] = unordered.get(pair, 0) + 1
    return ordered, unordered


def has_phrase(occurrences: Sequence[Occurrence], sequence: Sequence[int]) -> bool:
    """Return whether the concepts of ``sequence`` stand in a row somewhere."""
    first, length = sequence[0], len(sequence)
    for index in range(len(occurrences) - length + 1):
        position, concept = occurrences[index]
        # the last is looked at first: where it is right, all between mostly are
        if concept == first and occurrences[index + length - 1] == (position + length - 1, sequence[-1]):
            row = occurrences[index : index + length]
            if [number for _, number in row] == list(sequence):
                return True
    return False


def stands_in(words: Sequence[str], folded: str) -> bool:
    """Return whether one of the words, or rows of them, stands in a text; all are in small letters.

    Scripts without capitals are written without spaces for the most part: their words may begin and end anywhere.
    """
    for typed in words:
        offset = folded.find(typed)
        while offset >= 0:
            end = offset + len(typed)
            goes_on = (folded[offset - 1 : offset].isalnum() and _joins(typed[0])) or (
                folded[end : end + 1].isalnum() and _joins(typed[-1])
            )
            if not goes_on:
                return True
            offset = folded.find(typed, offset + 1)
    return False


def _joins(letter: str) -> bool:
    return letter.isdigit() or letter.upper() != letter


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
