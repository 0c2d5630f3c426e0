"""Signs as they stand on a line, from left to right, put into the order in which they are read.

This is the Unicode bidirectional algorithm the other way round: a line shows where its signs stand, and what is asked
is how they were written. Each sign is known by a letter for its class, so that the rules are patterns.
"""

from __future__ import annotations

import re

LATIN, DIGIT, LEFTWARD, BLANK, GAP = "LDR |"
"""The classes of signs. A blank parts words, a gap parts cells or columns; every other sign is its own class."""

_STRETCH = (
    r"D*L(?:[^R|]*L)?[.,:;!?/=_]?"  # from the first Latin letter to the last, with a stop at the right of it,
    r"(?:,? D{1,3}(?:[.:,/–-]D+)*(?![.,:/]?D)|[-–./:=?&#_]?D+)*"  # and numbers there, as in: Briefe II, 17
)
_AFTER_HEBREW = re.compile(rf"{_STRETCH}|[$€£₪]?D+(?:[.,:/+-]D+)*[%‰°]?|.", re.S)
_AFTER_ARABIC = re.compile(rf"{_STRETCH}|D+(?:[.,:/٫٬]D+)*[%٪‰°]?|.", re.S)
_IN_LATIN = re.compile(r"R(?:[^L|]*R)?|.", re.S)


def reading_order(classes: str, *, leftwards: bool, arabic: bool) -> list[int]:
    """Return the places of a line's signs, counted from the left, in the order in which they are read.

    ``leftwards`` says that the line as a whole is read from right to left. After Arabic letters figures with a hyphen
    between them stand in the order of the line (Unicode Standard Annex 9, rules W2 and W4), after Hebrew ones not.
    """
    if leftwards:
        parts = [match.span() for match in (_AFTER_ARABIC if arabic else _AFTER_HEBREW).finditer(classes)]
        return [place for start, end in reversed(parts) for place in range(start, end)]
    order: list[int] = []
    for match in _IN_LATIN.finditer(classes):
        if match[0][0] == LEFTWARD:
            within = reading_order(match[0], leftwards=True, arabic=arabic)
            order += [match.start() + place for place in within]
        else:
            order += range(*match.span())
    return order
