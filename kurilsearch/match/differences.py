"""Differences: the steps of an alignment become what a reader must know of a quotation, each with its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kurilsearch.hit import BRACKETED, DifferenceKind, is_seen_through
from kurilsearch.language.tokens import Token
from kurilsearch.match.alignment import Alignment, Step
from kurilsearch.match.meaning import count_negations
from kurilsearch.match.pairs import Judge, Judgement
from kurilsearch.match.quotation import Piece
from kurilsearch.match.typography import why_same_marks
from kurilsearch.match.window import Window
from kurilsearch.model import Span

_ORDER = {kind: rank for rank, kind in enumerate(DifferenceKind)}
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_POSSESSIVE = re.compile(r"['’‘ʼ]s\b", re.IGNORECASE)


class Departure(NamedTuple):
    """A difference whose spans index the quotation as typed and the text of the window."""

    kind: DifferenceKind
    quoted: Span
    source: Span
    reason: str | None = None


def find_departures(text: str, piece: Piece, alignment: Alignment, window: Window, judge: Judge) -> list[Departure]:
    """Return how a piece of the quotation ``text`` departs from its place, in no order, none twice."""
    reader = _Reader(text, piece, alignment, window, judge)
    return list(dict.fromkeys([*reader.words(), *reader.moves(), *reader.marks()]))  # parts of one number come twice


def gravest_first(departures: Sequence[Departure]) -> list[Departure]:
    """Return the departures with those that change the meaning first, otherwise in the order of the quotation."""
    return sorted(departures, key=lambda found: (_ORDER[found.kind], found.quoted, found.source))


def is_faithful(departures: Sequence[Departure]) -> bool:
    """Tell whether nothing but typography, misreadings and brackets sets a quotation apart from its source."""
    return all(is_seen_through(found.kind, found.reason) for found in departures)


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    piece: Piece
    alignment: Alignment
    window: Window
    judge: Judge

    def words(self) -> Iterator[Departure]:
        """Yield what sets words apart; neighbours that are replaced, dropped or added are told as one."""
        changes: list[Step] = []
        for step in self._steps():
            judgement = self._judge(step)
            is_change = judgement is not None and judgement.kind in _CHANGES
            if changes and not (is_change and (step.q0, step.s0) == (changes[-1].q1, changes[-1].s1)):
                yield self._change(changes)
                changes = []
            if is_change:
                changes.append(step)
            elif judgement is not None:
                yield self._departure(step, judgement)
        if changes:
            yield self._change(changes)

    def _steps(self) -> Iterator[Step]:
        """Yield the steps without the moved words; what stood opposite them is left alone there."""
        moved_quoted = {quoted for quoted, _ in self.alignment.moved}
        moved_source = {source for _, source in self.alignment.moved}
        for step in self.alignment.steps:
            if step.q1 - step.q0 > 1 or step.s1 - step.s0 > 1:
                yield step
                continue
            q0 = step.q1 if step.q0 in moved_quoted else step.q0
            s0 = step.s1 if step.s0 in moved_source and step.s1 > step.s0 else step.s0
            if q0 < step.q1 or s0 < step.s1:
                yield Step(q0, step.q1, s0, step.s1, step.cost)

    def _judge(self, step: Step) -> Judgement | None:
        """Return of which kind one step is; None where nothing sets the words apart."""
        if step.cost == 0 and step.q1 > step.q0 and self._same_to_the_letter(step):
            return None
        if step.q1 > step.q0 and all(index in self.piece.bracketed for index in range(step.q0, step.q1)):
            same = step.cost == 0
            return (
                None
                if same
                else Judgement(DifferenceKind.ADDED if step.s0 == step.s1 else DifferenceKind.REPLACED, BRACKETED)
            )
        return self.judge.judge(
            self._quoted_words(step), self._source_words(step), self._quoted(step), self._source(step), step.cost
        )

    def _same_to_the_letter(self, step: Step) -> bool:
        quoted, source = self.piece.words[step.q0], self.window.words[step.s0]
        return self.text[quoted.start : quoted.end + 3] == self.window.text[source.start : source.end + 3]

    def _change(self, steps: Sequence[Step]) -> Departure:
        """Return several steps in a row as one departure: replaced, dropped or added words, or a negation."""
        first, last = steps[0], steps[-1]
        whole = Step(first.q0, last.q1, first.s0, last.s1, 0.0)
        typed = range(whole.q0, whole.q1)
        if typed and self.piece.bracketed.issuperset(typed):
            kind = DifferenceKind.REPLACED if whole.s1 > whole.s0 else DifferenceKind.ADDED
            return self._departure(whole, Judgement(kind, BRACKETED))
        quoted, source = self._quoted_words(whole), self._source_words(whole)
        denied = count_negations(quoted, self.text[slice(*self._quoted(whole))])
        if denied % 2 != count_negations(source, self.window.text[slice(*self._source(whole))]) % 2:
            kind = DifferenceKind.NEGATION
        elif not source:
            kind = DifferenceKind.ADDED
        else:
            kind = DifferenceKind.REPLACED if quoted else DifferenceKind.DROPPED
        return self._departure(whole, Judgement(kind))

    def moves(self) -> Iterator[Departure]:
        """Yield the words that stand elsewhere, those that were moved together as one."""
        run: list[tuple[int, int]] = []
        for quoted, source in sorted(self.alignment.moved):
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
        before: Step | None = None
        for step in self.alignment.steps:
            if step.q1 == step.q0 or step.s1 == step.s0:
                before = None
                continue
            if before is not None:
                quoted = (self._quoted(before)[1], self._quoted(step)[0])
                source = (self._source(before)[1], self._source(step)[0])
                if quoted[0] <= quoted[1] and source[0] <= source[1]:
                    reason = why_same_marks(self.text[slice(*quoted)], self.window.text[slice(*source)])
                    if reason is not None:
                        yield Departure(DifferenceKind.TYPOGRAPHIC, quoted, source, reason)
            before = step

    def _departure(self, step: Step, judgement: Judgement) -> Departure:
        quoted, source = self._quoted(step), self._source(step)
        if judgement.kind is DifferenceKind.NUMBER:
            quoted, source = _whole_number(self.text, quoted), _whole_number(self.window.text, source)
        return Departure(judgement.kind, quoted, source, judgement.reason)

    def _quoted_words(self, step: Step) -> list[str]:
        return [token.word for token in self.piece.words[step.q0 : step.q1]]

    def _source_words(self, step: Step) -> list[str]:
        return self.window.folded[step.s0 : step.s1]

    def _quoted(self, step: Step) -> Span:
        return _span(self.text, self.piece.words, step.q0, step.q1)

    def _source(self, step: Step) -> Span:
        return _span(self.window.text, self.window.words, step.s0, step.s1)


_CHANGES = frozenset((DifferenceKind.REPLACED, DifferenceKind.DROPPED, DifferenceKind.ADDED))


def _span(text: str, words: Sequence[Token], first: int, last: int) -> Span:
    """Return the range of some words with a possessive 's; of none the place before the next word."""
    if first == last:
        place = words[first].start if first < len(words) else len(text)
        return place, place
    end = words[last - 1].end
    possessive = _POSSESSIVE.match(text, end)
    return words[first].start, possessive.end() if possessive else end


def _whole_number(text: str, span: Span) -> Span:
    """Return the range of the whole number (4.6) of which a part differs."""
    for number in _NUMBER.finditer(text, max(span[0] - 20, 0), span[1] + 20):
        if number.start() <= span[0] and span[1] <= number.end():
            return number.span()
    return span
