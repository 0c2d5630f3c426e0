"""Lines in which a first page cites its own work: ``To cite this article: …``, ``In: A. Smith (ed.), …``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilsearch.csl.doi import find_dois
from kurilsearch.csl.names import read_names
from kurilsearch.csl.printed_dates import date_of
from kurilsearch.describe.first_page.header_lines import HeaderLine
from kurilsearch.describe.first_page.imprints import CITY_PATTERN, is_publisher
from kurilsearch.describe.first_page.line_roles import Role
from kurilsearch.describe.first_page.periodical_lines import container_name, marked_pages, read_periodical_line
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.names import split_names
from kurilsearch.language.printed_years import YEAR
from kurilsearch.work import Item

_MAX_CHARS = 700
_MOST_LINES = 10
"""Lines that such a citation takes where it is set narrow."""
_CITE = re.compile(
    r"^(?:to cite (?:this|it)\b[^:]{0,40}|citation|cite (?:this|as)\b[^:]{0,30}|how to cite\b[^:]{0,30}|"
    r"(?:suggested|recommended|preferred) citation|please cite\b[^:]{0,40}|zitiervorschlag|zitierweise|"
    r"pour citer\b[^:]{0,40}|"
    r"(?:cómo|como|para) citar\b[^:]{0,40}|per citare\b[^:]{0,40}|для цитирования|引用(?:格式)?)\s*[:：]\s*",
    re.IGNORECASE,
)
_ARCHIVE_NUMBER = re.compile(r"\s*[⟨<(]?(?:hal|tel|halshs|inria|cel|dumas|ijn)-\d{6,}(?:v\d)?[⟩>)]?")
"""The number that the French archive HAL gives a work."""
_EDITED = r"(?:eds?\.?|editors?|hgg?\.?|hrsg\.?|dirs?\.?|éds?\.?|coords?\.?|a cura di|red\.?|ред\.?)"
_IN = r"^(?://\s*|(?:in|dans|en|w|v|в кн\.?|в сб\.?|out of|from)\s*:?\s+)"
_EDITORS_FIRST = re.compile(
    rf"{_IN}(?P<editors>.{{3,160}}?),?\s*\({_EDITED}\)\s*[.,:]?\s*(?P<rest>\S.+)$", re.IGNORECASE
)
_EDITORS_AFTER = re.compile(
    rf"{_IN}(?P<title>.{{3,200}}?)\s*[,.(/]\s*(?:ed(?:ited|\.)? by|h(?:rs)?g\. v(?:on|\.)|herausgegeben von|"
    r"sous la dir(?:ection|\.) de|a cura di|edición de|под ред(?:\.|акцией)|pod red\.|red\.)\s+"
    r"(?P<editors>[^,;()]{0,100}?[^\W\d_]{2,})\)?[.,;]\s+(?P<rest>\S.+)$",
    re.IGNORECASE,
)
_WHERE = lazy_pattern(
    rf"[.,(]\s*\(?(?:(?P<place>(?i:{CITY_PATTERN})\.?|[A-ZÀ-ÞА-Я][^:,.()\d]{{1,40}}):\s*(?P<publisher>[^,:()\d]{{2,60}}?)"
    rf"|(?P<place2>(?i:{CITY_PATTERN})),\s(?P<publisher2>[^,:()\d]{{2,60}}?))[,.]?\s*\(?{YEAR}"
)
_GENITIVE = re.compile(r"под ред|pod red", re.IGNORECASE)
"""After these the editors stand in another case than a citation names them in."""
_DETAIL = re.compile(rf"[,.(]\s*\(?(?:{YEAR}\b|pp?\.|S\.|s\.|С\.|с\.|vol|Bd\.)", re.IGNORECASE)


def own_citation(lines: Sequence[str]) -> str:
    """Return how a page cites its own work: what stands behind ``To cite this article``, up to a DOI; or nothing."""
    for number, line in enumerate(lines):
        if not (label := _CITE.match(line)):
            continue
        text = line[label.end() :]
        for more in lines[number + 1 : number + _MOST_LINES]:
            if find_dois(text) or len(text) > _MAX_CHARS:
                break
            text = f"{text[:-1]}{more}" if text.endswith("-") and more[:1].islower() else f"{text} {more}"
        return text.strip()[:_MAX_CHARS]
    return ""


def read_cite_lines(lines: Sequence[str], title: str | None) -> Item:
    """Return what a ``To cite this article`` line says of the source, which begins after the title."""
    found: Item = {}
    for number, line in enumerate(lines):
        label = _CITE.match(line)
        if not label:
            continue
        for last in range(number + 1, min(number + 4, len(lines)) + 1):
            text = " ".join(lines[number:last])[label.end() : _MAX_CHARS]
            item = _after_title(text, title)
            if item.get("container-title"):
                return item
            if item and last > number + 1:
                found = found or item
        dois = find_dois(" ".join(lines[number : number + 3]))
        if len(dois) == 1:
            return found | {"DOI": dois[0]}
    return found


def read_in_line(header: Sequence[HeaderLine]) -> Item:
    """Return the book that the work is a chapter of: ``In: A. Smith (ed.), Title, Place: Publisher, year, pp. 1-9``."""
    for number, line in enumerate(header):
        if line.role in (Role.MENU, Role.END) or not re.match(_IN, line.text, re.IGNORECASE):
            continue
        block = [line.text] + [other.text for other in header[number + 1 : number + 4] if other.block == line.block]
        for last in range(len(block), 0, -1):
            item = _chapter(" ".join(block[:last])[:_MAX_CHARS])
            if item:
                return item
    return {}


def _after_title(text: str, title: str | None) -> Item:
    """Return what stands after the title of the citation; the year may stand before it."""
    at = text.casefold().find(title.casefold()) if title and len(text.casefold()) == len(text) else -1
    if at < 0 or title is None:
        return {}
    rest = _ARCHIVE_NUMBER.sub("", text[at + len(title) :]).lstrip(" .,;:”’\"'»")
    item = read_periodical_line(rest[:280])
    issued = date_of(text[max(at - 30, 0) : at])
    if issued and "container-title" not in item:
        item = read_periodical_line(f"{rest[:270].rstrip(' .')} ({issued['date-parts'][0][0]})") or item
    issued = issued or (date_of(rest[:5]) if re.match(r"\d{4}\b", rest) else None)
    if issued and "issued" not in item:
        item["issued"] = issued
    return item


def _chapter(text: str) -> Item:
    found = _EDITORS_FIRST.match(text) or _EDITORS_AFTER.match(text)
    if not found:
        return {}
    groups = found.groupdict()
    rest = groups["rest"]
    where = _WHERE.search(rest if groups.get("title") is None else f". {rest}")
    detail = _DETAIL.search(rest)
    ends = [match.start() for match in (where, detail) if match]
    title = container_name(groups.get("title") or rest[: min(ends, default=len(rest))])
    editors = read_names(split_names(groups["editors"]))
    if not title or not editors:
        return {}
    item: Item = {"type": "chapter", "container-title": title}
    book, _, house = title.rpartition(". ")
    if book and is_publisher(house):
        item |= {"container-title": book, "publisher": house}
    if not _GENITIVE.search(text):
        item["editor"] = editors
    if where:
        item["publisher"] = (where["publisher"] or where["publisher2"]).strip(" .,")
        item["publisher-place"] = (where["place"] or where["place2"]).strip(" .,")
    issued = date_of(rest)
    if issued:
        item["issued"] = issued
    pages = marked_pages(rest)
    if pages:
        item["page"] = pages
    return item
