"""Headings: which short blocks are headings, and how deep they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kurilsearch.language.cjk_letters import CJK
from kurilsearch.language.numerals import ROMAN
from kurilsearch.segment.words import SECTIONS, SMALL

_LONGEST = 160
_MOST_WORDS = 18
LONGEST_HEADING = 500
"""Characters of a chapter's heading with the summary that older novels have."""

_ROMAN = rf"(?=[IVXLCM]){ROMAN}"
_NUMBERS = (
    (
        "part",
        re.compile(r"(?:part|book|volume|teil|buch|band|partie|livre|часть|книга|том)\s+\w+|第.{1,4}[部巻]", re.I),
    ),
    (
        "chapter",
        re.compile(
            r"(?:chapter|kapitel|chapitre|cap[ií]tulo|capitolo|глава|раздел)\s+[\w.]+|第\s?.{1,4}\s?章|letter \w+", re.I
        ),
    ),
    ("section", re.compile(r"(?:§|第.{1,4}[節条]|section\s+\w+|раздел\s+\w+)", re.I)),
    ("roman", re.compile(rf"{_ROMAN}[.)]?(?=\s|\Z)")),
    ("decimal", re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?(?=\s|\Z)")),
    ("arabic", re.compile(r"\d{1,2}[.)](?=\s|\Z)")),
    ("letter", re.compile(r"[A-ZА-Я][.)](?=\s)")),
)
_CHAPTER = re.compile(rf"(?:CHAPTER|KAPITEL|CHAPITRE|CAP[IÍ]TULO|ГЛАВА) (?:{_ROMAN}|\d{{1,3}}|[A-Z-]+)\b[.:]?\s")
_LETTERS = re.compile(r"[^\W\d_]+")


class HeadingStyle(NamedTuple):
    """What a heading looks like; headings of one look stand on one level. ``name`` empty: not like a heading."""

    name: str
    strong: bool


def heading_style(text: str) -> HeadingStyle:
    """Return what kind of heading ``text`` looks like; ``strong`` where the text alone is good evidence."""
    if not text or len(text) > _LONGEST or text.count(" ") >= _MOST_WORDS:
        long_chapter = len(text) <= LONGEST_HEADING and _CHAPTER.match(text) is not None
        return HeadingStyle("chapter", strong=True) if long_chapter else HeadingStyle("", strong=False)
    if text[0] in '"“' and text[-1] in '.,!?"”':
        return HeadingStyle("", strong=False)
    words = _LETTERS.findall(text)
    if text.casefold().strip(" .:") in SECTIONS:
        return HeadingStyle("caps" if text.isupper() else "plain", strong=True)
    for name, pattern in _NUMBERS:
        match = pattern.match(text)
        if match and not (name in ("letter", "roman") and _is_initials(text)):
            rest = text[match.end() :].strip()
            depth = match[0].strip(".").count(".") if name == "decimal" else 0
            good = not rest or (_is_title(rest) and not _ends_sentence(rest))
            long_number = name in ("part", "chapter", "section") and len(rest) < 100
            if good or long_number:
                return HeadingStyle(f"{name}{depth or ''}", strong=bool(rest) or name in ("part", "chapter", "roman"))
    if not words or not (
        text[0].isupper() or text[0].isdigit() or text[0] in "\"“«„‘'([¿¡「『【■◆●" or CJK.match(text)
    ):
        return HeadingStyle("", strong=False)
    letters = "".join(words)
    capitals = sum(map(str.isupper, letters))
    if letters.lower() != letters and capitals >= 0.8 * len(letters) and text[-1] not in ",;:":
        stopped = text[-1] in ".!?"  # as newspapers print them; one word alone may be a cry
        if (stopped and len(words) >= 2 and len(letters) >= 8) or (not _ends_sentence(text) and len(letters) >= 3):
            return HeadingStyle("caps", strong=len(text) < 90)
    return HeadingStyle("" if _ends_sentence(text) else "plain", strong=False)


def _is_title(text: str) -> bool:
    first = next((char for char in text if char.isalpha()), "")
    return bool(first) and (first.isupper() or not first.islower())


def _is_initials(text: str) -> bool:
    """Tell whether ``text`` begins with a person's initials (``V. Petrov``) rather than a number or letter."""
    return re.match(r"(?:[A-ZА-Я]\.\s?){1,3}[A-ZА-Я][a-zа-яё]+(?:,|\s*\Z| \(|:)", text) is not None and not re.match(
        rf"{_ROMAN}[.)]\s", text
    )


def _ends_sentence(text: str) -> bool:
    last = text.rstrip('"”’´`‘›»)]」』')[-1:]
    return last in ".,;:。、，；" and not re.search(r"\b(?:etc|Jr|Sr|Co|Inc|U\. ?S|гг?|в)\.\Z", text)


def is_title_case(text: str) -> bool:
    """Tell whether most of the longer words of ``text`` begin with a capital, as in an English title."""
    words = [word for word in _LETTERS.findall(text) if word.casefold() not in SMALL]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def markup_is_random(headings: Iterable[tuple[int, str]]) -> bool:
    """Tell whether the depths that markup gives its headings mean nothing, as in some converters' Markdown.

    ``headings`` are (depth, text). Depth is held random where headings in capitals stand at several depths, or a
    deeper one directly holds a shallower one's place (a numbered series at unlike depths).
    """
    depths: dict[str, set[int]] = {}
    series: dict[str, list[int]] = {}
    for depth, text in headings:
        style = heading_style(text)
        if style.name == "caps":
            depths.setdefault("caps", set()).add(depth)
        elif style.name in ("roman", "arabic", "chapter"):
            series.setdefault(style.name, []).append(depth)
    return len(depths.get("caps", ())) >= 3 or any(len(set(of)) >= 3 for of in series.values())


def nest_headings(styles: Sequence[tuple[str, int]]) -> list[int]:
    """Return the level (from 1) of each heading from its (style name, depth by markup, 0 for none).

    Markup depth counts where given; otherwise a style not seen above stands below the one before it, and a style seen
    again returns to its level.
    """
    levels: list[int] = []
    stack: list[str] = []
    for name, depth in styles:
        key = f"#{depth}" if depth else name
        if depth:
            while stack and (not stack[-1].startswith("#") or int(stack[-1][1:]) >= depth):
                stack.pop()
        elif key in stack:
            del stack[stack.index(key) :]
        stack.append(key)
        levels.append(len(stack))
    return levels
