"""Quotations joined of two true pieces: halves of two works, pieces of one work far apart, or out of order too.

None of them stands anywhere, and each of their pieces does: so nothing is found, and both places are to be named.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tests.benchmarks.misquotes.answers import FindQuotation, Place, is_same_place, named_places
from tests.benchmarks.misquotes.classes import Truth, truth_of
from tests.benchmarks.misquotes.damage import untouched
from tests.benchmarks.misquotes.draw import DrawnSpan, draw_any, draw_length
from tests.benchmarks.misquotes.material import Material

Figures = dict[str, Any]

SHORTEST, LONGEST = 6, 20
"""Words of each piece."""

APART = 12
"""So many passages lie at least between two pieces of one work."""

TWO_WORKS, FAR_APART, OUT_OF_ORDER = "pieces: two works", "pieces: far apart", "pieces: out of order"
CLASSES = (TWO_WORKS, FAR_APART, OUT_OF_ORDER)

_TRIES_A_CASE = 60


@dataclass(frozen=True, slots=True)
class Joined:
    """A quotation of two pieces, and where each of them stands."""

    name: str
    quotation: str
    pieces: tuple[Truth, Truth]


@dataclass(frozen=True, slots=True)
class JoinedOutcome:
    """What was answered: whether anything was found, and which of the two places were named.

    ``error`` is what was raised instead.
    """

    case: Joined
    found: bool
    places: tuple[Place, ...]
    error: str | None = None

    @property
    def named(self) -> int:
        """How many of the two pieces were named where they stand."""
        return sum(any(is_same_place(piece, *place) for place in self.places) for piece in self.case.pieces)

    @property
    def failing(self) -> str | None:
        """The way in which the answer is wrong; None where it is right."""
        if self.error:
            return "error"
        if self.found:
            return "found"
        return None if self.named == 2 else ("one place named" if self.named else "no place named")


def make_joined(material: Material, names: Sequence[str], count: int, seed: int) -> Iterator[Joined]:
    """Yield ``count`` quotations of each class, fewer where the corpus has no more."""
    for name in names:
        chance = random.Random(f"{seed}-{name}")
        made = 0
        for _ in range(_TRIES_A_CASE * count):
            if made == count:
                break
            pieces = _draw(chance, material, name)
            if pieces:
                one, two = pieces
                truths = truth_of(one, untouched(one)), truth_of(two, untouched(two))
                yield Joined(name, f"{one.text} {two.text}", truths)
                made += 1


def _draw(chance: random.Random, material: Material, name: str) -> tuple[DrawnSpan, DrawnSpan] | None:
    shelves = [chance.choice(material.shelves) for _ in range(2)]
    first, second = (chance.choice(shelf) for shelf in shelves)
    documents = [material.entries[number].document for number in (first, second)]
    if name == TWO_WORKS and documents[0] == documents[1]:
        return None
    if name != TWO_WORKS:
        later = [
            number for number in shelves[0] if number >= first + APART and _document(material, number) == documents[0]
        ]
        if not later:
            return None
        second = chance.choice(later)
    pieces = [
        draw_any(chance, replace(material, usable=(number,)), draw_length(chance, SHORTEST, LONGEST))
        for number in ((second, first) if name == OUT_OF_ORDER else (first, second))
    ]
    return (pieces[0], pieces[1]) if pieces[0] and pieces[1] else None


def _document(material: Material, number: int) -> int:
    return material.entries[number].document


def ask_joined(find_quotation: FindQuotation, cases: Sequence[Joined]) -> list[JoinedOutcome]:
    """Ask for the cases in turn."""
    outcomes = []
    for case in cases:
        try:
            result = find_quotation(case.quotation)
        except Exception as raised:  # of whatever kind: it is counted and shown, and the others are still asked
            outcomes.append(JoinedOutcome(case, False, (), f"{type(raised).__name__}: {raised}"))
        else:
            outcomes.append(JoinedOutcome(case, bool(result.hits), tuple(named_places(result))))
    return outcomes


def add_up_joined(outcomes: Sequence[JoinedOutcome]) -> Figures:
    """Return for each class how many were found, had both places named, and failed in which way."""
    figures: Figures = {}
    for name in dict.fromkeys(outcome.case.name for outcome in outcomes):
        of_class = [outcome for outcome in outcomes if outcome.case.name == name]
        figures[name] = {
            "cases": len(of_class),
            "found": sum(outcome.found for outcome in of_class) / len(of_class),
            "both_named": sum(outcome.named == 2 for outcome in of_class) / len(of_class),
            "failing": dict(Counter(outcome.failing for outcome in of_class if outcome.failing).most_common()),
        }
    return figures
