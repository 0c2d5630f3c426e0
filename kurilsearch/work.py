"""A work as a CSL item, and where each of its fields comes from: what bibliography, store and citations share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

Item = dict[str, Any]
"""A work as CSL JSON has it (CSL 1.0.2, appendix IV): ``type``, ``author``, ``issued``; ``id`` is the cite key."""


class Candidate(NamedTuple):
    """A value that a field of a work may have: how probable it is, 0 to 1, and which witnesses say so.

    ``given`` tells whether it is sure enough to be shown and cited. That is what is likelier than not; of authors it is
    enough that the first is, for a list of twenty names is seldom wholly certain.
    """

    value: Any
    probability: float
    witnesses: tuple[str, ...] = ()
    given: bool = True


Guess = Mapping[str, Sequence[Candidate]]
"""What the fields of a work may be, by CSL variable, the likeliest first; none but the first is ever given."""

SURE_ENOUGH = 0.5
"""What is no likelier than this is left out: missing is better than wrong."""


def given_of(guess: Guess) -> Item:
    """Return the likeliest value of each field that is sure enough to be given."""
    likeliest = {name: candidates[0] for name, candidates in guess.items() if candidates}
    return {name: each.value for name, each in likeliest.items() if each.given}


class OriginKind(StrEnum):
    """Where a field of a description comes from, the surest first."""

    USER = "user"
    BIBLIOGRAPHY = "bibliography"
    DOCUMENT = "document"
    GUESS = "guess"


class Origin(NamedTuple):
    """The origin of one field; ``place`` names the file that says it, where that is not the document itself."""

    kind: OriginKind
    place: str | None = None

    def __str__(self) -> str:
        """Return the origin as a list of sources shows it: ``bibliography library.bib``."""
        return f"{self.kind} {self.place}" if self.place else str(self.kind)


@dataclass(frozen=True, slots=True)
class Described:
    """A CSL item with the origin of each of its fields.

    ``origins`` may name a field that the item does not have: the user said that the work has none. ``title`` is the
    title as lists show it, where that is not the item's: bibliographies of BibTeX are read as CSL wants them, in
    sentence case, and a reader looks for the capitals of the title page. ``candidates`` are the readings of fields that
    are guesses, or that nobody knows, the likeliest first: what is given is the first of them.
    """

    item: Item = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    title: str | None = None
    candidates: Guess = field(default_factory=dict)

    @property
    def guessed(self) -> frozenset[str]:
        """The fields that are guesses."""
        return frozenset(name for name, origin in self.origins.items() if origin.kind is OriginKind.GUESS)

    @property
    def without(self) -> frozenset[str]:
        """The fields of which the user said that the work has none."""
        return frozenset(self.origins) - frozenset(self.item)
