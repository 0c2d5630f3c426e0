"""The command ``cite``: sources as citations, as cite keys, or as a bibliography file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kurilsearch.cli.guesses import about_guesses
from kurilsearch.cli.json_output import print_record
from kurilsearch.cli.options import (
    CONTEXT,
    MARKUPS,
    STYLES,
    check_output,
    format_option,
    library_options,
    open_chosen_library,
    output_option,
)
from kurilsearch.cli.reports import make_ready
from kurilsearch.cli.terminal import printable, shell_word, write_utf8
from kurilsearch.errors import UsageError
from kurilsearch.library.records import citations_record
from kurilsearch.library.source_citations import cite_each
from kurilsearch.library.source_fields import guessed_fields, missing_fields
from kurilsearch.library.stand_alone import citations_document, write_document
from kurilsearch.library.style_forms import form_instead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kurilsearch.cite.hits import Source
    from kurilsearch.library.citing import CitationForm, Markup
    from kurilsearch.library.library import Library
    from kurilsearch.library.source_citations import SourceCitation
    from kurilsearch.library.style_forms import OtherForm


@click.command(context_settings=CONTEXT)
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option("--all", "every", is_flag=True, help="Cite all sources of the library.")
@click.option("--locator", metavar="PLACE", help='Where in the work: "p. 23", "pp. 71-72", "para. 7", "chap. 3".')
@click.option(
    "--style",
    "--cite",
    metavar="NAME",
    help=f"{STYLES}. Default: the library's `style`, else chicago.",
)
@click.option(
    "--form",
    "kind",
    type=click.Choice(["note", "intext", "bibliography"]),
    help="What is wanted; default: the entry in the bibliography, with --locator what the style has in note or text.",
)
@click.option(
    "--to",
    type=click.Choice(MARKUPS),
    default="plain",
    show_default=True,
    help="Markup.",
)
@click.option(
    "--export",
    type=click.Choice(["bibtex", "biblatex", "ris", "csljson"]),
    help="Write a bibliography file for other programs instead.",
)
@output_option
@format_option("text", "json")
@library_options
@click.pass_context
def cite(
    ctx: click.Context,
    files: tuple[str, ...],
    every: bool,
    locator: str | None,
    style: str | None,
    kind: CitationForm | None,
    to: str,
    output: Path | None,
    export: str | None,
    form: str,
) -> int:
    """Write the citation of each FILE, ready to paste.

    What a citation lacks, and what in it was guessed, is said on the error stream. See `kurilsearch help styles`.

    Exit codes: 0 all cited, 1 some could not be, 2 could not run.
    """
    if export and (locator or style or kind):
        raise UsageError("--export writes all that is known of a work", "Leave --locator, --style and --form out")
    check_output(to, output)
    if kind == "bibliography" and locator:
        raise UsageError("An entry of the bibliography has no place in the work", "Leave out --locator, or --form")
    with open_chosen_library(ctx) as library:
        make_ready(library)
        chosen = _chosen(library, files, every=every)
        if export:
            write_utf8()
            to_format: Any = export
            write_document(library.export(chosen, to_format), export, output)
            return 0
        markup: Markup = "markdown" if to == "docx" else to  # type: ignore[assignment]
        citations = cite_each(library, chosen, style, place=locator, form=kind, to=markup)
        other = form_instead(style or library.style, kind)
    if other:
        _tell_form(other)
    if form == "json":
        print_record(citations_record(citations))
    else:
        _print(citations, markup, to, output)
        for citation in citations:
            _tell(citation)
    return 0 if all(citation.text for citation in citations) else 1


def _chosen(library: Library, files: Sequence[str], *, every: bool) -> Sequence[Source]:
    """Return the sources that are meant."""
    if every == bool(files):
        said = "Both files and --all are given" if every else "No file is given"
        raise UsageError(said, "Name the files to cite, or type `kurilsearch cite --all`")
    return library.sources(None if every else files)


def _tell_form(other: OtherForm) -> None:
    """Say that a style cites in one way only, where the other was asked for, and which style has that."""
    asked, has = ("in the text", "in notes") if other.in_notes else ("in notes", "in the text")
    click.echo(f"kurilsearch: {other.style} does not cite {asked}: this is how it cites {has}", err=True)
    click.echo(f"  Styles that cite {asked}: {', '.join(other.instead)}", err=True)


def _print(citations: Sequence[SourceCitation], markup: Markup, to: str, output: Path | None) -> None:
    """Print the citations as one text; of sources of which neither author nor title is known, one stands for all."""
    texts: list[str] = []
    for citation in citations:
        metadata = citation.source.document.metadata
        is_nameless = not (metadata.title or metadata.authors)
        if citation.text and not (is_nameless and citation.text in texts):
            texts.append(citation.text)
    if to != "plain":
        write_utf8()
    shown = texts if to in ("html", "rtf") else map(printable, texts)
    document = citations_document(shown, markup)
    write_document(document.replace("\n", "\n\n") if to == "docx" else document, to, output)


def _tell(citation: SourceCitation) -> None:
    """Say why a source could not be cited, and what its citation lacks or only guesses."""
    source = citation.source
    file = printable(source.document.file)
    if citation.problem:
        instead = ": this is how it is cited in a note or the text" if citation.text else ""
        click.echo(f"kurilsearch: {file}: {citation.problem}{instead}", err=True)
    if source.missing:
        gaps = "; ".join(map(str, source.missing))
        fix = f"`kurilsearch sources set {shell_word(source.document.file)} {missing_fields(source)[0]}=…` fills it in"
        click.echo(f"kurilsearch: {file}: {gaps}. {fix}", err=True)
    if names := guessed_fields(source):
        said, fix = about_guesses(source.document.file, names)
        click.echo(f"kurilsearch: {file}: {said}. {fix}", err=True)
