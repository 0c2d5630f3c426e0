"""Sentences as weighted bags of words: how much two of them, or two passages, are alike."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
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
    words = [(frozenset(vector), vector, norm(vector)) for vector in source]
    seeds = []
    for number, vector in enumerate(draft):
        ours, length = frozenset(vector), norm(vector)
        for other, (theirs, its, its_length) in enumerate(words):
            shared = ours & theirs  # most pairs have too few words in common, which is soon told
            if not shared or 2 * len(shared) < least_dice * (len(ours) + len(theirs)) or not length * its_length:
                continue
            if sum([vector[term] * its[term] for term in shared]) >= least_cosine * length * its_length:
                seeds.append(Seed(number, other))
    return seeds


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
