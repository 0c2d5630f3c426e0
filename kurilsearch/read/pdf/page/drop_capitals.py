"""Dropped capitals: whether a tall letter at a line's start belongs to the word behind it, however far off that is."""

from __future__ import annotations

import re

_LETTER_WORDS = {
    "A": "en fr es it pt", "E": "it pt", "I": "en it", "O": "it pt", "U": "es", "Y": "es fr",
    "À": "fr it", "È": "it", "É": "pt", "Ó": "pl", "Ô": "fr", "Ö": "sv", "Å": "sv",
    "А": "ru uk bg", "В": "ru uk bg", "Е": "bg", "З": "uk", "И": "ru bg", "Й": "uk", "К": "ru", "О": "ru uk",
    "С": "ru bg", "У": "ru uk", "Я": "ru uk bg", "І": "uk", "Є": "uk", "Η": "el", "Ή": "el", "Ο": "el", "Ω": "el",
}  # fmt: skip
_SLAVIC_WORDS = {"K": "cs sk sl", "S": "cs sk sl", "V": "cs sk sl", "W": "pl", "Z": "cs sk sl pl"}
"""Capitals that may be words of one letter, and in which languages; other letters of these scripts are none."""
_LANGUAGES = ("en", "fr", "de", "es", "it")
_CAPITAL = re.compile("[A-Z\u00c0-\u00de\u0100-\u017f\u0386-\u03ab\u0400-\u042f\u1f00-\u1fff]")
"""A letter of Latin, Greek or Cyrillic script."""
_REST = re.compile(r"[^\W\d_]*(?=[\s.,;:!?'’-]|\Z)")
OPENING_QUOTES = ("«", "“", "„", "‘", "‚", "»", "¿", "¡", '"', "'", "(", "[")
"""What may stand before a dropped capital in the type of the text."""


def begins_word(letter: str, text: str) -> bool:
    """Tell whether a dropped capital belongs to the word that ``text`` behind it begins with, however wide the gap.

    A letter does that is no word of its own in any language, and one that may be where what stands behind it is no word
    there. So does one before an apostrophe. Where that says nothing the gap decides, as it does in other scripts.
    """
    found = _REST.match(text)
    if len(letter) != 1 or not letter.isupper() or not _CAPITAL.match(letter) or found is None:
        return False
    rest = found[0].casefold()
    if not rest:
        return text[:1] in ("'", "’")
    slavic = _SLAVIC_WORDS.get(letter, "").split()
    languages = _LETTER_WORDS.get(letter, "").split()
    if not slavic and not languages:
        return True
    from kurilsearch.language.known_words import is_word

    if len(rest) > 1 and any(is_word(rest, language) for language in languages):
        return False
    if any(
        is_word(letter.casefold() + rest, language)
        for language in (*_LANGUAGES, *(languages if letter > "\u017f" else ()))
    ):
        return True
    return bool(slavic) and not any(is_word(rest, language) for language in slavic)
