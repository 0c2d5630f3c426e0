"""Commands that read what the library holds: ``show``, ``documents``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kurilsearch.cli.options import CONTEXT, color_option, format_option, library_options, open_chosen_library
from kurilsearch.cli.places import describe, parse_place, passage_record, passages_at, path_from_here
from kurilsearch.cli.reports import make_ready
from kurilsearch.cli.terminal import counted, printable
from kurilsearch.errors import NoSuchSourceError

if TYPE_CHECKING:
    from kurilsearch.library.library import Library
    from kurilsearch.model import Document, Furniture

_FILE_AND_LINE = re.compile(r"(.+):(\d+)")


@click.command(context_settings=CONTEXT)
@click.argument("file")
@click.option("--at", metavar="PLACE", help='A page ("p. 12"), a paragraph ("¶ 7", "par 7") or a line ("line 120").')
@click.option("--furniture", is_flag=True, help="Also show what is never quoted: running heads, page numbers, menus.")
@format_option("text", "json")
@color_option
@library_options
@click.pass_context
def show(ctx: click.Context, file: str, at: str | None, furniture: bool, form: str, color: bool) -> int:
    """Read the passages of FILE in order, or those at one place.

    FILE is a path or just a name, and may end in a line number as search prints it (seeds/a.txt:120). A bare
    number after --at is a page where the document has pages, else a paragraph.
    """
    with open_chosen_library(ctx) as library:
        make_ready(library)
        document, line = _find(library, file)
        passages = library.passages(document.file)
        at = at if at is not None or line is None else f"line {line}"
        if at is not None:
            passages = passages_at(parse_place(at, document), document, passages)
        around = (passages[0].passage.char_start, passages[-1].passage.char_end) if at and passages else None
        regions = [part for part in library.furniture(document.file) if _within(part, around)] if furniture else []
        text = library.source_text(document.file) if furniture else ""
        folder = library.settings.folder
    if form == "json":
        from kurilsearch.cli.hits_as_data import print_object

        lists: dict[str, Iterable[dict[str, Any]]] = {"passages": (passage_record(each, document) for each in passages)}
        if furniture:
            lists["furniture"] = (_furniture_record(part, text) for part in regions)
        print_object({"file": document.file}, **lists)
    else:
        from kurilsearch.cli.pages_as_text import print_document

        shown = [(part, text[part.start : part.end]) for part in regions]
        print_document(document, passages, shown, path=path_from_here(document.file, folder), color=color)
    return 0


@click.command(context_settings=CONTEXT)
@format_option("text", "json")
@library_options
@click.pass_context
def documents(ctx: click.Context, form: str) -> int:
    """List the documents of the library with author, title and year."""
    with open_chosen_library(ctx) as library:
        make_ready(library)
        found = library.documents()
        folder = library.settings.folder
    if form == "json":
        from kurilsearch.cli.hits_as_data import print_object

        print_object({}, documents=map(_document_record, found))
    else:
        for line in _document_lines(found, folder):
            click.echo(line)
    return 0 if found else 1


def _find(library: Library, file: str) -> tuple[Document, str | None]:
    """Return the document that ``file`` names, and the line behind it, if any."""
    try:
        return library.find_document(file), None
    except NoSuchSourceError:
        match = _FILE_AND_LINE.fullmatch(file)
        if match is None:
            raise
    return library.find_document(match[1]), match[2]


def _within(region: Furniture, around: tuple[int, int] | None) -> bool:
    """Tell whether a region touches the source range ``around``; None is all of the source."""
    return around is None or (region.end >= around[0] and region.start <= around[1])


def _furniture_record(region: Furniture, text: str) -> dict[str, Any]:
    """Return a region that is never quoted as plain values."""
    return {
        "char_start": region.start,
        "char_end": region.end,
        "reason": region.reason,
        "text": text[region.start : region.end],
    }


def _document_record(document: Document) -> dict[str, Any]:
    """Return a document as plain values; ``pages`` counts those of the file."""
    metadata = document.metadata
    return {
        "document": document.id,
        "file": document.file,
        "author": "; ".join(metadata.authors) or None,
        "title": metadata.title,
        "year": metadata.year,
        "citekey": metadata.citekey,
        "guessed": sorted(metadata.guessed),
        "language": document.language,
        "format": document.format,
        "encoding": document.encoding,
        "chars": document.chars,
        "passages": document.passages,
        "pages": len(document.pages),
    }


def _document_lines(documents: Iterable[Document], folder: Path) -> Iterator[str]:
    """Yield the lines of the list: who wrote what and when, below it the file."""
    for document in documents:
        metadata = document.metadata
        line = describe("; ".join(metadata.authors), metadata.title, metadata.year, metadata.guessed)
        yield printable(line or "(nothing known)")
        facts = [counted(document.passages, "passage"), document.language, document.format]
        if document.pages:
            facts.insert(1, counted(len(document.pages), "page"))
        yield printable(f"    {path_from_here(document.file, folder)} · {' · '.join(facts)}")
