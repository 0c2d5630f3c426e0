"""Korean numbers: in words, 스물다섯 and 이십오, and the hundreds and ten thousands that are glued to digits."""

from __future__ import annotations

from functools import lru_cache

from kurilsearch.language.lazy_pattern import lazy_pattern

_SINO = "영일이삼사오육칠팔구"
_SCALES = {"십": 10, "백": 100, "천": 1_000, "만": 10_000, "억": 100_000_000}
_GROUP_SCALE = 10_000
"""From here on a scale multiplies all that stands before it: 삼천오백만."""

_UNITS = ("하나 한", "둘 두", "셋 세 석", "넷 네 넉", "다섯", "여섯", "일곱", "여덟", "아홉")
_TENS = ("열", "스물 스무", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_NATIVE_UNITS = {form: value for value, forms in enumerate(_UNITS, 1) for form in forms.split()}
_NATIVE_TENS = {form: 10 * value for value, forms in enumerate(_TENS, 1) for form in forms.split()}
_NATIVE = lazy_pattern(rf"({'|'.join(_NATIVE_TENS)})({'|'.join(_NATIVE_UNITS)})")
_SINO_NUMBER = lazy_pattern(r"(?=.{2})(?:[일이삼사오육칠팔구]?[십백천만억])+[일이삼사오육칠팔구]?")
_SHORT = 2
"""Syllables of a number in Chinese numerals that may as well be a name, or another word."""


def is_hangul(word: str) -> bool:
    """Tell whether a word begins with a Korean syllable."""
    return "\uac00" <= word[:1] <= "\ud7a3"


@lru_cache(maxsize=10_000)
def hangul_value(word: str) -> int | None:
    """Return the value of a Korean number of two syllables or more that is one word; None where it is none."""
    if native := _NATIVE.fullmatch(word):
        return _NATIVE_TENS[native[1]] + _NATIVE_UNITS[native[2]]
    if not _SINO_NUMBER.fullmatch(word):
        return None
    total = part = digit = 0
    for letter in word:
        scale = _SCALES.get(letter)
        if scale is None:
            digit = _SINO.index(letter)
        elif scale < _GROUP_SCALE:
            part, digit = part + max(digit, 1) * scale, 0
        else:
            total, part, digit = total + max(part + digit, 1) * scale, 0, 0
    return total + part + digit


def may_be_no_number(word: str) -> bool:
    """Tell whether a Korean word that reads as a number is so short that it may be another word: 이천 is a town."""
    return is_hangul(word) and len(word) <= _SHORT and not _NATIVE.fullmatch(word)


def hangul_scale(suffix: str) -> tuple[int, str]:
    """Return by what the letters that are glued to digits multiply them, and the rest of the letters: 억 of 44억."""
    scale = 1
    while suffix and suffix[0] in _SCALES:
        scale, suffix = scale * _SCALES[suffix[0]], suffix[1:]
    return scale, suffix
