"""What scanning programs take for each other, so that a misread word is known as the one that was printed.

The confusions are those that surveys of OCR errors name again and again (Kukich 1992; Nguyen et al. 2019).
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

_REMEMBERED = 100_000

# Confusions that are seen through even where both readings are words; capital letters matter here.
_SURE_GROUPS = re.compile("rn|vv")
_SURE_GROUP = {"rn": "m", "vv": "w"}
_SURE_LETTERS = str.maketrans("1I|!0VvJ", "llllouuj")
_O_WITH_MACRON = re.compile(r"(?<=[^\W\d_])6|(?<![\w.,])6(?=[^\W\d_])")

# Confusions that explain a word which is none.
_GROUPS = {"rn": "m", "vv": "w", "in": "m", "ni": "m", "nn": "m", "ii": "u", "cl": "d", "ci": "d", "li": "h", "iv": "w"}
_GROUP = re.compile("iii|" + "|".join(_GROUPS))
_PAIRS = frozenset(
    frozenset(pair)
    for pair in (
        "1i 1l il 1t lt tf fl jl ij j1 !l |l |i o0 o6 oq oc ce eo co ao ae ac es as s5 s8 b8 3b 3s hb bk hk li un uv nv"
        " nr ri rt yv gq g9 qg gy z2 mn mu mw cg cd cl dl du ff ss 71 4a 5b 6b 6g 6o 0d 0c tr xz xn pn vw"
    ).split()
    if len(set(pair)) == 2
)


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
    return _SURE_GROUPS.sub(lambda match: _SURE_GROUP[match[0]], word.translate(_SURE_LETTERS).lower())


@lru_cache(maxsize=_REMEMBERED)
def likely_misread(one: str, other: str) -> bool:
    """Tell whether one folded word may be the other as a scan misreads it, where only one of them is a word at all."""
    if one.isdigit() and other.isdigit():
        return False
    one, other = _without_groups(one), _without_groups(other)
    edits = Levenshtein.editops(one, other)
    if len(edits) > max(1, len(one) // 3):
        return False
    return all(
        edit.tag == "replace" and frozenset((one[edit.src_pos], other[edit.dest_pos])) in _PAIRS for edit in edits
    )


def _without_groups(word: str) -> str:
    return _GROUP.sub(lambda match: _GROUPS.get(match[0], "m"), word)
