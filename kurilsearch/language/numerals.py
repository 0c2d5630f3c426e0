"""Numbers in other figures than ours: Roman numerals, by which pages and notes are numbered, and Chinese ones."""

from __future__ import annotations

import re

from kurilsearch.language.lazy_pattern import lazy_pattern

ROMAN = r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
"""A well-formed Roman numeral in capitals, for a pattern; it matches nothing, too."""

HAN_FIGURES = "〇一二三四五六七八九"
"""The Chinese figures from 0 to 9, in order; 零 is another 0."""

_ROMAN = lazy_pattern(ROMAN, re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_SIZES = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HAN_UNITS = {"十": 10, "百": 100}
_HAN_VALUES = {figure: value for value, figure in enumerate(HAN_FIGURES)}


def roman_value(numeral: str) -> int:
    """Return the value of a roman numeral, in capitals or not; 0 where it is not well formed."""
    if not numeral or not _ROMAN.fullmatch(numeral):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in numeral.lower()]
    return sum(-n if n < after else n for n, after in zip(values, [*values[1:], 0], strict=True))


def to_roman(value: int) -> str:
    """Return ``value``, from 1, as a roman numeral in small letters."""
    numeral = []
    for size, letters in _ROMAN_SIZES:
        times, value = divmod(value, size)
        numeral.append(letters * times)
    return "".join(numeral)


def han_value(number: str) -> int:
    """Return the value of a Han number below 1,000: 六十三 is 63, 十 is 10, 百二 is 102."""
    value = figure = 0
    for sign in number:
        if sign in _HAN_UNITS:
            value, figure = value + (figure or 1) * _HAN_UNITS[sign], 0
        else:
            figure = _HAN_VALUES[sign]
    return value + figure


def to_han(number: int) -> str:
    """Return a number from 1 to 99 as it is said: 十, 十二, 六十三."""
    tens, ones = divmod(number, 10)
    said = HAN_FIGURES[tens] if tens > 1 else ""
    return said + ("十" if tens else "") + (HAN_FIGURES[ones] if ones else "")


def from_han_figures(figures: str) -> int:
    """Return the number whose figures are written one by one: 一九九三 is 1993."""
    return int("".join(str(_HAN_VALUES[figure]) for figure in figures))


def to_han_figures(number: int) -> str:
    """Return a number with its figures written one by one: 1993 is 一九九三."""
    return "".join(HAN_FIGURES[int(figure)] for figure in str(number))
