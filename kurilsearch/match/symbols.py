"""Words for which the other side has a symbol: and for &, per cent for %."""

from __future__ import annotations

from kurilsearch.match.alignment import Alignment, Step
from kurilsearch.match.regions import Sides


def stands_for_symbol(sides: Sides, step: Step, alignment: Alignment) -> bool:
    """Tell whether the word of a step that has no counterpart has a symbol for one, beside its neighbour there."""
    if step.q1 > step.q0:
        side, first, last = sides.quoted, step.q0, step.q1
        other, place = sides.source, step.s0 - sides.offset
    else:
        side, first, last = sides.source, step.s0 - sides.offset, step.s1 - sides.offset
        other, place = sides.quoted, step.q0
    words = side.words
    before = other.words[place - 1].end if 0 < place <= len(other.words) else 0
    if place and other.words[place - 1].word.isdigit():  # £ stands before the number, pounds after it
        before = max(other.words[place - 1].start - _SIGN, 0)
    after = other.words[place].start if place < len(other.words) else min(before + 3, len(other.text))
    between = other.text[before:after] if after - before < _FAR else ""
    word = words[first].word
    for symbol, meant in side.wording.symbols.items():
        if symbol in between and any(word in row for row in meant):
            return last - first == 1
    return False


_SIGN = 2
"""Characters before a number in which its sign may stand."""

_FAR = 12
"""Characters between two words in which a symbol may stand."""
