"""Numbers as values: the same number in digits, in words, in roman or Chinese numerals, as a date in another form.

Digits belong together over a thousands separator before exactly three digits (comma, point, space, apostrophe), and
over a decimal point or comma; over nothing else. What is not sure to be a number (one, second, I, mix) is *weak*: it
counts only where the other side has a number too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from kurilsearch.language.dates import with_dates
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.number import Number, Row
from kurilsearch.language.number_digits import number_in_digits
from kurilsearch.language.number_words import begins_in_words, number_in_words
from kurilsearch.language.numerals import roman_value
from kurilsearch.language.tokens import ChunkMemo, Token
from kurilsearch.language.wordings import Wording, wording_of


def find_numbers(text: str, words: Sequence[Token], wording: Wording) -> list[Number]:
    """Return the numbers among ``words``, which stand in ``text``, in order and none within another.

    A date with its day is one number, whatever its form; its parts are not given beside it.
    """
    return find_numbers_and_dates(text, words, wording)[1]


def find_numbers_and_dates(text: str, words: Sequence[Token], wording: Wording) -> tuple[list[Number], list[Number]]:
    """Return the numbers among ``words``, those in dates for themselves; and once more with each date as one."""
    row = Row(text, words, wording)
    numbers = list(_numbers(row))
    return numbers, list(with_dates(row, numbers)) if numbers else numbers


TENS_END = ("ty", "te", "vingt", "dix", "quatre")
"""How the numbers end that stand before a hyphen: the lists, which take long to read, are asked for no other words."""


def is_hyphenated_number(before: str, after: str) -> bool:
    """Tell whether two words in small letters are a number that is written with a hyphen: twenty-five, dix-sept."""
    if not before.endswith(TENS_END):
        return False
    for language in ("en", "fr"):
        wording = wording_of(language)
        tens = wording.numbers.get(before)
        unit = wording.numbers.get(after) or wording.ordinals.get(after)
        if (
            tens is not None
            and unit is not None
            and (tens >= 10 or (tens, unit) == (4, 20))
            and before not in wording.weak
        ):
            return 0 < unit < 20 or (tens, unit) == (4, 20)
    return False


def may_begin_number(word: str, wording: Wording) -> bool:
    """Tell whether a number may begin with a folded word."""
    return _may_begin(wording)[word]


def _numbers(row: Row) -> Iterator[Number]:
    end = 0
    before: Number | None = None
    may_begin = _may_begin(row.wording)
    for index in [index for index, token in enumerate(row.words) if may_begin[token[2]]]:
        if index < end:
            continue
        found = number_in_digits(row, index, before) or number_in_words(row, index) or _roman(row, index)
        if found is not None:
            yield found
            before, end = found, found.last


@cache
def _may_begin(wording: Wording) -> ChunkMemo[bool]:
    """Return a memory of which folded words may begin a number; most may not, and a look at them is all they cost."""

    def may_begin(word: str) -> bool:
        return any(map(str.isdigit, word)) or begins_in_words(word, wording) or _may_be_roman(word)

    return ChunkMemo(may_begin, _REMEMBERED)


_REMEMBERED = 50_000


_ROMAN_ORDINAL = lazy_pattern(r"([IVXLC]+)(?:e|er|re|ème|eme|ième|ᵉ|ᵉʳ|th|st|nd|rd|º|ª|ος|й|го|м)")
"""A century as it is set: XIXe, XVIIIème, Iᵉʳ."""


def _may_be_roman(word: str) -> bool:
    return roman_value(word) > 0 or (word[0] in "ivxlc" and _ROMAN_ORDINAL_FOLDED.fullmatch(word) is not None)


_ROMAN_ORDINAL_FOLDED = lazy_pattern(r"[ivxlc]+(?:e|er|re|eme|ieme|th|st|nd|rd|o|a|ος|й|го|м)")


def _roman(row: Row, index: int) -> Number | None:
    raw = row.raw(index)
    if (century := _ROMAN_ORDINAL.fullmatch(raw)) is not None and (value := roman_value(century[1])):
        return Number(index, index + 1, frozenset({("o", Fraction(value))}), weak=len(century[1]) == 1)
    if not raw.isascii() or not raw.isalpha() or not (raw.isupper() or (raw.islower() and set(raw) <= set("ivx"))):
        return None
    value = roman_value(raw)
    if not value or (len(raw) == 1 and (raw.islower() or not _follows_a_name(row, index))):
        return None
    sure = len(raw) > 1 and set(raw.lower()) <= set("ivx")
    return Number(index, index + 1, frozenset({("c", Fraction(value)), ("o", Fraction(value))}), weak=not sure)


def _follows_a_name(row: Row, index: int) -> bool:
    return index > 0 and row.raw(index - 1)[:1].isupper() and row.between(index - 1) == " "
