"""The words that are held against each other: those of the tokeniser, but single letters where it makes pairs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from kurilsearch.language.folding import character_classes, han_forms
from kurilsearch.language.tokens import Token, tokenize

_SHORTEST = 3
"""Letters of an abbreviation."""


def words_of(text: str) -> list[Token]:
    """Return the words of ``text`` in order, folded, with their spans; scripts without spaces give one a letter."""
    tokens = tokenize(text)
    if text.isascii() or not any(character_classes[ord(text[token.start])] == "U" for token in tokens):
        return tokens
    words: list[Token] = []
    for index, token in enumerate(tokens):
        if character_classes[ord(text[token.start])] == "U":
            words += _letters(text, tokens, index)
        else:
            words.append(token)
    return words


def capitals_of(text: str, words: Sequence[Token]) -> frozenset[str]:
    """Return the folded words that stand in capitals in ``text``; none where most of them do, as in a heading."""
    capitals = [word for start, end, word in words if end - start >= _SHORTEST and text[start:end].isupper()]
    return frozenset(capitals) if 2 * len(capitals) < len(words) or len(words) == 1 else frozenset()


def _letters(text: str, tokens: Sequence[Token], index: int) -> Iterator[Token]:
    """Yield the first letter of a pair, and the second too where no other pair begins with it."""
    token = tokens[index]
    after = tokens[index + 1].start if index + 1 < len(tokens) else len(text)
    before = tokens[index - 1].end if index else 0
    if after < token.end:
        middle = after
    elif before > token.start:
        middle = before
    else:  # a pair that stands alone, or a single letter
        middle = token.start + 1
        while middle < token.end and character_classes[ord(text[middle])] in "MI":
            middle += 1
    yield _letter(text, token.start, middle)
    if after >= token.end > middle:
        yield _letter(text, middle, token.end)


def _letter(text: str, start: int, end: int) -> Token:
    return Token(start, end, unicodedata.normalize("NFKC", text[start:end].translate(han_forms())))
