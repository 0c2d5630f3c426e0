"""Commands that follow citations: ``references`` lists what a source cites, ``cited`` finds who cites a work."""

from __future__ import annotations

import click

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
from kurilsearch.library.records import citing_record, references_record


@click.command(context_settings=CONTEXT)
@click.argument("file")
@format_option("text", "json")
@color_option
@width_option
@library_options
@click.pass_context
def references(ctx: click.Context, file: str, form: str, color: bool) -> int:
    """List the works that a source cites, and where.

    Listed works that are never cited, and citations of works that are not listed, are told.

    Exit codes: 0 works found, 1 none, 2 could not run.
    """
    with open_chosen_library(ctx) as library:
        make_ready(library)
        document = library.find_document(file)
        found = library.references(document.file)
        folder = library.settings.folder
    if form == "json":
        print_record(references_record(found, document))
    else:
        from kurilsearch.cli.references_as_text import print_references

        print_references(found, document, folder=folder, color=color)
    return 0 if found.entries or found.citations else 1


@click.command(context_settings=CONTEXT)
@click.argument("work", nargs=-1, required=True)
@click.option("-n", "--limit", type=click.IntRange(1), default=20, show_default=True, help="How many passages to show.")
@format_option("text", "json")
@color_option
@width_option
@library_options
@click.pass_context
def cited(ctx: click.Context, work: tuple[str, ...], limit: int, form: str, color: bool) -> int:
    """Find the passages of all sources that cite a work.

    They cite it in the text, by number, or in a note. WORK is an author and a year (Ziegler 1993, "Kimura & Welch
    1998a"), a title in quotation marks, or a DOI.

    Exit codes: 0 found, 1 nothing found, 2 could not run.
    """
    with open_chosen_library(ctx) as library:
        make_ready(library)
        result = library.cited(" ".join(work), limit=limit)
        folder = library.settings.folder
        keys = library.cite_keys() if form == "json" else {}
    if form == "json":
        print_record(citing_record(result, keys))
    else:
        from kurilsearch.cli.references_as_text import print_citing

        print_citing(result, folder=folder, color=color)
    return 0 if result.passages else 1
