"""The command ``open``: a source at a page, in the reader that the system has for it."""

from __future__ import annotations

import click

from kurilsearch.cli.options import CONTEXT, library_options, open_chosen_library
from kurilsearch.cli.reports import make_ready
from kurilsearch.cli.terminal import printable
from kurilsearch.library.excerpts import Excerpt, read_excerpt
from kurilsearch.library.places import page_place, position_of


@click.command("open", context_settings=CONTEXT)
@click.argument("source", metavar="HIT|SOURCE")
@click.option("--at", metavar="PLACE", help='A page ("p. 12"), a paragraph ("¶ 7") or a line ("line 120").')
@library_options
@click.pass_context
def open_source(ctx: click.Context, source: str, at: str | None) -> int:
    """Open a source in the system's reader, at a page if it can.

    SOURCE is its cite key, its author, its title or its file; a HIT is file and line as search prints it
    (seeds/a.txt:120). Where no reader can be told the place, it is printed.
    """
    with open_chosen_library(ctx) as library:
        make_ready(library)
        excerpt = read_excerpt(library, source, at)
        is_whole = at is None and len(excerpt.passages) == excerpt.document.passages
        place, page = ("", None) if is_whole else _place(excerpt)
        click.echo(printable(" · ".join(filter(None, (excerpt.document.file, place)))))
        library.open_in_reader(excerpt.document.file, page)
    return 0


def _place(excerpt: Excerpt) -> tuple[str, int | None]:
    """Return where an excerpt begins, for a person to turn to, and the page of the file.

    Where the file has neither pages nor lines the heading above is the way there.
    """
    position = position_of(excerpt.passages[0], excerpt.document)
    section = excerpt.passages[0].passage.section[-1:] if position.line_start is None else ()
    page = str(page_place(position.page, position.file_page) or "")
    parts = [
        page or " ".join(section),
        f"¶ {position.paragraph}" if position.paragraph is not None else "",
        f"line {position.line_start}" if position.line_start is not None else "",
    ]
    return " · ".join(filter(None, parts)), position.file_page
