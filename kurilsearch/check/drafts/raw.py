"""Characters with their places: what a format's marks leave of a text, and the way back to the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kurilsearch.check.draft import BlockKind
from kurilsearch.model import Run, Span, WayBack

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Figures that a file raises, one for one: else a note's number would be part of the word before it."""


class Raw(NamedTuple):
    """A text and, for each of its characters, where it stands in the draft's text."""

    text: str
    at: Sequence[int]

    def part(self, start: int, end: int) -> Raw:
        """Return a range of it."""
        return Raw(self.text[start:end], self.at[start:end])

    def trimmed(self) -> Raw:
        """Return it without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, max(len(self.text.rstrip()), start))

    @property
    def way_back(self) -> WayBack:
        """The way from the text to the draft's."""
        runs: list[Run] = []
        begin = 0
        for index in range(1, len(self.at) + 1):
            if index == len(self.at) or self.at[index] != self.at[index - 1] + 1:
                runs.append(Run(begin, self.at[begin], index - begin))
                begin = index
        return WayBack(tuple(runs))


class Cut(NamedTuple):
    """A range of a raw text instead of which ``text`` stands: nothing, for markup."""

    start: int
    end: int
    text: str = ""


class Rewritten(NamedTuple):
    """A raw text after its cuts; ``offset`` leads from offsets before to offsets after."""

    raw: Raw
    before: Sequence[int]
    after: Sequence[int]

    def offset(self, before: int) -> int:
        """Return where the character at an offset before the cuts stands now, or what follows it."""
        index = bisect_right(self.before, before) - 1
        shifted = self.after[index] + before - self.before[index]
        return min(shifted, self.after[index + 1]) if index + 1 < len(self.after) else min(shifted, len(self.raw.text))

    def span(self, start: int, end: int) -> Span:
        """Return the range after the cuts of one before them."""
        return self.offset(start), self.offset(end)


def rewrite(raw: Raw, cuts: Iterable[Cut]) -> Rewritten:
    """Return a text without its cuts; of two that overlap the first counts."""
    parts: list[str] = []
    at: list[int] = []
    before, after, done, length = [0], [0], 0, 0
    for cut in sorted(cuts):
        if cut.start < done:
            continue
        parts += [raw.text[done : cut.start], cut.text]
        at += raw.at[done : cut.start]
        length += cut.start - done
        before.append(cut.start)
        after.append(length)
        at += [raw.at[min(cut.start + offset, cut.end - 1)] for offset in range(len(cut.text))]
        length += len(cut.text)
        before.append(cut.end)
        after.append(length)
        done = cut.end
    parts.append(raw.text[done:])
    at += raw.at[done:]
    return Rewritten(Raw("".join(parts), at), before, after)


def spaced(raw: Raw) -> Raw:
    """Return a text with each run of white space that holds a line break as one blank."""
    text, at = raw
    kept_text: list[str] = []
    kept_at: list[int] = []
    for index, letter in enumerate(text):
        if letter in "\r\n\t ":
            if kept_text and kept_text[-1] == " ":
                continue
            letter = " "
        kept_text.append(letter)
        kept_at.append(at[index])
    return Raw("".join(kept_text), kept_at).trimmed()


def raw_of(text: str, pieces: Iterable[Span]) -> Raw:
    """Return the ranges of a text one behind the other."""
    ranges = list(pieces)
    return Raw("".join(text[start:end] for start, end in ranges), [at for piece in ranges for at in range(*piece)])


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block whose marks within the lines are still to be read."""

    kind: BlockKind
    raw: Raw
    level: int = 0
    label: str | None = None
