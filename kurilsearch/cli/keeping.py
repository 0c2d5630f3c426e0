"""Commands that keep a library: ``init``, ``index``, ``status``, ``rebuild``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from kurilsearch.cli.json_output import print_record
from kurilsearch.cli.options import CONTEXT, format_option, library_options, open_chosen_library
from kurilsearch.cli.terminal import counted, printable, shell_word
from kurilsearch.errors import UsageError
from kurilsearch.library.records import status_record

if TYPE_CHECKING:
    from datetime import datetime

    from kurilsearch.library.status import LibraryStatus


@click.command(context_settings=CONTEXT)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option(
    "--sources", multiple=True, metavar="PATH", help="A folder or file in DIR to read; give several, or none for all."
)
def init(folder: Path, sources: tuple[str, ...]) -> int:
    """Make a folder of sources a library.

    DIR (or the current folder) gets a kurilsearch.toml, which can be edited: see `kurilsearch help library`.

    Its sources are all of the folder, subfolders included, unless --sources says which. Nothing is read yet.
    """
    from kurilsearch.library.settings import init_library

    settings = init_library(folder, list(sources) or None)
    click.echo(f"Made {settings.file}")
    named = ", ".join(sources)
    click.echo(f"Its sources: {named}" if named else f"Its sources: all of {settings.folder}, subfolders included")
    where = "" if settings.folder == Path.cwd() else f"--library {folder} "
    click.echo(f"Now type: kurilsearch {where}WORDS…")
    return 0


@click.command(context_settings=CONTEXT)
@click.argument("files", nargs=-1, metavar="")
@click.option("--retry", is_flag=True, help="Also try again the files that could not be read before.")
@click.option("--verify", is_flag=True, help="Compare the content of every file, whatever its size and times say.")
@click.option("--ocr", is_flag=True, help="Recognise the text of scans that have none, by the program ocrmypdf.")
@click.option(
    "--forget-vanished",
    is_flag=True,
    help="Forget what bibliographies said that are gone; else it is kept until one that is there says otherwise.",
)
@click.option(
    "--share",
    metavar="N/M",
    help="Index this share of the sources, 1/2 or 2/2, while other processes index the others.",
)
@library_options
@click.pass_context
def index(
    ctx: click.Context,
    files: tuple[str, ...],
    retry: bool,
    verify: bool,
    ocr: bool,
    forget_vanished: bool,
    share: str | None,
) -> int:
    """Bring the index up to date with the files.

    New, changed, moved and removed files are noticed; the others are not read again. What could not be read is named,
    and the rest goes on.
    """
    from kurilsearch.cli.reports import run_index

    if files:
        _refuse(files[0])
    with open_chosen_library(ctx) as library:
        run_index(
            library,
            label="indexing",
            retry_failed=retry,
            verify=verify,
            ocr=ocr,
            forget_vanished=forget_vanished,
            share=share,
        )
    return 0


def _refuse(named: str) -> NoReturn:
    """Raise UsageError for a file or folder to index, which a library reads by itself."""
    raise UsageError(
        "`index` takes no files: it reads what is new or changed in all folders of the library",
        f"Type `kurilsearch index` alone; `kurilsearch init {shell_word(named)}` makes a library of a folder"
        if Path(named).is_dir()
        else f"Put {printable(named)} into a folder of the library, and type `kurilsearch index`",
    )


@click.command(context_settings=CONTEXT)
@click.option("--sizes", "with_sizes", is_flag=True, help="Say how much space each part of the index takes.")
@format_option("text", "json")
@library_options
@click.pass_context
def status(ctx: click.Context, form: str, with_sizes: bool) -> int:
    """Say what is in the library, what could not be read and why."""
    with open_chosen_library(ctx) as library:
        report = library.status()
        stale = library.stale_files()
        sizes = library.sizes() if with_sizes else None
    if form == "json":
        print_record(status_record(report, stale, sizes))
    else:
        for name, value in _status_lines(report, stale):
            click.echo(f"{name:<11}{value}".rstrip())
        for name, part in zip(chain(["sizes"], repeat("")), (sizes or {}).items(), strict=False):
            click.echo(f"{name:<11}{_size(part[1]):>9}  {part[0]}".rstrip())
    return 0


@click.command(context_settings=CONTEXT)
@library_options
@click.pass_context
def rebuild(ctx: click.Context) -> int:
    """Mend an index that is damaged: make it anew.

    The engine's index is made from the store, where the passages are kept, and no file is read. A store that is
    damaged, or of an earlier version, is made anew from the sources. What was typed into sources.toml stays.
    """
    from kurilsearch.cli.progress import ProgressBar
    from kurilsearch.cli.reports import name_failures

    with open_chosen_library(ctx) as library:
        with ProgressBar("rebuilding") as bar:
            rebuilt = library.rebuild(progress=bar)
        report = library.status()
    if rebuilt.store_was is not None:
        click.echo(f"Read all sources again: {printable(rebuilt.store_was)}")
    if rebuilt.report is not None:
        name_failures(rebuilt.report.failures)
    click.echo(
        f"Rebuilt {report.engine}: {counted(report.passages, 'passage')} of {counted(report.documents, 'document')}"
    )
    return 0


def _status_lines(report: LibraryStatus, stale: int) -> Iterator[tuple[str, str]]:
    """Yield names and values; a line that goes on with the one before it has no name."""
    from kurilsearch.cli.reports import failure_line, skipped_line

    yield "library", str(report.folder)
    for name, source in zip(chain(["sources"], repeat("")), report.sources, strict=False):
        yield name, str(source)
    yield "index", f"{report.cluster or report.index} ({report.engine}, {_size(report.bytes_on_disk)})"
    yield "documents", f"{report.documents:,}"
    yield "passages", f"{report.passages:,}"
    yield "words", f"{report.words:,}"
    stopped = report.last_indexed is None and report.documents > 0
    yield "indexed", "not to its end; `kurilsearch index` goes on" if stopped else _when(report.last_indexed)
    if stale:
        yield "changed", f"{stale:,} new or changed since; `kurilsearch index` brings the index up to date"
    for name, failure in zip(chain(["not read"], repeat("")), report.failures, strict=False):
        yield name, failure_line(failure)
    for name, problem in zip(chain(["not used"], repeat("")), report.bibliography_problems, strict=False):
        yield name, printable(problem)
    for name, left in zip(chain(["left out"], repeat("")), report.left_out, strict=False):
        see = f"kurilsearch show {shell_word(left.file)} --furniture"
        yield name, f"{left.share:.0%} of {printable(left.file)}, no part of the text: {see}"
    if report.skipped:
        yield "skipped", skipped_line(report.skipped)


def _when(moment: datetime | None) -> str:
    """Return a moment in this place's time."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}" if moment else "never; the first search does it"


def _size(count: int) -> str:
    """Return a number of bytes as a person reads it."""
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count} bytes"
