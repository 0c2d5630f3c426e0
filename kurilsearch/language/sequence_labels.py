"""Conditional random fields: sequences of things with features, each given a label and how likely that is.

A model is a file that ``python-crfsuite`` has trained; a feature is a name that holds or does not (``"4 digits"``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

Features = Sequence[Sequence[str]]
"""The names of the features that hold of each thing of a sequence, in order."""


class Labelled(NamedTuple):
    """The likeliest label of a thing, and the probability of each label there, 0 to 1."""

    label: str
    probabilities: dict[str, float]


class Labeller:
    """Labels sequences by the model in a file. Not for several threads at a time."""

    def __init__(self, model: Path) -> None:
        """Open the model; OSError where there is none."""
        import pycrfsuite

        self._tagger: Any = pycrfsuite.Tagger()
        self._tagger.open(str(model))
        self.labels: tuple[str, ...] = tuple(self._tagger.labels())

    def __call__(self, features: Features) -> list[Labelled]:
        """Return the likeliest sequence of labels for things with these features, with the marginals of each label."""
        found = self._tagger.tag(features) if features else []
        return [
            Labelled(label, {name: self._tagger.marginal(name, at) for name in self.labels})
            for at, label in enumerate(found)
        ]


@cache
def load_labeller(model: Path) -> Labeller:
    """Return the labeller of a model file, opened once a process."""
    return Labeller(model)
