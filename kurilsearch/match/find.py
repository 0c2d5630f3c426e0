"""The matcher, told on one page: read the quotation, ask for candidates, align, judge, say what differs."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from kurilsearch.engines.engine import Engine
from kurilsearch.errors import UsageError
from kurilsearch.hit import Hit
from kurilsearch.language.tokens import tokenize
from kurilsearch.match.candidates import Sources
from kurilsearch.match.claims import Claim, find_claims
from kurilsearch.match.fits import find_fits, find_near
from kurilsearch.match.fitting import MOST_OMITTED, Fit
from kurilsearch.match.found import found_among, found_in_two
from kurilsearch.match.likeness import weight
from kurilsearch.match.other_names import with_variants
from kurilsearch.match.pieces import bits_standing, correspondences, find_pieces
from kurilsearch.match.quotation import Quotation, read_in_latin, read_quotation
from kurilsearch.match.relations import rank_places
from kurilsearch.match.window import extend
from kurilsearch.model import Kind
from kurilsearch.query import And, OfKind, Or, Phrase
from kurilsearch.quotation_result import CitationClaim, PieceProblem, QuotationResult, QuotedPiece
from kurilsearch.store import StoreReader
from kurilsearch.vocabulary.equivalents import NO_EQUIVALENTS, Equivalents
from kurilsearch.vocabulary.japanese import missing_extra_note
from kurilsearch.vocabulary.lexicon import Lexicon, lexicon_of

_NEAR_BEST = 0.12
"""How much less similar than the best match another place may be, to be a match too and no near miss."""

_MOST_RANKED = 12
"""Places that are told apart, so that the best witness comes first, though fewer may be asked for."""

_SAME = 0.97
"""A quotation that is found so like need not be tried in Latin letters."""

_MUCH_LACKING = 2.0
"""Weight of the words that a place lacks which may be those of another one; a long word weighs 1."""

_FEWEST_LACKING = 4
"""Words in a row that a place lacks which may be those of another one."""

_END, _MOST_AT_END = 6, 2
"""Words at an end of which only so few have a counterpart: by chance, where the quotation is joined of two places."""

_FEWEST_ABSENT, _SHARE_ABSENT = 6, 0.25
"""Words in a row without a counterpart, and their share, by which a quotation is found in part only."""

_LIGHT = 0.65
"""The weight of a word that tells little where none beside it corresponds."""

_ROW_OF_WORDS, _LONG_ROW = 8, 30
"""Words in a row, and their letters, that are no title if they stand in running text; pairs of characters are fewer."""

_NEAREST = 3
_LEAST_NEAR = 0.3


def find_quotation(
    store: StoreReader,
    engine: Engine,
    text: str,
    limit: int = 5,
    *,
    equivalents: Equivalents = NO_EQUIVALENTS,
    documents: frozenset[int] | None = None,
    context: bool = False,
) -> QuotationResult:
    """Return where the quotation ``text`` stands, at most ``limit`` places, and what comes close.

    ``equivalents`` are names that stand for each other. Only in ``documents`` is it looked for, where they are given;
    with ``context`` the places have what stands before and after them. QueryError where the quotation holds no word or
    more than can be a quotation, UsageError where ``limit`` is below 1.
    """
    if limit < 1:
        raise UsageError(f"The limit is {limit}", "Ask for at least 1 place")
    sources = Sources(lexicon_of(store, equivalents), engine, documents)
    claims, seen = _look_without_claims(text, sources)
    problem: PieceProblem | None = None
    pieces: tuple[QuotedPiece, ...] = ()
    if not seen.found or (seen.parted is seen.quotation and seen.may_be_joined(sources.lexicon.function_words)):
        problem, pieces = find_pieces(seen.quotation, [*seen.found[:1], *seen.places], sources)
        if seen.found and problem is PieceProblem.PARTIAL and not _lacks_a_part(seen.found[0], seen.quotation):
            problem = None  # it stands there as a whole, damaged
    hits: tuple[Hit, ...] = ()
    if problem is None:
        hits = _rank(
            _make_hits(seen.parted, seen.alike(max(limit, _MOST_RANKED)), sources.lexicon, context=context),
            claims,
            sources.lexicon,
        )[:limit]
    note = None if seen.found else missing_extra_note(text)
    return QuotationResult(
        query=text,
        hits=hits,
        nearest=_nearest(seen, hits, sources),
        notes=(note,) if note else (),
        problem=problem,
        pieces=pieces if problem else (),
        claims=_check(claims, hits, sources.lexicon),
    )


def _lacks_a_part(fitted: Fit, quotation: Quotation) -> bool:
    """Tell whether so many words in a row have no counterpart that only a part of the quotation was found."""
    longest = _longest_absent(fitted, quotation)
    return longest >= _FEWEST_ABSENT and longest >= _SHARE_ABSENT * len(quotation.words)


def _longest_absent(fitted: Fit, quotation: Quotation, light_words: Container[str] = ()) -> int:
    """Return how many words in a row have no counterpart at most.

    One of little weight, or of ``light_words``, corresponds by chance where it is alone among others.
    """
    found = [word is not None for word in correspondences(quotation, fitted)]
    beside = [before or after for before, after in zip([False, *found], [*found[1:], False], strict=False)]
    light = [weight(word.word) < _LIGHT or word.word in light_words for word in quotation.words]
    rows = groupby(one and (near or not low) for one, near, low in zip(found, beside, light, strict=True))
    return max((len(list(words)) for stands, words in rows if not stands), default=0)


def _lacks_an_end(fitted: Fit, quotation: Quotation) -> bool:
    """Tell whether hardly a word at the start or at the end of a quotation has a counterpart."""
    found = [word is not None for word in correspondences(quotation, fitted)]
    return len(found) > 2 * _END and min(sum(found[:_END]), sum(found[-_END:])) <= _MOST_AT_END


def _longest_jump(fitted: Fit) -> int:
    """Return how many words in a row the source has at most that the quotation lacks, within a piece."""
    rows = (groupby(alignment.steps, key=lambda step: step.q0 == step.q1) for alignment in fitted.alignments)
    return max(
        (sum(step.s1 - step.s0 for step in steps) for row in rows for lacking, steps in row if lacking), default=0
    )


class _Seen(NamedTuple):
    """A quotation as it was looked for, the places that come into question, and those of them where it stands.

    ``parted`` is the quotation as it was found, in two parts perhaps.
    """

    quotation: Quotation
    places: list[Fit]
    found: list[Fit]
    parted: Quotation

    def may_be_joined(self, function_words: Container[str]) -> bool:
        """Tell whether the best place lacks words in a row, or leaves out so many that it may be joined of pieces."""
        best = self.found[0]
        if len(best.alignments) > 1 and best.gap > MOST_OMITTED:
            return True
        lacking = (1 - best.similarity) * sum(alignment.weight for alignment in best.alignments)
        return lacking > _MUCH_LACKING and (
            _longest_absent(best, self.quotation, function_words) >= _FEWEST_LACKING
            or _longest_jump(best) >= _FEWEST_ABSENT
            or _lacks_an_end(best, self.quotation)
        )

    def alike(self, limit: int) -> list[Fit]:
        """Return the places that are nearly as like as the best one."""
        return [each for each in self.found if each.similarity >= self.found[0].similarity - _NEAR_BEST][:limit]


def _look_without_claims(text: str, sources: Sources) -> tuple[list[Claim], _Seen]:
    """Look for a quotation without the citations that were copied with it, unless the source has them there too."""
    claims = find_claims(text, sources.lexicon.named_words.__contains__)
    seen = _look(read_quotation(text, [claim.span for claim in claims]), sources)
    if not claims or (
        seen.found
        and not _goes_on(seen.found[0], claims[0], sources.lexicon.store)
        and not any(_stands_as_words(claim, sources) for claim in claims)
    ):
        return [claim for claim in claims if claim.says_anything], seen
    whole = _look(read_quotation(text), sources)
    if seen.found or whole.found:
        return [], whole
    return [claim for claim in claims if claim.says_anything], seen


def _goes_on(fitted: Fit, claim: Claim, store: StoreReader) -> bool:
    """Tell whether the source goes on with the words of a claim, so that they are none.

    Where it has a number for a number, that is a number of the quotation, if perhaps another one.
    """
    words = [word for _, _, word in tokenize(claim.text)]
    window = fitted.window
    if len(window.folded) - fitted.last < len(words):
        window = extend(window, store, len(words), forward=True)
    following = window.folded[fitted.last : fitted.last + len(words)]
    same = sum(
        one == other or (one.isdigit() and other.isdigit()) for one, other in zip(words, following, strict=False)
    )
    return bool(words) and 2 * same > len(words)


def _stands_as_words(claim: Claim, sources: Sources) -> bool:
    """Tell whether many words of a claim stand in a row in running text: then they are quoted too, and name nothing."""
    terms = [word for _, _, word in tokenize(claim.text)]
    rows = [terms[at : at + _ROW_OF_WORDS] for at in range(len(terms) - _ROW_OF_WORDS + 1)]
    stems = [row for words in rows if len("".join(words)) >= _LONG_ROW for row in sources.lexicon.rows_of_stems(words)]
    running = OfKind(frozenset({Kind.BODY, Kind.BLOCKQUOTE}))
    return bool(stems and sources.ask(And((Or(tuple(map(Phrase, stems))), running)), 1))


def _look(quotation: Quotation, sources: Sources) -> _Seen:
    """Look for a quotation as it is, its Japanese in Latin letters, and in two parts."""
    quotation = with_variants(quotation, sources.lexicon)
    fits = find_fits(quotation, sources)
    found = found_among(fits, quotation, sources.lexicon)
    for joined in (False, True):
        if found and found[0].similarity >= _SAME:
            break
        read = read_in_latin(quotation, joined=joined)
        if read is None:
            break
        read = with_variants(read, sources.lexicon)
        read_fits = find_fits(read, sources)
        read_found = found_among(read_fits, read, sources.lexicon)
        if read_found and not (found and found[0].similarity >= read_found[0].similarity):
            quotation, fits, found = read, read_fits, read_found
            break
    if found:
        return _Seen(quotation, fits, found, quotation)
    parted, found = found_in_two(quotation, fits, sources.lexicon)
    if not found:
        known = {fitted.place for fitted in fits}
        fits += [fitted for fitted in find_near(quotation, sources) if fitted.place not in known]
    return _Seen(quotation, fits, found, parted)


def _make_hits(
    quotation: Quotation, fits: Sequence[Fit], lexicon: Lexicon, *, context: bool = False, ranked: bool = True
) -> tuple[Hit, ...]:
    """Return the hits for ``fits``; what judges differences is imported only where there are any."""
    if not fits:
        return ()
    from kurilsearch.match.hits import make_quotation_hits

    return make_quotation_hits(quotation, fits, lexicon, context=context, ranked=ranked)


def _rank(hits: Sequence[Hit], claims: Sequence[Claim], lexicon: Lexicon) -> tuple[Hit, ...]:
    """Return the places, the best witness first; of equally good ones that which the writer names."""
    named: list[Hit] = []
    if claims and len(hits) > 1:
        from kurilsearch.match.claim_verdict import agrees

        named = [hit for hit in hits if any(agrees(claim, hit, lambda: lexicon.documents) for claim in claims)]
    return rank_places([*named, *(hit for hit in hits if hit not in named)])


def _check(claims: Sequence[Claim], hits: Sequence[Hit], lexicon: Lexicon) -> tuple[CitationClaim, ...]:
    """Return what became of each claim; most quotations make none."""
    if not claims:
        return ()
    from kurilsearch.match.claim_verdict import check_claim

    return tuple(check_claim(claim, hits, lambda: lexicon.documents) for claim in claims)


def _nearest(seen: _Seen, hits: Sequence[Hit], sources: Sources) -> tuple[Hit, ...]:
    """Return what comes close: where nothing was found, those first whose words tell most."""
    near = [each for each in seen.places if each.similarity >= _LEAST_NEAR]
    if not seen.found:
        near.sort(key=lambda each: -bits_standing(each, seen.quotation, sources.lexicon))
    passages = {number for each in seen.alike(len(hits)) for number in each.passages} if seen.found else set()
    others = (each for each in near if not passages.issuperset(each.passages))
    made = _make_hits(seen.quotation, list(islice(others, _NEAREST)), sources.lexicon, ranked=bool(seen.found))
    return tuple(hit for hit in made if not any(_overlap(hit, shown) for shown in hits))


def _overlap(hit: Hit, other: Hit) -> bool:
    return hit.document == other.document and hit.char_start < other.char_end and other.char_start < hit.char_end
