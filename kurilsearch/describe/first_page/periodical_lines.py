"""Lines that say where a work appeared: a journal with volume, issue and pages; a newspaper with its date.

Journals write the same few facts in many orders, ``Vol. 12, No. 3 (Autumn 1994), pp. 217-245``,
``12(3), 217–245 (1994)``, ``42 (1994) 3, S. 217–245``, ``1994. № 3. С. 217–245``, ``第12巻第3号、217-245頁``. Each fact
is looked for by the mark that stands beside it or by the form of the whole; the name of the journal is what stands
before the first of them.
"""

from __future__ import annotations

import re

from kurilsearch.csl.dates import DATE_NAMES
from kurilsearch.csl.doi import find_dois
from kurilsearch.csl.page_ranges import DASHES, with_hyphen
from kurilsearch.csl.printed_dates import date_of, without_date
from kurilsearch.describe.first_page.header_words import NO_CONTAINER
from kurilsearch.describe.first_page.periodical_names import NEWSPAPER
from kurilsearch.language.any_of import any_of
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.numerals import han_value
from kurilsearch.language.printed_years import LATER_YEAR
from kurilsearch.work import Item

MAX_CHARS = 300
_MAX_NAME_WORDS = 14
_MAX_WORDS_AFTER = 7

_COUNT = r"(?:\d{1,3},\d{3}(?![\d,])|\d{1,4}(?:\s?[-–—/]\s?\d{1,3}(?!\d))?|(?-i:[IVXLC]{1,8}))"
_STRICT = r"(?:\d{1,4}(?:\s?[-–—/]\s?\d{1,3}(?!\d))?|(?-i:[IVXLC]{2,8}))"
_HAN = "一二三四五六七八九十百"


def _marked(marks: str, letters: str = "(?!)") -> re.Pattern[str]:
    """Return a pattern for a number after one of the marks; a mark of one letter needs its full stop."""
    return lazy_pattern(
        rf"(?<![^\W_])(?:(?:{marks})\.?\s*(?P<a>{_COUNT})|(?:{letters})\.\s*(?P<b>{_STRICT}))(?!\w)", re.IGNORECASE
    )


_VOLUME = (
    _marked(
        r"vols?|volumes?|volumen|jg|jahrg|jahrgang|bd|band|tome?|tomo|roč|ročník|rocznik|cilt|årg|årgang|årgång|"
        r"jaargang|jrg|deel|том|año|ano|anno|année|letnik|godište|köide|sējums|vuosikerta",
        r"[vtтc]",
    ),
    lazy_pattern(
        rf"(?<![\w.])(?P<a>{_COUNT})(?:e|ème|th|nd|rd|st|º|°|\.)?\s*(?:jg|jahrg|jahrgang|évf|évfolyam|cilt|köt|kötet|"
        rf"année)(?!\w)"
        rf"|(?<=\s)(?P<b>\d{{1,4}})(?=,\s?(?:no|nr|n°|nº|№|heft|h|вып|fasc)\.?\s?\d)",
        re.IGNORECASE,
    ),
    lazy_pattern(rf"第?\s*(?P<a>\d{{1,4}}|[{_HAN}]{{1,4}})\s*[巻卷編]|제?\s*(?P<b>\d{{1,4}})\s*[권집]"),
)
_ISSUE = (
    _marked(
        r"nos?|nr|nrs|nummer|nº|n°|n\.\s?º|№|#|num|núm|número|numéro|numero|number|issues?|iss|heft|hft|fasc|fascicule|"
        r"fascicolo|cahier|zeszyt|zesz|číslo|čís|sayı|szám|вып|выпуск|номер|книга|кн|broj|numer|aflevering|afl|ausgabe",
        r"[nhzč]",
    ),
    lazy_pattern(rf"(?<![\w.])(?P<a>{_COUNT})\.?\s*(?:heft|szám|sz|sayı)(?!\w)", re.IGNORECASE),
    lazy_pattern(
        rf"第?\s*(?P<a>\d{{1,4}}(?:[-~・]\d{{1,4}})?|[{_HAN}]{{1,4}})\s*[号號期輯辑]|제?\s*(?P<b>\d{{1,4}})\s*호"
        r"|(?<=[年.])\s?(?P<c>\d{1,2})\s*期"
    ),
)
_PAGE = r"[A-Za-z]?\d{1,5}"
_RANGE = rf"{_PAGE}{DASHES}{_PAGE}"
_PAGES = (
    lazy_pattern(r"(?<!\w)pages?\.?\s*(?P<a>\d+_\d+-\d+_\d+)(?!\w)", re.IGNORECASE),
    lazy_pattern(
        rf"(?<!\w)(?:(?:pp|pages?|pgs?|seiten?|ss|str|стр|págs?|páginas?|pag|blz|pp\.\s?s|side[rn]?|sivut)\.?\s*|"
        rf"(?:[psсo]\.|S\.?)\s*)(?P<a>{_RANGE}|{_PAGE})(?![\w-])",
        re.IGNORECASE,
    ),
    lazy_pattern(rf"(?P<a>{_RANGE})\s*(?:頁|页|ページ|쪽|면|p\b\.?|стр\b|s\b\.|o\b\.)", re.IGNORECASE),
)
_DATED = rf"(?:[^\W\d_][\w.]*[\s/–-]*){{0,3}}{LATER_YEAR}(?:[-/–]\d{{2,4}})?"
_FORMS = tuple(
    lazy_pattern(form)
    for form in (
        r"(?<![\w.])(?P<volume>\d{1,4})\s*\((?P<issue>\d{1,3}(?:[-–/]\d{1,3})?)\)",  # 12(3)
        rf"(?<![\w.])(?P<volume>\d{{1,4}})\s*[:.,/]\s?(?P<issue>\d{{1,3}}(?:[-–/]\d{{1,2}})?)"
        rf"\s*,?\s*\({_DATED}\)",  # 30:2 (2008)
        rf"(?<![\w.])(?P<volume>\d{{1,4}})\s*\({_DATED}\),?\s*(?:(?:Heft|H\.|Nr\.|[Nn]o\.|n°|issue)\s*)?"
        rf"(?P<issue>\d{{1,3}}(?:[-/]\d{{1,2}})?)(?=[,:;])",  # 42 (1994) 3,
        rf"\({LATER_YEAR}\)\s*(?P<volume>\d{{1,4}})(?:\((?P<issue>\d{{1,3}})\))?\s?[:,]\s?(?P<page>{_RANGE}|"
        rf"\d{{1,6}})(?!\d)",  # (2013) 36:455-471
        rf"(?<![\w.])(?P<volume>[IVXLC]{{1,7}})[,/]\s?(?P<issue>\d{{1,3}})\s*\({_DATED}\)",  # XXII, 2 (2014)
        rf"(?<![\w.])(?P<volume>\d{{1,4}}|[IVXLC]{{1,7}}),?\s*\({_DATED}\)",  # 88 (2018)
        r"(?<![\w.,])(?P<volume>\d{1,4}):(?P<issue>\d{1,3})(?=,\s?\d)",  # 18:2, 101-124
        rf"(?<=\s){LATER_YEAR},\s(?P<volume>\d{{1,4}})(?:\((?P<issue>\d{{1,3}})\))?,\s(?P<page>{_RANGE}|"
        rf"\d{{1,6}})(?!\d)",  # 2021, 10, 512
        rf"(?<=\s){LATER_YEAR},\s(?P<volume>\d{{1,4}}):\s?(?P<page>{_RANGE})(?!\d)",  # 2015, 113:45-58
        rf"(?<=\s){LATER_YEAR};\s?(?P<volume>\d{{1,4}})(?:\((?P<issue>\d{{1,3}})\))?:\s?(?P<page>{_RANGE}|"
        rf"\d{{1,6}})(?!\d)",  # 2021;10(2):51-60
    )
)
_BARE_RANGE = lazy_pattern(rf"(?:^|(?<=[,:;)\s]))\s*(?P<a>{_RANGE})(?![\w-])")
_YEAR_ALONE = lazy_pattern(rf"(?<![\d.,/–-])(?:{LATER_YEAR})(?!\d|[–-]\d|\.\d)")
_ISSN = lazy_pattern(r"\b(?:[ep]-?)?issn(?:-l)?\s*(?:\([^()]{1,20}\))?\s*[:：]?\s*(\d{4}-?\d{3}[\dXx])", re.IGNORECASE)
_DOI = lazy_pattern(r"(?:https?://(?:dx\.)?doi\.org/|\bdoi\s*[:：]?\s*)?\b10\.\d{4,9}/\S+", re.IGNORECASE)
_ADDRESS = lazy_pattern(r"https?://\S+|\bwww\.\S+")
_LEAD = lazy_pattern(
    r"^(?:(?:published|appeared|erschienen|zuerst|paru|aus|из|in|from|source|citation|журнал|em|en|dans|w|v|"
    r"в)\s*(?:in)?\s*[:：]|"
    r"(?:sonderdruck|sonderabdruck|offprint|reprinted|reprint|extrait|tiré à part|estratto|separata|оттиск)\s"
    r"(?:aus|from|de|du|da|dalla|из)\s?:?\s|"
    r"(?:published in|appeared in|erschienen in|paru dans|publicado en|in)\s+(?=\S))\s*",
    re.IGNORECASE,
)
_NAMED = lazy_pattern(
    r"^(?:журнал|газета|revista|zeitschrift|revue|rivista|tidskrift)?\s*[«“„\"](?!.*[«“„])([^»”“\"]{2,80})[»”“\"]", re.I
)
_SEASON_AT_END = lazy_pattern(
    rf"[\s,(\[]*(?:(?<!\w){any_of(DATE_NAMES)}\.?[-–/\s]*){{0,2}}"
    r"[,(\[]$",
    re.IGNORECASE,
)
_OF_YEAR = lazy_pattern(r"(?<![\d/])(\d{1,3})/((?:18|19|20)\d\d)(?![\d/])")
"""``Heft 2/2006`` is the second issue of 2006."""
_OWN_CITATION = lazy_pattern(
    rf"[^\W\d_][\w'’-]{{1,30}}, (?:[^\W\d_]\.|[^\W\d_]{{2,}})[^()\d]{{0,120}}\((?P<year>{LATER_YEAR})\)[.,:]?\s"
    r"[^.?!]{8,200}[.?!]\s+(?=[^\W\d_])"
)
"""Authors, year and title, as repositories cite the work on its cover: what follows says where it appeared."""
_WIDE = str.maketrans("０１２３４５６７８９（），：；．＃", "0123456789(),:;.#")


def read_periodical_line(text: str) -> Item:
    """Return what a line says of the journal or newspaper that a work stands in; empty where it is no such line.

    Of ``container-title``, ``volume``, ``issue``, ``page``, ``issued``, ``DOI`` and ``ISSN`` those that it has. Two
    facts beside one another make such a line, or a form that only these lines have; running text has neither.
    """
    if len(text) > MAX_CHARS or not any(char.isdigit() for char in text):
        return {}
    own = _OWN_CITATION.match(text)
    if own:
        return read_periodical_line(f"{text[own.end() :].rstrip(' .')} ({own['year']})")
    plain, item = _without_identifiers(_OF_YEAR.sub(r"\1 (\2)", text.translate(_WIDE)))
    spans = _facts(plain, item)
    issued = date_of(plain) if _YEAR_ALONE.search(plain) or not spans else None
    if len(spans) + (issued is not None) < 2:
        return {}
    if issued:
        item["issued"] = issued
        found = _YEAR_ALONE.search(plain)
        spans += [found.span()] if found else []
    start, end = min(start for start, _ in spans), max(end for _, end in spans)
    before = without_date(plain[:start]) if plain[:start].strip(" ,.(") else ""
    name = container_name(before)
    if len(before.split()) > _MAX_NAME_WORDS or len(plain[end:].split()) > _MAX_WORDS_AFTER or (before and not name):
        return {}
    if name:
        item["container-title"] = name
        if NEWSPAPER.search(name) and set(item) <= {"container-title", "issued", "page"}:
            item["type"] = "article-newspaper"
    return item


def container_name(text: str) -> str:
    """Return the name of a journal or book without what introduces it and the marks around it; empty for none."""
    name = _LEAD.sub("", " ".join(text.split()))
    named = _NAMED.match(name)
    if named:
        return named[1]
    name = _SEASON_AT_END.sub("", name) if name.endswith("(") else name
    name = name.strip(' \u3000,;:.–—-|(·•/[『』《》「」«»“”"„*_、。，')
    words = name.split()
    if not any(char.isalpha() for char in name) or len(words) > _MAX_NAME_WORDS or NO_CONTAINER.fullmatch(name):
        return ""
    if name[0].islower() or (len(name) < 3 and name.isascii()):
        return ""
    return name + "." if text.rstrip(" ,").endswith(f"{name}.") and re.search(r"\b\w{1,5}\. \w", name) else name


def find_issn(text: str) -> str | None:
    """Return the first ISSN that is named as one; of several (print, online) any names the journal."""
    found = _ISSN.search(text)
    return found[1] if found else None


def marked_pages(text: str) -> str | None:
    """Return the pages that a line names with their mark (``pp. 3-28``)."""
    found = next((found for pattern in _PAGES if (found := pattern.search(text.translate(_WIDE)))), None)
    return _tidy(found["a"]) if found else None


def _without_identifiers(text: str) -> tuple[str, Item]:
    """Return the line without DOI, ISSN and addresses, and those two."""
    item: Item = {}
    dois = find_dois(text)
    if len(dois) == 1:
        item["DOI"] = dois[0]
    issn = _ISSN.search(text)
    if issn:
        item["ISSN"] = issn[1]
    for pattern in (_DOI, _ISSN, _ADDRESS):
        text = pattern.sub(" ", text)
    return " ".join(text.split()), item


def _facts(plain: str, item: Item) -> list[tuple[int, int]]:
    """Put volume, issue and pages into ``item``; return where they stand."""
    spans: list[tuple[int, int]] = []
    for name, patterns in (("volume", _VOLUME), ("issue", _ISSUE), ("page", _PAGES)):
        found = next((found for pattern in patterns if (found := pattern.search(plain))), None)
        if found and name not in item:
            item[name] = next(value for value in found.groups() if value)
            spans.append(found.span())
    for form in filter(None, (pattern.search(plain) for pattern in _FORMS)):
        new = {name: value for name, value in form.groupdict().items() if value and name not in item}
        if new and not any(start < form.end() and form.start() < end for start, end in spans):
            item.update(new)
            spans.append(form.span())
            break
    if "page" not in item and spans:
        after = max(end for _, end in spans)
        bare = _BARE_RANGE.search(plain, after)
        if bare and _is_range_of_pages(bare["a"]):
            item["page"] = bare["a"]
            spans.append(bare.span("a"))
    for name in ("volume", "issue", "page"):
        if name in item:
            item[name] = _tidy(item[name])
    return spans


def _is_range_of_pages(text: str) -> bool:
    first, last = (int(number) for number in re.findall(r"\d+", text)[:2])
    return first < last or len(str(last)) < len(str(first))


def _tidy(value: str) -> str:
    """Return a number or a range with a plain hyphen; Han numerals in figures; ``201_17-201_32`` as ``17-32``."""
    if re.fullmatch(f"[{_HAN}]+", value):
        return str(han_value(value))
    value = with_hyphen(value).replace(" ", "")
    value = re.sub(r"^(\d{1,3}),(\d{3})$", r"\1\2", value)
    return re.sub(r"^(\d+)_(\d+)-\1_(\d+)$", r"\2-\3", value)
