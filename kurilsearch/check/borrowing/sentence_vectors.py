"""Sentences as weighted bags of words: how much two of them, or two passages, are alike."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kurilsearch.check.borrowing.text import AlignableText

Vector = dict[str, float]


class Seed(NamedTuple):
    """A sentence of the draft and one of the source that are alike, by their numbers."""

    draft: int
    source: int


def sentence_vectors(texts: Sequence[AlignableText]) -> list[list[Vector]]:
    """Return the sentences of each text as vectors of tf-isf: tf times the log of sentences by those with the term.

    The shares are of the sentences of all texts together, so that function words weigh next to nothing.
    """
    counts = [[Counter(text.terms[first:last]) for first, last in text.sentences] for text in texts]
    total = sum(map(len, counts))
    frequency = Counter(term for sentences in counts for sentence in sentences for term in sentence)
    weight = {term: math.log(total / frequency[term]) for term in frequency}
    return [[{term: often * weight[term] for term, often in one.items()} for one in each] for each in counts]


def find_seeds(draft: Sequence[Vector], source: Sequence[Vector], least_cosine: float, least_dice: float) -> list[Seed]:
    """Return the pairs of sentences whose cosine and whose Dice coefficient of different words reach these bounds."""
    return [
        Seed(one, other)
        for one, other, cosine, dice in _likenesses(draft, source)
        if cosine >= least_cosine and dice >= least_dice
    ]


def _likenesses(draft: Sequence[Vector], source: Sequence[Vector]) -> Iterator[tuple[int, int, float, float]]:
    """Yield cosine and Dice of each pair of sentences that share a word."""
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, vector in enumerate(source):
        for term, weight in vector.items():
            postings[term].append((number, weight))
    norms = [norm(vector) for vector in source]
    for number, vector in enumerate(draft):
        products: dict[int, float] = defaultdict(float)
        shared: dict[int, int] = defaultdict(int)
        for term, weight in vector.items():
            for other, its_weight in postings.get(term, ()):
                products[other] += weight * its_weight
                shared[other] += 1
        own = norm(vector)
        for other, product in products.items():
            if own and norms[other]:
                dice = 2 * shared[other] / (len(vector) + len(source[other]))
                yield number, other, product / (own * norms[other]), dice


def norm(vector: Vector) -> float:
    """Return the Euclidean length of a vector."""
    return math.sqrt(sum(weight * weight for weight in vector.values()))


def cosine(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors; 0 where either is empty."""
    lengths = norm(one) * norm(other)
    if not lengths:
        return 0.0
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other.get(term, 0.0) for term, weight in one.items()) / lengths


def summed(vectors: Sequence[Vector]) -> Vector:
    """Return the sum of vectors: a passage of several sentences."""
    total: Vector = defaultdict(float)
    for vector in vectors:
        for term, weight in vector.items():
            total[term] += weight
    return total
