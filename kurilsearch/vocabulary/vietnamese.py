"""Vietnamese names, whose syllables stand apart at home and are joined abroad: Hà Nội is Hanoi.

All is folded (:mod:`kurilsearch.language.folding`), so that tones and other marks are gone. What is made is to be
looked up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilsearch.language.lazy_pattern import lazy_pattern

MOST_SYLLABLES = 4

_SYLLABLE = lazy_pattern(
    "(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?", re.ASCII
)


def syllables(word: str) -> list[tuple[str, ...]]:
    """Return the ways to read a folded word as two syllables or more; none where it is no Vietnamese name."""
    if len(word) < MOST_SYLLABLES or not word.isascii():
        return []
    return [row for row in _rows(word, MOST_SYLLABLES) if len(row) > 1]


def _rows(word: str, most: int) -> list[tuple[str, ...]]:
    if not word:
        return [()]
    if not most:
        return []
    return [
        (word[:end], *rest)
        for end in range(2, len(word) + 1)
        if _SYLLABLE.fullmatch(word, 0, end)
        for rest in _rows(word[end:], most - 1)
    ]


def together(folded: Sequence[str], typed: Sequence[str]) -> str | None:
    """Return the one word that neighbours are abroad; None where they are no syllables, or no mark of one is typed."""
    if all(word.isascii() for word in typed) or not all(_SYLLABLE.fullmatch(word) for word in folded):
        return None
    return "".join(folded)
