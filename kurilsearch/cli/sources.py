"""The command ``sources``: what is known of each source, what is guessed, what is missing; and setting it."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kurilsearch.cli.hit_lines import INDENT
from kurilsearch.cli.json_output import print_record
from kurilsearch.cli.options import CONTEXT, format_option, library_options, open_chosen_library, width_option
from kurilsearch.cli.reports import make_ready
from kurilsearch.cli.terminal import Paint, counted, line_width, printable, shell_word, write_utf8
from kurilsearch.cli.wording import document_line, path_from_here, work_line
from kurilsearch.errors import UsageError
from kurilsearch.library.bulk import (
    fields_of_name,
    files_like,
    guesses_of,
    is_glob,
    read_table,
    rows_of,
    sources_and_fields,
    table_of,
)
from kurilsearch.library.records import sources_record
from kurilsearch.library.source_fields import (
    certainty_of,
    doubts_of,
    guessed_fields,
    known_fields,
    missing_fields,
    numbering_offered,
)
from kurilsearch.work import OriginKind

if TYPE_CHECKING:
    from kurilsearch.cite.hits import Source
    from kurilsearch.library.bulk import UnmatchedEntry
    from kurilsearch.library.library import Library

_FIELD = re.compile(r"[A-Za-z][A-Za-z -]*=|[A-Za-z][A-Za-z-]*-$")
_LONGEST_READING = 200
_ORIGINS = {OriginKind.DOCUMENT: "said by the document", OriginKind.GUESS: "guessed from the first page"}
"""Where fields are known from that no file beside the document says."""


@click.group(context_settings=CONTEXT, invoke_without_command=True)
@click.option("--check", is_flag=True, help="Exit with 1 where a citation could not be complete.")
@click.option("--unmatched", is_flag=True, help="List the entries of bibliographies that match no source instead.")
@format_option("text", "json", "csv")
@width_option
@library_options
@click.pass_context
def sources(ctx: click.Context, check: bool, unmatched: bool, form: str) -> int:
    """List what is known of each source, and what is missing.

    Where it is known from, what is guessed, and what a complete citation lacks is said.

    `kurilsearch sources set FILE author="Family, Given" year=1985` fills a gap. See `kurilsearch help files`.

    Exit codes: 0; with --check 1 where something is missing; 2 could not run.
    """
    if ctx.invoked_subcommand is not None:
        return 0
    with open_chosen_library(ctx) as library:
        make_ready(library)
        if unmatched:
            return _print_unmatched(library.unmatched_entries(), form)
        listed = library.weighed_sources()
        problems = library.bibliography_problems()
        folder = library.settings.folder
    incomplete = [source for source in listed if source.missing]
    if form == "json":
        print_record(sources_record(listed, problems))
    elif form == "csv":
        write_utf8()
        csv.writer(sys.stdout, lineterminator="\n").writerows(table_of(listed))
    else:
        paint = Paint(color=False, width=line_width())
        for source in sorted(listed, key=certainty_of):
            click.echo("\n".join(_lines(source, folder, paint)) + "\n")
        for problem in problems:
            click.echo(paint.block(problem, indent=INDENT, first=""))
        for line in _summary_lines(listed, incomplete, folder, paint):
            click.echo(line)
    return 1 if check and incomplete else 0


@sources.command("set", context_settings=CONTEXT)
@click.argument("words", nargs=-1, metavar="SOURCE… FIELD=VALUE…")
@click.option("--pattern", metavar="PATTERN", help='Take fields from file names: "{date} {author} - {title}".')
@click.option(
    "--csv", "table", metavar="FILE", help="Take fields from a table with a column `file`; - reads the input."
)
@width_option
@library_options
@click.pass_context
def set_source(ctx: click.Context, words: tuple[str, ...], pattern: str | None, table: str | None) -> int:
    """Set what is cited of SOURCEs, in the library's sources.toml, a file that you can edit too.

    A SOURCE is its file, cite key, author or title, or several by a glob in quotation marks ("papers/*.pdf").

    FIELD is author, title, year, journal, volume, issue, pages, publisher, place, doi, url, type, key or any other
    variable of CSL. Several names stand with semicolons between them: author="Kimura, Hiroshi; Welch, David".
    pages="1=71" says that the first page of the file is page 71, pages="1=i; 13=1" that the thirteenth is page 1.
    A FIELD with nothing behind the = is one that the work does not have; FIELD- takes back what was set.
    """
    fields = [word for word in words if _FIELD.match(word)]
    names = [word for word in words if not _FIELD.match(word)]
    with open_chosen_library(ctx) as library:
        make_ready(library)
        said = _from_table(table, library) if table is not None else {}
        for file in _meant(library, names):
            from_name = fields_of_name(file, pattern) if pattern else {}
            if pattern and not from_name:
                click.echo(f"kurilsearch: {printable(file)} is not called `{pattern}`", err=True)
            if given := from_name | dict(_field(field) for field in fields):
                said[file] = given
        if not said:
            if table is not None:
                click.echo("Nothing in the table is new.")
                return 0
            raise UsageError("Nothing is set", "Name a source and fields: kurilsearch sources set FILE year=1985")
        changed = library.set_sources(said)
        folder = library.settings.folder
    for source in changed:
        click.echo("\n".join(_lines(source, folder, Paint(color=False, width=line_width()))))
    return 0


@sources.command("accept", context_settings=CONTEXT)
@click.argument("words", nargs=-1, metavar="SOURCE… [FIELD…]")
@click.option("--all", "every", is_flag=True, help="Accept the guesses of all sources.")
@width_option
@library_options
@click.pass_context
def accept(ctx: click.Context, words: tuple[str, ...], every: bool) -> int:
    """Take over what was guessed of SOURCEs as set by you: all of it, or these FIELDs alone.

    title=2 takes the second reading of the title that `kurilsearch sources` shows, in place of the likeliest.

    It is written into sources.toml, where it can be corrected.
    """
    names, fields = sources_and_fields(words)
    if every == bool(names):
        raise UsageError(
            "Which guesses are meant is not said", "Name sources, or type `kurilsearch sources accept --all`"
        )
    with open_chosen_library(ctx) as library:
        make_ready(library)
        chosen = library.weighed_sources(None if every else _meant(library, names))
        said: dict[str, Mapping[str, str | None]] = {
            source.document.file: guesses for source in chosen if (guesses := guesses_of(source, fields))
        }
        changed = library.set_sources(said) if said else ()
        folder = library.settings.folder
    for source in changed:
        click.echo("\n".join(_lines(source, folder, Paint(color=False, width=line_width()))))
    if not changed:
        click.echo("Nothing of it is a guess.")
    return 0


def _meant(library: Library, names: Sequence[str]) -> list[str]:
    """Return the files of the sources that are named, each once. Raises NoSuchSourceError."""
    files = [document.file for document in library.documents()]
    found: dict[str, None] = {}
    for name in names:
        like = files_like(name, files) if is_glob(name) else []
        for file in like or [library.find_document(name).file]:
            found[file] = None
    return list(found)


def _from_table(name: str, library: Library) -> dict[str, Mapping[str, str | None]]:
    """Return what a CSV table sets, by file. Raises UsageError where it cannot be read."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}", "Name a table that is there") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not in UTF-8", "Save the table as CSV in UTF-8") from error
    return dict(rows_of(read_table(text), library.sources()))


def _print_unmatched(entries: Sequence[UnmatchedEntry], form: str) -> int:
    """Print the entries that match no source."""
    if form == "json":
        print_record({"entries": [{"bibliography": entry.source, "item": dict(entry.item)} for entry in entries]})
        return 0
    for entry in entries:
        metadata = entry.metadata
        line = work_line("; ".join(metadata.authors), metadata.title, metadata.year)
        click.echo(printable(f"{metadata.citekey or '(no key)'} · {line} · {entry.source}"))
    click.echo(f"{counted(len(entries), 'entry').replace('entrys', 'entries')} of bibliographies without a source.")
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
    if numbering := numbering_offered(source):
        pages = counted(len(source.document.pages), "page")
        cited, first = source.described.item["page"].replace("-", "–"), numbering.partition("=")[2]
        yield paint.block(
            f"numbers: {pages} of the file have none, pp. {cited} are cited; if the first is {first}:",
            indent=INDENT * 2,
            first=INDENT,
        )
        yield f'{INDENT * 2}kurilsearch sources set {shell_word(name)} pages="{numbering}"'
    yield from _doubt_lines(source, shell_word(name), paint)
    if source.missing:
        reasons = "; ".join(map(str, source.missing))
        yield paint.block(f"missing: {reasons}", indent=INDENT * 2, first=INDENT)


def _doubt_lines(source: Source, name: str, paint: Paint) -> Iterator[str]:
    """Yield how the fields that are in doubt may be read, and what to type to settle one."""
    doubts = doubts_of(source)
    for doubt in doubts:
        left_out = "" if doubt.given else ", left out as not sure enough"
        yield paint.block(f"in doubt: {doubt.name}{left_out}", indent=INDENT * 2, first=INDENT)
        for number, reading in enumerate(doubt.readings, 1):
            share = f"{100 * reading.probability:.0f} %"
            text = reading.text if len(reading.text) <= _LONGEST_READING else f"{reading.text[:_LONGEST_READING]}…"
            line = f"{number}: {printable(text)} ({share}, {', '.join(reading.witnesses)})"
            yield paint.block(line, indent=INDENT * 3, first=INDENT * 2)
    if doubts:
        which = "=2" if doubts[0].given and len(doubts[0].readings) > 1 else ""
        yield f"{INDENT * 2}kurilsearch sources accept {name} {doubts[0].name}{which}"  # never wrapped


def _fields_by_origin(source: Source) -> dict[str, list[str]]:
    """Return the names of what is known, by where it comes from, in words."""
    fields: dict[str, list[str]] = {}
    for field in known_fields(source):
        place = _ORIGINS.get(field.origin.kind) or f"from {field.origin.place}"
        fields.setdefault(place, []).append(f"no {field.name}" if field.has_none else field.name)
    return fields


def _summary_lines(listed: Sequence[Source], incomplete: Sequence[Source], folder: Path, paint: Paint) -> Iterator[str]:
    """Yield how many there are and, for the first that lacks something, what to type."""
    number = counted(len(listed), "source")
    guessed = sum(bool(guessed_fields(source)) for source in listed)
    check = f"; {guessed:,} by guesses that want checking" if guessed else ""
    if not incomplete:
        yield f"{number}, all complete{check}." if listed else "No sources."
        return
    first = incomplete[0]
    name = shell_word(path_from_here(first.document.file, folder))
    field = missing_fields(first)[0]
    count = f"{len(incomplete):,} of them cannot be cited completely" if len(listed) > 1 else "not complete"
    yield paint.block(f"{number}, {count}. Fill the gaps:", indent="")
    yield f"{INDENT}kurilsearch sources set {name} {field}=…"  # to be copied: never wrapped
