"""Where the characters of a joined text stand in the source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

Span = tuple[int, int]
"""A range ``(start, end)`` of characters, end exclusive."""


class Run(NamedTuple):
    """``length`` characters that stand in the source at ``source`` and in the joined text at ``text``.

    ``interrupted`` says that something else than a line wrap (furniture, a note, a blank line) stands between
    this run and the one before it in the source.
    """

    text: int
    source: int
    length: int
    interrupted: bool = False


_TEXT_OFFSET = itemgetter(0)


@dataclass(frozen=True, slots=True)
class WayBack:
    """The way from joined text back to the source: runs in order, without overlap.

    A character of the text that lies in no run (the space that joins two lines) stands for what is between
    the runs in the source. A line break that is shown as a space is part of its run: lengths are equal.
    """

    runs: tuple[Run, ...]

    def source_span(self, start: int, end: int) -> Span:
        """Return the source range from the first to the last character of ``text[start:end]``.

        A joining space at either end is left out. An empty range gives an empty range.
        """
        pieces = self.source_pieces(start, end, split_at_wraps=True)
        if not pieces:
            here = self.source_offset(start)
            return here, here
        return pieces[0][0], pieces[-1][1]

    def source_offset(self, offset: int) -> int:
        """Return where the character at text ``offset`` stands in the source (or the nearest one after it)."""
        if not self.runs:
            return 0
        index = max(bisect_right(self.runs, offset, key=_TEXT_OFFSET) - 1, 0)
        run = self.runs[index]
        if offset >= run.text + run.length and index + 1 < len(self.runs):
            return self.runs[index + 1].source
        return run.source + min(max(offset - run.text, 0), run.length)

    def source_pieces(self, start: int, end: int, *, split_at_wraps: bool = False) -> tuple[Span, ...]:
        """Return the source ranges that make up ``text[start:end]``.

        Ranges are split where furniture, a note or a blank line interrupts; with ``split_at_wraps`` at every
        gap of the source, so that the ranges hold the characters of the text and nothing else.
        """
        pieces: list[Span] = []
        nearest = max(bisect_right(self.runs, start, key=_TEXT_OFFSET) - 1, 0)
        for index in range(nearest, len(self.runs)):  # islice would pass over all runs before
            run = self.runs[index]
            if run.text >= end:
                break
            first, last = max(start, run.text), min(end, run.text + run.length)
            if first >= last:
                continue
            piece = (run.source + first - run.text, run.source + last - run.text)
            if pieces and not split_at_wraps and not run.interrupted:
                pieces[-1] = (pieces[-1][0], piece[1])
            else:
                pieces.append(piece)
        return tuple(pieces)
