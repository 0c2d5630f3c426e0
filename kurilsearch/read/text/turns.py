"""Transcripts and chats in plain text: who says each part, by the lines or the stamps before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kurilsearch.model import Furniture, FurnitureKind, Kind, SourceBlock, Span

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_NAME = r"[^\W\d_][^\n:：\[\]<>]{0,48}?"
_FORMS = (
    rf"(?P<name1>{_NAME})(?:[ ]{{2,}}|\t|[ ]*[\[(])(?P<time1>{_CLOCK})[\])]?[ \t]*:?[ \t\r]*$",
    rf"[\[(]?(?P<time2>{_CLOCK})[\])]?[ \t]*[-–—]?[ \t]*(?P<name2>{_NAME})[ \t]*[:：][ \t]+(?=\S)",
    rf"(?P<name3>{_NAME})[ \t]*[\[(](?P<time3>{_CLOCK})[\])][ \t]*[:：]?[ \t]+(?=\S)",
    rf"\u200e?\[?{_DAY},?[ ]{_CLOCK}(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?\]?(?:[ ][-–—])?[ ]"
    rf"(?:(?P<name4>{_NAME})[:：][ ]|(?=\S))",
)
_TURN = re.compile("^(?:" + "|".join(_FORMS) + ")", re.MULTILINE)
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t\r]*(?:\n|\Z)))*")
_FEWEST = 3
_MOST_BEFORE = 0.2
_LONGEST = 4_000
"""Characters between two turns beyond which these are no turns."""


class Turn(NamedTuple):
    """What one person says: the range of its stamp and that of the words.

    ``speaker`` is None for the notice of a program.
    """

    stamp: Span
    words: Span
    speaker: str | None
    time: str | None


def find_turns(text: str) -> list[Turn]:
    """Return the turns of a transcript or a chat; none where the text is neither.

    A turn begins with a line of a name and a time, or with a stamp of a time and a name before the words. There are at
    least three, little stands before the first, and some name comes twice.
    """
    if text[:_LONGEST].count(":") < _FEWEST:
        return []
    found = list(_TURN.finditer(text))
    if len(found) < _FEWEST or found[0].start() > _MOST_BEFORE * len(text):
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    turns = [_turn(match, end) for match, end in zip(found, ends, strict=True)]
    names = [turn.speaker for turn in turns if turn.speaker]
    is_spread = sorted(turn.words[1] - turn.words[0] for turn in turns)[len(turns) // 2] <= _LONGEST
    return turns if is_spread and len(set(names)) < len(names) else []


def lay_out_turns(text: str, turns: Sequence[Turn]) -> tuple[tuple[SourceBlock, ...], tuple[Furniture, ...]]:
    """Return the paragraphs of ``turns`` with their speakers, and their stamps and notices as furniture."""
    blocks = [SourceBlock(Kind.BODY, (span,)) for span in _paragraphs(text, 0, turns[0].stamp[0])]
    furniture: list[Furniture] = []
    for turn in turns:
        end = turn.words[0] if turn.speaker else turn.words[1]
        furniture.append(Furniture(turn.stamp[0], end, FurnitureKind.SPEAKER if turn.speaker else FurnitureKind.OTHER))
        blocks += (
            SourceBlock(Kind.BODY, (span,), speaker=turn.speaker, time=turn.time)
            for span in _paragraphs(text, *turn.words)
            if turn.speaker
        )
    return tuple(blocks), tuple(furniture)


def _turn(match: re.Match[str], end: int) -> Turn:
    name = next((match[key] for key in ("name1", "name2", "name3", "name4") if match[key]), None)
    time = next((match[key] for key in ("time1", "time2", "time3") if match[key]), None)
    return Turn(match.span(), (match.end(), end), name.strip(" \t-–—~") if name else None, _in_hours(time))


def _in_hours(time: str | None) -> str | None:
    """Return the time of a recording as ``00:12:03``."""
    if time is None:
        return None
    parts = re.split("[.,]", time)[0].split(":")
    return ":".join(part.zfill(2) for part in ["0"] * (3 - len(parts)) + parts)


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _PARAGRAPH.finditer(text, start, end):
        yield match.start(), match.start() + len(match[0].rstrip())
