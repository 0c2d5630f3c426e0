"""Numbers in Roman and Chinese figures, written and read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.describe.first_page.periodical_lines import read_periodical_line
from kurilsearch.language.numerals import han_value, roman_value, to_han, to_roman
from kurilsearch.language.printed_years import era_year, han_year, printed_years, roman_year


@given(st.integers(1, 3999))
def test_a_roman_numeral_is_read_as_it_was_written(value: int) -> None:
    assert roman_value(to_roman(value)) == roman_value(to_roman(value).upper()) == value


@pytest.mark.parametrize("numeral", ["iiii", "vx", "mmmm", "civil", "12"])
def test_what_is_no_roman_numeral_has_no_value(numeral: str) -> None:
    assert roman_value(numeral) == 0


@given(st.integers(1, 99))
def test_a_chinese_number_is_read_as_it_was_written(value: int) -> None:
    assert han_value(to_han(value)) == value


@pytest.mark.parametrize(("number", "value"), [("百", 100), ("百二", 102), ("二百十", 210), ("六十三", 63)])
def test_chinese_numbers_of_volumes(number: str, value: int) -> None:
    assert han_value(number) == value
    assert read_periodical_line(f"北方史研究 第{number}号、12-34頁")["issue"] == str(value)


@given(st.integers(1868, 2099))
def test_a_year_is_read_in_each_way_that_it_is_printed(year: int) -> None:
    """But with 零 for a nought, or in fewer than five Roman letters, which are more often something else."""
    for printed in printed_years(year)[1:]:
        if "零" not in printed and (len(printed) >= 5 or not printed.isascii()):
            assert (era_year(f"{printed}年") or han_year(f"{printed}年") or roman_year(printed)) == year


def test_a_word_of_numerals_letters_is_no_year() -> None:
    assert roman_value("") == 0
    assert roman_year("MIMICS AND MILLI OF THE SHORE, MCMLXII") == 1962
