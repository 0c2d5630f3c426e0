"""Dates as first pages print them: of publication, in volume lines and in imprints."""

from __future__ import annotations

import re
from functools import lru_cache

from kurilsearch.csl.dates import DATE_NAMES, CslDate, csl_date
from kurilsearch.language.any_of import any_of
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.printed_years import (
    ERA_YEAR,
    FIRST_YEAR,
    HAN_YEAR,
    LAST_YEAR,
    ROMAN_YEAR,
    YEAR,
    era_year,
    han_year,
    roman_year,
)

_YEAR = re.compile(rf"(?<![\d.,/-])({YEAR})(?!\d|[.,]\d|-\d{{3}}[\dXx])")
_YEAR_IN_BRACKET = re.compile(rf"\[?{_YEAR.pattern}\.?\]")
_DAY_MONTH_YEAR = re.compile(rf"(?<!\d)\d{{1,2}}[./-]\d{{1,2}}[./-]({YEAR})(?!\d)")
_ISO_DATE = re.compile(rf"(?<!\d)({YEAR})[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)")

_MONTH = any_of(DATE_NAMES)
_FULL_DATE = lazy_pattern(
    rf"(?:(?:posted|published)\s+)?(?:on\s+)?(?:(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?P<a>\d{{4}})"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of |de )?(?:{_MONTH})\.?,?(?: del?)?\s+(?P<b>\d{{4}})(?:\s?г\.)?"
    rf"|(?P<c>\d{{4}})(?P<sign>[-/])\d\d(?P=sign)\d\d(?!\d)|\d{{1,2}}\.\d{{1,2}}\.(?P<d>\d{{4}})|(?P<e>\d{{4}})年\d{{1,2}}月(?:\d{{1,2}}日)?)",
    re.IGNORECASE,
)
_DATED = lazy_pattern(
    rf"(?<![^\W_])(?:(?:{_MONTH})\.?,?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?,)?(?: del?)?\s+\d{{4}}(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of |de )?(?:{_MONTH})\.?,?(?: del?)?\s+\d{{4}}(?!\d)"
    rf"|(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}(?!\d)"
    rf"|\d{{4}}\.?\s+(?:{_MONTH})(?:\s+\d{{1,2}})?(?!\w)"
    r"|\d{4}-\d\d-\d\d(?!\d)|\d{4}/\d\d/\d\d(?!/?\d)|\d{1,2}\.\d{1,2}\.\d{4}(?!\d)|\d{4}\. ?\d{1,2}\.(?: ?\d{1,2}\.?)?"
    r"|\d{4}\s?[年년]\s?\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日일])?)",
    re.IGNORECASE,
)
_FOUR_DIGITS = re.compile(r"\d{4}")
_SPANNING = "-–—/"
_WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    r"lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|"
    r"zondag|"
    r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
)
_FILLER = (
    r"published|posted|dated|erschienen|veröffentlicht|publié|publicado|pubblicato|опубликовано|date|issued|on|am|le|"
    r"el|il|"
    r"the|of|de|del|den|vom|st|nd|rd|th|er|г|года?|год|年|月|日|발행|online|first|revised edition|edition|printed|in|"
    r"発行|掲載|公開|号|년|월|일|gmt|utc|jst|pm|a\.m|p\.m"
)
_DATE_WORD = lazy_pattern(
    rf"(?<!\w)(?:{_MONTH}|{_WEEKDAY}|{_FILLER})(?!\w)\.?|第\d{1, 2}(?:版|刷)|[年月日号년월일版刷]|\d+(?:st|nd|rd|th|"
    rf"er)?",
    re.IGNORECASE,
)
_IMPRINT = re.compile(rf"([^\d]{{2,60}}?)[\s,.(]+{YEAR}\)?\.?")
_IMPRINT_WORDS = frozenset(("and", "und", "et", "y", "e", "и", "of", "de", "contributors"))
_NOT_OF_THE_WORK = re.compile(
    r"\b(?:retrieved|accessed|downloaded|last (?:updated|modified|edited|changed)|updated|modified|received|accepted|"
    r"submitted|revised|release date|posting date|most recently updated|born|abgerufen|zuletzt|consulté|"
    r"обращения|изменен[оа]|поступила|принята)\b|閲覧|最終更新|更新日|受付|受理",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def year_of(text: str) -> int | None:
    """Return the year in a line that is known to say when a work appeared; None where it names none.

    Of several the one in a full date, then the first. Lines about something else than the appearance
    (``Received``, ``Retrieved``, ``Last updated``) give None. Remembered, for a first page asks often of a line.
    """
    year = _first_year(text)
    return None if year is None or _NOT_OF_THE_WORK.search(text) else year


def _first_year(text: str) -> int | None:
    for pattern in (_DAY_MONTH_YEAR, _ISO_DATE, _YEAR) if _FOUR_DIGITS.search(text) else ():
        found = pattern.search(text)
        if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            return int(found[1])
    return era_year(text) or han_year(text) or roman_year(text)


def date_of(text: str) -> CslDate | None:
    """Return the date in a line that says when a work appeared, with month and day or season where it has them.

    Its year is that of :func:`year_of`. Of a span of months the year alone is known.
    """
    year = year_of(text)
    if year is None:
        return None
    for found in _DATED.finditer(text):
        date = csl_date(found[0])
        if date and date["date-parts"][0][0] == year and text[max(found.start() - 1, 0)] not in _SPANNING:
            return date
    return {"date-parts": [[year]]}


def without_date(text: str) -> str:
    """Return the line without the date at its end, the name of the day before it included."""
    rest = split_off_date(text)[0]
    return re.sub(rf"[\s,|–—-]*(?:{_WEEKDAY})\.?[\s,]*$", "", rest, flags=re.IGNORECASE).strip(" ,|")


def split_off_date(text: str) -> tuple[str, int | None]:
    """Return the line without the full date at its start or end, and the year of that date, if there is one."""
    found = _FULL_DATE.search(text) if _FOUR_DIGITS.search(text) else None
    if not found or (found.start() > 0 and found.end() < len(text.rstrip(" .,"))):
        return text, None
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" \u3000,|•·–—-.")
    year = int(next(group for group in found.groups() if group))
    return rest, year if FIRST_YEAR <= year <= LAST_YEAR else None


def is_date_line(text: str) -> bool:
    """Return whether a line is nothing but a date with a year, perhaps after a place (``Tokyo, 5 May 1985``)."""
    if len(text) > 70 or text.endswith(":"):
        return False  # "… of the Act of\n1998:" goes on
    if _YEAR_IN_BRACKET.match(text):
        return True  # the year in the head of an old journal's page, its author and a page number beside it
    if ROMAN_YEAR.fullmatch(text):
        return roman_year(text) is not None
    if not (_YEAR.search(text) or _DAY_MONTH_YEAR.search(text) or era_year(text) or han_year(text)):
        return False
    rest = re.sub(r"[一二三四五六七八九十]+(?=[月日])", "", HAN_YEAR.sub("", ERA_YEAR.sub("", text)))
    rest = re.sub(r"[^\w]+", " ", _DATE_WORD.sub(" ", rest)).strip()
    return not rest or (rest.istitle() and len(rest.split()) == 1 and len(rest) <= 15 and text.startswith(rest))


def is_imprint(text: str) -> bool:
    """Return whether a line is a place or publisher with a year (``London: Macmillan, 1912``, ``Москва 1985``).

    A title may end with a year too, but it has small words in it.
    """
    found = _IMPRINT.fullmatch(text)
    if not found or len(text.split()) > 9:
        return False
    return not any(word[0].islower() and word not in _IMPRINT_WORDS for word in found[1].split())
