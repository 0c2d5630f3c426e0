"""The fields of the Whoosh index: terms that come already made, and columns of numbers that load quickly."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Generator
from typing import Any

from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, ID, FieldType, Schema
from whoosh.formats import Positions


class TermPositions(Positions):
    """Positions as packed 32-bit numbers; how many there are is the posting's weight."""

    def encode(self, poslist: list[int]) -> bytes:
        """Return ``poslist`` as bytes."""
        return struct.pack(f"<{len(poslist)}I", *poslist)

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Return the positions that :meth:`encode` packed."""
        return list(struct.unpack(f"<{len(valuestring) // 4}I", valuestring))

    def decode_frequency(self, valuestring: bytes) -> int:
        """Return how many positions there are."""
        return len(valuestring) // 4


class Terms(FieldType):
    """A text that is its terms, joined by spaces. Lengths are kept in a column of their own."""

    def __init__(self) -> None:
        """Index positions; store nothing."""
        self.format = TermPositions()
        self.scorable = self.stored = self.unique = False

    def index(self, value: str, **_: Any) -> Generator[tuple[bytes, int, float, bytes], Any, None]:
        """Yield each different term as bytes, how often it stands there (twice) and its positions."""
        positions: dict[str, list[int]] = {}
        for position, term in enumerate(value.split()):
            positions.setdefault(term, []).append(position)
        for term, places in positions.items():
            yield term.encode(), len(places), float(len(places)), struct.pack(f"<{len(places)}I", *places)


class Numbers(NumericColumn):
    """A column of unsigned numbers, 0 by default, that is read all at once."""

    def __init__(self, typecode: str) -> None:
        """Take the width of the numbers, as :mod:`array` and :mod:`struct` call it."""
        super().__init__(typecode)  # type: ignore[no-untyped-call]

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> Any:
        """Return a reader over ``doccount`` numbers."""
        return _NumbersReader(dbfile, basepos, length, doccount, self._typecode, 0)  # type: ignore[no-untyped-call]


class _NumbersReader(NumericColumn.Reader):
    """Reads a column at once."""

    def load(self) -> list[int]:
        """Return all numbers; those at the end that were never written are 0."""
        numbers = array(self._typecode)
        numbers.frombytes(bytes(self._dbfile.get(self._basepos, self._count * self._fixedlen)))
        if sys.byteorder == "little":
            numbers.byteswap()
        return numbers.tolist() + [0] * (self._doccount - len(numbers))


def schema() -> Schema:
    """Return the fields; a change of them must change :data:`kurilsearch.engines.local.revision.FORMAT`."""
    return Schema(
        passage=COLUMN(Numbers("Q")),
        length=COLUMN(Numbers("I")),
        document=ID(),
        kind=ID(),
        stems=Terms(),
        words=Terms(),
    )
