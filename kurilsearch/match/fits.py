"""Fits: the places that come into question for a quotation, found with as few alignments as will do."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from rapidfuzz.fuzz import partial_ratio

from kurilsearch.language.tokens import stem
from kurilsearch.match.candidates import CandidateBatch, Questions, Sources
from kurilsearch.match.fitting import Fit, fit
from kurilsearch.match.prefilter import LEAST, bits_in_a_row, may_stand, prefilter
from kurilsearch.match.quotation import Quotation
from kurilsearch.match.verdict import bits_of_library, is_beyond_doubt, is_surely_found
from kurilsearch.store import Candidate
from kurilsearch.vocabulary.lexicon import Lexicon

_ALIGNED = 6
"""Candidates of one batch that are aligned at most, beside those that have all the words."""

_ALL_WORDS = 98.0
_MOST_ALIKE = 30
"""The score of the prefilter of a candidate that has all the words, and how many of those are aligned."""

_FAR_BELOW = 20.0
_BELOW_A_MATCH = 8.0
"""Points of the prefilter that a candidate may lie below the best one to be aligned; the second once one matched."""

_A_MATCH = 0.7
_RUNNER_UP = 75.0
"""The score of the prefilter at which a candidate is aligned though the quotation was found already."""

_PERHAPS_MISREAD = 40.0
"""Below that a misread copy of a longer quotation is not looked for by its letters."""

_WELL_KNOWN, _HALF = 0.9, 0.5
"""The share of its words that the library has from which a quotation is not misread, so that it is like some passage
that the first questions brought up if it stands anywhere: the similarity below which nobody looks on."""

_RARE_ALIGNED = 3
_LEAST_SURE = 0.4
"""Candidates with the rarest words that are aligned where nothing was found, if their words in a row tell so much of
what it takes to name a passage."""


def find_fits(quotation: Quotation, sources: Sources) -> list[Fit]:
    """Return the places that come into question, the likest first, none twice."""
    fits: dict[tuple[int, int, int], Fit] = {}
    seen: set[int] = set()
    best: Fit | None = None
    scored: list[tuple[float, Candidate]] = []
    questions = Questions(quotation, sources)
    for number, batch in enumerate(_batches(questions, fits, quotation, sources.lexicon)):
        likest = _unseen(batch, seen, sources, _MOST_ALIKE)
        for fitted in _fits_of(quotation, likest, sources):
            _keep(fitted, fits)
            if best is None or fitted.similarity > best.similarity:
                best = fitted
        scored += likest
        if best is not None and is_beyond_doubt(best, quotation, sources.lexicon):
            if number == 0:  # of the rarest words, which the second batch asks for, nothing was asked yet
                scored += _unseen(questions.runners_up(), seen, sources, _ALIGNED, _RUNNER_UP)
            aligned = {number for fitted in fits.values() for number in fitted.passages}
            for fitted in _misread_or_near(quotation, batch.words, _best_of(scored, aligned), sources):
                _keep(fitted, fits)
            break
    return _likest_first(fits, sources.lexicon)


def _batches(
    questions: Questions, fits: Mapping[tuple[int, int, int], Fit], quotation: Quotation, lexicon: Lexicon
) -> Iterator[CandidateBatch]:
    """Yield batches of candidates, the widest only where the quotation may be misread or something like it was found.

    Where it was found itself they bring up nothing better. ``fits`` are those that were found up to now.
    """
    yield from questions.candidates()
    best = max((fitted.similarity for fitted in fits.values()), default=0.0)
    may_stand_elsewhere = best >= _HALF or questions.share_known() < _WELL_KNOWN
    if may_stand_elsewhere and not is_surely_found(list(fits.values()), quotation, lexicon):
        yield from questions.wider_candidates()


def _best_of(scored: Iterable[tuple[float, Candidate]], aligned: Container[int]) -> list[tuple[float, Candidate]]:
    """Return the best of some candidates that were not aligned yet."""
    left = [each for each in scored if each[1].id not in aligned]
    return sorted(left, key=lambda pair: -pair[0])[:_ALIGNED]


def find_near(quotation: Quotation, sources: Sources) -> list[Fit]:
    """Return the places of the rarest words of a quotation that was not found."""
    fits: dict[tuple[int, int, int], Fit] = {}
    batch = Questions(quotation, sources).rarest_words()
    found = sources.lexicon.store.candidates(batch.passages)
    present = [candidate for candidate in found if sources.lexicon.has_document(candidate.document)]
    for _, candidate in prefilter(batch.words, present, sources.lexicon, _RARE_ALIGNED, by_words=True):
        if bits_in_a_row(batch.words, candidate, sources.lexicon) < _LEAST_SURE * bits_of_library(sources.lexicon):
            continue
        fitted = fit(quotation, candidate, sources.lexicon.store)
        if fitted is not None:
            _keep(fitted, fits)
    return _likest_first(fits, sources.lexicon)


def _likest_first(fits: Mapping[tuple[int, int, int], Fit], lexicon: Lexicon) -> list[Fit]:
    """Return the fits, the likest first, then the shortest; equals by the names of their files and their places."""

    def order(fitted: Fit) -> tuple[float, int, str, int, int]:
        document, passage, offset = fitted.place
        length = fitted.last - fitted.first
        return -round(fitted.similarity, 4), length, lexicon.document(document).file, passage, offset

    return sorted(fits.values(), key=order)


def _keep(fitted: Fit, fits: dict[tuple[int, int, int], Fit]) -> None:
    place = fitted.place
    if place not in fits or fits[place].similarity < fitted.similarity:
        fits[place] = fitted


def _fits_of(quotation: Quotation, scored: Sequence[tuple[float, Candidate]], sources: Sources) -> Iterator[Fit]:
    """Align the likest of the candidates, which come with the scores of the prefilter."""
    best = 0.0
    likest = scored[0][0] if scored else 0.0
    for number, (score, candidate) in enumerate(scored):
        if number >= _ALIGNED and score < _ALL_WORDS:
            break
        if score < likest - (_BELOW_A_MATCH if best >= _A_MATCH else _FAR_BELOW):
            break
        if not may_stand(quotation, candidate, sources.lexicon):
            continue
        fitted = fit(quotation, candidate, sources.lexicon.store)
        if fitted is not None:
            best = max(best, fitted.similarity)
            yield from fitted.everywhere()


def _misread_or_near(
    quotation: Quotation, words: Sequence[str], scored: Sequence[tuple[float, Candidate]], sources: Sources
) -> Iterator[Fit]:
    """Align the candidates that have nearly the same words as a quotation that was found, or the same misread."""
    letters: dict[str, str] = {}
    for score, candidate in scored:
        if score < _PERHAPS_MISREAD:
            break
        if score < _RUNNER_UP:
            language = sources.lexicon.document(candidate.document).language
            if language not in letters:
                letters[language] = " ".join([stem(word, language) for word in words])
            if not partial_ratio(letters[language], candidate.stems, score_cutoff=_RUNNER_UP):
                continue
        fitted = fit(quotation, candidate, sources.lexicon.store)
        if fitted is not None:
            yield from fitted.everywhere()


def _unseen(
    batch: CandidateBatch, seen: set[int], sources: Sources, limit: int, least: float = LEAST
) -> list[tuple[float, Candidate]]:
    """Return the candidates that were not seen before, the likest first, with the scores of the prefilter."""
    new = [number for number in batch.passages if number not in seen]
    seen.update(new)
    present = [each for each in sources.lexicon.store.candidates(new) if sources.lexicon.has_document(each.document)]
    return prefilter(batch.words, present, sources.lexicon, limit, least=least)
