"""Numbers in words: forty-two, quatre-vingt-onze, einundzwanzig, 三万五千."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache, lru_cache

from kurilsearch.language.hangul import hangul_value, is_hangul, may_be_no_number
from kurilsearch.language.number import Key, Number, Row
from kurilsearch.language.number_digits import SPACE
from kurilsearch.language.wordings import Wording

_CENTURY_YEARS = range(10, 100)
_ARTICLES = frozenset(("a", "an", "ein", "eine", "un", "une", "um", "uma", "una", "een"))


def number_in_words(row: Row, index: int) -> Number | None:
    """Return the number in words, or in Chinese numerals, that begins with a word."""
    word = row.word(index)
    wording = row.wording
    if word in wording.numerals or (row.is_chinese(index) and word in wording.scales):
        return _in_chinese(row, index)
    if (fraction := _fraction(row, index)) is not None:
        return fraction
    if word in _ARTICLES:
        if row.word(index + 1) not in wording.scales:
            return None
        last, value, _ = _spelled(row, index + 1)
        return Number(index, last, frozenset({("c", Fraction(value))})) if value else None
    last, value, is_ordinal = _spelled(row, index)
    if value is None:
        return None
    if not is_ordinal and (added := part_after(row, last)) is not None:
        scale = wording.scales.get(row.word(last - 1), 1)  # deux millions et demi
        return Number(index, added[0], frozenset({("c", value + added[1] * (scale if scale >= _THOUSAND else 1))}))
    prefix = _hebrew_prefix(word, wording)
    weak = last == index + 1 and (
        word[len(prefix) :] in wording.weak
        or (word in wording.scales and row.is_chinese(index))
        or may_be_no_number(word)
    )
    keys: frozenset[Key] = frozenset({("o" if is_ordinal else "c", Fraction(value))})
    return Number(index, last, keys, weak=weak, prefix=prefix)


def _fraction(row: Row, index: int) -> Number | None:
    """Return the fraction that begins with a word: two thirds, a third of, half, anderthalb."""
    fractions, word = row.wording.fractions, row.word(index)
    if word in fractions and word not in row.wording.ordinals:
        return Number(index, index + 1, frozenset({("c", fractions[word])}), weak=fractions[word] < 1)
    part = fractions.get(row.word(index + 1))
    if part is None or not SPACE.fullmatch(row.between(index)):
        return None
    many = 1 if word in _ARTICLES else row.wording.numbers.get(word, 0)
    is_sure = word not in _ARTICLES or row.word(index + 1) not in row.wording.ordinals
    if not 0 < many < 1 / part or not (is_sure or row.word(index + 2) in row.wording.fractions_of):
        return None
    return Number(index, index + 2, frozenset({("c", many * part)}))


def part_after(row: Row, index: int) -> tuple[int, Fraction] | None:
    """Return the index after the fraction that is added to the number before ``index``, and its value: and a half."""
    if row.word(index) not in row.wording.fractions_and:
        return None
    found = _fraction(row, index + 1)
    value = next((key[1] for key in found.keys), None) if found is not None else None
    return (found.last, value) if found is not None and isinstance(value, Fraction) and value < 1 else None


def begins_in_words(word: str, wording: Wording) -> bool:
    """Tell whether a folded word may begin a number in words."""
    tables = (wording.numbers, wording.scales, wording.ordinals, wording.numerals, wording.fractions, _ARTICLES)
    if any(word in table for table in tables) or _compound(word, wording) is not None:
        return True
    return bool(_hebrew_prefix(word, wording))


def _spelled(row: Row, index: int) -> tuple[int, Fraction | None, bool]:
    """Return the index after a number in words, its value, whether it is an ordinal; no value where there is none."""
    total, part, last = Fraction(0), Fraction(0), index
    wording = row.wording
    at = index
    while at < len(row.words) and (at == index or SPACE.fullmatch(row.between(at - 1))):
        word = row.word(at)
        if word in wording.ands and last == at > index and _goes_on(row, at + 1, part):
            at += 1
            continue
        if word in wording.scales:
            scale = wording.scales[word]
            many = max(part, Fraction(1)) * scale
            total, part = (total + many, Fraction(0)) if scale >= _THOUSAND else (total, many)
        elif last > index and (ten := _and_ten(word, part, wording)) is not None:
            part += ten
        elif (value := _value(row, at)) is not None:
            joined = _joined(part, value, word in wording.hundreds, last > index)
            if joined is None:
                break
            part = joined
        elif (ordinal := wording.ordinals.get(word)) is not None:
            joined = (
                max(part, Fraction(1)) * ordinal if ordinal >= _HUNDRED else _joined(part, ordinal, False, last > index)
            )
            return (at + 1, total + joined, True) if joined is not None else (last, total + part, False)
        else:
            break
        at += 1
        last = at
    return last, (total + part if last > index else None), False


def _and_ten(word: str, part: Fraction, wording: Wording) -> int | None:
    """Return what an *and* glued to it adds: tens to units in Arabic (خمسة وعشرون), units to tens in Hebrew."""
    if word[:1] not in ("و", "ו"):
        return None
    added = wording.numbers.get(word[1:], 0)
    if word[0] == "ו":
        return added if 0 < added < 10 and part % 100 >= 20 and not part % 10 else None
    return added if 20 <= added < 100 and 0 < part % 100 < 10 else None


def _hebrew_prefix(word: str, wording: Wording) -> str:
    """Return the letter that is glued to a Hebrew number: and, in, to, from, the."""
    is_glued = word[:1] in _HEBREW_PREFIXES and word not in wording.numbers and word[1:] in wording.numbers
    return word[0] if is_glued else ""


_HEBREW_PREFIXES = tuple("ובלמהכש")


def _goes_on(row: Row, index: int, part: Fraction) -> bool:
    """Tell whether a number goes on after its *and*: a hundred and six, but not ten and six."""
    word = row.word(index)
    if word not in row.wording.numbers and word not in row.wording.ordinals:
        return False
    return not (part % 10 and part % 100 > 12)


_HUNDRED, _THOUSAND = 100, 1000


def _value(row: Row, index: int) -> int | None:
    word = row.word(index)
    known = row.wording.numbers.get(word)
    if known is not None:
        return known
    if prefix := _hebrew_prefix(word, row.wording):
        return row.wording.numbers[word[len(prefix) :]]
    return _compound(word, row.wording)


def _in_chinese(row: Row, index: int) -> Number:
    """Read numerals that stand side by side, 十四, 一九五六, 三万五千, with decimals, or as a fraction: 三分の二."""
    last, value = _chinese_whole(row, index)
    if (point := _after_point(row, last)) is not None:
        last, digits = point
        return Number(index, last, frozenset({("c", Fraction(f"{value}.{digits}"))}))
    if row.word(last) == "分" and row.word(last + 1) in ("の", "之") and row.word(last + 2) in row.wording.numerals:
        above = _in_chinese(row, last + 2)
        part = next(Fraction(key[1]) for key in above.keys if key[0] == "c" and isinstance(key[1], Fraction))
        # a hundredth is said as per cent is written: 7.5% for 百分之七点五
        return Number(index, above.last, frozenset({("c", part if value == _HUNDRED else part / value)}))
    keys: frozenset[Key] = frozenset({("c", Fraction(value)), ("o", Fraction(value))})
    return Number(index, last, keys, weak=last == index + 1)


def _after_point(row: Row, index: int) -> tuple[int, str] | None:
    """Return the index after the decimals that begin at ``index`` with a point (二・五, 七点五), and their digits."""
    first = index + 1 if row.word(index) in ("点", "點") else index
    if first == index and row.between(index - 1) not in ("・", "·", "．"):
        return None
    last = first
    while row.word(last) in row.wording.numerals and (last == first or not row.between(last - 1)):
        last += 1
    digits = "".join(str(row.wording.numerals[row.word(at)]) for at in range(first, last))
    return (last, digits) if digits else None


def _chinese_whole(row: Row, index: int) -> tuple[int, int]:
    """Return the index after the numerals that begin with a word, and their value."""
    last = index
    letters: list[str] = []
    while last < len(row.words) and (
        row.word(last) in row.wording.numerals or (row.is_chinese(last) and row.word(last) in row.wording.scales)
    ):
        if last > index and row.between(last - 1):
            break
        letters.append(row.word(last))
        last += 1
    return last, _chinese_value(letters, row.wording)


def _joined(part: Fraction, value: int, is_hundred: bool, seen: bool) -> Fraction | None:
    """Return the value of a number in words with one more word; None where that begins another number."""
    if not seen or not part:
        return part + value
    rest = part % 100
    if is_hundred:
        return None if part else Fraction(value)
    if value == 20 and part == 4:  # quatre-vingt
        return Fraction(80)
    if rest in (60, 80) and value < 20:  # soixante-dix, quatre-vingt-onze
        return part + value
    if (not rest and value < 100) or (rest >= 20 and not rest % 10 and value < 10):
        return part + value
    if rest == part and part in _CENTURY_YEARS and value in _CENTURY_YEARS:  # nineteen fifty-six
        return part * 100 + value
    if part >= 1000 and part % 100 >= 20 and not part % 10 and value < 10:
        return part + value
    return None


_SHORTEST_COMPOUND = 6


def _compound(word: str, wording: Wording) -> int | None:
    """Return the value of a number that is one word: einundzwanzig, ventotto, twentyfive; None where it is none."""
    if is_hangul(word):
        return hangul_value(word)
    if len(word) < _SHORTEST_COMPOUND or not word.isalpha():
        return None
    return _compound_value(word, wording)


@lru_cache(maxsize=50_000)
def _compound_value(word: str, wording: Wording) -> int | None:
    """Take a compound apart from its end: the greatest scale first, then units before und and tens."""
    for scale_word, scale in _scales_in_compounds(wording):
        if scale_word not in word:
            continue
        before, _, after = word.partition(scale_word)
        many = _below_hundred(before, wording) if before else 1
        if many is None and scale == 1000:
            many = _compound_value(before, wording)
        for joiner in ("", "und", "en", "e"):
            rest = after.removeprefix(joiner) if after.startswith(joiner) else after
            few = (_below_hundred(rest, wording) or _compound_value(rest, wording)) if rest else 0
            if many is not None and few is not None and few < scale:
                return many * scale + few
    return _below_hundred(word, wording) if word not in wording.numbers else None


@cache
def _scales_in_compounds(wording: Wording) -> list[tuple[str, int]]:
    """Return the words for a hundred and a thousand that are written together with others, the greatest first."""
    scales = [(word, scale) for word, scale in wording.scales.items() if scale <= 1000 and len(word) >= 4]
    return sorted(scales, key=lambda pair: -pair[1])


def _below_hundred(word: str, wording: Wording) -> int | None:
    known = wording.numbers.get(word)
    if known is not None:
        return known
    for joiner in wording.joiners:  # fünfundzwanzig
        for at in range(2, len(word) - len(joiner) - 3):
            if word.startswith(joiner, at):
                unit, ten = wording.numbers.get(word[:at]), wording.numbers.get(word[at + len(joiner) :])
                if unit and ten and unit < 10 and ten >= 20:
                    return unit + ten
    for at in range(4, len(word) - 1):  # twentyfive, ventotto
        ten, unit = wording.numbers.get(word[:at]), wording.numbers.get(word[at:])
        if ten is None:
            ten = next(
                (wording.numbers.get(word[:at] + vowel) for vowel in "ia" if word[:at] + vowel in wording.numbers), None
            )
        if ten and unit and 20 <= ten < 100 and not ten % 10 and unit < 10:
            return ten + unit
    return None


def _chinese_value(letters: Sequence[str], wording: Wording) -> int:
    if not any(letter in wording.scales for letter in letters):  # a year, digit by digit
        return int("".join(str(wording.numerals[letter]) for letter in letters))
    total = part = digit = 0
    for letter in letters:
        if letter in wording.numerals:
            digit = digit * 10 + wording.numerals[letter]
        elif wording.scales[letter] < 10_000:
            part, digit = part + max(digit, 1) * wording.scales[letter], 0
        else:
            total, part, digit = total + max(part + digit, 1) * wording.scales[letter], 0, 0
    return total + part + digit
