"""``python -m tests.benchmarks.misquotes.calibrate CORPUS[:DOCUMENTS]…``: fits the verdict of what is found to data.

For each corpus, of which so many documents are taken, it makes quotations with known truth and quotations that stand
nowhere, as the benchmark does but with another seed, and takes the evidence for the likest place of each. Logistic
regressions over all of them give the weights of :mod:`kurilsearch.match.verdict`, one for quotations of eight words
and more and one for shorter ones; each library counts alike, however large, and the constant is such that of each
class of negatives no more than the given share is called found, in any of them. What each library would have got from
weights that are fitted to the others is printed too. The lines it prints are to be pasted there.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kurilsearch.match.candidates import Sources
from kurilsearch.match.fits import find_fits
from kurilsearch.match.hits import make_quotation_hits
from kurilsearch.match.other_names import with_variants
from kurilsearch.match.quotation import read_quotation
from kurilsearch.match.verdict import SHORT, SHORTEST, Evidence, evidence
from kurilsearch.quotation_result import QuotationResult
from kurilsearch.vocabulary.lexicon import lexicon_of
from tests.benchmarks.misquotes.answers import as_finder, judge
from tests.benchmarks.misquotes.classes import CLASSES, Case, make_cases
from tests.benchmarks.misquotes.folded import fold_corpus
from tests.benchmarks.misquotes.material import read_material
from tests.benchmarks.misquotes.nowhere import make_nowhere
from tests.benchmarks.misquotes.prepare import Prepared, prepare
from tests.benchmarks.misquotes.regression import Model, Sample, fit_model, folds
from tests.benchmarks.speed import progress

LEFT_OUT = ("over a page", "over a wrap", "exact", "typography")
"""Classes that are no question."""

SMALL = 1_000
"""Passages of a corpus whose word salad is left out: it recites whole phrases of so few."""


def main() -> None:
    """Gather samples, fit, and print weights, constant and what they would have done."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.misquotes.calibrate", description=__doc__)
    parser.add_argument("corpus", nargs="+", help="a folder of sources, with :N for so many documents of it")
    parser.add_argument(
        "--index", type=Path, help="make the libraries below this folder, or use those of an earlier run"
    )
    parser.add_argument("--cases", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1855)
    parser.add_argument("--false", type=float, default=0.005, help="share of negatives that may be called found")
    parser.add_argument("--false-short", type=float, default=0.03, help="the same for quotations of 4 to 7 words")
    parser.add_argument("--samples", type=Path, help="keep the samples in this folder, or read them from it")
    asked = parser.parse_args()
    samples: list[Sample] = []
    with tempfile.TemporaryDirectory() as temporary:
        for corpus in asked.corpus:
            samples += _samples_of(corpus, asked.index or Path(temporary), asked)
    for name, false, is_short in (("", asked.false, False), ("SHORT_", asked.false_short, True)):
        chosen = [sample for sample in samples if (sample.words <= SHORT) == is_short]
        print("\n".join(describe(chosen, false, name)))


def _samples_of(corpus: str, root: Path, asked: argparse.Namespace) -> list[Sample]:
    path, _, documents = corpus.partition(":")
    name = Path(path).resolve().name + (f"-{documents}" if documents else "")
    kept = asked.samples / f"{name}.json" if asked.samples else None
    if kept and kept.is_file():
        return [
            Sample(case, library, _evidence_of(seen), true, words)
            for case, library, seen, true, words in json.loads(kept.read_text(encoding="utf-8"))
        ]
    progress(f"{name}: indexing")
    prepared = prepare([Path(path)], root / name, asked.seed, documents=int(documents) if documents else None)
    try:
        samples = list(_samples(prepared, name, asked.cases, asked.seed))
    finally:
        prepared.close()
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(samples), encoding="utf-8")
    return samples


def _evidence_of(values: Sequence[object] | None) -> Evidence | None:
    if values is None:
        return None
    seen = Evidence(*values)  # type: ignore[arg-type]
    return seen._replace(lead=(seen.lead[0], seen.lead[1]))


def _samples(prepared: Prepared, library: str, count: int, seed: int) -> Iterator[Sample]:
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
        sample = _sample(prepared, library, case)
        if sample.words > SHORTEST:
            yield sample


def _sample(prepared: Prepared, library: str, case: Case) -> Sample:
    """Return the evidence for the likest place; none where there is no place, or a true one is not the likest."""
    lexicon = lexicon_of(prepared.library.parts.store)
    quotation = with_variants(read_quotation(case.quotation), lexicon)
    fits = find_fits(quotation, Sources(lexicon, prepared.library.parts.engine))
    likest = fits[:1]
    is_true = case.truth is not None
    nothing = Sample(case.name, library, None, is_true, len(quotation.words))
    if not likest:
        return nothing
    if is_true:
        result = QuotationResult(case.quotation, make_quotation_hits(quotation, likest, lexicon))
        answer = as_finder(lambda _: result)(case.quotation)
        if answer is None or not judge(case, answer).fair:
            return nothing
    return nothing._replace(evidence=evidence(likest[0], quotation, lexicon, fits))


def describe(samples: Sequence[Sample], false: float, name: str) -> Iterator[str]:
    """Yield the weights, the constant, what share of each class these call found, and what the others' weights do."""
    model = fit_model(samples, false)
    yield f"{name}WEIGHTS = (" + ", ".join(f"{weight:.2f}" for weight in model.weights) + ")"
    yield f"{name}CONSTANT = {model.constant:.2f}"
    apart: Counter[tuple[str, str]] = Counter()
    for library, others in folds(samples, false):
        apart.update(found_of_each([each for each in samples if each.library == library], others))
    found = found_of_each(samples, model)
    number = Counter((each.library, each.name) for each in samples)
    for (library, of_class), count in number.items():
        shares = (f"{100 * each[library, of_class] / count:6.2f}%" for each in (found, apart))
        yield f"  {library:16} {of_class:22} {count:4} samples, called found {', by the others: '.join(shares)}"


def found_of_each(samples: Sequence[Sample], model: Model) -> Counter[tuple[str, str]]:
    """Return how many of each library and class a model calls found."""
    return Counter((each.library, each.name) for each in samples if model.finds(each))


if __name__ == "__main__":
    main()
