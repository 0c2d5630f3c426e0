"""Function words (the, of, und), which say little of what a passage is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from unicodedata import normalize

from kurilsearch.language.tokens import tokenize

_LIKE = {"nb": "no", "nn": "no", "bs": "hr", "sh": "hr", "be": "ru", "gl": "pt", "yue": "zh"}
"""Languages that have the list of another."""

_TELLING_IN_ENGLISH = """ate bad bade bar bare care cat come comment den die dog door end era fur hat hay ill inn man
    men met mine nay one par per pour sale sea sin sit son sons take ten till tom van want war"""
_ENGLISH_TOO = frozenset(_TELLING_IN_ENGLISH.split())
"""Function words of other languages that are telling words in English: war, die, door, care."""


@cache
def function_words(languages: frozenset[str]) -> frozenset[str]:
    """Return the folded function words of languages, by the Snowball project's lists and ours; none without a list."""
    return frozenset(token.word for word in _listed(languages) for token in tokenize(word))


def function_words_of_query(typed: Iterable[str], languages: frozenset[str]) -> frozenset[str]:
    """Return the function words of ``languages`` and English for a query with the folded words ``typed``.

    Words that tell something in English are among them only where the query is not in English: by a word that is no
    English one, or by two of another language, and more than are of English.
    """
    every, english, words = function_words(languages | {"en"}), function_words(frozenset(["en"])), frozenset(typed)
    if words.isdisjoint(_ENGLISH_TOO) or words & every - english - _ENGLISH_TOO:
        return every
    most = max((len(words & function_words(frozenset([each]))) for each in languages - {"en"}), default=0)
    return every if most > max(len(words & english), 1) else every - _ENGLISH_TOO


def typed_otherwise(typed: Iterable[str], languages: frozenset[str]) -> set[str]:
    """Return the folded words that are typed with marks as no function word is written: Đà is not the German *da*."""
    marked = (normalize("NFC", word).lower() for word in typed if not word.isascii())
    words = {token.word for word in marked if word not in _listed(languages | {"en"}) for token in tokenize(word)}
    return {word for word in words if word.isascii()}


@cache
def _listed(languages: frozenset[str]) -> frozenset[str]:
    from whoosh.lang.stopwords import stoplists

    lists = [_LIKE.get(language, language) for language in languages]
    return frozenset(word for each in lists for word in (*stoplists.get(each, ()), *_own_lists().get(each, ())))


@cache
def _own_lists() -> Mapping[str, list[str]]:
    lists = (Path(__file__).parent / "lists" / "function_words.txt").read_text(encoding="utf-8")
    return {language: words.split() for language, words in re.findall(r"(?m)^(\w+): (.*(?:\n  .*)*)", lists)}
