"""What a house of styles words in its own way and CSL leaves to the item: kinds of theses, subtitles, letters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kurilsearch.cite.quotation_marks import language_of, puts_punctuation_inside
from kurilsearch.cite.styles import CitationStyle
from kurilsearch.csl.title_language import may_be_english, with_foreign_italics_kept
from kurilsearch.work import Item

WORDING = 4
"""Raised where what this module does changes, so that remembered citations are made anew."""

_DOCTORAL = re.compile(r"(?:ph\.?\s?d\.?|doctoral)\s(?:thesis|diss(?:\.|ertation)?)", re.IGNORECASE)
_DOCTORAL_IN = {"apa": "Doctoral dissertation", "chicago": "PhD diss.", "turabian": "PhD diss."}
"""A doctoral thesis in the APA's Publication Manual (7th ed., 10.6) and the Chicago Manual (18th ed., 14.113)."""
_SUBTITLE = re.compile(r"(?<=[^\W_][:?!—] )[^\W\d_](?=[^\W\d_]|\s)")
_AUTHOR_BEFORE_TITLE = re.compile(r"(?<=\w) (?=[“‘])")
_INNER_END = re.compile(r"(“[^“”]*‘(?:[^“”]|“[^“”]*”)*’(?:</span>|\})?)([.,])(?=”)")
_TURNED = re.compile(r"(’(?:</span>|\})?)([.,])\Z")
_END_IN_TITLE = re.compile(r"(”(?:</\w+>|[*}\]])*)([.,])(?!\w)")
"""A stop behind the marks of a title of somebody else's that ends one in italics: Handbook of “Coasts”, edited by."""


def in_words_of(style: str, item: Item) -> Item:
    """Return an item worded as the house of this style has it; in English, and for styles of the best known houses."""
    house = style.partition("-")[0]
    worded: Item = dict(item)
    if item.get("type") == "thesis" and house in _DOCTORAL_IN and _DOCTORAL.fullmatch(str(item.get("genre", ""))):
        worded["genre"] = _DOCTORAL_IN[house]
    title = item.get("title")
    if isinstance(title, str) and "<i>" in title:
        worded["title"] = title = with_foreign_italics_kept(title)
    if house == "apa" and isinstance(title, str) and _is_english(item):  # 7th ed., 6.17: also behind a colon
        worded["title"] = _SUBTITLE.sub(lambda letter: letter[0].upper(), title)
    return worded


def punctuated(citation: str, item: Mapping[str, object], style: CitationStyle) -> str:
    """Return a rendered citation with the punctuation that citeproc misplaces at inner quotation marks and in letters.

    A style that has its full stop within the outer marks has it within the inner ones too.
    """
    moved = _INNER_END.sub(lambda inner: _TURNED.sub(r"\2\1", inner[0]), citation)
    inside = puts_punctuation_inside(style)
    if language_of(style) == "en-US" if inside is None else inside:
        moved = _END_IN_TITLE.sub(r"\2\1", moved)
    if item.get("type") == "personal_communication":
        return _AUTHOR_BEFORE_TITLE.sub(", ", moved, count=1)
    return moved


def _is_english(item: Item) -> bool:
    language = str(item.get("language") or "")
    return language.startswith("en") if language else may_be_english(str(item["title"]))
