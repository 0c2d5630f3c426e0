"""The order of candidates, the same for every engine: by score, equal scores by passage id."""

from __future__ import annotations

from collections.abc import Iterable

from kurilsearch.query import And, Or, Phrase, Query, Term

TOLERANCE = 2e-6
"""Scores that differ by no more than this part are equal.

Engines add up the same numbers in different order and precision (tantivy in 32 bits, where one step is 1.2e-7).
"""


def best_first(scored: Iterable[tuple[float, int]]) -> list[int]:
    """Return the passage ids of ``scored`` (score, passage id), best first.

    A score counts as equal to the best one of its group, so that equals stay together however they were added up.
    """
    ordered: list[int] = []
    group: list[int] = []
    least = float("inf")
    for score, passage in sorted(scored, reverse=True):
        if score < least:
            ordered += sorted(group)
            group.clear()
            least = least_equal(score)
        group.append(passage)
    return ordered + sorted(group)


def least_equal(score: float) -> float:
    """Return the least score that counts as equal to ``score``."""
    return score - abs(score) * TOLERANCE


def has_scores(query: Query) -> bool:
    """Tell whether ``query`` holds anything that scores; otherwise all its passages are equal."""
    match query:
        case Term() | Phrase():
            return True
        case And(parts) | Or(parts):
            return any(map(has_scores, parts))
        case _:
            return False
