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
from kurilsearch.cite.quote_glyphs import CLOSERS, Elision, Firmness, Glyph, find_glyphs, with_typographic_apostrophes
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
    character is changed but marks, the space inside them and, beside typographic marks, straight apostrophes; primes
    stay as they are.
    """
    shown = text if any(mark in "'\"" for mark in (*marks.outer, *marks.inner)) else with_typographic_apostrophes(text)
    parts: list[str] = []
    closing: list[Span] = []
    length = done = 0
    for mark in find_marks(text, language):
        words = shown[done : mark.start]
        depth -= not mark.opens
        turned = marks.at(depth)[0 if mark.opens else 1]
        depth += mark.opens
        parts += [words, turned]
        length += len(words) + len(turned)
        if not mark.opens:
            closing.append((length - len(turned), length))
        done = mark.end
    return Turned("".join([*parts, shown[done:]]), tuple(closing))


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

    def pop() -> None:
        waiting[glyphs[stack.pop()].symbol] -= 1

    later = Counter(glyph.symbol for glyph in glyphs if glyph.closes and not glyph.at_start)
    for index, glyph in enumerate(glyphs):
        later[glyph.symbol] -= glyph.closes and not glyph.at_start
        openers = _OPENERS.get(glyph.symbol, frozenset())
        if glyph.closes and any(waiting[symbol] for symbol in openers):
            # What may be an apostrophe closes if no better mark follows; one of another kind, if none follows at all.
            fits = glyph.symbol == CLOSERS[glyphs[stack[-1]].symbol][0]
            follows = ahead.closer(index, Firmness.LIKELY if fits else Firmness.WEAK)
            if fits and len(stack) > 1:  # what follows may close the mark around this one
                follows = follows and later[glyph.symbol] > 0
            on_top = glyphs[stack[-1]].symbol in openers
            if glyph.firmness is not Firmness.WEAK or (on_top and not follows):
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
    spoken = {glyphs[index].symbol for index, opens in marks.items() if opens}
    for index in stack:
        glyph = glyphs[index]
        if _begins_what_ends_later(glyph) or (glyph.resumes_speech and glyph.symbol in spoken):
            marks[index] = True
    return marks


def _may_open(glyph: Glyph, index: int, ahead: _Ahead) -> bool:
    """Return whether a mark that may open does, if something closes it or the text ends before."""
    if glyph.elision:
        return ahead.closer(index, Firmness.FIRM if glyph.elision is Elision.SURE else Firmness.LIKELY)
    if glyph.symbol in "'’`´":
        return glyph.begins_speech or glyph.resumes_speech or ahead.any_closer(index)
    return not _is_stuck_to_a_stop(glyph) or ahead.closer(index, Firmness.LIKELY)


def _is_stuck_to_a_stop(glyph: Glyph) -> bool:
    """Return whether a straight mark follows a stop and a letter it, as where a scan lost a space or misread a note."""
    return glyph.symbol == '"' and glyph.firmness is Firmness.FIRM and not glyph.at_start and not glyph.at_end


def _ends_what_began_before(glyph: Glyph) -> bool:
    """Return whether a mark that closes nothing in the text closes a quotation that began before it."""
    if glyph.symbol == ",," or (glyph.symbol in "”“»›」』｣〟〞" and not glyph.opens) or _is_stuck_to_a_stop(glyph):
        return True
    needed = Firmness.FIRM if glyph.is_single else Firmness.LIKELY
    return glyph.at_end and glyph.firmness >= needed


def _begins_what_ends_later(glyph: Glyph) -> bool:
    """Return whether a mark that nothing in the text closes opens a quotation that goes on after it."""
    if glyph.is_single:
        return glyph.at_start and not glyph.elision and (glyph.symbol in "‘‚" or glyph.begins_speech)
    return glyph.at_start or glyph.begins_speech or glyph.symbol in "“„«‹「『｢〝"


class _Ahead:
    """What follows each glyph among those of its family, single or double: whether a closing mark comes, and how."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self._surest: list[Firmness | None] = []
        self._any: list[bool] = []
        none = len(glyphs)
        opener = {False: none, True: none}
        nearest = {(single, firmness): none for single in (False, True) for firmness in Firmness}
        for index in range(none - 1, -1, -1):
            glyph = glyphs[index]
            family = glyph.is_single
            near = [firmness for firmness in Firmness if nearest[family, firmness] < opener[family]]
            self._surest.append(max(near, default=None))
            self._any.append(any(nearest[family, firmness] < none for firmness in Firmness))
            if glyph.opens and glyph.at_start:
                opener[family] = index
            if glyph.closes and not glyph.at_start:
                nearest[family, glyph.firmness] = index
        self._surest.reverse()
        self._any.reverse()

    def closer(self, index: int, firmness: Firmness) -> bool:
        """Return whether a mark that closes at least so surely comes before the next that opens."""
        surest = self._surest[index]
        return surest is not None and surest >= firmness

    def any_closer(self, index: int) -> bool:
        """Return whether anything comes that may close."""
        return self._any[index]


def _with_space(text: str, glyph: Glyph, opens: bool) -> Mark:
    """Return the mark with the space on its inner side, as French has one."""
    start, end = glyph.start, glyph.end
    if opens and text[end : end + 1].isspace():
        end += 1
    elif not opens and text[start - 1 : start].isspace():
        start -= 1
    return Mark(start, end, opens)
