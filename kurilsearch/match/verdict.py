"""The verdict: whether what was found is the quotation, or no more than chance would bring up.

A logistic regression over the evidence; ``python -m tests.benchmarks.misquotes.calibrate`` fits it to quotations with
known truth and to sentences that stand nowhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from kurilsearch.match.fitting import Fit
from kurilsearch.match.likeness import weight
from kurilsearch.match.quotation import Quotation
from kurilsearch.vocabulary.lexicon import Lexicon

WEIGHTS = (20.07, 2.12, -0.34, -0.93, -1.74)
CONSTANT = -12.6
"""For quotations of eight words and more, fitted so that one of some 150 that stand nowhere is found."""

SHORT_WEIGHTS = (9.13, 1.45, -1.38, 5.27, 6.62, 0.68, -1.50)
SHORT_CONSTANT = -7.13
"""For shorter ones, many of which stand nearly so somewhere by chance: then they do so in several places.

Fitted so that in no library, of whatever size, more than three of a hundred that stand nowhere are found.
"""

_NEXT = 5
"""Places with other words that a short quotation is weighed against."""

_COPIED = 0.9
"""How like the words of another place are where it has the same ones, misread or reprinted."""

_SAME_WORD = 0.1
"""The share of its weight that a word costs at most where it is the same, or surely misread."""

SHORT = 7
SHORTEST = 3
"""Words of a quotation that is too short to be judged by chance: it must be nearly the same."""

_BITS_MORE = 8.0
_SHARE_LACKING = 0.2

_FEWEST_PASSAGES = 200
_LITTLE, _BITS_OF_LITTLE = 3, 1.0
"""A smaller library is weighed as one of this size, the smallest that the regression has seen.

How often little words stand cannot be learnt from it, so they tell next to nothing there.
"""

_NEARLY_SAME = 0.85
SAME = 0.97
_BEYOND_DOUBT = 2.0
_SURE = 1.0
"""The score from which a quotation stays found though like places come up among more passages."""

_LONG = 15
_LIKE_ENOUGH = 0.62
"""Nothing so long is so like by chance."""

_MOST_SURE = 4
"""Of so many of the likest places one is the quotation, if any is."""

_MOST_BITS = 60.0
"""More says no more: a quotation whose words tell so much stands nowhere twice."""


class Evidence(NamedTuple):
    """What speaks for a fit.

    ``similarity`` from 0 to 1, the number of ``words``, how much they tell in bits, those ``found`` and those
    ``lacking``, and how many bits it takes to name one passage of the ``library``. For short quotations also how many
    bits the words tell that are the ``same``, the ``edits``, how many words are replaced or added, and the ``lead``: by
    how much the fit is liker than the next place with other words, and than the five next are in the mean.
    """

    similarity: float
    words: int
    found: float
    lacking: float
    library: float
    same: float = 0.0
    edits: int = 0
    lead: tuple[float, float] = (1.0, 1.0)


def evidence(fitted: Fit, quotation: Quotation, lexicon: Lexicon, fits: Sequence[Fit] = ()) -> Evidence:
    """Return what speaks for a fit; ``fits`` are all that come into question for the quotation."""
    found = lacking = same = 0.0
    for bits, share in bits_lacking(fitted, quotation, lexicon):
        found += bits * (1 - share)
        lacking += bits * share
        same += bits if share <= _SAME_WORD else 0.0
    words = len(quotation.words)
    lead = _lead(fitted, fits) if words <= SHORT else (1.0, 1.0)
    return Evidence(fitted.similarity, words, found, lacking, bits_of_library(lexicon), same, _edits(fitted), lead)


def _edits(fitted: Fit) -> int:
    """Return how many words were replaced or added; one that is surely misread is the same."""
    steps = (step for alignment in fitted.alignments for step in alignment.steps if step.q1 > step.q0)
    return sum(step.cost > _SAME_WORD * (step.q1 - step.q0) for step in steps)


def _lead(fitted: Fit, fits: Sequence[Fit]) -> tuple[float, float]:
    """Return by how much a fit is liker than the next with other words, and than the next few in the mean."""
    words = fitted.standing
    others = {other.standing: other.similarity for other in reversed(fits)}
    unlike = [
        like for text, like in others.items() if not Indel.normalized_similarity(words, text, score_cutoff=_COPIED)
    ]
    following = [*sorted(unlike, reverse=True)[:_NEXT], *[0.0] * _NEXT][:_NEXT]
    return fitted.similarity - following[0], fitted.similarity - sum(following) / _NEXT


def bits_lacking(fitted: Fit, quotation: Quotation, lexicon: Lexicon) -> Iterator[tuple[float, float]]:
    """Yield for each word of a quotation how many bits it tells, and the share of them that a fit lacks."""
    for piece, alignment in zip(quotation.pieces, fitted.alignments, strict=True):
        words = piece.folded
        bits = bits_of(words, lexicon)
        for step in alignment.steps:
            inside = words[step.q0 : step.q1]
            share = min(step.cost / sum(map(weight, inside)), 1.0) if step.cost and inside else 0.0
            for word in inside:
                yield bits[word], share


def bits_of_library(lexicon: Lexicon) -> float:
    """Return how many bits it takes to name one passage."""
    return math.log2(max(lexicon.totals.passages, _FEWEST_PASSAGES))


def bits_of(words: Iterable[str], lexicon: Lexicon) -> dict[str, float]:
    """Return how much each folded word tells: one bit for each time that it halves the passages to look in."""
    stems = {word: lexicon.stems(word) for word in words}
    frequencies = lexicon.frequencies([stem for each in stems.values() for stem in each])
    passages = max(lexicon.totals.passages, _FEWEST_PASSAGES)
    is_tiny = lexicon.totals.passages < _FEWEST_PASSAGES
    found: dict[str, float] = {}
    for word, each in stems.items():
        often = max(frequencies[stem] for stem in each)
        bits = math.log2(passages / min(max(often, 1), passages))
        found[word] = min(bits, _BITS_OF_LITTLE) if is_tiny and len(word) <= _LITTLE else bits
    return found


def features(seen: Evidence) -> tuple[float, ...]:
    """Return what the regression weighs: similarity, bits found, bits lacking, words, bits of the library."""
    return (
        seen.similarity,
        min(seen.found, _MOST_BITS) / 10,
        min(seen.lacking, _MOST_BITS) / 10,
        math.log2(seen.words),
        seen.library / 10,
    )


def short_features(seen: Evidence) -> tuple[float, ...]:
    """Return what is weighed of a short quotation: similarity, bits the same, words, leads, bits of library, edits."""
    return (
        seen.similarity,
        min(seen.same, _MOST_BITS) / 10,
        math.log2(seen.words),
        *seen.lead,
        seen.library / 10,
        seen.edits,
    )


def score(seen: Evidence) -> float:
    """Return by how much the evidence is better than it must be: above 0 the fit is the quotation."""
    if seen.similarity >= SAME:
        return _BEYOND_DOUBT
    if seen.words <= SHORTEST:
        return seen.similarity - _NEARLY_SAME
    if seen.words <= SHORT:
        return sum(w * value for w, value in zip(SHORT_WEIGHTS, short_features(seen), strict=True)) + SHORT_CONSTANT
    return sum(w * value for w, value in zip(WEIGHTS, features(seen), strict=True)) + CONSTANT


def is_found(fitted: Fit, quotation: Quotation, lexicon: Lexicon, fits: Sequence[Fit]) -> bool:
    """Tell whether a fit, one of those that come into question, is the quotation."""
    return fitted.similarity >= SAME or score(evidence(fitted, quotation, lexicon, fits)) > 0


def is_surely_found(fits: Sequence[Fit], quotation: Quotation, lexicon: Lexicon) -> bool:
    """Tell whether one of the fits is the quotation, whatever places with like words may still come up."""
    likest = sorted(fits, key=lambda fitted: -fitted.similarity)[:_MOST_SURE]
    return any(score(evidence(fitted, quotation, lexicon, fits)) >= _SURE for fitted in likest)


def tells_enough(seen: Evidence) -> bool:
    """Tell whether the words found tell more than enough to name one passage of the library, and hardly any is lacking.

    That is asked of a quotation whose words stand in a passage with others between them.
    """
    return seen.found >= seen.library + _BITS_MORE and seen.lacking <= _SHARE_LACKING * (seen.found + seen.lacking)


def may_tell_enough(fitted: Fit, quotation: Quotation, alike: tuple[int, int], lexicon: Lexicon) -> bool:
    """Tell whether that could be so of a fit if all words beyond the range ``alike`` stood somewhere as they are."""
    seen = list(bits_lacking(fitted, quotation, lexicon))
    lacking = sum(bits * share for bits, share in seen[slice(*alike)])
    return alike[1] > 0 and lacking <= _SHARE_LACKING * sum(bits for bits, _ in seen)


def is_beyond_doubt(fitted: Fit, quotation: Quotation, lexicon: Lexicon) -> bool:
    """Tell whether a fit is so like that no other place need be looked for."""
    words = len(quotation.words)
    if fitted.similarity >= (_LIKE_ENOUGH if words >= _LONG else SAME):
        return True
    return words > SHORT and score(evidence(fitted, quotation, lexicon)) >= _BEYOND_DOUBT
