"""Arabic and Hebrew: which letters are theirs, which lines are read from right to left, which bracket is meant."""

from __future__ import annotations

import re

RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
ARABIC = re.compile(r"[\u0620-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
MOSTLY = 0.4
"""A page is read from right to left with a larger share of such letters: names in Latin letters are long."""
_LEAST_IN_LINE = 0.15
"""The same of a line on such a page."""
_POINT = re.compile(r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_BRACKETS = {"(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "«": "»", "»": "«", "<": ">", ">": "<"}
_OPENING = "([{«<"
_BRACKET = re.compile(r"[()\[\]{}«»<>]")
_LETTER = re.compile(r"[^\W\d_]")


def with_brackets(line: str) -> str:
    """Return a line read from right to left with each bracket as it is meant, not as it is drawn."""
    return _BRACKET.sub(lambda match: _turned(line, match.start()), line)


def _turned(line: str, at: int) -> str:
    """Return the bracket that is meant: one that opens touches what follows it, one that closes what precedes it."""
    bracket = line[at]
    before, after = _touches(line[at - 1 : at]), _touches(line[at + 1 : at + 2])
    if not before and not after:  # behind a sign such as that of an abbreviation
        before, after = _is_sign(line[at - 1 : at]), _is_sign(line[at + 1 : at + 2])
    if before == after:
        return bracket
    opens = not before
    return bracket if (bracket in _OPENING) == opens else _BRACKETS[bracket]


def _touches(beside: str) -> bool:
    """Tell whether what stands beside a bracket is a part of a word."""
    return beside.isalnum() or _POINT.match(beside) is not None


def _is_sign(beside: str) -> bool:
    """Tell whether what stands beside a bracket is neither a blank, nor another bracket, nor nothing."""
    return bool(beside) and not beside.isspace() and beside not in _BRACKETS


def leftwards_share(text: str) -> float:
    """Return how many of the letters of a text are of scripts that are read from right to left; 0 without letters."""
    letters = len(_LETTER.findall(text))
    return min(len(RIGHT_TO_LEFT.findall(text)) / letters, 1.0) if letters else 0.0


def is_leftwards(line: str, of_page: float) -> bool:
    """Tell whether a line is read from right to left; the share of the page decides where a line has both."""
    share = leftwards_share(line)
    if of_page > MOSTLY:
        return share > _LEAST_IN_LINE or not _LETTER.search(line)
    return share > 0 and share >= 1 - of_page
