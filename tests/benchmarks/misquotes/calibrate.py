"""``python -m tests.benchmarks.misquotes.calibrate CORPUS…``: fits the verdict of what is found to data.

For each corpus it makes quotations with known truth and quotations that stand nowhere, as the benchmark does but with
another seed, and takes the evidence for the likest place of each. A logistic regression over all of them gives the
weights of :mod:`kurilsearch.match.verdict`, one for quotations of eight words and more and one for shorter ones; the
constant is such that the given share of the negatives is called found. The lines it prints are to be pasted there.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kurilsearch.match.candidates import Sources
from kurilsearch.match.find import read_quotation
from kurilsearch.match.fits import find_fits
from kurilsearch.match.hits import make_quotation_hits
from kurilsearch.match.verdict import SHORT, evidence, features, short_features
from kurilsearch.quotation_result import QuotationResult
from kurilsearch.vocabulary.lexicon import lexicon_of
from tests.benchmarks.misquotes.answers import as_finder, judge
from tests.benchmarks.misquotes.classes import CLASSES, Case, make_cases
from tests.benchmarks.misquotes.folded import fold_corpus
from tests.benchmarks.misquotes.material import read_material
from tests.benchmarks.misquotes.nowhere import make_nowhere
from tests.benchmarks.misquotes.prepare import Prepared, prepare
from tests.benchmarks.speed import progress

LEFT_OUT = ("over a page", "over a wrap", "exact", "typography")
"""Classes that are no question."""


NAMES = ("similarity", "bits found", "bits lacking", "words", "bits of the library")
SHORT_NAMES = ("similarity", "bits the same", "words", "lead", "lead over five")
"""Of the :func:`features` and the :func:`short_features` of the verdict, in their order."""

SMALL = 1_000
"""Passages of a corpus whose word salad is left out: it recites whole phrases of so few."""


class Sample(NamedTuple):
    """A quotation's class, its evidence as numbers, whether it stands there, and how much it counts."""

    name: str
    corpus: str
    features: tuple[float, ...]
    true: bool
    words: int


def main() -> None:
    """Gather samples, fit, and print weights, threshold and what they would have done."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.misquotes.calibrate", description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument(
        "--index", type=Path, help="make the libraries below this folder, or use those of an earlier run"
    )
    parser.add_argument("--cases", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1855)
    parser.add_argument("--false", type=float, default=0.0065, help="share of negatives that may be called found")
    parser.add_argument("--false-short", type=float, default=0.03, help="the same for quotations of 4 to 7 words")
    parser.add_argument("--samples", type=Path, help="keep the samples in this file, or read them from it")
    asked = parser.parse_args()
    if asked.samples and asked.samples.is_file():
        samples = [Sample(*line) for line in json.loads(asked.samples.read_text(encoding="utf-8"))]
    else:
        with tempfile.TemporaryDirectory() as temporary:
            root = asked.index or Path(temporary)
            samples = [sample for corpus in asked.corpus for sample in _gather(corpus, root / corpus.name, asked)]
        if asked.samples:
            asked.samples.write_text(json.dumps(samples), encoding="utf-8")
    for name, false, is_short in (("", asked.false, False), ("SHORT_", asked.false_short, True)):
        chosen = [sample for sample in samples if (sample.words <= SHORT) == is_short]
        weights = fit([sample.features for sample in chosen], [sample.true for sample in chosen])
        print("\n".join(describe(chosen, weights, false, name)))


def _gather(corpus: Path, folder: Path, asked: argparse.Namespace) -> Iterator[Sample]:
    progress(f"{corpus}: indexing")
    prepared = prepare([corpus], folder, asked.seed)
    try:
        yield from _samples(prepared, corpus.name, asked.cases, asked.seed)
    finally:
        prepared.close()


def _samples(prepared: Prepared, corpus: str, count: int, seed: int) -> Iterator[Sample]:
    material = read_material(prepared.library)
    held_out = read_material(prepared.held_out) if prepared.held_out else None
    classes = tuple(one for one in CLASSES if one.name not in LEFT_OUT and not one.verdicts)
    progress("making the cases")
    cases = list(make_cases(material, classes, count, seed))
    nowhere = make_nowhere(material, held_out, fold_corpus(material), 3 * count, seed)
    small = len(material.entries) < SMALL
    cases += [case for case in nowhere if not (small and case.name == "word salad")]
    progress(f"asking for {len(cases)} quotations")
    for case in cases:
        sample = _sample(prepared, corpus, case)
        if sample:
            yield sample


def _sample(prepared: Prepared, corpus: str, case: Case) -> Sample | None:
    """Return the evidence for the likest place; None where a true quotation's likest place is another one."""
    lexicon = lexicon_of(prepared.library.parts.store)
    quotation = read_quotation(case.quotation, lexicon)
    fits = find_fits(quotation, Sources(lexicon, prepared.library.parts.engine))
    likest = fits[:1]
    if not likest:
        return None
    if case.truth is not None:
        result = QuotationResult(case.quotation, make_quotation_hits(quotation, likest, lexicon))
        answer = as_finder(lambda _: result)(case.quotation)
        if answer is None or not judge(case, answer).fair:
            return None
    seen = evidence(likest[0], quotation, lexicon, fits)
    told = short_features(seen) if seen.words <= SHORT else features(seen)
    return Sample(case.name, corpus, told, case.truth is not None, seen.words)


def fit(rows: Sequence[Sequence[float]], labels: Sequence[bool], rounds: int = 60) -> list[float]:
    """Return the weights of a logistic regression (constant last), by Newton's method with a little ridge.

    Both labels count alike, however many samples each has.
    """
    width = len(rows[0]) + 1
    shares = {label: 0.5 / max(sum(each == label for each in labels), 1) for label in (True, False)}
    weights = [0.0] * width
    for _ in range(rounds):
        gradient = [-1e-5 * weight for weight in weights]
        curve = [[1e-5 if i == j else 0.0 for j in range(width)] for i in range(width)]
        for row, label in zip(rows, labels, strict=True):
            x = [*row, 1.0]
            chance = logistic(sum(w * v for w, v in zip(weights, x, strict=True)))
            count = shares[label]
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


def describe(samples: Sequence[Sample], weights: Sequence[float], false: float, name: str) -> Iterator[str]:
    """Yield the weights, the constant, and what share of each class these would call found."""

    def score(sample: Sample) -> float:
        return sum(w * v for w, v in zip(weights, (*sample.features, 1.0), strict=True))

    scores = sorted((score(each) for each in samples if not each.true), reverse=True)
    threshold = scores[int(false * len(scores))] if scores else 0.0
    yield f"{name}WEIGHTS = (" + ", ".join(f"{weight:.2f}" for weight in weights[:-1]) + ")"
    yield f"{name}CONSTANT = {weights[-1] - threshold:.2f}"
    yield f"  # for {', '.join(SHORT_NAMES if name else NAMES)}"
    for corpus, of_class in dict.fromkeys((sample.corpus, sample.name) for sample in samples):
        found = [score(each) > threshold for each in samples if (each.corpus, each.name) == (corpus, of_class)]
        yield f"  {corpus:12} {of_class:22} {len(found):4} samples, {100 * sum(found) / len(found):6.2f}% called found"


if __name__ == "__main__":
    main()
