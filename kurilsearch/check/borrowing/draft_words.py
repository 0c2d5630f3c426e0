"""A draft's own words: what stands in its paragraphs and notes, without quotations, citations and reference lists."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from kurilsearch.check.borrowing.text import AlignableText, join_short
from kurilsearch.check.draft import BlockKind, Draft
from kurilsearch.language.sentences import SentenceSplitter
from kurilsearch.language.stemming import stems_in
from kurilsearch.language.tokens import tokenize
from kurilsearch.model import Span

_OWN = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.NOTE))


def own_words(draft: Draft, not_own: Iterable[Span]) -> AlignableText:
    """Return the words of a draft outside the draft spans ``not_own``; their places are draft spans."""
    outside = _Spans(not_own)
    stems, splitter = stems_in(draft.language), SentenceSplitter()
    spans: list[Span] = []
    terms: list[str] = []
    sentences: list[Span] = []
    for block in draft.blocks:
        if block.kind not in _OWN:
            continue
        tokens = tokenize(block.text)
        at = 0
        for _, end in splitter.spans(block.text):
            first = len(terms)
            while at < len(tokens) and tokens[at].start < end:
                place = block.draft_span(tokens[at].start, tokens[at].end)
                if not outside.hold(place[0]):
                    spans.append(place)
                    terms.append(stems[tokens[at].word])
                at += 1
            if len(terms) > first:
                sentences.append((first, len(terms)))
    return AlignableText(tuple(spans), tuple(terms), tuple(join_short(sentences)))


class _Spans:
    """Ranges that may overlap, which can be asked whether one of them holds an offset."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._joined: list[Span] = []
        for start, end in sorted(spans):
            if self._joined and start <= self._joined[-1][1]:
                self._joined[-1] = (self._joined[-1][0], max(end, self._joined[-1][1]))
            else:
                self._joined.append((start, end))

    def hold(self, offset: int) -> bool:
        at = bisect_right(self._joined, offset, key=lambda span: span[0]) - 1
        return at >= 0 and offset < self._joined[at][1]


def part_of(text: AlignableText, sentences: Sequence[int]) -> AlignableText:
    """Return some sentences of a text, by their numbers in order, as a text."""
    spans: list[Span] = []
    terms: list[str] = []
    ranges: list[Span] = []
    for number in sentences:
        first, last = text.sentences[number]
        ranges.append((len(terms), len(terms) + last - first))
        spans += text.spans[first:last]
        terms += text.terms[first:last]
    return AlignableText(tuple(spans), tuple(terms), tuple(ranges))
