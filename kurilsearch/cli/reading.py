"""Commands that read what the library holds: ``show``, ``documents``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kurilsearch.cli.hit_lines import INDENT
from kurilsearch.cli.json_output import print_record
from kurilsearch.cli.options import (
    CONTEXT,
    color_option,
    format_option,
    library_options,
    open_chosen_library,
    width_option,
)
from kurilsearch.cli.reports import make_ready
from kurilsearch.cli.terminal import Paint, counted, line_width
from kurilsearch.cli.wording import document_line, path_from_here
from kurilsearch.library.excerpts import read_excerpt
from kurilsearch.library.records import documents_record, excerpt_record

if TYPE_CHECKING:
    from kurilsearch.model import Document


@click.command(context_settings=CONTEXT)
@click.argument("file")
@click.option("--at", metavar="PLACE", help='A page ("p. 12"), a paragraph ("¶ 7", "par 7") or a line ("line 120").')
@click.option("--furniture", is_flag=True, help="Also show what is never quoted: running heads, page numbers, menus.")
@format_option("text", "json")
@color_option
@width_option
@library_options
@click.pass_context
def show(ctx: click.Context, file: str, at: str | None, furniture: bool, form: str, color: bool) -> int:
    """Read the passages of FILE in order, or those at one place.

    FILE is a path or just a name, and may end in a line number as search prints it (seeds/a.txt:120). A bare
    number after --at is a page where the document has pages, else a paragraph.
    """
    with open_chosen_library(ctx) as library:
        make_ready(library)
        excerpt = read_excerpt(library, file, at, furniture=furniture)
        folder = library.settings.folder
    if form == "json":
        print_record(excerpt_record(excerpt))
    else:
        from kurilsearch.cli.excerpts_as_text import print_excerpt

        print_excerpt(excerpt, path=path_from_here(excerpt.document.file, folder), color=color)
    return 0


@click.command(context_settings=CONTEXT)
@format_option("text", "json")
@width_option
@library_options
@click.pass_context
def documents(ctx: click.Context, form: str) -> int:
    """List the documents of the library with author, title and year."""
    with open_chosen_library(ctx) as library:
        make_ready(library)
        found = library.documents()
        folder = library.settings.folder
        keys = library.cite_keys() if form == "json" else {}
    if form == "json":
        print_record(documents_record(found, keys))
    else:
        for line in _document_lines(found, folder):
            click.echo(line)
    return 0 if found else 1


def _document_lines(documents: Iterable[Document], folder: Path) -> Iterator[str]:
    """Yield the lines of the list: who wrote what and when, below it the file."""
    paint = Paint(color=False, width=line_width())
    for document in documents:
        yield paint.block(document_line(document) or "(nothing known)", indent=INDENT, first="")
        facts = [counted(document.passages, "passage"), document.language, document.format]
        if document.pages:
            facts.insert(1, counted(len(document.pages), "page"))
        yield paint.block(f"{path_from_here(document.file, folder)} · {' · '.join(facts)}", indent=INDENT)
