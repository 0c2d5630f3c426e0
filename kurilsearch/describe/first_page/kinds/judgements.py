"""Judgements: the parties, the court, the number of the case and the day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilsearch.csl.printed_dates import date_of
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.work import Item

_HEAD_LINES = 30
_LONGEST = 140
_NEUTRAL = re.compile(
    r"\[(?:19|20)\d\d\]\s[A-Z][A-Za-z]{2,9}(?:\s(?:Civ|Crim))?\s\d+(?:\s\([A-Z][a-z]+\)|\s\([A-Z]{2,4}\))?"
)
"""A neutral citation: ``[2014] EWHC 1234 (QB)``."""
_ECLI = re.compile(r"ECLI:[A-Z]{2}:[A-Z\d]+:\d{4}:[\w.]+")
_NUMBER = lazy_pattern(
    r"(?:case|application|appeal|docket|civil action|claim)\s?(?:nos?\.?|"
    r"number)?\s?[:.]?\s*(?P<en>(?:[A-Z]{1,4}\s?)?\d[\w/.-]*)|"
    r"(?:aktenzeichen|az\.?|geschäftszeichen)\s?:?\s*(?P<de>[\w. ]{1,12}\d+/\d{2,4})|"
    r"(?P<bgh>[IVX]{1,5}\s[A-Z]{1,3}R?\s\d+/\d\d)|"
    r"(?:pourvoi|n[°º] de pourvoi|req\.?)\s?(?:n[°º])?\s?:?\s*(?P<fr>\d[\d.-]+)|\((?P<cass>\d\d-\d\d\.\d{3})\)|"
    r"(?:sentencia|rec(?:urso)?\.?(?: de \w+)?)\s(?:n[úu]m\.?\s|n[.º°]+\s)?(?P<es>\d+/\d{4})|"
    r"^no\.\s?(?P<us>[A-Z\d][\w-]*\d[\w-]*)$|"
    r"дело\s№?\s?(?P<ru>[\w-]+/?[\w-]*\d{4})",
    re.IGNORECASE | re.MULTILINE,
)
_COURT = re.compile(
    r"(?:in the )?(?:.{0,40}\b(?:court|tribunal)\b(?! clerk| of the (?:first|second)).{0,50}|"
    r".{0,20}\w*gerichtshof.{0,30}|"
    r"\w*gericht(?:\s\w+)?|cour (?:de|d[’']|suprême).{0,40}|tribunal .{0,40}|conseil d[’']état|corte (?:di|"
    r"suprema|costituz).{0,30}|"
    r"audiencia .{0,30}|.{0,30}\bсуд(?: .{0,40})?|hoge raad.*|rechtbank .{0,20}|sąd .{0,30}|.{1,12}裁判所(?:.{0,8})|"
    r".{1,14}法院)",
    re.IGNORECASE,
)
_JUDGEMENT = re.compile(
    r"(?:(?:approved |final )?judge?ment(?: (?:of|delivered|given|handed down|dated) .+)?|opinion of the court|ruling|"
    r"reasons for judgment|"
    r"im namen des volkes|urteil(?: vom .+)?|"
    r"beschluss(?: vom .+)?|arr[êe]t(?: n[°º]\s?\S+)?(?: du .+)?|jugement|décision|sentenza|ordinanza|"
    r"sentencia(?:\s.{0,12}\d+/\d{4})?|auto|"
    r"решение|постановление|определение|arrest|vonnis|wyrok|именем российской федерации|判決|主\s?文|判决书)",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\s*[-–—]*\s*(?:and|v\.?|vs\.?|versus|against|gegen|c(?:ontre|/|\.)|contro|contra|против)\s*[-–—]*\s*", re.I
)
_WHO_SUES = (
    r"claimant|plaintiff|appellant|applicant|petitioner|kläger(?:in)?|antragsteller(?:in)?|revisionsführer(?:in)?|"
    r"demandeu(?:r|se|resse)|requérante?|appelante?|demandante|recurrente|ricorrente|attore|истец|заявитель"
)
_WHO_IS_SUED = (
    r"defendant|respondent|beklagter?|antragsgegner(?:in)?|défendeu(?:r|se|resse)|intimée?|demandad[oa]|recurrido|"
    r"resistente|convenuto|ответчик"
)
_PARTY = re.compile(rf"(?:the )?(?:{_WHO_SUES}|{_WHO_IS_SUED})", re.I)
_SUES, _IS_SUED = (
    re.compile(rf"(?:{who})s?(?:\(s\))?\s*:\s*(?P<name>[^\W\d_].{{2,80}})", re.I) for who in (_WHO_SUES, _WHO_IS_SUED)
)
"""``Demandeur : Ville de Rennes``."""
_BETWEEN = re.compile(r"between\s*:?|in the case of", re.IGNORECASE)
_IN_LINE = re.compile(
    r"(?:(?:in the )?(?:case|matter) of )?"
    r"(?P<first>[^\W\d_].{2,60}?),?\s(?P<sign>v\.?|vs\.?)\s(?P<second>[^\W\d_].{2,60})",
    re.IGNORECASE,
)
_VERSUS = re.compile(rf"(?:(?<=\s)|\()(?:{_WHO_SUES}|{_WHO_IS_SUED})s?\)?[.,]?$", re.IGNORECASE)


def read_judgement(lines: Sequence[str]) -> Item:
    """Return a judgement as a legal case; empty where the first ``lines`` (none blank) are none's.

    Two of these say so: a court that is named on a line of its own, the number of a case, the word for a judgement.
    """
    head = [line for line in lines[:_HEAD_LINES] if len(line) <= _LONGEST]
    court = next((line for line in head if _COURT.fullmatch(line)), None)
    text = "\n".join(head)
    cited = _NEUTRAL.search(text) or _ECLI.search(text)
    if not (court or cited):
        return {}
    number = _NUMBER.search(text)
    said = any(_JUDGEMENT.fullmatch(line.strip(" .:")) or _PARTY.fullmatch(line.strip(" .,:()")) for line in head)
    if (court is not None) + (cited is not None or number is not None) + said < 2:
        return {}
    item: Item = {"type": "legal_case"}
    if title := _parties(head):
        item["title"] = title
    if court:
        item["authority"] = _in_words(re.sub(r"^in the ", "", court, flags=re.IGNORECASE))
    if cited:
        item["number"] = cited[0]
    elif number:
        item["number"] = next(group for group in number.groups() if group).strip()
    issued = next((date for line in head if not _NEUTRAL.search(line) and (date := date_of(line))), None)
    return item | ({"issued": issued} if issued else {})


def _parties(head: Sequence[str]) -> str | None:
    """Return ``A v B`` from a line that has both, two that name one each, or from the lines below ``Between``."""
    for line in head:
        if found := _IN_LINE.fullmatch(line):
            return f"{_party(found['first'])} {found['sign']} {_party(found['second'])}"
    sues, sued = (
        next((at["name"] for line in head if (at := form.fullmatch(line))), None) for form in (_SUES, _IS_SUED)
    )
    if sues and sued:
        return f"{_party(sues)} v {_party(sued)}"
    between = next((at for at, line in enumerate(head) if _BETWEEN.fullmatch(line)), None)
    divide = next((at for at, line in enumerate(head) if at and _AGAINST.fullmatch(line)), None)
    if divide is None or (between is not None and divide < between):
        return None
    before = [
        line
        for line in head[(between + 1 if between is not None else 0) : divide]
        if not _PARTY.fullmatch(line.strip(" ,."))
    ]
    after = [line for line in head[divide + 1 : divide + 3] if not _PARTY.fullmatch(line.strip(" ,."))]
    if not before or not after:
        return None
    first = before[0] if between is not None else before[-1]
    return f"{_party(first)} v {_party(after[0])}"


def _party(name: str) -> str:
    return _in_words(_VERSUS.sub("", name).strip(" ,.()"))


def _in_words(name: str) -> str:
    """Return a name in capitals with capitals at the beginnings of its words only."""
    small = {"Of", "And", "The", "For", "In", "De", "La", "Du"}
    if not name.isupper():
        return name
    words = [word.capitalize() if len(word.strip(".")) > 2 else word for word in name.split()]
    words = [word.lower() if at and word.capitalize() in small else word for at, word in enumerate(words)]
    return " ".join(words)
