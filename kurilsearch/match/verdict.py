"""The verdict: whether what was found is the quotation, or no more than chance would bring up."""

from __future__ import annotations

import math
from typing import NamedTuple

from kurilsearch.match.fitting import Fit
from kurilsearch.match.likeness import weight
from kurilsearch.match.quotation import Quotation
from kurilsearch.search.lexicon import Lexicon


class Evidence(NamedTuple):
    """What speaks for a fit: how like it is (0 to 1), and how much its words tell (in bits), found and lacking."""

    similarity: float
    words: int
    found: float
    lacking: float


def evidence(fitted: Fit, quotation: Quotation, lexicon: Lexicon) -> Evidence:
    """Return what speaks for the fit. A word tells as many bits as its passages halve the library."""
    found = lacking = 0.0
    passages = lexicon.totals.passages + 1
    for piece, alignment in zip(quotation.pieces, fitted.alignments, strict=True):
        words = piece.folded
        stems = [stem for word in words for stem in lexicon.stems(word)]
        frequencies = lexicon.frequencies(stems)
        for step in alignment.steps:
            for word in words[step.q0 : step.q1]:
                often = sum(frequencies[stem] for stem in lexicon.stems(word))
                bits = math.log2(1 + passages / (1 + often))
                share = min(step.cost / sum(weight(each) for each in words[step.q0 : step.q1]), 1.0)
                found += bits * (1 - share)
                lacking += bits * share
    return Evidence(fitted.similarity, len(quotation.words), found, lacking)


def is_found(fitted: Fit, quotation: Quotation, lexicon: Lexicon) -> bool:
    """Tell whether a fit is the quotation."""
    return fitted.similarity >= least(len(quotation.words))


def is_beyond_doubt(similarity: float, words: int, batch: int) -> bool:
    """Tell whether a fit is so like that no other place need be looked for, after ``batch`` + 1 batches."""
    return similarity >= (0.62 if words >= 15 else 0.74 if words >= 8 else 0.97)


def least(words: int) -> float:
    table = [
        (1, 0.9),
        (4, 0.93),
        (5, 0.9),
        (6, 0.86),
        (7, 0.82),
        (8, 0.76),
        (10, 0.70),
        (12, 0.65),
        (15, 0.6),
        (20, 0.5),
        (30, 0.45),
        (60, 0.4),
    ]
    return [value for number, value in table if words >= number][-1]
