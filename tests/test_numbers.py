"""Numbers as values: each form of a number is itself, and a digit that changes makes another one."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.language.number import Number
from kurilsearch.language.numbers import TENS_END, find_numbers, is_hyphenated_number
from kurilsearch.language.numerals import to_roman
from kurilsearch.language.wordings import wording_of
from kurilsearch.match.words import words_of

ONES = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
""".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
MONTHS = "January February March April May June July August September October November December".split()


def numbers(text: str, language: str = "en") -> list[Number]:
    return find_numbers(text, words_of(text), wording_of(language))


def the_number(text: str, language: str = "en") -> Number:
    found = numbers(text, language)
    assert len(found) == 1, (text, found)
    assert (found[0].first, found[0].last) == (0, len(words_of(text))), text
    return found[0]


def are_same(one: str, other: str, language: str = "en") -> bool:
    return the_number(one, language).same_as(the_number(other, language))


def in_english(value: int) -> str:
    if value < 20:
        return ONES[value]
    if value < 100:
        return TENS[value // 10 - 2] + (f"-{ONES[value % 10]}" if value % 10 else "")
    for scale, name in ((1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= scale:
            many, rest = divmod(value, scale)
            joint = " and " if rest and rest < 100 else " "
            return f"{in_english(many)} {name}" + (f"{joint}{in_english(rest)}" if rest else "")
    raise AssertionError


def in_chinese(value: int) -> str:
    digits = "〇一二三四五六七八九"
    written = ""
    for scale, sign in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        many, value = divmod(value, scale)
        if many:
            shown = in_chinese(many) if many > 9 else digits[many]
            written += sign if many == 1 and sign in ("十", "百", "千") else shown + sign
    return written


def in_german(value: int) -> str:
    ones = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()
    teens = {16: "sechzehn", 17: "siebzehn"}
    tens = " zehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(" ")
    if value <= 12:
        return "eins" if value == 1 else ones[value]
    if value < 20:
        return teens.get(value, f"{ones[value - 10]}zehn")
    if value < 100:
        unit, ten = value % 10, tens[value // 10]
        return f"{ones[unit]}und{ten}" if unit else ten
    scale, name = (1000, "tausend") if value >= 1000 else (100, "hundert")
    many, rest = divmod(value, scale)
    return (ones[many] if many < 10 else in_german(many)) + name + (in_german(rest) if rest else "")


@given(st.integers(0, 999_999_999_999))
def test_a_number_in_english_words_is_itself(value: int) -> None:
    assert are_same(in_english(value), str(value))


@given(st.integers(0, 999_999))
def test_a_number_in_one_german_word_is_itself(value: int) -> None:
    assert are_same(in_german(value), str(value), "de")


@given(st.integers(11, 99_999_999))
def test_a_number_in_chinese_numerals_is_itself(value: int) -> None:
    assert are_same(in_chinese(value), str(value), "ja")


@given(st.integers(2, 3999))
def test_a_roman_numeral_is_its_number(value: int) -> None:
    numeral = to_roman(value).upper()
    if len(numeral) > 1:
        assert are_same(numeral, str(value))


@given(st.integers(1000, 999_999_999), st.sampled_from(",.'’ \u00a0\u2009\u202f"))
def test_thousands_may_be_set_apart_by_any_separator(value: int, separator: str) -> None:
    assert are_same(f"{value:,}".replace(",", separator), str(value))


@given(st.integers(0, 9999), st.integers(0, 99), st.sampled_from(",.·"))
def test_a_decimal_point_is_no_separator_of_thousands(whole: int, part: int, point: str) -> None:
    assert not are_same(f"{whole}{point}{part:02}", f"{whole}{part:02}")
    assert are_same(f"{whole}{point}{part:02}", f"{whole}.{part:02}")


@given(st.integers(0, 10**12), st.data())
def test_a_digit_that_changes_makes_another_number(value: int, data: st.DataObject) -> None:
    digits = str(value)
    place = data.draw(st.integers(0, len(digits) - 1))
    digit = data.draw(st.sampled_from([each for each in "123456789" if each != digits[place]]))
    other = digits[:place] + digit + digits[place + 1 :]
    for form in ("{:,}", "{}"):
        assert not are_same(form.format(value), form.format(int(other)))


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_two_numbers_in_words_are_the_same_only_where_they_are(one: int, other: int) -> None:
    assert are_same(in_english(one), in_english(other)) == (one == other)


@given(st.dates(datetime.date(1001, 1, 1), datetime.date(2199, 12, 31)), st.integers(1, 300))
def test_a_date_is_the_same_in_any_form_and_no_other(date: datetime.date, days: int) -> None:
    name = MONTHS[date.month - 1]
    forms = [
        f"{date.day} {name} {date.year}",
        f"{name} {date.day}, {date.year}",
        f"{date.day}.{date.month}.{date.year}",
        date.isoformat(),
        f"{date.year}年{date.month}月{date.day}日",
    ]
    assert all(are_same(forms[0], form) for form in forms)
    other = date - datetime.timedelta(days=days)
    assert not are_same(forms[0], f"{MONTHS[other.month - 1]} {other.day}, {other.year}") or other.year < 1000


FRACTIONS = [
    ("en", "three and a half", "3½ 3.5 3 1/2"),
    ("en", "two thirds", "2/3 ⅔"),
    ("en", "one and three quarters", "1¾ 1.75 1 3/4"),
    ("de", "anderthalb", "1½ 1,5"),
    ("de", "drei Viertel", "3/4 ¾"),
    ("fr", "deux et demi", "2½ 2,5"),
    ("fr", "trois quarts", "3/4 0,75"),
    ("es", "cinco y medio", "5½ 5,5"),
    ("it", "due terzi", "2/3 ⅔"),
    ("pt", "três e meio", "3½ 3,5"),
    ("nl", "anderhalve", "1½"),
    ("ru", "три с половиной", "3½ 3,5"),
    ("ru", "полтора", "1½ 1,5"),
    ("pl", "półtora", "1½"),
    ("ja", "三分の二", "2/3"),
    ("ja", "二・五", "2.5"),
    ("zh", "七点二五", "7.25"),
    ("ar", "خمسة وعشرون", "25 ٢٥"),
]


@pytest.mark.parametrize(("language", "words", "figures"), FRACTIONS)
def test_a_fraction_in_words_is_its_value(language: str, words: str, figures: str) -> None:
    for figure in re.split(r" (?!\d/)", figures):
        assert are_same(words, figure, language), figure


@pytest.mark.parametrize("text", ["a third bell rang", "the fifth column", "in one corner", "un terzo uomo"])
def test_an_ordinal_after_an_article_is_no_fraction(text: str) -> None:
    assert not any(
        key[0] == "c" and 0 < key[1] < 1  # type: ignore[operator]
        for language in ("en", "it")
        for number in numbers(text, language)
        for key in number.keys
    )


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "19 billion", "19,000 million"),
        ("en", "4.4 billion", "4400000000"),
        ("en", "7½", "7.5"),
        ("en", "the fifteenth of October", "October 15th"),
        ("en", "10:45", "10.45"),
        ("en", "a dozen", "12"),
        ("en", "nineteen fifty-six", "1956"),
        ("en", "twentyfive", "25"),
        ("de", "3,5 Mrd.", "3500 Millionen"),
        ("de", "eine Million", "1.000.000"),
        ("fr", "quatre-vingt-dix-sept", "97"),
        ("fr", "soixante et onze", "71"),
        ("fr", "deux cent trois", "203"),
        ("es", "doscientos cuarenta y uno", "241"),
        ("it", "trentatré", "33"),
        ("ru", "двести тридцать семь", "237"),
        ("ru", "5 млрд", "пять миллиардов"),
        ("ru", "4 мая 1911", "04.05.1911"),
        ("ja", "一九五六年十月十九日", "1956年10月19日"),
        ("ja", "三万五千", "3万5千"),
        ("ja", "19億", "1900000000"),
    ],
)
def test_the_same_number(language: str, one: str, other: str) -> None:
    assert are_same(one, other, language)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("19 billion", "1.9 billion"),
        ("1950s", "1950"),
        ("four", "fourth"),
        ("clause 11.20", "clause 11.2"),
        ("27.10.1960", "27.11.1960"),
        ("XIV", "XVI"),
        ("1/2", "2/3"),
    ],
)
def test_not_the_same_number(one: str, other: str) -> None:
    (first,), (second,) = numbers(one), numbers(other)
    assert not first.same_as(second)


@pytest.mark.parametrize("text", ["a boat and an oar", "I did mix the paint", "the civil code", "to be or not"])
def test_no_number(text: str) -> None:
    assert numbers(text) == []


def test_what_mostly_is_no_number_is_weak() -> None:
    (number,) = numbers("one of them")
    assert number.weak
    assert not any(number.weak for number in numbers("twenty-one of the two"))


def test_the_end_of_a_range_is_a_year_too() -> None:
    one, other = numbers("1956–57"), numbers("1956-1957")
    assert [first.same_as(second) for first, second in zip(one, other, strict=True)] == [True, True]


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    words = words_of(text)
    found = find_numbers(text, words, wording_of("en"))
    assert all(0 <= number.first < number.last <= len(words) for number in found)
    assert all(one.last <= other.first for one, other in pairwise(found))


def test_numbers_of_two_words_are_told_by_how_the_first_one_ends() -> None:
    for before, after in (
        ("twenty", "five"),
        ("quatre", "vingt"),
        ("dix", "sept"),
        ("trente", "deux"),
        ("vingt", "et"),
    ):
        assert is_hyphenated_number(before, after) == (after != "et")
    tens = {word for word, value in wording_of("en").numbers.items() if value in range(20, 100, 10) and word.isascii()}
    assert tens
    assert all(word.endswith(TENS_END) for word in tens)
