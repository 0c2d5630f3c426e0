"""Hebrew words with and without what is written on to them, one and several; Arabic ones with either last letter."""

from __future__ import annotations

from collections.abc import Iterator

_HEBREW_PREFIXES = (
    *("ה", "ב", "ל", "מ", "ו", "כ", "ש"),
    *("וה", "וב", "ול", "ומ", "וש", "וכ", "שה", "כש", "מה", "בכ", "לכ", "שב", "של"),
)
"""The article, prepositions and conjunctions, by themselves and in twos."""

_SHORTEST = 3
"""Letters of a Hebrew word that they are read before: shorter ones begin so themselves."""

_PLURALS = ("ים", "ות")
_FINAL = {"כ": "ך", "מ": "ם", "נ": "ן", "פ": "ף", "צ": "ץ"}
_WITHIN = {final: letter for letter, final in _FINAL.items()}

_LAST_LETTERS = {"ة": "ه", "ه": "ة", "ى": "ي", "ي": "ى"}
"""What is written for one another at an Arabic word's end: القاهرة and القاهره."""


def other_forms(word: str) -> tuple[str, ...]:
    """Return what a folded Hebrew or Arabic word may stand as besides; to be looked up in a library's vocabulary."""
    if "\u05d0" <= word[0] <= "\u05ea":
        return tuple(dict.fromkeys(_hebrew(word)))
    if "\u0600" <= word[0] <= "\u06ff" and word[-1] in _LAST_LETTERS:
        return (word[:-1] + _LAST_LETTERS[word[-1]],)
    return ()


def _hebrew(word: str) -> Iterator[str]:
    bare = [word]
    bare += [word.removeprefix(prefix) for prefix in _HEBREW_PREFIXES if word.startswith(prefix)]
    for stem in bare:
        if len(stem) >= _SHORTEST or stem == word:
            yield stem
        if len(stem) >= _SHORTEST:
            for number in (stem, *_one_and_several(stem)):
                yield number
                yield from (prefix + number for prefix in _HEBREW_PREFIXES)


def _one_and_several(noun: str) -> Iterator[str]:
    """Yield the plurals of a noun without prefixes, or what it may be in the singular."""
    if noun.endswith(_PLURALS):
        if len(one := noun[:-2]) >= _SHORTEST:
            yield one[:-1] + _FINAL.get(one[-1], one[-1])
            yield one + "ה"
        return
    stem = noun.removesuffix("ה")
    yield from (stem[:-1] + _WITHIN.get(stem[-1], stem[-1]) + plural for plural in _PLURALS)
