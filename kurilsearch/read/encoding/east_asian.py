"""Legacy encodings of Japanese, Chinese and Korean, told by their commonest characters."""

from __future__ import annotations

import re
from collections.abc import Callable

_JAPANESE = frozenset("のにはをたがでてとしれさいるなかもらすこあっりくんだ、。日本国人")
_SIMPLIFIED = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学"
)
_TRADITIONAL = frozenset(
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學"
)
_KOREAN = frozenset("이다는의에을를고하가지은도한로사기자인어리서시대나그과일")
_PUNCTUATION = frozenset("、。「」『』・ー,.，．！？：；（）《》〈〉“”‘’…—　·")

_HAN_IN_WORD = re.compile(r"[a-z][\u3040-\ud7ff\ue000-\uf8ff\uff61-\uff9f]+[a-z]")


def _japanese(char: str) -> float:
    if char in _JAPANESE:
        return 1.0
    if "\u3041" <= char <= "\u30fe":
        return 0.9
    if "\uff61" <= char <= "\uff9f":
        return -0.7  # half-width katakana: single bytes, which any other code page gives too
    return _han(char, "euc_jp", 0xB0, 0xCF)


def _simplified(char: str) -> float:
    return 1.0 if char in _SIMPLIFIED else _han(char, "gb2312", 0xB0, 0xD7)


def _traditional(char: str) -> float:
    return 1.0 if char in _TRADITIONAL else _han(char, "big5", 0xA4, 0xC6)


def _korean(char: str) -> float:
    if char in _KOREAN:
        return 1.0
    if "\uac00" <= char <= "\ud7a3":
        return _han(char, "euc_kr", 0xB0, 0xC8)
    return 0.2 if "\u4e00" <= char <= "\u9fff" else -0.3


def _han(char: str, standard: str, first_row: int, last_row: int) -> float:
    """Return 0.6 for a character in the rows that ``standard`` keeps for the common ones, -0.3 outside them."""
    try:
        row = char.encode(standard)[0]
    except UnicodeEncodeError:
        return -1.0
    return 0.6 if first_row <= row <= last_row else -0.3


_WEIGHTS: dict[str, Callable[[str], float]] = {
    "cp932": _japanese,
    "euc_jp": _japanese,
    "gb18030": _simplified,
    "cp950": _traditional,
    "cp949": _korean,
}
EAST_ASIAN_ENCODINGS = tuple(_WEIGHTS)


def east_asian_score(sample: bytes, encoding: str) -> float:
    """Return how well ``sample`` reads in ``encoding``: about 0.7 to 1 for true text, below 0.5 for other bytes."""
    text = sample.decode(encoding, "replace")
    foreign = [char for char in text if char > "\x7f"]
    if not foreign:
        return 0.0
    weigh = _WEIGHTS[encoding]
    weight = sum(0.8 if char in _PUNCTUATION else -2.0 if char == "\ufffd" else weigh(char) for char in foreign)
    return (weight - len(_HAN_IN_WORD.findall(text))) / len(foreign)
