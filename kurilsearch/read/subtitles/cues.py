"""The cues of subtitles, joined to sentences and to what one person says, with the time of the first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.language.cjk import HAN, KANA
from kurilsearch.model import Furniture, FurnitureKind, Kind, SourceBlock, SourceText, Span
from kurilsearch.read.embedded_metadata import own_item
from kurilsearch.read.encoding.decode import decode
from kurilsearch.read.subtitles.styled import find_styled_cues, is_styled, without_turns
from kurilsearch.read.subtitles.timed_text import find_timed_cues, is_timed_text, without_breaks
from kurilsearch.work import Item

LONGEST_PAUSE = 4.0
"""Seconds of silence after which a sentence that has ended is not gone on with in the same paragraph."""
LONGEST_SILENCE = 10.0
"""Seconds after which nobody knows whether it is still the same person that speaks, where nobody is named."""
LONGEST_PARAGRAPH = 600
"""Characters after which the end of a sentence ends the paragraph."""
LONGEST_SPEECH = 4_000
"""Characters after which a paragraph ends in any case: captions made by machines have no sentences."""
ROLLING = 0.05
"""Seconds between cues of which one may show again what the other showed."""

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}[^\n]*")
_SBV_TIMING = re.compile(rf"{_TIME},{_TIME}[ \t\r]*\Z")
"""What YouTube writes over a cue."""
_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?=[ \t\r]|\Z)")
_TAG = re.compile(
    r"\[br\]|<[^<>\n]{0,200}>|\{[^{}\n]{0,100}\\p[1-9][^{}\n]{0,100}\}[^{}\n]{0,5000}|\{\\[^{}\n]{0,100}\}"
)
"""Tags; of those that begin a drawing its strokes as well."""
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,50})?[ \t]+([^<>\n]{1,100})>")
_CAPITAL = r"[^\W\d_a-zß-öø-ÿά-ώа-џґ]"
"""A letter that is not small; many scripts have but one kind."""
_NAME = re.compile(
    r"[ \t]*(?:(?:[-–—]|>>)[ \t]*)?"
    rf"(\[?{_CAPITAL}[\w.'’-]{{0,30}}(?:[ \t]+(?:{_CAPITAL}|\d)[\w.'’-]{{0,30}}){{0,3}}\]?"
    rf"|[{HAN}{KANA}]{{1,10}})[ \t]*[:：]"
    rf"(?=\s|\Z|[{HAN}{KANA}])"
)
_DASH = re.compile(r"[ \t]*(?:[-–—]|>>)[ \t]*(?=\S)")
_HEADERS = {
    "title": re.compile(r"WEBVTT[ \t]+(?:[-–—][ \t]*)?([^\n]{3,200})"),
    "language": re.compile(r"WEBVTT[^\n]*\n(?:[\w-]{1,40}:[^\n]*\n){0,20}?Language:[ \t]*([\w-]{2,20})"),
}
"""What the first lines of WebVTT say of it; those of web services have names (https://www.w3.org/TR/webvtt1/)."""
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"’”»)\]」』♪]*\Z")


class Cue(NamedTuple):
    """A cue: its times in seconds, the range of its lines in the text, and who speaks where it says so."""

    start: float
    end: float
    lines: tuple[Span, ...]
    speaker: str | None = None


class Said(NamedTuple):
    """What one person says in one cue: pieces of the text, without tags and without the name."""

    speaker: str | None
    pieces: tuple[Span, ...]
    turn: bool


def read_subtitles(data: bytes, path: Path) -> SourceText:
    """Return decoded subtitles with a block for each paragraph of what is said. Raises UnreadableSourceError."""
    text, encoding = decode(data)
    item: Item = {}
    if is_styled(text):
        text = without_turns(text)
    if is_timed_text(text):
        text = without_breaks(text)
    if text.startswith("WEBVTT"):
        text = unescape(text)  # its lines stay what they are
        item = own_item({name: found[1] for name, of in _HEADERS.items() if (found := of.match(text))}, path)
    blocks = tuple(join_cues(text, find_cues(text)))
    if not blocks:
        raise UnreadableSourceError("holds no subtitles", "Save it again, or as .txt if it is a transcript")
    covered = sorted(piece for block in blocks for piece in block.pieces)
    furniture = tuple(_between(text, covered))
    return SourceText(text, "subtitles", encoding, item, furniture=furniture, blocks=blocks, is_transcript=True)


def find_cues(text: str) -> list[Cue]:
    """Return the cues of subtitles in the order of the file; lines that belong to none are passed over."""
    if is_styled(text):
        return [Cue(*cue) for cue in find_styled_cues(text)]
    if is_timed_text(text):
        return [Cue(*cue) for cue in find_timed_cues(text)]
    cues: list[Cue] = []
    lines = list(_lines(text))
    sign, timing = ("-->", _TIMING) if "-->" in text else (",", _SBV_TIMING)
    timings = [index for index, span in enumerate(lines) if sign in text[slice(*span)] and timing.match(text, *span)]
    for index, at in enumerate(timings):
        match = timing.match(text, *lines[at])
        if match is None:
            continue
        first, last = (_seconds(match.groups()[part : part + 4]) for part in (0, 4))
        below = timings[index + 1] if index + 1 < len(timings) else len(lines)
        spoken = [span for span in lines[at + 1 : below] if text[slice(*span)].strip()]
        if below < len(lines):
            spoken = _without_identifier(text, spoken, lines[below])
        spoken = _without_blocks(text, spoken)
        cues.append(Cue(first, last, tuple(spoken)))
    return cues


def join_cues(text: str, cues: list[Cue]) -> Iterator[SourceBlock]:
    """Yield the paragraphs: what one person says goes on until another speaks, a sentence ends and a pause follows."""
    speaker: str | None = None
    pieces: list[Span] = []
    began = ended = 0.0
    length = 0
    names = _speakers(text, cues)
    for cue in _without_repeats(text, cues):
        for said in _split_speakers(text, cue, names):
            last = text[slice(*pieces[-1])].rstrip() if pieces else ""
            complete = _SENTENCE_END.search(last, max(len(last) - 8, 0)) is not None
            other = said.speaker is not None and said.speaker != speaker
            pause = cue.start - ended > LONGEST_PAUSE
            is_unknown = speaker is not None and said.speaker is None and cue.start - ended > LONGEST_SILENCE
            ends = complete and (pause or length > LONGEST_PARAGRAPH)
            if pieces and (other or said.turn or is_unknown or ends or length > LONGEST_SPEECH):
                yield _block(pieces, speaker, began)
                pieces, length = [], 0
            if other or is_unknown or (said.turn and said.speaker is None):
                speaker = said.speaker
            if not pieces:
                began = cue.start
            pieces += said.pieces
            length += sum(end - start for start, end in said.pieces)
        ended = cue.end
    if pieces:
        yield _block(pieces, speaker, began)


def _block(pieces: list[Span], speaker: str | None, began: float) -> SourceBlock:
    seconds = int(began)
    time = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return SourceBlock(Kind.BODY, tuple(pieces), speaker=speaker, time=time)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction.ljust(3, "0")) / 1000


def _without_identifier(text: str, spoken: list[Span], timing: Span) -> list[Span]:
    """Return the lines without the name of the next cue, whose times stand on the line ``timing`` right below it.

    It is a number, or any line behind a blank one.
    """
    if not spoken or spoken[-1][1] + 1 != timing[0]:
        return spoken
    start = spoken[-1][0]
    above = text[max(text.rfind("\n", 0, max(start - 1, 0)), 0) : start]
    return spoken[:-1] if not above.strip() or text[slice(*spoken[-1])].strip().isdecimal() else spoken


def _without_blocks(text: str, spoken: list[Span]) -> list[Span]:
    """Return the lines up to a comment or a sheet of styles, which WebVTT has between its cues behind a blank line."""
    for index, (start, end) in enumerate(spoken):
        if _BLOCK.match(text, start, end) and index and "\n\n" in text[spoken[index - 1][1] : start].replace("\r", ""):
            return spoken[:index]
    return spoken


def _without_repeats(text: str, cues: list[Cue]) -> Iterator[Cue]:
    """Yield the cues without the lines that still stand there from the one before, as in captions that roll.

    Only captions with a line that still stands there above another roll; in others what is said twice was said twice.
    """
    before: set[str] = set()
    ended = -1.0
    rolls = _rolls(text, cues)
    for cue in cues:
        words = [_TAG.sub("", text[slice(*span)]).strip() for span in cue.lines]
        rolling = rolls and cue.start - ended < ROLLING
        kept = tuple(span for span, line in zip(cue.lines, words, strict=True) if not (rolling and line in before))
        before, ended = set(words), cue.end
        yield cue._replace(lines=kept)


def _rolls(text: str, cues: list[Cue]) -> bool:
    """Tell whether cues that touch show the last line of one again above the next line, in a good part of them."""
    shown = [[_TAG.sub("", text[slice(*span)]).strip() for span in cue.lines] for cue in cues]
    moved = sum(bool(a) and len(b) > 1 and a[-1] == b[0] for a, b in pairwise(shown))
    return moved >= max(1, 0.1 * len(cues))


def _speakers(text: str, cues: list[Cue]) -> Collection[str]:
    """Return the names before colons that are speakers': in capitals, in brackets, of several words, or repeated."""
    found = Counter(match[1] for cue in cues for span in cue.lines if (match := _NAME.match(text, *span)))
    return {
        name
        for name, count in found.items()
        if count > 1 or name.startswith("[") or (name.isupper() and len(name) > 1) or " " in name
    }


def _split_speakers(text: str, cue: Cue, names: Collection[str]) -> Iterator[Said]:
    """Yield what each person says in a cue; a dash or ``>>`` at a line's start is another one who is not named."""
    dashed = sum(_DASH.match(text, *span) is not None for span in cue.lines) > 1
    for span in cue.lines:
        start = span[0]
        voice = _VOICE.search(text, *span)
        name = _NAME.match(text, *span)
        speaker, turn = cue.speaker, False
        if cue.speaker:
            pass
        elif voice:
            speaker = voice[1].strip()
        elif name and name[1] in names:
            speaker, start = name[1].strip("[]"), name.end()
        else:
            dash = _DASH.match(text, *span)
            turn = text.startswith(">>", start) or (dashed and dash is not None)
            start = dash.end() if dash else start
        pieces = tuple(_without_tags(text, (start, span[1])))
        if pieces or speaker:
            yield Said(speaker, pieces, turn)


def _without_tags(text: str, span: Span) -> Iterator[Span]:
    at, blank = span[0], None
    for tag in _TAG.finditer(text, *span):
        if text[at : tag.start()].strip():
            if blank and blank[0] < blank[1]:
                yield blank
            yield at, tag.start()
            blank = (tag.start(), tag.start())
        elif blank and at < tag.start():
            blank = (at, tag.start())  # a space between two tags
        at = tag.end()
    if blank and blank[0] < blank[1] and text[at : span[1]].strip():
        yield blank
    if text[at : span[1]].strip():
        yield at, span[1]


def _between(text: str, covered: list[Span]) -> Iterator[Furniture]:
    """Yield what lies between the pieces: times, numbers, tags and names, blank space aside."""
    at = 0
    for start, end in [*covered, (len(text), len(text))]:
        if text[at:start].strip():
            yield Furniture(at, start, FurnitureKind.TIME if "-->" in text[at:start] else FurnitureKind.MARKUP)
        at = end
