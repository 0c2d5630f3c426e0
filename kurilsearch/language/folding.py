"""How a word is folded, so that spellings that differ only to the eye are one: case, accents, width, apostrophes.

Folding a raw word gives mostly one word, sometimes several, each with the range of the raw word it comes from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from kurilsearch.language.lazy_pattern import lazy_pattern

LONGEST = 64
"""The most source characters that one word is folded from; longer ones are cut into words of this length."""

_MARKS_OF_UNSPACED = 8
"""The most marks that one character of an unspaced script keeps."""


Piece = tuple[int, int, str]
"""The range of the raw word that a folded word comes from, and the folded word."""


_APOSTROPHES = "'’‘‛ʼʻʹʽʾʿ′＇"
_IGNORED = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_SUPERSCRIPTS = "²³¹⁰⁴⁵⁶⁷⁸⁹¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅟↉"
_HALF_WIDTH_MARKS = "ﾞﾟ"
_UNSPACED = (  # scripts that are written without spaces between words: Han, kana, Thai, Lao, Burmese, Khmer
    (0x0E01, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2F00, 0x2FD5),
    (0x3005, 0x3007),
    (0x3021, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA9E0, 0xA9FF),
    (0xAA60, 0xAA7F),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9D),
    (0x1AFF0, 0x1B16F),
    (0x20000, 0x3FFFD),
)


class _CharacterClasses(dict[int, str]):
    """A table for ``str.translate`` that gives each character its class, one letter, as it is first met.

    ``L`` letter or number, ``D`` digit, ``M`` mark, ``A`` apostrophe, ``I`` ignored inside a word, ``U`` letter of
    a script without spaces, ``S`` superscript digit or fraction, which never belongs to the word it stands at;
    a space for whatever separates words.
    """

    def __missing__(self, code: int) -> str:
        self[code] = kind = _character_class(code)
        return kind


def _character_class(code: int) -> str:
    """Return the class of one character, see above."""
    character = chr(code)
    for kind, members in (("A", _APOSTROPHES), ("I", _IGNORED), ("S", _SUPERSCRIPTS), ("M", _HALF_WIDTH_MARKS)):
        if character in members:
            return kind
    category = unicodedata.category(character)
    if category[0] == "M":
        return "M"
    if category == "Nd":
        return "D"
    if category[0] in "LN" or 0x2F00 <= code <= 0x2FD5:  # Kangxi radicals, which converters put for Han
        return "U" if any(first <= code <= last for first, last in _UNSPACED) else "L"
    return " "


character_classes = _CharacterClasses()

# Letters that have no decomposition, but that readers type without their stroke or tie; and ё, printed as е.
_LETTERS = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t",
        "ŋ": "n", "ĸ": "k", "ƒ": "f", "ё": "е",
    }
)  # fmt: skip

_EDGE = _IGNORED + _APOSTROPHES
_DELETED = dict.fromkeys(map(ord, _EDGE))
_DELETED |= dict.fromkeys([*range(0x180B, 0x180E), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x0640])
"""What stands in a word and is no part of it; the ranges are variation selectors, the last the Arabic tatweel."""

_SIGNS = dict.fromkeys([*range(0x0591, 0x05C8), *range(0x0610, 0x061B), *range(0x064B, 0x0653), 0x0670])
_SIGNS |= dict.fromkeys(range(0x06D6, 0x06EE))
"""Points, vowels and accents of Hebrew and Arabic, which are mostly left out."""

_ARABIC_LETTERS = str.maketrans("أإآٱیک", "اااايك")
"""Forms of alef, and the Persian letters that are Arabic ones: readers type either."""

_FRENCH = "l d j m t s n c v qu jusqu lorsqu puisqu quoiqu presqu quelqu"
_ITALIAN = "un dell all nell sull dall coll dov com cos quell quest bell sant gl agl degl dagl negl sugl tutt anch"
_ELIDED = frozenset(f"{_FRENCH} {_ITALIAN}".split())
"""Words that lose their vowel before another one's and are words of their own all the same."""

_BETWEEN_APOSTROPHES = lazy_pattern(rf"[^{_APOSTROPHES}]++")
_WORD_CLASSES = lazy_pattern(r"[LDU][LDUM]*+")
_UNSPACED_LETTER = lazy_pattern(r"U[MI]*+")
_STRESSED_CYRILLIC = lazy_pattern(r"(?<=[\u0400-\u052f])\u0301")


def fold_word(raw: str) -> list[Piece]:
    """Return the words that a run of letters, digits, marks and inner apostrophes, or of superscripts, folds to.

    A possessive 's is dropped. The cost is in proportion to the length, whatever the input.
    """
    if len(raw) <= LONGEST and raw.isascii() and raw.isalnum():
        return [(0, len(raw), raw.lower())]
    pieces: list[Piece] = []
    for start, end in _parts(raw):
        for cut in range(start, end, LONGEST):
            part = raw[cut : min(cut + LONGEST, end)].rstrip(_EDGE)
            bare = part.lstrip(_EDGE)
            first = cut + len(part) - len(bare)
            if bare:
                pieces += [(first, first + len(bare), word) for word in _fold(bare)]
    return pieces


def _parts(raw: str) -> list[tuple[int, int]]:
    """Return the ranges of the words in a raw word: elided words apart, without a possessive 's."""
    end = len(raw)
    if end > 2 and raw[-1] in "sS" and raw[-2] in _APOSTROPHES:
        end -= 2
    between = [match.span() for match in _BETWEEN_APOSTROPHES.finditer(raw, 0, end)]
    elided = 0
    while elided < len(between) - 1 and raw[slice(*between[elided])].lower() in _ELIDED:
        elided += 1
    return [*between[:elided], (between[elided][0], between[-1][1])]


def _fold(part: str) -> list[str]:
    """Return the folded words of one part of a word, at most LONGEST characters; mostly one, none for mere marks."""
    if part.isascii():
        return [part.replace("'", "").lower()]
    text = unicodedata.normalize("NFKC", part.translate(_DELETED))
    if _IOTA_SUBSCRIPT.search(text):  # else it would be folded to a letter of its own
        text = unicodedata.normalize("NFD", text).replace("\u0345", "")
    text = unicodedata.normalize("NFKC", text.casefold()).translate(_DELETED)
    text = _without_accents(text).translate(_LETTERS)
    if not text.isascii():
        text = _in_new_letters(text)
    # Compatibility forms may hold separators: ½ is 1⁄2.
    return [text[slice(*match.span())] for match in _WORD_CLASSES.finditer(text.translate(character_classes))]


def _without_accents(text: str) -> str:
    """Return ``text`` without the marks on Latin and Greek letters and digits, and without Cyrillic stress.

    Marks of other scripts make other letters (й, が, कि) and stay. Digits of other scripts become 0 to 9.
    """
    kept: list[str] = []
    bare = True
    for character in unicodedata.normalize("NFD", text):
        if character_classes[ord(character)] != "M":
            bare = _loses_accents(ord(character))
            kept.append(str(unicodedata.decimal(character, character)))
        elif not bare:
            kept.append(character)
    return _STRESSED_CYRILLIC.sub("", unicodedata.normalize("NFC", "".join(kept)))


_IOTA_SUBSCRIPT = lazy_pattern(
    "[\u0345\u1f80-\u1faf\u1fb2-\u1fb4\u1fb7\u1fbc\u1fc2-\u1fc4\u1fc7\u1fcc\u1ff2-\u1ff4\u1ff7\u1ffc]"
)
_OLD_RUSSIAN = str.maketrans("ѣѳѵ", "ефи")
_OLD_I = lazy_pattern("і(?=[аеийоуыэюяѣ])")
_SILENT = lazy_pattern("(?<=[бвгджзклмнпрстфхцчшщ])ъ$")


def _in_new_letters(text: str) -> str:
    """Return a folded word without points and vowel signs, in the letters that replaced old Russian ones."""
    if "\u0590" <= max(text) <= "\u06ff":
        text = text.translate(_ARABIC_LETTERS).translate(_SIGNS)
    elif "\u0400" <= text[0] <= "\u0480":
        text = (_OLD_I.sub("и", text) if "і" in text else text).translate(_OLD_RUSSIAN)
        return _SILENT.sub("", text) if text.endswith("ъ") else text
    return text


def _loses_accents(code: int) -> bool:
    """Tell whether a letter is Latin or Greek, or an ASCII digit."""
    return code < 0x400 or 0x1D00 <= code <= 0x1FFF or 0x2C60 <= code <= 0x2C7F or 0xA720 <= code <= 0xAB6F


def fold_unspaced(raw: str) -> list[Piece]:
    """Return the overlapping pairs of letters of a run in a script without spaces; a single letter is itself."""
    classes = raw.translate(character_classes)
    raw = raw.translate(han_forms())
    if classes.count("U") == len(raw) and unicodedata.is_normalized("NFKC", raw):
        if len(raw) == 1:
            return [(0, 1, raw)]
        return [(start, start + 2, raw[start : start + 2]) for start in range(len(raw) - 1)]
    letters = [_letter(raw, *match.span()) for match in _UNSPACED_LETTER.finditer(classes)]
    if len(letters) == 1:
        return letters
    return [(start, end, one + two) for (start, _, one), (_, end, two) in pairwise(letters)]


@cache
def han_forms() -> Mapping[int, str]:
    """Return for each Han character the form that it is folded to: new for old, one for simplified and traditional."""
    return {ord(form): row[0] for row in _han_rows("forms") for form in row[1:]}


@cache
def chinese_forms() -> Mapping[str, frozenset[str]]:
    """Return which characters a simplified one stands for that is another one elsewhere (后, 机): in Chinese only.

    It may stand for several (干 for 乾 and 幹), which are not the same for that.
    """
    found: dict[str, set[str]] = {}
    for row in _han_rows("chinese"):
        for form in row[1:]:
            found.setdefault(form, set()).add(row[0])
    return {form: frozenset(meant) for form, meant in found.items()}


def _han_rows(heading: str) -> list[str]:
    lists = (Path(__file__).parent / "lists" / "han.txt").read_text(encoding="utf-8")
    return lists.partition(f"\n{heading}: ")[2].partition("\n#")[0].split()


def _letter(raw: str, start: int, end: int) -> Piece:
    """Return the letter at ``start`` of an unspaced run with the first few of its marks."""
    letter = raw[start : min(end, start + 1 + _MARKS_OF_UNSPACED)].translate(_DELETED)
    return start, end, unicodedata.normalize("NFKC", letter)
