"""The authors at the head of an entry, in the orders and separators of the usual styles and languages."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kurilsearch.csl.names import CslName, name_of_parts
from kurilsearch.language.cjk import HAN, HIRAGANA, KATAKANA
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.months import MONTHS
from kurilsearch.language.names import family_first, is_given_name, is_initials, is_institution
from kurilsearch.references.name_patterns import FAMILY, INITIALS, UPPER, WORD

MOST_AUTHORS = 60

_TWO_FAMILIES = rf"{WORD}\s(?:y|e|i)\s{WORD}"
"""A name of both parents: Ortega y Gasset, Costa e Silva, Puig i Cadafalch."""
_INITIALS_AFTER = rf"{INITIALS}(?:\s(?:van|von|de|der|den))*"
_SUFFIX = r"(?:,?\s(?:Jr|Sr|II|III|IV)\b\.?)?"
_GIVEN = rf"{WORD}(?:[ \-]{WORD}){{0,2}}(?:\s?{INITIALS})?"


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    """Return the patterns of one name, by what they are called; compiled when the first list is read."""
    return {
        "family, initials": re.compile(rf"({_TWO_FAMILIES}|{FAMILY})\s?,\s?({_INITIALS_AFTER})({_SUFFIX})"),
        "family initials": re.compile(
            rf"({FAMILY})\s({INITIALS}|[{UPPER}]{{1,3}}(?=[,.;:]|\s?(?:\(|et al|и др)))({_SUFFIX})"
        ),
        "initials family": re.compile(rf"({INITIALS})\s?({FAMILY}){_SUFFIX}"),
        "family, given": re.compile(
            rf"({_TWO_FAMILIES}|{FAMILY})\s?,\s?({_GIVEN})({_SUFFIX})(?:(?<=\.)|(?=\s?(?:[.,;:/&(—–=]|and|und|et|и|y|e|\Z)))"
        ),
        "given family": re.compile(rf"(?:{WORD}\s|{INITIALS}\s?){{1,3}}{FAMILY}{_SUFFIX}"),
        "han": re.compile(
            rf"[{HAN}]{{2,5}}?(?:[ 　][{HAN}{HIRAGANA}]{{1,4}}?)?(?=[（(「『、，,・：:『　]|\d|編|著|訳|ほか|他)"
            rf"|[{KATAKANA}]{{2,12}}(?:[・＝=][{KATAKANA}]{{1,12}})+"
        ),
    }


_FIRST = ("family, initials", "family initials", "initials family", "family, given", "han", "given family")
_LATER = ("family, initials", "family initials", "initials family", "given family", "family, given", "han")
_SEPARATOR = re.compile(
    r"\s?[,;/]?\s?(?P<joiner>&amp;|&|＆|\b(?:and|und|et|y|e|och|og|en|и|та|i|mit|with)\b(?!\s?al))\s?"
    r"|\s?(?P<mark>[;,/、，・])\s?(?=\S)|\s[–—-]\s"
)
_ET_AL = re.compile(
    r"[\s,;]*\(?(?:et\.? ?al\b\.?|and others|u\.\s?a\.|et coll\.|и др\.|и соавт\.|y otros|m\.\s?fl\.|ほか\S?"
    r"|他(?![人国者]))\)?",
    re.I,
)
_ROLE = re.compile(
    r"[\s,]*[(\[（]?\s?(?P<role>eds?|editors?|Hrsg|Hg|Hgg|Herausgeber|dirs?|éds?|ed\. by|coord|comps?|trans|red|ред"
    r"|отв\. ред|под ред|сост|編著|編|著|訳)\b\.?(?:,?\s?(?:and|&)?\s?trans\.?)?[)\]）]?",
    re.I,
)
_REPEATED = re.compile(
    r"(?:[—–―]{1,6}|-{2,6}|_{2,10}|(?:Ders|Dies|Idem|Id|Eadem|Он же|Она же|Они же|Тот же|Ibid)\b\.?|同(?:上|著者"
    r"|前)?(?=[（(、「『]))(?=[\s.,:;(（「『]|\Z)\s?[.,:]?",
    re.I,
)
_NO_GIVEN_NAME = re.compile(
    rf"(?:{'|'.join(month[0].capitalize() for month in MONTHS['en'])}|The|A|An|On|In|Der|Die|Das|Le|La|Les|El|Il)"
)
_FAMILY_NEXT = lazy_pattern(rf"\s{FAMILY}(?=[,:]|\s(?:\(|and\b|und\b|et\b))")
"""What follows given names printed first: Joseph P. Ferguson, …"""


class Authors(NamedTuple):
    """The names at the head of an entry and where they end; ``are_editors`` where the list says so.

    ``repeated`` says that a dash or *Ders.* stands for the authors of the entry before.
    """

    names: tuple[CslName, ...]
    end: int
    are_editors: bool = False
    repeated: bool = False


def read_authors(text: str, start: int = 0, *, given_first: bool = False) -> Authors:
    """Return the authors printed at ``start``; no names where none can be told from what stands there.

    A name printed given name first is taken for one where the given name is a common one, or where ``given_first`` says
    that it must be one by what follows, as in notes.
    """
    repeated = _REPEATED.match(text, start)
    if repeated:
        return Authors((), _after_role(text, repeated.end())[0], _after_role(text, repeated.end())[1], repeated=True)
    names: list[CslName] = []
    end = position = start
    sure = True
    while len(names) < MOST_AUTHORS:
        found = _name_at(text, position, first=not names, evident=given_first if not names else sure)
        if found is None:
            break
        name, end = found
        names.append(name)
        others = _ET_AL.match(text, end)
        if others:
            end = others.end()
            break
        separator = _SEPARATOR.match(text, end)
        if separator is None:
            break
        position = separator.end()
        sure = bool(separator["joiner"]) or separator["mark"] in (";", "・", "/")
    if not names:
        return Authors((), start)
    end, editors = _after_role(text, end)
    return Authors(tuple(names), end, editors)


def _after_role(text: str, end: int) -> tuple[int, bool]:
    role = _ROLE.match(text, end)
    if role is None:
        return end, False
    return role.end(), role["role"].lower() not in ("著", "trans")


def _name_at(text: str, position: int, *, first: bool, evident: bool) -> tuple[CslName, int] | None:
    """Return the name at ``position`` and its end. Unless ``evident``, two words that may be a title are none."""
    if not text[position : position + 1].isalpha():
        return None
    for form in _FIRST if first else _LATER:
        match = _forms()[form].match(text, position, position + 120)
        if match is None:
            continue
        name = _csl_name(form, match, evident=evident)
        if name:
            return name, match.end()
    return None


def _csl_name(form: str, match: re.Match[str], *, evident: bool) -> CslName | None:
    """Return the name as CSL has it; None where the words are more likely something else."""
    if form == "han":
        family, _, given = match[0].replace("　", " ").partition(" ")
        return {"family": family, "given": given} if given else {"literal": family}
    if form == "given family":
        words = match[0].split()
        known = any(is_given_name(word.strip(",.")) or is_initials(word) for word in words[:-1])
        known = known or (words[0].isupper() and len(words[0]) > 2 and not words[-1].isupper())
        if is_institution(match[0]) or not (known or evident):
            return None
        cited = family_first(match[0])
        family, _, given = cited.partition(", ")
        return name_of_parts(family, given) if given else None
    family, given = (match[2], match[1]) if form == "initials family" else (match[1], match[2])
    if form == "family initials" and is_given_name(family) and _FAMILY_NEXT.match(match.string, match.end()):
        return None
    if form == "family, given" and not _is_family_and_given(family, given.split()[0]):
        return None
    suffix = match[3].strip(" ,") if match.re.groups >= 3 and match[3] else ""
    if len(family) > 2 and family.isupper():
        family = family_first(family)
    return name_of_parts(family, given, suffix)


def _is_family_and_given(family: str, given: str) -> bool:
    """Return whether ``Nyman, Ester`` is a person: not ``Ester Nyman, The Post``, nor ``New York Times, June``."""
    if _NO_GIVEN_NAME.fullmatch(given):
        return False
    if is_given_name(given):
        return True
    return not (is_institution(family) or (" " in family and is_given_name(family.split()[0])))


def family_names(names: tuple[CslName, ...]) -> tuple[str, ...]:
    """Return the names as citations in a text give them: the family name with its particles, or the whole."""
    return tuple(
        " ".join(filter(None, (name.get("dropping-particle"), name.get("non-dropping-particle"), name.get("family"))))
        or name.get("literal", "")
        for name in names
    )
