"""Japanese text read aloud: words in romaji. Kana need nothing else; kanji need ``kurilsearch[japanese]``.

That extra is SudachiPy with its small dictionary, both under the Apache licence 2.0. It is imported when the first
text with kanji is read.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from kurilsearch.language.cjk import HAN, HIRAGANA, KATAKANA
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.vocabulary.morae import hepburn, morae_of_kana

if TYPE_CHECKING:
    from sudachipy import Tokenizer

_JAPANESE = rf"{HAN}〇{HIRAGANA}{KATAKANA}ゝゞヽヾ"
_RUN = lazy_pattern(f"[{_JAPANESE}]+")
_KANJI = lazy_pattern(f"[{HAN}〇]")
_PARTICLES = {"ハ": "ワ", "ヘ": "エ", "ヲ": "オ"}
"""Particles that are not pronounced as they are written."""

_MOST_CHARACTERS = 10_000
"""Sudachi takes texts of 49,149 bytes at most."""


class Reading(NamedTuple):
    """A Japanese word at ``text[start:end]`` in romaji: Hepburn in small letters, long vowels unmarked (kyodo).

    ``is_suffix`` marks what is added to a name: 島 in 択捉島.
    """

    start: int
    end: int
    romaji: str
    is_suffix: bool = False


def can_read_kanji() -> bool:
    """Return whether the extra is installed."""
    return find_spec("sudachipy") is not None and find_spec("sudachidict_small") is not None


def _may_be_japanese(text: str) -> bool:
    """Tell whether a text has letters beyond those of alphabets, without a pattern that takes long to compile."""
    return max(text, default="") >= "々"


def missing_extra_note(text: str) -> str | None:
    """Return what to say where ``text`` has kanji and nobody can read them; None where all is well."""
    if not _may_be_japanese(text) or not _KANJI.search(text) or can_read_kanji():
        return None
    return 'To find Japanese words in Latin letters too, type: pip install "kurilsearch[japanese]"'


def readings(text: str) -> tuple[Reading, ...]:
    """Return the Japanese words of ``text`` with how they are read, in order; text in other scripts is left out.

    Kana that stand alone are one word. Kanji are left out where the extra is not installed, and so are words that
    its dictionary does not know how to read.
    """
    found: list[Reading] = []
    for run in _RUN.finditer(text) if _may_be_japanese(text) else ():
        if _KANJI.search(run[0]):
            if can_read_kanji():
                found += _read(run[0], run.start())
        else:
            found += _reading(run.start(), run.end(), run[0])
    return tuple(found)


def _read(run: str, offset: int) -> list[Reading]:
    found: list[Reading] = []
    tokenizer = _tokenizer()
    for cut in range(0, len(run), _MOST_CHARACTERS):
        for morpheme in tokenizer.tokenize(run[cut : cut + _MOST_CHARACTERS]):
            kana, kind = morpheme.reading_form(), morpheme.part_of_speech()[0]
            if kind == "助詞":
                kana = _PARTICLES.get(kana, kana)
            start = offset + cut
            found += _reading(start + morpheme.begin(), start + morpheme.end(), kana, is_suffix=kind == "接尾辞")
    return found


def _reading(start: int, end: int, kana: str, *, is_suffix: bool = False) -> list[Reading]:
    try:
        romaji = hepburn(morae_of_kana(kana), short=True)
    except ValueError:  # a word that is not in the dictionary is read as itself
        return []
    return [Reading(start, end, romaji, is_suffix)]


@cache
def _tokenizer() -> Tokenizer:
    from sudachipy import Dictionary, SplitMode

    return Dictionary(dict="small").tokenizer(mode=SplitMode.A)
