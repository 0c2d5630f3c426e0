"""Passages of a source that a draft may have something from, as one text that is aligned with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from kurilsearch.check.borrowing.runs import rows_of
from kurilsearch.check.borrowing.text import AlignableText, read_text, sentences_of_known
from kurilsearch.model import Span, StoredPassage
from kurilsearch.store import Candidate

_FEWEST_TELLING = 2


class Region:
    """Passages of one document that follow each other, as one text.

    Its places count the characters of the passages' texts, one behind the other.
    """

    def __init__(self, passages: Sequence[Candidate], language: str) -> None:
        """Take the passages, which are in a language, in their order; they are read when that is worth it."""
        self._passages = passages
        self._language = language
        self._starts = list(accumulate((len(each.text) for each in passages), initial=0))

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of the passages."""
        return tuple(each.id for each in self._passages)

    @cached_property
    def text(self) -> AlignableText:
        """The words and sentences of all passages."""
        spans: list[Span] = []
        terms: list[str] = []
        sentences: list[Span] = []
        for at, each in zip(self._starts, self._passages, strict=False):
            read = read_text(each.text, self._language)
            sentences += [(len(terms) + first, len(terms) + last) for first, last in read.sentences]
            spans += [(at + start, at + end) for start, end in read.spans]
            terms += read.terms
        return AlignableText(tuple(spans), tuple(terms), tuple(sentences))

    @cached_property
    def _sentences(self) -> list[frozenset[str]]:
        """The terms of each sentence, by those that the store keeps: reading the passages would take much longer."""
        found = []
        for each in self._passages:
            terms = each.stems.split()
            found += [frozenset(terms[first:last]) for first, last in sentences_of_known(each.text, terms)]
        return found

    def passage_with(self, span: Span, stored: Mapping[int, StoredPassage]) -> tuple[StoredPassage, Span]:
        """Return the passage that has most of a range of the text, and the range of its own text that stands there.

        ``stored`` are the passages as the store has them, by their ids.
        """
        number, inside = max(self._parts(span), key=lambda part: part[1][1] - part[1][0])
        return stored[number], inside

    def source_span(self, span: Span, stored: Mapping[int, StoredPassage]) -> Span:
        """Return the range of the source from the first to the last character of a range of the text."""
        places = [stored[number].passage.way_back.source_span(*inside) for number, inside in self._parts(span)]
        return places[0][0], places[-1][1]

    def _parts(self, span: Span) -> list[tuple[int, Span]]:
        """Return the passages that a range goes over, by their ids, each with the range of its own text."""
        parts = []
        for each, start in zip(self._passages, self._starts, strict=False):
            inside = max(span[0] - start, 0), min(span[1] - start, len(each.text))
            if inside[0] < inside[1]:
                parts.append((each.id, inside))
        return parts

    def may_hold(
        self, asked: Iterable[Set[str]], rows: Set[tuple[str, ...]], telling: Set[str], least_dice: float
    ) -> bool:
        """Tell cheaply whether an alignment may find anything: a row of words of the draft, or a sentence like one.

        ``asked`` are the words of the draft's sentences that asked for these passages, ``rows`` all rows of its words.
        Two words that sentences have in common must be among the ``telling`` ones.
        """
        terms = " ".join(each.stems for each in self._passages).split()
        if not rows.isdisjoint(rows_of(terms)):
            return True
        return any(
            2 * len(same) >= least_dice * (len(ours) + len(theirs)) and len(same & telling) >= _FEWEST_TELLING
            for ours in asked
            for theirs in self._sentences
            if (same := ours & theirs)
        )


@dataclass(frozen=True)
class BorrowingMemory:
    """What was learned of one state of a library, so that a draft of which little has changed is soon looked at again.

    ``passages`` has those that were found for some words, ``regions`` those read by the ids of their passages, and
    ``barren`` the words of a draft that were held against a region, with its ids, and have nothing from it.
    """

    passages: dict[tuple[str, ...], Sequence[int]] = field(default_factory=dict)
    regions: dict[tuple[int, ...], Region] = field(default_factory=dict)
    barren: set[tuple[tuple[int, ...], tuple[str, ...]]] = field(default_factory=set)
