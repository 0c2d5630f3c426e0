"""Differences: the steps of an alignment become what a reader must know of a quotation, each with its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kurilsearch.difference import BRACKETED, DifferenceKind
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.numbers import may_begin_number
from kurilsearch.language.tokens import Token
from kurilsearch.match.alignment import Alignment, Step
from kurilsearch.match.changes import kind_of_change
from kurilsearch.match.departures import Departure
from kurilsearch.match.paired_names import with_names_paired
from kurilsearch.match.pairs import LOST_LIGATURE, MISREAD, Judge, Judgement
from kurilsearch.match.quotation import Piece
from kurilsearch.match.regions import Gap, Region, Same, Sides, find_regions
from kurilsearch.match.symbols import stands_for_symbol
from kurilsearch.match.typography import why_same_marks
from kurilsearch.match.units import SAME_NUMBER, Unit, reason_of, side_of
from kurilsearch.match.values import changed_values
from kurilsearch.match.window import Window
from kurilsearch.model import Span

_AROUND = 3
"""Words beyond the ends that a number or an abbreviation may begin or end with."""


def find_departures(text: str, piece: Piece, alignment: Alignment, window: Window, judge: Judge) -> list[Departure]:
    """Return how a piece of the quotation ``text`` departs from its place, in no order, none twice."""
    first, last = alignment.first, alignment.last
    if alignment.cost == 0 and _is_verbatim(text, piece, alignment, window, judge):
        return []
    around = window.words[max(first - _AROUND, 0) : last + _AROUND]
    sides = Sides(
        side_of(text, piece.words, judge.wording, is_chinese=judge.is_chinese),
        side_of(window.text, around, judge.wording, is_chinese=judge.is_chinese),
        max(first - _AROUND, 0),
    )
    reader = _Reader(text, piece, alignment, window, judge, sides)
    words = with_names_paired(list(reader.words()), text, window.text, judge)
    return list(dict.fromkeys([*words, *reader.moves(), *reader.marks(), *changed_values(sides, alignment)]))


def _is_verbatim(text: str, piece: Piece, alignment: Alignment, window: Window, judge: Judge) -> bool:
    """Tell whether a piece stands in the window character for character, with no number at its ends.

    A number at an end may go on beyond it: 4 of 4.4 billion.
    """
    if not alignment.last or alignment.moved or piece.lettered:
        return False
    if any(may_begin_number(piece.words[end].word, judge.wording) for end in (0, -1)):
        return False
    quoted = text[piece.words[0].start : piece.words[-1].end]
    words = window.words[alignment.first : alignment.last]
    ends = (text[piece.words[-1].end :][:2], window.text[words[-1].end :][:2])
    return quoted == window.text[words[0].start : words[-1].end] and not any(map(_POSSESSIVE.match, ends))


_POSSESSIVE = lazy_pattern("['’‘ʼ]s", re.IGNORECASE)


@dataclass(frozen=True)
class _Reader:
    """Reads an alignment: yields what sets its words, and what stands between them, apart."""

    text: str
    piece: Piece
    alignment: Alignment
    window: Window
    judge: Judge
    sides: Sides
    explained: set[int] = field(default_factory=set)
    """The words of the quotation that are the same as others in another writing, though they stand elsewhere."""

    def words(self) -> Iterator[Departure]:
        """Yield what sets words apart; neighbours that are replaced, dropped or added are told as one."""
        for part in find_regions(self.alignment, self.piece, self.sides):
            if isinstance(part, Same):
                yield from self._same(part.step)
            elif part.is_bracketed:
                yield from self._bracketed(part)
            else:
                yield from self._region(part)

    def _same(self, step: Step) -> Iterator[Departure]:
        if step.cost == 0 and self._same_to_the_letter(step):
            return
        quoted, source = self._quoted(step), self._source(step)
        judgement = self.judge.same(self.text[slice(*quoted)], self.window.text[slice(*source)])
        if judgement is not None:
            yield Departure(judgement.kind, quoted, source, judgement.reason)

    def _same_to_the_letter(self, step: Step) -> bool:
        quoted, source = self.piece.words[step.q0], self.window.words[step.s0]
        return self.text[quoted.start : quoted.end + 3] == self.window.text[source.start : source.end + 3]

    def _bracketed(self, region: Region) -> Iterator[Departure]:
        """Yield the writer's words in brackets, as one departure."""
        whole = region.whole
        if self._quoted_words(whole) == self._source_words(whole):
            return
        if whole.s0 == whole.s1:
            kind = DifferenceKind.ADDED if whole.q1 > whole.q0 else DifferenceKind.DROPPED
        else:
            kind = DifferenceKind.REPLACED
        yield Departure(kind, self._quoted(whole), self._source(whole), BRACKETED)

    def _region(self, region: Region) -> Iterator[Departure]:
        """Yield what is the same in another writing, and judge what is left between."""
        for part in region.parts(self.sides):
            if isinstance(part, Gap):
                yield from self._gap(part, region.steps)
            else:
                yield from self._written_otherwise(part)

    def _written_otherwise(self, pairs: Sequence[tuple[Unit, Unit]]) -> Iterator[Departure]:
        (one, other), (last, last_other) = pairs[0], pairs[-1]
        step = Step(one.first, last.last, other.first, last_other.last, 0.0)
        self.explained.update(range(step.q0, step.q1))
        quoted, source = self._quoted(step), self._source(step)
        if self._quoted_words(step) == self._source_words(step):
            judgement = self.judge.same(self.text[slice(*quoted)], self.window.text[slice(*source)])
        else:
            judgement = Judgement(DifferenceKind.SPELLING, reason_of(one, other))
            numbers = [number for unit in (one, other) if (number := unit.number) is not None]
            if len(numbers) == 2 and any(number.misread for number in numbers):
                judgement = Judgement(DifferenceKind.TYPOGRAPHIC, "misreading")
            elif self._are_digits(quoted, source):
                judgement = Judgement(DifferenceKind.TYPOGRAPHIC, SAME_NUMBER)
        if judgement is not None:
            yield Departure(judgement.kind, quoted, source, judgement.reason)

    def _are_digits(self, quoted: Span, source: Span) -> bool:
        texts = (self.text[slice(*quoted)], self.window.text[slice(*source)])
        return not any(character.isalpha() for text in texts for character in text)

    def _gap(self, gap: Gap, steps: Sequence[Step]) -> Iterator[Departure]:
        """Judge words that nothing explains: numbers against numbers first, then step by step."""
        if gap.q1 - gap.q0 == gap.s1 - gap.s0 and self._is_misread_row(gap):
            yield Departure(
                DifferenceKind.TYPOGRAPHIC,
                self.sides.quoted.span(gap.q0, gap.q1),
                self.sides.source.span(gap.s0 - self.sides.offset, gap.s1 - self.sides.offset),
                MISREAD,
            )
            return
        numbers, rest = gap.numbers(self.sides)
        for quoted, source in numbers:
            step = Step(quoted.first, quoted.last, source.first, source.last, 0.0)
            yield Departure(DifferenceKind.NUMBER, self._quoted(step), self._source(step))
        for part in rest:
            yield from self._steps(part.steps(steps))

    def _is_misread_row(self, gap: Gap) -> bool:
        """Tell whether all words of a gap with a number are the same or misread, one by one (1.6 billien)."""
        numbers = [*self.sides.quoted.parts.values()]
        if not any(gap.q0 <= number.first < gap.q1 for number in numbers):
            return False
        pairs = zip(self.piece.words[gap.q0 : gap.q1], self.window.words[gap.s0 : gap.s1], strict=True)
        unlike = [(one, other) for one, other in pairs if one.word != other.word]
        return bool(unlike) and all(
            self.judge.known.is_misread(
                one.word, other.word, self.text[one.start : one.end], self.window.text[other.start : other.end]
            )
            for one, other in unlike
        )

    def _steps(self, steps: Sequence[Step]) -> Iterator[Departure]:
        changes: list[tuple[Step, Judgement]] = []
        for step in self._without_moved(steps):
            judgement = self._judge(step)
            is_change = judgement is not None and judgement.kind in _CHANGES and judgement.reason != BRACKETED
            if changes and not (is_change and (step.q0, step.s0) == (changes[-1][0].q1, changes[-1][0].s1)):
                yield self._change(changes)
                changes = []
            if judgement is not None and is_change:
                changes.append((step, judgement))
            elif judgement is not None:
                yield Departure(judgement.kind, self._quoted(step), self._source(step), judgement.reason)
        if changes:
            yield self._change(changes)

    def _without_moved(self, steps: Sequence[Step]) -> Iterator[Step]:
        """Yield the steps without the moved words; what stood opposite them is left alone there."""
        for step in steps:
            if step.q1 - step.q0 > 1 or step.s1 - step.s0 > 1:
                yield step
                continue
            q0 = step.q1 if step.q0 in self._moved_quoted else step.q0
            s0 = step.s1 if step.s0 in self._moved_source and step.s1 > step.s0 else step.s0
            if q0 < step.q1 or s0 < step.s1:
                yield Step(q0, step.q1, s0, step.s1, step.cost)

    @cached_property
    def _moved_quoted(self) -> frozenset[int]:
        return frozenset(quoted for quoted, _ in self.alignment.moved)

    @cached_property
    def _moved_source(self) -> frozenset[int]:
        return frozenset(source for _, source in self.alignment.moved)

    def _judge(self, step: Step) -> Judgement | None:
        """Return of which kind one step is; None where nothing sets the words apart."""
        quoted, source = self._quoted(step), self._source(step)
        if self._has_letters_of_the_writer(step):
            return Judgement(DifferenceKind.REPLACED, BRACKETED)
        if (step.q0 == step.q1 or step.s0 == step.s1) and stands_for_symbol(self.sides, step, self.alignment):
            return Judgement(DifferenceKind.SPELLING, "symbol")
        judgement = self.judge.judge(self._quoted_words(step), self._source_words(step), quoted, source)
        if judgement is None or judgement.kind not in _CHANGES or step.q0 == step.q1 or step.s0 == step.s1:
            return judgement
        number = self.sides.quoted.number_at(step.q0), self.sides.source_number_at(step.s0)
        if any(each is not None and not each.weak for each in number):
            return Judgement(DifferenceKind.NUMBER, judgement.reason)
        return judgement

    def _has_letters_of_the_writer(self, step: Step) -> bool:
        """Tell whether a word differs in the letters that the writer put in brackets only, and denies as much."""
        outside = self.piece.lettered.get(step.q0)
        if outside is None or (step.q1 - step.q0, step.s1 - step.s0) != (1, 1):
            return False
        one, other = self.piece.words[step.q0].word, self.window.folded[step.s0]
        if len(outside[0]) + len(outside[1]) > len(other) or not any(outside):
            return False
        return other.startswith(outside[0]) and other.endswith(outside[1]) and not self.judge.denies(one, other)

    def _change(self, changes: Sequence[tuple[Step, Judgement]]) -> Departure:
        """Return several steps in a row as one departure: what it does to the meaning, or words that changed."""
        first, last = changes[0][0], changes[-1][0]
        whole = Step(first.q0, last.q1, first.s0, last.s1, 0.0)
        reasons = {judgement.reason for _, judgement in changes}
        quoted, source = self._quoted(whole), self._source(whole)
        if self.judge.known.lost_ligature(self._quoted_words(whole), self._source_words(whole)):
            return Departure(DifferenceKind.TYPOGRAPHIC, quoted, source, LOST_LIGATURE)
        kind = kind_of_change(*self._tokens(whole), quoted, source, self.judge)
        return Departure(kind, quoted, source, reasons.pop() if len(reasons) == 1 else None)

    def moves(self) -> Iterator[Departure]:
        """Yield the words that stand elsewhere, those that were moved together as one."""
        run: list[tuple[int, int]] = []
        for quoted, source in sorted(self.alignment.moved):
            if quoted in self.explained:
                continue
            if run and (quoted, source) != (run[-1][0] + 1, run[-1][1] + 1):
                yield self._moved(run)
                run = []
            run.append((quoted, source))
        if run:
            yield self._moved(run)

    def _moved(self, run: Sequence[tuple[int, int]]) -> Departure:
        step = Step(run[0][0], run[-1][0] + 1, run[0][1], run[-1][1] + 1, 0.0)
        return Departure(DifferenceKind.MOVED, self._quoted(step), self._source(step))

    def marks(self) -> Iterator[Departure]:
        """Yield what sets apart the marks between words that correspond on both sides."""
        before: tuple[int, int] | None = None
        for step in self.alignment.steps:
            if step.q1 == step.q0 or step.s1 == step.s0:
                before = None
                continue
            quoted, source = self._quoted(step), self._source(step)
            if before is not None and before[0] <= quoted[0] and before[1] <= source[0]:
                between, between_there = (before[0], quoted[0]), (before[1], source[0])
                one, other = self.text[slice(*between)], self.window.text[slice(*between_there)]
                reason = why_same_marks(one, other) if one != other else None
                if reason is not None:
                    yield Departure(DifferenceKind.TYPOGRAPHIC, between, between_there, reason)
            before = quoted[1], source[1]

    def _tokens(self, step: Step) -> tuple[Sequence[Token], Sequence[Token]]:
        return self.piece.words[step.q0 : step.q1], self.window.words[step.s0 : step.s1]

    def _quoted_words(self, step: Step) -> list[str]:
        return [token.word for token in self.piece.words[step.q0 : step.q1]]

    def _source_words(self, step: Step) -> list[str]:
        return self.window.folded[step.s0 : step.s1]

    def _quoted(self, step: Step) -> Span:
        return self.sides.quoted.span(step.q0, step.q1)

    def _source(self, step: Step) -> Span:
        return self.sides.source.span(step.s0 - self.sides.offset, step.s1 - self.sides.offset)


_CHANGES = frozenset((DifferenceKind.REPLACED, DifferenceKind.DROPPED, DifferenceKind.ADDED))
