"""Rows of words that stand in two texts alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kurilsearch.model import Span

ROW = 6
"""Words that must stand alike in a row before anything is a run."""

_MOST_PLACES = 50
"""A row of words that stands at more places of the source tells nothing of where a run is from."""

_GAP = 5
"""Words between two runs that belong together, in the draft and in the source: a change of wording, a note mark."""


class Run(NamedTuple):
    """Words of the draft and of the source that stand in the same order, ``alike`` of the draft's literally."""

    draft: Span
    source: Span
    alike: int


def rows_of(terms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield all rows of :data:`ROW` words of a text."""
    return zip(*(terms[at:] for at in range(ROW)), strict=False)


def find_runs(draft: Sequence[str], source: Sequence[str]) -> list[Run]:
    """Return the longest runs of words that stand in both, those near to each other joined, in the draft's order.

    No two of them share a word of the draft.
    """
    return _join(_without_overlaps(_maximal_runs(draft, source)))


def _maximal_runs(draft: Sequence[str], source: Sequence[str]) -> Iterable[Run]:
    """Yield all runs of at least :data:`ROW` words that can be continued at neither end."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, row in enumerate(rows_of(source)):
        places[row].append(at)
    for at, row in enumerate(rows_of(draft)):
        found = places.get(row, ())
        for place in found if len(found) <= _MOST_PLACES else ():
            if at and place and draft[at - 1] == source[place - 1]:
                continue  # part of the run that began before
            length = ROW
            while (
                at + length < len(draft)
                and place + length < len(source)
                and draft[at + length] == source[place + length]
            ):
                length += 1
            yield Run((at, at + length), (place, place + length), length)


def _without_overlaps(runs: Iterable[Run]) -> list[Run]:
    """Return runs in the draft's order, of those that share words the longest."""
    kept: list[Run] = []
    taken: set[int] = set()
    for run in sorted(runs, key=lambda run: (-run.alike, run)):
        words = range(*run.draft)
        if taken.isdisjoint((words[0], words[-1])):  # a longer one that shares words holds an end of this one
            taken.update(words)
            kept.append(run)
    return sorted(kept)


def _join(runs: Iterable[Run]) -> list[Run]:
    """Return runs with those joined between which few words stand, in the draft as in the source."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if (
            last
            and run.draft[0] - last.draft[1] <= _GAP
            and -_GAP <= run.source[0] - last.source[1] <= _GAP
            and run.source[1] > last.source[1]
        ):
            joined[-1] = Run((last.draft[0], run.draft[1]), (last.source[0], run.source[1]), last.alike + run.alike)
        else:
            joined.append(run)
    return joined
