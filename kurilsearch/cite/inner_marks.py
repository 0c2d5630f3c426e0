"""Inner quotation marks: those inside a quoted text become the ones of its depth in the language of the writer.

Whatever marks the source has (straight, curly, guillemets, „low“, 「corners」, ``typewriter''), they are told from
apostrophes and primes, paired, and written anew. Where the text begins or ends inside a quotation of the source, the
mark that stands outside of it is supplied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kurilsearch.cite.quotation_marks import QuotationMarks
from kurilsearch.cite.quote_glyphs import CLOSERS, Elision, Firmness, Glyph, find_glyphs
from kurilsearch.model import Span

_OPENERS: dict[str, frozenset[str]] = {}
for _opener, _closers in CLOSERS.items():
    for _closer in _closers:
        _OPENERS[_closer] = _OPENERS.get(_closer, frozenset()) | {_opener}


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark at ``start``-``end`` of a text, with the space inside it; empty where it is to be supplied."""

    start: int
    end: int
    opens: bool


@dataclass(frozen=True, slots=True)
class Turned:
    """A text with its marks turned; ``closing`` are the ranges of the marks that close, in order."""

    text: str
    closing: tuple[Span, ...]


def turn_marks(text: str, marks: QuotationMarks, depth: int = 1, language: str | None = None) -> Turned:
    """Return a text whose quotation marks are those of quotations inside ``depth`` others.

    ``depth`` is 1 inside quotation marks, 0 in a block quotation. ``language`` is that of the text, where known. No
    character is changed but marks and the space inside them; apostrophes and primes stay as they are.
    """
    parts: list[str] = []
    closing: list[Span] = []
    length = done = 0
    for mark in find_marks(text, language):
        words = text[done : mark.start]
        depth -= not mark.opens
        turned = marks.at(depth)[0 if mark.opens else 1]
        depth += mark.opens
        parts += [words, turned]
        length += len(words) + len(turned)
        if not mark.opens:
            closing.append((length - len(turned), length))
        done = mark.end
    return Turned("".join([*parts, text[done:]]), tuple(closing))


def find_marks(text: str, language: str | None = None) -> list[Mark]:
    """Return the quotation marks of a text in order, nested and balanced; those to be supplied stand at its ends."""
    glyphs = find_glyphs(text, language)
    opens = _pair(glyphs)
    marks = [_with_space(text, glyph, opens[index]) for index, glyph in enumerate(glyphs) if index in opens]
    balance = lowest = 0
    for mark in marks:
        balance += 1 if mark.opens else -1
        lowest = min(lowest, balance)
    supplied = [Mark(0, 0, True)] * -lowest
    return [*supplied, *marks, *[Mark(len(text), len(text), False)] * (balance - lowest)]


def _pair(glyphs: Sequence[Glyph]) -> dict[int, bool]:
    """Return which glyphs are marks, by index, and whether they open; what is neither nor is left out."""
    ahead = _Ahead(glyphs)
    marks: dict[int, bool] = {}
    stack: list[int] = []
    waiting: Counter[str] = Counter()

    def pop() -> Glyph:
        glyph = glyphs[stack.pop()]
        waiting[glyph.symbol] -= 1
        return glyph

    for index, glyph in enumerate(glyphs):
        openers = _OPENERS.get(glyph.symbol, frozenset())
        if glyph.closes and any(waiting[symbol] for symbol in openers):
            # An apostrophe is not taken for the mark that closes, unless it is the very one that would.
            fits = glyph.symbol == CLOSERS[glyphs[stack[-1]].symbol][0]
            if glyph.firmness is not Firmness.WEAK or (fits and not ahead.closer(index)):
                while glyphs[stack[-1]].symbol not in openers:
                    pop()  # a mark that nothing closes: not one of a pair, so it is left as it is
                marks[stack[-1]], marks[index] = True, False
                pop()
            continue
        if glyph.opens and _may_open(glyph, index, ahead):
            stack.append(index)
            waiting[glyph.symbol] += 1
        elif glyph.closes and not stack and _ends_what_began_before(glyph):
            marks[index] = False
    for index in stack:
        if _begins_what_ends_later(glyphs[index]):
            marks[index] = True
    return marks


def _may_open(glyph: Glyph, index: int, ahead: _Ahead) -> bool:
    if glyph.elision:
        return ahead.firm_closer(index) if glyph.elision is Elision.SURE else ahead.closer(index)
    return glyph.symbol not in "'’`´" or glyph.begins_speech or ahead.any_closer(index)


def _ends_what_began_before(glyph: Glyph) -> bool:
    """Return whether a mark that closes nothing in the text closes a quotation that began before it."""
    if glyph.symbol in "”“»›「」『』｣〟〞" and not glyph.opens:
        return True
    needed = Firmness.FIRM if glyph.is_single else Firmness.LIKELY
    return glyph.at_end and glyph.firmness >= needed


def _begins_what_ends_later(glyph: Glyph) -> bool:
    """Return whether a mark that nothing in the text closes opens a quotation that goes on after it."""
    if glyph.is_single:
        return glyph.at_start and not glyph.elision and (glyph.symbol in "‘‚" or glyph.begins_speech)
    return glyph.at_start or glyph.symbol in "“„«‹「『｢〝"


class _Ahead:
    """What follows each glyph among those of its family, single or double: whether a closing mark comes, and how."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        # For each family: the nearest opening mark, and the nearest closing marks of each firmness, from the right.
        self._closer: list[bool] = []
        self._firm_closer: list[bool] = []
        self._any_closer: list[bool] = []
        none = len(glyphs)
        opener = {False: none, True: none}
        nearest = {(single, firmness): none for single in (False, True) for firmness in Firmness}
        for index in range(none - 1, -1, -1):
            glyph = glyphs[index]
            family = glyph.is_single
            weak, likely, firm = (nearest[family, firmness] for firmness in Firmness)
            self._closer.append(min(likely, firm) < opener[family])
            self._firm_closer.append(firm < opener[family])
            self._any_closer.append(min(weak, likely, firm) < none)
            if glyph.opens and glyph.at_start:
                opener[family] = index
            if glyph.closes and not glyph.at_start:
                nearest[family, glyph.firmness] = index
        for answers in (self._closer, self._firm_closer, self._any_closer):
            answers.reverse()

    def closer(self, index: int) -> bool:
        """Return whether a mark that surely closes comes before the next that opens."""
        return self._closer[index]

    def firm_closer(self, index: int) -> bool:
        """Return whether a mark behind a stop comes before the next that opens."""
        return self._firm_closer[index]

    def any_closer(self, index: int) -> bool:
        """Return whether anything comes that may close."""
        return self._any_closer[index]


def _with_space(text: str, glyph: Glyph, opens: bool) -> Mark:
    """Return the mark with the space on its inner side, as French has one."""
    start, end = glyph.start, glyph.end
    if opens and text[end : end + 1].isspace():
        end += 1
    elif not opens and text[start - 1 : start].isspace():
        start -= 1
    return Mark(start, end, opens)
