"""A text as it is aligned: its words in order, and the sentences that they make."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kurilsearch.language.sentences import SentenceSplitter
from kurilsearch.language.stemming import stems_in
from kurilsearch.language.tokens import tokenize
from kurilsearch.model import Span

_SHORTEST = 3
"""Words; a shorter sentence (a number, a heading of one word) is taken with the next one."""


@dataclass(frozen=True, slots=True)
class AlignableText:
    """The words of a text: ``spans`` are their places in characters, ``terms`` their stems, in step.

    ``sentences`` are ranges of words, in order, which together hold all of them.
    """

    spans: tuple[Span, ...]
    terms: tuple[str, ...]
    sentences: tuple[Span, ...]

    def characters(self, words: Span) -> Span:
        """Return the range of characters from the first to the last of a range of words, which is not empty."""
        return self.spans[words[0]][0], self.spans[words[1] - 1][1]

    def sentence_characters(self, sentences: Span) -> Span:
        """Return the range of characters of a range of sentences, which is not empty."""
        return self.characters((self.sentences[sentences[0]][0], self.sentences[sentences[1] - 1][1]))


def read_text(text: str, language: str) -> AlignableText:
    """Read a text for alignment; its lines are taken as wraps, and blank lines as ends of sentences."""
    stems = stems_in(language)
    tokens = tokenize(text)
    starts = [start for start, _ in _SPLITTER.spans(text)]
    return AlignableText(
        spans=tuple((token.start, token.end) for token in tokens),
        terms=tuple(stems[token.word] for token in tokens),
        sentences=tuple(join_short(_word_ranges([token.start for token in tokens], starts))),
    )


_SPLITTER = SentenceSplitter()
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def sentences_of_known(text: str, terms: Sequence[str]) -> list[Span]:
    """Return the sentences of a text whose terms are known, as :func:`read_text` does and much faster.

    The words are counted without being folded; where that does not come to as many, they are read after all.
    """
    words = [match.start() for match in _WORD.finditer(text)]
    if len(words) != len(terms):
        words = [token.start for token in tokenize(text)]
    return list(join_short(_word_ranges(words, [start for start, _ in _SPLITTER.spans(text)])))


def _word_ranges(words: Sequence[int], starts: Sequence[int]) -> Iterable[Span]:
    """Yield the ranges of words, given by where they start, between the starts of sentences."""
    first = 0
    for end in [*(bisect_left(words, start) for start in starts[1:]), len(words)]:
        if end > first:
            yield first, end
        first = end


def join_short(sentences: Iterable[Span]) -> Iterable[Span]:
    """Yield sentences of some words at least: a short one goes with the next, the last of all with the one before."""
    joined: list[Span] = []
    for first, last in sentences:
        if joined and joined[-1][1] - joined[-1][0] < _SHORTEST:
            first = joined.pop()[0]
        joined.append((first, last))
    if len(joined) > 1 and joined[-1][1] - joined[-1][0] < _SHORTEST:
        last = joined.pop()[1]
        joined.append((joined.pop()[0], last))
    return joined
