"""Names: which words of a library stand for words of a quotation, one for one or several for several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kurilsearch.match.quotation import Quotation, Variants
from kurilsearch.match.words import terms_of_words, words_of_terms
from kurilsearch.vocabulary.lexicon import Lexicon


def with_variants(quotation: Quotation, lexicon: Lexicon) -> Quotation:
    """Return a quotation with what stands for its words in the library."""
    return replace(quotation, variants=find_variants(quotation, lexicon))


def find_variants(quotation: Quotation, lexicon: Lexicon) -> Variants:
    """Return what stands for words of a quotation in the library, all folded; words in a row are joined by spaces.

    Scripts without spaces give a word a letter.
    """
    found: dict[str, frozenset[str]] = {}
    typed = {word: quotation.text[start:end] for start, end, word in quotation.words}
    lexicon.look_up_variants(typed)
    for word, as_typed in typed.items():
        others = frozenset(
            (
                *lexicon.variants(word),
                *(_spaced(name) for name in lexicon.in_kana(word)),
                *(lexicon.in_latin(as_typed) if word.isascii() and not as_typed.isascii() else ()),
            )
        )
        if others:
            found[word] = others
    for piece in quotation.pieces:
        for row, names in _named(piece.folded, lexicon):
            found[row] = found.get(row, frozenset()) | names
    return found


def _named(words: Sequence[str], lexicon: Lexicon) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the rows of words that are a name, with its other names, where either is of several words."""
    longest, begins = lexicon.longest_name, lexicon.equivalents.begins
    for first in range(len(words)):
        if not begins or begins.isdisjoint((words[first], "".join(words[first : first + 2]))):
            continue
        for last in range(first + 1, min(first + longest, len(words)) + 1):
            row = words[first:last]
            others = frozenset(_spaced(name) for name in lexicon.other_names(terms_of_words(row)))
            several = others if len(row) > 1 else frozenset(name for name in others if " " in name)
            if several:
                yield " ".join(row), several


def _spaced(terms: Sequence[str]) -> str:
    return " ".join(words_of_terms(terms))
