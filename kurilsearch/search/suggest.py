"""Suggestions: the query with the words put right that were probably mistyped."""

from __future__ import annotations

import re

from kurilsearch.language.tokens import Token, tokenize
from kurilsearch.search.parsed import Parsed, Quoted, Word, leaves
from kurilsearch.search.spelling import MOST_RESPELT, better_word
from kurilsearch.vocabulary.lexicon import Lexicon

RARE = 2
"""A word that stands in no more passages may be a slip, where little is found."""


def suggest(text: str, parsed: Parsed, lexicon: Lexicon, *, few: bool) -> str | None:
    """Return the query with the words that were probably mistyped put right; None where none was.

    Where more than a ``few`` passages were found only unknown words are put right.
    """
    suggestion = text
    rare = [(leaf.text[token.start : token.end], token.word) for leaf, token in _tokens(parsed)]
    rare = [(typed, word) for typed, word in rare if _frequency(word, lexicon) <= (RARE if few else 0)]
    for typed, word in rare[:MOST_RESPELT]:
        if lexicon.variants(word) or lexicon.documents_named((word,)):
            continue
        better = better_word(word, lexicon)
        if better is not None:
            suggestion = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", better, suggestion, count=1)
    return suggestion if suggestion != text else None


def _tokens(parsed: Parsed) -> list[tuple[Word | Quoted, Token]]:
    words = [leaf for leaf in leaves(parsed) if isinstance(leaf, Word | Quoted)]
    return [(leaf, token) for leaf in words for token in tokenize(leaf.text)]


def _frequency(word: str, lexicon: Lexicon) -> int:
    stems = lexicon.stems(word)
    frequencies = lexicon.frequencies(stems)
    return sum(frequencies[stem] for stem in stems)
