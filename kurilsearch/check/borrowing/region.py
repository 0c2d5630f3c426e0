"""Passages of a source that a draft may have something from, as one text that is aligned with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from kurilsearch.check.borrowing.runs import ROW
from kurilsearch.check.borrowing.text import AlignableText, read_text
from kurilsearch.model import Span, StoredPassage

_FEWEST_TELLING = 2


class Region:
    """Passages of one document that follow each other, as one text.

    Its places count the characters of the passages' texts, one behind the other.
    """

    def __init__(self, passages: Sequence[StoredPassage], language: str) -> None:
        """Read the passages, which are in a language, in their order."""
        self._passages = passages
        self._starts: list[int] = []
        spans: list[Span] = []
        terms: list[str] = []
        sentences: list[Span] = []
        at = 0
        for stored in passages:
            read = read_text(stored.passage.text, language)
            sentences += [(len(terms) + first, len(terms) + last) for first, last in read.sentences]
            spans += [(at + start, at + end) for start, end in read.spans]
            terms += read.terms
            self._starts.append(at)
            at += len(stored.passage.text)
        self.text = AlignableText(tuple(spans), tuple(terms), tuple(sentences))

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of the passages."""
        return tuple(stored.id for stored in self._passages)

    def passage_with(self, span: Span) -> tuple[StoredPassage, Span]:
        """Return the passage that has most of a range of the text, and the range of its own text that stands there."""
        return max(self._parts(span), key=lambda part: part[1][1] - part[1][0])

    def source_span(self, span: Span) -> Span:
        """Return the range of the source from the first to the last character of a range of the text."""
        places = [stored.passage.way_back.source_span(*inside) for stored, inside in self._parts(span)]
        return places[0][0], places[-1][1]

    def _parts(self, span: Span) -> list[tuple[StoredPassage, Span]]:
        parts = []
        for stored, start in zip(self._passages, self._starts, strict=True):
            inside = max(span[0] - start, 0), min(span[1] - start, len(stored.passage.text))
            if inside[0] < inside[1]:
                parts.append((stored, inside))
        return parts

    def may_hold(
        self, asked: Iterable[Set[str]], rows: Set[tuple[str, ...]], telling: Set[str], least_dice: float
    ) -> bool:
        """Tell cheaply whether an alignment may find anything: a row of words of the draft, or a sentence like one.

        ``asked`` are the words of the draft's sentences that asked for these passages, ``rows`` all rows of its words.
        Two words that sentences have in common must be among the ``telling`` ones.
        """
        terms = self.text.terms
        if any(tuple(terms[at : at + ROW]) in rows for at in range(len(terms) - ROW + 1)):
            return True
        sentences = [set(terms[slice(*sentence)]) for sentence in self.text.sentences]
        return any(
            2 * len(same) >= least_dice * (len(ours) + len(theirs)) and len(same & telling) >= _FEWEST_TELLING
            for ours in asked
            for theirs in sentences
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
