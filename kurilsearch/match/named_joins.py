"""Names of several words that stand for each other: one step of an alignment for all words of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from kurilsearch.match.joins import Join, Joins
from kurilsearch.match.likeness import RESPELT


def add_named_joins(
    joins: Joins, quoted: Sequence[str], source: Sequence[str], variants: Mapping[str, frozenset[str]]
) -> None:
    """Add to ``joins`` the names of the quotation that stand in the source as others, where either has several words.

    Both numbers of words of such a join may be more than 1. Words in a row are joined by spaces in ``variants``.
    """
    for row, others in variants.items():
        name = row.split()
        for other in others:
            if " " in row or " " in other:
                other_name = other.split()
                for end, source_end in product(_ends(name, quoted), _ends(other_name, source)):
                    joins.setdefault(end, {}).setdefault(source_end, Join(len(name), len(other_name), RESPELT))


def _ends(name: Sequence[str], words: Sequence[str]) -> list[int]:
    """Return the indexes after the places where the words of a name stand in a row."""
    size = len(name)
    places = range(len(words) - size + 1)
    return [at + size for at in places if words[at] == name[0] and [*words[at : at + size]] == name]
