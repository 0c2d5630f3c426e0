"""What tells words and their citation from others, however they are set."""

from __future__ import annotations

import hashlib

from kurilsearch.language.tokens import tokenize

_DIGITS = 12


def hash_of_words(text: str, citation: str | None) -> str:
    """Return a hash of the folded words of a text and its citation: it changes when one of them does."""
    words = " ".join(word for _, _, word in tokenize(f"{text}\n{citation or ''}"))
    return hashlib.sha256(words.encode("utf-8")).hexdigest()[:_DIGITS]
