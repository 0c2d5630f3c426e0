"""Whether a word is one at all, by the word lists of some fifty languages that simplemma ships (MIT).

A list is read when the first word of its language is asked for, into the frugal form that simplemma has for it. With
simplemma 2 on the two cores of the benchmarks that took a quarter of a second and 5 MB for English and French, and 1.0
to 1.4 seconds and 20 to 25 MB for the largest (German, Russian, Turkish); a word took 50 microseconds, and is
remembered. As dictionaries they took twice as long and five times the memory. So only what differs is asked for.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

_REMEMBERED = 50_000
_LISTS = "strategies/dictionaries/data"
_SAME_LIST = {"no": "nb", "sr": "hbs", "hr": "hbs", "bs": "hbs"}


@cache
def has_list(language: str) -> bool:
    """Tell whether there is a word list for a language (ISO 639)."""
    from importlib.util import find_spec

    package = find_spec("simplemma")  # to import it takes longer than to read a small PDF
    lists = Path(package.origin).parent / _LISTS if package and package.origin else None
    return lists is not None and (lists / f"{_list_of(language)}.plzma").exists()


@lru_cache(maxsize=_REMEMBERED)
def is_word(word: str, language: str) -> bool:
    """Tell whether a word, in small letters, stands in the list of a language; False where there is no list."""
    if not has_list(language):
        return False
    from simplemma import is_known

    return is_known(word, lang=_list_of(language), low_memory=True)


def _list_of(language: str) -> str:
    code = language.lower().replace("_", "-").partition("-")[0]
    return _SAME_LIST.get(code, code)
