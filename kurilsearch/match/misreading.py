"""What scanning programs take for each other, so that a misread word is known as the one that was printed.

The confusions are those that surveys of OCR errors name again and again (Kukich 1992; Nguyen et al. 2019).
"""

from __future__ import annotations

from functools import lru_cache

from kurilsearch.language.lazy_pattern import lazy_pattern

_REMEMBERED = 100_000

# Confusions that are seen through even where both readings are words; capital letters matter here.
_SURE_GROUPS = lazy_pattern("rn|vv")
_SURE_GROUP = {"rn": "m", "vv": "w"}
_SURE_LETTERS = str.maketrans("1I|!0VJ", "lllloUj")
_O_WITH_MACRON = lazy_pattern(r"(?<=[^\W\d_])6|(?<![\w.,])6(?=[^\W\d_])")

# Confusions that explain a word which is none: in each group whatever looks alike.
_ALIKE = (
    "m rn nn in ni iii n", "n ri u ii", "n r", "u v ii n", "w vv iv", "d cl ci", "h li b k ii", "l 1 i | ! t j",
    "f t", "c e o", "o 0 6 a c q", "s 5 8 f", "s es", "b 8 r 6 h", "g q 9 y", "y v", "z 2", "k li lc",
    "в з", "н п и", "о с е", "ш щ ц", "ь ъ ы", "л п д",
)  # fmt: skip
_CONFUSED: dict[str, frozenset[str]] = {
    one: frozenset(other for group in _ALIKE for other in group.split() if one in group.split() and other != one)
    for one in {reading for group in _ALIKE for reading in group.split()}
}
_LONGEST_READING = 3
_FAR = 99
_LONGEST_WORD = 40


@lru_cache(maxsize=_REMEMBERED)
def surely_misread(one: str, other: str) -> bool:
    """Tell whether two words, as they stand, are one to the eye: rn and m, l and 1 and I, U and V, j and J, ō as 6.

    Numbers are never taken for each other.
    """
    return _sure_shape(one) == _sure_shape(other) and not (one.isdigit() and other.isdigit())


@lru_cache(maxsize=_REMEMBERED)
def _sure_shape(word: str) -> str:
    word = _O_WITH_MACRON.sub("o", word) if not word.isdigit() else word
    if not any(character.isalpha() for character in word):
        return word
    return _SURE_GROUPS.sub(lambda match: _SURE_GROUP[match[0]], word.translate(_SURE_LETTERS)).lower()


@lru_cache(maxsize=_REMEMBERED)
def likely_misread(one: str, other: str, *, share: float = 1.5) -> bool:
    """Tell whether one folded word may be the other as a scan misreads it.

    Every letter must be the same or one that looks alike, and those that only look alike no more than one in ``share``
    of the shorter word. The cost is that of a table of both lengths, so very long words are not looked at.
    """
    if (one.isdigit() and other.isdigit()) or max(len(one), len(other)) > _LONGEST_WORD:
        return False
    if abs(len(one) - len(other)) > max(len(one), len(other)) // 2:
        return False
    return _misreadings(one, other) <= max(1, int(min(len(one), len(other)) / share))


_LIGATURES = tuple(map(lazy_pattern, ("ffi|ffl|ff|fi|fl", "fi|fl", "ff")))


def without_ligatures(word: str) -> frozenset[str]:
    """Return what may be left of a folded word where the tied letters fi, fl, ff were lost: rst for first."""
    return frozenset(letters.sub("", word) for letters in _LIGATURES) - {word}


def _misreadings(one: str, other: str) -> int:
    """Return with how many confusions ``one`` is read for ``other``; very many where it cannot be."""
    reached: list[dict[int, int]] = [{} for _ in range(len(one) + 1)]
    reached[0][0] = 0  # by letters of one and the other, in how many confusions; what cannot be reached is not there
    for i, letter in enumerate(one):
        for j, here in reached[i].items():
            if j < len(other) and letter == other[j]:
                reached[i + 1][j + 1] = min(reached[i + 1].get(j + 1, _FAR), here)
            for end in range(i + 1, min(i + _LONGEST_READING, len(one)) + 1):
                for reading in _CONFUSED.get(one[i:end], ()):
                    if other.startswith(reading, j):
                        at = j + len(reading)
                        reached[end][at] = min(reached[end].get(at, _FAR), here + 1)
    return reached[-1].get(len(other), _FAR)
