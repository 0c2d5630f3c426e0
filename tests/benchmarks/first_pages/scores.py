"""The verdicts on what is read of a first page, as the scores of the collections have them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rapidfuzz import fuzz

from kurilsearch.csl.names import csl_name
from kurilsearch.describe.first_page.labelled import Reading, ReadYear
from kurilsearch.work import Item
from tests.benchmarks.first_pages.truth import Truth, fold
from tests.first_pages import as_golden

FIELDS = ("title", "authors", "first author", "year", "title, authors and year")
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "junior"}
_ALIKE = 80


def judge(truth: Truth, item: Item) -> dict[str, str]:
    """Return ``right``, ``near``, ``wrong`` or ``missing`` a field; ``none`` or ``invented`` where there is none."""
    verdicts = {"title": _of_title(item.get("title"), truth.titles)}
    names = [name.get("family") or name.get("literal") or "" for name in item.get("author", ())]
    if truth.authors is not None:
        verdicts |= _of_authors([family for _, family in truth.authors], names)
    year = item["issued"]["date-parts"][0][0] if item.get("issued") else None
    if truth.years is not None:
        if truth.years:
            verdicts["year"] = "missing" if year is None else "right" if year in truth.years else "wrong"
        else:
            verdicts["year"] = "none" if year is None else "invented"
    if truth.authors and truth.years and truth.titles:
        whole = all(verdicts[name] == "right" for name in ("title", "authors", "year"))
        verdicts[FIELDS[-1]] = "right" if whole else "wrong"
    return verdicts


def judge_reading(truth: Truth, reading: Reading, year: ReadYear | None) -> Iterator[tuple[str, float, bool]]:
    """Yield name, margin and whether it was right for what the models read, sure or not."""
    if reading.title:
        yield "title", reading.margins["title"], _of_title(reading.title, truth.titles) == "right"
    if truth.authors is not None and reading.authors:
        verdicts = _of_authors([family for _, family in truth.authors], _families(reading.authors))
        yield "first", reading.margins["first"], verdicts.get("first author") == "right"
        yield "authors", reading.margins["authors"], verdicts.get("authors") == "right"
    if truth.years is not None and year:
        yield "year", year.margin, year.year in truth.years


def judge_alternatives(truth: Truth, reading: Reading) -> Iterator[tuple[str, bool]]:
    """Yield whether each other reading is right of a field whose first is wrong."""
    if reading.title and _of_title(reading.title, truth.titles) != "right":
        for title in reading.other_titles:
            yield "other titles", _of_title(title, truth.titles) == "right"
    right = [family for _, family in truth.authors or ()]
    if right and reading.authors and _of_authors(right, _families(reading.authors)).get("authors") != "right":
        for names in reading.other_authors:
            yield "other authors", _of_authors(right, _families(names)).get("authors") == "right"


def _families(printed: Sequence[str]) -> list[str]:
    names: list[Any] = [csl_name(name) or {} for name in printed]
    return [name.get("family") or name.get("literal") or "" for name in names]


def judge_others(truth: Truth, item: Item) -> Iterator[tuple[str, bool]]:
    """Yield whether each other field that is given is right, where the truth has it."""
    told = as_golden(item)
    for name, right in truth.others.items():
        if right and name in told:
            given = fold(told[name])
            yield name, any(given == fold(one) or fuzz.ratio(given, fold(one)) >= _ALIKE for one in right)


def _of_title(title: str | None, right: Sequence[str]) -> str:
    if not right:
        return "invented" if title else "none"
    if not title:
        return "missing"
    given = fold(title)
    if any(given == fold(one) for one in right):
        return "right"
    mains = [fold(re.split(r"[:?.]\s", one)[0]) for one in right]
    is_near = given in mains or any(fuzz.ratio(given, fold(one)) >= _ALIKE for one in right)
    return "near" if is_near else "wrong"


def _of_authors(right: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    given = [_last_word(name) for name in names]
    if not right:
        return {"authors": "invented" if given else "none"}
    if not given:
        return {"authors": "missing", "first author": "missing"}
    wanted = [_last_word(name) for name in right]
    return {
        "authors": "right" if Counter(given) == Counter(wanted) else "wrong",
        "first author": "right" if given[0] == wanted[0] else "wrong",
    }


def _last_word(family: str) -> str:
    words = [word for word in family.split() if fold(word)]
    while len(words) > 1 and fold(words[-1]) in _SUFFIXES:
        words.pop()
    return fold(words[-1]) if words else ""
