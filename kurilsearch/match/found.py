"""Which of the places that come into question are the quotation: as it is, but for a denial, or in two parts."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from kurilsearch.language.wordings import wording_of
from kurilsearch.match.fitting import Fit, fit
from kurilsearch.match.meaning import without_denials
from kurilsearch.match.quotation import Quotation, part
from kurilsearch.match.verdict import evidence, is_found, may_tell_enough, tells_enough
from kurilsearch.vocabulary.lexicon import Lexicon

_LEAST_DENIED = 0.5
_FEWEST_LETTERS = 8
_SAME_BUT_FOR_DENIALS = 0.87
"""How like a place must be to a quotation that denies it, at all and without the denials, and the letters left."""

_PARTED = 3
_MOST_LEFT_OUT = 25
"""Places that are looked at for a quotation in two parts, and the words that may stand between them."""


_FEW, _SAME_WORDS = 2, 0.9
"""How like the words of a part must be that has no more of them."""


def found_among(fits: Sequence[Fit], quotation: Quotation, lexicon: Lexicon) -> list[Fit]:
    """Return the fits that are the quotation."""
    return [
        fitted
        for fitted in fits
        if is_found(fitted, quotation, lexicon, fits) or _only_denies(fitted, quotation, lexicon)
    ]


def _only_denies(fitted: Fit, quotation: Quotation, lexicon: Lexicon) -> bool:
    """Tell whether a quotation says what its place denies, or the other way round, in the same words."""
    if len(quotation.pieces) > 1 or fitted.similarity < _LEAST_DENIED:
        return False
    window = fitted.window
    wording = wording_of(lexicon.document(window.passages[0].document).language)
    quoted, denied = without_denials([word for _, _, word in quotation.words], wording)
    source, denied_there = without_denials(window.folded[fitted.first : fitted.last], wording)
    if denied == denied_there or len(quoted) < _FEWEST_LETTERS:
        return False
    return Indel.normalized_similarity(quoted, source) >= _SAME_BUT_FOR_DENIALS


def found_in_two(quotation: Quotation, fits: Sequence[Fit], lexicon: Lexicon) -> tuple[Quotation, list[Fit]]:
    """Look for a quotation that leaves words out without a mark: its two parts, one after the other in a passage."""
    if len(quotation.pieces) > 1:
        return quotation, []
    for fitted in fits[:_PARTED]:
        alike = fitted.alike()
        if not may_tell_enough(fitted, quotation, alike, lexicon):
            continue
        for at in alike:
            if not 0 < at < len(quotation.words):
                continue
            parted = part(quotation, at)
            passage, _ = fitted.window.parts(*fitted.window.words[fitted.first][:2])[0]
            again = fit(parted, passage, lexicon.store, _MOST_LEFT_OUT)
            if (
                again is not None
                and again.gap <= _MOST_LEFT_OUT
                and _stand_both(again, parted)
                and tells_enough(evidence(again, parted, lexicon))
            ):
                return parted, [again]
    return quotation, []


def _stand_both(fitted: Fit, parted: Quotation) -> bool:
    """Tell whether a part of so few words that others like them stand everywhere has the same ones in the source."""
    pairs = zip(parted.pieces, fitted.alignments, strict=True)
    return all(len(piece.words) > _FEW or alignment.similarity >= _SAME_WORDS for piece, alignment in pairs)
