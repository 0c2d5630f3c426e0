"""Small libraries for the tests of search: a store in memory, and an engine written as plainly as can be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kurilsearch.csl.names import csl_name
from kurilsearch.engines.engine import Engine
from kurilsearch.hit import SearchResult
from kurilsearch.indexing.derive import catch_up
from kurilsearch.indexing.ingest import ingested
from kurilsearch.language.sentences import SentenceSplitter
from kurilsearch.model import Document, Kind, Metadata, Page, ParsedDocument, Passage, Run, SourceText, WayBack
from kurilsearch.search import search_passages
from kurilsearch.store import FileState, StoreKeeper, StoreReader
from kurilsearch.store.memory.store import MemoryStore
from kurilsearch.work import Candidate, Described, Guess, Item
from tests.naive_engine import NaiveEngine

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


def guess_of(item: Item) -> Guess:
    """Return an item as a guess that has one reading of each field."""
    return {name: (Candidate(value, 0.9, ("first page",)),) for name, value in item.items()}


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
                document = ingested(book.parsed(), book.file, FileState(len(book.text), 0), book.file.encode())
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
