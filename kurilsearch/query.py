"""The one query tree: what every engine answers, with the same set of passages.

Prefixes, wildcards, fuzzy words, spellings and metadata filters are resolved above the engines, against the
store; nearness is verified above them. An engine therefore sees only these nodes. Terms are as
:mod:`kurilsearch.language.tokens` makes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kurilsearch.model import Kind

Field = Literal["stems", "words"]
"""``stems`` holds the stems of a passage's words in order, ``words`` the folded words themselves, in no order."""


@dataclass(frozen=True, slots=True)
class Term:
    """Passages that hold ``text`` in ``field``."""

    text: str
    field: Field = "stems"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Passages that hold ``terms`` (two or more) in a row among their stems."""

    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class And:
    """Passages that match every part. A part may be :class:`Not`; with nothing but Nots, all other passages match."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Passages that match at least ``at_least`` of the parts (no part is a :class:`Not`)."""

    parts: tuple[Query, ...]
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class Not:
    """Passages that do not match ``part``; stands inside :class:`And` or alone."""

    part: Query


@dataclass(frozen=True, slots=True)
class OfKind:
    """Passages of one of these kinds. Filters do not score."""

    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class InDocuments:
    """Passages of these documents. Filters do not score."""

    documents: frozenset[int]


@dataclass(frozen=True, slots=True)
class Everything:
    """All passages."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No passage."""


Query = Term | Phrase | And | Or | Not | OfKind | InDocuments | Everything | Nothing
