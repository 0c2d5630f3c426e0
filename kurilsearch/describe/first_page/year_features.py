"""The years that a first page prints, and what is seen of each, as features for the model that tells the work's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kurilsearch.csl.printed_dates import date_of
from kurilsearch.describe.first_page.running_text import lower_share
from kurilsearch.language.months import MONTHS

_YEAR = re.compile(r"(?<![\d.,/])(?:1[5-9]|20)\d\d(?!\d|[,.]\d)")
_IN_SENTENCE = re.compile(r"[^\W\d_]+\s(?P<year>\d{4}),?\s(?P<next>[^\W\d_]+)")
_PUBLISHER = re.compile(r"publishers?\b", re.IGNORECASE)
_FEWEST_WORDS = 10
_SMALL_SHARE, _SMALL_SHARE_ALONE = 0.3, 0.5
"""Of the words of running text so many are small, or more where it does not plainly go on below."""
_SMALL_WORD = re.compile(r"[^\W\d_A-ZÀ-Þ]{2,}\s")
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_MONTHS = frozenset(form.casefold() for months in MONTHS.values() for forms in months for form in forms)
_SAID = {
    "received": re.compile(r"receiv|revis|submitt|eingegangen|reçu|recibido|поступила", re.I),
    "accepted": re.compile(r"accept|approv|angenommen|accepté|aceptado|принята", re.I),
    "published": re.compile(r"publish|publi|online|posted|erschienen|issued|発行|опубл", re.I),
    "rights": re.compile(r"©|\(c\)|copyright|all rights", re.I),
    "volume": re.compile(r"\bvol|\bno\.|\d\s?\(\d|\d:\s?\d|\bpp?\.|№|第|\bJg|\bBd", re.I),
    "preprint": re.compile(r"arxiv|biorxiv|hal-|preprint", re.I),
    "read": re.compile(r"access|retriev|download|consult|abgerufen|cited|available", re.I),
    "meeting": re.compile(r"conference|proceedings|workshop|symposium|congress|tagung|colloque", re.I),
    "cites": re.compile(r"et al|cite this|citation|\(\s?(?:1[5-9]|20)\d\d[a-z]?\s?\)", re.I),
}


class PrintedYear(NamedTuple):
    """A year on a page, the number of its line, and the span it has there."""

    year: int
    line: int
    start: int
    end: int


def printed_years(texts: Sequence[str]) -> list[PrintedYear]:
    """Return the years that stand in the lines, in order, but for those in running text."""
    years = []
    for at, text in enumerate(texts):
        text = text[:400]
        if not _YEAR.search(text):
            continue
        said = {
            found.start("year")
            for found in _IN_SENTENCE.finditer(text)
            if found[0].islower() and not _MONTHS & set(found[0].split())
        }
        if _is_running(text, "".join(texts[at + 1 : at + 2])):
            said |= {found.start() for found in _YEAR.finditer(text)}
        found = (found for found in _YEAR.finditer(text) if found.start() not in said)
        years += [PrintedYear(int(each[0]), at, each.start(), each.end()) for each in found]
    return years


def _is_running(text: str, below: str) -> bool:
    """Return whether a line is of running text that goes on in the line below, and tells nothing of a work."""
    is_long = len(text.split()) >= _FEWEST_WORDS and lower_share(text) >= _SMALL_SHARE
    goes_on = lower_share(text) >= _SMALL_SHARE_ALONE or _SMALL_WORD.match(below) is not None
    plain = _PUBLISHER.sub("", text)  # who publishes is no date of it
    return is_long and goes_on and not any(form.search(plain) for form in _SAID.values())


def year_features(
    texts: Sequence[str], labels: Sequence[str], years: Sequence[PrintedYear], told: int | None
) -> list[list[str]]:
    """Return the features of each year; ``labels`` are those of the lines, ``told`` is the year of a labelled date."""
    often = Counter(each.year for each in years)
    head = [at for at, label in enumerate(labels) if label in ("title", "author")]
    first, last = (head[0], head[-1]) if head else (0, 0)
    newest = max(often, default=0)
    return [_of_year(texts, labels, each, often, newest, (first, last), told) for each in years]


def _of_year(
    texts: Sequence[str], labels: Sequence[str], each: PrintedYear, often: Counter[int], newest: int,
    head: tuple[int, int], told: int | None,
) -> list[str]:  # fmt: skip
    text = texts[each.line]
    before, behind = _WORD.findall(text[: each.start])[-3:], _WORD.findall(text[each.end :])[:2]
    near = text[max(each.start - 60, 0) : each.end + 30]
    issued = date_of(text)
    features = [
        f"line {labels[each.line]}",
        f"place {_place(each.line, head)}",
        f"times {min(often[each.year], 3)}",
        f"newest {each.year == newest}",
        f"before newest {min(newest - each.year, 3)}",
        f"years in line {min(len(_YEAR.findall(text)), 3)}",
        f"told {'none' if told is None else told == each.year}",
        f"date {bool(issued and issued['date-parts'][0][0] == each.year)}",
        f"length {min(len(text) // 30, 5)}",
        f"old {each.year < 1900}",
        f"small {round(4 * lower_share(text[:400]))}",
        f"goes on {each.end >= len(text) - 1 and ''.join(texts[each.line + 1 : each.line + 2])[:1].islower()}",
        *(f"<{word.lower()}" for word in before if not word.isdigit()),
        *(f">{word.lower()}" for word in behind if not word.isdigit()),
        f"signs {_sign(before[-1:])}_{_sign(behind[:1])}",
    ]
    features += [f"near {name}" for name, form in _SAID.items() if form.search(near)]
    features += [f"in line {name}" for name, form in _SAID.items() if form.search(text[:400])]
    if any(word.casefold() in _MONTHS for word in before + behind):
        features.append("month")
    return features


def _place(line: int, head: tuple[int, int]) -> str:
    return "above" if line < head[0] else "head" if line <= head[1] else f"below {min((line - head[1]) // 4, 5)}"


def _sign(words: list[str]) -> str:
    return "".join(word for word in words if not word.isalnum())
