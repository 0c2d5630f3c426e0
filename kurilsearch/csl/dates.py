"""Dates as CSL has them: ``{"date-parts": [[1985, 5, 3], [1992]]}``, with ``circa`` and ``season`` where they hold.

What bibliographies write: years; BibLaTeX's dates, which are EDTF levels 0 and 1 (https://www.loc.gov/standards/datetime/);
the slashes of RIS (``2021/05/03/``); and dates in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.months import MONTHS, SEASONS

CslDate = dict[str, Any]

_MONTHS = {form: number for months in MONTHS.values() for number, forms in enumerate(months, start=1) for form in forms}
_SEASONS = {name: number for number, names in enumerate(SEASONS, start=1) for name in names}
DATE_NAMES = frozenset((*_MONTHS, *_SEASONS))
"""The names of months and seasons that are understood, in small letters."""
_EDTF = lazy_pattern(
    r"(?P<year>-?\d{4})(?:-(?P<month>0\d|1[0-2]|2[1-4])(?:-(?P<day>[0-2]\d|3[01]))?)?(?P<doubt>[~?%]?)"
)
_UNSPECIFIED = lazy_pattern(r"\[?(?P<known>\d{2,3})(?P<unknown>[XxuU]{1,2}|-)\??\]?")
"""A year of which only the decade or the century is known, as EDTF (``192X``) and catalogues (``[192-?]``) write it."""
_SLASHED = lazy_pattern(r"(\d{4})/(\d{1,2})?/(\d{1,2})?(?:/.*)?")
_SHORT_RANGE = lazy_pattern(r"(\d{4})\s*[-–—/]{1,2}\s*(\d{2}|\d{4})")
_CIRCA = lazy_pattern(r"(?:c(?:a|irca)?\.?|около|ок\.|um|vers|hacia)\s+", re.IGNORECASE)
_SUPPLIED = lazy_pattern(r"\[(?P<date>[^\[\]]+)\]")
"""A date in brackets was found elsewhere than in the work (Chicago Manual 18, 14.44)."""
_REPRINTS = (
    lazy_pattern(r"[\[(](?P<original>1\d{3})[\])],?\s*(?P<issued>1\d{3}|20\d\d)"),
    lazy_pattern(
        r"(?P<issued>1\d{3}|20\d\d),?\s*[\[(](?:orig(?:inal|\.)?(?:ly)?(?: (?:published|publ?\.|ed\.))?(?: in)?\s*)?"
        r"(?P<original>1\d{3})[\])]",
        re.IGNORECASE,
    ),
    lazy_pattern(r"(?P<original>1\d{3})\s*/\s*(?P<issued>1\d{3}|20\d\d)"),
)
"""Both dates of a reprint: ``[1867] 1990``, ``1990 [1867]``, ``1867/1990``."""
_LONGEST_SPAN = 30
"""Years over which one work may appear; what ``1867/1990`` joins is further apart, and a work and its reprint."""
_MONTH_RANGE = lazy_pattern(
    r"([^\W\d_]{3,})\.?\s*(?:[-–—/]{1,3}|to|and|&|und|et|y|e|и)\s*([^\W\d_]{3,})\.?,?\s+(\d{4})\b"
)
_DAY_FIRST = lazy_pattern(
    r"(?:(\d{1,2})(?:st|nd|rd|th|[.º°])?\s+(?:de |of )?)?([^\W\d_]{3,})\.?,?\s+(?:del? )?(\d{4})\b"
)
_MONTH_FIRST = lazy_pattern(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_YEAR_FIRST = lazy_pattern(r"(\d{4})[.,]?\s+([^\W\d_]{3,})\.?(?:\s+(\d{1,2}))?\b")
_KOREAN = lazy_pattern(r"(\d{4})\.\s?(\d{1,2})\.(?:\s?(\d{1,2})\.?)?")
_DAY_MONTH_YEAR = lazy_pattern(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s*г\.?)?")
_EAST_ASIAN = lazy_pattern(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일])?)?")
_YEAR = lazy_pattern(r"(?<!\d)(1\d{3}|20\d\d)(?!\d)")
_UNDATED = lazy_pattern(
    r"\[?(?:n\.?\s?d\.?|no date|undated|s\.?\s?[ad]\.?|sine anno"
    r"|o\.?\s?[jJ]\.?|ohne jahr|sans date|sin fecha|s\.?\s?f\.?"
    r"|senza data|z\.?\s?j\.?|u\.?\s?å\.?|б\.?\s?[гд]\.?|без даты)\]?",
    re.IGNORECASE,
)
"""That a work has no date, which every style says in words of its own."""


_STATES_AS_SPELT = (
    "forthcoming, in press, to appear, to be published, in preparation, submitted, accepted, under review, "
    "im Druck, im Erscheinen, erscheint demnächst, in Vorbereitung, eingereicht, à paraître, sous presse, "
    "en préparation, en prensa, próximamente, de próxima aparición, en preparación, in stampa, in corso di stampa, "
    "in corso di pubblicazione, di prossima pubblicazione, no prelo, em preparação, in druk, te verschijnen, w druku, "
    "v tisku, v tlači, u tisku, under tryckning, kommande, under utgivelse, kommende, painossa, tulossa, baskıda, "
    "в печати, готовится к печати, у друці, под печат, 近刊, 印刷中, 刊行予定, 出版予定, 即将出版, 待出版, 出版中, "
    "출간 예정, 출판 예정, 게재 예정, 인쇄 중"
)
_STATES = {state.casefold(): state for state in _STATES_AS_SPELT.split(", ")} | {
    "inpress": "in press", "inpreparation": "in preparation", "prepublished": "in press",
}  # fmt: skip
"""What stands for the date of a work that has not appeared, folded, and BibLaTeX's names for it."""


def csl_date(text: str) -> CslDate | None:
    """Return the date that ``text`` writes; None where there is no year in it.

    A range has two dates. Of a text that is not understood whole the year is taken, as the first page's is.
    """
    text = " ".join(text.split()).strip(" .,")
    if found := _SUPPLIED.fullmatch(text):
        date = csl_date(found["date"])
        is_sure = date is not None and not date.get("circa") and not date.get("season") and "?" not in text
        return date | {"literal": text} if date and is_sure else date
    circa = _CIRCA.match(text) is not None or text.endswith("?")
    if circa:
        text = _CIRCA.sub("", text, count=1).strip("[] ?")
    for read in (_read_unspecified, _read_edtf, _read_numbers, _read_words, _read_numerals):
        date = read(text)
        if date:
            return date | {"circa": True} if circa else date
    found = _YEAR.search(text)
    return {"date-parts": [[int(found[1])]]} | ({"circa": True} if circa else {}) if found else None


def reprint_dates(text: str) -> tuple[CslDate, CslDate] | None:
    """Return when a work first appeared and when this edition of it did, where ``text`` gives both; else None."""
    for pattern in _REPRINTS:
        found = pattern.fullmatch(" ".join(text.split()).strip(" .,"))
        if found and int(found["issued"]) - int(found["original"]) > (_LONGEST_SPAN if "/" in found[0] else 0):
            return {"date-parts": [[int(found["original"])]]}, {"date-parts": [[int(found["issued"])]]}
    return None


def publication_status(text: object) -> str | None:
    """Return the state of a work that is to appear, where a date would stand: ``forthcoming``, ``im Druck``.

    It is CSL's ``status``, spelt as its language spells it.
    """
    words = " ".join(re.findall(r"\w+", str(text or "").casefold()))
    return _STATES.get(words)


def read_date(value: object) -> CslDate | None:
    """Return the date that a data file has: CSL's own form, a mapping with a year, a list of them, or text."""
    if isinstance(value, str | int):
        return csl_date(str(value))
    if isinstance(value, list):
        found = [one["date-parts"][0] for item in value if (one := read_date(item)) and one.get("date-parts")]
        return {"date-parts": found[:2]} if found else None
    if not isinstance(value, Mapping):
        return None
    given = value.get("date-parts")
    if given is None and value.get("year"):
        given = [[value["year"], value.get("month"), value.get("day")]]
    date: CslDate | None = {"date-parts": parts} if (parts := _date_parts(given)) else None
    if date is None:
        text = str(value.get("raw") or value.get("literal") or "")
        date = csl_date(text) or ({"literal": text} if text else None)
    if date is not None:
        date |= {key: value[key] for key in ("season", "circa") if value.get(key)}
        if season := _SEASONS.get(str(value.get("season")).strip().lower()):
            date["season"] = season
        if _SUPPLIED.fullmatch(str(value.get("literal", ""))):
            date["literal"] = value["literal"]
    return None if date and _UNDATED.fullmatch(str(date.get("literal", ""))) else date


def add_month(date: CslDate, month: str, day: str = "") -> CslDate:
    """Return a date that is a mere year with the month, the season and the day that stand beside it in BibTeX."""
    parts = date.get("date-parts", [])
    if len(parts) != 1 or len(parts[0]) != 1:
        return date
    words = re.findall(r"[^\W\d_]+", month.lower())
    numbers = [int(number) for number in re.findall(r"\d{1,2}", month)]
    named = [_MONTHS[word] for word in words if word in _MONTHS]
    season = next((_SEASONS[word] for word in words if word in _SEASONS), None)
    if season:
        return date | {"season": season}
    if len(named) == 2 and not numbers:
        return date | {"date-parts": _month_span(parts[0][0], *named)}
    if not named and numbers:
        named, numbers = numbers[:1], numbers[1:]
    days = [int(day)] if day.strip().isdigit() else numbers
    return date | {"date-parts": [_valid_parts(parts[0][0], *named[:1], *(days[:1] if named else []))]}


def year_of_date(date: object) -> int | None:
    """Return the first year of a CSL date; None where it has none."""
    parts = date.get("date-parts") if isinstance(date, Mapping) else None
    return int(parts[0][0]) if parts and parts[0] else None


def _read_unspecified(text: str) -> CslDate | None:
    """Return the years that one with unknown figures may be, as BibLaTeX has them: 192X is 1920 to 1929."""
    found = _UNSPECIFIED.fullmatch(text)
    if not found or len(found["known"]) + len(found["unknown"]) != 4:
        return None
    years = 10 ** len(found["unknown"])
    first = int(found["known"]) * years
    return {"date-parts": [[first], [first + years - 1]]}


def _read_numerals(text: str) -> CslDate | None:
    """Return a year in numerals of other kinds: MCMXXIII, 昭和十二年, 一九八九年."""
    from kurilsearch.language.numerals import roman_value
    from kurilsearch.language.printed_years import ROMAN_YEAR, era_year, han_year

    roman = ROMAN_YEAR.fullmatch(text)
    year = roman_value(text.rstrip(".")) if roman else era_year(text) or han_year(text)
    return {"date-parts": [[year]]} if year else None


def _read_edtf(text: str) -> CslDate | None:
    """Return a date or a range of EDTF, whose open end is left out: ``1985/1992-03``, ``2001-21``, ``1985~``."""
    if (years := _SHORT_RANGE.fullmatch(text)) and int(years[2]) == int(years[1]) % 100 + 1:
        return None  # 1923-24 is a winter to EDTF, and two years to people
    halves = [half for half in text.split("/") if half not in ("", "..")]
    found = [_EDTF.fullmatch(half) for half in halves]
    if not found or len(found) > 2 or len(text.split("/")) > 2 or not all(found):
        return None
    date: CslDate = {"date-parts": []}
    for match in filter(None, found):
        year, month, day = (int(match[part] or 0) for part in ("year", "month", "day"))
        if 21 <= month <= 24:
            date["season"] = month - 20
            month = day = 0
        if year <= 0:
            year -= 1  # EDTF counts a year 0, CSL does not: -0043 is 44 BC
        date["date-parts"].append(_valid_parts(year, month, day))
        if match["doubt"]:
            date["circa"] = True
    return date


def _read_numbers(text: str) -> CslDate | None:
    """Return a date in figures: RIS's slashes, ``1985-86``, ``01.04.2015``, ``2021年5月3日``."""
    if found := _SLASHED.fullmatch(text):
        return {"date-parts": [_valid_parts(*(int(part or 0) for part in found.groups()))]}
    if found := _SHORT_RANGE.fullmatch(text):
        first, last = found[1], found[2]
        ends = int(first[:2] + last) if len(last) == 2 else int(last)
        return {"date-parts": [[int(first)], [ends]]} if ends > int(first) else None
    if found := _DAY_MONTH_YEAR.fullmatch(text):
        return {"date-parts": [_valid_parts(int(found[3]), int(found[2]), int(found[1]))]}
    if found := _EAST_ASIAN.match(text) or _KOREAN.fullmatch(text):
        return {"date-parts": [_valid_parts(*(int(part or 0) for part in found.groups()))]}
    return None


def _month_span(year: int, first: int, last: int) -> list[list[int]]:
    """Return the months of a double number: those of the turn of a year, December to January, begin a year before."""
    return [[year if first <= last else year - 1, first], [year, last]]


def _read_words(text: str) -> CslDate | None:
    """Return a date whose month or season is a word: ``5 May 1985``, ``1996. május``, ``May–June 2001``."""
    if span := _MONTH_RANGE.fullmatch(text):
        first, last = (_MONTHS.get(span[part].lower()) for part in (1, 2))
        if first and last and first != last:
            return {"date-parts": _month_span(int(span[3]), first, last)}
    if (found := _MONTH_FIRST.search(text)) and (month := _MONTHS.get(found[1].lower())):
        return {"date-parts": [_valid_parts(int(found[3]), month, int(found[2]))]}
    for found in _DAY_FIRST.finditer(text):
        word = found[2].lower()
        if month := _MONTHS.get(word):
            return {"date-parts": [_valid_parts(int(found[3]), month, int(found[1] or 0))]}
        if season := _SEASONS.get(word):
            return {"date-parts": [[int(found[3])]], "season": season}
    if (found_first := _YEAR_FIRST.search(text)) and (month := _MONTHS.get(found_first[2].lower())):
        return {"date-parts": [_valid_parts(int(found_first[1]), month, int(found_first[3] or 0))]}
    return None


def _date_parts(value: object) -> list[list[int]]:
    """Return the dates of CSL's ``date-parts``, whose numbers some programs write as text."""
    dates: list[list[int]] = []
    for date in value if isinstance(value, list) else []:
        numbers = (
            [int(str(part)) for part in date if re.fullmatch(r"-?\d{1,5}", str(part))] if isinstance(date, list) else []
        )
        if numbers:
            dates.append(_valid_parts(*numbers[:3]))
    return dates[:2]


def _valid_parts(year: int, month: int = 0, day: int = 0) -> list[int]:
    """Return year, month and day, those that no calendar has left out."""
    if not 1 <= month <= 12:
        return [year]
    return [year, month, day] if 1 <= day <= 31 else [year, month]
