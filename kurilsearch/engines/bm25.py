"""BM25 as tantivy and Lucene compute it, for engines that score by themselves.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with k1 1.2 and b 0.75; the
inverse document frequency is ln(1 + (N - n + 0.5) / (n + 0.5)), and lengths are quantised to a byte.
"""

from __future__ import annotations

from bisect import bisect_right
from math import log

_K1 = 1.2
_B = 0.75


def _length_of_code(code: int) -> int:
    """Return the length that a byte stands for: Lucene's SmallFloat.byte4ToInt, exact up to 40."""
    if code < 32:
        return code
    mantissa, shift = (code - 24) & 7, ((code - 24) >> 3) - 1
    return 24 + ((8 | mantissa) << shift)


_LENGTHS = tuple(map(_length_of_code, range(256)))


def length_code(length: int) -> int:
    """Return the byte that stands for a passage of ``length`` terms: that of the greatest length not above it."""
    return bisect_right(_LENGTHS, length) - 1


def inverse_document_frequency(passages: int, holding: int) -> float:
    """Return the weight of a term that stands in ``holding`` of ``passages`` passages."""
    return log(1 + (passages - holding + 0.5) / (holding + 0.5))


def length_penalties(passages: int, terms: int) -> tuple[float, ...]:
    """Return what is added to a term's frequency in the denominator, for each length code.

    ``terms`` is how many terms all ``passages`` hold together.
    """
    average = terms / passages if terms else 1.0
    return tuple([_K1 * (1 - _B + _B * length / average) for length in _LENGTHS])


def score(weight: float, frequency: int, penalty: float) -> float:
    """Return the score of a term or phrase of summed idf ``weight`` that stands ``frequency`` times in a passage."""
    return weight * (1 + _K1) * frequency / (frequency + penalty)
