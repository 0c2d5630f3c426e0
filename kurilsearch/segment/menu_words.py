"""The chrome of web pages: menus, breadcrumbs, share buttons and the like, in the words that sites use."""

from __future__ import annotations

import re

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.navigation import NAVIGATION

_PHRASES = NAVIGATION | frozenset(
    phrase.strip()
    for phrase in """
    accept|anterior|archiv|archive|article|categories|comments|contents|decline|discussion|donate|events|feedback|
    history|inhalt|inhaltsverzeichnis|interaction|languages|like|more|next article|no comments|previous article|
    privacy|projects|publications|related|related articles|related pages|reply|retour|save|siguiente|sommaire|
    special pages|staff|suivant|table of contents|telegram|to top|toolbox|tools|top|views|weiter|далее|назад|
    оглавление|печать|публикации|рубрики|содержание
    """.replace("\n", "").split("|")
)
"""With words that may say something else, too, by themselves: they count among others."""
_BEGINNINGS = lazy_pattern(
    r"(?:skip to|text is available under|jump to|you are here|you are not logged in|from wikipedia|aus wikipedia"
    r"|un article de wikip|материал из википедии|出典: フリー百科|retrieved from|this page (?:was )?last|this site uses"
    r"|this website uses|we use cookies|by continuing to use|last modified|last updated|all rights reserved|powered by"
    r"|copyright (?:©|\(c\)|\d{4})|©|вы здесь|все права|мы используем"
    r"|log in or|sign in to|already a member|share this|click here|view this|download|posted in|tags?:|filed under"
    r"|sie sind hier|diese (?:seite|website) (?:verwendet|nutzt)|vous êtes ici|ce site utilise"
    r"|当サイト|このサイトでは|本サイト)",
    re.I,
)
_ACCESS = re.compile(r"\b(?:free|open|full|restricted) access\b", re.I)
_TOGGLE = re.compile(r"\s*\[(?:hide|show|скрыть|показать|verbergen|anzeigen|masquer|afficher|表示|非表示)\]\Z", re.I)
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:\s?)\S+", re.I)
_SEPARATORS = re.compile(r"\s*(?:[|·•»«›‹>→←▸◄►/]|\barrow\b|\s{2,})\s*")


def without_toggle(text: str) -> str:
    """Return a heading without the switch behind it that hides what it heads (``Contents [hide]``)."""
    return _TOGGLE.sub("", text)


def is_chrome(text: str) -> bool:
    """Tell whether a short line is a part of a web page's frame rather than of what the page says."""
    without_address = _ADDRESS.sub("", text)
    if len(text) > 220 or not without_address.strip(" .:[]()"):
        return False
    if _BEGINNINGS.match(text) or (len(text) < 40 and _ACCESS.search(text)):
        return True
    items = [item.casefold().strip(" .:[]()") for item in _SEPARATORS.split(without_address) if item.strip(" .:[]()")]
    if not items:
        return True  # nothing but arrows and bars
    known = sum(item in _PHRASES or f"{item}." in _PHRASES for item in items)
    if known == len(items):
        return True
    if len(items) >= 3 and (known >= len(items) / 3 or all(len(item) <= 25 for item in items)):
        return True
    words = text.casefold().split()
    return len(words) >= 3 and sum(word.strip(".:|") in _PHRASES for word in words) >= 0.6 * len(words)
