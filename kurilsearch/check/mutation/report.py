"""How many lies a check would have let through with a library, and how many truths it would have doubted, by kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class JudgedMutant:
    """A quotation as it was put to the check, ``true`` being the source's words, with the verdict and its reason.

    ``kind`` says what was done to it, ``is_lie`` whether the check should say so. ``char_start`` is where the true
    words begin in the source text of ``file``.
    """

    kind: str
    is_lie: bool
    text: str
    true: str
    file: str
    char_start: int
    verdict: str
    reason: str = ""

    @property
    def is_let_through(self) -> bool:
        """Whether the check has nothing to say of the words."""
        return self.verdict in ("verbatim", "allowed")

    @property
    def is_wrong(self) -> bool:
        """Whether a lie was let through, or a truth doubted."""
        return self.is_lie == self.is_let_through

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain strings and numbers."""
        return {
            "kind": self.kind,
            "is_lie": self.is_lie,
            "text": self.text,
            "true": self.true,
            "file": self.file,
            "char_start": self.char_start,
            "verdict": self.verdict,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class KindTally:
    """How the quotations of one kind were judged: ``wrong`` are lies let through, or truths doubted."""

    kind: str
    is_lie: bool
    number: int
    wrong: int


@dataclass(frozen=True, slots=True)
class MutationReport:
    """What a check says of quotations whose truth is known; made anew with the same ``seed`` it is the same."""

    seed: int
    judged: tuple[JudgedMutant, ...]

    @property
    def kinds(self) -> tuple[KindTally, ...]:
        """The kinds in the order in which they were made, truths first."""
        number = Counter((each.is_lie, each.kind) for each in self.judged)
        wrong = Counter((each.is_lie, each.kind) for each in self.judged if each.is_wrong)
        order = sorted(number, key=lambda key: key[0])
        return tuple(KindTally(kind, is_lie, number[is_lie, kind], wrong[is_lie, kind]) for is_lie, kind in order)

    @property
    def lies_let_through(self) -> tuple[JudgedMutant, ...]:
        """The lies of which the check has nothing to say."""
        return tuple(each for each in self.judged if each.is_lie and each.is_wrong)

    @property
    def truths_doubted(self) -> tuple[JudgedMutant, ...]:
        """The truths that the check calls anything but verbatim or allowed."""
        return tuple(each for each in self.judged if not each.is_lie and each.is_wrong)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain lists, strings and numbers."""
        return {
            "seed": self.seed,
            "kinds": [
                {"kind": each.kind, "is_lie": each.is_lie, "number": each.number, "wrong": each.wrong}
                for each in self.kinds
            ],
            "lies_let_through": [each.to_dict() for each in self.lies_let_through],
            "truths_doubted": [each.to_dict() for each in self.truths_doubted],
        }
