"""What a line of a first page is, by its own form and words: a date, an affiliation, running text and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from kurilsearch.csl.printed_dates import is_date_line
from kurilsearch.describe.first_page.header_words import (
    CONTENTS_LINE,
    COPYRIGHT,
    ENCYCLOPEDIA,
    END,
    FIELD_NAMES,
    LABEL,
    MENU,
    PERIODICAL,
    TRAIL,
    is_affiliation,
)
from kurilsearch.describe.first_page.running_text import lower_share
from kurilsearch.language.cjk import HAN, KANA
from kurilsearch.language.cjk_letters import HAN_OR_KANA

LONGEST_HEADER_LINE = 400

_LETTER_STOP_SPACE = re.compile(r"[a-zа-яё][.!?] \w|[a-zа-яё]\.$")
_BROKEN_LETTERS = re.compile(r"[\ufffd\u2700-\u270c\u270e-\u27bf\ue000-\uf8ff]")
"""What stands for letters that a font does not name; registration marks of printers are such too."""
_HAN_WITH_KANA = re.compile(f"[{HAN}][{KANA}]")
"""A character with what is set beside it: reading aids of classical Chinese in Japan."""
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)]*(?:\s|$)")
FIELD_NAME = re.compile(rf"(?:(?:^|(?<=[.;|] ))([^:：.;|]{{1,40}}?)|(?<=\s)([{HAN}]{{1,8}}))\s?[:：]")


class Role(StrEnum):
    """What a line of a first page is; ``TEXT`` may be a title or an author."""

    TEXT = "text"
    MENU = "menu"
    LABEL = "label"
    FIELD = "field"
    PERIODICAL = "periodical"
    DATE = "date"
    COPYRIGHT = "copyright"
    AFFILIATION = "affiliation"
    IMPRINT = "imprint"
    ENCYCLOPEDIA = "encyclopedia"
    END = "end"
    PROSE = "prose"


def role_of(text: str, following: Sequence[str], *, is_heading: bool) -> Role:
    """Return what a line is by its own form and the two lines that follow it; the first rule that fits decides."""
    role = _role_alone(text, is_heading)
    if role is not None or is_heading:
        return role or Role.TEXT
    is_running = is_prose(text, following)
    if not (is_running and lower_share(text) >= 0.6) and _is_periodical(text):
        return Role.PERIODICAL
    if is_running:
        return Role.PROSE
    return Role.AFFILIATION if is_affiliation(text) else Role.TEXT


@lru_cache(maxsize=256)
def _role_alone(text: str, is_heading: bool) -> Role | None:
    """Return the role that a line has whatever follows it; remembered, for header and features both ask."""
    return next(_fitting_roles(text, is_heading), None)


def _fitting_roles(text: str, is_heading: bool) -> Iterator[Role]:
    """Yield the roles whose rules fit, the surest first; each rule is asked only when those before it have not fitted.

    What begins a role's rule is the cheapest of what it asks.
    """
    if ENCYCLOPEDIA.match(text):
        yield Role.ENCYCLOPEDIA
    if text and (len(text) < 40 or not is_heading) and (END.fullmatch(text) or _is_of_contents(text)):
        yield Role.END
    if is_scattered(text) or len(_BROKEN_LETTERS.findall(text)) >= 2:
        yield Role.MENU
    field_name = FIELD_NAME.match(text)
    if field_name and FIELD_NAMES.fullmatch(label_of(field_name)):
        yield Role.FIELD
    if MENU.fullmatch(text.strip(" |•·-")) or _is_trail(text):
        yield Role.MENU
    if LABEL.fullmatch(text.strip(" .:–—-")):
        yield Role.LABEL
    if is_date_line(text):
        yield Role.DATE
    if len(text) < 200 and COPYRIGHT.search(text):
        yield Role.COPYRIGHT


def _is_of_contents(text: str) -> bool:
    return text.count(".") >= 4 and CONTENTS_LINE.fullmatch(text) is not None


@lru_cache(maxsize=256)
def _is_periodical(text: str) -> bool:
    """Return whether a line has the marks of a periodical."""
    return len(text.split()) <= 24 and PERIODICAL.search(text) is not None


def is_scattered(text: str) -> bool:
    """Return whether a line is letters rather than words, as of an ornament, a watermark or a formula."""
    words = text[:LONGEST_HEADER_LINE].split()
    if len(words) < 5 or 5 * sum(len(word) < 3 for word in words) < 4 * len(words):
        return False
    short = sum(len(word) == 1 or _HAN_WITH_KANA.fullmatch(word) is not None for word in words)
    return 5 * short >= 4 * len(words)


def _is_trail(text: str) -> bool:
    """Return whether this is a trail of links (``Home » Papers » Title``) or a menu on one line."""
    parts = TRAIL.split(text)
    if len(parts) >= 3:
        return sum(len(part.split()) <= 4 for part in parts) >= 2
    return len(parts) == 2 and bool(MENU.fullmatch(parts[0].strip()))


def is_prose(text: str, following: Sequence[str]) -> bool:
    """Return whether a line is running text: whole sentences, or a wrapped line that more of its kind follow."""
    if len(text) > LONGEST_HEADER_LINE or "。" in text or re.search(r"[다요]\.(?:\s|$)", text):
        return True
    if len(HAN_OR_KANA.findall(text)) > 80:
        return True
    words = text.split()
    if lower_share(text) < 0.5:
        return len(words) > 60
    ends = len(_SENTENCE_END.findall(text))
    if (ends >= 2 and len(words) >= 15) or (ends and len(words) >= 12 and text[-1] in '.!…”"') or len(words) >= 35:
        return True
    wrapped = [line for line in following if len(line.split()) >= 7 and lower_share(line) >= 0.5]
    if len(words) >= 8 and len(wrapped) == 2:
        return True
    is_continued = bool(following and following[0]) and len(words) >= 10 and lower_share(following[0]) >= 0.5
    return is_continued and (ends > 0 or bool(_SENTENCE_END.search(following[0])))


def is_sentence(text: str) -> bool:
    """Return whether a short line is a sentence or two, such as the standfirst under a headline."""
    return lower_share(text) >= 0.5 and len(text.split()) >= 6 and bool(_LETTER_STOP_SPACE.search(text))


def label_of(found: re.Match[str]) -> str:
    """Return the label that :data:`FIELD_NAME` found."""
    return (found[1] or found[2]).strip()
