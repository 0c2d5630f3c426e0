"""Patterns that lists and texts share: names of people as they are printed, and years."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from kurilsearch.language.cjk_letters import HAN_OR_KANA
from kurilsearch.language.names import PARTICLES

UPPER = "".join(chr(code) for code in (*range(0x41, 0x530), *range(0x1E00, 0x1F00)) if chr(code).isupper())
"""Capital letters of the alphabets that have them, for a character class."""

_SMALL = "|".join(sorted(PARTICLES - {"e", "y"}, key=len, reverse=True))
_PARTICLE = rf"(?:(?:{_SMALL})\s(?:de[rn]?\s|la\s|los\s)?)"
WORD = rf"(?:(?:[dlDL]|al|el|Al|El|O|N)['’ʼ\-])?[{UPPER}][^\W\d_]*(?:['’ʼ‘`\-‐‑][^\W\d_]+)*['’ʼ]?(?!\w)"
"""A word of a name: Nimmo, O'Neill, Dal'nev, Saint-Exupéry, al-Rashid."""

INITIAL = rf"(?:[{UPPER}][a-zа-я]?\.(?:\s?-\s?(?=[{UPPER}]))?)"
INITIALS = rf"{INITIAL}(?:\s?{INITIAL})*"
FAMILY = rf"{_PARTICLE}?{WORD}(?:[ ](?:{_PARTICLE}?{WORD})){{0,2}}"
"""A family name: one word or up to three, particles in small letters before them."""

YEAR_LETTER = r"[a-zа-д]"
UNDATED = (
    r"(?:n\.\s?d\.?|o\.\s?[JD]\.|s\.\s?[da]\.|б\.\s?[гд]\.|in press|forthcoming|im Druck|im Erscheinen|à paraître"
    r"|en prensa|в печати|в\sпечати|近刊|印刷中)"
)
"""What stands in place of a year: undated, or not yet published."""


@lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """Return the letters and digits of ``name`` alone, small and without accents, for names to be held together."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(char))
    return "".join(filter(str.isalnum, plain))


def is_han(name: str) -> bool:
    """Return whether a name is written in Chinese characters or kana, where no blank parts the family name off."""
    return HAN_OR_KANA.match(name) is not None


@lru_cache(maxsize=1 << 14)
def without_particles(name: str) -> str:
    """Return a family name without the particles before it: ``van der Berg`` is ``Berg``."""
    words = name.split()
    while len(words) > 1 and words[0].lower() in PARTICLES:
        words.pop(0)
    return " ".join(words)
