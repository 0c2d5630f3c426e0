"""Works as notes and the lines below block quotations name them: in full, by a short title, by a name and a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from kurilsearch.check.draft import CitationItem
from kurilsearch.check.drafts.cite_keys import QUOTED_IN
from kurilsearch.check.drafts.locators import read_locator
from kurilsearch.language.printed_years import LATER_YEAR
from kurilsearch.model import Span
from kurilsearch.references.name_patterns import UNDATED

_LEAD = re.compile(
    r"\s*(?:(?:see also|see|cf\.|compare|e\.g\.,?|vgl\.(?: auch| dazu)?|siehe(?: auch)?|so"
    r"|voir(?: aussi)?|см\.(?: также)?|ср\.|véase"
    r"|vid\.|[—–―]|--+)\s*)*",
    re.I,
)
_CAPITAL = r"[^\W\d_a-zß-öø-ÿа-яё]"
_PARTICLE = r"(?:von|van|de|der|di|du|da|la|le|al|del)"
_PSEUDONYM = r"\[(?:pseud|ps|псевд)\.?\]"
_NAME = rf"(?:{_PARTICLE}\s)*{_CAPITAL}[\w.’'-]*(?:\s(?:{_PARTICLE}|{_PSEUDONYM}|{_CAPITAL}[\w.’'-]*))*"
_AND = r"(?:&|and|und|et|y|и)"
_NAMES = re.compile(
    rf"(?P<names>{_NAME}(?:\s?(?:,|{_AND})\s{_NAME}(?=\s?(?:{_AND}|,)))*(?:\s?{_AND}\s{_NAME})?)"
    r"(?P<others>\s(?:et al\.|u\. ?a\.|и др\.))?(?=[,:.]|\s?[(\d“\"„«]|\s?\Z)"
)
_EAST_ASIAN = re.compile(
    r"(?P<names>[\u3005\u4e00-\u9fff\u30a0-\u30ff・]{2,12})[:：、,]?\s?[「『《〈“](?P<title>[^」』》〉”]{2,80})[」』》〉”](?P<rest>.{0,80})"
)
_YEAR = re.compile(rf"(?<![\d–-])(?P<year>{LATER_YEAR}[a-z]?|{UNDATED})(?![\d])", re.I)
_PLACE_AT_END = re.compile(
    r"(?:[,:.)]\s?|\s)(?P<place>(?:[^\W\d_]{1,6}\.|¶|§{1,2}|Absatz|chapter|page"
    r"|pages)?\s?\d{1,4}(?:\s?[-–—]\s?\d{1,4})?(?:\s?ff?\.?)?|\d{1,5}[頁页])\s*[.。]?\s*\Z"
)
_BETWEEN = re.compile(r"\s*(?:,|&|\band\b|\bund\b|\bet\b|\by\b|\bи\b)\s*")
_PART = re.compile(r"[^;；]+")
_LONGEST = 400


class NamedWork(NamedTuple):
    """A work that is named at a span of a text; ``is_full`` says that it is told with its year."""

    span: Span
    item: CitationItem
    is_full: bool


def works_named_in(text: str) -> Iterator[NamedWork]:
    """Yield the works that a note names, one for each part between semicolons that begins with names."""
    for part in _PART.finditer(text):
        through = QUOTED_IN.search(part[0])
        if through is None:
            work = _work(text, part.start(), part.end())
            if work:
                yield work
            continue
        first = _work(text, part.start(), part.start() + through.start())
        second = _work(text, part.start() + through.end(), part.end())
        if first and second:
            span = (first.span[0], second.span[1])
            yield NamedWork(span, replace(first.item, quoted_in=second.item), first.is_full)
        elif second:
            yield NamedWork(second.span, CitationItem(quoted_in=second.item), second.is_full)


def _work(text: str, start: int, end: int) -> NamedWork | None:
    """Return the work that a range names; None where it does not begin with names, or says nothing but names."""
    lead = _LEAD.match(text, start, end)
    begin = lead.end() if lead else start
    stop = begin + len(text[begin:end].rstrip(" ,("))
    if stop - begin > _LONGEST:
        return None
    if found := _EAST_ASIAN.match(text, begin, stop):
        label, locator = read_locator((_PLACE_AT_END.search(" " + found["rest"]) or [""])[0])
        year = _YEAR.search(found["rest"])
        item = CitationItem((found["names"],), False, year and year["year"], found["title"], locator, label)
        return NamedWork((begin, stop), item, year is not None)
    names = _NAMES.match(text, begin, stop)
    if names is None:
        return None
    rest = text[names.end() : stop]
    year = next(reversed(list(_YEAR.finditer(rest))), None)
    place = _PLACE_AT_END.search(rest)
    if place and year and place.start("place") <= year.start() < place.end("place"):
        place = None
    label, locator = read_locator(place["place"]) if place else (None, None)
    until = min([len(rest), *([year.start()] if year else []), *([place.start("place")] if place else [])])
    title = re.split(r"[(（]", rest[:until])[0].strip(' ,.:;“”"„«»‘’*_') or None
    if title is not None and len(title) < 3:
        title = None
    if not (year or title or locator) and stop - begin > len(names["names"]) + 2:
        return None
    authors = names["names"]
    if title is None and "," in authors and (year is None or _is_title_before_year(authors, rest)):
        authors, _, title = authors.partition(",")
        title = title.strip()
    cited = tuple(_family(name) for name in _BETWEEN.split(authors) if name)
    item = CitationItem(cited, bool(names["others"]), year and year["year"], title, locator, label)
    return NamedWork((begin, stop), item, year is not None)


def _is_title_before_year(authors: str, rest: str) -> bool:
    """Tell whether what looks like a second author is a title: two authors would have an *and* between them."""
    return re.match(r"\s*(?:,|\((?!\d))", rest) is not None and re.search(rf"\s{_AND}\s", authors) is None


def _family(name: str) -> str:
    """Return the family name of a name as notes print it, given name first: with the particles before it."""
    words = [word for word in name.split() if not word.startswith("[")]
    first = len(words) - 1
    while first > 0 and words[first - 1].islower():
        first -= 1
    return " ".join(words[first:])
