"""The records that pass between the store and those who read it and write to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kurilsearch.model import Kind
from kurilsearch.work import Item


class Candidate(NamedTuple):
    """What the ranker needs of a passage: its place, its terms joined by spaces, and its joined text."""

    id: int
    document: int
    position: int
    kind: Kind
    stems: str
    text: str
    section: tuple[str, ...]


class Totals(NamedTuple):
    """How many documents and passages the library holds, and how many terms all passages together."""

    documents: int
    passages: int
    terms: int


class KnownSource(NamedTuple):
    """A file as it was when it was read last; ``sha256`` is empty where it changed under the reader."""

    document: int
    file: str
    size: int
    mtime_ns: int
    sha256: bytes


@dataclass(frozen=True, slots=True)
class FailedSource:
    """A file that could not be read: why, and what to do.

    ``size`` (bytes) and ``mtime_ns`` say in which state it failed, so that it is tried again only once it has
    changed; both are None for a failure that may pass by itself (a permission, a network drive).
    """

    file: str
    reason: str
    hint: str | None = None
    size: int | None = None
    mtime_ns: int | None = None


PassageRow = tuple[
    str, str | None, int | None, int, bytes | None, int, int, bytes | None, str, str, str | None, str | None
]
"""A passage ready to be stored: kind, section, paragraph, line_start, line_breaks, char_start, char_end, runs, text,
stems, speaker, time. A plain tuple, because a thousand of them cross from one process to another for each megabyte."""


@dataclass(frozen=True, slots=True)
class IngestedDocument:
    """A source read, cleaned, segmented and tokenised, in the form in which it is cheap to hand over and to store.

    ``own`` is what the file says of itself, ``guess`` what its first page suggests. ``source`` is the compressed source
    text, ``pages`` and ``furniture`` are encoded as :mod:`kurilsearch.store.sqlite.coding` does,
    ``layout`` as :class:`kurilsearch.layout.Layout` does. ``words`` has the folded
    words of each of ``rows``, joined by spaces. ``word_counts`` says in how many passages of the
    document each word stands; ``terms`` counts all of them.
    """

    file: str
    size: int
    mtime_ns: int
    sha256: bytes
    format: str
    encoding: str
    language: str
    chars: int
    own: Item
    guess: Item
    pages: str | None
    furniture: bytes | None
    layout: bytes | None
    source: bytes
    rows: list[PassageRow]
    words: list[str]
    word_counts: dict[str, int]
    terms: int
