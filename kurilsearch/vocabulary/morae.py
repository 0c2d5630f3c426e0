"""Japanese sounds: a word in kana, in romaji of any scheme or in Cyrillic becomes the same row of morae.

A mora is written as Nihon-shiki writes it (``si``, ``tu``, ``zya``, ``di``), ``n`` for the nasal that is one of its
own, ``q`` for a doubled consonant, ``-`` for a vowel held longer. Romaji are read in Hepburn (ANSI Z39.11-1972 and its
modified form), Kunrei-shiki (ISO 3602:1989), Nihon-shiki and as they are typed; Cyrillic in the system of Polivanov
(1917), in which Хасимото is Hashimoto.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.vocabulary.scripts import Script, script_of

_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "g": "がぎぐげご", "s": "さしすせそ", "z": "ざじずぜぞ", "t": "たちつてと",
    "d": "だぢづでど", "n": "なにぬねの", "h": "はひふへほ", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ", "m": "まみむめも",
    "r": "らりるれろ",
}  # fmt: skip
_KANA = {kana: onset + vowel for onset, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)} | {
    "や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "ゐ": "wi", "ゑ": "we", "を": "wo", "ゔ": "vu", "ん": "n",
    "っ": "q", "ー": "-",
}  # fmt: skip
_SMALL = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo", "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o", "ゎ": "wa"}

_MORA = (
    r"(?:(?P<q>(?P<twice>[kstpgzdb])(?=(?P=twice))|t(?=ch)|c(?=ch))"
    r"|(?P<onset>sh|ch|ts|dz|[kgnhbpmrstzdj]y|[kgsztdnhbpmrj]|f(?=u)|w(?=a)|y(?=[auo])|^y(?=e)|^w(?=o$))?(?P<vowel>[aiueo])"
    r"|(?P<n>n|m(?=[bpm])))"
)
_MORAE = lazy_pattern(_MORA)
_ROMAJI = lazy_pattern(re.sub(r"\?P<(?:q|onset|vowel|n)>", "?:", _MORA).join(("(?:", ")+")))
_LONG_O = lazy_pattern(r"^oh(?![aiueoy])|oh$")  # Ohno, Satoh

_ONSETS = {"sh": "sy", "ch": "ty", "ts": "t", "dz": "z", "j": "zy", "jy": "zy", "f": "h"}
_BEFORE_I = {"sh": "s", "ch": "t", "j": "z"}

_POLIVANOV = dict(zip("кгтднбпмрзвсхфаийуэо", "kgtdnbpmrzwshfaiiueo", strict=True)) | {
    "ю": "yu", "я": "ya", "ё": "yo", "дз": "z", "дж": "j", "ц": "ts", "ч": "ch", "ш": "sh", "ж": "j", "ъ": "", "ь": "",
    "кио": "kyo",
}  # fmt: skip
_POLIVANOV_LETTERS = lazy_pattern("кио|дз|дж|.")

_SHORTENED = (
    (lazy_pattern(r"(?<=o)[ou]+|(?<=u)u+|(?<=a)a+|-"), ""),
    (lazy_pattern(r"^ye"), "e"),  # Yezo, Yedo
    (lazy_pattern(r"^wo$"), "o"),
    (lazy_pattern(r"q(?=n)|q$"), ""),
)


def hiragana(text: str) -> str:
    """Return ``text`` with katakana as hiragana; the sign for a long vowel stays."""
    return "".join(chr(ord(letter) - 0x60) if "\u30a1" <= letter <= "\u30f6" else letter for letter in text)


def morae_of_kana(kana: str) -> tuple[str, ...]:
    """Return the morae of a word in kana; ValueError where a character is no kana."""
    found: list[str] = []
    for letter in hiragana(kana):
        if letter in _SMALL and found and found[-1][-1] in "aiueo" and len(found[-1]) > 1:
            # キャ is ky + a; ファ is f + a; ティ is t + i
            onset, small = found[-1][:-1], _SMALL[letter]
            found[-1] = ("f" if onset == "h" and found[-1] == "hu" else onset) + small
        elif (sound := _KANA.get(letter) or _SMALL.get(letter)) is not None:
            found.append(sound)
        else:
            raise ValueError(f"{letter!r} is no kana")
    return tuple(found)


def morae_of_romaji(word: str) -> tuple[str, ...] | None:
    """Return the morae of a folded Latin word by any scheme; None where it is no row of morae."""
    word = _LONG_O.sub("o", word)
    if not _ROMAJI.fullmatch(word):
        return None
    return tuple(_mora(match) for match in _MORAE.finditer(word))


def _mora(match: re.Match[str]) -> str:
    if match["q"]:
        return "q"
    if match["n"]:
        return "n"
    onset, vowel = match["onset"] or "", match["vowel"]
    if vowel == "i" and onset in _BEFORE_I:
        return _BEFORE_I[onset] + vowel
    return _ONSETS.get(onset, onset) + vowel


_HEPBURN = {"si": "shi", "ti": "chi", "tu": "tsu", "hu": "fu", "zi": "ji", "di": "ji", "du": "zu", "wo": "o"}
_HEPBURN_ONSETS = {"sy": "sh", "ty": "ch", "zy": "j", "dy": "j"}
_KUNREI = {"di": "zi", "du": "zu", "wo": "o"}
_LONG_VOWEL = lazy_pattern("(?<=o)[ou]+|(?<=u)u+|(?<=a)a+")


def hepburn(row: Sequence[str], *, short: bool = False) -> str:
    """Return morae in Hepburn romaji (modified, n before all consonants); long vowels as kana have them, or short."""
    return _written(row, _HEPBURN, _HEPBURN_ONSETS, short=short)


def kunrei(row: Sequence[str]) -> str:
    """Return morae in Kunrei-shiki; long vowels as kana have them."""
    return _written(row, _KUNREI, {"dy": "zy"}, short=False)


def _written(row: Sequence[str], morae: dict[str, str], onsets: dict[str, str], *, short: bool) -> str:
    written = ""
    for mora in reversed(row):
        if mora == "q":
            written = ("t" if written.startswith("ch") else written[:1]) + written
        elif len(mora) == 3 and mora[:2] in onsets:
            written = onsets[mora[:2]] + mora[2] + written
        else:
            written = morae.get(mora, mora) + written
    written = re.sub("(?<=([aiueo]))-", r"\1", written)
    return _LONG_VOWEL.sub("", written) if short else written


_CYRILLIC_ONSETS = {
    "k": "к", "g": "г", "s": "с", "z": "дз", "t": "т", "d": "д", "n": "н", "h": "х", "b": "б", "p": "п", "m": "м",
    "r": "р", "w": "в", "v": "в", "f": "ф", "": "",
}  # fmt: skip
_CYRILLIC_VOWELS = {"a": "а", "i": "и", "u": "у", "e": "э", "o": "о", "ya": "я", "yu": "ю", "yo": "е"}
_CYRILLIC_MORAE = {"tu": "цу", "du": "дзу", "di": "дзи", "hu": "фу", "n": "н", "wo": "о", "q": "", "-": ""}


def polivanov(row: Sequence[str]) -> str:
    """Return morae in Cyrillic by the system of Polivanov, folded: ё is е, and й is и but after a vowel.

    ValueError where a mora is no Japanese one, such as that of she.
    """
    written = ""
    for mora in reversed(row):
        if mora == "q":
            written = written[:1] + written
        elif mora in _CYRILLIC_MORAE:
            written = _CYRILLIC_MORAE[mora] + written
        else:
            onset = mora.rstrip("aiueo").rstrip("y")
            if onset not in _CYRILLIC_ONSETS or mora[len(onset) :] not in _CYRILLIC_VOWELS:
                raise ValueError(f"{mora!r} is no Japanese mora")
            written = _CYRILLIC_ONSETS[onset] + _CYRILLIC_VOWELS[mora[len(onset) :]] + written
    return re.sub("(?<=[аоу])и", "й", written)


_KANA_OF = {mora: kana for kana, mora in _KANA.items()}
_SMALL_OF = {"ya": "ゃ", "yu": "ゅ", "yo": "ょ"}


def kana(row: Sequence[str]) -> str:
    """Return morae in hiragana; ValueError where a mora is no Japanese one."""
    written = ""
    for mora in row:
        if mora in _KANA_OF:
            written += _KANA_OF[mora]
        elif mora[1:] in _SMALL_OF and mora[0] + "i" in _KANA_OF:
            written += _KANA_OF[mora[0] + "i"] + _SMALL_OF[mora[1:]]
        else:
            raise ValueError(f"{mora!r} is no Japanese mora")
    return written


def katakana(text: str) -> str:
    """Return ``text`` with hiragana as katakana."""
    return "".join(chr(ord(letter) + 0x60) if "\u3041" <= letter <= "\u3096" else letter for letter in text)


_KEY = lazy_pattern(r"q|-|[^aiueoqn-]*[aiueo]|n[y]?[aiueo]|n")


def split_key(key: str) -> tuple[str, ...]:
    """Return the morae that a key of :func:`japanese_keys` is made of."""
    return tuple(_KEY.findall(key))


def japanese_keys(word: str) -> tuple[str, ...]:
    """Return what a folded word may sound like in Japanese, long vowels shortened; nothing where it cannot be.

    A Cyrillic word may be two, because folding makes ё an е.
    """
    script = script_of(word)
    if script is Script.KANA:
        rows = [_kana_or_none(word)]
    elif script is Script.LATIN:
        rows = [morae_of_romaji(word)]
    elif script is Script.CYRILLIC:
        rows = [morae_of_romaji(_of_polivanov(word, e)) for e in ("e", "yo")]
    else:
        rows = []
    return tuple(dict.fromkeys(_shortened("".join(row)) for row in rows if row))


def _kana_or_none(word: str) -> tuple[str, ...] | None:
    try:
        return morae_of_kana(word)
    except ValueError:  # iteration marks and the like
        return None


def _of_polivanov(word: str, e: str) -> str:
    """Return a Cyrillic word in romaji, its е as ``e`` or, for ё, as ``yo``; what Japanese lacks stays Cyrillic."""
    letters = _POLIVANOV_LETTERS.findall(word)
    return "".join(
        "yo" if letter == "е" == word[0] and not index else e if letter == "е" else _POLIVANOV.get(letter, letter)
        for index, letter in enumerate(letters)
    )


def _shortened(sounds: str) -> str:
    for pattern, sound in _SHORTENED:
        sounds = pattern.sub(sound, sounds)
    return sounds
