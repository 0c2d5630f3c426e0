"""The one tokeniser: words with their spans, folded, and their stems. Engines, ranker and matcher all use it."""

from __future__ import annotations

from typing import NamedTuple


class Token(NamedTuple):
    """A word at ``text[start:end]``, folded to ``word``. Han and kana give overlapping bigrams."""

    start: int
    end: int
    word: str


def tokenize(text: str) -> list[Token]:
    """Return the words of ``text`` in order, folded, each with the span that it was folded from."""
    raise NotImplementedError


def index_terms(text: str, language: str) -> tuple[str, str]:
    """Return the stems and the folded words of ``text``, each joined by single spaces, in step with tokenize.

    ``index_terms(t, l)[1].split() == [token.word for token in tokenize(t)]``. This is the fast path of indexing.
    """
    raise NotImplementedError


def stem(word: str, language: str) -> str:
    """Return the Snowball stem of a folded ``word``; languages without a stemmer leave it as it is."""
    raise NotImplementedError
