"""References written as text and read back, so that a source need be read only once for what it cites."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from kurilsearch.model import StoredPassage
from kurilsearch.references.model import (
    InTextCitation,
    InTextForm,
    Link,
    NoteCall,
    NoteMark,
    PassageSpan,
    ReferenceEntry,
    References,
)

READING = 3
"""Raised whenever reading finds other citations than before; what an earlier version kept is then read anew."""


def encode_references(references: References) -> str:
    """Return all but the passages as JSON."""
    kept = {
        "reading": READING,
        "entries": [
            [each.text, list(map(_place, each.places)), each.item, each.label, each.names, each.year]
            for each in references.entries
        ],
        "citations": [
            [
                *(_place(each.place), each.text, each.form.value, each.group, each.names, each.et_al),
                *(each.year, each.number, each.title, each.locator, each.narrative),
            ]
            for each in references.citations
        ],
        "links": [link.entries for link in references.links],
        "calls": [[_place(call.place), call.label, call.note] for call in references.calls],
        "lost": [[mark.start, mark.end, mark.label] for mark in references.lost_marks],
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def decode_references(text: str, passages: Mapping[int, StoredPassage]) -> References | None:
    """Return what :func:`encode_references` wrote, with these passages; None where another version wrote it."""
    kept = json.loads(text)
    if kept.get("reading") != READING:
        return None
    return References(
        entries=tuple(
            ReferenceEntry(text, tuple(map(_as_place, places)), item, label, tuple(names), year)
            for text, places, item, label, names, year in kept["entries"]
        ),
        citations=tuple(map(_as_citation, kept["citations"])),
        links=tuple(Link(tuple(entries)) for entries in kept["links"]),
        calls=tuple(NoteCall(_as_place(place), label, note) for place, label, note in kept["calls"]),
        lost_marks=tuple(NoteMark(*mark) for mark in kept["lost"]),
        passages=MappingProxyType(dict(passages)),
    )


def _place(place: PassageSpan) -> list[int]:
    return [place.passage_id, *place.span, *place.source_span]


def _as_place(numbers: list[int]) -> PassageSpan:
    passage, start, end, source_start, source_end = numbers
    return PassageSpan(passage, (start, end), (source_start, source_end))


def _as_citation(kept: list[Any]) -> InTextCitation:
    place, text, form, (start, end), names, *others = kept
    return InTextCitation(_as_place(place), text, InTextForm(form), (start, end), tuple(names), *others)
