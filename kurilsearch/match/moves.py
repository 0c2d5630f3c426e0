"""Words that stand in another place: what the alignment counts as one word too many here and one too few there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from kurilsearch.match.alignment import DROPPED, MOVED, Alignment, Step
from kurilsearch.match.likeness import weight

UNALIKE = 0.99
"""The cost, as a share of its weight, of a word that stands for quite another one."""

_SHORT = 3
"""Letters of words that stand everywhere: they are moved by no more words than that, and not over an end."""

_FARTHEST = 40
_BEYOND = 4
"""How many words beyond the ends of the alignment are looked at for one that was moved over the end."""


_FEWEST_IN_CLAUSE = 3
_CLAUSE_FARTHEST = 60
"""Words of a clause that is moved as a whole, and how far from the words that are aligned it is looked for."""

_FEWEST_IN_BLOCK = (3, 2)
"""Words in a row that correspond; fewer may do so by chance where a clause was moved, and are tried after that."""


def with_moved_clauses(alignment: Alignment, quoted: Sequence[str], source: Sequence[str]) -> Alignment:
    """Return the alignment with those clauses named as moved that the source has as they are in another place.

    What the source has between a clause and the words that are aligned is left out of the quotation.
    """
    for fewest in _FEWEST_IN_BLOCK:
        again = _with_moved_clauses(alignment, list(_blocks(alignment, fewest)), quoted, source)
        if again is not None and again.cost < alignment.cost:
            return again
    return alignment


def _with_moved_clauses(
    alignment: Alignment, blocks: Sequence[Sequence[Step]], quoted: Sequence[str], source: Sequence[str]
) -> Alignment | None:
    """Return the alignment in which the blocks stay and clauses beside them are moved; None where none is."""
    if not blocks:
        return None
    taken = (min(block[0].s0 for block in blocks), max(block[-1].s1 for block in blocks))
    in_block = {index for block in blocks for step in block for index in range(step.q0, step.q1)}
    used = {index for block in blocks for step in block for index in range(step.s0, step.s1)}
    moved: dict[int, int] = {}
    for first, last in _runs([index not in in_block for index in range(len(quoted))]):
        place = _place_of(quoted[first:last], source, used, taken) if last - first >= _FEWEST_IN_CLAUSE else None
        if place is not None:
            while first and place and quoted[first - 1] == source[place - 1] and place - 1 not in used:
                first, place = first - 1, place - 1
            moved.update(zip(range(first, last), range(place, place + last - first), strict=True))
            used.update(range(place, place + last - first))
    return _aligned_anew(alignment, moved, quoted, source, taken) if moved else None


def _blocks(alignment: Alignment, fewest: int) -> Iterator[list[Step]]:
    """Yield the steps of words that are the same in a row on both sides."""
    block: list[Step] = []
    for step in (*alignment.steps, None):
        follows = step is not None and not step.cost and step.q1 > step.q0
        if block and not (follows and step is not None and (step.q0, step.s0) == (block[-1].q1, block[-1].s1)):
            if len(block) >= fewest:
                yield block
            block = []
        if follows and step is not None:
            block.append(step)


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of flags in a row that are true."""
    start: int | None = None
    for index, flag in enumerate((*flags, False)):
        if flag and start is None:
            start = index
        elif not flag and start is not None:
            yield start, index
            start = None


def _place_of(clause: Sequence[str], source: Sequence[str], used: Set[int], taken: tuple[int, int]) -> int | None:
    """Return where a clause stands as it is among the words that nothing corresponds to, near ``taken``."""
    size, words = len(clause), list(clause)
    first = max(taken[0] - _CLAUSE_FARTHEST, 0)
    last = min(taken[1] + _CLAUSE_FARTHEST, len(source)) - size
    places = (at for at in range(first, last + 1) if source[at] == words[0] and list(source[at : at + size]) == words)
    free = (at for at in places if used.isdisjoint(range(at, at + size)))
    return min(free, key=lambda at: min(abs(at - taken[1]), abs(at + size - taken[0])), default=None)


def _aligned_anew(
    alignment: Alignment, moved: dict[int, int], quoted: Sequence[str], source: Sequence[str], taken: tuple[int, int]
) -> Alignment:
    """Return the alignment with the moved words apart, and with all words of the source between its ends."""
    aligned = [
        step
        for step in alignment.steps
        if step.q1 > step.q0 and step.s1 > step.s0 and moved.keys().isdisjoint(range(step.q0, step.q1))
        and taken[0] <= step.s0 < taken[1]
    ]  # fmt: skip
    first = min(*(step.s0 for step in aligned), *moved.values())
    last = max(*(step.s1 for step in aligned), *(place + 1 for place in moved.values()))
    steps: list[Step] = []
    q, s = 0, first
    for step in (*aligned, Step(len(quoted), len(quoted), last, last, 0.0)):
        steps += [Step(at, at + 1, s, s, weight(quoted[at])) for at in range(q, step.q0)]
        steps += [Step(step.q0, step.q0, at, at + 1, DROPPED * weight(source[at])) for at in range(s, step.s0)]
        if step.q1 > step.q0:
            steps.append(step)
        q, s = step.q1, step.s1
    places = set(moved.values())
    cost = sum(
        step.cost * (MOVED if step.q0 in moved and step.q1 > step.q0 else 1)
        for step in steps
        if step.q1 > step.q0 or step.s0 not in places
    )
    return Alignment(tuple(steps), cost, alignment.weight, tuple(moved.items()))


def with_moves(alignment: Alignment, quoted: Sequence[str], source: Sequence[str]) -> Alignment:
    """Return the alignment with its moved words named, each of which now costs less, beside those that are already.

    A word may also have been moved over an end of the alignment.
    """
    known = dict(alignment.moved)
    taken = frozenset(known.values())
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
        if q1 > q0 and q0 not in known:
            lone_quoted[q0] = s0
        if s1 > s0 and s0 not in taken:
            lone_source.setdefault(source[s0], []).append(s0)
    if not lone_quoted:
        return alignment
    for index in _beyond(alignment, len(source)):
        if len(source[index]) > _SHORT:
            lone_source.setdefault(source[index], []).append(index)
    moved = list(alignment.moved)
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
    if not gain:
        return alignment
    named = replace(alignment, moved=tuple(moved), cost=max(alignment.cost - gain, 0.0))
    return _with_first_in_order(named, source)


def _with_first_in_order(alignment: Alignment, source: Sequence[str]) -> Alignment:
    """Return the alignment with a first word that was moved over the start in its place, and what it lacks after it.

    It stands before the others on both sides: nothing was moved, words between were left out.
    """
    (first, *rest), place = alignment.steps, dict(alignment.moved).get(0)
    if place is None or (first.q0, first.q1) != (0, 1) or place >= first.s0:
        return alignment
    lacking = (Step(1, 1, at, at + 1, DROPPED * weight(source[at])) for at in range(place + 1, first.s1))
    moved = tuple(pair for pair in alignment.moved if pair[0])
    return replace(alignment, steps=(Step(0, 1, place, place + 1, 0.0), *lacking, *rest), moved=moved)


def _beyond(alignment: Alignment, words: int) -> list[int]:
    """Return the indexes of the few words before and after the alignment."""
    before = range(max(alignment.first - _BEYOND, 0), alignment.first)
    return [*before, *range(alignment.last, min(alignment.last + _BEYOND, words))]
