"""The words of titles, and whether two titles are one with damaged letters or those of two works."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_ROMAN = re.compile(r"(?=[ivxlcdm])m{0,4}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})")
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand first second third "
    "fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth"
)
_IN_WORDS = frozenset(_NUMBERS.split())
_LETTERS_A_MISTAKE = 5
"""Scanners and typists damage a letter in so many; one is always allowed."""


def fold_title(title: str | None) -> str:
    """Return the letters and digits of a title, without case and accents."""
    decomposed = unicodedata.normalize("NFKD", title or "").casefold()
    return "".join(char for char in decomposed if char.isalnum())


def title_words(title: str | None) -> list[str]:
    """Return the words of a title, each folded as :func:`fold_title` folds the whole."""
    return [folded for word in re.split(r"[\W_]+", title or "") if (folded := fold_title(word))]


def differ_by_damage(words: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether two titles, as :func:`title_words`, may be one title with a few letters damaged.

    Volumes, parts, years and letters (1985 and 1986, II and III, a and b, first and second) are never damage, and a
    word is never taken for another: what only one of the two has must be what only the other has, but for a letter
    in five. A word cut in two by a line's end is still itself.
    """
    only, only_other = (
        list((Counter(one) - Counter(two)).elements()) for one, two in ((words, others), (others, words))
    )
    if any(map(_counts, (*only, *only_other))):
        return False
    from rapidfuzz.distance import Levenshtein

    left, right = "".join(only), "".join(only_other)
    allowed = max(1, max(len(left), len(right)) // _LETTERS_A_MISTAKE)
    return Levenshtein.distance(left, right, score_cutoff=allowed) <= allowed


def _counts(word: str) -> bool:
    """Tell whether a folded word is a number in figures, in Roman numerals or in words, or a single letter."""
    return len(word) == 1 or any(map(str.isdigit, word)) or word in _IN_WORDS or _ROMAN.fullmatch(word) is not None
