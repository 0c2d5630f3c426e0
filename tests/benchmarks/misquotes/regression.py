"""A logistic regression over the evidence of quotations, in which each library counts alike, whatever its size."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kurilsearch.match.verdict import SAME, SHORT, Evidence, features, short_features


class Sample(NamedTuple):
    """A quotation's class, its library, the evidence for its likest place, whether it stands there, and its words.

    There is no evidence where nothing was found, or another place than the true one is the likest.
    """

    name: str
    library: str
    evidence: Evidence | None
    true: bool
    words: int


class Model(NamedTuple):
    """Weights of the features, and a constant above which the sum means that a quotation is found."""

    weights: tuple[float, ...]
    constant: float

    def finds(self, sample: Sample) -> bool:
        """Tell whether a quotation with that evidence is found."""
        seen = sample.evidence
        return seen is not None and (seen.similarity >= SAME or self.score(seen) > 0)

    def score(self, seen: Evidence) -> float:
        """Return the sum."""
        return sum(w * value for w, value in zip(self.weights, features_of(seen), strict=True)) + self.constant


def features_of(seen: Evidence) -> tuple[float, ...]:
    """Return what is weighed of some evidence."""
    return short_features(seen) if seen.words <= SHORT else features(seen)


def folds(samples: Sequence[Sample], false: float) -> Iterator[tuple[str, Model]]:
    """Yield each library with the model that is fitted to the others."""
    for library in dict.fromkeys(each.library for each in samples):
        others = [each for each in samples if each.library != library]
        if others:
            yield library, fit_model(others, false)


def fit_model(samples: Sequence[Sample], false: float) -> Model:
    """Return the regression with the constant by which in no library more than that share of a class is found wrongly.

    What is so like that it is always found (:data:`~kurilsearch.match.verdict.SAME`) is not learnt from.
    """
    seen = [(each, each.evidence) for each in samples if each.evidence and each.evidence.similarity < SAME]
    number = Counter((each.library, each.true) for each, _ in seen)
    weights = fit(
        [features_of(found) for _, found in seen],
        [each.true for each, _ in seen],
        [1 / number[each.library, each.true] for each, _ in seen],
    )
    model = Model(tuple(weights[:-1]), weights[-1])
    scores: dict[tuple[str, str], list[float]] = {}
    for each, found in seen:
        if not each.true:
            scores.setdefault((each.library, each.name), []).append(model.score(found))
    negatives = Counter((each.library, each.name) for each in samples if not each.true)
    lines = [0.0]
    for of_class, found_scores in scores.items():
        allowed = int(false * negatives[of_class])
        lines += sorted(found_scores, reverse=True)[allowed : allowed + 1]
    return model._replace(constant=model.constant - max(lines))


def fit(
    rows: Sequence[Sequence[float]], labels: Sequence[bool], counts: Sequence[float], rounds: int = 25
) -> list[float]:
    """Return the weights of a logistic regression (constant last), by Newton's method with a little ridge.

    ``counts`` say how much each row counts.
    """
    width = len(rows[0]) + 1
    whole = sum(counts)
    weights = [0.0] * width
    for _ in range(rounds):
        gradient = [-1e-5 * weight for weight in weights]
        curve = [[1e-5 if i == j else 0.0 for j in range(width)] for i in range(width)]
        for row, label, share in zip(rows, labels, counts, strict=True):
            x = [*row, 1.0]
            chance = logistic(sum(w * v for w, v in zip(weights, x, strict=True)))
            count = share / whole
            for i in range(width):
                gradient[i] += count * (label - chance) * x[i]
                for j in range(width):
                    curve[i][j] += count * max(chance * (1 - chance), 1e-6) * x[i] * x[j]
        step = solve(curve, gradient)
        weights = [weight + 0.7 * change for weight, change in zip(weights, step, strict=True)]
    return weights


def logistic(value: float) -> float:
    """Return 1 / (1 + e**-value) without overflow."""
    return 1 / (1 + math.exp(-max(min(value, 40.0), -40.0)))


def solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Solve a small system of linear equations by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for column in range(len(rows)):
        pivot = max(range(column, len(rows)), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in range(len(rows)):
            if row != column:
                factor = rows[row][column] / rows[column][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    return [rows[index][-1] / rows[index][index] for index in range(len(rows))]
