"""Pieces: where parts of a quotation stand that does not stand anywhere as a whole.

The piece whose words tell most comes first; what is left before and after it is looked for anew. Pieces from two works
are spliced, pieces far apart or in another order scattered, and what stands nowhere is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from kurilsearch.hit import Hit
from kurilsearch.language.tokens import tokenize
from kurilsearch.match.candidates import Questions, Sources
from kurilsearch.match.fitting import MOST_OMITTED, Fit, fit
from kurilsearch.match.likeness import weight
from kurilsearch.match.prefilter import MOST_BETWEEN, MOST_LACKING, bits_in_a_row, prefilter
from kurilsearch.match.quotation import Piece, Quotation
from kurilsearch.match.verdict import bits_of, bits_of_library
from kurilsearch.model import Span
from kurilsearch.quotation_result import PieceProblem, QuotedPiece
from kurilsearch.vocabulary.lexicon import Lexicon

_LOOKED_AT = 8
_ALIGNED = 3
_MOST_ASKED = 4
_FEWEST = 3
"""Words of a piece."""

_ALIKE = 0.5
"""What a word that corresponds costs at most, as a share of its weight."""

_LEAST_BITS = 0.5
"""Bits that a word counts at least where it corresponds."""

_LEAST_SURE = 0.4
"""The share of the bits needed which the undamaged words of a passage that is aligned tell at least."""

_BITS_MORE = 1.0
"""A piece stands where its words tell so much more than it takes to name one passage of the library."""

_EXACT = 6
_BITS_OF_EXACT = 0.5
"""So many words in a row that are the same stand there though they tell less: the share of what else is needed."""

_LIKE, _SHORT_LIKE = 0.75, 0.9
"""How like a piece must be to the place where it stands; the second where it is short."""

_UNMARKED_GAP, _MARKED_GAP = 160, 6 * MOST_OMITTED
"""Characters of the source that may stand between two pieces without an ellipsis, and with one."""


class _Segment(NamedTuple):
    """Words ``first:last`` of a quotation that stand in a row in the window of a fit, and how many bits they tell."""

    first: int
    last: int
    bits: float
    fitted: Fit
    source: int
    is_exact: bool

    def stands(self, needed: float) -> bool:
        """Tell whether the words tell enough that they stand there and by no chance."""
        enough = _BITS_OF_EXACT * needed if self.is_exact and self.last - self.first >= _EXACT else needed
        return self.bits >= enough

    def shifted(self, words: int) -> _Segment:
        """Return the segment in a quotation that has so many ``words`` more in front."""
        return self._replace(first=self.first + words, last=self.last + words)


def find_pieces(
    quotation: Quotation, fits: Sequence[Fit], sources: Sources
) -> tuple[PieceProblem | None, tuple[QuotedPiece, ...]]:
    """Return what is wrong with a quotation of which pieces stand in the sources, and all its pieces in order.

    The problem is None where nothing stands for sure, or where the pieces stand one after the other as quoted.
    """
    if len(quotation.words) < 2 * _FEWEST:
        return None, ()
    placed = _place(quotation, fits, sources)
    hits = {span: hit for span, segment in placed.items() if (hit := _hit(quotation, span, segment, sources))}
    hits = {span: hit for span, hit in hits.items() if (hit.similarity or 0.0) >= _least_like(span)}
    if not hits:
        return None, ()
    return _problem(quotation, hits), tuple(_told(quotation, hits))


def _least_like(span: Span) -> float:
    return _LIKE if span[1] - span[0] >= _EXACT else _SHORT_LIKE


def bits_standing(fitted: Fit, quotation: Quotation, lexicon: Lexicon) -> float:
    """Return how much the words of a quotation tell that stand in a place, in whatever order."""
    words = zip(quotation.words, correspondences(quotation, fitted), strict=True)
    bits = bits_of((token.word for token in quotation.words), lexicon)
    return sum(bits[token.word] for token, source in words if source is not None)


def _place(quotation: Quotation, fits: Sequence[Fit], sources: Sources) -> dict[Span, _Segment]:
    """Return the pieces that stand somewhere: their words, and where."""
    told_by = bits_of((token.word for token in quotation.words), sources.lexicon)
    bits = [max(told_by[token.word], _LEAST_BITS) for token in quotation.words]
    needed = bits_of_library(sources.lexicon) + _BITS_MORE
    placed: dict[Span, _Segment] = {}
    left = [(0, len(bits))]
    asked = 0
    while left:
        first, last = left.pop()
        if last - first < _FEWEST or sum(bits[first:last]) < _BITS_OF_EXACT * needed:
            continue
        part, told = _words(quotation, first, last), bits[first:last]
        found = _best(quotation, fits[:_LOOKED_AT], bits, first, last)
        if found is not None:
            found = _alone(part, found, told, first, sources) if placed else found
        if (found is None or not found.stands(needed)) and placed and asked < _MOST_ASKED:
            asked += 1
            anew = (_best(part, [fitted], told, 0, last - first) for fitted in _ask(part, needed, sources))
            shifted = [segment.shifted(first) for segment in anew if segment is not None]
            found = max(shifted, key=lambda segment: segment.bits, default=found)
        if found is not None and found.stands(needed):
            placed[found.first, found.last] = found
            left += [(first, found.first), (found.last, last)]
    return placed


def _alone(part: Quotation, found: _Segment, bits: Sequence[float], first: int, sources: Sources) -> _Segment:
    """Return where the words of a part stand in the passage of a segment, once only these are aligned with it."""
    window = found.fitted.window
    passage, _ = window.parts(*window.words[found.source][:2])[0]
    fitted = fit(part, passage, sources.lexicon.store)
    again = _best(part, [fitted], bits, 0, len(bits)) if fitted else None
    return again.shifted(first) if again is not None and again.bits > found.bits else found


def _ask(part: Quotation, needed: float, sources: Sources) -> Iterator[Fit]:
    """Yield where a part of a quotation may stand: where some of its words stand in a row, or the rarest together.

    Passages whose words in a row tell far less than is ``needed`` are passed over.
    """
    seen: set[int] = set()
    questions = Questions(part, sources)
    for batch in (questions.phrase(), questions.rarest_words()):
        present = [
            candidate
            for candidate in sources.lexicon.store.candidates([each for each in batch.passages if each not in seen])
            if sources.lexicon.has_document(candidate.document)
        ]
        seen.update(batch.passages)
        for _, candidate in prefilter(batch.words, present, sources.lexicon, _ALIGNED, by_words=True):
            if bits_in_a_row(part.pieces[0].terms, candidate, sources.lexicon) < _LEAST_SURE * needed:
                continue
            fitted = fit(part, candidate, sources.lexicon.store)
            if fitted is not None:
                yield fitted


def correspondences(quotation: Quotation, fitted: Fit) -> Iterator[int | None]:
    """Yield for each word of a quotation the index of the word that it corresponds to in the window, or None."""
    for piece, alignment in zip(quotation.pieces, fitted.alignments, strict=True):
        found: list[int | None] = [None] * len(piece.words)
        for step in alignment.steps:
            inside = piece.folded[step.q0 : step.q1]
            if step.s1 > step.s0 and step.cost < _ALIKE * sum(map(weight, inside)):
                found[step.q0 : step.q1] = (min(step.s0 + index, step.s1 - 1) for index in range(len(inside)))
        for quoted, source in alignment.moved:
            found[quoted] = source
        yield from found


def _best(quotation: Quotation, fits: Sequence[Fit], bits: Sequence[float], first: int, last: int) -> _Segment | None:
    """Return the words in a row, of those from ``first`` to ``last``, that tell most in one of the fits."""
    best: _Segment | None = None
    for fitted in fits:
        at = list(correspondences(quotation, fitted))
        start, total, before, exact = first, 0.0, None, True
        for index in range(first, last):
            here = at[index]
            if here is None:
                total, exact = total - min(bits[index], MOST_LACKING), False
            else:
                if before is not None and not 0 <= here - before <= MOST_BETWEEN:
                    start, total, exact = index, 0.0, True
                elif before is not None:
                    exact = exact and here == before + 1
                before = here
                total += bits[index]
            if total <= 0:
                start, total, before, exact = index + 1, 0.0, None, True
            elif here is not None and (best is None or total > best.bits) and index + 1 - start >= _FEWEST:
                best = _Segment(start, index + 1, total, fitted, here, exact)
    return best


def _words(quotation: Quotation, first: int, last: int) -> Quotation:
    """Return some words of a quotation as a quotation in one piece."""
    words = tuple(quotation.words[first:last])
    terms = tuple(word for _, _, word in words)
    if any(piece.is_unspaced for piece in quotation.pieces):
        terms = tuple(token.word for token in tokenize(quotation.text[words[0].start : words[-1].end]))
    return replace(quotation, pieces=(Piece(words, terms),))


def _hit(quotation: Quotation, span: Span, segment: _Segment, sources: Sources) -> Hit | None:
    """Return the place of some words of a quotation."""
    from kurilsearch.match.hits import make_quotation_hits  # not needed where nothing is found

    part = _words(quotation, *span)
    window = segment.fitted.window
    passage, _ = window.parts(*window.words[segment.source][:2])[0]
    fitted = fit(part, passage, sources.lexicon.store)
    hits = make_quotation_hits(part, [fitted], sources.lexicon) if fitted else ()
    return hits[0] if hits else None


def _problem(quotation: Quotation, hits: dict[Span, Hit]) -> PieceProblem | None:
    """Return what is wrong with the order or the places of pieces; PARTIAL where others stand nowhere."""
    in_order = [hits[span] for span in sorted(hits)]
    if len({hit.document for hit in in_order}) > 1:
        return PieceProblem.SPLICED
    breaks = {piece.words[0].start for piece in quotation.pieces}
    for (span, hit), (next_span, next_hit) in pairwise(sorted(hits.items())):
        starts = {word.start for word in quotation.words[span[1] : next_span[0] + 1]}
        gap = next_hit.char_start - hit.char_end
        if not -_UNMARKED_GAP - len(hit.quote) <= gap <= (_MARKED_GAP if starts & breaks else _UNMARKED_GAP):
            return PieceProblem.SCATTERED
    covered = sum(last - first for first, last in hits)
    return PieceProblem.PARTIAL if len(quotation.words) - covered >= _FEWEST else None


def _told(quotation: Quotation, hits: dict[Span, Hit]) -> Iterator[QuotedPiece]:
    """Yield all pieces of a quotation in order, those that stand nowhere too."""
    words = quotation.words
    end = 0
    for first, last in (*sorted(hits), (len(words), len(words))):
        if end < first:
            yield _piece(quotation, (end, first), None)
        if first < last:
            yield _piece(quotation, (first, last), hits[first, last])
        end = last


def _piece(quotation: Quotation, span: Span, hit: Hit | None) -> QuotedPiece:
    start, end = quotation.words[span[0]].start, quotation.words[span[1] - 1].end
    return QuotedPiece(quotation.typed[start:end], (start, end), hit)
