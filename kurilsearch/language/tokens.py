"""The one tokeniser: words with their spans, folded, and their stems. Engines, ranker and matcher all use it.

A word is a run of letters, digits and marks, with apostrophes between its letters; everything else separates.
:mod:`kurilsearch.language.folding` folds each word, which may make several of it (``l’homme`` is ``l`` and ``homme``).
Text in a script that is written without spaces (Han, kana, Thai, Lao, Khmer, Burmese) gives overlapping pairs
of characters instead. A word of more than :data:`~kurilsearch.language.folding.LONGEST` characters is cut into words of
that length, so that nothing costs more than the length of the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice
from typing import NamedTuple, TypeVar

from kurilsearch.language.folding import LONGEST, Piece, character_classes, fold_unspaced, fold_word
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.stemming import stem, stems_in, stems_of

__all__ = [
    "ChunkMemo",
    "Token",
    "in_ascii",
    "index_terms",
    "index_terms_of",
    "scan",
    "stem",
    "stems_of",
    "tokenize",
    "tokens_at",
    "words_in",
]


class Token(NamedTuple):
    """A word at ``text[start:end]``, folded to ``word``. Han and kana give overlapping bigrams."""

    start: int
    end: int
    word: str


# Over the classes of kurilsearch.language.folding: a word with inner apostrophes, a run without spaces, superscripts.
# The quantifiers are possessive, so that no input makes the search go back.
_CHUNK = lazy_pattern(r"\S+")
_PLAIN_WORD = lazy_pattern(rf"\S{{1,{LONGEST}}}")
_RUN = lazy_pattern(r"(?P<word>[LD][LDMI]*+(?:A(?=L)[LDMI]++)*+)|(?P<unspaced>U[UMI]*+)|S++")


def scan(text: str) -> list[Piece]:
    """Return the words of ``text`` by the rules alone; :func:`tokenize` gives the same, by way of its memory."""
    if text.isascii() and text.isalnum() and len(text) <= LONGEST:  # nearly all words
        return [(0, len(text), text.lower())]
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
    spaced = _spaced(_without_marks(text))
    find, make, append = spaced.find, tuple.__new__, tokens.append
    end = 0
    for chunk in spaced.split():
        start = find(chunk, end)
        for first, last, word in _pieces[chunk]:
            append(make(Token, (start + first, start + last, word)))
        end = start + len(chunk)
    return tokens


def words_in(text: str) -> list[str]:
    """Return the folded words of ``text`` as :func:`tokenize` does, without their spans: five times as fast."""
    plain = _without_marks(text)
    words = _words_of_plain(plain)
    return words if len(plain) <= LONGEST or max(map(len, words), default=0) <= LONGEST else _words_in(plain)


def in_ascii(text: str) -> str | None:
    """Return a text with ASCII for the commonest marks, a character for each; None where others are left."""
    plain = _without_marks(text)
    return plain if plain.isascii() else None


def tokens_at(text: str, numbers: Sequence[int]) -> list[Token]:
    """Return the tokens with these numbers, ascending, of those that :func:`tokenize` makes of ``text``."""
    spaced = _spaced(_without_marks(text))
    if spaced.isascii() and "'" not in spaced:  # then chunks are words
        last = numbers[-1] + 1 if numbers else 0
        words = list(islice(_PLAIN_WORD.finditer(spaced), last))
        return [Token(*words[number].span(), words[number][0]) for number in numbers]
    found: list[Token] = []
    wanted = iter(numbers)
    number = next(wanted, None)
    first = 0
    for chunk in _CHUNK.finditer(spaced):
        pieces = _pieces[chunk[0]]
        while number is not None and number < first + len(pieces):
            start, end, word = pieces[number - first]
            found.append(Token(chunk.start() + start, chunk.start() + end, word))
            number = next(wanted, None)
        if number is None:
            break
        first += len(pieces)
    return found


def index_terms(text: str, language: str) -> tuple[str, str]:
    """Return the stems and the folded words of ``text``, each joined by single spaces, in step with tokenize.

    ``index_terms(t, l)[1].split() == [token.word for token in tokenize(t)]``.
    """
    words = words_in(text)
    return " ".join(map(stems_in(language).__getitem__, words)), " ".join(words)


class IndexTerms(NamedTuple):
    """What :func:`index_terms` returns of each of several texts, and in how many of them each word stands."""

    stems: list[str]
    words: list[str]
    word_counts: Counter[str]


def index_terms_of(texts: Sequence[str], language: str) -> IndexTerms:
    """Return the stems and the folded words of each text: the fast path of indexing, for many short texts."""
    found = _index_terms(texts, language, _words_of_plain)
    if max(map(len, found.word_counts), default=0) > LONGEST:
        return _index_terms(texts, language, _words_in)
    return found


def _index_terms(texts: Iterable[str], language: str, words_in: Callable[[str], list[str]]) -> IndexTerms:
    stem_of = stems_in(language).__getitem__
    stems: list[str] = []
    folded: list[str] = []
    different: list[set[str]] = []
    for text in texts:
        words = words_in(_without_marks(text))
        stems.append(" ".join(map(stem_of, words)))
        folded.append(" ".join(words))
        different.append(set(words))
    return IndexTerms(stems, folded, Counter(chain.from_iterable(different)))


# Both put a space for what separates words, by the quickest means there are, split the text there and look up
# what scan made of each chunk before. That is sound because no rule looks beyond such a character, and keeps
# the offsets because each character is replaced by one.

_APOSTROPHES = ("’", "‘")
_SEPARATORS = ("“", "”", "—", "–", "…", "„", "«", "»", "\xa0", "´", "‐")
_ASCII_SEPARATORS = (".", ",", ";", ":", "!", "?", "(", ")", "[", "]", '"', "-", "/", "_", "*")

_PLAIN = bytes(
    ord(chr(code).lower()) if code < 128 and (chr(code).isalnum() or chr(code) == "'") else ord(" ")
    for code in range(256)
)


def _without_marks(text: str) -> str:
    """Return ``text`` with ASCII for the commonest marks that are not."""
    if not text.isascii():
        for mark in _APOSTROPHES:
            text = text.replace(mark, "'")
        for mark in _SEPARATORS:
            text = text.replace(mark, " ")
    return text


def _spaced(text: str) -> str:
    """Return a text without such marks with spaces for what else separates words; in small letters if it is ASCII."""
    if text.isascii():
        return text.encode().translate(_PLAIN).decode()
    for mark in _ASCII_SEPARATORS:
        text = text.replace(mark, " ")
    return text


def _words_in(text: str) -> list[str]:
    """Return the folded words of a text without such marks; a word that comes again is the same object."""
    return list(chain.from_iterable(map(_words.__getitem__, _spaced(text).split())))


def _words_of_plain(text: str) -> list[str]:
    """Return the same of a text that has no word that is too long: of letters and digits alone, nothing is folded."""
    spaced = _spaced(text)
    words = spaced.split()
    if spaced.isascii() and "'" not in spaced:
        return words
    return list(chain.from_iterable(map(_words.__getitem__, words)))


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


def _words_of_chunk(chunk: str) -> tuple[str, ...]:
    """Return the words of a chunk: as a rule one."""
    return tuple([word for _, _, word in scan(chunk)])


_pieces = ChunkMemo(scan, 30_000)
"""The words of chunks with their spans in them; for queries and highlighting, so it may forget soon."""

_words = ChunkMemo(_words_of_chunk, 200_000)
"""Some 50 MB, where it is full."""
