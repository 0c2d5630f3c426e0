"""Small libraries for the tests of search: a real store, and an engine written as plainly as can be.

The engine looks at every passage for every query. It is what :mod:`kurilsearch.engines.engine` says in words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kurilsearch.csl.names import csl_name
from kurilsearch.engines.engine import Candidates, Engine, PassageTerms
from kurilsearch.hit import SearchResult
from kurilsearch.indexing.derive import catch_up
from kurilsearch.indexing.ingest import ingested
from kurilsearch.language.sentences import SentenceSplitter
from kurilsearch.model import Document, Kind, Metadata, Page, ParsedDocument, Passage, Run, SourceText, WayBack
from kurilsearch.query import And, Everything, InDocuments, Not, Nothing, OfKind, Or, Phrase, Query, Term
from kurilsearch.search import search_passages
from kurilsearch.store import StoreKeeper, StoreReader
from kurilsearch.store.memory.store import MemoryStore
from kurilsearch.work import Described, Item

_KINDS = {"#": Kind.HEADING, ">": Kind.BLOCKQUOTE, "^": Kind.NOTE, "-": Kind.LIST, "=": Kind.REFERENCE}


def item_of(metadata: Metadata) -> Item:
    """Return the CSL item of a work of which no more is known."""
    found = {
        "id": metadata.citekey,
        "title": metadata.title,
        "author": [name for author in metadata.authors if (name := csl_name(author))],
        "issued": {"date-parts": [[metadata.year]]} if metadata.year else None,
        "language": metadata.language,
    }
    return {name: value for name, value in found.items() if value}


def document_called(store: StoreReader, file: str) -> Document:
    """Return the document of this file."""
    (found,) = (document for document in store.documents() if document.file == file)
    return found


@dataclass(frozen=True)
class Book:
    """A source: paragraphs parted by blank lines; a first character ``# > ^ - =`` and a space says the kind.

    A line ``~~~`` is furniture that interrupts a paragraph; a form feed begins a page.
    """

    file: str
    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    language: str = "en"
    labels: tuple[str | None, ...] = ()

    def parsed(self) -> ParsedDocument:
        passages: list[Passage] = []
        section: tuple[str, ...] = ()
        paragraph = 0
        for match in re.finditer(r"(?:(?!\n[ \t]*\n).)+", self.text, re.DOTALL):
            if not match[0].strip():
                continue
            kind, joined, runs = self._join(match.start(), match.end())
            if kind is Kind.HEADING:
                section = ()
            paragraph += kind in (Kind.BODY, Kind.BLOCKQUOTE)
            number = paragraph if kind in (Kind.BODY, Kind.BLOCKQUOTE) else None
            passages.append(Passage(kind, joined, WayBack(tuple(runs)), section, number))
            if kind is Kind.HEADING:
                section = (joined,)
        source = SourceText(self.text, "text", "utf-8", item_of(Metadata(self.title, self.authors, self.year)))
        return ParsedDocument(source, tuple(passages), (), tuple(self._pages()), self.language)

    def _join(self, start: int, end: int) -> tuple[Kind, str, list[Run]]:
        kind, joined, interrupted = Kind.BODY, "", False
        runs: list[Run] = []
        for line in re.finditer(r"[^\n\f]+", self.text[start:end]):
            at, words = start + line.start(), line[0].rstrip()
            if not words:
                continue
            if words == "~~~":
                interrupted = True
                continue
            if not runs and words[0] in _KINDS and words[1:2] == " ":
                kind, at, words = _KINDS[words[0]], at + 2, words[2:]
            joined += " " if joined else ""
            runs.append(Run(len(joined), at, len(words), interrupted))
            joined += words
            interrupted = False
        return kind, joined, runs

    def _pages(self) -> Iterable[Page]:
        if not self.labels:
            return
        starts = [0, *(match.end() for match in re.finditer("\f", self.text))]
        for number, (start, label) in enumerate(zip(starts, self.labels, strict=True), 1):
            yield Page(start, number, label)


class NaiveEngine:
    """Holds all entries in a dict and scores each of them for each query."""

    name = "naive"

    def __init__(self) -> None:
        self._entries: dict[int, PassageTerms] = {}
        self.revision = 0
        self._frequencies: dict[Query, int] = {}

    def apply(self, removed: Iterable[int] | None, added: Iterable[PassageTerms], revision: int) -> None:
        gone = None if removed is None else set(removed)
        self._entries = {
            n: entry for n, entry in self._entries.items() if gone is not None and entry.document not in gone
        }
        self._entries.update((entry.passage, entry) for entry in added)
        self.revision = revision
        self._frequencies.clear()

    def search(self, query: Query, limit: int, *, count: bool = True) -> Candidates:
        found = [entry for entry in self._entries.values() if _holds(query, entry)]
        scored = sorted((-self._score(query, entry), entry.passage) for entry in found)
        return Candidates(len(found), tuple(passage for _, passage in scored[:limit]))

    def refresh(self) -> None:
        pass

    def bytes_used(self) -> int:
        return sum(len(entry.stems) for entry in self._entries.values())

    def close(self) -> None:
        pass

    def _score(self, query: Query, entry: PassageTerms) -> float:
        match query:
            case Term() | Phrase():
                length = len(entry.stems.split())
                average = sum(len(other.stems.split()) for other in self._entries.values()) / len(self._entries)
                df = self._frequencies.get(query)
                if df is None:
                    df = self._frequencies[query] = sum(_holds(query, other) for other in self._entries.values())
                idf = math.log(1 + (len(self._entries) - df + 0.5) / (df + 0.5))
                tf = _count(query, entry)
                return idf * 2.2 * tf / (tf + 1.2 * (0.25 + 0.75 * length / average))
            case And(parts) | Or(parts):
                return sum(self._score(part, entry) for part in parts)
            case _:
                return 0.0


def _count(query: Term | Phrase, entry: PassageTerms) -> int:
    words = (entry.stems if query.field == "stems" else entry.words).split()
    terms = [query.text] if isinstance(query, Term) else list(query.terms)
    return sum(words[start : start + len(terms)] == terms for start in range(len(words)))


def _holds(query: Query, entry: PassageTerms) -> bool:
    match query:
        case Term() | Phrase():
            return _count(query, entry) > 0
        case And(parts):
            return all(_holds(part, entry) for part in parts)
        case Or(parts, at_least):
            assert not any(isinstance(part, Not) for part in parts)
            return sum(_holds(part, entry) for part in parts) >= at_least
        case Not(part):
            return not _holds(part, entry)
        case OfKind(kinds):
            return entry.kind in kinds
        case InDocuments(documents):
            return entry.document in documents
        case Everything():
            return True
        case Nothing():
            return False


class SmallLibrary:
    """A store and an engine with some books in them."""

    def __init__(
        self, folder: Path, *books: Book, engine: Engine | None = None, store: StoreKeeper | None = None
    ) -> None:
        self.store: StoreKeeper = store or MemoryStore()
        self.engine: Engine = engine or NaiveEngine()
        self.splitter = SentenceSplitter()
        self.add(*books)

    def add(self, *books: Book) -> None:
        with self.store.batch() as batch:
            for book in books:
                document = ingested(book.parsed(), book.file, len(book.text), 0, book.file.encode())
                batch.put(
                    self.store.prepare(document), Described(document.own), Metadata(book.title, book.authors, book.year)
                )
        catch_up(self.store, self.engine)

    def search(self, query: str, limit: int = 10, **options: Any) -> SearchResult:
        return search_passages(self.store, self.engine, self.splitter, query, limit, **options)

    def quotes(self, query: str, limit: int = 10, **options: Any) -> list[str]:
        return [hit.quote for hit in self.search(query, limit, **options).hits]

    def files(self, query: str, limit: int = 100, **options: Any) -> list[str]:
        return [hit.file for hit in self.search(query, limit, **options).hits]
