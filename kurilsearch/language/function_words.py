"""Function words (the, of, und), which say little of what a passage is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from kurilsearch.language.tokens import tokenize

_LIKE = {"nb": "no", "nn": "no", "bs": "hr", "sh": "hr", "be": "ru", "gl": "pt", "yue": "zh"}
"""Languages that have the list of another."""


@cache
def function_words(languages: frozenset[str]) -> frozenset[str]:
    """Return the folded function words of languages, by the Snowball project's lists and ours; none without a list."""
    from whoosh.lang.stopwords import stoplists

    listed = [_LIKE.get(language, language) for language in languages]
    lists: Iterable[str] = (word for each in listed for word in (*stoplists.get(each, ()), *_own_lists().get(each, ())))
    return frozenset(token.word for word in lists for token in tokenize(word))


@cache
def _own_lists() -> Mapping[str, list[str]]:
    lists = (Path(__file__).parent / "lists" / "function_words.txt").read_text(encoding="utf-8")
    return {language: words.split() for language, words in re.findall(r"(?m)^(\w+): (.*(?:\n  .*)*)", lists)}
