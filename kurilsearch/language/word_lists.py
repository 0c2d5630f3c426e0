"""The words of a list that simplemma ships, found without reading the whole list.

A list is sorted and front-coded (Witten, Moffat & Bell, *Managing Gigabytes*, 1999, 4.1): a record has how many bytes
its key shares with the key before it, how many follow, and those; then its value, which is passed over. To know
whether a word is there, where it would stand is enough: what is between is skipped without being decoded.
"""

from __future__ import annotations

import lzma
from pathlib import Path
from threading import Lock

_MAGIC = b"SMFC1"
_REVERSED = 1
"""The flag of a list whose keys are written backwards."""

_PREFIX = 3
_LARGE = 4_000_000
"""Letters of a key by which the place is remembered where the keys that begin so stand; one more in a list of so many
bytes."""

_SAMPLE = 2_000
"""Bytes in the middle of a list that tell how many a letter takes in its script."""

_SAME_VALUE, _ONE_BYTE = 254, 0x80
"""What stands for the value before, with no length after it; the first number that takes two bytes."""


class UnknownFormatError(ValueError):
    """A list that is not coded as this module reads it."""


class WordList:
    """The keys of one list. It is read as far as was ever asked for, and the places of prefixes are remembered."""

    def __init__(self, file: Path) -> None:
        """Unpack ``file``. Raises UnknownFormatError where it is coded otherwise."""
        self._data = lzma.decompress(file.read_bytes())
        if not self._data.startswith(_MAGIC):
            raise UnknownFormatError(str(file))
        self._backwards = bool(self._data[len(_MAGIC)] & _REVERSED)
        self._prefix = _PREFIX + (len(self._data) > _LARGE)
        middle = self._data[len(self._data) // 2 :][:_SAMPLE]
        if 3 * sum(byte >= _ONE_BYTE for byte in middle) > len(middle):
            self._prefix *= 2
        _, self._read_to = _number(self._data, len(_MAGIC) + 1)
        self._last_prefix = b""
        self._places: dict[bytes, int] = {}
        self._reading = Lock()

    def __contains__(self, word: str) -> bool:
        """Tell whether a word is one of the keys."""
        key = word.encode("utf-8", "surrogatepass")
        if self._backwards:
            key = key[::-1]
        place = self._place(key[: self._prefix])
        return place is not None and self._stands(key, place)

    def _place(self, prefix: bytes) -> int | None:
        """Return where the first record stands whose key begins so, or is so; None where there is none."""
        found = self._places.get(prefix)
        if found is None:
            with self._reading:
                if self._last_prefix < prefix:
                    self._read_on(prefix)
                found = self._places.get(prefix)
        return found

    def _read_on(self, prefix: bytes) -> None:
        """Remember the places of all prefixes up to the first one after ``prefix``."""
        data, at, last, letters = self._data, self._read_to, self._last_prefix, self._prefix
        end = len(data)
        while at < end:
            shared, follow = data[at], data[at + 1]
            begin = at + 2
            if shared >= _ONE_BYTE or follow >= _ONE_BYTE:
                shared, begin = _number(data, at)
                follow, begin = _number(data, begin)
            if shared < letters:
                now = last[:shared] + data[begin : begin + min(follow, letters - shared)]
                if now != last:
                    last = self._last_prefix = now
                    self._places[last] = at
                    if last > prefix:
                        break
            at = begin + follow
            if data[at] == _SAME_VALUE:
                at += 1
            elif (length := data[at + 1]) < _ONE_BYTE:
                at += 2 + length
            else:
                at = _after_value(data, at)
        self._read_to = at

    def _stands(self, key: bytes, at: int) -> bool:
        """Tell whether ``key`` is among those that begin with the same prefix, the first of which stands at ``at``."""
        data, end = self._data, len(self._data)
        alike = -1  # how many bytes of the key that of the record before begins with, which is less
        while at < end:
            shared, begin = _number(data, at)
            follow, begin = _number(data, begin)
            if alike < 0:
                alike = shared  # of the first one what it shares is the beginning of the prefix
            if shared < alike:
                return False
            if shared == alike:
                rest, own = key[shared:], data[begin : begin + follow]
                if own == rest:
                    return True
                if own > rest:
                    return False
                alike += _common(own, rest)
            at = _after_value(data, begin + follow)
        return False


def _common(one: bytes, other: bytes) -> int:
    """Return how many bytes two keys begin with alike, of which the first is the lesser."""
    pairs = zip(one, other, strict=False)
    return next((index for index, (byte, other_byte) in enumerate(pairs) if byte != other_byte), len(one))


def _after_value(data: bytes, at: int) -> int:
    """Return where the next record begins after the value that begins at ``at``."""
    if data[at] == _SAME_VALUE:
        return at + 1
    length = data[at + 1]
    if length < _ONE_BYTE:
        return at + 2 + length
    length, begin = _number(data, at + 1)
    return begin + length


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of 7 bits a byte, the lowest first, and where it ends."""
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < _ONE_BYTE:
            return number, at
        shift += 7
