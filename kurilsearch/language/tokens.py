"""The one tokeniser: words with their spans, folded, and their stems. Engines, ranker and matcher all use it.

A word is a run of letters, digits and marks, with apostrophes between its letters; everything else separates.
:mod:`kurilsearch.language.folding` folds each word, which may make several of it (``l’homme`` is ``l`` and ``homme``).
Text in a script that is written without spaces (Han, kana, Thai, Lao, Khmer, Burmese) gives overlapping pairs
of characters instead. A word of more than :data:`~kurilsearch.language.folding.LONGEST` characters is cut into words of
that length, so that nothing costs more than the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from kurilsearch.language.folding import LONGEST, Piece, character_classes, fold_unspaced, fold_word
from kurilsearch.language.stemming import TooLongError, stem, stems_in, stems_of

__all__ = ["ChunkMemo", "Token", "index_terms", "scan", "stem", "stems_of", "term_lists", "tokenize"]


class Token(NamedTuple):
    """A word at ``text[start:end]``, folded to ``word``. Han and kana give overlapping bigrams."""

    start: int
    end: int
    word: str


# Over the classes of kurilsearch.language.folding: a word with inner apostrophes, a run without spaces, superscripts.
# The quantifiers are possessive, so that no input makes the search go back.
_RUN = re.compile(r"(?P<word>[LD][LDMI]*+(?:A(?=L)[LDMI]++)*+)|(?P<unspaced>U[UMI]*+)|S++")


def scan(text: str) -> list[Piece]:
    """Return the words of ``text`` by the rules alone; :func:`tokenize` gives the same, by way of its memory."""
    pieces: list[Piece] = []
    for run in _RUN.finditer(text.translate(character_classes)):
        start, end = run.span()
        folded = fold_unspaced(text[start:end]) if run.lastgroup == "unspaced" else fold_word(text[start:end])
        pieces += [(start + first, start + last, word) for first, last, word in folded]
    return pieces


def tokenize(text: str) -> list[Token]:
    """Return the words of ``text`` in order, folded, each with the span that it was folded from.

    Two words may have the same span where one character stands for several (``½`` is ``1`` and ``2``).
    """
    tokens: list[Token] = []
    spaced, _ = _spaced(text)
    find, make, append = spaced.find, tuple.__new__, tokens.append
    end = 0
    for chunk in spaced.split():
        start = find(chunk, end)
        for first, last, word in _pieces[chunk]:
            append(make(Token, (start + first, start + last, word)))
        end = start + len(chunk)
    return tokens


def index_terms(text: str, language: str) -> tuple[str, str]:
    """Return the stems and the folded words of ``text``, each joined by single spaces, in step with tokenize.

    ``index_terms(t, l)[1].split() == [token.word for token in tokenize(t)]``. This is the fast path of indexing.
    """
    stems, words = term_lists(text, language)
    return " ".join(stems), " ".join(words)


def term_lists(text: str, language: str) -> tuple[list[str], list[str]]:
    """Return the stems and the folded words of ``text``, in step, as :func:`index_terms` does but as lists."""
    spaced, plain = _spaced(text)
    chunks = spaced.split()
    memo = stems_in(language)
    if plain and "'" not in spaced:  # each chunk is a word and folded already, unless it is one to be cut
        try:
            return list(map(memo.__getitem__, chunks)), chunks
        except TooLongError:
            pass
    words = list(map(_words.__getitem__, chunks))
    joined = " ".join(words)
    if joined.count(" ") >= len(words) or "" in words:  # a chunk holds several words, or none
        words = joined.split()
    return list(map(memo.__getitem__, words)), words


# Both put a space for what separates words, by the quickest means there are, split the text there and look up
# what scan made of each chunk before. That is sound because no rule looks beyond such a character, and keeps
# the offsets because each character is replaced by one.

_APOSTROPHES = ("’", "‘")
_SEPARATORS = ("“", "”", "—", "–", "…", "„", "«", "»", "\xa0", "´", "‐")
_ASCII_SEPARATORS = (".", ",", ";", ":", "!", "?", "(", ")", "[", "]", '"', "-", "/", "_", "*")
_PLAIN = "".join(chr(code).lower() if chr(code).isalnum() or code == ord("'") else " " for code in range(128))


def _spaced(text: str) -> tuple[str, bool]:
    """Return ``text`` with spaces for separators, and whether that left ASCII words and nothing else."""
    if not text.isascii():
        for mark in _APOSTROPHES:
            text = text.replace(mark, "'")
        for mark in _SEPARATORS:
            text = text.replace(mark, " ")
        if not text.isascii():
            for mark in _ASCII_SEPARATORS:
                text = text.replace(mark, " ")
            return text, False
    return text.translate(_PLAIN), True


_MEMORABLE = LONGEST // 2
"""The longest chunk that is worth remembering."""

T = TypeVar("T")


class ChunkMemo(dict[str, T]):
    """What ``make`` makes of a chunk of text without spaces: ``memo[chunk]``, made when it is first asked for.

    Long chunks are not remembered, and with ``most`` of them it starts afresh, so that no text makes it grow for ever.
    """

    def __init__(self, make: Callable[[str], T], most: int) -> None:
        """Begin with nothing."""
        super().__init__()
        self.make = make
        self.most = most

    def __missing__(self, chunk: str) -> T:
        """Make, and as a rule remember, what has not been asked for yet."""
        made = self.make(chunk)
        if len(chunk) <= _MEMORABLE:
            if len(self) >= self.most:
                self.clear()
            self[chunk] = made
        return made


def _words_of_chunk(chunk: str) -> str:
    """Return the words of a chunk, joined by spaces: as a rule one."""
    return " ".join([word for _, _, word in scan(chunk)])


_pieces = ChunkMemo(scan, 30_000)
"""The words of chunks with their spans in them; for queries and highlighting, so it may forget soon."""

_words = ChunkMemo(_words_of_chunk, 300_000)
"""Some 50 MB, where it is full."""
