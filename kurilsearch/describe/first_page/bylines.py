"""Lines that name the authors, and how sure it is that they do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from kurilsearch.csl.printed_dates import split_off_date
from kurilsearch.language.cjk import HAN, HANGUL, HIRAGANA, KATAKANA
from kurilsearch.language.months import ONLY_MONTHS
from kurilsearch.language.names import (
    PARTICLES,
    family_first,
    has_institution_word,
    is_eastern_given_name,
    is_given_name,
    is_initials,
    is_institution,
    split_names,
    without_titles,
)
from kurilsearch.language.printed_years import YEAR


class BylineEvidence(IntEnum):
    """How sure it is that a line names people."""

    NONE = 0
    FORM = 1
    """Two to four capitalised words, and nothing that speaks against a name."""
    NAME = 2
    """A common given name, initials, a family name in capitals, an affiliation mark."""
    SAID = 3
    """The line says so: ``by …``, ``Author: …``."""


@dataclass(frozen=True, slots=True)
class Byline:
    """The authors in a line, as they are cited, and the evidence for them."""

    authors: tuple[str, ...]
    evidence: BylineEvidence


NO_BYLINE = Byline((), BylineEvidence.NONE)

_BY = re.compile(
    r"^(?:(?:leave a comment|\d+ comments?)[\s|·,]+)?(?:(?:an?\s+|the\s+)?(?:(?:article|essay|report|story|text|words|"
    r"novel|poem|written|compiled|prepared|posted|"
    r"published|"
    r"submitted|presented|a\.?k\.?a\.?)\s+)?by|"
    r"(?:an?\s+)?(?:[^\W\d_]+\s){0,2}(?:lecture|address|speech|talk|paper|sermon|remarks|statement|lectures)"
    r"\s(?:(?:was\s)?(?:given|delivered|read|presented|held)\s)?by|"
    r"(?:ein |eine |an? |un |une |una )?(?:beitrag|artikel|bericht|gastbeitrag|kommentar|reportage|interview|"
    r"entrevista|article|"
    r"text|essay|story|words|photographs?) (?:by|von|de|par|di|av|af|door)|"
    r"(?:posted|published)\s+(?:on\s+)?[\w ,.]{4,30}\s+by|"
    r"de notre (?:envoyée?|correspondante?)(?: spéciale?)?(?: à \w+)?,?|from our (?:own |special )?correspondent,?|"
    r"von unsere[mr] (?:\w+)?(?:korrespondent(?:en|in)|reporter(?:in)?|mitarbeiter(?:in)?),?|"
    r"de nuestr[oa] (?:enviad[oa]|corresponsal|redactora?)(?: especial)?,?|dal(?:la)? nostr[oa] (?:inviat[oa]|"
    r"corrispondente),?|"
    r"(?:от )?наш(?:его)? (?:корр\.|корреспондента?|собкора?),?|"
    r"(?:doctoral |ph\.?d\.? )?(?:thèse|mémoire|thesis|dissertation|tesis|tese|tesi|doktorarbeit|masterarbeit)\s"
    r"(?:(?:de|en) .{3,60})?(?:soutenue|présentée?|presented|submitted|written|presentada|apresentada|vorgelegt)"
    r"(?: (?:et (?:soutenue?|présentée?)|publiquement|and (?:submitted|defended)))*\s(?:by|par|por|von)|"
    r"vorgelegt von|eingereicht von|verfasst von|présentée?(?: et soutenue)? par|soutenue par|presentad[ao] por|"
    r"apresentad[ao] por|"
    r"elaborado por|presentata da|geschreven door|vortrag von|von|par|por|di|door|av|af|od|автор|текст|выполнил[аи]?|"
    r"autor(?:ka)?|"
    r"auteur|作者|著者|筆者|文|著|撰文|글|지은이|yazan|hazırlayan|írta|napsal|napisała?)(?:\s*[:：]\s*|\s+)(.+)$",
    re.IGNORECASE,
)
_HAN_SUFFIX = re.compile(r"^(.{2,30}?)\s*(?:著|作|編著|共著|编著|지음|기자|述|教授|著者)$")
_INLINE_BY = re.compile(
    r"^(?P<title>.{4,200}?),?\s+(?:by|von|par)\s+(?P<names>[^,]{4,80}(?:, [^,]{4,40})*)$", re.IGNORECASE
)
_AUTHOR_TITLE = re.compile(r"^(?P<names>[^.:]{3,60}?(?:\s[^\W\d_]\.(?:\s?[^\W\d_]\.)?)?)[.:]\s+(?P<title>\S.{8,250})$")
_AUTHOR_COMMA_TITLE = re.compile(
    r"^(?P<names>\w[^,:]{3,40}),\s+(?P<title>(?!.*(?i:universit|institut|college))\S+(?:\s\S+){2,30})$"
)
_AFTER_NAMES = re.compile(
    r"\s*(?:[|•–—·]|\s-\s|;\s*(?:special|staff)|,\s*(?:special|staff|our|science|foreign|political|moscow|tokyo)\b|"
    r"\bon\b\s|"
    r"\bpublished\b|\bposted\b|\bupdated\b|\s(?:to|at|before|in|for|aus|am|geboren|né)\s(?:the|a|der|dem|le|la)?|"
    r",\s*(?:aus|geb\.)\s).*$",
    re.IGNORECASE,
)
_ORCID = re.compile(r"\s*\b(?:ORCID(?: iD)?[:\s]*)?\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b")
_PARENTHESES = re.compile(r"\s*[(（\[][^()（）\[\]]{0,200}[)）\]]")
_MARK = r"(?:[\d¹²³⁴⁵⁶⁷⁸⁹⁰]+|[*†‡§#⁎∗✉☯¶‖]+|(?<=[\s,])[a-h](?![^\W_]))"
_MARKS = re.compile(
    rf"(?<=[^\W\d_.])(?:\s?(?:[\d¹²³⁴⁵⁶⁷⁸⁹⁰]+|[*†‡§#⁎∗✉☯¶‖]+)|\s[a-h](?=,\s?[*†‡§#⁎∗☯\d]))(?:\s?,?\s?{_MARK})*(?=$|"
    rf"[\s,;])"
)
_LETTER_MARK = re.compile(r"(?<=[^\W\d_]{2})\s[a-d](?:,\s?[a-d])*(?=$|,\s|;\s|\sand\s)")
_YEAR_AT_END = re.compile(rf"[\s,(]{{1,3}}{YEAR}\)?$")
_WORD = re.compile(r"[^\W\d_a-zа-яё](?:[^\W\d_]|['’ʼ-])*\.?|[dlDLO]['’][^\W\d_]+|(?:Mc|Mac)[A-Z]+")
_HAN_NAME = re.compile(rf"[{HAN}]{{1,3}}[ \u3000]?(?:[{HAN}]{{1,3}}|[{HIRAGANA}]{{2,4}}|[{KATAKANA}]{{2,5}})")
_HANGUL_NAME = re.compile(rf"[{HANGUL}]{{3}}")
_HANGUL_FAMILY = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국은편용"
)
"""The syllables of nearly all Korean family names."""
_NOT_A_HAN_NAME = re.compile(
    r"[章節部編巻号年月日会社省庁学院論史説題序言文目次録]$|問題|関係|研究|歴史|政策|外交|交渉|領土|北方|千島|日本|中国|日露|日ソ|"
    r"海峡|諸島|列島|半島|群島|戦争|条約|協定|会談|声明|紛争|漁業|経済|社会|文化|はじめ|おわり|まえがき|あとがき|概要|要旨|资料|报告|问题|关系|历史|研究"
)
_GIVEN_MONTH = re.compile(r"(?:August|April|June)\s(?:[A-Z]\.\s)?[^\W\d_a-z][^\W\d_]+$")
_NUMBER = re.compile(r"(?<![\w./-])\d{4,}(?![\w/-])|,\s\d{1,5}\s?[A-Z]{0,2}\s[A-Z]")
"""A postcode or the number of a house: an address; marks of workplaces have fewer digits and stand at the name."""
_PLACE_NAME = re.compile(r"(?:São|San|Santa|Saint|Sankt|St\.|Санкт)[ -][^\W\d_]+$")
_NOT_NAME_LIST = """
    the a an and of in on at to for from with journal review bulletin quarterly magazine times news post report studies
    relations history politics policy international national introduction conclusion abstract volume press university
    institute department school faculty college society association ministry war peace treaty soviet russian japanese
    american british german french chinese korean european asian russia japan america britain germany france china korea
    europe asia pacific atlantic north south east west northern southern eastern western new old island islands sea
    ocean river mountain city street road union republic empire kingdom federation state states united nations world
    cold great first second third chapter part section book essay essays letters diary memoirs life biography works
    story stories tales poems novel question problem dispute territories territory tokyo moscow london paris berlin
    washington beijing seoul hokkaido sakhalin kuril kurils what how why when where who is are was were saint st
    discipline mention speciality specialty spécialité filière department equipe équipe team
    foreign affairs security economic social political military diplomacy strategic research working paper papers
    presents interview says vs spring summer autumn winter introduction
    annual conference proceedings symposium workshop lecture keynote address speech statement open access original
    die der das und ein eine zur zum geschichte deutsche deutscher deutsches zeitschrift jahrbuch archiv beiträge
    probleme fragen krieg frieden politik gesellschaft universität les une histoire revue études guerre paix relations
    la le el los las historia revista guerra paz il storia rivista вестник журнал история вопросы отношения проблемы
    россия япония политика война мир южные северные русский российский японский советский новый новая
"""
_NOT_NAMES = frozenset(_NOT_NAME_LIST.split()) | frozenset(ONLY_MONTHS)
_ABSTRACT_NOUN = re.compile(
    r".{3,}(?:tion|sion|ment|ness|ship|ism|ity|ics|ology|ung|ungen|keit|heit|schaft|ismus|tät|ость|ение|ания|ство|ция|"
    r"изм)",
    re.IGNORECASE,
)


def read_byline(text: str, common_words: frozenset[str]) -> Byline:
    """Return the authors that ``text`` names. ``common_words`` are those that the document writes small elsewhere.

    A line is names as a whole or not at all.
    """
    undated, year = split_off_date(text)
    text = _YEAR_AT_END.sub("", undated)
    if _PLACE_NAME.match(text) or _NUMBER.search(text):
        return NO_BYLINE
    said = _BY.match(text) or _HAN_SUFFIX.match(text)
    if said:
        byline = _read_names(_AFTER_NAMES.sub("", said[1]), common_words)
        if byline.evidence is not BylineEvidence.NONE:
            return Byline(byline.authors, BylineEvidence.SAID)
        if _is_institution_alone(said[1]):
            return Byline((said[1].removeprefix("the ").strip(),), BylineEvidence.SAID)
    if _is_institution_alone(text):
        return Byline((text,), BylineEvidence.FORM)
    byline = _read_names(text, common_words)
    return Byline(byline.authors, BylineEvidence.NAME) if year and byline.evidence else byline


def _is_institution_alone(text: str) -> bool:
    return has_institution_word(text) and len(text.split()) <= 8 and text[0].isalpha() and text[-1].isalpha()


def read_said_names(text: str) -> tuple[str, ...]:
    """Return the names in the value of an ``Author:`` field, institutions included."""
    names = split_names(_YEAR_AT_END.sub("", _PARENTHESES.sub("", _without_marks(text))))
    return tuple(family_first(name) for name in names)


def split_title_and_byline(text: str, common_words: frozenset[str]) -> tuple[str, Byline] | None:
    """Return title and authors of ``Title, by Author``, ``Author. Title`` and ``Author, Title``; else None."""
    for pattern in (_INLINE_BY, _AUTHOR_TITLE, _AUTHOR_COMMA_TITLE):
        found = pattern.match(text)
        if found:
            byline = _read_names(found["names"], common_words)
            if byline.evidence >= BylineEvidence.NAME:
                return found["title"].strip(), byline
    return None


def _read_names(text: str, common_words: frozenset[str]) -> Byline:
    plain = _without_marks(_PARENTHESES.sub("", text))
    if len(plain) > 200 or plain.endswith((":", "?", "!")):
        return NO_BYLINE
    names = split_names(_YEAR_AT_END.sub("", plain).rstrip(" .") if not re.search(r"\b\w\.$", plain) else plain)
    people: list[str] = []
    for number, name in enumerate(names):
        if number and (has_institution_word(name) or (is_institution(name) and f", {name}" in plain)):
            break  # "Hiroshi Kimura, Hokkaido University"
        people.append(name)
    if not people:
        return NO_BYLINE
    untitled = [without_titles(name) for name in people]
    evidence = [_evidence_for(name, common_words) for name in untitled]
    if BylineEvidence.NAME in evidence:  # beside others August is a given name
        named_by_month = [_GIVEN_MONTH.match(name) is not None for name in untitled]
        evidence = [
            BylineEvidence.FORM if by_month else one for one, by_month in zip(evidence, named_by_month, strict=True)
        ]
    if BylineEvidence.NONE in evidence:
        return NO_BYLINE
    unbracketed = _PARENTHESES.sub("", text).strip(" ,;")
    is_marked = (
        (plain != unbracketed and _MARKS.search(unbracketed) is not None)
        or untitled != people
        or len(people) < len(names)
    )
    strength = BylineEvidence.NAME if is_marked else max(evidence)
    return Byline(tuple(family_first(name) for name in people), strength)


def _without_marks(text: str) -> str:
    """Return the line without affiliation marks: ``Se Hyun Ahn a``, ``Smith1,2``, ``Müller*``."""
    text = _ORCID.sub("", text).strip(" ,;*†‡⁎")
    return _LETTER_MARK.sub("", _MARKS.sub("", text)).strip(" ,;*†‡⁎")


def _evidence_for(name: str, common_words: frozenset[str]) -> BylineEvidence:
    """Return how sure it is that ``name`` is one person."""
    if _HAN_NAME.fullmatch(name) or _HANGUL_NAME.fullmatch(name):
        is_no_name = _NOT_A_HAN_NAME.search(name) or (_HANGUL_NAME.fullmatch(name) and name[0] not in _HANGUL_FAMILY)
        return BylineEvidence.NONE if is_no_name else BylineEvidence.FORM
    if is_institution(name):
        return BylineEvidence.NONE
    words = name.replace(",", " ").split()
    full = [word for word in words if not is_initials(word) and word.lower() not in PARTICLES]
    if not 2 <= len(words) <= 5 or not full or not all(_may_be_in_name(word) for word in words):
        return BylineEvidence.NONE
    if any(word.lower().strip(".") in _NOT_NAMES for word in full):
        return BylineEvidence.NONE
    if any(is_given_name(word) for word in full[: max(len(full) - 1, 1)]) or is_eastern_given_name(full[-1]):
        return BylineEvidence.NAME
    if "," in name and is_given_name(full[-1]):
        return BylineEvidence.NAME
    if len(words) > len(full) and any(is_initials(word) and "." in word for word in words):
        return BylineEvidence.NAME
    if any(word.lower() in common_words or _ABSTRACT_NOUN.fullmatch(word) for word in full):
        return BylineEvidence.NONE
    if len(full) > 3 and name.isupper():  # the heads of a table's columns
        return BylineEvidence.NONE
    if "," in name or len(set(full)) < len(full):  # "Orlando, Florida" looks like a name too
        return BylineEvidence.NONE
    capitals = [len(word) > 1 and word.isupper() for word in full]
    return BylineEvidence.NAME if any(capitals) and not all(capitals) else BylineEvidence.FORM


def _may_be_in_name(word: str) -> bool:
    return (
        (bool(_WORD.fullmatch(word)) and any(map(str.isupper, word))) or is_initials(word) or word.lower() in PARTICLES
    )
