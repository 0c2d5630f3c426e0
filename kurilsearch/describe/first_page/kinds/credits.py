"""Who translated or edited a work, and what it was called before: what title and imprint pages say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from kurilsearch.csl.names import cited_name, csl_name
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.names import family_first, split_names
from kurilsearch.language.printed_years import YEAR
from kurilsearch.work import Item

_LONGEST = 160
_NAMES = r"\s*(?P<names>[^\W\d_].{1,120})"
_TRANSLATOR = lazy_pattern(
    r"(?:(?:english )?(?:translated|translation)(?: (?:from|out of) (?:the )?[\w ]{3,30}?)?(?: and \w+)? by|"
    r"(?:aus dem|ins) \w+(?: \w+){0,3} (?:übersetzt )?von|übersetz(?:t|ung)(?: aus dem \w+)?(?: von|:)|deutsch von|"
    r"traduit (?:de l[’'] ?|du |de la )\w+(?: \([^()]+\))? par|traduction(?: française)?(?: de|:|par)|"
    r"traducción(?: del? \w+)?(?: de|:)|traducido (?:del \w+ )?por|traduzione (?:dal\w* \w+ )?di|"
    r"tradotto (?:dal\w* \w+ )?da|tradução(?: de|:)|vertaald (?:uit het \w+ )?door|översatt av|översättning:?|"
    rf"oversat af|przełoży[łl]a?|訳者?[:：]|翻訳[:：]|译者?[:：]){_NAMES}",
    re.IGNORECASE,
)
_TRANSLATOR_BEHIND = re.compile(r"(?P<names>[^\s\d]{2,8}(?:[\s　][^\s\d]{1,5})?)[\s　]*[訳译譯]")
_EDITOR = re.compile(
    r"(?:edited (?:and introduced |with an introduction )?by|herausgegeben von|hrsg\.? von|sous la direction de|"
    r"dirigé par|edición de|edición a cargo de|a cura di|redigerad av|onder redactie van|pod redakcją|"
    rf"編者?[:：]|编者?[:：]){_NAMES}",
    re.IGNORECASE,
)
_ORIGINAL_TITLE = re.compile(
    r"(?:original ?titel(?: der \w+)?|titel der originalausgabe|original title|title of the original|titre original|"
    r"título original|titolo originale|oorspronkelijke titel|originalets titel|tytuł oryginału|"
    r"оригинальное название|原題|原書名|原书名)\s*[:：]?\s*[„“«\"『]?(?P<title>[^\W\d_].{1,100}?)[“”»\"』]?\.?",
    re.IGNORECASE,
)
_PUBLISHED_AS = re.compile(
    r"(?:first |originally )?published (?:in [\w ]{3,20} )?as\s+[“\"‘'«]?(?P<title>[^\W\d_].{2,90}?)[”\"’'»]?"
    rf"(?:[,.]?\s(?:(?:by|in)\b.{{0,60}}?)?\(?(?P<year>{YEAR})\)?)?\.?",
    re.IGNORECASE,
)
_LABEL = re.compile(r".{2,60}\s(?:by|von|par|por|da|di|de|van|door|av|af)", re.IGNORECASE)
"""A line after which names stand on the next."""
_FORMS = (("translator", _TRANSLATOR), ("translator", _TRANSLATOR_BEHIND), ("editor", _EDITOR))


def read_credits(lines: Sequence[str]) -> Item:
    """Return translators, editors, and title and year of the original, as a page's lines (none blank) print them."""
    item: Item = {}
    joined = [f"{line} {below}" for line, below in pairwise(lines) if _LABEL.fullmatch(line)]
    for line in (*lines, *joined):
        if len(line) > _LONGEST:
            continue
        for role, form in _FORMS:
            if role not in item and (found := form.fullmatch(line)):
                item[role] = [csl_name(family_first(each)) for each in split_names(found["names"].strip(" .,"))]
        for form in (_ORIGINAL_TITLE, _PUBLISHED_AS):
            if "original-title" not in item and (found := form.fullmatch(line)):
                item["original-title"] = found["title"].strip()
                if year := found.groupdict().get("year"):
                    item["original-date"] = {"date-parts": [[int(year)]]}
    return item


def without_credited(authors: Sequence[Any], credited: Item) -> list[Any]:
    """Return the authors without those whom the page names as translators or editors, whatever is said before them."""
    others = [cited_name(name).partition(", ") for role, _ in _FORMS for name in credited.get(role, ())]
    told = [(author, cited_name(author)) for author in authors]
    return [
        author
        for author, name in told
        if not any(name.startswith(family + comma) and name.endswith(given) for family, comma, given in others)
    ]
