"""Snowball stems of folded words: by the language of the document, and by the script of the word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

import Stemmer

from kurilsearch.language.folding import LONGEST
from kurilsearch.language.ukrainian import stem_ukrainian

_REMEMBERED = 300_000
"""How many stems of one language may be remembered before the memo starts afresh."""

_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hr": "serbian", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

_SCRIPTS = (  # first and last letter, languages with a stemmer that are written so, the one for all others
    (0x0000, 0x024F, "", "en"),
    (0x0370, 0x03FF, "el", "el"),
    (0x0400, 0x052F, "ru sr hr uk", "ru"),
    (0x0530, 0x058F, "hy", "hy"),
    (0x0590, 0x05FF, "yi", ""),
    (0x0600, 0x06FF, "ar fa", "ar"),
    (0x0900, 0x097F, "hi ne", "hi"),
    (0x0B80, 0x0BFF, "ta", "ta"),
    (0x1E00, 0x1EFF, "", "en"),
    (0x1F00, 0x1FFF, "el", "el"),
)
_GAJ = str.maketrans("čćđšž", "ccdsz")
"""The marks that folding takes from Latin words."""

_NOT_LATIN = "ar be bg bn el fa he hi hy ja ka kk km ko ky lo mk mn mr my ne ps ru ta te tg th uk ur yi zh und"
"""Languages whose documents hold Latin words as a stranger's: those are stemmed as English."""


def stem(word: str, language: str) -> str:
    """Return the Snowball stem of a folded ``word``; languages without a stemmer leave it as it is.

    The word's script goes before the document's ``language`` (ISO 639): a Cyrillic word in an English document
    is stemmed as Russian, a Latin one in a Japanese document as English.
    """
    return stems_in(language)[word[:LONGEST]]


def stems_of(word: str, languages: Iterable[str]) -> tuple[str, ...]:
    """Return the different stems that ``word`` has in documents of these languages, in their order."""
    return tuple(dict.fromkeys(stem(word, language) for language in languages)) or (stem(word, "und"),)


class Stems(dict[str, str]):
    """The stems of folded words in documents of one language; remembers what it has seen."""

    def __init__(self, language: str) -> None:
        """Choose the stemmer of each script for ``language``."""
        super().__init__()
        self._language = language.lower().replace("_", "-").partition("-")[0]
        self._stemmers: dict[str, Callable[[str], str] | None] = {}  # by the first letter of a word

    def __missing__(self, word: str) -> str:
        """Return and remember the stem of a word that has not been met yet."""
        first = word[:1]
        if first not in self._stemmers:
            self._stemmers[first] = _stemmer(_language_of_word(word, self._language))
        stem_word = self._stemmers[first]
        # A stem is a term: never empty, even where a stemmer would leave nothing.
        found = (stem_word(word) if stem_word else word) or word
        if not found.isascii():  # Serbian in Cyrillic is stemmed into Latin letters with their marks
            found = found.translate(_GAJ)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = found
        return found


@cache
def stems_in(language: str) -> Stems:
    """Return the memo of stems for documents of ``language``; ``[word]`` is what :func:`stem` returns."""
    return Stems(language)


def _language_of_word(word: str, document: str) -> str:
    """Return the language to stem ``word`` by in a document of language ``document``; empty for none."""
    code = ord(word[0]) if word else 0
    for first, last, languages, otherwise in _SCRIPTS:
        if first <= code <= last:
            if otherwise == "en":
                return "en" if document in _NOT_LATIN.split() else document
            return document if document in languages.split() else otherwise
    return ""


@cache
def _stemmer(language: str) -> Callable[[str], str] | None:
    """Return what stems a word of a language; None where Snowball has nothing, nor we."""
    if language == "uk":
        return stem_ukrainian
    algorithm = _ALGORITHMS.get(language)
    if algorithm is None or algorithm not in Stemmer.algorithms():
        return None
    stem_word: Callable[[str], str] = Stemmer.Stemmer(algorithm, 0).stemWord  # no cache of its own: Stems is one
    return stem_word
