"""Whether two words are one name, spelt by different schemes or in different scripts.

Words are folded (:mod:`kurilsearch.language.folding`): small letters, no accents, ё as е. A word has *keys*: what it
sounds like read as Russian, and as Japanese where it can be. Words of different scripts are one name where they share
a key. Keys are coarse, so two Latin words must besides look like names from there, or differ in little that no two
English words differ in: *house* and *hose* would both be a Japanese *hose*. The schemes are those of
:mod:`kurilsearch.vocabulary.romanise` and the spellings of German and French newspapers (Chruschtschow, Khrouchtchev).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.vocabulary.morae import japanese_keys
from kurilsearch.vocabulary.romanise import english_readings, in_english_letters
from kurilsearch.vocabulary.scripts import Script, script_of

_REMEMBERED = 1 << 16

# A capital stands for one sound that schemes write with several letters: Z zh, C ch, S sh, W shch, A ya, U yu.
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "Z", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "h", "ц": "c", "ч": "C", "ш": "S", "щ": "W", "ъ": "",
    "ы": "i", "ь": "", "э": "e", "ю": "U", "я": "A", "ѣ": "e", "ѳ": "f", "ѵ": "i",
}  # fmt: skip
_LATIN = {
    "shch": "W", "sch": "S", "chr": "hr", "tch": "C", "ch": "C", "sh": "S", "zh": "Z", "kh": "h", "ts": "c", "tz": "c",
    "cz": "c", "ck": "k", "q": "k", "x": "ks", "ya": "A", "ja": "A", "yu": "U", "ju": "U", "y": "i", "j": "i",
}  # fmt: skip
_READ_AHEAD = (  # letters whose sound depends on their neighbours, in any Latin scheme
    (lazy_pattern(r"^x(?=[^aeiouy]|ab)"), "kh"),  # Xruscev
    (lazy_pattern(r"(?<=[oe])ff$"), "v"),  # Smirnoff
    (lazy_pattern(r"(?<![aeiouyj])[yj]o"), "e"),  # Gorbachyov
    (lazy_pattern(r"[yj]e"), "ie"),
    (lazy_pattern(r"c(?=[aourlt])"), "k"),  # Victor, but Elcin
)
_SAME_SOUND = (  # what the schemes still differ in once letters are sounds
    (lazy_pattern(r"ts"), "c"),
    (lazy_pattern(r"SC"), "W"),
    (lazy_pattern(r"i[aA]"), "A"),
    (lazy_pattern(r"iu"), "U"),
    (lazy_pattern(r"i+(?=[ieAU])"), ""),
    (lazy_pattern(r"(?<=[WCSZ])ov(?=[aiu]?$)"), "ev"),
    (lazy_pattern(r"(?<=ril)e(?=s?$)"), ""),  # Kurile
    (lazy_pattern(r"(?<=..Sir)i$"), ""),  # Kunashiri
    (lazy_pattern(r"o(?:[uo]|h(?=[^aeiouAU]|$))"), "o"),
    (lazy_pattern(r"uu"), "u"),
    (lazy_pattern(r"n(?=[bp])"), "m"),
)


@lru_cache(maxsize=_REMEMBERED)
def sound_key(word: str) -> str:
    """Return the key of a folded word: the same for all usual romanisations of a Russian word, and for that itself.

    Long vowels of Japanese are one with short ones. Equal keys do not yet make one name: see :func:`same_name`.
    """
    script = script_of(word)
    if script is Script.CYRILLIC:
        key = "".join(_CYRILLIC.get(letter, letter) for letter in re.sub("^йо", "е", word))
    elif script is Script.LATIN:
        key = _latin_sounds(word)
    else:
        return next(iter(japanese_keys(word)), word)
    for pattern, sound in _SAME_SOUND:
        key = pattern.sub(sound, key)
    return key


_LETTERS = lazy_pattern("|".join(sorted(_LATIN, key=len, reverse=True)).replace("chr", "^chr"))


def _latin_sounds(word: str) -> str:
    """Return the sounds of a word that is read as a romanisation."""
    word = in_english_letters(word)
    for pattern, meant in _READ_AHEAD:
        word = pattern.sub(meant, word)
    return _LETTERS.sub(lambda match: _LATIN[match.group()], word)


_CARONLESS = str.maketrans({"W": "s", "C": "c", "S": "s", "Z": "z", "A": "a", "U": "u"})


def _caronless_key(word: str) -> str:
    """Return the key with the letters one that ISO 9 tells apart by marks alone, which folding takes away."""
    return re.sub("^h|^ch", "h", sound_key(word).translate(_CARONLESS).replace("sc", "s"))


_TWO_MORAE = lazy_pattern(r".*[aiueo][^aiueo]+(?:[aiueo]*[aiou]h?|(?<=...).n)$")
"""A Japanese name long enough to tell. Silent e is English; so are short words that differ in a letter: soon, son."""

_SHORTEST_CARONLESS = 6
_RUSSIAN = lazy_pattern(
    r".*(?:kh|zh|shch|tsch|chtch)|..+(?:[oe]va?|[oe]ff|(?:ts|c|[sh]k)[iy]na?|tsk(?:y|i)|cki|sk(?:y|i|ii|ij|iy|yi|yj)"
    r"|(?:sk|ch)a[iyj]a|vi(?:ch|c)|i[iyj]a|[oe][iyj]an|adze|shvili|[imnvy]ye|enko|chuk|tsch?ow)$"
)
"""What a romanised Russian word has and an English one hardly."""

_ROMAN = lazy_pattern("[ivxlcdm]+")
"""Roman numerals are numbers, however alike they sound."""

_SAFE = (  # differences between schemes that no two English words have
    (lazy_pattern(r"(?<=...)(?:[iy][iyj]?|(?<=[aeiou])j)$"), "i"),
    (lazy_pattern(r"(?<=..[aeiou])ye(?=...)"), "e"),
    (lazy_pattern(r"^ye(?!a)(?=....)"), "e"),
    (lazy_pattern(r"(?<=[cs]h)yo"), "e"),
    (lazy_pattern(r"(?<=[^aeiou])[iy]a"), "A"),
    (lazy_pattern(r"[iy]u"), "U"),
    (lazy_pattern(r"(?<=ril)e(?=s?$)"), ""),
    (lazy_pattern(r"(?<=shir)i$"), ""),
    (lazy_pattern("ı"), "i"),  # of Turkish
)


class _Sounds(NamedTuple):
    """What one word is compared by; ``russian`` and ``japanese`` tell whether a Latin word looks it.

    ``keys`` are its own and those of what it may be in other schemes than English ones.
    """

    script: Script
    key: str
    keys: frozenset[str]
    caronless: str | None
    morae: tuple[str, ...]
    safe: str
    russian: bool
    japanese: bool


@lru_cache(maxsize=_REMEMBERED)
def _sounds(word: str) -> _Sounds:
    script = script_of(word)
    latin = script is Script.LATIN
    readings = english_readings(word) if latin else ()
    return _Sounds(
        script,
        sound_key(word),
        frozenset(sound_key(reading) for reading in (word, *readings)),
        _caronless_key(word) if len(word) >= _SHORTEST_CARONLESS else None,
        japanese_keys(word),
        _with_safe_sounds(word) if latin else word,
        latin and bool(readings or _RUSSIAN.match(word)),
        latin and bool(_TWO_MORAE.match(word)),
    )


def same_name(one: str, other: str) -> bool:
    """Return whether two folded words are one name in different spellings or scripts; equal words are.

    Words that were met before cost a microsecond. Nothing is asked of any library: names that do not sound alike
    are a matter of :mod:`kurilsearch.vocabulary.equivalents`.
    """
    if one == other:
        return True
    first, second = _sounds(one), _sounds(other)
    if first.script is Script.LATIN is second.script:
        return _is_same_latin(first, second) and not (_ROMAN.fullmatch(one) and _ROMAN.fullmatch(other))
    if Script.OTHER in (first.script, second.script):
        return _is_greek_name(one, other) or _is_greek_name(other, one)
    return _sounds_alike(first, second) or not set(first.morae).isdisjoint(second.morae)


def _is_greek_name(one: str, other: str) -> bool:
    from kurilsearch.vocabulary.greek import in_latin, is_greek  # for Greek alone

    return is_greek(one) and other.isascii() and other in in_latin(one)


def looks_foreign(word: str) -> bool:
    """Return whether a folded Latin word looks like romanised Russian or Japanese; hardly any English word does."""
    return bool(_RUSSIAN.match(word) or english_readings(word)) or bool(_TWO_MORAE.match(word) and japanese_keys(word))


def _is_same_latin(first: _Sounds, second: _Sounds) -> bool:
    return (
        first.safe == second.safe
        or ((first.russian or second.russian) and _sounds_alike(first, second))
        or (first.japanese and second.japanese and bool(first.morae) and first.morae == second.morae)
    )


def _sounds_alike(first: _Sounds, second: _Sounds) -> bool:
    return not first.keys.isdisjoint(second.keys) or (
        first.caronless is not None and first.caronless == second.caronless
    )


def _with_safe_sounds(word: str) -> str:
    for pattern, sound in _SAFE:
        word = pattern.sub(sound, word)
    return word
