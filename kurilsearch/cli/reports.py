"""What an index run did, told to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kurilsearch.cli.progress import ProgressBar
from kurilsearch.cli.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kurilsearch.library import Failure, IndexReport, Library


def run_index(library: Library, *, label: str, retry_failed: bool = False, err: bool = False) -> IndexReport:
    """Bring the index up to date with a progress bar, then say what was done and which files could not be read."""
    with ProgressBar(label) as bar:
        report = library.index(retry_failed=retry_failed, progress=bar, waiting=bar.waiting)
    name_failures(report.failures)
    click.echo(("kurilsearch: " if err else "") + summary(report), err=err)
    return report


def summary(report: IndexReport) -> str:
    """Return one line: what became of the files, how many passages there are now, how long it took."""
    counts = {
        "added": report.added,
        "changed": report.changed,
        "moved": report.moved,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "could not be read": len(report.failures),
    }
    files = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count) or "no files"
    return f"{files}; {report.passages:,} passages in {report.seconds:.1f} s"


def name_failures(failures: Iterable[Failure]) -> None:
    """Name each file that could not be read, why, and what to do, one a line on the error stream."""
    for failure in failures:
        click.echo("kurilsearch: could not read " + failure_line(failure), err=True)


def failure_line(failure: Failure) -> str:
    """Return one line about a file that could not be read."""
    hint = f". {failure.hint}" if failure.hint else ""
    return printable(f"{failure.file}: {failure.reason.rstrip('.')}{hint}")
