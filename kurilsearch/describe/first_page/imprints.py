"""Who published a book, a thesis or a report, and where: what title pages, imprint pages and colophons print."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilsearch.describe.first_page.header_words import CITY, PUBLISHER
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.names import has_institution_word, is_institution
from kurilsearch.language.printed_years import YEAR
from kurilsearch.work import Item

_MAX_NAME = 80
CITY_PATTERN = rf"(?:{CITY})"
_PLACES = rf"(?:{CITY})(?:\s?(?:[,;/&–—-]|and|und|et|y|e|и)\s?(?:{CITY}))*"
_PLACE_LINE = lazy_pattern(rf"\W?(?P<place>{_PLACES})[\s,.:;]*", re.IGNORECASE)
_PLACE_YEAR = lazy_pattern(rf"(?P<place>{_PLACES})[\s,.:]+\[?{YEAR}\]?\.?", re.IGNORECASE)
_FULL = lazy_pattern(
    rf"(?P<place>[^\W\d_][^\d:;()]{{1,60}}?)\s?:\s*(?P<publisher>[^\d:;]{{2,70}}?),\s*(?:©?c?{YEAR}|\[{YEAR}\])"
    r"(?:\s?г)?\.?(?:\s?[–—-]\s?\d+\s?(?:с|с\.|p\.|pp\.|S\.))?\.?"
)
_PLACE_PUBLISHER = lazy_pattern(
    rf"(?P<place>{_PLACES})\s?:\s*(?P<publisher>[^\d:;][^:;\d]{{1,70}}?)[,.\s]*(?:{YEAR}\.?)?", re.IGNORECASE
)
_WITH_COMMAS = lazy_pattern(rf"(?P<place>(?:{CITY})),\s(?P<publisher>[^\d,:;]{{2,60}}),\s{YEAR}\.?", re.IGNORECASE)
_PUBLISHER_PLACE_YEAR = lazy_pattern(
    rf"(?P<publisher>[^\d,:;]{{2,60}}?)[,•·|]\s(?P<place>{_PLACES})(?:[\s,•·|]+{YEAR})?\.?", re.IGNORECASE
)
_PUBLISHED_BY = lazy_pattern(
    rf"^(?:first |originally |re-?)?(?:published|issued)\b(?: (?:in|{YEAR}|[a-z ]{{0,20}}?))*\s*\n?by:?\s+"
    r"(?:the )?(?P<publisher>[^\W\d_][^\n;,:(]{1,70})",
    re.IGNORECASE | re.MULTILINE,
)
_PUBLISHED = lazy_pattern(
    rf"(?:.{{0,20}}\s)?(?:published|reprinted|issued|printed)(?:\s.{{0,24}})?(?:{YEAR})?", re.IGNORECASE
)
_LABELLED = lazy_pattern(
    r"^(?:published by|publisher|verlag|éditeur|editorial|editore|wydawca|kiadó|yayıncı|"
    r"發行|発行所|発行者|発行|"
    r"出版社|出版者|发行|발행처|펴낸곳|출판사)(?:\s*[:：]\s*|[\s　]+)(?P<publisher>[^\n;]{2,70})$",
    re.IGNORECASE | re.MULTILINE,
)
_PRINTED_FOR = lazy_pattern(
    r"^(?:[^\n:]{2,40}:\s*)?printed (?:for|by)(?! the use)(?: and for)? (?P<publisher>[^\n,;]{2,60})", re.I | re.M
)
_AND_PLACE = lazy_pattern(rf"(.{{3,60}}?),\s({_PLACES})", re.IGNORECASE)
_COMPANY = lazy_pattern(r"^株式会社|株式会社$|,?\s(?:Ltd|Limited|Inc|GmbH|LLC|S\.A|S\.p\.A)\.?$|^ООО\s")
_COPYRIGHT = lazy_pattern(
    rf"(?:©|\(c\)|copyright)\W*(?:\(c\)|©)?\s*(?:{YEAR}[,\s]*)?(?:by\s+)?(?P<holder>[^\d\n.]{{3,80}})", re.I
)
_ISBN = lazy_pattern(
    r"\bisbn(?:-1[03])?\s*(?:\([^()]{1,30}\))?\s*[:：]?\s*([\dXx][\dXx\s–‐-]{8,18}[\dXx])", re.IGNORECASE
)
_IN_MARKS = lazy_pattern(r"[«„“\"][^«»„“”\"\d]{2,40}[»“”\"]")
_SERIES = lazy_pattern(
    r"\s*\b(?:(?:working|discussion|occasional) papers?|technical reports?)(?:\s+series)?$|\s+series$", re.IGNORECASE
)
_UNIVERSITY = (
    lazy_pattern(r"(?:[A-Z][\w.’'-]+ ){0,4}University(?: of(?: the)?(?: [A-Z][\w.-]+)+)?(?:,? (?:at )?[A-Z]\w+$)?"),
    lazy_pattern(r"(?:[A-ZÄÖÜ][\w-]+[- ])?[Uu]niversität(?: zu)?(?: [A-ZÄÖÜ][\w-]{2,})*"),
    lazy_pattern(
        r"universi(?:té|dad|dade|tà|tat|teit|tet|tesi)\b[^,.;()\d]*(?:(?<=\s)\d{1,2}(?!\d))?|[^,.;()\d]*\b(?:üniversitesi|egyetem)\b",
        re.IGNORECASE,
    ),
    lazy_pattern(
        r"uniwersytet\b[^,.;()\d]*|univerzita\b[^,.;()\d]*|college\b.*|[\w\s-]*университет[^,.;()\d]*", re.IGNORECASE
    ),
    lazy_pattern(r"[^\s　]{1,12}?(?:大学|大學|대학교)"),
)


_SMALL = lazy_pattern(r"(?<=\s)(?:Of|The|And|De|Du|Des|La|Di|Degli|Do|Da|Del|Y|E|Et)(?=\s)")
"""Words that are written small inside a name."""


def small_words_lowered(name: str) -> str:
    """Return a name that was set in capitals, now with one at each word, with those words small that are no names."""
    return _SMALL.sub(lambda small: small[0].lower(), name)


def is_imprint_line(text: str) -> bool:
    """Return whether a line says where or by whom a book was published, and nothing else."""
    if len(text) > 120:
        return False
    return is_said_imprint(text) or is_publisher(text)


def is_said_imprint(text: str) -> bool:
    """Return whether a line is an imprint by its form, not only by a name that may be a publisher's."""
    if any(pattern.fullmatch(text) for pattern in (_PLACE_LINE, _PLACE_YEAR, _PLACE_PUBLISHER, _WITH_COMMAS, _FULL)):
        return True
    return bool(_PRINTED_FOR.match(text) or _LABELLED.match(text) or _PUBLISHED_BY.match(text))


def is_place(text: str) -> bool:
    """Return whether a line is a place where books are printed, alone or with a year."""
    return len(text) < 80 and bool(_PLACE_LINE.fullmatch(text) or _PLACE_YEAR.fullmatch(text))


def is_published(text: str) -> bool:
    """Return whether a line says ``First published in 1967``, after which ``by`` names the publisher."""
    return _PUBLISHED.fullmatch(text) is not None


def is_publisher(text: str) -> bool:
    """Return whether a short line is the name of a publishing house."""
    return len(text.split()) <= 7 and len(text) <= _MAX_NAME and PUBLISHER.search(text) is not None


def read_imprint(lines: Sequence[str]) -> Item:
    """Return ``publisher``, ``publisher-place`` and ``ISBN`` as the lines after a title print them, where they do."""
    item: Item = {}
    text = "\n".join(lines)
    isbn = _read_isbn(text)
    if isbn:
        item["ISBN"] = isbn
    for line in lines:
        found = next((f for p in (_FULL, _WITH_COMMAS, _PLACE_PUBLISHER) if (f := p.fullmatch(line))), None)
        if found and _may_publish(found["publisher"], found["place"]):
            return item | {"publisher": _clean(found["publisher"]), "publisher-place": _place_name(found["place"])}
    place_at, place = _place(lines)
    said = _LABELLED.search(text) or _PUBLISHED_BY.search(text) or _PRINTED_FOR.search(text)
    publisher = _clean(said["publisher"]) if said else _publisher(lines, place_at)
    if said and (with_place := _AND_PLACE.fullmatch(publisher or "")):
        publisher, place = with_place[1], _place_name(with_place[2])
    if not publisher:
        found = next((f for line in lines if (f := _PUBLISHER_PLACE_YEAR.fullmatch(line))), None)
        if found and PUBLISHER.search(found["publisher"]):
            publisher, place = _clean(found["publisher"]), _place_name(found["place"])
    if publisher:
        item["publisher"] = publisher
    if place:
        item["publisher-place"] = place
    return item


def copyright_holder(lines: Sequence[str]) -> str | None:
    """Return the institution or publisher to which a copyright line gives the rights; None for people and for none."""
    for line in lines:
        found = _COPYRIGHT.match(line) if len(line) < 200 else None
        holder = found["holder"].strip(" ,;") if found else ""
        if (PUBLISHER.search(holder) or has_institution_word(holder)) and len(holder.split()) <= 9:
            return re.split(r"\s*(?:[,;]|all rights)", holder, maxsplit=1, flags=re.IGNORECASE)[0].strip()
    return None


def university(lines: Sequence[str]) -> str | None:
    """Return the university to which a thesis was submitted, from the first line that names one."""
    for printed in lines:
        line = small_words_lowered(printed.title()) if printed.isupper() else printed
        found = next((f for pattern in _UNIVERSITY if (f := pattern.search(line))), None) if len(line) < 160 else None
        if found:
            return " ".join(found[0].split()).strip(" ,.")
    return None


def _place(lines: Sequence[str]) -> tuple[int | None, str | None]:
    """Return the line that is a place alone or with a year, and the place."""
    for number, line in enumerate(lines):
        found = (_PLACE_YEAR.fullmatch(line) or _PLACE_LINE.fullmatch(line)) if len(line) < 80 else None
        if found:
            return number, _place_name(found["place"])
    return None, None


def _publisher(lines: Sequence[str], place_at: int | None) -> str | None:
    """Return the line that is a publisher's name, or that stands beside the place with an ampersand in it."""
    for line in lines:
        if is_publisher(line) and not re.search(YEAR, line):
            return _clean(line)
    if place_at is not None and place_at + 1 < len(lines) and _IN_MARKS.fullmatch(lines[place_at + 1]):
        return _clean(lines[place_at + 1])
    if place_at is not None and place_at + 2 <= len(lines) and re.search(r"[:,]$|^[^a-z]+$", lines[place_at]):
        below = lines[place_at + 1]
        is_over_year = re.fullmatch(rf"{YEAR}\W?", "".join(lines[place_at + 2 : place_at + 3])) is not None
        if not re.search(r"\d", below) and 1 < len(below.split()) + is_over_year <= 7:
            return _clean(below.split(",")[0])
    if place_at is not None:
        for number in (place_at - 1, place_at + 1):
            if (
                0 <= number < len(lines)
                and re.search(r"\s&\s|\sund\sSohn|\set\sfils", lines[number])
                and len(lines[number]) < 60
            ):
                return _clean(lines[number])
    return None


def _read_isbn(text: str) -> str | None:
    """Return the first ISBN as it is printed; one with too few or too many digits is none."""
    for found in _ISBN.finditer(text):
        number = re.sub(r"[^\dXx-]+", " ", found[1]).strip()
        for candidate in (number, number.split(" ")[0]):
            if len(re.sub(r"[^\dXx]", "", candidate)) in (10, 13):
                return candidate.replace(" ", "-") if " " in candidate else candidate
    return None


def _may_publish(name: str, place: str) -> bool:
    """Return whether this may be a publisher: no sentence, and beside an unknown place no subtitle with small words."""
    if re.fullmatch(CITY_PATTERN, place, re.IGNORECASE):
        return len(name.split()) <= 7
    small = [
        word
        for word in name.split()
        if word[0].islower() and word not in ("and", "und", "et", "y", "e", "и", "de", "of")
    ]
    return len(name.split()) <= 7 and not small


def _place_name(place: str) -> str:
    """Return a place, which needs no capitals after the first letters of its words."""
    place = _clean(place)
    return place.title() if place.isupper() and len(place) > 2 else place


def _clean(name: str) -> str:
    """Return a name without company forms and the marks around it."""
    name = _COMPANY.sub("", " ".join(name.split()).strip(" ,.:;•·|")).strip(" ,;")
    name = re.sub(r"^(?:издательство|изд-во|видавництво)\s+(?=[«\"“])", "", name, flags=re.IGNORECASE)
    return name.strip('«»"“”„ ') if name[:1] in '«"“„' and name[-1:] in '»"”“' else name


def institution_line(lines: Sequence[str]) -> str | None:
    """Return the first line that is the name of an institution: who issued a report."""
    for line in [*lines, *(_SERIES.sub("", line) for line in lines)]:
        if _SERIES.sub("", line) != line:
            continue
        if 2 <= len(line.split()) <= 9 and is_institution(line) and not re.search(r"\d|[?!:@]", line):
            words = [word for word in line.split() if word[0].isalpha()]
            if has_institution_word(line) or (line.isupper() and words):
                return line
    return None
