"""The whole corpus as folded words, and the way back from there: what exhaustive finders search."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from rapidfuzz import fuzz, process

from kurilsearch.tokens import tokenize
from tests.benchmarks.misquotes.answers import Answer
from tests.benchmarks.misquotes.material import Entry, Material, fold

WORDS_IN_CHUNK, WORDS_SHARED = 600, 120
"""Chunks overlap by more words than the longest quotation has, so that each place is whole in one of them."""


@dataclass(frozen=True, slots=True)
class FoldedDocument:
    """The folded words of one document by single spaces; ``firsts`` is the number of the first word of each entry."""

    file: str
    text: str
    entries: tuple[Entry, ...]
    firsts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of a document from number ``first`` on."""

    document: int
    first: int


@dataclass(frozen=True, slots=True)
class FoldedCorpus:
    """All documents, and the chunks they are cut into: their texts, and in step where these come from."""

    material: Material
    documents: tuple[FoldedDocument, ...]
    texts: tuple[str, ...]
    chunks: tuple[Chunk, ...]

    def best(self, quotation: str, cutoff: float = 0.0) -> float:
        """Return the best partial ratio of the folded quotation with any part of the corpus, 0 below ``cutoff``."""
        found = process.extractOne(fold(quotation), self.texts, scorer=fuzz.partial_ratio, score_cutoff=cutoff)
        return found[1] if found else 0.0

    def scan(self, quotation: str) -> Answer | None:
        """Find a quotation by RapidFuzz alone: the best partial ratio over everything, and its place."""
        folded = fold(quotation)
        found = process.extractOne(folded, self.texts, scorer=fuzz.partial_ratio)
        if not found or not found[1]:
            return None
        aligned = fuzz.partial_ratio_alignment(folded, found[0])
        chunk = self.chunks[found[2]]
        if aligned is None or aligned.dest_start >= aligned.dest_end:
            return None
        start, end = _whole_words(found[0], aligned.dest_start, aligned.dest_end)
        first = chunk.first + found[0].count(" ", 0, start)
        return self.answer(chunk.document, first, first + found[0].count(" ", start, end) + 1, found[1])

    def answer(self, document: int, first: int, last: int, score: float) -> Answer:
        """Return the place of the words from number ``first`` up to ``last`` (exclusive) of a document."""
        folded = self.documents[document]
        start, _ = self._source_span(folded, first)
        _, end = self._source_span(folded, max(first, last - 1))
        words = folded.text.split(" ", last)[first:last] if last > first else []
        return Answer(folded.file, (start, end), " ".join(words), score)

    def _source_span(self, document: FoldedDocument, word: int) -> tuple[int, int]:
        number = bisect_right(document.firsts, word) - 1
        entry = document.entries[number]
        token = tokenize(entry.text)[word - document.firsts[number]]
        way_back = self.material.library.passage(entry.id).passage.way_back
        return way_back.source_span(token.start, token.end)


def fold_corpus(material: Material) -> FoldedCorpus:
    """Fold all passages and cut them into chunks."""
    documents = tuple(_documents(material))
    texts: list[str] = []
    chunks: list[Chunk] = []
    for number, document in enumerate(documents):
        words = document.text.split(" ")
        for first in range(0, max(1, len(words) - WORDS_SHARED), WORDS_IN_CHUNK - WORDS_SHARED):
            texts.append(" ".join(words[first : first + WORDS_IN_CHUNK]))
            chunks.append(Chunk(number, first))
    return FoldedCorpus(material, documents, tuple(texts), tuple(chunks))


def _documents(material: Material) -> Iterator[FoldedDocument]:
    for number, group in groupby(material.entries, key=attrgetter("document")):
        entries: list[Entry] = []
        firsts: list[int] = []
        texts: list[str] = []
        words = 0
        for entry in group:
            text = fold(entry.text)
            if text:
                entries.append(entry)
                firsts.append(words)
                texts.append(text)
                words += text.count(" ") + 1
        if entries:
            yield FoldedDocument(material.documents[number].file, " ".join(texts), tuple(entries), tuple(firsts))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of the words that a range of characters touches by half or more."""
    first = text.rfind(" ", 0, start + 1) + 1
    after = text.find(" ", first)
    if after >= 0 and start - first > after - start and after + 1 < end:
        first = after + 1
    last = text.find(" ", end)
    last = len(text) if last < 0 else last
    before = text.rfind(" ", 0, end)
    if before > first and end - before - 1 < last - end:
        last = before
    return first, last
