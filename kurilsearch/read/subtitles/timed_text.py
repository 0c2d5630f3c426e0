"""Cues of TTML, the timed text of broadcasters: paragraphs with a beginning and an end (https://www.w3.org/TR/ttml2/)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from kurilsearch.model import Span

_ROOT = re.compile(r"\s*(?:<\?xml[^>]{0,200}>|<!--.{0,2000}?-->|\s)*<(?:\w+:)?tt[\s>]", re.DOTALL)
_CUE = re.compile(
    r"<(?P<name>(?:\w+:)?p)(?P<fields>\s[^>]{0,1000})?(?<!/)>(?P<words>.{0,5000}?)</(?P=name)>", re.DOTALL
)
_BREAK = re.compile(r"<(?:\w+:)?br\s*/?>|</(?:\w+:)?br>")
_FIELD = re.compile(r"(?:\w+:)?(begin|end|dur|agent|id)\s*=\s*[\"']([^\"']{1,200})[\"']")
_AGENT = re.compile(
    r"<(?:\w+:)?agent\s(?P<fields>[^>]{0,500})>(?:(?!</(?:\w+:)?agent>).){0,500}?<(?:\w+:)?name[^>]{0,200}>(?P<name>[^<]{1,200})<",
    re.DOTALL,
)
_RATE = re.compile(r"(?:\w+:)(frameRate|tickRate)\s*=\s*[\"'](\d{1,9})[\"']")
_CLOCK = re.compile(r"(\d{1,3}):(\d{2}):(\d{2}(?:\.\d{1,9})?)(?::(\d{1,3}(?:\.\d{1,3})?))?\Z")
_OFFSET = re.compile(r"(\d{1,12}(?:\.\d{1,9})?)(h|ms|m|s|f|t)\Z")
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_FRAMES = 30.0


class TimedCue(NamedTuple):
    """A cue: its times in seconds, the ranges of its lines, and who speaks, None where nobody is named."""

    start: float
    end: float
    lines: tuple[Span, ...]
    speaker: str | None


def is_timed_text(text: str) -> bool:
    """Tell whether a text begins like TTML."""
    return _ROOT.match(text) is not None


def without_breaks(text: str) -> str:
    """Return a text with a blank for each break of a line within a cue, and the characters that entities stand for.

    Its own lines stay what they are.
    """
    return unescape(_BREAK.sub(" ", text))


def find_timed_cues(text: str) -> list[TimedCue]:
    """Return the cues by the time at which they are shown; paragraphs without a time are passed over."""
    rates = {name: float(value) for name, value in _RATE.findall(text)}
    agents = {_fields(match["fields"]).get("id", ""): match["name"].strip() for match in _AGENT.finditer(text)}
    return sorted(_cues(text, rates, agents), key=lambda cue: cue.start)


def _cues(text: str, rates: dict[str, float], agents: dict[str, str]) -> Iterator[TimedCue]:
    for match in _CUE.finditer(text):
        fields = _fields(match["fields"] or "")
        start = _time(fields.get("begin", ""), rates)
        length = _time(fields.get("dur", ""), rates)
        end = _time(fields.get("end", ""), rates)
        if start is None or not match["words"].strip():
            continue
        end = end if end is not None else start + (length or 0.0)
        yield TimedCue(start, end, tuple(_lines_of(text, match.span("words"))), agents.get(fields.get("agent", "")))


def _fields(text: str) -> dict[str, str]:
    return dict(_FIELD.findall(text))


def _lines_of(text: str, span: Span) -> Iterator[Span]:
    """Yield the ranges of the lines of a cue that are not blank."""
    for match in re.finditer(r"[^\n]+", text[slice(*span)]):
        line = match[0].strip()
        if line:
            start = span[0] + match.start() + match[0].index(line)
            yield start, start + len(line)


def _time(value: str, rates: dict[str, float]) -> float | None:
    """Return a time in seconds: on the clock, or with its unit; None where it is neither."""
    frames = rates.get("frameRate") or _FRAMES
    if clock := _CLOCK.match(value):
        return int(clock[1]) * 3600 + int(clock[2]) * 60 + float(clock[3]) + float(clock[4] or 0) / frames
    if offset := _OFFSET.match(value):
        unit = offset[2]
        each = _SECONDS.get(unit) or 1 / (frames if unit == "f" else rates.get("tickRate") or 1.0)
        return float(offset[1]) * each
    return None
