"""Whether a word is one at all, by the word lists of some fifty languages that simplemma ships (MIT).

The lists are looked through where they lie, as far as a word needs: to import simplemma, whose many rules no word needs
here, and to read a list by it takes up to two seconds, the first of which is felt in every quotation with another word.
Here it takes a tenth of a second for English and French, up to half a second for the largest (Finnish, Polish), most of
which is unpacking. A word is remembered.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from kurilsearch.language.word_lists import UnknownFormatError, WordList

_REMEMBERED = 50_000
_LISTS = "strategies/dictionaries/data"
_SAME_LIST = {"no": "nb", "sr": "hbs", "hr": "hbs", "bs": "hbs"}
_REDUCED = frozenset(("ar", "grc", "he", "hy"))
"""Lists whose words are without marks that simplemma knows to take off."""

_APOSTROPHES = frozenset("'’ʼ")


@cache
def _file_of(code: str) -> Path | None:
    """Return the file of a list; None where there is none."""
    from importlib.util import find_spec

    package = find_spec("simplemma")  # to import it takes longer than to read a small PDF
    file = Path(package.origin).parent / _LISTS / f"{code}.plzma" if package and package.origin else None
    return file if file is not None and file.exists() else None


@cache
def _list(code: str) -> WordList | None:
    """Return a list; None where simplemma has to be asked, because it codes its lists in another way."""
    file = _file_of(code)
    try:
        return WordList(file) if file is not None else None
    except UnknownFormatError:
        return None


def has_list(language: str) -> bool:
    """Tell whether there is a word list for a language (ISO 639)."""
    return _file_of(_list_of(language)) is not None


@lru_cache(maxsize=_REMEMBERED)
def is_word(word: str, language: str) -> bool:
    """Tell whether a word, in small letters, stands in the list of a language; False where there is no list."""
    code = _list_of(language)
    if _file_of(code) is None:
        return False
    words = _list(code) if code not in _REDUCED and _APOSTROPHES.isdisjoint(word) else None
    if words is None:
        from simplemma import is_known

        return is_known(word, lang=code, low_memory=True)
    composed = unicodedata.normalize("NFC", word)
    other_case = composed.lower() if composed[:1].isupper() else composed.capitalize()
    return composed in words or other_case in words


@lru_cache(maxsize=_REMEMBERED)
def is_proper_noun(word: str, language: str) -> bool:
    """Tell whether a word with a capital stands so in the list of a language, and in small letters does not: Norway.

    In German, where all nouns have a capital, it must be so in English too (Madrid). False where there is no list.
    """
    if language[:2] == "de" and not is_proper_noun(word, "en"):
        return False
    code = _list_of(language)
    words = _list(code) if code not in _REDUCED and _file_of(code) is not None else None
    composed = unicodedata.normalize("NFC", word)
    return words is not None and composed in words and composed.lower() not in words


@cache
def _list_of(language: str) -> str:
    code = language.lower().replace("_", "-").partition("-")[0]
    return _SAME_LIST.get(code, code)
