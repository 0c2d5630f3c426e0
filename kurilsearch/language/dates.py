"""Dates: 4 May 1911, May 4th, le 4 mai, 17.10., 1911年5月4日, 1911년 5월 4일; and the numbers of rulers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kurilsearch.language.number import Key, Number, Row

_YEARS = range(1000, 2200)
_ARTICLES_OF_RULERS = frozenset(("the", "der", "die", "de", "den", "le", "la", "il", "el", "o", "ο", "η"))
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
        elif index > taken and (date := _in_figures(row, index, starting)) is not None:
            dates[date.first], taken = date, date.last - 1
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


def _in_figures(row: Row, index: int, starting: dict[int, Number]) -> Number | None:
    """Return the date that begins with a number, or the number of a ruler."""
    number = starting.get(index)
    if number is None:
        return _of_ruler(row, index + 1, starting.get(index + 1)) if row.word(index) in _ARTICLES_OF_RULERS else None
    return (
        _japanese_date(row, index, starting)
        or _korean_date(row, index, starting)
        or _day_and_month(row, number)
        or _of_ruler(row, index, number)
    )


def _of_ruler(row: Row, index: int, number: Number | None) -> Number | None:
    """Return the number of a ruler, with its article: II of Friedrich II., der Zweite of Friedrich der Zweite."""
    if number is None:
        return None
    first = index - 1 if row.word(index - 1) in _ARTICLES_OF_RULERS else index
    value = next((key[1] for key in number.keys if key[0] == "o"), None)
    is_roman = number.last == index + 1 and row.raw(index).isupper()
    follows = first > 0 and row.raw(first - 1)[:1].isupper() and row.between(first - 1) == " "
    if value is None or not follows or is_roman == (first < index) or row.word(index)[:1].isdigit():
        return None
    return Number(first, number.last, number.keys | {("ruler", value)}, is_date=True)


def _day_and_month(row: Row, number: Number) -> Number | None:
    """Return the date without a year that has a point after its day and after its month: 17.10."""
    index = number.first
    day, month = row.word(index), row.word(index + 1)
    if not (day.isdigit() and month.isdigit() and len(day) <= 2 and len(month) <= 2 and number.last <= index + 2):
        return None
    if row.between(index) not in (".", ". ") or row.text[row.words[index + 1].end :][:1] != ".":
        return None
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return None
    keys = number.keys if number.last == index + 2 else frozenset[Key]()
    return Number(index, index + 2, keys | {("date", None, int(month), int(day))}, is_date=True)


def _korean_date(row: Row, index: int, starting: dict[int, Number]) -> Number | None:
    parts: list[int] = []
    suffix = ""
    for sign in "년월일":
        number = starting.get(index + len(parts))
        value = _whole_value(number) if number is not None else None
        if number is None or value is None or number.last != index + len(parts) + 1:
            return None
        if not number.suffix.startswith(sign) or suffix:
            return None
        parts.append(value)
        suffix = number.suffix[1:]
    return Number(index, index + 3, frozenset({("date", *parts)}), is_date=True, suffix=suffix)


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
