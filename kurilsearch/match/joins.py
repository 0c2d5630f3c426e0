"""Words that are several on one side and one on the other: lost spaces, spaces too many, joined names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel
from rapidfuzz.process import extract

from kurilsearch.match.likeness import MISREAD, STEEPNESS

_MOST_PARTS = 4
_SHORTEST = 4
_LEAST_LIKE = 0.85
"""Joined words must be so like: a little word may not vanish in a long one."""


@dataclass(frozen=True, slots=True)
class Join:
    """``quoted`` words of the quotation are ``source`` words of the source (one of the two is 1), at this cost."""

    quoted: int
    source: int
    cost: float


Joins = dict[int, dict[int, Join]]
"""Joins by the index after their last word of the quotation, then by that after their last word of the source."""


def find_joins(quoted: Sequence[str], source: Sequence[str]) -> Joins:
    """Return the joins between two rows of folded words. Only words that have no equal on the other side are tried."""
    joins: Joins = {}
    for word_index, end, parts, cost in _made_of(source, quoted):
        _keep(joins, end, word_index + 1, Join(parts, 1, cost))
    for word_index, end, parts, cost in _made_of(quoted, source):
        _keep(joins, word_index + 1, end, Join(1, parts, cost))
    return joins


def _keep(joins: Joins, row: int, column: int, join: Join) -> None:
    other = joins.setdefault(row, {}).get(column)
    if other is None or join.cost < other.cost:
        joins[row][column] = join


def _made_of(words: Sequence[str], parts: Sequence[str]) -> list[tuple[int, int, int, float]]:
    """Return which of ``words`` are several of ``parts`` in a row: index, index after those, their number, cost."""
    known = set(parts)
    alone = {word for word in words if len(word) >= _SHORTEST and word not in known}
    if not alone:
        return []
    runs = _runs(parts, max(map(len, alone)) + 2)
    choices = list(runs)
    made: dict[str, list[tuple[int, int, float]]] = {}
    for word in alone:
        near = extract(word, choices, scorer=Indel.normalized_similarity, score_cutoff=_LEAST_LIKE, limit=None)
        if near:
            made[word] = [(*runs[run], max((1 - likeness) * STEEPNESS, MISREAD)) for run, likeness, _ in near]
    return [(index, *run) for index, word in enumerate(words) for run in made.get(word, ())] if made else []


def _runs(words: Sequence[str], longest: int) -> dict[str, tuple[int, int]]:
    """Return the runs of two words and more, joined: the index after the last of them and how many they are."""
    runs: dict[str, tuple[int, int]] = {}
    for first, word in enumerate(words):
        joined = word
        for end in range(first + 1, min(first + _MOST_PARTS, len(words))):
            joined += words[end]
            if len(joined) > longest:
                break
            runs[joined] = (end + 1, end + 1 - first)
    return runs
