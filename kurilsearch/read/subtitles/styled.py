"""The cues of subtitles with styles: SubStation Alpha (.ass, .ssa; http://www.tcax.org/docs/ass-specs.htm)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kurilsearch.model import Span

_SCRIPT = re.compile(r"\s*\[Script Info\]", re.IGNORECASE)
_FORMAT = re.compile(r"^Format:([^\n]*)$", re.MULTILINE)
_DIALOGUE = re.compile(r"^Dialogue:[ \t]*([^\n]*?)[ \t\r]*$", re.MULTILINE)
_TIME = re.compile(r"\s*(\d{1,3}):(\d{1,2}):(\d{1,2}(?:\.\d{1,3})?)\s*\Z")
_TURN = re.compile(r"\\[Nnh]")
_COLUMNS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
"""What the columns are where no line says so."""


class StyledCue(NamedTuple):
    """A cue: its times in seconds, the ranges of its lines, and who speaks, None where nobody is named."""

    start: float
    end: float
    lines: tuple[Span, ...]
    speaker: str | None


def is_styled(text: str) -> bool:
    """Tell whether a text begins like SubStation Alpha."""
    return _SCRIPT.match(text) is not None


def without_turns(text: str) -> str:
    """Return a text with a blank for each turn to another line within a cue; its own lines stay what they are."""
    return _TURN.sub(" ", text)


def find_styled_cues(text: str) -> list[StyledCue]:
    """Return the cues by the time at which they are shown; comments and lines that are damaged are passed over."""
    events = text.lower().find("[events]")
    named = _FORMAT.search(text, max(events, 0))
    columns = [name.strip().lower() for name in named[1].split(",")] if named else list(_COLUMNS)
    if not {"start", "end", "text"} <= set(columns) or columns[-1] != "text":
        columns = list(_COLUMNS)
    return sorted(_cues(text, columns), key=lambda cue: cue.start)


def _cues(text: str, columns: list[str]) -> Iterator[StyledCue]:
    for found in _DIALOGUE.finditer(text):
        fields = found[1].split(",", len(columns) - 1)
        if len(fields) < len(columns):
            continue
        told = dict(zip(columns, fields, strict=True))
        start, end = _seconds(told["start"]), _seconds(told["end"])
        if start is not None and end is not None:
            first = found.end(1) - len(fields[-1])
            yield StyledCue(
                start, end, ((first, found.end(1)),), told.get("name", told.get("actor", "")).strip() or None
            )


def _seconds(time: str) -> float | None:
    found = _TIME.match(time)
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3]) if found else None
