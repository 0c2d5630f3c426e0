"""Dropped capitals: whether a tall letter at a line's start belongs to the word behind it, however far off that is."""

from __future__ import annotations

_LETTER_WORDS = {"A": "en fr es it pt", "E": "it pt", "I": "en it", "O": "it pt", "U": "es", "Y": "es fr"}
_SLAVIC_WORDS = {"K": "cs sk sl", "S": "cs sk sl", "V": "cs sk sl", "W": "pl", "Z": "cs sk sl pl"}
"""Capitals that may be words of one letter, and in which languages; other letters of Latin script are none."""
_LANGUAGES = ("en", "fr", "de", "es", "it")


def begins_word(letter: str, text: str) -> bool:
    """Tell whether a dropped capital belongs to the word that ``text`` behind it begins with, however wide the gap.

    A letter does that is no word of its own in any language, and one that may be where what stands behind it is no word
    there. Where that says nothing the gap decides, as it does in other scripts.
    """
    rest = text.split(" ", 1)[0].rstrip(".,;:!?").casefold()
    if len(letter) != 1 or not "A" <= letter <= "Z" or not rest.isalpha():
        return False
    slavic = _SLAVIC_WORDS.get(letter, "").split()
    languages = _LETTER_WORDS.get(letter, "").split()
    if not slavic and not languages:
        return True
    from kurilsearch.language.known_words import is_word

    if len(rest) > 1 and any(is_word(rest, language) for language in languages):
        return False
    if any(is_word(letter.casefold() + rest, language) for language in _LANGUAGES):
        return True
    return bool(slavic) and not any(is_word(rest, language) for language in slavic)
