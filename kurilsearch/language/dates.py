"""Dates with the month in words: 4 May 1911, May 4th, le 4 mai, 1911年5月4日."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kurilsearch.language.number import Number, Row

_YEARS = range(1000, 2200)
_OF = frozenset(("of", "de", "des", "der", "del", "do", "di"))


def with_dates(row: Row, numbers: Sequence[Number]) -> Iterator[Number]:
    """Yield the numbers with those made one that are a date together with the month between or before them."""
    starting = {number.first: number for number in numbers}
    ending = {number.last: number for number in numbers}
    taken = -1
    dates: dict[int, Number] = {}
    for index, word in enumerate(row.words):
        month = row.wording.months.get(word.word)
        if month is not None and index > taken and (date := _date(row, index, month, starting, ending)) is not None:
            dates[date.first], taken = date, date.last
        elif (japanese := _japanese_date(row, index, starting)) is not None:
            dates[japanese.first] = japanese
    inside = {index for date in dates.values() for index in range(date.first, date.last)}
    kept = [number for number in numbers if number.first not in inside]
    yield from sorted([*kept, *dates.values()], key=lambda number: number.first)


def _date(row: Row, index: int, month: int, starting: dict[int, Number], ending: dict[int, Number]) -> Number | None:
    before = ending.get(index)
    if before is None and index and row.word(index - 1) in _OF:
        before = ending.get(index - 1)
    first, last = index, index + 1
    if before is not None and (day := _day(before)):
        first = before.first
        if first and row.word(first - 1) == "the":
            first -= 1
    elif (after := starting.get(last)) is not None and (day := _day(after)) and after.last - after.first == 1:
        last = after.last
    else:
        return None
    following = last + 1 if row.word(last) in _OF else last
    number = starting.get(following)
    year = _year(number) if number is not None else None
    if number is not None and year is not None and len(row.between(following - 1)) <= 2:
        last = number.last
    else:
        year = None
    return Number(first, last, frozenset({("date", year, month, day)}), is_date=True)


def _japanese_date(row: Row, index: int, starting: dict[int, Number]) -> Number | None:
    parts: list[int] = []
    at = index
    for sign in "年月日":
        number = starting.get(at)
        value = _whole_value(number) if number is not None else None
        if number is None or value is None or row.word(number.last) != sign:
            return None
        parts.append(value)
        at = number.last + 1
    return Number(index, at, frozenset({("date", *parts)}), is_date=True)


def _whole_value(number: Number) -> int | None:
    for key in number.keys:
        if key[0] in ("c", "o") and len(key) == 2 and isinstance(key[1], int | Fraction) and key[1] == int(key[1]):
            return int(key[1])
    return None


def _day(number: Number) -> int | None:
    value = _whole_value(number)
    return value if value is not None and 1 <= value <= 31 else None


def _year(number: Number) -> int | None:
    value = _whole_value(number)
    return value if value is not None and value in _YEARS else None
