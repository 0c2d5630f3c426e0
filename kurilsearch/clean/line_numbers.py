"""Line numbers of verse: every fifth or tenth line has its number in the margin, set apart by wide space.

A column of a table is none: there the lines beside have a number too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kurilsearch.clean.cut import Cut
from kurilsearch.model import FurnitureKind

_NUMBERED = re.compile(
    r"^[^\S\n]*(?:(?P<left>\d{1,4})[^\S\n]{3,}(?P<after>\S.*?)|(?P<before>\S.*?)[^\S\n]{3,}(?P<right>\d{1,4}))[^\S\n]*$"
)
_WIDE_BLANKS = (
    *("   ", "\t"),
    *"\x0b\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u202f\u205f\u3000",
    *map(chr, range(0x2000, 0x200B)),
)
"""A text without any of these sets nothing apart: few others need be looked through line by line."""
_WORDS = range(3, 15)
"""Words that a line of verse may have."""

_STEPS = (5, 10)
_MOST_LINES_MORE = 3
"""Between two numbers stand as many lines as they say, or a few more or less: headings, speakers, lines left out."""


class _Numbered(NamedTuple):
    """A line with a number beside it: which of the lines with words it is, the number, and the range to cut."""

    line: int
    number: int
    start: int
    end: int


def find_line_numbers(text: str) -> Iterator[Cut]:
    """Find the numbers beside lines of verse that count them in fives or tens."""
    if not any(blank in text for blank in _WIDE_BLANKS):
        return
    run: list[_Numbered] = []
    for numbered in _numbered_lines(text):
        if run and not _goes_on(run[-1], numbered):
            yield from _cuts(run)
            run = []
        run.append(numbered)
    yield from _cuts(run)


def _numbered_lines(text: str) -> Iterator[_Numbered]:
    start, index = 0, 0
    before: tuple[str, _Numbered | None] = ("", None)
    waiting: _Numbered | None = None
    for line in (*text.split("\n"), ""):
        numbered = _numbered(line, index, start)
        if waiting is not None and numbered is None:
            yield waiting
        alone = numbered is not None and before[1] is None
        waiting = numbered if alone else None
        if line.strip():
            before = line, numbered
            index += 1
        start += len(line) + 1


def _numbered(line: str, index: int, start: int) -> _Numbered | None:
    found = _NUMBERED.match(line) if line[-1:].isdigit() or line.lstrip()[:1].isdigit() else None
    if found is None:
        return None
    side, words = ("left", found["after"]) if found["left"] else ("right", found["before"])
    number = int(found[side])
    if not number or number % _STEPS[0] or len(words.split()) not in _WORDS:
        return None
    cut = (found.start(side), found.start("after")) if side == "left" else (found.end("before"), found.end(side))
    return _Numbered(index, number, start + cut[0], start + cut[1])


def _goes_on(before: _Numbered, after: _Numbered) -> bool:
    step = after.number - before.number
    return step in _STEPS and abs(after.line - before.line - step) <= _MOST_LINES_MORE


def _cuts(run: Sequence[_Numbered]) -> Iterator[Cut]:
    """Yield the cuts of a run of numbers: two at least."""
    if len(run) > 1:
        yield from (Cut(line.start, line.end, FurnitureKind.LINE_NUMBER) for line in run)
