"""The command ``check``, which holds a draft against the sources."""

from __future__ import annotations

import sys
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kurilsearch.cli.json_output import print_line, print_record
from kurilsearch.cli.options import (
    CONTEXT,
    color_option,
    format_option,
    library_options,
    open_chosen_library,
    width_option,
)
from kurilsearch.cli.progress import ProgressBar
from kurilsearch.cli.reports import make_ready
from kurilsearch.cli.terminal import write_utf8
from kurilsearch.errors import UsageError
from kurilsearch.library.records import draft_record, mutation_record

if TYPE_CHECKING:
    from kurilsearch.check.report import DraftReport
    from kurilsearch.library.library import Library

FAIL_ON = ("any", "words", "never")


@click.command(context_settings=CONTEXT)
@click.argument("draft", type=click.Path(path_type=Path))
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="any",
    show_default=True,
    help="What makes the exit code 1: any finding, only wrong words, or nothing.",
)
@click.option("--all", "show_all", is_flag=True, help="Also show the quotations about which nothing is wrong.")
@click.option("--fix", is_flag=True, help="Also write a copy that is set right, and the list of its changes.")
@click.option("--track", is_flag=True, help="Write the copy with tracked changes, in Word and OpenDocument.")
@click.option("--undo", is_flag=True, help="DRAFT is the list of a copy's changes: take them back in the copy.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="An earlier report in JSON: show only what it does not have.",
)
@click.option("--changed-since", metavar="REV", help="Only what stands in lines changed since this revision in git.")
@click.option("--watch", is_flag=True, help="Check again each time DRAFT is saved, until Ctrl-C.")
@format_option("text", "markdown", "json", "html", "sarif")
@color_option
@width_option
@library_options
@click.pass_context
def check(
    ctx: click.Context,
    draft: Path,
    fail_on: str,
    show_all: bool,
    fix: bool,
    track: bool,
    undo: bool,
    baseline: Path | None,
    changed_since: str | None,
    watch: bool,
    form: str,
    color: bool,
) -> int:
    """Check every quotation of DRAFT, and its citation.

    Shown is what is wrong, the gravest first: the place in the draft, the source's words with the difference, and what
    to do. DRAFT is Markdown, plain text, Word, OpenDocument, LaTeX, Typst, HTML, RTF or PDF. `kurilsearch help drafts`
    explains the verdicts.

    Exit codes: 0 nothing is wrong, 1 there are findings, 2 could not run; of --watch always 0.
    """
    if watch and (fix or track or undo or baseline or changed_since or form != "text"):
        raise UsageError("--watch only prints findings as text", "Leave the other options away")
    with open_chosen_library(ctx) as library:
        if watch:
            make_ready(library)
            return _watch(library, draft, color=color, show_all=show_all)
        if undo:
            click.echo(f"{library.undo_repair(draft)} is as the draft was.")
            return 0
        make_ready(library)
        with ProgressBar("checking") if sys.stderr.isatty() else nullcontext() as progress:
            report = library.check(draft, baseline=baseline, changed_since=changed_since, progress=progress)
        repair = library.repair(report, track=track) if fix or track else None
        folder = library.settings.folder
    _print(report, form, folder, color=color, show_all=show_all)
    if repair is not None:
        click.echo(f"{repair.copy} is set right in {len(repair.changes)} places, listed in {repair.list}.", err=True)
    failing = {"any": (*report.findings, *report.borrowings), "words": report.wrong_words, "never": ()}[fail_on]
    return 1 if failing else 0


@click.command(context_settings=CONTEXT)
@click.option("--count", type=click.IntRange(min=1), default=100, show_default=True, help="Sentences that are drawn.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same one draws and changes the same.")
@format_option("text", "json")
@library_options
@click.pass_context
def mutate(ctx: click.Context, count: int, seed: int, form: str) -> int:
    """Say how far a check can be trusted with your own sources.

    Sentences of the sources are drawn by chance and put to the check, as they stand and with changes that make lies of
    them: numbers, negations, names, words left out, two sentences made one. Told is how many lies it would let through,
    and how many truths it would doubt.

    Exit codes: 0 it was told, 2 could not run.
    """
    with open_chosen_library(ctx) as library:
        make_ready(library)
        with ProgressBar("checking") if sys.stderr.isatty() else nullcontext() as progress:
            report = library.mutate(count=count, seed=seed, progress=progress)
        folder = library.settings.folder
    if form == "json":
        print_record(mutation_record(report))
    else:
        from kurilsearch.cli.mutation_as_text import print_mutation_report

        print_mutation_report(report, folder)
    return 0


def _watch(library: Library, draft: Path, *, color: bool, show_all: bool) -> int:
    """Print a report each time a draft is saved, until the user stops it."""
    from kurilsearch.cli.check_as_text import print_report

    is_terminal = sys.stdout.isatty()
    with suppress(KeyboardInterrupt):
        for report in library.watch(draft):
            if is_terminal:
                click.clear()
            if isinstance(report, UsageError):
                click.echo(f"{report.message}. {report.hint}." if report.hint else f"{report.message}.")
            else:
                print_report(report, folder=library.settings.folder, color=color, show_all=show_all)
            click.echo(f"\nWatching {draft}; Ctrl-C stops.\n")
            sys.stdout.flush()
    return 0


def _print(report: DraftReport, form: str, folder: Path, *, color: bool, show_all: bool) -> None:
    """Print a report in one of its forms."""
    match form:
        case "json":
            print_record(draft_record(report))
        case "sarif":
            from kurilsearch.cli.check_as_sarif import sarif_of

            print_line(sarif_of(report), indent=1)
        case "html":
            from kurilsearch.cli.check_as_html import html_of

            write_utf8()
            click.echo(html_of(report, folder.name), nl=False)
        case "markdown":
            from kurilsearch.cli.check_as_text import markdown_lines

            write_utf8()
            click.echo("\n".join(markdown_lines(report, folder.name, show_all=show_all)))
        case _:
            from kurilsearch.cli.check_as_text import print_report

            print_report(report, folder=folder, color=color, show_all=show_all)
