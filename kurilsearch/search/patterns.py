"""Patterns: words with ``*`` for any characters and ``?`` for one."""

from __future__ import annotations

from fnmatch import fnmatchcase

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.tokens import tokenize

_WILD = lazy_pattern(r"([*?]+)")
_STARS = lazy_pattern(r"\*+")


def fold_pattern(pattern: str) -> str:
    """Fold the letters of a pattern as the tokeniser folds words, and leave its stars and question marks."""
    pieces = _WILD.split(pattern)
    folded = [piece if index % 2 else _fold(piece) for index, piece in enumerate(pieces)]
    return _STARS.sub("*", "".join(folded))


def matches_pattern(text: str, pattern: str) -> bool:
    """Return whether the whole ``text`` matches; square brackets stand for themselves."""
    return fnmatchcase(text, pattern.replace("[", "[[]"))


def _fold(piece: str) -> str:
    return "".join(token.word for token in tokenize(piece))
