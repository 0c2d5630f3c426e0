"""The command ``cite``: sources as citations, as cite keys, or as a bibliography file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from kurilsearch.cli.options import CONTEXT, STYLES, format_option, library_options, open_chosen_library
from kurilsearch.cli.reports import make_ready
from kurilsearch.cli.terminal import printable, write_utf8
from kurilsearch.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kurilsearch.cite.hits import Source
    from kurilsearch.cite.render import RenderedCitation
    from kurilsearch.library.library import Library


@click.command(context_settings=CONTEXT)
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option("--all", "every", is_flag=True, help="Cite all sources of the library.")
@click.option("--locator", metavar="PLACE", help='Where in the work: "p. 23", "pp. 71-72", "para. 7", "chap. 3".')
@click.option(
    "--style",
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
    type=click.Choice(["plain", "markdown", "html", "rtf"]),
    default="plain",
    show_default=True,
    help="Markup.",
)
@click.option(
    "--export",
    type=click.Choice(["bibtex", "biblatex", "ris", "csljson"]),
    help="Write a bibliography file for other programs instead.",
)
@format_option("text", "json")
@library_options
@click.pass_context
def cite(
    ctx: click.Context,
    files: tuple[str, ...],
    every: bool,
    locator: str | None,
    style: str | None,
    kind: str | None,
    to: str,
    export: str | None,
    form: str,
) -> int:
    """Write the citation of each FILE, ready to paste.

    What a citation lacks, and what in it was guessed, is said on the error stream. See `kurilsearch help styles`.

    Exit codes: 0 all cited, 1 some could not be, 2 could not run.
    """
    if export and (locator or style or kind):
        raise UsageError("--export writes all that is known of a work", "Leave --locator, --style and --form out")
    if kind == "bibliography" and locator:
        raise UsageError("An entry of the bibliography has no place in the work", "Leave out --locator, or --form")
    with open_chosen_library(ctx) as library:
        make_ready(library)
        chosen = _chosen(library, files, every=every)
        if export:
            write_utf8()
            to_format: Any = export
            click.echo(library.export(chosen, to_format), nl=False)
            return 0
        citations = _cited(library, chosen, style, locator, kind, to)
        if kind in ("note", "intext"):
            _tell_form(style or library.style, in_notes=kind == "note")
    if form == "json":
        from kurilsearch.cli.hits_as_data import print_object

        print_object({}, citations=map(_record, chosen, citations))
    else:
        _print(citations, to)
        _tell(zip(chosen, citations, strict=True))
    return 0 if all(citation.text for citation in citations) else 1


def _chosen(library: Library, files: Sequence[str], *, every: bool) -> Sequence[Source]:
    """Return the sources that are meant."""
    if every == bool(files):
        said = "Both files and --all are given" if every else "No file is given"
        raise UsageError(said, "Name the files to cite, or type `kurilsearch cite --all`")
    return library.sources(None if every else files)


def _cited(
    library: Library, chosen: Sequence[Source], style: str | None, place: str | None, kind: str | None, to: Any
) -> list[RenderedCitation]:
    """Return the citations; without a place and a form they are entries of a bibliography.

    A work that the style leaves out of its bibliography is then cited as in a note or the text.
    """
    from kurilsearch.cite.locator import parse_locator

    locator = parse_locator(place) if place is not None else None
    wanted: Any = kind or (None if locator else "bibliography")
    citations = library.cite_sources(chosen, style, locator, form=wanted, to=to)
    left_out = [] if kind else [at for at, citation in enumerate(citations) if citation.left_out]
    if not left_out:
        return citations
    notes = library.cite_sources([chosen[at] for at in left_out], style, to=to)
    for at, note in zip(left_out, notes, strict=True):
        citations[at] = replace(citations[at], text=note.text)
    return citations


def _tell_form(name: str, *, in_notes: bool) -> None:
    """Say that a style cites in one way only, where the other was asked for, and which style has that."""
    from kurilsearch.cite.keys import KEY_SYNTAXES
    from kurilsearch.cite.styles import SHORT_NAMES, CitationFormat, counterpart, find_style

    if name in KEY_SYNTAXES:
        return
    style = find_style(name)
    if (style.format is CitationFormat.NOTE) is in_notes:
        return
    asked, has = ("in notes", "in the text") if in_notes else ("in the text", "in notes")
    click.echo(f"kurilsearch: {style.name} does not cite {asked}: this is how it cites {has}", err=True)
    others = (short for short in SHORT_NAMES if (find_style(short).format is CitationFormat.NOTE) is in_notes)
    click.echo(f"  Styles that cite {asked}: {counterpart(style) or ', '.join(others)}", err=True)


def _print(citations: Sequence[RenderedCitation], to: str) -> None:
    """Print the citations, a line each; HTML in paragraphs, RTF as one document."""
    texts = [citation.text for citation in citations if citation.text]
    if to != "plain":
        write_utf8()
    if to == "rtf":
        from kurilsearch.cite.render import rtf_document

        click.echo(rtf_document(texts), nl=False)
        return
    for text in texts:
        click.echo(_paragraph(text) if to == "html" else printable(text))


def _paragraph(html: str) -> str:
    """Return a citation as HTML that can stand by itself; an entry in two columns is made of divisions already."""
    return f'<div class="csl-entry">{html}</div>' if html.startswith("<div") else f"<p>{html}</p>"


def _tell(cited: Iterable[tuple[Source, RenderedCitation]]) -> None:
    """Say what could not be cited, and what a citation lacks or only guesses."""
    from kurilsearch.describe.sources_file import everyday_name

    for source, citation in cited:
        file = printable(source.document.file)
        if citation.problem:
            instead = ": this is how it is cited in a note or the text" if citation.text else ""
            click.echo(f"kurilsearch: {file}: {citation.problem}{instead}", err=True)
        fix = f"`kurilsearch sources set {file} {{}}=…`"
        if source.missing:
            gaps = "; ".join(map(str, source.missing))
            field = everyday_name(source.missing[0].field, source.described.item)
            click.echo(f"kurilsearch: {file}: {gaps}. {fix.format(field)} fills it in", err=True)
        if names := _guessed(source):
            are = "is a guess" if len(names) == 1 else "are guesses"
            click.echo(
                f"kurilsearch: {file}: {', '.join(names)} {are} from the first page. {fix.format(names[0])} settles it",
                err=True,
            )


def _guessed(source: Source) -> list[str]:
    """Return what was guessed of a source, by the names that users have for fields."""
    from kurilsearch.describe.sources_file import everyday_name

    item, guessed = source.described.item, source.described.guessed - {"type"}
    return [everyday_name(variable, item) for variable in source.described.origins if variable in guessed]


def _record(source: Source, citation: RenderedCitation) -> dict[str, Any]:
    """Return a citation as plain values."""
    return {
        "file": source.document.file,
        "citekey": source.key,
        "citation": citation.text or None,
        "problem": citation.problem,
        "guessed": sorted(source.described.guessed),
        "missing": [{"field": field, "reason": reason} for field, reason in source.missing],
    }
