"""Commands that follow citations: ``references`` lists what a source cites, ``cited`` finds who cites a work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kurilsearch.cli.options import CONTEXT, color_option, format_option, library_options, open_chosen_library
from kurilsearch.cli.reports import make_ready

if TYPE_CHECKING:
    from kurilsearch.model import Document
    from kurilsearch.references.model import PassageSpan, References


@click.command(context_settings=CONTEXT)
@click.argument("file")
@format_option("text", "json")
@color_option
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
        _print_references(found, document)
    else:
        from kurilsearch.cli.references_as_text import print_references

        print_references(found, document, folder=folder, color=color)
    return 0 if found.entries or found.citations else 1


@click.command(context_settings=CONTEXT)
@click.argument("work", nargs=-1, required=True)
@click.option("-n", "--limit", type=click.IntRange(1), default=20, show_default=True, help="How many passages to show.")
@format_option("text", "json")
@color_option
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
    if form == "json":
        from kurilsearch.cli.hits_as_data import print_object

        print_object(
            {"work": result.work.text, "total": result.total}, hits=(each.to_dict() for each in result.passages)
        )
    else:
        from kurilsearch.cli.references_as_text import print_citing

        print_citing(result, folder=folder, color=color)
    return 0 if result.passages else 1


def _print_references(found: References, document: Document) -> None:
    """Print what a document cites as one object; entries and citations name each other by their index."""
    from kurilsearch.cli.hits_as_data import print_object

    def place(where: PassageSpan) -> dict[str, Any]:
        from kurilsearch.hit import locate_page

        stored = found.passages[where.passage_id]
        page, file_page = locate_page(document, where.source_span)
        line_start, line_end = stored.lines_of(*where.source_span) or (None, None)
        return {
            "kind": str(stored.passage.kind),
            "page": page,
            "file_page": file_page,
            "paragraph": stored.passage.paragraph,
            "line_start": line_start,
            "line_end": line_end,
        }

    entries = (
        {"index": index, **entry.to_dict(), "line_start": place(entry.places[0])["line_start"]}
        for index, entry in enumerate(found.entries)
    )
    calls = found.calls_by_note()
    citations = (
        citation.to_dict()
        | place(citation.place)
        | {
            "entries": list(link.entries),
            "called_from": [
                place(call.place) | {"label": call.label} for call in calls.get(citation.place.passage_id, [])
            ],
        }
        for citation, link in zip(found.citations, found.links, strict=True)
    )
    lost = [{"label": mark.label, "char_start": mark.start, "char_end": mark.end} for mark in found.lost_marks]
    print_object({"file": document.file}, entries=entries, citations=citations, marks_without_note=lost)
