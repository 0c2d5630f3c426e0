"""Where the characters of a source stand on its pages, so that a passage can be outlined there.

A reader of paged files writes the source text strip by strip (a strip is a line, or a part of one) and gives each
strip's words with their extent; :class:`Layout` answers from that which boxes any source range takes up.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from operator import add, sub
from typing import NamedTuple

_FORMAT = b"KSL1"
_UNIT = 10
"""Coordinates are kept in tenths of a point."""

AXES = (
    (1, 0, 0, 1),
    (0, 1, -1, 0),
    (-1, 0, 0, -1),
    (0, -1, 1, 0),
    (-1, 0, 0, 1),
    (0, -1, -1, 0),
    (1, 0, 0, -1),
    (0, 1, 1, 0),
)
"""The eight frames that text may stand in: the unit vectors (along the line, towards the line above), in page space.

Frame 0 is upright text; 1 reads upwards; 2 is upside down; 3 reads downwards, as vertical Japanese and Chinese do;
4 to 7 are the same mirrored, 4 being what right-to-left scripts read along.
"""


class PageBox(NamedTuple):
    """A rectangle on a page of the file, in PDF points (1/72 inch), origin at the bottom left of the page's space.

    The space is that of the page's own coordinates, before a rotation that a viewer is told to show it in.
    ``page_number`` is the 1-based place of the page in the file.
    """

    page_number: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The place of every word of a source text, in flat columns; made by :class:`LayoutBuilder`.

    A strip is characters on one line of one page: where it starts in the source, its page, its frame (an index into
    ``AXES``), its lower and upper edge. A word starts at a source offset and has an extent along its strip;
    characters stand evenly in it. Edges and extents are in tenths of a point, in the strip's frame.
    """

    strips: array[int] = field(default_factory=lambda: array("q"))
    pages: array[int] = field(default_factory=lambda: array("q"))
    frames: array[int] = field(default_factory=lambda: array("q"))
    lower: array[int] = field(default_factory=lambda: array("q"))
    upper: array[int] = field(default_factory=lambda: array("q"))
    words: array[int] = field(default_factory=lambda: array("q"))
    word_ends: array[int] = field(default_factory=lambda: array("q"))
    left: array[int] = field(default_factory=lambda: array("q"))
    right: array[int] = field(default_factory=lambda: array("q"))

    def boxes(self, start: int, end: int) -> list[PageBox]:
        """Return the boxes that the source range ``start``-``end`` takes up, one a strip, in reading order.

        Characters that stand nowhere (line breaks) have none, so the list may be empty.
        """
        boxes = []
        strip = max(bisect_right(self.strips, start) - 1, 0)
        while strip < len(self.strips) and self.strips[strip] < end:
            last = self.strips[strip + 1] if strip + 1 < len(self.strips) else end
            extent = self._extent(max(start, self.strips[strip]), min(end, last))
            if extent:
                boxes.append(self._box(strip, *extent))
            strip += 1
        return boxes

    def strips_on(self, page_number: int) -> Iterator[tuple[int, int, tuple[int, int]]]:
        """Yield the source ranges of the strips on a page, in reading order, with the unit vector along each."""
        for strip in range(len(self.strips)):
            if self.pages[strip] == page_number:
                end = self.strips[strip + 1] if strip + 1 < len(self.strips) else self.word_ends[-1]
                yield self.strips[strip], end, AXES[self.frames[strip]][:2]

    def _extent(self, start: int, end: int) -> tuple[float, float] | None:
        """Return the extent of ``start``-``end``, which lies on one strip; None where no word of it is there."""
        word = max(bisect_right(self.words, start) - 1, 0)
        low, high = float("inf"), float("-inf")
        while word < len(self.words) and self.words[word] < end:
            first, last = self.words[word], self.word_ends[word]
            if last > max(start, first):  # a word of nothing but dropped characters is empty
                each = (self.right[word] - self.left[word]) / (last - first)
                low = min(low, self.left[word] + each * (max(start, first) - first))
                high = max(high, self.left[word] + each * (min(end, last) - first))
            word += 1
        return (low, high) if high >= low else None

    def _box(self, strip: int, low: float, high: float) -> PageBox:
        along_x, along_y, up_x, up_y = AXES[self.frames[strip]]
        corners = [
            ((along_x * at + up_x * edge) / _UNIT, (along_y * at + up_y * edge) / _UNIT)
            for at, edge in ((low, self.lower[strip]), (high, self.upper[strip]))
        ]
        (x0, x1), (y0, y1) = (sorted(values) for values in zip(*corners, strict=True))
        return PageBox(self.pages[strip], x0, y0, x1, y1)

    def encode(self) -> bytes:
        """Return the layout as bytes for a store: about one a character of the source. See :func:`decode_layout`."""
        columns = [
            _differences(self.strips),
            _differences(self.pages),
            self.frames.tolist(),
            _differences(self.lower),
            list(map(sub, self.upper, self.lower)),
            _differences(self.words),
            list(map(sub, self.word_ends, self.words)),
            _differences(self.left),
            list(map(sub, self.right, self.left)),
        ]
        packed = b"".join(map(_pack, columns))
        return _FORMAT + struct.pack("<II", len(self.strips), len(self.words)) + zlib.compress(packed, 1)


def decode_layout(data: bytes) -> Layout:
    """Return the layout that :meth:`Layout.encode` wrote.

    Raises ValueError where ``data`` is not that, or is cut.
    """
    try:
        strips, words = struct.unpack_from("<II", data, len(_FORMAT))
        packed = zlib.decompress(data[len(_FORMAT) + 8 :])
    except (struct.error, zlib.error) as error:
        raise ValueError(f"not a layout: {error}") from error
    if data[: len(_FORMAT)] != _FORMAT:
        raise ValueError("not a layout of this version")
    columns, at = [], 0
    for length in (strips,) * 5 + (words,) * 4:
        column, at = _unpack(packed, at, length)
        columns.append(column)
    starts, pages, frames, lower, heights, first, lengths, left, widths = columns
    lower, left, first = _sums(lower), _sums(left), _sums(first)
    return Layout(
        _sums(starts),
        _sums(pages),
        frames,
        lower,
        _added(lower, heights),
        first,
        _added(first, lengths),
        left,
        _added(left, widths),
    )


class LayoutBuilder:
    """Gathers strips in the order in which they are written into the source text."""

    def __init__(self) -> None:
        """Begin without strips."""
        self._layout = Layout()

    def add(
        self,
        start: int,
        page_number: int,
        frame: int,
        edges: tuple[float, float],
        words: tuple[Sequence[int], Sequence[int], Sequence[float], Sequence[float]],
    ) -> None:
        """Add a strip that starts at source offset ``start``.

        ``edges`` are its lower and upper edge in points; ``words`` has the offsets from the strip's start at which its
        words start, those at which they end, their left and their right edges, in the frame ``frame``.
        """
        layout = self._layout
        layout.strips.append(start)
        layout.pages.append(page_number)
        layout.frames.append(frame)
        layout.lower.append(round(edges[0] * _UNIT))
        layout.upper.append(round(edges[1] * _UNIT))
        starts, ends, left, right = words
        layout.words.extend([start + at for at in starts])
        layout.word_ends.extend([start + at for at in ends])
        layout.left.extend([round(edge * _UNIT) for edge in left])
        layout.right.extend([round(edge * _UNIT) for edge in right])

    def build(self) -> Layout:
        """Return the layout of what was added."""
        return self._layout


def _differences(column: array[int]) -> list[int]:
    return list(map(sub, column, chain((0,), column)))


def _sums(differences: array[int]) -> array[int]:
    return array("q", accumulate(differences))


def _added(first: array[int], second: array[int]) -> array[int]:
    return array("q", map(add, first, second))


def _pack(column: list[int]) -> bytes:
    """Return the width (1, 2, 4 or 8 bytes) that holds all numbers, and the numbers, little endian.

    Low and high bytes are kept apart, which compresses better.
    """
    largest = max(map(abs, column), default=0)
    code, width = next(
        (code, width) for code, width in (("b", 1), ("h", 2), ("i", 4), ("q", 8)) if largest < 1 << 8 * width - 1
    )
    raw = struct.pack(f"<{len(column)}{code}", *column)
    return bytes([width]) + b"".join(raw[byte::width] for byte in range(width))


def _unpack(data: bytes, at: int, length: int) -> tuple[array[int], int]:
    """Return the column of ``length`` numbers packed at ``at``, and where the next one begins."""
    width = data[at] if at < len(data) else 0
    end = at + 1 + width * length
    if width not in (1, 2, 4, 8) or end > len(data):
        raise ValueError("a layout that is cut")
    raw = bytearray(width * length)
    for byte in range(width):
        raw[byte::width] = data[at + 1 + byte * length : at + 1 + (byte + 1) * length]
    return array("q", struct.unpack(f"<{length}{ {1: 'b', 2: 'h', 4: 'i', 8: 'q'}[width] }", raw)), end
