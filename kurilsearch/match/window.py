"""A window of a document: passages that follow each other, as one text in which a quotation is looked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from kurilsearch.language.tokens import Token
from kurilsearch.match.words import capitals_of, folded_words_of, may_have_capitals, words_of
from kurilsearch.model import Kind, Span
from kurilsearch.store import Candidate, StoreReader

_BETWEEN = "\n\n"
"""What stands between two passages in the text of a window."""

_RUNNING = frozenset((Kind.BODY, Kind.BLOCKQUOTE, Kind.LIST, Kind.HEADING))
"""Kinds that are read one after the other; a note goes on in a note, a reference in a reference."""

_REACHES = (4, 40)
"""How many passages are looked at in one direction for those that go on where another ends, if need be twice."""


@dataclass(frozen=True)
class Window:
    """One or more passages of a document in the order of reading. Offsets index :attr:`text`."""

    passages: tuple[Candidate, ...]

    @cached_property
    def text(self) -> str:
        """The texts of the passages, a blank line between them."""
        return _BETWEEN.join(passage.text for passage in self.passages)

    @cached_property
    def words(self) -> Sequence[Token]:
        """The words of the text, folded, with their spans."""
        if len(self.passages) == 1:
            return words_of(self.text)
        return [
            Token(start + base, end + base, word)
            for base, passage in zip(self.starts, self.passages, strict=True)
            for start, end, word in words_of(passage.text)
        ]

    @cached_property
    def folded(self) -> list[str]:
        """The folded words alone."""
        return [word for passage in self.passages for word in folded_words_of(passage.text)]

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The folded words that are written in capitals."""
        if not any(may_have_capitals(passage.text) for passage in self.passages):
            return frozenset()
        return capitals_of(self.text, self.words)

    @cached_property
    def _first_words(self) -> list[int]:
        """The index of the first word of each passage."""
        lengths = [len(folded_words_of(passage.text)) for passage in self.passages]
        return [0, *accumulate(lengths[:-1])]

    def passage_at(self, word: int) -> tuple[int, int]:
        """Return in which of the passages a word stands, and how many words of that passage stand before it."""
        number = bisect_right(self._first_words, word) - 1
        return number, word - self._first_words[number]

    @cached_property
    def starts(self) -> list[int]:
        """Where each passage starts in the text."""
        starts = [0]
        for passage in self.passages[:-1]:
            starts.append(starts[-1] + len(passage.text) + len(_BETWEEN))
        return starts

    def parts(self, start: int, end: int) -> list[tuple[Candidate, Span]]:
        """Return the passages that a range of the text touches, each with the part of its own text."""
        found: list[tuple[Candidate, Span]] = []
        first = max(bisect_right(self.starts, start) - 1, 0)
        for base, passage in zip(self.starts[first:], self.passages[first:], strict=True):
            if base >= end and found:
                break
            own = (max(start - base, 0), min(end - base, len(passage.text)))
            if own[0] < own[1] or (start == end and not found):
                found.append((passage, own))
        return found


def extend(window: Window, store: StoreReader, words: int, *, forward: bool) -> Window:
    """Return the window with some ``words`` more after it (or before it), if its document goes on there.

    Notes, page furniture and references that stand between are passed over, as a reader does.
    """
    edge = window.passages[-1 if forward else 0]
    added: list[Candidate] = []
    looked_at = 0
    for reach in _REACHES:  # as a rule the first few are enough
        before, after = store.around(edge.id, 0 if forward else reach, reach if forward else 0)
        beside = after if forward else before[::-1]
        for candidate in beside[looked_at:]:
            if candidate.kind == edge.kind or (candidate.kind in _RUNNING and edge.kind in _RUNNING):
                added.append(candidate)
                words -= candidate.stems.count(" ") + 1
                if words <= 0:
                    return _extended(window, added, forward=forward)
        if len(beside) < reach:
            break
        looked_at = len(beside)
    return _extended(window, added, forward=forward)


def _extended(window: Window, added: Sequence[Candidate], *, forward: bool) -> Window:
    if not added:
        return window
    return Window((*window.passages, *added) if forward else (*reversed(added), *window.passages))
