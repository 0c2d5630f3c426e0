"""The command ``sources``: what is known of each source, what is guessed, what is missing; and setting it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from kurilsearch.cli.hit_lines import INDENT
from kurilsearch.cli.json_output import print_record
from kurilsearch.cli.options import CONTEXT, format_option, library_options, open_chosen_library
from kurilsearch.cli.reports import make_ready
from kurilsearch.cli.terminal import Paint, counted, line_width, printable
from kurilsearch.cli.wording import document_line, path_from_here
from kurilsearch.errors import UsageError
from kurilsearch.library.records import sources_record
from kurilsearch.library.source_fields import guessed_fields, known_fields, missing_fields
from kurilsearch.work import OriginKind

if TYPE_CHECKING:
    from pathlib import Path

    from kurilsearch.cite.hits import Source

_ORIGINS = {OriginKind.DOCUMENT: "said by the document", OriginKind.GUESS: "guessed from the first page"}
"""Where fields are known from that no file beside the document says."""


@click.group(context_settings=CONTEXT, invoke_without_command=True)
@click.option("--check", is_flag=True, help="Exit with 1 where a citation could not be complete.")
@format_option("text", "json")
@library_options
@click.pass_context
def sources(ctx: click.Context, check: bool, form: str) -> int:
    """List what is known of each source, and what is missing.

    Where it is known from, what is guessed, and what a complete citation lacks is said.

    `kurilsearch sources set FILE author="Family, Given" year=1985` fills a gap. See `kurilsearch help files`.

    Exit codes: 0; with --check 1 where something is missing; 2 could not run.
    """
    if ctx.invoked_subcommand is not None:
        return 0
    with open_chosen_library(ctx) as library:
        make_ready(library)
        listed = library.sources()
        problems = library.bibliography_problems()
        folder = library.settings.folder
    incomplete = [source for source in listed if source.missing]
    if form == "json":
        print_record(sources_record(listed, problems))
    else:
        paint = Paint(color=False, width=line_width())
        for source in listed:
            click.echo("\n".join(_lines(source, folder, paint)) + "\n")
        for problem in problems:
            click.echo(paint.block(problem, indent=INDENT, first=""))
        click.echo(_summary(listed, incomplete, folder))
    return 1 if check and incomplete else 0


@sources.command("set", context_settings=CONTEXT)
@click.argument("file")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE…")
@library_options
@click.pass_context
def set_source(ctx: click.Context, file: str, fields: tuple[str, ...]) -> int:
    """Set what is cited of FILE, in the library's sources.toml, a file that you can edit too.

    FIELD is author, title, year, journal, volume, issue, pages, publisher, place, doi, url, type, key or any other
    variable of CSL. Several names stand with semicolons between them: author="Kimura, Hiroshi; Welch, David".
    A FIELD with nothing behind the = is one that the work does not have; FIELD- takes back what was set.
    """
    said = dict(_field(field) for field in fields)
    with open_chosen_library(ctx) as library:
        make_ready(library)
        source = library.set_source(file, said)
        folder = library.settings.folder
    click.echo("\n".join(_lines(source, folder, Paint(color=False, width=line_width()))))
    return 0


def _field(text: str) -> tuple[str, str | None]:
    """Return the name and value of ``year=1985``; None as the value of ``year-``."""
    name, equals, value = text.partition("=")
    if equals and name.strip():
        return name.strip(), value.strip()
    if not equals and text.endswith("-") and len(text) > 1:
        return text[:-1], None
    raise UsageError(f"`{text}` sets no field", 'Write FIELD=VALUE: author="Kimura, Hiroshi" year=1985')


def _lines(source: Source, folder: Path, paint: Paint) -> Iterator[str]:
    """Yield what is known of a source, below it the file, the origins, and what is missing."""
    line = document_line(source.document, guesses=False)
    yield paint.block(line or "(nothing known)", indent=INDENT, first="")
    name = printable(path_from_here(source.document.file, folder))
    yield paint.block(
        f"{name} · {source.described.item.get('type', 'kind not known')} · key {source.key}", indent=INDENT
    )
    for origin, names in _fields_by_origin(source).items():
        yield paint.block(f"{origin}: {', '.join(names)}", indent=INDENT * 2, first=INDENT)
    if source.missing:
        reasons = "; ".join(map(str, source.missing))
        yield paint.block(f"missing: {reasons}", indent=INDENT * 2, first=INDENT)


def _fields_by_origin(source: Source) -> dict[str, list[str]]:
    """Return the names of what is known, by where it comes from, in words."""
    fields: dict[str, list[str]] = {}
    for field in known_fields(source):
        place = _ORIGINS.get(field.origin.kind) or f"from {field.origin.place}"
        fields.setdefault(place, []).append(f"no {field.name}" if field.has_none else field.name)
    return fields


def _summary(listed: Sequence[Source], incomplete: Sequence[Source], folder: Path) -> str:
    """Return how many there are and, for the first that lacks something, what to type."""
    number = counted(len(listed), "source")
    guessed = sum(bool(guessed_fields(source)) for source in listed)
    check = f"; {guessed:,} by guesses that want checking" if guessed else ""
    if not incomplete:
        return f"{number}, all complete{check}." if listed else "No sources."
    first = incomplete[0]
    name = printable(path_from_here(first.document.file, folder))
    field = missing_fields(first)[0]
    count = f"{len(incomplete):,} of them cannot be cited completely" if len(listed) > 1 else "not complete"
    return f"{number}, {count}. Fill the gaps: kurilsearch sources set {name} {field}=…"
