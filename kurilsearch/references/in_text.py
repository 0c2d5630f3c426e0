"""Citations in running text and notes, as they look: author and year, author and page, numbers.

What is found here are candidates: a year behind a name may be a date. :mod:`kurilsearch.references.linking` holds them
against the entries and decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kurilsearch.language.printed_years import LATER_YEAR
from kurilsearch.model import Span
from kurilsearch.references.cited_names import Name, Names, names_before
from kurilsearch.references.name_patterns import UNDATED, YEAR_LETTER

_FIRST_PRINTED = r"(?:orig(?:inally)?|first|zuerst|erstmals|repr(?:int)?|Nachdr|réimpr|reimpr|впервые|переизд)\.?\s"
_FIRST_OF_TWO = rf"{_FIRST_PRINTED}{LATER_YEAR}[,;]\s|{LATER_YEAR}[,;]\s{_FIRST_PRINTED}"
"""The year of a first edition beside that of the one used: (orig. 1899, 1994), (1690, repr. 1988)."""
_FIRST_YEAR = rf"(?:\[{LATER_YEAR}\]\s?|{LATER_YEAR}{YEAR_LETTER}?/|{_FIRST_OF_TWO})"
_BEFORE_YEAR = rf"(?<![\w.,/–—-])(?P<year>{_FIRST_YEAR}?(?:{LATER_YEAR}{YEAR_LETTER}?"
_AFTER_YEAR = rf")(?:\s\[{LATER_YEAR}\])?)(?![\w]|[-–—/]\d|\.\d|年(?!\s?[)）,、]))|[(\[（［]|[)\]）］]"
_SIGN = re.compile(_BEFORE_YEAR + _AFTER_YEAR)
_SIGN_OR_UNDATED = re.compile(f"{_BEFORE_YEAR}|{UNDATED}{_AFTER_YEAR}")
_FOUR_DIGITS = re.compile(r"[12]\d{3}")
_UNDATED_HINTS = (
    *("n.d", "n. d", "o.J", "o. J", "o.D", "o. D", "s.d", "s. d", "s.a", "s. a", "б.г", "б. г", "б.д", "б. д"),
    *("in press", "forthcoming", "im Druck", "im Erscheinen", "à paraître", "en prensa", "в печати", "近刊", "印刷中"),
)
_OPENING = "([（［"
_MORE_LETTERS = re.compile(rf"\s?(?:,|&|and|und|/|、)\s?(?P<letter>{YEAR_LETTER})(?!\w)")
_UNIT = (
    r"(?:pp?\.|pages?|S\.|Seiten?|[сСC]\.|стр\.|ch(?:ap)?\.|chap(?:ter|itre)|sec\.|§{1,2}|¶{1,2}|para?s?\.|ff?n\."
    r"|nn?\.|Anm\.|Bd\.|vol\.|т\.|"
    r"Kap\.|cap\.|pár\.|fig\.|table)"
)
_NUMBERS = r"\d{1,5}(?:\s?[-–—]\s?\d{1,5})?(?:,\s?\d{1,4}(?:\s?[-–—]\s?\d{1,4})?(?!\d))*(?:\s?(?:ff?|sqq?|n)\b\.?)?"
_LOCATOR = re.compile(
    rf"年?\s?(?:[:：]\s?(?P<colon>{_UNIT}?\s?{_NUMBERS}|{_UNIT}\s?[ivxlc]{{1,7}}\b)"
    rf"|[,，、]\s?(?P<named>{_UNIT}\s?(?:{_NUMBERS}|[ivxlc]{{1,7}}\b))"
    rf"|[,，、]\s?(?P<bare>(?!{LATER_YEAR})\d{{1,4}}(?:\s?[-–—]\s?\d{{1,4}})?(?:\s?ff?\b\.?)?)(?!\d|\w|\.\d|[,.]\d)"
    rf"|[,，、]?\s?(?P<japanese>(?:第?\d{{1,4}}(?:[-–—~〜]\d{{1,4}})?)(?:頁|ページ|章)))",
    re.I,
)
_FILLER_WORDS = (
    r"see also|see|cf\.|cp\.|compare|contrast|e\.\s?g\.,?|for example|i\.\s?e\.|as cited in|as quoted in|cited in"
    r"|quoted in|qtd\. in|citing|quoting|also"
    r"|in|but|and|or|by|from|both|especially|esp\.|most recently|vgl\. (?:auch|dazu)|vgl\.|siehe(?: auch)?|s\."
    r"|zit\. (?:n\.|nach|in)|zitiert nach|so|etwa|z\.\s?B\."
    r"|voir(?: aussi)?|v\.|cité (?:dans|par)|par exemple|ср\.|см\.(?: также)?|напр\.|например|цит\. по:?|véase|vid\."
    r"|ver|following|adapted from|after|source:?|Quelle:?"
    r"|according to|based on|hereafter|и|und|et|y|参照|例えば|例えば、"
)
_FILLER = re.compile(rf"(?:(?:{_FILLER_WORDS})(?!\w)|[\s,:;&；])*+", re.I)
_QUOTED_TITLE = re.compile(r"[“\"«„「『](?P<title>[^“”\"«»„「」『』]{3,120})[,.]?[”\"»“」』][,.]?\s*\Z")
_AUTHOR_PAGE = re.compile(
    rf"(?:{_FILLER_WORDS})?\s?(?P<names>[^\d,()“”\"]{{2,80}}?)(?:,\s(?P<title>[“\"«]?[^\d“”\"»"
    rf"()]{{3,80}}[”\"»]?))?[,]?\s(?P<locator>{_UNIT}?\s?{_NUMBERS})",
    re.I,
)
_SHORT_GROUP = re.compile(r"\(([^()]{3,200})\)")
_BRACKETED = re.compile(
    rf"(?P<open>\[)\s?(?P<body>\d{{1,4}}(?:\s?[-–—,;]\s?(?:{_UNIT}\s?\d[\d–-]*"
    rf"|\d{{1,4}}))*(?:,\s?{_UNIT}\s?\d[\d–-]*)?)\s?\]",
    re.I,
)
_BETWEEN_BRACKETS = re.compile(r"\[(?P<first>\d{1,4})\]\s?[–—-]\s?\[(?P<last>\d{1,4})\]")
_PAGE_ALONE = re.compile(rf"\((?P<locator>{_UNIT}?\s?\d{{1,4}}(?:\s?[-–—]\s?\d{{1,4}})?)\)", re.I)
_ROUND = re.compile(r"\((?P<body>\d{1,3}(?:\s?[-–,;]\s?\d{1,3}){0,20})\)")
_IN_NUMBERED = re.compile(
    rf"(?P<unit>,?\s?{_UNIT}\s?\d[\d–-]*)|(?P<first>\d{{1,4}})(?:\s?[-–—]\s?(?P<last>\d{{1,4}}))?", re.I
)
_LONGEST_GROUP = 3_000
_LONGEST_TITLE = 160
_LONGEST_RANGE = 50


class CitationCandidate(NamedTuple):
    """What may be a citation: names with a year, or with a page, or a quoted title with a year.

    ``group`` is its parenthesis, None outside of one. ``is_clean``: nothing but such citations and *see*, *cf.* stands
    in the parenthesis before it. Without names and title it is a year in a parenthesis of its own, whose author the
    sentence may name: Marlowe writes … (2004, 17). ``follows`` says that the names are those of the candidate before it
    (1998a, 1998b).
    """

    span: Span
    names: Names
    year: str | None
    locator: str | None
    group: Span | None
    narrative: bool
    is_clean: bool
    title: str | None = None
    follows: bool = False


class Numbers(NamedTuple):
    """A citation by number, one for each number; ``span`` is that number's, or its range's."""

    span: Span
    number: str
    locator: str | None
    group: Span


class _Year(NamedTuple):
    match: re.Match[str]
    group: Span | None


def find_author_year(text: str) -> list[CitationCandidate]:
    """Return what may be citations by author and year, in order."""
    found: list[CitationCandidate] = []
    for year in _years(text):
        found += _read_citation(text, year, found[-1] if found else None)
    return found


def _years(text: str) -> list[_Year]:
    """Return the years of a text, each with the innermost parenthesis around it."""
    opened: list[tuple[int, list[re.Match[str]]]] = []
    years: list[_Year] = []
    undated = any(hint in text for hint in _UNDATED_HINTS)
    if not undated and _FOUR_DIGITS.search(text) is None:
        return []
    for sign in (_SIGN_OR_UNDATED if undated else _SIGN).finditer(text):
        if sign["year"]:
            if opened and sign.start() - opened[-1][0] < _LONGEST_GROUP:
                opened[-1][1].append(sign)
            else:
                years.append(_Year(sign, None))
        elif sign[0] in _OPENING:
            opened.append((sign.start(), []))
        elif opened:
            start, inside = opened.pop()
            years += (_Year(match, (start, sign.end())) for match in inside)
    years += (_Year(match, None) for _, inside in opened for match in inside)
    return sorted(years, key=lambda year: year.match.start())


def _read_citation(text: str, year: _Year, before: CitationCandidate | None) -> Iterator[CitationCandidate]:
    """Yield the citation whose year this is, and one for each further letter behind it (1998a, b)."""
    match, group = year
    start = match.start()
    left = max(
        group[0] + 1 if group else start - _LONGEST_GROUP,
        0,
        before.span[1] if before and before.span[1] <= start else 0,
    )
    if _follows_number(text, left, start):
        return
    locator = _LOCATOR.match(text, match.end())
    end = locator.end() if locator else match.end()
    if before is not None and group is not None and before.group == group and _goes_on(text[left:start], before):
        names, narrative, clean, first, title = before.names, before.narrative, before.is_clean, start, before.title
    elif group and left == group[0] + 1 and text[group[0]] in "(（[［" and _FILLER.fullmatch(text, left, start):
        names, narrative, clean, title = names_before(text, 0, group[0]), True, True, None
        first, end = names.start, group[1] if end == group[1] - 1 else end
        first = first if names.names else group[0]
    else:
        names, narrative, title = names_before(text, left, start), group is None, None
        first, clean = names.start, _is_clean(text, left, names.start)
        if not names.names:
            near = max(left, start - _LONGEST_TITLE)
            quoted = _QUOTED_TITLE.search(text[near:start])
            if quoted is None:
                return
            title, first = quoted["title"].strip(" ,."), near + quoted.start()
            clean = _is_clean(text, left, first)
    printed = _bare_year(match["year"])
    follows = before is not None and names is before.names
    word = next(filter(None, locator.groups()), None) if locator else None
    yield CitationCandidate(
        (first, end), names, printed, word and word.strip(), group, narrative, clean, title, follows
    )
    yield from _further_letters(
        text,
        match.end(),
        printed,
        CitationCandidate((first, end), names, printed, None, group, narrative, clean, title, True),
    )


def _follows_number(text: str, left: int, start: int) -> bool:
    """Return whether another year, or a number as long, stands before a year: a table's, whose author nobody names."""
    return text[max(left, start - 5) : start].rstrip().isdecimal() and text[start - 5 : start - 4].isdecimal()


def _goes_on(between: str, before: CitationCandidate) -> bool:
    """Return whether nothing but a comma or the like parts a year from the citation before it: ``(Nimmo 1994, 1998)``.

    A semicolon parts those of a parenthesis that has its author in front of it.
    """
    return not between.strip(" ,;:&、，；") and (";" not in between or before.narrative)


def _further_letters(text: str, position: int, year: str, first: CitationCandidate) -> Iterator[CitationCandidate]:
    """Yield the citations of ``1998a, b, c`` behind the first."""
    while year[-1].isalpha() and (more := _MORE_LETTERS.match(text, position)):
        yield first._replace(span=(more.start("letter"), more.end()), year=year[:4] + more["letter"])
        position = more.end()


def _is_clean(text: str, left: int, start: int) -> bool:
    return start - left < 120 and _FILLER.fullmatch(text, left, start) is not None


def _bare_year(printed: str) -> str:
    """Return the year without that of a first edition beside it: ``[1912] 1994`` and ``1994 [1912]`` are ``1994``."""
    match = re.search(rf"{LATER_YEAR}{YEAR_LETTER}?(?=(?:\s\[{LATER_YEAR}\])?\Z)", printed)
    return match[0] if match else printed.lower()


def find_author_page(text: str) -> list[CitationCandidate]:
    """Return what may be citations by author and page in parentheses, ``(Nimmo 23)``, as MLA has them."""
    found = []
    for group in _SHORT_GROUP.finditer(text):
        start = group.start(1)
        for part in re.finditer(r"[^;]+", group[1]):
            bare = part[0].strip()
            match = _AUTHOR_PAGE.fullmatch(bare) if bare.rstrip("f.nsq ")[-1:].isdigit() else None
            if match is None:
                continue
            here = start + part.start() + part[0].index(bare)
            names = names_before(text, here, here + match.end("names"))
            if names.names:
                title = match["title"].strip(' “”"«»') if match["title"] else None
                span = (names.start, here + len(bare))
                found.append(CitationCandidate(span, names, None, match["locator"], group.span(), False, True, title))
    return found


def find_pages(text: str) -> list[CitationCandidate]:
    """Return the parentheses that hold a page alone, whose author the sentence may name."""
    nobody = Names((), False, 0)
    return [
        CitationCandidate(page.span(), nobody, None, page["locator"].strip(), page.span(), True, True)
        for page in _PAGE_ALONE.finditer(text)
    ]


def find_numbers(text: str, *, brackets: bool = True) -> list[Numbers]:
    """Return the citations by number: ``[3, 5-7]``, or ``(3, 5-7)`` without ``brackets``; a range gives each number."""
    found: list[Numbers] = []
    for group in (_BRACKETED if brackets else _ROUND).finditer(text):
        offset = group.start("body")
        for part in _IN_NUMBERED.finditer(group["body"]):
            span = (offset + part.start(), offset + part.end())
            if part["unit"]:
                if found and found[-1].group == group.span():
                    locator = part["unit"].lstrip(", ")
                    found[-1] = found[-1]._replace(locator=locator, span=(found[-1].span[0], span[1]))
                continue
            first, last = int(part["first"]), int(part["last"] or part["first"])
            if first <= last <= first + _LONGEST_RANGE:
                found += (Numbers(span, str(number), None, group.span()) for number in range(first, last + 1))
    for between in _BETWEEN_BRACKETS.finditer(text) if brackets else ():
        first, last = int(between["first"]), int(between["last"])
        if first < last <= first + _LONGEST_RANGE:
            found += (Numbers(between.span(), str(n), None, between.span()) for n in range(first + 1, last))
    return sorted(found, key=lambda each: each.span)


def cited_texts(names: tuple[Name, ...]) -> tuple[str, ...]:
    """Return the names as words."""
    return tuple(name.text for name in names)
