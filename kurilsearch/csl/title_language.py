"""In which language a title is, as far as its capitals go: only English titles are ever capitalised by a style."""

from __future__ import annotations

import re

from kurilsearch.csl.items import plain_text
from kurilsearch.language.known_words import is_word
from kurilsearch.language.languages import detect_language
from kurilsearch.work import Item

_WORDS_OF_BOTH = (
    "a an as at be been by de do el for from had has he her his i in is it me no not of on one or os per pro so than "
    "to u van von was war we were who"
)
_ENGLISH_TOO = frozenset(_WORDS_OF_BOTH.split())
_MACRONS = frozenset("āēīōūĀĒĪŌŪ")
_ITALICS = re.compile("<i>([^<>]*)</i>")
_UNKNOWN = "und"
_FEW_WORDS = 2
_SHORTEST_WORD = 4
"""Letters of the shortest word that tells; shorter ones are words of many languages."""


def may_be_english(title: str) -> bool:
    """Tell whether a title of no stated language is to be in sentence case, as pandoc takes every such title to be.

    Not so where its words or letters are plainly those of another language, in which capitals mean something else.
    Words that English has too, or that stand in names, say nothing; nor do the macrons of romanised Japanese.
    """
    if detect_language(title) == "en":
        return True
    words = re.findall(r"[^\W\d_]+", title)
    if any(letter not in _MACRONS and not letter.isascii() for word in words for letter in word):
        return False
    telling = detect_language(" ".join(word for word in words if word.lower() not in _ENGLISH_TOO))
    if telling != _UNKNOWN:
        return telling == "en"
    small = [word for word in words if word.islower() and len(word) >= _SHORTEST_WORD]
    return not small or any(is_word(word, "en") for word in small)


def with_foreign_italics_kept(title: str) -> str:
    """Return a title whose italics that are no English keep their small letters in a style that capitalises titles."""

    def keep(italics: re.Match[str]) -> str:
        words = [word for word in re.findall(r"[^\W\d_]+", italics[1]) if len(word) >= _SHORTEST_WORD]
        is_foreign = words and not any(is_word(word.lower(), "en") for word in words)
        return f'<i><span class="nocase">{italics[1]}</span></i>' if is_foreign else italics[0]

    return _ITALICS.sub(keep, title)


def with_title_language(item: Item) -> Item:
    """Return an item of no stated language with that of its title, where this is plainly not English.

    A style that capitalises titles does so to a title of no language too. A title of a word or two is in the language
    of the book that it stands in, where that is plainly not English.
    """
    title = plain_text(item.get("title"))
    if item.get("language") or not title:
        return item
    titles = [title]
    if len(title.split()) <= _FEW_WORDS and (whole := plain_text(item.get("container-title"))):
        titles.append(whole)
    foreign = next((each for each in titles if not may_be_english(each)), None)
    return {**item, "language": detect_language(foreign)} if foreign else item
