"""The script of a word, so far as spellings depend on it."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from kurilsearch.language.cjk import HAN, HIRAGANA, KATAKANA


class Script(StrEnum):
    """The scripts that schemes are known for; a word in any other one has no spelling but its own."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    KANA = "kana"
    HAN = "han"
    OTHER = "other"


@cache
def _scripts() -> tuple[tuple[Script, re.Pattern[str]], ...]:
    """Return the letters of each script; compiled for the first word that is not plain Latin, because it takes long."""
    return (
        (Script.LATIN, re.compile(r"[a-zA-Z\u00c0-\u024f\u1e00-\u1eff'’]+")),
        (Script.CYRILLIC, re.compile(r"[\u0400-\u052f\u0301]+")),
        (Script.KANA, re.compile(f"[{HIRAGANA}{KATAKANA}ゝゞヽヾ]+")),
        (Script.HAN, re.compile(rf"[{HAN}〇\u3041-\u30fe]+")),
    )


def script_of(word: str) -> Script:
    """Return the script that all letters of ``word`` belong to; Han words may hold kana. OTHER for a mixture."""
    if word.isascii() and word.isalpha():
        return Script.LATIN
    for script, letters in _scripts():
        if letters.fullmatch(word):
            return script
    return Script.OTHER
