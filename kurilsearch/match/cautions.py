"""Cautions: what a quotation hides that takes back what it says, in its brackets or just beyond its edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kurilsearch.difference import BRACKETED, Caution, CautionPlace
from kurilsearch.match.departures import Departure
from kurilsearch.match.fitting import Fit
from kurilsearch.match.meaning import denials_after, denials_before, reversals_in
from kurilsearch.match.pairs import Judge
from kurilsearch.match.quotation import Quotation

_SHOWN = 2
"""Words that are shown on either side of those that a reader must mind."""


def cautions(quotation: Quotation, fitted: Fit, departures: Sequence[Departure], judge: Judge) -> Iterator[Caution]:
    """Yield what a reader must mind of a quotation in its place, in the order of the source."""
    window, wording = fitted.window, judge.wording
    before = denials_before(window.text, window.words, fitted.first, wording)
    if before:
        yield Caution(
            CautionPlace.BEFORE,
            *_told(
                fitted, before[0].start, before[-1].end, tuple(window.text[word.start : word.end] for word in before)
            ),
        )
    for found in departures:
        if found.reason == BRACKETED and found.source[1] > found.source[0]:
            words = [word for word in window.words if found.source[0] <= word.start and word.end <= found.source[1]]
            hidden = reversals_in(window.text, words, wording)
            kept = reversals_in(
                quotation.text,
                [word for word in quotation.words if found.quoted[0] <= word.start and word.end <= found.quoted[1]],
                wording,
            )
            if hidden and len(kept) < len(hidden):
                yield Caution(CautionPlace.BRACKETS, *_told(fitted, *found.source, hidden))
    after = denials_after(window.text, window.words, fitted.last, wording)
    if after:
        words_after = tuple(window.text[word.start : word.end] for word in after)
        yield Caution(CautionPlace.AFTER, *_told(fitted, after[0].start, after[-1].end, words_after))


def _told(fitted: Fit, start: int, end: int, words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the words and the text around them."""
    window = fitted.window
    inside = [index for index, word in enumerate(window.words) if word.end > start and word.start < end]
    first, last = max(inside[0] - _SHOWN, 0), min(inside[-1] + _SHOWN, len(window.words) - 1)
    return words, " ".join(window.text[window.words[first].start : window.words[last].end].split())
