"""Fitting: where in a window a quotation's pieces stand, in order, over the ends of passages where need be."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import partial_ratio_alignment

from kurilsearch.language.wordings import wording_of
from kurilsearch.match.alignment import Alignment, Names, align, nowhere, same_words
from kurilsearch.match.edges import SENTENCE_END, settle
from kurilsearch.match.likeness import weight
from kurilsearch.match.meaning import denials_in
from kurilsearch.match.moves import UNALIKE, with_moved_clauses, with_moves
from kurilsearch.match.quotation import Piece, Quotation, Variants
from kurilsearch.match.window import Window, extend
from kurilsearch.store import Candidate, StoreReader

_WORTH_EXTENDING = 1.2
"""Weight of the words at an end of a quotation that have no counterpart, for which the next passage is looked at."""

_BEYOND = 10
"""Words that are looked at beyond those that are missing."""

_ALIKE = 0.5
"""What words that correspond cost at most."""

_LEAST_PIECE = 0.5
"""A piece between two ellipses that is less like than this is looked for further on."""

_SMALL = 4_000
"""Words of the quotation times words of the source that are aligned without a look at the letters first."""

_REPEATED = 0.97
"""So like, a quotation is looked for a second time in the same window."""

_LEAST_TOLD = 0.4
"""A piece that is less like than this stands nowhere near the others."""

MOST_OMITTED = 400
"""Words that one ellipsis may leave out, a printed page; pieces farther apart are no quotation."""

_LONGEST_DENIAL = 6
"""Words, or letters of a script without spaces, that deny."""

_ANY_LANGUAGE = "und"

_NEAR = 60
_MUCH_LIKER = 0.3
"""Words in which a piece is looked for first, and by how much it must be liker farther off."""


@dataclass(frozen=True)
class Fit:
    """A quotation in its place: an alignment for each piece, in order, whose source words are those of the window."""

    window: Window
    alignments: tuple[Alignment, ...]
    similarity: float

    @cached_property
    def first(self) -> int:
        """Index of the first word that stands for one of the quotation."""
        return min(alignment.first for alignment in self.alignments if alignment.last)

    @cached_property
    def last(self) -> int:
        """Index after the last word."""
        return max(alignment.last for alignment in self.alignments)

    @cached_property
    def place(self) -> tuple[int, int, int]:
        """Document, passage and number in the passage of the first word: equal for two fits at one place."""
        number, before = self.window.passage_at(self.first)
        passage = self.window.passages[number]
        return passage.document, passage.id, before

    @property
    def passages(self) -> list[int]:
        """The ids of the passages from the first to the last word."""
        first, last = (self.window.passage_at(word)[0] for word in (self.first, self.last - 1))
        return [passage.id for passage in self.window.passages[first : last + 1]]

    @cached_property
    def standing(self) -> str:
        """The folded words of the source from the first to the last."""
        return " ".join(self.window.folded[self.first : self.last])

    @property
    def gap(self) -> int:
        """The most words of the source that stand between two pieces; very many where a piece stands nowhere."""
        if not all(alignment.last for alignment in self.alignments):
            return len(self.window.folded)
        return max((after.first - before.last for before, after in pairwise(self.alignments)), default=0)

    def alike(self) -> tuple[int, int]:
        """Return the range of a quotation in one piece from its first to its last word that corresponds here."""
        steps = self.alignments[0].steps
        alike = [step for step in steps if step.q1 > step.q0 and step.s1 > step.s0 and step.cost < _ALIKE]
        return (alike[0].q0, alike[-1].q1) if alike else (0, 0)

    def everywhere(self) -> Iterator[Fit]:
        """Yield this fit and, for a quotation in one piece, those at the same words elsewhere in the window."""
        yield self
        if len(self.alignments) > 1 or self.similarity < _REPEATED:
            return
        folded, first, words = self.window.folded, self.first, self.last - self.first
        meant = folded[first : first + words]
        for start in range(len(folded) - words + 1):
            if start != first and folded[start] == meant[0] and folded[start : start + words] == meant:
                yield replace(self, alignments=(self.alignments[0].shifted(start - first),))


def fit(quotation: Quotation, candidate: Candidate, store: StoreReader, most_omitted: int = MOST_OMITTED) -> Fit | None:
    """Return the best fit of ``quotation`` in and around a passage; None where nothing of it stands there.

    Between two pieces at most ``most_omitted`` words are looked through.
    """
    window = Window((candidate,))
    pieces = quotation.pieces
    tried = [_fit_piece(piece, quotation, window) for piece in pieces]
    anchor = max(range(len(pieces)), key=lambda number: tried[number].weight * tried[number].similarity)
    if not tried[anchor].last:
        return None
    window, aligned = _over_the_ends(pieces[anchor], quotation, window, tried[anchor], store)
    found = {anchor: aligned}
    for number in range(anchor + 1, len(pieces)):
        window, found[number] = _after(pieces[number], quotation, window, found[number - 1].last, store, most_omitted)
    for number in range(anchor - 1, -1, -1):
        earlier, found[number] = _before(
            pieces[number], quotation, window, found[number + 1].first, store, most_omitted
        )
        grown = len(earlier.folded) - len(window.folded)
        if grown:
            found.update({later: found[later].shifted(grown) for later in range(number + 1, len(pieces))})
        window = earlier
    alignments = tuple(
        settle(
            piece,
            found[number],
            window,
            quotation.text,
            after_ellipsis=number > 0,
            before_ellipsis=number < len(pieces) - 1,
        )
        if len(pieces) == 1 or found[number].similarity >= _LEAST_TOLD
        else nowhere(piece.folded)
        for number, piece in enumerate(pieces)
    )
    if not any(alignment.last for alignment in alignments):
        return None
    return Fit(window, alignments, _similarity(pieces, alignments, window))


def _similarity(pieces: Sequence[Piece], alignments: Sequence[Alignment], window: Window) -> float:
    """Return how like the pieces are to their places, 0 to 1: by words or, where it scanned badly, by letters."""
    total = sum(alignment.weight for alignment in alignments)
    if not total:
        return 0.0
    like = 0.0
    for piece, alignment in zip(pieces, alignments, strict=True):
        by_words = alignment.similarity
        by_letters = 0.0
        if 0 < by_words < 0.9:
            quoted, source = "".join(piece.folded), "".join(window.folded[alignment.first : alignment.last])
            by_letters = 2 * Indel.normalized_similarity(quoted, source) - 1  # texts share half their letters by chance
        like += max(by_words, by_letters) * alignment.weight
    return like / total


def _fit_piece(
    piece: Piece, quotation: Quotation, window: Window, first: int = 0, last: int | None = None
) -> Alignment:
    """Align a piece with the words ``first:last`` of a window."""
    quoted, source = piece.folded, window.folded[first:last]
    found = _find(quoted, source)
    if found is not None:
        return same_words(quoted, first + found)
    start, end = _window(_as_it_stands(quoted, source, quotation.variants), source)
    names = Names(quotation.variants, quotation.capitals | window.capitals)
    alignment = align(quoted, source[start:end], piece.bracketed, names)
    alignment = alignment.shifted(first + start)
    for moving in (with_moved_clauses, with_moves):
        again = moving(alignment, quoted, window.folded)
        if not _borrows_denial(again, alignment, window):
            alignment = again
    return alignment


def _borrows_denial(moved: Alignment, alignment: Alignment, window: Window) -> bool:
    """Tell whether a denial in the quotation was taken for one that was moved, which another sentence has."""
    beyond = sorted(place for _, place in moved.moved if not alignment.first <= place < alignment.last)
    if not 0 < len(beyond) <= _LONGEST_DENIAL:
        return False
    words = window.words
    if not denials_in(window.text, [words[place] for place in beyond], wording_of(_ANY_LANGUAGE)):
        return False
    between = (
        (words[place].end, words[alignment.first].start)
        if place < alignment.first
        else (words[alignment.last - 1].end, words[place].start)
        for place in beyond
    )
    return any(SENTENCE_END.search(window.text, *span) for span in between)


def _find(quoted: Sequence[str], source: Sequence[str]) -> int | None:
    """Return where ``quoted`` stands in ``source`` as it is; None where it does not."""
    needle, text = f" {' '.join(quoted)} ", f" {' '.join(source)} "
    begin = text.find(needle)
    return text.count(" ", 0, begin) if begin >= 0 else None


def _as_it_stands(quoted: list[str], source: Sequence[str], variants: Variants) -> list[str]:
    """Return the words of a piece with those spellings that the source has."""
    if not variants.keys() & set(quoted):
        return quoted
    standing = frozenset(source)
    return [min(variants.get(word, frozenset()) & standing, default=word) for word in quoted]


def _window(quoted: Sequence[str], source: Sequence[str]) -> tuple[int, int]:
    """Return the range of ``source`` in which ``quoted`` stands, if it does, found by letters, with some margin."""
    margin = len(quoted) // 2 + 4
    if len(source) <= len(quoted) + 2 * margin:
        return 0, len(source)
    needle, text = " ".join(quoted), " ".join(source)
    if needle.isascii() != text.isascii() and len(quoted) * len(source) <= _SMALL:
        return 0, len(source)  # letters of two scripts have nothing in common
    found = partial_ratio_alignment(needle, text)
    begin, finish = (found.dest_start, found.dest_end) if found else (0, len(text))
    ends = list(accumulate((len(word) + 1 for word in source), initial=0))
    return max(bisect_right(ends, begin) - 1 - margin, 0), min(bisect_left(ends, finish) + margin, len(source))


def _over_the_ends(
    piece: Piece, quotation: Quotation, window: Window, aligned: Alignment, store: StoreReader
) -> tuple[Window, Alignment]:
    """Look at the neighbouring passages too where the ends of the piece have no counterpart in this one."""
    lacking_before, lacking_after = _lacking(piece, aligned)
    before = lacking_before and aligned.first <= lacking_before + 2
    after = lacking_after and len(window.folded) - aligned.last <= lacking_after + 2
    longer = window
    if after:
        longer = extend(longer, store, lacking_after + _BEYOND, forward=True)
    if before:
        longer = extend(longer, store, lacking_before + _BEYOND, forward=False)
    if longer is window:
        return window, aligned
    again = _fit_piece(piece, quotation, longer)
    return (longer, again) if again.similarity > aligned.similarity else (window, aligned)


def _lacking(piece: Piece, aligned: Alignment) -> tuple[int, int]:
    """Return how many words at the start and at the end have no counterpart, 0 where they weigh too little."""
    counts: list[int] = []
    for steps in (aligned.steps, aligned.steps[::-1]):
        words, lost = 0, 0.0
        for step in steps:
            weights = sum(weight(word) for word in piece.folded[step.q0 : step.q1])
            if step.q1 > step.q0 and step.cost < UNALIKE * weights:
                break
            words += step.q1 - step.q0
            lost += weights
        counts.append(words if lost >= _WORTH_EXTENDING else 0)
    return counts[0], counts[1]


def _after(
    piece: Piece, quotation: Quotation, window: Window, first: int, store: StoreReader, most_omitted: int
) -> tuple[Window, Alignment]:
    """Find a piece after word ``first`` of a window, which is read on where need be: near that word, if it is there."""
    near = _fit_piece(piece, quotation, window, first, first + min(_NEAR, most_omitted) + len(piece.words))
    best, longer = near, window
    if near.similarity < _REPEATED and most_omitted > _NEAR and first + _NEAR + len(piece.words) < len(window.folded):
        best = _fit_piece(piece, quotation, window, first, first + most_omitted + len(piece.words))
    while best.similarity < _LEAST_PIECE and len(longer.folded) - first < most_omitted:
        further = extend(longer, store, len(longer.folded) - first + len(piece.words) + _BEYOND, forward=True)
        if further is longer:
            break
        longer, best = further, _fit_piece(piece, quotation, further, first)
    return (window, near) if best.similarity < near.similarity + _MUCH_LIKER else (longer, best)


def _before(
    piece: Piece, quotation: Quotation, window: Window, last: int, store: StoreReader, most_omitted: int
) -> tuple[Window, Alignment]:
    """Find a piece before word ``last`` of a window, which is read backwards where need be: near it, if it is there."""
    near = _fit_piece(piece, quotation, window, max(last - min(_NEAR, most_omitted) - len(piece.words), 0), last)
    best, longer = near, window
    if near.similarity < _REPEATED and most_omitted > _NEAR and last > _NEAR + len(piece.words):
        best = _fit_piece(piece, quotation, window, max(last - most_omitted - len(piece.words), 0), last)
    while best.similarity < _LEAST_PIECE and last < most_omitted:
        further = extend(longer, store, last + len(piece.words) + _BEYOND, forward=False)
        if further is longer:
            break
        last += len(further.folded) - len(longer.folded)
        longer, best = further, _fit_piece(piece, quotation, further, 0, last)
    return (window, near) if best.similarity < near.similarity + _MUCH_LIKER else (longer, best)
