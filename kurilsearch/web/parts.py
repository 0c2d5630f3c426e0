"""Long lists are shown in parts, and narrowed by words that are typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from kurilsearch.web.asking import Ask

LONGEST = 200
"""Lines that are shown at once."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Part(Generic[_T]):
    """What of a list is shown: its lines from ``first`` on, 1-based, of the ``found`` that hold ``named``.

    ``total`` lines are in the whole list; ``earlier`` and ``later`` are the addresses of the parts around this one.
    """

    shown: Sequence[_T]
    first: int
    found: int
    total: int
    named: str
    earlier: str | None
    later: str | None


def part_of(ask: Ask, every: Sequence[_T], words_of: Callable[[_T], str]) -> Part[_T]:
    """Return the part of a list that an address asks for by ``named`` and ``from``; ``words_of`` a line it is found."""
    named = ask.query.get("named", "").strip()
    found = [each for each in every if named.casefold() in words_of(each).casefold()] if named else every
    first = ask.number("from", 1, max(len(found), 1))

    def address(start: int) -> str:
        return "?" + urlencode({**({"named": named} if named else {}), "from": start})

    return Part(
        found[first - 1 : first - 1 + LONGEST],
        first,
        len(found),
        len(every),
        named,
        address(max(first - LONGEST, 1)) if first > 1 else None,
        address(first + LONGEST) if first - 1 + LONGEST < len(found) else None,
    )
