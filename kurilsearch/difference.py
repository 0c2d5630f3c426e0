"""How a quotation departs from its source: kinds of difference, what they do to it, and what it hides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kurilsearch.model import Span


class DifferenceKind(StrEnum):
    """How a quotation departs from its source, the gravest first: the first four change the meaning.

    ``NAME`` is a name or a date that is another one, ``QUANTIFIER`` how many or how often (all, some, never, only).
    ``SPELLING`` is the same word spelled, shortened or romanised otherwise.
    ``TYPOGRAPHIC`` is what a reader sees through: quotation marks, dashes, accents, hyphens, a scan's misreadings.
    """

    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"
    QUANTIFIER = "quantifier"
    MOVED = "moved"
    REPLACED = "replaced"
    DROPPED = "dropped"
    ADDED = "added"
    SPELLING = "spelling"
    TYPOGRAPHIC = "typographic"


class Verdict(StrEnum):
    """Whether a quotation says what its source says.

    It is ``FAITHFUL`` where nothing but typography, sure misreadings, another writing of the same word and what the
    writer owns up to sets it apart; ``DOUBTFUL`` where nothing else does but what may be the scan's fault or the
    writer's slip, so that only the page can tell; ``ALTERED`` where the words are others.
    """

    FAITHFUL = "faithful"
    DOUBTFUL = "doubtful"
    ALTERED = "altered"


BRACKETED = "the writer's, in brackets"
"""The reason of a difference that the quotation owns up to: words in square brackets."""

MAY_BE_MISREAD = "may be a misreading"
"""The reason where a word stands for another one that looks like it: only the page can tell which was printed."""

ANOTHER_NAME = "another name"
POSSESSIVE = "possessive"
ROMANISED = "romanised"
_UNSURE_SPELLINGS = (None, POSSESSIVE, ANOTHER_NAME, ROMANISED)
"""Reasons of a spelling that do not say that the word is the same one."""

_MEANING = frozenset((DifferenceKind.NEGATION, DifferenceKind.NUMBER, DifferenceKind.NAME, DifferenceKind.QUANTIFIER))


def is_seen_through(kind: DifferenceKind, reason: str | None) -> bool:
    """Tell whether a reader sees through such a difference: typography, a scan's misreading, the writer's brackets."""
    return kind is DifferenceKind.TYPOGRAPHIC or reason == BRACKETED


def leaves_faithful(kind: DifferenceKind, reason: str | None) -> bool:
    """Tell whether a quotation with such a difference is faithful: what is seen through, and other ways of writing."""
    if is_seen_through(kind, reason):
        return True
    return kind is DifferenceKind.SPELLING and reason not in _UNSURE_SPELLINGS


def is_doubtful(kind: DifferenceKind, reason: str | None) -> bool:
    """Tell whether a difference may be the scan's fault, or a slip of the writer's."""
    return reason == MAY_BE_MISREAD or (kind is DifferenceKind.SPELLING and reason in _UNSURE_SPELLINGS)


@dataclass(frozen=True, slots=True)
class Difference:
    """One departure of a quotation from its source.

    ``quoted`` are the words as they were typed, at ``quoted_span`` of the quotation; ``source`` the words as they
    stand, at ``source_span`` of the source text. Either may be empty (a word dropped or added); its span then is
    the place where it would stand. ``reason`` says in a few words why it is of this kind, where that helps.
    """

    kind: DifferenceKind
    quoted: str
    source: str
    quoted_span: Span
    source_span: Span
    reason: str | None = None

    @property
    def is_seen_through(self) -> bool:
        """Whether a reader sees through it, so that a quotation that has no other is faithful."""
        return is_seen_through(self.kind, self.reason)

    @property
    def changes_meaning(self) -> bool:
        """Whether the quotation says something else by it."""
        return self.kind in _MEANING

    def to_dict(self) -> dict[str, Any]:
        """Return the difference as plain lists and strings."""
        return {
            "kind": self.kind.value,
            "quoted": self.quoted,
            "source": self.source,
            "quoted_span": list(self.quoted_span),
            "source_span": list(self.source_span),
            "reason": self.reason,
        }


class CautionPlace(StrEnum):
    """Where a quotation hides a word that takes back what it says."""

    BRACKETS = "brackets"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Caution:
    """Words of the source that deny or limit what is quoted, and that the quotation hides.

    They stand where it has words in brackets, or just ``before`` or ``after`` it; ``text`` is the source's there.
    """

    place: CautionPlace
    words: tuple[str, ...]
    text: str

    def to_dict(self) -> dict[str, Any]:
        """Return the caution as plain lists and strings."""
        return {"place": self.place.value, "words": list(self.words), "text": self.text}


@dataclass(frozen=True, slots=True)
class Omission:
    """What an ellipsis of a quotation leaves out, cut from the source; ``negations`` are those among its words."""

    text: str
    char_start: int
    char_end: int
    negations: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the omission as plain lists, numbers and strings."""
        return {
            "text": self.text,
            "char_start": self.char_start,
            "char_end": self.char_end,
            "negations": list(self.negations),
        }
