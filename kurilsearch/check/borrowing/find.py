"""What a draft has from the sources of a library: sentences ask for passages, and both are aligned."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from kurilsearch.check.borrowing.align import DEFAULT_SETTINGS, Alignment, align
from kurilsearch.check.borrowing.draft_words import own_words, part_of
from kurilsearch.check.borrowing.region import BorrowingMemory, Region
from kurilsearch.check.borrowing.report import Borrowing, BorrowingsInDraft, BorrowingVerdict
from kurilsearch.check.borrowing.runs import rows_of
from kurilsearch.check.borrowing.text import AlignableText
from kurilsearch.check.draft import CitationInDraft, CitationsInDraft, Draft, QuotationsInDraft
from kurilsearch.engines.engine import Engine
from kurilsearch.hit import hit_at
from kurilsearch.language.tokens import tokenize
from kurilsearch.model import Kind, Span, StoredPassage
from kurilsearch.query import Or, Term
from kurilsearch.store import Candidate, StoreReader
from kurilsearch.vocabulary.lexicon import Lexicon, lexicon_of

_SETTINGS = replace(DEFAULT_SETTINGS, shortest_run=10)
"""Ten words in a row are copied; whether they tell anything is asked of the library's own frequencies."""

_RAREST, _AT_LEAST, _PASSAGES = 7, 3, 6
"""How many of a sentence's rarest words are asked for, how many a passage must have, and how many passages are read."""

_SHARE_OF_COMMON_WORDS, _FEWEST_PASSAGES = 0.02, 100
"""A word in more than this share of the passages, and in more than so many, is not asked for: it costs much."""

_NOT_OWN = frozenset((Kind.REFERENCE, Kind.HEADING))
"""Passages that are nobody's wording."""

_AROUND = 8
"""Sentences before and after one that asked for a passage which may be from there too."""

_SHARE_OF_FUNCTION_WORDS = 0.1
"""A word of more than this share of the passages tells nothing of where a sentence is from."""

_LEAST_INFORMATION = 40.0
"""Nats that the words of a borrowing tell, each the logarithm of the passages by those that have it.

A common phrase of ten words has some 20, ten words of running text some 45.
"""

_MOST_CAPITALS = 0.8
"""The share of capitals among words that are no function words in a title, a list of names or the name of a body."""

_CLOSE = 0.6
"""The likeness up to which a passage that is cited is a paraphrase, as it should be."""


def find_borrowings(
    draft: Draft,
    quotations: QuotationsInDraft,
    citations: CitationsInDraft,
    store: StoreReader,
    engine: Engine,
    *,
    never: frozenset[int] = frozenset(),
    memory: BorrowingMemory | None = None,
) -> BorrowingsInDraft:
    """Return what a draft has from sources without quotation marks, in its order.

    What it quotes is left out, and so are reference lists, titles and names, common phrases, and a cited paraphrase.
    ``never`` are documents that are no sources: the draft itself, its older versions. ``memory`` is what earlier calls
    with the same store and engine learned, and is added to.
    """
    memory = memory or BorrowingMemory()
    words = own_words(draft, _not_own(draft, quotations, citations))
    lexicon = lexicon_of(store)
    judge = _Judge(draft, citations, lexicon, words.terms)
    alignments: list[tuple[Alignment, Region]] = []
    for region, sentences in _regions(words, store, engine, lexicon, never, memory):
        part = part_of(words, sentences)
        if (region.ids, part.terms) in memory.barren:
            continue
        told = [found for found in align(part, region.text, _SETTINGS) if judge.tells_something(found, words)]
        if not told:
            memory.barren.add((region.ids, part.terms))
        alignments += [(found, region) for found in told]
    kept: list[tuple[Alignment, Region]] = []
    for found, region in sorted(alignments, key=lambda each: (not each[0].is_run, -_length(each[0].draft))):
        if all(found.draft[1] <= other.draft[0] or other.draft[1] <= found.draft[0] for other, _ in kept):
            kept.append((found, region))
    stored = store.passages_with([number for _, region in kept for number in region.ids])
    borrowings = [
        judge.borrowing(found, region, stored)
        for found, region in sorted(kept, key=lambda each: each[0].draft)
        if stored.keys() >= set(region.ids)  # else it was removed meanwhile
    ]
    unmarked = tuple(each for each in borrowings if not judge.is_paraphrase(each))
    covered = sum(any(each.char_start <= start < each.char_end for each in unmarked) for start, _ in words.spans)
    return BorrowingsInDraft(unmarked, covered / len(words.spans) if words.spans else 0.0)


def _length(span: Span) -> int:
    return span[1] - span[0]


def _not_own(draft: Draft, quotations: QuotationsInDraft, citations: CitationsInDraft) -> Iterator[Span]:
    yield from (quotation.span for quotation in quotations.quotations)
    yield from (citation.span for citation in citations.citations)
    for block in draft.blocks:
        yield from (block.draft_span(*span) for span in block.quotations)


def _regions(
    words: AlignableText,
    store: StoreReader,
    engine: Engine,
    lexicon: Lexicon,
    never: frozenset[int],
    memory: BorrowingMemory,
) -> Iterator[tuple[Region, list[int]]]:
    """Yield the passages that sentences ask for, those next to each other together, with the sentences to align."""
    frequencies = lexicon.frequencies(set(words.terms))
    common = max(_SHARE_OF_COMMON_WORDS * lexicon.totals.passages, _FEWEST_PASSAGES)
    asked: dict[int, set[int]] = defaultdict(set)
    for number, (first, last) in enumerate(words.sentences):
        known = [term for term in dict.fromkeys(words.terms[first:last]) if 0 < frequencies[term] <= common]
        rarest = sorted(known, key=lambda term: frequencies[term])[:_RAREST]
        if len(rarest) >= _AT_LEAST:
            key = tuple(sorted(rarest))
            if key not in memory.passages:
                query = Or(tuple(Term(term) for term in rarest), _AT_LEAST)
                memory.passages[key] = engine.search(query, _PASSAGES, count=False).passages
            for passage in memory.passages[key]:
                asked[passage].add(number)
    rows = frozenset(rows_of(words.terms))
    sets = [frozenset(words.terms[slice(*sentence)]) for sentence in words.sentences]
    many = _SHARE_OF_FUNCTION_WORDS * lexicon.totals.passages
    telling = {term for term in words.terms if frequencies[term] <= max(many, _PASSAGES)}
    found = store.candidates(sorted(asked))
    for group in _neighbours(each for each in found if each.document not in never and each.kind not in _NOT_OWN):
        numbers = {number for each in group for number in asked[each.id]}
        ids = tuple(each.id for each in group)
        if ids not in memory.regions:
            memory.regions[ids] = Region(group, lexicon.document(group[0].document).language)
        region = memory.regions[ids]
        if not region.may_hold([sets[number] for number in numbers], rows, telling, _SETTINGS.dice):
            continue
        around = {near for number in numbers for near in range(number - _AROUND, number + _AROUND + 1)}
        yield region, sorted(around & set(range(len(words.sentences))))


def _neighbours(passages: Iterable[Candidate]) -> Iterator[list[Candidate]]:
    """Yield passages, in order, in groups of those between which at most one stands."""
    group: list[Candidate] = []
    for each in passages:
        if group and (each.document != group[-1].document or each.position - group[-1].position > 2):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


class _Judge:
    """Tells what is a borrowing from what any writer would write, and from what is cited as it should be."""

    def __init__(self, draft: Draft, citations: CitationsInDraft, lexicon: Lexicon, terms: Iterable[str]) -> None:
        self._draft = draft
        self._citations = citations.citations
        self._lexicon = lexicon
        self._frequencies: Mapping[str, int] = lexicon.frequencies(set(terms))
        self._passages = max(lexicon.totals.passages, 2)

    def tells_something(self, found: Alignment, words: AlignableText) -> bool:
        """Tell whether the words of an alignment are too many and too rare for a common phrase, and no names."""
        terms = [
            term
            for span, term in zip(words.spans, words.terms, strict=True)
            if found.draft[0] <= span[0] < found.draft[1]
        ]
        information = sum(math.log(self._passages / max(self._frequencies[term], 1)) for term in terms)
        if information < _LEAST_INFORMATION * min(1.0, math.log(self._passages) / math.log(1000)):
            return False
        text = self._draft.text[slice(*found.draft)]
        telling = [token for token in tokenize(text) if token.word not in self._lexicon.function_words]
        capitals = sum(text[token.start].isupper() for token in telling)
        return capitals <= _MOST_CAPITALS * len(telling)

    def borrowing(self, found: Alignment, region: Region, passages: Mapping[int, StoredPassage]) -> Borrowing:
        """Return what a check tells of an alignment with some passages."""
        stored, span = region.passage_with(found.source, passages)
        place = self._draft.place_of(found.draft[0])
        citation = self._citation_of(found.draft)
        verdict = BorrowingVerdict.UNMARKED_COPY if found.is_run else BorrowingVerdict.UNMARKED_PATCHWRITING
        return Borrowing(
            *found.draft,
            place.line,
            place.column,
            self._draft.text[slice(*found.draft)],
            verdict,
            found.likeness,
            citation.text if citation else None,
            hit_at(self._lexicon.document(stored.document), stored, span, rank=1, score=found.likeness),
            *region.source_span(found.source, passages),
        )

    def _citation_of(self, span: Span) -> CitationInDraft | None:
        """Return the citation in the paragraph of a draft span that is nearest to its end."""
        starts = [block.way_back.runs[0].source for block in self._draft.blocks if block.way_back.runs]
        ends = [(start, end) for start, end in pairwise([*starts, len(self._draft.text)]) if start <= span[0] < end]
        block = ends[0] if ends else span
        inside = [each for each in self._citations if block[0] <= each.span[0] < block[1]]
        return min(inside, key=lambda each: abs(each.span[0] - span[1]), default=None)

    @staticmethod
    def is_paraphrase(borrowing: Borrowing) -> bool:
        """Tell whether a passage says in words of its own what it cites."""
        patched = borrowing.verdict is BorrowingVerdict.UNMARKED_PATCHWRITING
        return patched and borrowing.citation is not None and borrowing.likeness < _CLOSE
