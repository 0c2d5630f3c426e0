"""What is to be changed in a draft, and what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from kurilsearch.errors import KurilsearchError
from kurilsearch.model import Span

AUTHOR = "kurilsearch"
"""The author of comments and tracked changes."""


class RepairError(KurilsearchError):
    """A draft cannot be set right, or what was changed in it cannot be undone."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """A place of a draft that is to be set right, or commented on.

    ``span`` is a draft span and ``before`` what stands there; an empty span is a place between two characters.
    ``after`` replaces it, None where nothing is replaced; ``comment`` is for the writer, None where there is none.
    ``kind`` says of what sort it is, for the list of changes.
    """

    span: Span
    before: str
    after: str | None = None
    comment: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed: ``after`` stands now at ``start`` of ``part``, where ``before`` stood.

    ``part`` is a member of an archive, empty for a draft that is text; ``start`` counts the characters of its text.
    """

    kind: str
    part: str
    start: int
    before: str
    after: str
    comment: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the change as it stands in a list of changes."""
        return {
            "kind": self.kind,
            "part": self.part,
            "start": self.start,
            "before": self.before,
            "after": self.after,
            "comment": self.comment,
        }

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Return the change that a list has. Raises RepairError where it is none."""
        try:
            comment = fields["comment"]
            return cls(
                str(fields["kind"]),
                str(fields["part"]),
                int(fields["start"]),
                str(fields["before"]),
                str(fields["after"]),
                None if comment is None else str(comment),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise RepairError("This is no list of changes", "Give the file that --fix wrote beside the copy") from error


def without_overlaps(amendments: Iterable[Amendment]) -> list[Amendment]:
    """Return amendments in the draft's order, in which no two replacements touch the same characters.

    Of two that do, the first in the draft stays, and the other becomes a comment that says what to write.
    """
    kept: list[Amendment] = []
    end = -1
    for each in sorted(amendments, key=lambda each: (each.span, each.after is None)):
        if each.after is None:
            kept.append(each)
        elif each.span[0] < end:
            said = f"{each.comment} " if each.comment else ""
            kept.append(Amendment(each.span, each.before, None, f"{said}Write: {each.after}", each.kind))
        else:
            kept.append(each)
            end = max(each.span[1], each.span[0] + 1)
    return kept


def differing_part(span: Span, before: str, after: str) -> tuple[Span, str]:
    """Return the part of a span in which ``before``, which stands there, and ``after`` differ, and the words for it."""
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    return (span[0] + start, span[1] - end), after[start : len(after) - end]


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts have in common from their beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def changes_of(placed: Iterable[tuple[str, Span, Amendment]]) -> list[Change]:
    """Return what amendments change, in order, at the places that it has afterwards; each with its part and span."""
    changes: list[Change] = []
    longer: dict[str, int] = {}
    for part, span, each in placed:
        after = each.before if each.after is None else each.after
        changes.append(Change(each.kind, part, span[0] + longer.get(part, 0), each.before, after, each.comment))
        longer[part] = longer.get(part, 0) + len(after) - len(each.before)
    return changes
