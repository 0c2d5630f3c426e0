"""Plain Whoosh and plain tantivy, as a user would write them: the engines' own analysers, defaults everywhere.

Words must all stand in a paragraph, as in kurilsearch; the stored text of the ten best is fetched, and no more is made
of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.queries import DrawnQuery

if TYPE_CHECKING:
    from tantivy import Schema

Search = Callable[[DrawnQuery], int]
"""Answers a query; returns how many hits were fetched."""


def build_whoosh(folder: Path, paragraphs: Iterable[tuple[str, str]]) -> None:
    """Index the paragraphs with Whoosh."""
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.index import create_in

    folder.mkdir(parents=True, exist_ok=True)
    writer = create_in(str(folder), Schema(file=ID(stored=True), text=TEXT(stored=True))).writer()
    for file, text in paragraphs:
        writer.add_document(file=file, text=text)
    writer.commit()


def search_whoosh(folder: Path) -> Search:
    """Return a search over Whoosh's index."""
    from whoosh.index import open_dir
    from whoosh.qparser.default import QueryParser

    index = open_dir(str(folder))
    parser, searcher = QueryParser("text", index.schema), index.searcher()

    def search(query: DrawnQuery) -> int:
        return len([hit["text"] for hit in searcher.search(parser.parse(query.text), limit=10)])

    return search


def build_tantivy(folder: Path, paragraphs: Iterable[tuple[str, str]]) -> None:
    """Index the paragraphs with tantivy."""
    import tantivy

    folder.mkdir(parents=True, exist_ok=True)
    writer = tantivy.Index(_tantivy_schema(), path=str(folder)).writer()
    for file, text in paragraphs:
        writer.add_document(tantivy.Document(file=file, text=text))
    writer.commit()
    writer.wait_merging_threads()


def search_tantivy(folder: Path) -> Search:
    """Return a search over tantivy's index. Its query language has no prefixes: those are regular expressions."""
    import tantivy

    schema = _tantivy_schema()
    index = tantivy.Index.open(str(folder))
    index.reload()
    searcher = index.searcher()

    def search(query: DrawnQuery) -> int:
        if query.kind == "prefix":
            parsed = tantivy.Query.regex_query(schema, "text", re.escape(query.words[0]) + ".*")
        else:
            parsed = index.parse_query(query.text, ["text"], conjunction_by_default=True)
        return len([searcher.doc(address)["text"] for _, address in searcher.search(parsed, limit=10).hits])

    return search


def search_any_word(folder: Path) -> Search:
    """Return a search over tantivy's index for passages with any of three words of a quotation."""
    import tantivy

    schema = _tantivy_schema()
    index = tantivy.Index.open(str(folder))
    searcher = index.searcher()

    def search(query: DrawnQuery) -> int:
        words = re.findall(r"\w+", " ".join(query.words).lower())[1:6:2]
        terms = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", word)) for word in words]
        hits = searcher.search(tantivy.Query.boolean_query(terms), limit=10).hits
        return len([searcher.doc(address)["text"] for _, address in hits])

    return search


def _tantivy_schema() -> Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("file", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", stored=True)
    return builder.build()
