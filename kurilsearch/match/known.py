"""Which words are known, and which only look like one: a misreading is what is no word and reads as the other.

A word is one where the word list of its language has it, whatever it looks like: *stem* is never *stern* misread.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from rapidfuzz.distance import OSA, Levenshtein

from kurilsearch.language.known_words import has_list, is_word
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.numerals import roman_value
from kurilsearch.match.misreading import likely_misread, surely_misread, without_ligatures
from kurilsearch.match.typography import has_accents
from kurilsearch.vocabulary.scripts import Script, script_of

_VOWEL = lazy_pattern("[aeiouy]")
_MUCH_RARER = 30
"""A word in no list that is so many times rarer than one that looks alike is a misreading of it."""
_LITTLE, _OFTEN = 2, 3
"""Letters of a word that may be one though no list has it, if it has a vowel and stands in so many passages."""

_WITHOUT_VOWELS = frozenset(("cs", "sk", "sl", "hr", "sr", "bs", "mk", "pl", "cy"))
"""Languages that have words of consonants alone."""
_DIGIT_IN_WORD = lazy_pattern(r"[^\W\d_]\d+[^\W\d_]|^\d[^\W\d_]{2}|[^\W\d_]{2}0$")
_OLD_LETTERS = str.maketrans("fv", "su")
_DOUBLED = lazy_pattern(r"(.)\1")
_ODD_CASE = lazy_pattern(r"[A-ZА-Я]{2}[a-zа-яё](?<!s)|[a-zа-яё][A-ZА-Я]")
"""Capitals as nobody sets them (PRe); a plural (MPs) has a small s."""
_LANGUAGES_OF_CYRILLIC = frozenset(("ru", "uk", "bg", "mk", "sr", "be"))
_WITHOUT_ACCENTS = "en"
"""A language whose words are the same in a word list as they are folded."""

_ACCENTED = lazy_pattern(r"[^\W\d_]*[^\x00-\x7f][^\W\d_]*")
_CIRCUMFLEX = str.maketrans("îû", "iu")
_OF_TWO_WORDS = frozenset(("du", "sur", "mur", "murs", "jeune", "jeunes", "cru"))
"""French words that are others with a circumflex, which the reform of 1990 left them: dû, sûr, mûr, jeûne, crû."""

_SHARE = 3
"""At most one letter in so many may be another one in a real word that a scan may have made of another."""


class Vocabulary(Protocol):
    """What is asked of the library's words."""

    def passages_with(self, word: str) -> int:
        """Return in how many passages a folded word stands."""

    def looks_like_a_word(self, word: str) -> bool:
        """Tell whether all letters of a word stand so beside each other in other words of the library."""


def _is_reformed(one: str, other: str) -> bool:
    """Tell whether two French words are the same but for a circumflex that is no longer written: maître, coût."""
    bare = one.translate(_CIRCUMFLEX)
    return bare == other.translate(_CIRCUMFLEX) and bare not in _OF_TWO_WORDS


class Known(NamedTuple):
    """What is known of the words of a quotation (``text``) and of a window (``source``) of a document in ``language``.

    In a text that ``is_scanned`` misreadings are to be expected.
    """

    text: str
    source: str
    vocabulary: Vocabulary
    language: str = "und"
    is_scanned: bool = False

    def are_two_words(self, raw: str, raw_source: str) -> bool:
        """Tell whether two words that are the same but for accents are both words: pêche and péché, schon and schön.

        Whoever types no accents at all, in the whole quotation, leaves them out; so does a scan. What begins with a
        capital often lacks its accent, and English words have theirs or not.
        """
        one, other = (unicodedata.normalize("NFC", word) for word in (raw, raw_source))
        is_capital = one[:1].isupper() and other[:1].isupper() and one[0] != other[0]
        if self.language[:2] == "en" or is_capital or "ё" in (one + other).lower():
            return False
        if not (has_accents(self.text) and has_accents(self.source)):
            return False
        if self.language[:2] == "fr" and _is_reformed(one.lower(), other.lower()):
            return False
        return is_word(one.lower(), self.language) and is_word(other.lower(), self.language)

    def knows(self, word: str) -> bool:
        """Tell whether a folded word is one in the source's language; where there is no word list, in the library."""
        language = self._language_of(word)
        if word.isascii() and not _VOWEL.search(word) and language not in _WITHOUT_VOWELS:
            return False
        if not has_list(language):
            return self.vocabulary.passages_with(word) > 0
        return is_word(word, language) or any(is_word(raw, language) for raw in self._as_written(word))

    def _as_written(self, word: str) -> list[str]:
        """Return a folded word with the accents that it has in either text."""
        if self.language.startswith(_WITHOUT_ACCENTS):
            return []
        words = {match[0].lower() for text in (self.text, self.source) for match in _ACCENTED.finditer(text)}
        return [each for each in words if _bare(each) == word]

    def _language_of(self, word: str) -> str:
        script = script_of(word)
        if script is Script.CYRILLIC:
            return self.language if self.language[:2] in _LANGUAGES_OF_CYRILLIC else "ru"
        first = ord(word[0]) if word else 0
        if 0x370 <= first < 0x400:
            return "el"
        if 0x590 <= first < 0x600:
            return "he"
        if 0x600 <= first < 0x700:
            return "fa" if self.language.startswith("fa") else "ar"
        return self.language if self.language[:2] not in ("ja", "zh", "ko", "ru", "el", "ar", "he") else "en"

    def is_misread(self, one: str, other: str, raw: str, raw_source: str) -> bool:
        """Tell whether exactly one of two words that look alike is a word: a scan misread it as the other."""
        if one.replace("v", "u") == other.replace("v", "u") and one != other:  # haue, vpon
            return True
        values = roman_value(one), roman_value(other)
        if all(values) and values[0] != values[1]:  # George III is not George VI, though a scan may take II for V
            return False
        if not (surely_misread(raw, raw_source) or surely_misread(one, other) or likely_misread(one, other)):
            return False
        return self._is_no_word(one, raw, other) != self._is_no_word(other, raw_source, one)

    def _is_no_word(self, word: str, raw: str, other: str) -> bool:
        """Tell whether ``word`` is none and reads as ``other``, which is one."""
        if _DIGIT_IN_WORD.search(word) or (_ODD_CASE.search(raw) and not self.knows(word)):
            return True
        if self.knows(word):
            return False
        if len(word) <= _LITTLE and self.vocabulary.passages_with(word) >= _OFTEN:
            return not _VOWEL.search(word)
        known, known_other = self.vocabulary.passages_with(word), self.vocabulary.passages_with(other)
        if not self.vocabulary.looks_like_a_word(word) and known * 2 < max(known_other, 3):
            return True
        if raw[:1].isupper() and not self.knows(other):
            return surely_misread(word, other) and known_other > known  # two names may be alike
        if not self.knows(other):
            return False
        if word.translate(_OLD_LETTERS) == other.translate(_OLD_LETTERS):  # haue, fuch
            return True
        return not known or known * _MUCH_RARER < known_other or surely_misread(word, other) or self.is_scanned

    def look_alike(self, one: str, other: str) -> bool:
        """Tell whether one of two words may be the other misread, few of its letters that is."""
        return surely_misread(one, other) or likely_misread(one, other, share=_SHARE)

    def lost_ligature(self, quoted: Sequence[str], source: Sequence[str]) -> bool:
        """Tell whether some words have lost their fi or fl, and with it perhaps a part (con ned), and are none so."""
        shorter, longer = sorted((quoted, source), key=lambda words: len("".join(words)))
        joined = "".join(shorter)
        if not joined or joined not in without_ligatures("".join(longer)):
            return False
        return not all(map(self.knows, (*shorter, joined)))

    def is_slip(self, one: str, other: str) -> bool:
        """Tell whether two words differ as mistyped ones do: letters swapped, one doubled, lacking or wrong."""
        if OSA.distance(one, other) < Levenshtein.distance(one, other):
            return True
        if _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other):
            return True
        return OSA.distance(one, other) == 1 and min(len(one), len(other)) > 3


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
