"""Foreign names in katakana and Hangul: what they may be in Latin letters.

Both scripts write a name by its sound and put a vowel where theirs needs one, so each syllable may be several things:
ゴルバチョフ and 고르바초프 are, among others, gorbachev. What is made is to be looked up in a library's vocabulary.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.vocabulary.morae import morae_of_kana

MOST_READINGS = 2_000
"""How many readings of a word are made at most."""

_FEWEST_SYLLABLES = {"katakana": 3, "hangul": 2}
_FEWEST_LETTERS = 4
_KATAKANA = lazy_pattern(r"[\u30a1-\u30fa\u30fc]+")
_HANGUL = lazy_pattern(r"[\uac00-\ud7a3]+")
_TWO_LIQUIDS = lazy_pattern("(?<=l)[lr]|(?<=r)l")
_REMEMBERED = 1 << 12

_MORAE = {
    "n": "n m", "q": "", "-": "", "si": "shi si sh", "ti": "chi ti ch tsi", "tu": "ts tsu", "hu": "v f fu kh",
    "zi": "zh ji zhi j", "vu": "v", "su": "s su", "ri": "ri li l", "zye": "zhe je de", "sye": "she",
    "tyo": "che cho", "tye": "che", "to": "t to", "do": "d do",
}  # fmt: skip
_ONSETS = {
    "": "", "k": "k c", "g": "g", "s": "s", "z": "z dz", "t": "t", "d": "d", "n": "n", "h": "kh h", "b": "v b",
    "p": "p", "m": "m", "r": "r l", "w": "v w", "f": "f", "v": "v", "y": "y", "sy": "sh", "ty": "ch", "zy": "zh j",
}  # fmt: skip
_VOWELS = {"a": "a", "i": "i y", "u": " u", "e": "e", "o": "o"}
_DIGRAPHS = {"チェ": "che", "シェ": "she", "ジェ": "zhe je de", "ツィ": "tsi", "ティ": "ti", "ディ": "di"}
_DIGRAPH = lazy_pattern(f"({'|'.join(_DIGRAPHS)})")
_OPENING = {"e": "e ye", "i": "i", "yu": "yu"}

_INITIALS = "g k,kk,n,d t,t,r l,m,b v p,p,s sh,s,,j z zh ch,j,ch ts,k c,t,p f v,h kh".split(",")
_MEDIALS = "a,ae,ya,yae,eo o e,e,yeo yo,ye e,o,wa,wae,oe,yo,u,wo,we,wi,yu, u eu,ui,i y".split(",")
_FINALS = ",k g,k,ks,n,n,n,t d,l r,lk,lm,l,l,l,l,l,m,p b v,p,s t,s,ng,t j,t,k,t,p f v,".split(",")


@lru_cache(maxsize=_REMEMBERED)
def latin_readings(word: str) -> tuple[str, ...]:
    """Return what a word in katakana or Hangul may be in Latin letters, folded, the likeliest first.

    Nothing for short words and other scripts; at most :data:`MOST_READINGS`.
    """
    word = unicodedata.normalize("NFC", word)
    if _KATAKANA.fullmatch(word):
        syllables, fewest = list(_of_katakana(word)), _FEWEST_SYLLABLES["katakana"]
    elif _HANGUL.fullmatch(word):
        syllables, fewest = list(_of_hangul(word)), _FEWEST_SYLLABLES["hangul"]
    else:
        return ()
    if len(syllables) < fewest:
        return ()
    made = (_TWO_LIQUIDS.sub("", "".join(row)) for row in islice(product(*syllables), MOST_READINGS))
    return tuple(dict.fromkeys(each for each in made if len(each) >= _FEWEST_LETTERS))


def _of_katakana(word: str) -> Iterator[list[str]]:
    try:
        row = [
            mora for part in _DIGRAPH.split(word) for mora in ((part,) if part in _DIGRAPHS else morae_of_kana(part))
        ]
    except ValueError:  # a sign that is no mora
        return
    for index, mora in enumerate(row):
        if not index and mora in _OPENING:
            yield _OPENING[mora].split()
        elif mora in _DIGRAPHS:
            yield _DIGRAPHS[mora].split()
        elif mora in _MORAE:
            yield _MORAE[mora].split() or [""]
        else:
            onset = mora.rstrip("aiueo")
            onsets = _ONSETS.get(onset, onset).split() or [""]
            vowels = [vowel.strip() for vowel in _VOWELS.get(mora[len(onset) :], "").split(" ")]
            yield [first + vowel for first, vowel in product(onsets, vowels)]


def _of_hangul(word: str) -> Iterator[list[str]]:
    for letter in word:
        number = ord(letter) - 0xAC00
        parts = (_INITIALS[number // 588], _MEDIALS[number % 588 // 28], _FINALS[number % 28])
        made = ["".join(choice) for choice in product(*(part.split(" ") for part in parts))]
        yield [*made, *(each.replace("cho", "che") for each in made if "cho" in each)]
