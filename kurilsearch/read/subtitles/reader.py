"""Subtitles: SubRip (.srt), WebVTT (.vtt), SubStation Alpha (.ass, .ssa), YouTube's (.sbv) and TTML (.ttml, .dfxp)."""

from __future__ import annotations

import re
from pathlib import Path

from kurilsearch.model import SourceText
from kurilsearch.read.file import read_bytes

_OPENING = re.compile(
    rb"WEBVTT(?:\s|\Z)|\[Script Info\]|\d{1,5}[ \t]*\r?\n[ \t]*\d{1,3}:\d{2}:\d{2}(?:[,.]\d{1,3})?[ \t]*-->"
    rb"|\d{1,2}:\d{2}:\d{2}\.\d{3},\d{1,2}:\d{2}:\d{2}\.\d{3}[ \t]*\r?\n"
)
_TIMED = re.compile(rb"<(?:\w+:)?tt[\s>]")


class SubtitleReader:
    """Reads all of these. The text is the file's own; numbers, times and tags in it are furniture."""

    name = "subtitles"
    endings = (".srt", ".vtt", ".ass", ".ssa", ".sbv", ".ttml", ".dfxp")

    def recognises(self, path: Path, start: bytes) -> bool:
        """Tell whether a file begins with WebVTT's name, a script's, TTML's, or the number and times of a cue."""
        head = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:400].replace(b"\0", b"")
        return _OPENING.match(head) is not None or (_TIMED.search(head) is not None and b"ttml" in start)

    def read(self, path: Path) -> SourceText:
        """Return the decoded file with a block for each paragraph of what is said."""
        from kurilsearch.read.subtitles.cues import read_subtitles

        return read_subtitles(read_bytes(path), path)
