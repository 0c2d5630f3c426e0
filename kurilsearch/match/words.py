"""The words that are held against each other: those of the tokeniser, but single letters where it makes pairs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kurilsearch.language.folding import character_classes, han_forms
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.tokens import Token, in_ascii, tokenize, words_in

_REMEMBERED = 256
"""Texts whose words are remembered, some 10 MB at most where they are paragraphs."""

_SHORTEST = 3
"""Letters of an abbreviation."""

_CAPITALS = lazy_pattern(r"[A-Z0-9']{3}")


@lru_cache(maxsize=_REMEMBERED)
def words_of(text: str) -> tuple[Token, ...]:
    """Return the words of ``text`` in order, folded, with their spans; scripts without spaces give one a letter.

    The last texts are remembered, for one passage is held against a quotation in several windows.
    """
    tokens = tokenize(text)
    if text.isascii() or not any(character_classes[ord(text[token.start])] == "U" for token in tokens):
        return tuple(tokens)
    words: list[Token] = []
    for index, token in enumerate(tokens):
        if character_classes[ord(text[token.start])] == "U":
            words += _letters(text, tokens, index)
        else:
            words.append(token)
    return tuple(words)


@lru_cache(maxsize=_REMEMBERED)
def folded_words_of(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` as :func:`words_of` does, without their spans, which far fewer texts are asked for.

    The last texts are remembered.
    """
    if in_ascii(text) is not None or "U" not in text.translate(character_classes):
        return tuple(words_in(text))
    return tuple([word for _, _, word in words_of(text)])


def may_have_capitals(text: str) -> bool:
    """Tell whether a text may have a word in capitals, without a look at its words."""
    plain = in_ascii(text)
    return plain is None or _CAPITALS.search(plain) is not None


def words_of_terms(terms: Sequence[str]) -> list[str]:
    """Return the words that the terms of an index are: letters for those that overlap as pairs."""
    words: list[str] = []
    before = ""
    for term in terms:
        if is_unspaced(term):
            words += list(term)[1:] if before and before[-1] == term[0] else list(term)
        else:
            words.append(term)
        before = term if is_unspaced(term) else ""
    return words


def terms_of_words(words: Sequence[str]) -> tuple[str, ...]:
    """Return the terms by which an index has words: pairs for letters in a row of a script without spaces."""
    if all(map(str.isascii, words)):
        return tuple(words)
    terms: list[str] = []
    for index, word in enumerate(words):
        before = index > 0 and is_unspaced(words[index - 1])
        if not is_unspaced(word):
            terms.append(word)
        elif before:
            terms.append(words[index - 1] + word)
        elif index + 1 == len(words) or not is_unspaced(words[index + 1]):
            terms.append(word)
    return tuple(terms)


def is_unspaced(word: str) -> bool:
    """Tell whether a word is of a script without spaces."""
    return not word.isascii() and character_classes[ord(word[0])] == "U"


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
