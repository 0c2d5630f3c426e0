"""The regression that weighs the evidence: it parts what can be parted, and lets through as many as it was told."""

from __future__ import annotations

import random

import pytest

from kurilsearch.match.verdict import Evidence
from tests.benchmarks.misquotes.regression import Sample, fit_model, folds


def sample(chance: random.Random, library: str, *, true: bool) -> Sample:
    """Return the evidence of a quotation of ten words: what stands somewhere is the liker, and lacks fewer bits."""
    similarity = min(0.96, max(0.3, chance.gauss(0.8 if true else 0.6, 0.06)))
    lacking = max(0.0, chance.gauss(5 if true else 30, 5))
    seen = Evidence(similarity, 10, 50 - lacking, lacking, 12.0)
    return Sample("true" if true else "nowhere", library, seen, true, 10)


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    chance = random.Random(7)
    sizes = {"small": 40, "large": 120}
    return [
        sample(chance, library, true=true)
        for library, size in sizes.items()
        for true in (True, False)
        for _ in range(size)
    ]


def share_found(samples: list[Sample], library: str, *, true: bool, false: float) -> float:
    model = fit_model(samples, false)
    chosen = [each for each in samples if each.library == library and each.true == true]
    return sum(map(model.finds, chosen)) / len(chosen)


@pytest.mark.parametrize("false", [0.05, 0.1])
def test_in_no_library_more_negatives_are_found_than_may_be(samples: list[Sample], false: float) -> None:
    shares = [share_found(samples, library, true=False, false=false) for library in ("small", "large")]
    assert max(shares) <= false


def test_what_stands_somewhere_is_found(samples: list[Sample]) -> None:
    assert all(share_found(samples, library, true=True, false=0.05) > 0.95 for library in ("small", "large"))


def test_a_library_is_judged_by_what_the_others_taught(samples: list[Sample]) -> None:
    held_out = dict(folds(samples, 0.05))
    assert held_out.keys() == {"small", "large"}
    small = [each for each in samples if each.library == "small"]
    assert held_out["large"] == fit_model(small, 0.05)


def test_where_nothing_was_found_there_is_nothing_to_find(samples: list[Sample]) -> None:
    model = fit_model(samples, 0.05)
    assert not model.finds(samples[0]._replace(evidence=None))
