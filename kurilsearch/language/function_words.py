"""Function words (the, of, und), which say little of what a passage is about."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kurilsearch.language.tokens import tokenize

_ENGLISH_BESIDES = "many may might much must shall upon us would could"
"""What Snowball's English list leaves out and questions are full of."""


@cache
def function_words(languages: frozenset[str]) -> frozenset[str]:
    """Return the folded function words of languages, by the Snowball project's lists; none where it has no list."""
    from whoosh.lang.stopwords import stoplists

    lists: Iterable[str] = (word for language in languages for word in stoplists.get(language, ()))
    besides = _ENGLISH_BESIDES.split() if "en" in languages else []
    return frozenset(token.word for word in (*lists, *besides) for token in tokenize(word))
