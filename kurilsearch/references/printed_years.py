"""The ways in which a year is printed: figures, Chinese figures, Roman numerals, the years of Japanese eras."""

from __future__ import annotations

_ERAS = (("明治", 1868, 1912), ("大正", 1912, 1926), ("昭和", 1926, 1989), ("平成", 1989, 2019), ("令和", 2019, 2099))
"""Eras with their first and last year; a year in which one ends and the next begins belongs to both."""

_HAN = "〇一二三四五六七八九"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def printed_years(year: int) -> tuple[str, ...]:
    """Return how a year of four figures is printed: 1993, 一九九三, MCMXCIII, 平成5, 平成五; Arabic figures first."""
    han = "".join(_HAN[int(figure)] for figure in str(year))
    forms = [str(year), han, han.replace("〇", "零"), _roman(year)]
    for era, first, last in _ERAS:
        if first <= year <= last:
            count = year - first + 1
            forms += (f"{era}{count}", f"{era}{_han_number(count)}", *([f"{era}元"] if count == 1 else []))
    return tuple(dict.fromkeys(forms))


def _roman(year: int) -> str:
    printed = ""
    for value, sign in _ROMAN:
        times, year = divmod(year, value)
        printed += sign * times
    return printed


def _han_number(number: int) -> str:
    """Return a number below 100 as it is said: 十, 十二, 六十三."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _HAN[tens]) + ("十" if tens else "") + (_HAN[ones] if ones else "")
