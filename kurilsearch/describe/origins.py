"""What is known of a work field by field, and where each field comes from.

Four kinds of origin, the surest first: what the user set, a bibliography file, the document's own metadata, and a guess
from what its first page prints. The first that has a field gives it; so a guess is never shown as known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from kurilsearch.work import Described, Item, Origin, OriginKind


class Layer(NamedTuple):
    """What one origin says of a work."""

    item: Mapping[str, Any]
    origin: Origin


_ORDER = tuple(OriginKind)
_GUESSED_BESIDE_AN_ENTRY = ("title", "type")
_TYPE_UNKNOWN = "document"
_WHOLE = ("page", "page-first")
"""Variables that say one thing in two ways; where a surer layer has one, the other is not taken from below."""


def merge(layers: Iterable[Layer]) -> Described:
    """Return the work as its layers describe it together, whatever order they are given in.

    Field by field the surest layer that has it. Only the user can say that there is none, by an empty value. Where a
    bibliography describes the work, nothing of it but the title is guessed: what a reference manager leaves out is
    unknown. The type ``document`` says nothing: a work that nobody tells the kind of has no type.
    """
    ordered = sorted(layers, key=lambda layer: _ORDER.index(layer.origin.kind))
    has_entry = any(layer.item and layer.origin.kind is OriginKind.BIBLIOGRAPHY for layer in ordered)
    item: Item = {}
    origins: dict[str, Origin] = {}
    for said, origin in ordered:
        taken = frozenset(origins)
        for name, value in said.items():
            says_none = value in (None, "", [], {})
            if name in taken or (says_none and origin.kind is not OriginKind.USER):
                continue
            if origin.kind is OriginKind.GUESS and has_entry and name not in _GUESSED_BESIDE_AN_ENTRY:
                continue
            if name == "type" and value == _TYPE_UNKNOWN and origin.kind is not OriginKind.USER:
                continue
            if name in _WHOLE and not taken.isdisjoint(_WHOLE):
                continue
            origins[name] = origin
            if not says_none:
                item[name] = value
    return Described(item, origins)
