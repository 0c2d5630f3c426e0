"""Regions: where an alignment's words are not the same, widened to whole numbers, and what is in them.

In a region the units of both sides are compared; those that are the same in another writing part it, and what is left
between them is a gap that nothing explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kurilsearch.language.number import Number
from kurilsearch.match.alignment import Alignment, Step
from kurilsearch.match.quotation import Piece
from kurilsearch.match.units import Side, Unit, matched


class Sides(NamedTuple):
    """The quotation and the part of the window it is held against, whose first word is the window's word ``offset``."""

    quoted: Side
    source: Side
    offset: int

    def source_number_at(self, index: int) -> Number | None:
        """Return the number that a word of the window belongs to."""
        return self.source.number_at(index - self.offset)

    def are_written_alike(self, quoted: Number, source: Number) -> bool:
        """Tell whether two numbers are the same words in the same order; the second is one of the source's side."""
        words = [token.word for token in self.quoted.words[quoted.first : quoted.last]]
        return words == [token.word for token in self.source.words[source.first : source.last]]

    def units_of_source(self, first: int, last: int, dates: frozenset[object]) -> list[Unit]:
        """Return the units of some words of the window."""
        here = self.source.units(first - self.offset, last - self.offset, dates)
        return [unit._replace(first=unit.first + self.offset, last=unit.last + self.offset) for unit in here]


class Same(NamedTuple):
    """A word that folds to the same on both sides."""

    step: Step


class Gap(NamedTuple):
    """The words ``q0:q1`` of the quotation and ``s0:s1`` of the window, which nothing explains."""

    q0: int
    q1: int
    s0: int
    s1: int

    def numbers(self, sides: Sides) -> tuple[list[tuple[Number, Number]], list[Gap]]:
        """Return the numbers on both sides, in order, as pairs, and the gaps that they leave."""
        quoted = [
            number for number in sides.quoted.parts.values() if self.q0 <= number.first and number.last <= self.q1
        ]
        source = [
            _shifted(number, sides.offset)
            for number in sides.source.parts.values()
            if self.s0 <= number.first + sides.offset and number.last + sides.offset <= self.s1
        ]
        pairs = list(zip(quoted, source, strict=False))
        gaps: list[Gap] = []
        q, s = self.q0, self.s0
        for one, other in pairs:
            gaps.append(Gap(q, one.first, s, other.first))
            q, s = one.last, other.last
        gaps.append(Gap(q, self.q1, s, self.s1))
        return pairs, [gap for gap in gaps if gap.q1 > gap.q0 or gap.s1 > gap.s0]

    def steps(self, steps: Sequence[Step]) -> list[Step]:
        """Return those of the ``steps`` that make up the gap; one for the whole where they reach beyond it."""
        inside = [
            step
            for step in steps
            if self.q0 <= step.q0 and step.q1 <= self.q1 and self.s0 <= step.s0 and step.s1 <= self.s1
        ]
        inside = [step for step in inside if step.q1 > step.q0 or step.s1 > step.s0]
        words = sum(step.q1 - step.q0 for step in inside), sum(step.s1 - step.s0 for step in inside)
        if words == (self.q1 - self.q0, self.s1 - self.s0):
            return inside
        return [Step(self.q0, self.q1, self.s0, self.s1, 0.0)]


def _shifted(number: Number, offset: int) -> Number:
    return number._replace(first=number.first + offset, last=number.last + offset)


class Region(NamedTuple):
    """Steps in a row of which some are not the same; ``is_bracketed`` where the writer's brackets are around them."""

    steps: tuple[Step, ...]
    is_bracketed: bool = False

    @property
    def whole(self) -> Step:
        """All steps as one."""
        first, last = self.steps[0], self.steps[-1]
        return Step(first.q0, last.q1, first.s0, last.s1, 0.0)

    def parts(self, sides: Sides) -> Iterator[Gap | list[tuple[Unit, Unit]]]:
        """Yield in order the units that are the same on both sides, and the gaps between them."""
        q0, q1, s0, s1, _ = self.whole
        dates = sides.quoted.dates(q0, q1) & sides.source.dates(s0 - sides.offset, s1 - sides.offset)
        quoted, source = sides.quoted.units(q0, q1, dates), sides.units_of_source(s0, s1, dates)
        aligned = {(step.q0, step.s0) for step in self.steps if _is_pair(step)}
        pairs = _whole_words(
            matched(quoted, source, lambda one, other: self._may_pair(one, other, sides, aligned)), quoted, source
        )
        pairs = [_without_articles(one, other, aligned) for one, other in pairs]
        q, s = q0, s0
        for group in _grouped(pairs):
            one, other = group[0]
            if one.first > q or other.first > s:
                yield Gap(q, one.first, s, other.first)
            yield group
            q, s = group[-1][0].last, group[-1][1].last
        if q1 > q or s1 > s:
            yield Gap(q, q1, s, s1)

    @staticmethod
    def _may_pair(one: Unit, other: Unit, sides: Sides, aligned: set[tuple[int, int]]) -> bool:
        """Tell whether two units may be held for the same: not words that the alignment saw elsewhere."""
        if (one.first, other.first) in aligned:
            return True
        words = [token.word for token in sides.quoted.words[one.first : one.last]]
        there = [token.word for token in sides.source.words[other.first - sides.offset : other.last - sides.offset]]
        return words != there or one.number is not None


def _without_articles(one: Unit, other: Unit, aligned: set[tuple[int, int]]) -> tuple[Unit, Unit]:
    """Return two dates without the article that begins one of them where another word stands for it (thc third)."""
    if one.number is not None and one.number.is_date:
        if (one.first, other.first - 1) in aligned:
            return one._replace(first=one.first + 1), other
        if (one.first - 1, other.first) in aligned:
            return one, other._replace(first=other.first + 1)
    return one, other


def _is_pair(step: Step) -> bool:
    return step.q1 - step.q0 == 1 == step.s1 - step.s0


def _whole_words(
    pairs: list[tuple[Unit, Unit]], quoted: Sequence[Unit], source: Sequence[Unit]
) -> list[tuple[Unit, Unit]]:
    """Return the pairs without those of words of which another part is left: hadn't is not had."""
    while True:
        met = {id(unit) for pair in pairs for unit in pair}
        broken = [
            {(unit.first, unit.last) for unit in units if id(unit) not in met and not unit.may_lack}
            for units in (quoted, source)
        ]
        kept = [
            (one, other)
            for one, other in pairs
            if (one.first, one.last) not in broken[0] and (other.first, other.last) not in broken[1]
        ]
        if len(kept) == len(pairs):
            return kept
        pairs = kept


def _grouped(pairs: Sequence[tuple[Unit, Unit]]) -> Iterator[list[tuple[Unit, Unit]]]:
    """Yield the pairs, those together that are parts of one word on either side (can't)."""
    group: list[tuple[Unit, Unit]] = []
    for pair in pairs:
        if group and not (pair[0].first < group[-1][0].last or pair[1].first < group[-1][1].last):
            yield group
            group = []
        group.append(pair)
    if group:
        yield group


def find_regions(alignment: Alignment, piece: Piece, sides: Sides) -> Iterator[Same | Region]:
    """Yield the steps in order: words that are the same, and regions of words that are not."""
    steps: Sequence[Step] = alignment.steps
    bracketed = [False] * len(steps)
    if piece.bracketed:
        steps = _with_own_words_freed(steps, piece, sides)
        bracketed = [step.q1 > step.q0 and piece.bracketed.issuperset(range(step.q0, step.q1)) for step in steps]
    changed = [not (own or _is_same(step, sides)) for step, own in zip(steps, bracketed, strict=True)]
    _widen(steps, changed, bracketed, sides)
    start = 0
    for end in range(1, len(steps) + 1):
        if not (changed[start] or bracketed[start]):
            yield Same(steps[start])
            start = end
        elif end == len(steps) or (changed[end], bracketed[end]) != (changed[start], bracketed[start]):
            yield Region(tuple(steps[start:end]), is_bracketed=bracketed[start])
            start = end


def _with_own_words_freed(steps: Sequence[Step], piece: Piece, sides: Sides) -> list[Step]:
    """Return the steps with words in brackets standing for nothing where what they took is the word beside them."""
    freed = list(steps)
    own = [step.q1 > step.q0 and piece.bracketed.issuperset(range(step.q0, step.q1)) for step in steps]
    for index, step in enumerate(steps):
        if step.s1 - step.s0 != 1 or not own[index]:
            continue
        word = sides.source.words[step.s0 - sides.offset].word
        for way, place in ((1, step.s0), (-1, step.s1)):
            beside = index + way
            while 0 <= beside < len(freed) and own[beside] and freed[beside].s0 == freed[beside].s1:
                beside += way
            other = freed[beside] if 0 <= beside < len(freed) else step
            if other.q1 - other.q0 == 1 and other.s1 == other.s0 and sides.quoted.words[other.q0].word == word:
                for between in range(index, beside, way):
                    freed[between] = freed[between]._replace(s0=place, s1=place)
                freed[beside] = Step(other.q0, other.q1, step.s0, step.s1, 0.0)
                break
    return freed


def _is_same(step: Step, sides: Sides) -> bool:
    return _is_pair(step) and sides.quoted.words[step.q0].word == sides.source.words[step.s0 - sides.offset].word


def _widen(steps: Sequence[Step], changed: list[bool], bracketed: Sequence[bool], sides: Sides) -> None:
    """Let a region take in the whole of each number, date and contraction that it touches, on either side."""
    for wholes in _wholes(steps, sides):
        inside = [index for index, step in enumerate(steps) if wholes(step)]
        if not inside or any(bracketed[index] for index in range(inside[0], inside[-1] + 1)):
            continue
        for index in range(inside[0], inside[-1] + 1):
            changed[index] = True
    again = any(changed)
    while again:
        again = False
        for index, step in enumerate(steps):
            if changed[index] or bracketed[index]:
                continue
            beside = [other for other in (index - 1, index + 1) if 0 <= other < len(steps) and changed[other]]
            if any(_touch(step, steps[other], sides) for other in beside):
                changed[index] = again = True


def _wholes(steps: Sequence[Step], sides: Sides) -> Iterator[_Within]:
    """Yield what tells the steps that belong to numbers which are not the same, though their words are."""
    dates = [number for number in sides.quoted.numbers.values() if number.is_date]
    for number in dates:
        for other in sides.source.numbers.values():
            if other.is_date and number.same_as(other) and not sides.are_written_alike(number, other):
                yield _Within(number.first, number.last, other.first + sides.offset, other.last + sides.offset)
                break
    places = {step.q0: step.s0 for step in steps if _is_pair(step)}
    for number in sides.quoted.parts.values():
        if number.last - number.first < 2 or not all(index in places for index in range(number.first, number.last)):
            continue
        other_number = sides.source_number_at(places[number.first])
        if other_number is None or not number.same_as(other_number):
            yield _Within(number.first, number.last, places[number.first], places[number.last - 1] + 1)


class _Within(NamedTuple):
    q0: int
    q1: int
    s0: int
    s1: int

    def __call__(self, step: Step) -> bool:
        return (self.q0 <= step.q0 < self.q1 and step.q1 > step.q0) or (
            self.s0 <= step.s0 < self.s1 and step.s1 > step.s0
        )


def _touch(same: Step, beside: Step, sides: Sides) -> bool:
    """Tell whether a word that is the same belongs to what begins or ends in the region beside it."""
    after = beside.q0 >= same.q1
    for side, first, place in (
        (sides.quoted, same.q0, beside.q0 if after else beside.q1),
        (sides.source, same.s0 - sides.offset, (beside.s0 if after else beside.s1) - sides.offset),
    ):
        number = side.number_at(first)
        if number is not None and number.first < place < number.last:
            return True
        if after and side.has_ending(first):
            return True
    return False
