"""Numbers in digits: thousands and decimals, ordinals, fractions, times, clauses, dates, what a scan misread."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction

from kurilsearch.language.hangul import hangul_scale, is_hangul
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.number import Key, Number, Row

_DIGITS = lazy_pattern(r"\d+")
_ORDINAL_DIGITS = lazy_pattern(
    r"(\d+)(?:st|nd|rd|th|d|er|ers|re|e|eme|ieme|nde?|os?|as?|го|й|я|е|ый|ого|ом|му|х|ая|ое|ой|η|ο|ος|ste|de|te|ten|ter)"
)
_DECADE = lazy_pattern(r"(\d+0)(?:s|er|ern|х)")
_MISREAD_DIGITS = lazy_pattern(r"(?=.*\d)(?=.*[lio|])[\dlio|]{3,}")
_AS_DIGITS = str.maketrans("lio|", "1101")
_PREFIXED = lazy_pattern(r"([وبلفكהובלמ])(\d+)")
"""Digits with a letter before them that is a word in Arabic and in Hebrew: and, in, to, from, the."""

_GLUED = lazy_pattern(r"(\d+)([^\W\d_]+)")
_THOUSANDS = frozenset(",.'’٬ \u00a0\u2009\u202f")
_DECIMAL = frozenset(".,·٫")
_RANGE = lazy_pattern(r"\s?[-–—‐‑]\s?|/")
SPACE = lazy_pattern(r"[\s\-‐‑]*")
FRACTIONS = {sign: Fraction(unicodedata.numeric(sign)).limit_denominator(100) for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"}
_JOINING = (".", ":", "/", "-", "–", ". ")
_MOST_PARTS = 100
"""The largest denominator of a fraction with a stroke; beyond it the stroke joins years or pages."""

_MOST_OF_A_PART = 16
"""The largest denominator of a fraction that is added to a whole number."""

_NEXT_WORD = lazy_pattern(r"\s+[\"“‘(]?(\S)")
_GROUP = 3
_YEARS = range(1000, 2200)


def number_in_digits(row: Row, index: int, before: Number | None) -> Number | None:
    """Return the number in digits that begins with a word; ``before`` is the number before it, if there is one."""
    if row.raw(index) not in FRACTIONS:
        if _DIGITS.fullmatch(row.word(index)):
            return _sequence(row, index) or _counted(row, index, before)
        if _digits_at(row, index) is not None:
            return _counted(row, index, before)
    return _one_word(row, index)


def _digits_at(row: Row, index: int) -> tuple[str, str] | None:
    """Return the digits that a word begins with, and what is glued to them: a measure (kg), or Korean (12척이)."""
    word = row.word(index)
    if _DIGITS.fullmatch(word):
        return word, ""
    glued = _GLUED.fullmatch(word)
    if glued is not None and (is_hangul(glued[2]) or glued[2] in row.wording.measures):
        return glued[1], glued[2]
    return None


def _one_word(row: Row, index: int) -> Number | None:
    """Return an ordinal (15th), a decade (1950s), a fraction that is one sign, or digits that a scan misread."""
    word = row.word(index)
    if (fraction := FRACTIONS.get(row.raw(index))) is not None:  # its two digits are words of the same place
        return Number(index, index + 2, frozenset({("c", fraction)}))
    if prefixed := _PREFIXED.fullmatch(word):
        value = int(prefixed[2])
        return Number(index, index + 1, frozenset({("c", Fraction(value)), ("o", value)}), prefix=prefixed[1])
    if decade := _DECADE.fullmatch(word):
        return Number(index, index + 1, frozenset({("s", int(decade[1]))}))
    if ordinal := _ORDINAL_DIGITS.fullmatch(word):
        return Number(index, index + 1, frozenset({("o", int(ordinal[1]))}))
    if _MISREAD_DIGITS.fullmatch(word):
        value = int(word.translate(_AS_DIGITS))
        return Number(index, index + 1, frozenset({("c", value), ("o", value)}), misread=True)
    return None


def _counted(row: Row, index: int, before: Number | None) -> Number:
    """Return a whole number, one with decimals, or with a fraction, and the million after it."""
    last, digits, suffix = _whole(row, index)
    decimals = ""
    if not suffix:
        last, decimals, suffix = _decimals(row, last, digits)
    value = Fraction(f"{digits}.{decimals or 0}")
    if suffix:
        scale, suffix = hangul_scale(suffix)
        key = _decimal(value, decimals) if decimals and scale == 1 else ("c", value * scale)
        return Number(index, last, frozenset({key}), suffix=suffix)
    if not decimals and index and _begins_with_point(row, index):
        value = Fraction(f"0.{digits}")
    elif not decimals and last < len(row.words) and row.raw(last) in FRACTIONS and not row.between(last - 1).strip():
        value, last = value + FRACTIONS[row.raw(last)], last + 2
    elif not decimals and (part := _part_with_stroke(row, last)):
        value, last = value + part, last + 2
    scaled, value = _scaled(row, last, value)
    if scaled > last:
        return Number(index, scaled, frozenset({("c", value)}))
    if decimals:
        return Number(index, last, frozenset({_decimal(value, decimals)}))
    if before is not None:
        value = _end_of_range(row, index, before, digits, value)
    keys: set[Key] = {("c", value)}
    if value.denominator == 1:
        keys.add(("o", int(value)))
    return Number(index, last, frozenset(keys))


def _part_with_stroke(row: Row, index: int) -> Fraction | None:
    """Return the fraction that is set after a whole number with a stroke: 3 1/2."""
    above, below = row.word(index), row.word(index + 1)
    if row.between(index - 1) not in (" ", "-") or row.between(index) not in ("/", "⁄"):
        return None
    if not (_DIGITS.fullmatch(above) and _DIGITS.fullmatch(below) and 0 < int(above) < int(below) <= _MOST_OF_A_PART):
        return None
    return Fraction(int(above), int(below))


def _decimal(value: Fraction, decimals: str) -> Key:
    """Return the key of a number with decimals: a naught at the end counts, as clause 11.20 is not 11.2."""
    return ("c", value, len(decimals)) if decimals.endswith("0") else ("c", value)


def _begins_with_point(row: Row, index: int) -> bool:
    start = row.words[index].start
    return row.text[max(start - 2, 0) : start] in (" .", "(.", "£.", "$.")


def _whole(row: Row, index: int) -> tuple[int, str, str]:
    """Return the index after the groups of a number of thousands, all its digits, and what is glued to them."""
    digits, suffix = _digits_at(row, index) or ("", "")
    last, separator = index + 1, ""
    if len(digits) > _GROUP or digits.startswith("0"):
        return last, digits, suffix
    while not suffix and (group := _digits_at(row, last)) is not None and len(group[0]) == _GROUP:
        between = row.between(last - 1)
        if between not in _THOUSANDS or (separator and between != separator):
            break
        separator = between
        digits, suffix, last = digits + group[0], group[1], last + 1
    return last, digits, suffix


def _decimals(row: Row, last: int, digits: str) -> tuple[int, str, str]:
    """Return the index after the decimals of a number, the decimals, and what is glued to them."""
    after, suffix = _digits_at(row, last) or ("", "")
    is_point = after and row.raw(last) not in FRACTIONS and row.between(last - 1) in _DECIMAL
    is_group = len(after) == _GROUP and digits != "0" and len(digits) <= _GROUP
    if is_point and not is_group and not _is_year_with_note(row, last, digits):
        return last + 1, after, suffix
    return last, "", ""


def _is_year_with_note(row: Row, index: int, digits: str) -> bool:
    """Tell whether the digits at ``index`` are a note's number after the year that ends a sentence (in 1912.3 The)."""
    if len(digits) != 4 or int(digits) not in _YEARS or row.between(index - 1) != ".":
        return False
    following = _NEXT_WORD.match(row.text, row.words[index].end)
    return following is not None and following[1].isupper()


def _sequence(row: Row, index: int) -> Number | None:
    """Return what is joined by points, colons or strokes: a clause 11.2.1, a time, a fraction, a date in digits."""
    parts, marks = _joined_parts(row, index)
    last = index + len(parts)
    if len(parts) == 3 and (dates := frozenset(_dates(parts, marks[0]))):
        return Number(index, last, dates, is_date=True)
    if (len(parts) == 3 and marks[0] in ".:" and any(len(part) != _GROUP for part in parts[1:])) or (
        len(parts) > 3 and marks[0] == "."
    ):
        return Number(index, last, frozenset({("seq", *parts)}))
    if len(parts) == 2 and marks == ":":
        return Number(index, last, frozenset({_decimal(Fraction(f"{parts[0]}.{parts[1]}"), parts[1])}))
    if len(parts) == 2 and marks == "/" and int(parts[0]) < int(parts[1]) <= _MOST_PARTS:
        return Number(index, last, frozenset({("c", Fraction(int(parts[0]), int(parts[1]))), ("seq", *parts)}))
    return None


def _joined_parts(row: Row, index: int) -> tuple[list[str], str]:
    """Return the digits that marks of one kind join, from a word on, and the marks."""
    parts, marks = [row.word(index)], ""
    at = index + 1
    while _DIGITS.fullmatch(row.word(at)) and (mark := row.between(at - 1)) in _JOINING:
        if (marks and mark[0] != marks[0]) or row.raw(at) in FRACTIONS:
            break
        parts.append(row.word(at))
        marks, at = marks + mark[0], at + 1
    return parts, marks


def _end_of_range(row: Row, index: int, before: Number, digits: str, value: Fraction) -> Fraction:
    """Return the value of 57 in 1956–57: 1957."""
    if before.last != index or not _RANGE.fullmatch(row.between(index - 1)):
        return value
    first = next((key[1] for key in before.keys if key[0] == "c" and len(key) == 2), None)
    if not isinstance(first, Fraction | int) or Fraction(first).denominator != 1:
        return value
    whole = str(int(first))
    if len(digits) >= len(whole):
        return value
    longer = int(whole[: -len(digits)] + digits)
    return Fraction(longer) if longer > first else value


def _scaled(row: Row, last: int, value: Fraction) -> tuple[int, Fraction]:
    """Return the index after the hundreds, thousands, millions that follow a number, and the product."""
    scales = row.wording.scales
    while (scale := scales.get(row.word(last))) is not None and SPACE.fullmatch(row.between(last - 1)):
        value, last = value * scale, last + 1
        rest = row.word(last)
        if not row.is_chinese(last - 1) or not rest.isdigit():
            break
        inner, added = _scaled(row, last + 1, Fraction(int(rest)))
        return inner, value + added
    return last, value


def _dates(parts: Sequence[str], mark: str) -> Iterator[Key]:
    """Yield the dates that three numbers may be: day, month, year; with strokes also month, day, year; or ISO 8601."""
    one, two, three = map(int, parts)
    if len(parts[0]) == 4 and mark in "-./" and 1 <= two <= 12 and 1 <= three <= 31:
        yield "date", one, two, three
    elif len(parts[2]) == 4 and three in _YEARS:
        if 1 <= one <= 31 and 1 <= two <= 12:
            yield "date", three, two, one
        if mark == "/" and 1 <= one <= 12 and 1 <= two <= 31:
            yield "date", three, one, two
