"""What quotations are made of: the passages of a library, its names, and its plain words."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kurilsearch import Library
from kurilsearch.language.known_words import is_word
from kurilsearch.language.tokens import index_terms
from kurilsearch.model import Document

RUNNING = frozenset({"body", "blockquote", "note", "list"})
UNSPACED = frozenset({"ja", "zh", "th", "lo", "my", "km"})
"""Languages written without spaces between words: quotations are drawn by words, so not from these."""

_SAMPLED = 40_000
_NAME_INSIDE = re.compile(r"(?<=[a-zа-я,;] )[A-ZА-Я][a-zа-яё]{3,}\b")
_PLAIN_WORD = re.compile(r"(?<![\w’'-])[a-zа-яёäöüß]{4,}(?![\w’'-])")
_LOWER_WORD = re.compile(r"(?<![\w’'-])[a-zа-яёäöüß]{2,}(?![\w’'-])")
_COMMON, _COMMON_OF = 3, 100_000
"""A common word stands so often, and at least once in so many lower-case words, in what was sampled."""


@dataclass(frozen=True, slots=True)
class PassageWords:
    """A passage: its id and place in the library, and its joined text. Spans are drawn from it where ``usable``."""

    id: int
    document: int
    position: int
    text: str
    usable: bool


@dataclass(frozen=True, slots=True)
class Material:
    """A library as quotations are made of it: all passages in order, and where each document's begin.

    ``names`` stand with a capital inside sentences and hardly ever without; ``plain`` are lower-case words of four
    letters and more. Both are in the order of the alphabet, so that a seed always draws the same. ``words`` are all
    lower-case words of two letters and more, ``common`` those that are hardly a misprint. ``shelves`` are the usable
    passages by the first folder below the sources; what is to be drawn from small and large corpora alike, is drawn
    from a shelf.
    """

    library: Library
    documents: tuple[Document, ...]
    entries: tuple[PassageWords, ...]
    usable: tuple[int, ...]
    names: tuple[str, ...]
    plain: tuple[str, ...]
    vocabulary: frozenset[str]
    words: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    shelves: tuple[tuple[int, ...], ...] = ()


def read_material(library: Library) -> Material:
    """Read all passages of an indexed library."""
    documents = library.documents()
    entries = tuple(_entries(library, documents))
    usable = tuple(number for number, entry in enumerate(entries) if entry.usable)
    names, plain, vocabulary = _words(entries, usable)
    words = _lower_words(entries, usable)
    languages = sorted({document.language for document in documents})
    fewest = max(_COMMON, words.total() // _COMMON_OF)
    return Material(
        library,
        documents,
        entries,
        usable,
        names,
        plain,
        vocabulary,
        words=frozenset(words),
        common=frozenset(word for word, often in words.items() if often >= fewest and _is_known(word, languages)),
        shelves=_shelves(documents, entries, usable),
    )


def _is_known(word: str, languages: Sequence[str]) -> bool:
    """Tell whether a word is one, and no misreading that stands often in scanned sources (thc)."""
    return any(is_word(word, language) for language in languages)


def fold(text: str) -> str:
    """Return the folded words of a text by single spaces: case, accents, punctuation and apostrophes are gone."""
    return index_terms(text, "en")[1]


def _entries(library: Library, documents: tuple[Document, ...]) -> Iterator[PassageWords]:
    for number, document in enumerate(documents):
        spaced = document.language not in UNSPACED
        for stored in library.passages(document.file):
            text = stored.passage.text
            usable = spaced and stored.passage.kind in RUNNING and text.count(" ") >= 4
            yield PassageWords(stored.id, number, stored.position, text, usable)


def _words(
    entries: tuple[PassageWords, ...], usable: tuple[int, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
    """Return names, plain words and all lower-case words of a sample of the passages."""
    sample = _sample(usable)
    names: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for number in sample:
        names.update(_NAME_INSIDE.findall(entries[number].text))
        plain.update(_PLAIN_WORD.findall(entries[number].text))
    fewest = 3 if len(sample) > 2000 else 1
    return (
        tuple(sorted(name for name, often in names.items() if often >= fewest and plain[name.lower()] * 10 < often)),
        tuple(sorted(word for word, often in plain.items() if often >= fewest)),
        frozenset(plain),
    )


def _lower_words(entries: tuple[PassageWords, ...], usable: tuple[int, ...]) -> Counter[str]:
    """Count the lower-case words of a sample of the passages."""
    counted: Counter[str] = Counter()
    for number in _sample(usable):
        counted.update(_LOWER_WORD.findall(entries[number].text))
    return counted


def _sample(usable: tuple[int, ...]) -> Sequence[int]:
    return usable if len(usable) <= _SAMPLED else random.Random(0).sample(usable, _SAMPLED)


def _shelves(
    documents: tuple[Document, ...], entries: tuple[PassageWords, ...], usable: tuple[int, ...]
) -> tuple[tuple[int, ...], ...]:
    """Return the usable passages by the first folder below the sources, in the order of the folders' names."""
    by_folder: dict[str, list[int]] = {}
    for number in usable:
        parts = PurePosixPath(documents[entries[number].document].file).parts
        by_folder.setdefault(parts[1] if len(parts) > 2 else "", []).append(number)
    return tuple(tuple(by_folder[folder]) for folder in sorted(by_folder))
