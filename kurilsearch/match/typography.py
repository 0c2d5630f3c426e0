"""Typography: what sets two texts apart to the eye and not to the reader."""

from __future__ import annotations

import re
import unicodedata

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.match.markup import IN_WORD

ACCENT, LETTER_FORM = "accent", "letter form"
NOTE_MARK = "note mark"
"""The reason of a difference that is a note's mark."""

_QUOTES = lazy_pattern(r"""["“”„‟«»‹›'‘’‚‛`´″′「」『』]|,,""")
_DASHES = lazy_pattern(r"[-‐‑‒–—―−~]+")
_SPACES = lazy_pattern(r"[\s\u00a0\u2000-\u200d\u2060\ufeff\u00ad]+")
_NOTE_MARK = lazy_pattern(r"[\[(]?\s?\d{1,3}\s?[\])]?|[*†‡§¶]+|[⁰¹²³⁴-⁹]+|<sup>.*?</sup>")
_SIGNS = lazy_pattern("[\u0591-\u05c7\u064b-\u0652\u0670\u0640\u0671]")
_HAN = lazy_pattern("[\u3005-\u3007\u3400-\u9fff]+")
_OLD_CYRILLIC = lazy_pattern("[ѣѳѵі]|ъ$", re.IGNORECASE)
_TIED = frozenset("æœß")
_APOSTROPHES = lazy_pattern("['‘’ʼʹ`´]")


def why_same_word(quoted: str, source: str) -> str | None:
    """Return what sets two words apart that fold to the same one: case, an accent …; None where nothing does."""
    if quoted.replace(IN_WORD, "") == source:
        return None
    one, other = _SPACES.sub("", quoted), _SPACES.sub("", source)
    if one == other:
        return "hyphen or space"
    if one.casefold() == other.casefold() and one.lower() == other.lower():
        return "case"
    one, other = _APOSTROPHES.sub("", one), _APOSTROPHES.sub("", other)
    if one == other:
        return "apostrophe"
    if unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other):
        return "ligature or letter form"
    if _bare(one) == _bare(other):
        return "vowel signs" if _SIGNS.search(unicodedata.normalize("NFD", one + other)) else ACCENT
    if _SIGNS.search(one + other):
        return "vowel signs or letter form"
    if _HAN.fullmatch(one) and _HAN.fullmatch(other):
        return "character form"
    if _OLD_CYRILLIC.search(one + other):
        return "old letters"
    if not _TIED.isdisjoint(one.lower() + other.lower()):
        return "tied letters"
    if one.lower() == other.lower():
        return "apostrophe and case"
    if _DASHES.sub("", one).lower() == _DASHES.sub("", other).lower():
        return "hyphen or space"
    return LETTER_FORM


def why_same_marks(quoted: str, source: str) -> str | None:
    """Return what sets apart the marks between two words of a quotation and of the source; None where nothing does.

    A line wrap is a space like any other.
    """
    one, other = _SPACES.sub(" ", quoted).strip(), _SPACES.sub(" ", source).strip()
    if one == other and bool(quoted) == bool(source):
        return None
    one, other = one.replace(" ", ""), other.replace(" ", "")
    if one == other:
        return "hyphen or space"
    if _QUOTES.sub('"', one) == _QUOTES.sub('"', other) or _QUOTES.sub("", one) == _QUOTES.sub("", other):
        return "quotation marks"
    if _DASHES.sub("", one) == _DASHES.sub("", other):
        return "dash or hyphen"
    if _NOTE_MARK.sub("", one) == _NOTE_MARK.sub("", other):
        return NOTE_MARK
    return "punctuation"


def has_accents(text: str) -> bool:
    """Tell whether there is an accent in a text; the points of ё and й, which few type or all do, are none."""
    return any(
        character in _STROKED
        or (character not in _NO_ACCENTS and unicodedata.decomposition(character)[:1] not in ("", "<"))
        for character in unicodedata.normalize("NFC", text.lower())
        if not character.isascii()
    )


_NO_ACCENTS, _STROKED = frozenset("ёйїў"), frozenset("łøđ")


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
