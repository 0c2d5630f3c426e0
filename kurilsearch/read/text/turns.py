"""Transcripts and chats in plain text: who says each part, by the lines or the stamps before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.sentence_end import ends_like_sentence
from kurilsearch.model import Furniture, FurnitureKind, Kind, SourceBlock, Span

_MERIDIEM = r"(?:[ \u202f\xa0]?(?:[AaPp]\.?[ \u202f\xa0]?[Mm]\b\.?|[μπ]\.?μ\.?|[صم](?!\w)))"
_PART_OF_DAY = "(?:上午|下午|午前|午後|凌晨|早上|清晨|中午|晚上|오전|오후)"
_TO_MINUTES = (
    r"(?:{part}[ ]?)?\d{{1,2}}{colon}\d{{2}}(?:{colon}\d{{2}})?(?:[.,]\d{{1,3}})?(?:{meridiem}|[ ](?:Uhr|uur))?Z?"
)
_CLOCK = _TO_MINUTES.format(part=_PART_OF_DAY, colon=":", meridiem=_MERIDIEM)
_DOTTED_CLOCK = _TO_MINUTES.format(part=_PART_OF_DAY, colon="[:.]", meridiem=_MERIDIEM)
"""Finns, Danes and Indonesians write 21.12; without a day beside it that is any number."""
_MONTH = r"[^\W\d_]{3,9}\.?"
_DAY = (
    r"(?:(?:\d{1,4}[\u200e\u200f]?[./-]\d{1,2}[\u200e\u200f]?[./-]\d{1,4}"
    r"|\d{4}\. ?\d{1,2}\. ?\d{1,2}\.|\d{1,2}\. ?\d{1,2}\. ?\d{2,4}\.?|\d{1,2}-[A-Z][a-z]{2}-\d{2,4}"
    rf"|\d{{1,2}}\.?[ ]{_MONTH},?[ ]\d{{4}}|{_MONTH}[ ]\d{{1,2}}(?:,[ ]\d{{4}})?"
    r"|\d{4}年\d{1,2}月\d{1,2}日|\d{4}년 \d{1,2}월 \d{1,2}일)(?:[ ](?:г\.|р\.|BE))?"
    r"|(?i:yesterday|today|gestern|heute|hier|ayer|hoy|вчера|сегодня|昨日|今日|mon|tue|wed|thu|fri|sat|sun))"
)
_BETWEEN = r"(?:[,،]?[\u200e\u200f]?[ ]|,?[ ](?:at|à|um|a las|alle|às|om|o|в|о|kl\.?|klo|à[ ])[ ]|T)"
_STAMP = rf"(?:{_DAY}{_BETWEEN}{_DOTTED_CLOCK}|{_CLOCK})"
_NAME = r"[^\W\d_][^\n:：\[\]<>]{0,48}?"
_WORD = r"(?:[^\W\d_a-zà-öø-ÿа-яё][\w.'’-]{0,30})"
_PROPER = rf"{_WORD}(?:[ ](?:{_WORD}|\d{{1,2}}(?!\S))){{0,3}}"
_PHONE = r"\+?\d[\d \xa0()-]{6,20}"
_TO = r"(?:[ ]+to[ ]+[^\n:]{1,60}?)?"
_FORMS = (
    rf"(?P<name1>{_NAME})(?:[ ]{{2,}}|\t|,[ ](?=\[)|[ ]*[\[(])[\[(]?(?P<time1>{_STAMP})[\])]?[ \t]*:?[ \t\r]*$",
    rf"(?P<name2>{_PROPER})(?:[ ][—–-]|,)?[ ](?P<time2>{_STAMP})[ \t\r]*$",
    rf"\[(?P<time3>{_STAMP})\][ ](?P<name3>{_PROPER})[ \t\r]*$",
    rf"[\[(]?(?P<time4>{_CLOCK})[\])]?[ \t]*(?:[-–—][ \t]*|From[ \t]+)?(?P<name4>{_NAME}){_TO}[ \t]*[:：]"
    r"(?:[ \t]+(?=\S)|[ \t\r]*$)",
    rf"[\[(]?(?P<time5>{_STAMP})[\])]?[ \t]+<(?P<name5>[^<>\n]{{1,40}})>[ \t]+(?=\S)",
    rf"(?P<time6>{_STAMP})[\t ](?P<name6>{_NAME})\t(?=\S)",
    rf"\[(?P<name7>{_NAME})\][ ]\[(?P<time7>{_CLOCK})\][ ](?=\S)",
    rf"(?P<name8>{_NAME})[ \t]*[\[(](?P<time8>{_STAMP})[\])][ \t]*[:：]?[ \t]+(?=\S)",
    rf"(?P<time15>{_DAY}[ ]{_CLOCK})[ ](?P<name15>{_PROPER})(?:[(<][^()<>\n]{{1,40}}[)>])?[ \t\r]*$",
    rf"\u200e?\[?(?:{_DAY}{_BETWEEN}{_DOTTED_CLOCK}|{_CLOCK},?[ ]{_DAY})\]?,?(?:[ ][-–—])?[ ](?:~[ \u202f\xa0]?)?"
    rf"(?:(?P<name9>{_NAME}|{_PHONE})[ ]?[:：][ ]|(?=\S))",
    r"(?:From|Von|De|От|Da):[ \t]*(?P<name10>[^\n(<]{1,60}?)[ \t]*(?:[(<][^\n]{0,80})?\n"
    r"(?:[^\W\d_][^\n:]{1,20}:[^\n]*\n){1,7}[ \t\r]*\n",
    rf"(?P<time11>\d{{1,2}}:\d{{2}}:\d{{2}})[ \t]+(?:-[ ])?(?P<name11>{_PROPER})[ \t\r]*$",
    rf"(?P<name12>{_PROPER})[ \t\r]*\n[ \t]*(?P<time12>{_STAMP})[ \t\r]*$",
    rf"(?P<time13>\d{{1,2}}:\d{{1,2}}(?::\d{{1,2}})?(?:[.,]\d{{1,3}})?)(?:[ ]-->[^\n]*)?[ \t\r]*\n"
    rf"(?P<name13>{_PROPER})[ \t]*(?:[:：][ \t]+(?=\S)|\r?$)",
    rf"#(?P<time14>{_CLOCK})(?:-\d)?#[ \t]*(?P<name14>{_NAME})[ \t]*:[ \t]+(?=\S)",
    rf"(?P<name16>{_PROPER})[ \t]*:[ \t]+(?=\S[^\n]*#{_CLOCK}(?:-\d)?#[ \t\r]*$)",
)
_FIELDS = 16
_TURN = lazy_pattern("^[ ]{0,2}(?:" + "|".join(_FORMS) + ")", re.MULTILINE)
_UNTIMED = re.compile(rf"^[ ]{{0,2}}(?P<name1>{_PROPER})[ \t]*(?::[ \t]+|：[ \t]*)(?=\S)", re.MULTILINE)
_MOSTLY = 0.8
_SENTENCES = 0.6
_FEWEST_AT_START = 2
_LONE_DAY = re.compile(rf"{_DAY}[ ]?(?:[(（][^()（）\n]{{1,12}}[)）])?")
"""What stands above the messages of a day."""
_BEHIND = re.compile(rf"[ \t]*#({_CLOCK})(?:-\d)?#\s*\Z")
"""The time that programs for transcribing write behind what is said."""
_OF_RECORDING = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?")
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
    least three, little stands before the first, and some name comes twice; two are enough where a text begins with the
    first and both have the stamp with a day of an exported chat.
    """
    start = text[:_LONGEST]
    if start.count(":") + start.count("：") < _FEWEST:
        return []
    first = _TURN.search(text, 0, max(int(_MOST_BEFORE * len(text)), _LONGEST))  # most texts have none, and are long
    found = list(_TURN.finditer(text, first.start())) if first else _untimed(text)
    is_exported = first is not None and _FEWEST > len(found) > 1 and not text[: first.start()].strip("\ufeff \n\r")
    is_exported = is_exported and all(match["name9"] for match in found)
    if not is_exported and (len(found) < _FEWEST or found[0].start() > _MOST_BEFORE * len(text)):
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    turns = [_turn(match, end) for match, end in zip(found, ends, strict=True)]
    names = [turn.speaker for turn in turns if turn.speaker]
    is_spread = sorted(turn.words[1] - turn.words[0] for turn in turns)[len(turns) // 2] <= _LONGEST
    return turns if is_spread and (is_exported or len(set(names)) < len(names)) else []


def _untimed(text: str) -> list[re.Match[str]]:
    """Return the beginnings of turns without a time, where nearly every paragraph is one and several persons speak."""
    if sum(1 for _ in _UNTIMED.finditer(text, 0, _LONGEST)) < _FEWEST_AT_START:
        return []
    found = list(_UNTIMED.finditer(text))
    names = [match["name1"] for match in found]
    several = [name for name in set(names) if names.count(name) > 1]
    if len(found) <= _FEWEST or not 1 < len(set(names)) <= 2 * len(several):
        return []
    if len(found) < _MOSTLY * len(_PARAGRAPH.findall(text)):
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    said = [
        ends_like_sentence(_BEHIND.sub("", text[match.end() : end]).rstrip())
        for match, end in zip(found, ends, strict=True)
    ]
    return found if sum(said) >= _SENTENCES * len(said) else []  # the fields of a list are no sentences


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
    days = [block for block in blocks if _LONE_DAY.fullmatch(text, *block.pieces[0])]
    furniture += (Furniture(*block.pieces[0], FurnitureKind.TIME) for block in days)
    blocks = [block for block in blocks if block not in days]
    return tuple(blocks), tuple(sorted(furniture, key=lambda region: region.start))


def _turn(match: re.Match[str], end: int) -> Turn:
    told = match.groupdict()
    name = next((told[f"name{key}"] for key in range(1, _FIELDS + 1) if told.get(f"name{key}")), None)
    time = next((told[f"time{key}"] for key in range(1, _FIELDS + 1) if told.get(f"time{key}")), None)
    if time is None and (behind := _BEHIND.search(match.string, match.end(), end)):
        time, end = behind[1], behind.start()
    return Turn(match.span(), (match.end(), end), name.strip(" \t-–—~") if name else None, _in_hours(time))


def _in_hours(time: str | None) -> str | None:
    """Return the time of a recording as ``00:12:03``; None for the hour of a day, which says more with its date."""
    if time is None or not _OF_RECORDING.fullmatch(time):
        return None
    parts = re.split("[.,]", time)[0].split(":")
    return ":".join(part.zfill(2) for part in ["0"] * (3 - len(parts)) + parts)


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _PARAGRAPH.finditer(text, start, end):
        yield match.start(), match.start() + len(match[0].rstrip())
