"""The ways in which a year is printed: figures, Chinese figures, Roman numerals, the years of Japanese eras."""

from __future__ import annotations

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.numerals import (
    HAN_FIGURES,
    ROMAN,
    from_han_figures,
    han_value,
    roman_value,
    to_han,
    to_han_figures,
    to_roman,
)

YEAR = r"(?:1[4-9]|20)\d\d"
"""The year of a printed work in our figures, for a pattern; see ``FIRST_YEAR``."""

LATER_YEAR = r"(?:1[5-9]|20)\d\d"
"""A year from 1500, where any number may stand: before that few are years, and fewer works are cited."""

FIRST_YEAR, LAST_YEAR = 1450, 2099
"""No printed work is older than printing; four digits outside this range are something else."""

_ERAS = (("明治", 1868, 1912), ("大正", 1912, 1926), ("昭和", 1926, 1989), ("平成", 1989, 2019), ("令和", 2019, 2099))
"""Eras with their first and last year; a year in which one ends and the next begins belongs to both."""
_ERA_STARTS = {era: first - 1 for era, first, _ in _ERAS}

ERA_YEAR = lazy_pattern(rf"({'|'.join(_ERA_STARTS)})\s*(元|[\d０-９]{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*年")
HAN_YEAR = lazy_pattern(rf"[一二][{HAN_FIGURES}]{{3}}年")
ROMAN_YEAR = lazy_pattern(rf"\b(?=M[MDCLXVI]{{4}}){ROMAN}\b\.?")


def printed_years(year: int) -> tuple[str, ...]:
    """Return how a year of four figures is printed: 1993, 一九九三, MCMXCIII, 平成5, 平成五; Arabic figures first."""
    han = to_han_figures(year)
    forms = [str(year), han, han.replace("〇", "零"), to_roman(year).upper()]
    for era, first, last in _ERAS:
        if first <= year <= last:
            count = year - first + 1
            forms += (f"{era}{count}", f"{era}{to_han(count)}", *([f"{era}元"] if count == 1 else []))
    return tuple(dict.fromkeys(forms))


def era_year(text: str) -> int | None:
    """Return the first year of a Japanese era in ``text`` by our count: 昭和六十三年 is 1988; None for none."""
    found = ERA_YEAR.search(text)
    if not found:
        return None
    number = found[2]
    count = 1 if number == "元" else int(number) if number.isdecimal() else han_value(number)
    return _ERA_STARTS[found[1]] + count


def han_year(text: str) -> int | None:
    """Return the first year in ``text`` whose figures are Chinese (一九九三年); None for none."""
    found = HAN_YEAR.search(text)
    return from_han_figures(found[0][:-1]) if found else None


def roman_year(text: str) -> int | None:
    """Return the first year in ``text`` that is a Roman numeral of a printed work's time; None for none."""
    if "M" not in text:
        return None
    values = (roman_value(found[0].rstrip(".")) for found in ROMAN_YEAR.finditer(text))
    return next((value for value in values if FIRST_YEAR <= value <= LAST_YEAR), None)
