"""Turkish nouns as the second of two: *vergi*, tax, is *vergisi* in *tuz vergisi*, which no Snowball stem makes one."""

from __future__ import annotations

from kurilsearch.language.lazy_pattern import lazy_pattern

_OPEN = lazy_pattern(r".*[bcdfghjklmnprstvyz][aeiou]")
_POSSESSED = lazy_pattern(r".*[bcdfghjklmnprstvyz][aeiou]s[iu]")
_SHORTEST = 3
"""Letters of a noun that is looked for so."""


def other_forms(word: str) -> tuple[str, ...]:
    """Return what a folded Turkish noun that ends in a vowel is with the ending of the third person, or without it."""
    forms = []
    if len(word) >= _SHORTEST + 2 and _POSSESSED.fullmatch(word):
        forms.append(word[:-2])
    if len(word) >= _SHORTEST and _OPEN.fullmatch(word):
        forms += [word + "si", word + "su"]
    return tuple(forms)
