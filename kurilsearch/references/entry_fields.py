"""What an entry says of its work: label, authors, year, title, container, pages, DOI; every field a guess.

The order of the parts tells the style: the year behind the authors (APA, Harvard, Chicago author-date, German and
Japanese lists) or at the end (Chicago notes, MLA, IEEE, Vancouver, GOST); the title in quotation marks, up to ``//``,
or up to the first full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from kurilsearch.csl.doi import find_dois
from kurilsearch.csl.names import CslName
from kurilsearch.csl.page_ranges import with_hyphen
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.names import has_institution_word, is_institution
from kurilsearch.language.printed_years import LATER_YEAR
from kurilsearch.references.authors import Authors, family_names, read_authors
from kurilsearch.references.labelled import Told, read_labelled
from kurilsearch.references.name_patterns import UNDATED, UPPER, YEAR_LETTER, fold
from kurilsearch.work import Item

_LABEL = lazy_pattern(
    rf"\s*(?:\[\s?(?P<bracket>\d{{1,4}}|[ivxlc]{{1,7}}|[{UPPER}][^\W\d_]{{0,8}}[+*]?\d{{2,4}}[a-z]?)\s?\]\s*"
    rf"|(?P<dot>\d{{1,3}})\s?[.)](?!\d)\s*"
    rf"|\((?P<round>\d{{1,3}})\)\s*|(?P<bare>\d{{1,3}})\s+(?=[{UPPER}][^\W\d_]+,?\s[{UPPER}])|[•·▪*]\s+)"
)
LETTERED = re.compile(r"\(?[a-z]\s?\)\s?(?=\S)")
_DATE = rf"(?P<year>{LATER_YEAR}{YEAR_LETTER}?|{UNDATED})(?![\w–-])"
_HEAD_YEAR = lazy_pattern(
    rf"[\s.,:;]*(?:[(\[（]\s?(?:[^()\[\]（）\d]{{0,20}}"
    rf"|[\[(]?{LATER_YEAR}[\])]?\s?[/–-]?\s?){_DATE}(?:年)?[^()\[\]（）]{{0,40}}[)\]）]"
    rf"|(?<=[\s.,、]){_DATE.replace('year', 'bare')}(?=\s?[.,:;、]))\s?[.,:;、]?\s*",
    re.I,
)
_REPRINTED = re.compile(rf"(?P<year>{LATER_YEAR}{YEAR_LETTER}?)(?=\s?[.,:])[.,:]\s*")
"""The year behind that of the first edition: ``(1888) 1950.``"""
_LITERAL = lazy_pattern(
    rf"(?P<name>[^“”\"«»„「『()（）\[\]]{{2,150}}?(?:\([{UPPER}]{{2,12}}\))?)[.,]?\s*(?:[(（\[]\s?(?="
    rf"(?:{LATER_YEAR}{YEAR_LETTER}?|{UNDATED})\s?[),，）\]])"
    rf"|(?<=[.,])\s(?=(?:{LATER_YEAR}{YEAR_LETTER}?)[.,]\s))",
    re.I,
)
_ACRONYM = re.compile(rf"\s\([{UPPER}]{{2,12}}\)\Z")
_FIRST_SENTENCE = re.compile(r"(?P<name>[^.“”\"«»„「『()\[\]:,]{3,80})\.\s")
_ANY_YEAR = re.compile(rf"(?<![\w.,/:–-])(?P<year>{LATER_YEAR})(?P<letter>{YEAR_LETTER})?(?![\w/–-]|\.\d)")
_NOT_PRINTED = re.compile(
    r"\b(?:accessed|retrieved|abgerufen|zuletzt|consulté|last visited|дата обращения)\b|最終閲覧|https?://|www\.|\bdoi\b",
    re.I,
)
_QUOTED = re.compile(r"[「『]\s?(?P<wide>.{2,400}?)[」』]|[“\"„«‹]\s?(?P<title>.{2,400}?)(?:[”\"“»›](?!\w))")
_TITLE_END = lazy_pattern(
    rf"(?<![\s.][{UPPER}])(?<!\bvs)(?<!\bSt)(?<!\bDr)(?<!\bVol)(?<!\bNo)[.?!](?:\s[–—-])?\s+(?=[{UPPER}\d“\"«(\[〔第])"
    rf"|\s?//\s?|\s/\s|[.,]?\s(?=In:\s|\(\s?{LATER_YEAR}|\([{UPPER}][^()]{{2,60}}:)"
)
_URL = re.compile(r"https?://[^\s<>\"”»]+|www\.[^\s<>\"”»]+")
_IN = re.compile(rf"(?:\b[Ii]n:?\s(?=[{UPPER}“\"«])|\bDans\s|В (?:сб|кн)\.:?\s|//\s?)(?P<rest>.+)", re.S)
_BEFORE_NUMBERS = re.compile(
    r"[\s.,;—–-]*(?P<container>[^\d“”\"«»「」『』]{2,120}?)[\s,.;]*(?:\(|(?:vol(?:ume)?|Bd|Jg|т|вып|tome|№|no|Nr"
    r"|第)\b\.?\s?|,\s)?\s?\d",
    re.I,
)
_JAPANESE_CONTAINER = re.compile(r"」[^『]{0,20}『(?P<container>[^』]{1,80})』")
_VOLUME = re.compile(
    r"(?:\b(?:vol(?:ume)?|Bd|Jg|Т|т|tome|t)\.?\s?(?P<volume>\d{1,4})"
    r"|(?<=[\s.;])(?P<bare>\d{1,4})\s?(?=\(\d{1,3}(?:[–/-]\d+)?\)|[,:]\s?(?:no|Nr|H)\.?\s)"
    r"|(?<=[\s;])(?P<pages>\d{1,4})(?=[:,]\s?\d+\s?[–-]\s?\d))"
)
_ISSUE = re.compile(
    r"(?:\b(?:no|nr|issue|H|Heft|nº|n°|вып)\.?\s?|№\s?|第|\d\s?\()(?P<issue>\d{1,3})(?=\)|[\s,.;:号)]|\Z)", re.I
)
_PAGES = re.compile(
    r"(?:\b(?:pp?|S|с|С|стр)\.\s?|[:,;]\s?(?!(?:1[5-9]|20)\d\d\s?[–-]\s?(?:1[5-9]"
    r"|20)\d\d))(?P<page>[A-Za-z]?\d{1,5}\s?[–—-]\s?\d{1,5})(?![\d–-])"
    r"|(?P<japanese>\d{1,5}\s?[–—~〜-]\s?\d{1,5})(?=\s?(?:頁|ページ))"
)
_IMPRINT = lazy_pattern(
    rf"(?:^|[.(,—–-]\s?)(?P<place>[{UPPER}][^\W\d_]*\.?(?:[ -][{UPPER}][\w.]*){{0,3}})\s?:\s?(?P<publisher>[^:,;"
    rf"()]{{2,70}}?)\s?,\s?{LATER_YEAR}"
)
_RESPONSIBLE = re.compile(r"\s//?(?:\s|\Z)")
_LONGEST_NAME = 9
_FEWEST_WORDS = 3
_SURE = 0.8
"""The probability from which on the model is believed against the rules."""
FIELDS = Path(__file__).parent / "models" / "fields.crfsuite"
_LONGEST = 3_000
"""Characters of an entry that are read: what is longer is no entry."""


class Fields(NamedTuple):
    """What :func:`read_fields` could tell of an entry; ``body`` is where its text begins behind the label."""

    label: str | None
    body: int
    authors: tuple[CslName, ...]
    names: tuple[str, ...]
    year: str | None
    title: str | None
    item: Item
    repeated: bool


def read_fields(
    text: str, before: tuple[CslName, ...] = (), *, given_first: bool = False, model: Path | None = FIELDS
) -> Fields:
    """Return what the entry ``text`` says; ``before`` are the authors of the entry above, for whom a dash may stand.

    ``given_first`` as :func:`kurilsearch.references.authors.read_authors` has it. Without a ``model`` the rules say.
    """
    text = text[:_LONGEST]
    label, body = read_label(text)
    authors = read_authors(text, body, given_first=given_first)
    people = before if authors.repeated else authors.names
    year, after = year_behind(text, authors.end) if authors.end > body else (None, authors.end)
    if not people and not authors.repeated:
        literal = _LITERAL.match(text, body)
        if literal and _is_name(literal["name"]):
            people = ({"literal": _ACRONYM.sub("", literal["name"]).strip()},)
            year, after = year_behind(text, literal.end("name"))
        elif (first := _FIRST_SENTENCE.match(text, body)) and has_institution_word(first["name"]):
            people, after = ({"literal": first["name"]},), first.end()
    title, title_end = _read_title(text, after)
    told = read_labelled(text, body, model) if model else Told(None, None, None)
    if told.first and not authors.repeated and _is_other_name(told, people):
        again = read_authors(text, body, given_first=True)
        is_right = again.names and _ends_alike(family_names(again.names)[0], told.first.text)
        people = again.names if is_right else ({"family": told.first.text},)
        authors = again if is_right else authors
    if model and told.title is None and not _is_wide(text[title_end - 1 : title_end]) and not _is_phrase(title):
        title, title_end = None, after
    if told.title and not _is_wide(text[title_end - 1 : title_end]):
        title, title_end = told.title.text.strip(" .,;"), told.title.end
        if responsible := _RESPONSIBLE.search(title):  # what GOST parts off by strokes is no more of the title
            title, title_end = title[: responsible.start()], text.find(title) + responsible.start()
    not_printed = _NOT_PRINTED.search(text, body)
    is_later = not_printed is not None and told.year is not None and told.year.end > not_printed.start()
    if told.year and not is_later and (year is None or told.year.probability > _SURE):
        year = told.year.text
    year = year or year_at_end(text[title_end:]) or year_at_end(text[body:])
    item = _item(text, people, authors, year, title, title_end)
    return Fields(label, body, people, family_names(people), year, title, item, authors.repeated)


def _is_other_name(told: Told, people: tuple[CslName, ...]) -> bool:
    """Return whether the model is sure of another first author than the rules, or has one where they have none."""
    if told.first is None:
        return False
    known = family_names(people)
    return not known or (told.first.probability > _SURE and not _ends_alike(known[0], told.first.text))


def _ends_alike(one: str, other: str) -> bool:
    return fold(one.split()[-1]) == fold(other.split()[-1])


def _is_phrase(title: str | None) -> bool:
    """Return whether this can be a title where the model sees none, rather than a journal with its numbers."""
    if title is None or any(map(str.isdigit, title)):
        return False
    return len(title.split()) >= _FEWEST_WORDS or not title.isascii()


def _is_wide(sign: str) -> bool:
    return sign in ("」", "』")


def read_label(text: str) -> tuple[str | None, int]:
    """Return the number or key that is printed before an entry, and where the entry itself begins."""
    match = _LABEL.match(text)
    body = match.end() if match else len(text) - len(text.lstrip())
    lettered = LETTERED.match(text, body)  # one of several works under a number
    label = next(filter(None, match.groups()), None) if match else None
    return label, lettered.end() if lettered else body


def year_behind(text: str, position: int) -> tuple[str | None, int]:
    """Return the year that stands right behind the authors, as printed, and where the rest begins."""
    match = _HEAD_YEAR.match(text, position)
    if match is None:
        return None, position
    later = _REPRINTED.match(text, match.end())
    if later and match["year"]:
        return later["year"], later.end()
    return match["year"] or match["bare"], match.end()


def year_at_end(text: str) -> str | None:
    """Return the last year of what is no address and no day of access; years of a range in a title are none."""
    cut = _NOT_PRINTED.search(text)
    found = list(_ANY_YEAR.finditer(text, 0, cut.start() if cut else len(text)))
    if found:
        return found[-1]["year"] + (found[-1]["letter"] or "")
    from kurilsearch.csl.printed_dates import year_of

    year = year_of(text[: cut.start()] if cut else text)  # of an era, in roman numerals or Chinese characters
    return str(year) if year else None


def _is_name(words: str) -> bool:
    """Return whether what stands before a year is an institution or a single name rather than a title."""
    return len(words.split()) <= _LONGEST_NAME and ("." not in words.rstrip(".") or is_institution(words))


def _read_title(text: str, start: int) -> tuple[str | None, int]:
    """Return the title that begins at ``start``, behind a separator, and where it ends."""
    while start < len(text) and text[start] in " .,:;—–-　、=\u00a0\u202f":
        start += 1
    quoted = _QUOTED.match(text, start)
    if quoted:
        return (quoted["wide"] or quoted["title"]).rstrip(" ,.\u00a0\u202f"), quoted.end() - 1
    end = _TITLE_END.search(text, start, start + 500)
    stop = end.start() + (end[0][:1] in "?!") if end else min(len(text), start + 300)
    title = text[start:stop].strip(" .,;")
    return (title or None), stop


def _item(
    text: str, people: Iterable[CslName], authors: Authors, year: str | None, title: str | None, title_end: int
) -> Item:
    item: Item = {"type": "book"}
    if people:
        item["editor" if authors.are_editors else "author"] = list(people)
    if year and year[:4].isdigit():
        item["issued"] = {"date-parts": [[int(year[:4])]]}
    if title:
        item["title"] = title
    dois = find_dois(text)
    if dois:
        item["DOI"] = dois[0]
    address = _URL.search(text)
    if address:
        item["URL"] = address[0].rstrip(".,;)")
    item |= _printed_in(text[title_end:])
    return item


def _printed_in(rest: str) -> Item:
    """Return container, volume, issue, pages and imprint from what follows the title."""
    cut = _NOT_PRINTED.search(rest)
    rest = rest[: cut.start()] if cut else rest
    fields: Item = {}
    for name, pattern in (("volume", _VOLUME), ("issue", _ISSUE), ("page", _PAGES)):
        match = pattern.search(rest)
        if match:
            fields[name] = with_hyphen(next(filter(None, match.groups())))
    inside = _IN.search(rest)
    japanese = _JAPANESE_CONTAINER.search(rest)
    if japanese:
        fields["container-title"] = japanese["container"]
    elif inside and "//" not in inside[0][:2]:
        fields["container-title"] = _book_around(inside["rest"])
        return {"type": "chapter"} | fields
    elif "volume" in fields or "issue" in fields or "//" in rest:
        numbered = _BEFORE_NUMBERS.match((inside["rest"] if inside else rest).lstrip("”\"»“’' .,/"))
        if numbered:
            fields["container-title"] = re.split(r",\s(?=edited by|ed\.)|\s/\s", numbered["container"])[0].strip(
                " .,;:()—–-"
            )
    if "container-title" in fields:
        return {"type": "article-journal"} | fields
    imprint = _IMPRINT.search(rest)
    if imprint:
        fields |= {"publisher-place": imprint["place"], "publisher": imprint["publisher"].strip(" .")}
    return fields


def _book_around(text: str) -> str:
    """Return the title of the book that ``In`` leads to: behind its editors, before place, pages or year."""
    editors = read_authors(text)
    start = editors.end if editors.are_editors else 0
    return re.split(
        r"\s?[(（]|\s\d{1,4}(?=\s?[(,])|[.,]\s(?=\d|pp?\.|S\.|ed\.|edited by|hg\.|hrsg)|(?<=[^\W\d_]{7})\.\s|\s/\s",
        text[start:].lstrip(" .,:;)"),
        maxsplit=1,
    )[0].strip(' .,“”"')
