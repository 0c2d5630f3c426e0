"""The one query tree: what every engine answers, with the same set of passages.

Prefixes, wildcards, fuzzy words, spellings and metadata filters are resolved above the engines, against the
store; nearness of more than two words is verified above them. An engine therefore sees only these nodes. Terms are as
:mod:`kurilsearch.language.tokens` makes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from kurilsearch.model import Kind

Field = Literal["stems", "words"]
"""``stems`` holds the stems of a passage's words in order, ``words`` the folded words themselves, in no order."""


class Term(NamedTuple):
    """Passages that hold ``text`` in ``field``."""

    text: str
    field: Field = "stems"


class Phrase(NamedTuple):
    """Passages that hold ``terms`` (two or more) in a row among their stems."""

    terms: tuple[str, ...]


class Near(NamedTuple):
    """Passages in which two different stems stand within ``distance`` (1 or more) words of each other, either first.

    It does not score: it stands beside terms that do.
    """

    one: str
    other: str
    distance: int


class And(NamedTuple):
    """Passages that match every part. A part may be :class:`Not`; with nothing but Nots, all other passages match."""

    parts: tuple[Query, ...]


class Or(NamedTuple):
    """Passages that match at least ``at_least`` of the parts (no part is a :class:`Not`)."""

    parts: tuple[Query, ...]
    at_least: int = 1


class Not(NamedTuple):
    """Passages that do not match ``part``; stands inside :class:`And` or alone."""

    part: Query


class OfKind(NamedTuple):
    """Passages of one of these kinds. Filters do not score."""

    kinds: frozenset[Kind]


class InDocuments(NamedTuple):
    """Passages of these documents. Filters do not score."""

    documents: frozenset[int]


@dataclass(frozen=True, slots=True)
class Everything:
    """All passages."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No passage."""


Query = Term | Phrase | Near | And | Or | Not | OfKind | InDocuments | Everything | Nothing
