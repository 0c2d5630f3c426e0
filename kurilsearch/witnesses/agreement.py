"""Whether two witnesses say the same of a field, however each of them writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kurilsearch.csl.names import OTHERS
from kurilsearch.references.name_patterns import fold

_LIKE = 0.8
"""The share of names of a list that have to be the same: scans and lists misspell some."""


def agree(field: str, one: Any, other: Any) -> bool:
    """Tell whether two values of a CSL variable are the same to a reader.

    Titles are by their letters and figures, dates by their years, lists of names by the family names: one that ends in
    *et al.* by those that it has.
    """
    match field:
        case "title":
            return fold(str(one)) == fold(str(other))
        case "issued":
            return bool(one["date-parts"][0][0] == other["date-parts"][0][0])
        case "author" | "first author":
            return _same_people(one, other)
        case _:
            return bool(one == other)


def family_of(name: Mapping[str, str]) -> str:
    """Return the letters of the last word of a family name, as which it is compared."""
    words = (name.get("family") or name.get("literal") or "").split()
    return fold(words[-1]) if words else ""


def is_cut(people: Sequence[Mapping[str, str]]) -> bool:
    """Tell whether a list of names is cut short: *et al.* is its last."""
    return bool(people) and people[-1].get("literal") == OTHERS


def _same_people(one: Sequence[Mapping[str, str]], other: Sequence[Mapping[str, str]]) -> bool:
    first, second = ([family_of(name) for name in people] for people in (one, other))
    if is_cut(one) or is_cut(other):
        count = min(len(people) - is_cut(people) for people in (one, other))
        first, second = first[:count], second[:count]
    if not first or len(first) != len(second) or first[0] != second[0]:
        return False
    return sum(map(str.__eq__, first, second)) >= _LIKE * len(first)
