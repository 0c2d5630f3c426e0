"""The matcher, told on one page: read the quotation, ask for candidates, align, judge, say what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from kurilsearch.engines.engine import Engine
from kurilsearch.errors import QueryError, UsageError
from kurilsearch.hit import QuotationResult
from kurilsearch.match.candidates import CandidateBatch, candidates, runners_up
from kurilsearch.match.fitting import Fit, fit
from kurilsearch.match.hits import make_quotation_hits
from kurilsearch.match.prefilter import prefilter
from kurilsearch.match.quotation import Quotation, parse_quotation, part, read_in_latin
from kurilsearch.match.verdict import evidence, is_beyond_doubt, is_found, tells_enough
from kurilsearch.store import StoreReader
from kurilsearch.vocabulary.equivalents import NO_EQUIVALENTS, Equivalents
from kurilsearch.vocabulary.japanese import missing_extra_note
from kurilsearch.vocabulary.lexicon import Lexicon, lexicon_of

MOST_WORDS = 2_000
"""Words of one quotation: some five printed pages."""

MOST_CHARACTERS = 40_000

_ALIGNED = 6
"""Candidates of one batch that are aligned at most."""

_FAR_BELOW = 20.0
_BELOW_A_MATCH = 8.0
"""Points of the sifting that a candidate may lie below the best one to be aligned; the second once there is a match."""

_A_MATCH = 0.7
_RUNNER_UP = 75.0
"""The score of the sifting at which a candidate is aligned though the quotation was found already."""

_NEAR_BEST = 0.12
"""How much less similar than the best match another place may be, to be a match too and no near miss."""

_SAME = 0.97
"""A quotation that is found so like need not be tried in Latin letters."""

_PARTED = 3
_MOST_LEFT_OUT = 25
"""Places that are looked at for a quotation in two parts, and the words that may stand between them."""

_NEAREST = 3
_LEAST_NEAR = 0.3


def find_quotation(
    store: StoreReader, engine: Engine, text: str, limit: int = 5, *, equivalents: Equivalents = NO_EQUIVALENTS
) -> QuotationResult:
    """Return where the quotation ``text`` stands, at most ``limit`` places, and what comes close.

    ``equivalents`` are names that stand for each other. QueryError where the quotation holds no word or more than can
    be a quotation, UsageError where ``limit`` is below 1.
    """
    if limit < 1:
        raise UsageError(f"The limit is {limit}", "Ask for at least 1 place")
    lexicon = lexicon_of(store, equivalents)
    quotation = read_quotation(text, lexicon)
    fits = find_fits(quotation, lexicon, engine)
    found = _found(fits, quotation, lexicon)
    for joined in (False, True):
        if found and found[0].similarity >= _SAME:
            break
        read = read_in_latin(quotation, joined=joined)
        if read is None:
            break
        read = _with_variants(read, lexicon)
        read_fits = find_fits(read, lexicon, engine)
        read_found = _found(read_fits, read, lexicon)
        if read_found and not (found and found[0].similarity >= read_found[0].similarity):
            quotation, fits, found = read, read_fits, read_found
            break
    note = None if found else missing_extra_note(text)
    parted = quotation
    if not found:
        parted, found = _in_two(quotation, fits, lexicon)
    hits = [fitted for fitted in found if fitted.similarity >= found[0].similarity - _NEAR_BEST][:limit]
    shown = {number for fitted in hits for number in fitted.passages}
    near = (fitted for fitted in fits if not shown.issuperset(fitted.passages) and fitted.similarity >= _LEAST_NEAR)
    others = list(islice(near, _NEAREST))
    return QuotationResult(
        query=text,
        hits=make_quotation_hits(parted, hits, lexicon),
        nearest=make_quotation_hits(quotation, others, lexicon),
        notes=(note,) if note else (),
    )


def _found(fits: Sequence[Fit], quotation: Quotation, lexicon: Lexicon) -> list[Fit]:
    """Return the fits that are the quotation."""
    return [fitted for fitted in fits if is_found(evidence(fitted, quotation, lexicon))]


def _in_two(quotation: Quotation, fits: Sequence[Fit], lexicon: Lexicon) -> tuple[Quotation, list[Fit]]:
    """Look for a quotation that leaves words out without a mark: its two parts, one after the other in a passage."""
    if len(quotation.pieces) > 1:
        return quotation, []
    for fitted in fits[:_PARTED]:
        for at in fitted.cuts():
            parted = part(quotation, at)
            passage, _ = fitted.window.parts(*fitted.window.words[fitted.first][:2])[0]
            again = fit(parted, passage, lexicon.store)
            if again is not None and again.gap <= _MOST_LEFT_OUT and tells_enough(evidence(again, parted, lexicon)):
                return parted, [again]
    return quotation, []


def read_quotation(text: str, lexicon: Lexicon) -> Quotation:
    """Read a quotation and the other spellings of its words; QueryError where it holds no word, or too many."""
    if len(text) > MOST_CHARACTERS:
        raise QueryError(
            f"The quotation has {len(text):,} characters, and at most {MOST_CHARACTERS:,} can be looked for at once",
            "Look for a part of it",
        )
    quotation = parse_quotation(text)
    if not quotation.pieces:
        raise QueryError("The quotation holds no word", "Type some words of it")
    if len(quotation.words) > MOST_WORDS:
        raise QueryError(
            f"The quotation has {len(quotation.words):,} words, and at most {MOST_WORDS:,} can be looked for at once",
            "Look for a part of it",
        )
    return _with_variants(quotation, lexicon)


def _with_variants(quotation: Quotation, lexicon: Lexicon) -> Quotation:
    variants = {word: lexicon.variants(word) for word in dict.fromkeys(word for _, _, word in quotation.words)}
    return replace(quotation, variants={word: frozenset(others) for word, others in variants.items() if others})


def find_fits(quotation: Quotation, lexicon: Lexicon, engine: Engine) -> list[Fit]:
    """Return the places that come into question, the likest first, none twice; the verdict on them is not given."""
    fits: dict[tuple[int, int, int], Fit] = {}
    seen: set[int] = set()
    best: Fit | None = None
    for number, batch in enumerate(candidates(quotation, lexicon, engine)):
        for fitted in _fits_of(quotation, batch, seen, lexicon):
            _keep(fitted, fits)
            if best is None or fitted.similarity > best.similarity:
                best = fitted
        if best is not None and is_beyond_doubt(evidence(best, quotation, lexicon)):
            if number == 0:  # only those that hold the words in a row were looked at
                near = runners_up(quotation, lexicon, engine)
                for fitted in _fits_of(quotation, near, seen, lexicon, _RUNNER_UP):
                    _keep(fitted, fits)
            break
    return sorted(
        fits.values(), key=lambda fitted: (-round(fitted.similarity, 4), fitted.last - fitted.first, fitted.place)
    )


def _keep(fitted: Fit, fits: dict[tuple[int, int, int], Fit]) -> None:
    place = fitted.place
    if place not in fits or fits[place].similarity < fitted.similarity:
        fits[place] = fitted


def _fits_of(
    quotation: Quotation, batch: CandidateBatch, seen: set[int], lexicon: Lexicon, least: float = 0.0
) -> Iterator[Fit]:
    """Align the likest of the candidates that were not seen before, of those with at least such a score."""
    new = [number for number in batch.passages if number not in seen]
    seen.update(new)
    present = [found for found in lexicon.store.candidates(new) if lexicon.has_document(found.document)]
    best = 0.0
    likest = 0.0
    for score, candidate in prefilter(batch.words, present, lexicon, _ALIGNED):
        likest = max(likest, score)
        if score < least or score < likest - (_BELOW_A_MATCH if best >= _A_MATCH else _FAR_BELOW):
            break
        fitted = fit(quotation, candidate, lexicon.store)
        if fitted is not None:
            best = max(best, fitted.similarity)
            yield from fitted.everywhere()
