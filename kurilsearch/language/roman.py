"""Roman numerals, as pages and notes are numbered by them."""

from __future__ import annotations

import re

_NUMERAL = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_SIZES = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman_value(numeral: str) -> int:
    """Return the value of a roman numeral, in capitals or not; 0 where it is not well formed."""
    small = numeral.lower()
    if not _NUMERAL.fullmatch(small):
        return 0
    values = [_VALUES[letter] for letter in small]
    return sum(-n if n < after else n for n, after in zip(values, [*values[1:], 0], strict=True))


def to_roman(value: int) -> str:
    """Return ``value``, from 1, as a roman numeral in small letters."""
    numeral = []
    for size, letters in _SIZES:
        times, value = divmod(value, size)
        numeral.append(letters * times)
    return "".join(numeral)
