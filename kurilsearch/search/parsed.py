"""The parsed query: what the user asked for, before the library's vocabulary and documents come in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kurilsearch.errors import QueryError
from kurilsearch.model import Span


class Word(NamedTuple):
    """A word as typed. It may hold several tokens (``Soviet-Japanese``), which then stand in a row."""

    text: str


class Quoted(NamedTuple):
    """``"several words"``: in a row, or, with ``near``, each within so many words of the next, in any order."""

    text: str
    near: int | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """``impl*`` or ``wom?n``: ``*`` stands for any characters, ``?`` for one."""

    text: str


class Fuzzy(NamedTuple):
    """``watre~``: words that at most ``distance`` single-letter edits turn into this one."""

    text: str
    distance: int = 1


class Years(NamedTuple):
    """``[1985 TO 1992]``: from ``first`` to ``last``, both included; None where the range is open."""

    first: int | None
    last: int | None


class Passages(NamedTuple):
    """Passages that are known by their ids, with the ranges of their text for which they are meant, and theirs."""

    spans: Mapping[int, tuple[Span, ...]]
    documents: frozenset[int]


class InField(NamedTuple):
    """``author:Kimura``: the document, or the passage's kind, rather than the words of the passage."""

    field: str
    value: Word | Quoted | Pattern | Fuzzy | Years | Passages


@dataclass(frozen=True, slots=True)
class Required:
    """``+word``: a word that must stand in a passage, also where those beside it need not."""

    word: Word


class AllOf(NamedTuple):
    """Parts side by side; ``strict`` where the query has operators, so that plain words must stand as well."""

    parts: tuple[Parsed, ...]
    strict: bool = False


class AnyOf(NamedTuple):
    """One part or more: OR."""

    parts: tuple[Parsed, ...]


class NoneOf(NamedTuple):
    """Not this part: NOT."""

    part: Parsed


Leaf = Word | Quoted | Pattern | Fuzzy | InField
Parsed = Leaf | Required | AllOf | AnyOf | NoneOf


def parse_word(text: str) -> Word | Required:
    """Return a plain word, one that must stand where a plus is before it."""
    return Required(Word(text[1:])) if text[0] == "+" and text[1:2].isalnum() else Word(text)


def leaves(parsed: Parsed) -> Iterator[Leaf]:
    """Yield the leaves of the tree in the order they were typed."""
    if isinstance(parsed, AllOf | AnyOf):
        for part in parsed.parts:
            yield from leaves(part)
    elif isinstance(parsed, NoneOf):
        yield from leaves(parsed.part)
    elif isinstance(parsed, Required):
        yield parsed.word
    else:
        yield parsed


def with_passages_citing(parsed: Parsed, citing: Callable[[str], Passages]) -> Parsed:
    """Return a query in which the work of each ``cites:`` has given way to the passages that cite it.

    QueryError where what stands behind the colon is no name.
    """
    match parsed:
        case AllOf(parts) | AnyOf(parts):
            return parsed._replace(parts=tuple(with_passages_citing(part, citing) for part in parts))
        case NoneOf(part):
            return NoneOf(with_passages_citing(part, citing))
        case InField("cites", Word(text) | Quoted(text)):
            return InField("cites", citing(text))
        case InField("cites"):
            raise QueryError("cites: takes no pattern", 'Write cites:Ziegler, cites:"Ziegler 1993" or a cite key')
    return parsed


def passages_meant(parsed: Parsed) -> Iterator[Passages]:
    """Yield the passages of which a query says that they are meant, not those that it excludes."""
    if isinstance(parsed, AllOf | AnyOf):
        for part in parsed.parts:
            yield from passages_meant(part)
    elif isinstance(parsed, InField) and isinstance(parsed.value, Passages):
        yield parsed.value
