"""First author, title and year of a reference entry by the model of its words; see :mod:`entry_features`.

The model is made by ``python -m tests.benchmarks.references fit``; how is said beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kurilsearch.language.sequence_labels import Labelled, load_labeller
from kurilsearch.references.entry_features import Word, word_features, words_of


class Part(NamedTuple):
    """A part of an entry, where it ends, and the least of its words' probabilities."""

    text: str
    end: int
    probability: float


class Told(NamedTuple):
    """What the model tells of an entry: the first author's family name, the title, the year as printed."""

    first: Part | None
    title: Part | None
    year: Part | None


def read_labelled(text: str, body: int, model: Path) -> Told:
    """Return what the model tells of an entry whose words begin at ``body``."""
    words = words_of(text, body)
    found = load_labeller(model)(word_features(words))
    return Told(*(_part(text, words, found, name) for name in ("first", "title", "year")))


def _part(text: str, words: Sequence[Word], found: Sequence[Labelled], label: str) -> Part | None:
    inside = [at for at, each in enumerate(found) if each.label == label]
    if not inside:
        return None
    last = inside[-1]
    if label != "title":
        last = next((at for at in inside if at + 1 not in inside), last)
    part = text[words[inside[0]].start : words[last].end]
    return Part(part, words[last].end, min(found[at].probabilities[label] for at in inside))
