"""The whole corpus as folded words, and the way back from there: what exhaustive finders search."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from operator import attrgetter

from rapidfuzz import fuzz, process

from kurilsearch.language.tokens import tokenize
from tests.benchmarks.misquotes.answers import Answer
from tests.benchmarks.misquotes.material import Material, PassageWords, fold

SHORTEST = 0.5
"""A passage of less than this share of a quotation's length is not held against it: it would lie in the quotation."""

IN_COMMON = 0.4
"""The share of a quotation's words that a passage must hold to be compared where only near matches count."""


@dataclass(frozen=True, slots=True)
class FoldedDocument:
    """The folded words of one document by single spaces; ``firsts`` is the number of the first word of each entry."""

    file: str
    text: str
    entries: tuple[PassageWords, ...]
    firsts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FoldedCorpus:
    """All documents; and the folded passages, the shortest first, in step with their lengths and where they begin.

    ``places`` are the number of the document, and in it that of the passage's first word; ``postings`` the numbers of
    the passages that hold a word.
    """

    material: Material
    documents: tuple[FoldedDocument, ...]
    texts: list[str]
    lengths: list[int]
    places: list[tuple[int, int]]
    postings: dict[str, array[int]]

    def best(self, quotation: str, cutoff: float) -> float:
        """Return the best partial ratio of the folded quotation with any passage, 0 where it is below ``cutoff``.

        Only passages with enough of its words are compared, which at a high ``cutoff`` leaves nothing out.
        """
        folded = fold(quotation)
        words = set(folded.split())
        held = Counter(chain.from_iterable(self.postings.get(word, ()) for word in words))
        shortest = SHORTEST * len(folded)
        likely = [
            self.texts[number]
            for number, count in held.items()
            if count >= IN_COMMON * len(words) and self.lengths[number] >= shortest
        ]
        found = process.extractOne(folded, likely, scorer=fuzz.partial_ratio, score_cutoff=cutoff)
        return found[1] if found else 0.0

    def scan(self, quotation: str) -> Answer | None:
        """Find a quotation by RapidFuzz alone: the passage with the best partial ratio, and the place in it."""
        folded = fold(quotation)
        shortest = bisect_left(self.lengths, SHORTEST * len(folded))
        found = process.extractOne(folded, self.texts[shortest:], scorer=fuzz.partial_ratio)
        if not found or not found[1]:
            return None
        aligned = fuzz.partial_ratio_alignment(folded, found[0])
        document, first = self.places[shortest + found[2]]
        if aligned is None or aligned.dest_start >= aligned.dest_end:
            return None
        start, end = _whole_words(found[0], aligned.dest_start, aligned.dest_end)
        first += found[0].count(" ", 0, start)
        return self.answer(document, first, first + found[0].count(" ", start, end) + 1, found[1])

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
    """Fold all passages."""
    documents = tuple(_documents(material))
    passages = sorted(
        (
            (text, (number, first))
            for number, document in enumerate(documents)
            for text, first in zip(_cut(document), document.firsts, strict=True)
        ),
        key=lambda passage: len(passage[0]),
    )
    texts = [text for text, _ in passages]
    postings: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, text in enumerate(texts):
        for word in set(text.split()):
            postings[word].append(number)
    lengths, places = [len(text) for text in texts], [place for _, place in passages]
    return FoldedCorpus(material, documents, texts, lengths, places, dict(postings))


def _cut(document: FoldedDocument) -> Iterator[str]:
    """Yield the folded passages of a document."""
    words = document.text.split(" ")
    for first, last in pairwise([*document.firsts, len(words)]):
        yield " ".join(words[first:last])


def _documents(material: Material) -> Iterator[FoldedDocument]:
    for number, group in groupby(material.entries, key=attrgetter("document")):
        entries: list[PassageWords] = []
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
