"""What an index run did, told to a person."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from kurilsearch.cli.terminal import counted, echo, printable
from kurilsearch.errors import LibraryBusyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kurilsearch.library.library import Library
    from kurilsearch.library.status import FailedSource, IndexReport


def run_index(
    library: Library,
    *,
    label: str,
    retry_failed: bool = False,
    verify: bool = False,
    ocr: bool = False,
    forget_vanished: bool = False,
    share: str | None = None,
    wait: bool = True,
    err: bool = False,
) -> IndexReport:
    """Bring the index up to date with a progress bar, then say what was done and which files could not be read."""
    from kurilsearch.cli.progress import ProgressBar

    with ProgressBar(label) as bar:
        report = library.index(
            retry_failed=retry_failed,
            verify=verify,
            ocr=ocr,
            forget_vanished=forget_vanished,
            share=share,
            progress=bar,
            waiting=bar.waiting,
            wait=wait,
        )
    name_failures(report.failures)
    for problem in library.bibliography_problems():
        echo(f"kurilsearch: {printable(problem)}", err=True)
    echo(("kurilsearch: " if err else "") + summary(report), err=err)
    return report


def make_ready(library: Library) -> None:
    """Build the index of a library that was never indexed; else say how many files it does not know yet.

    Where another process is just building it, what that one has finished is answered from, and the answer says so.
    """
    if not library.is_indexed:
        with suppress(LibraryBusyError):
            run_index(library, label="building the index", wait=False, err=True)
    elif stale := library.stale_files(quickly=True):
        files = "1 file is" if stale == 1 else f"{stale:,} files are"
        echo(f"kurilsearch: {files} new or changed since; `kurilsearch index` brings the index up to date", err=True)


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
    line = f"{files}; {counted(report.passages, 'passage')} in {report.seconds:.1f} s"
    return f"{line}; not read yet: {skipped_line(report.skipped)}" if report.skipped else line


def skipped_line(skipped: Mapping[str, int]) -> str:
    """Return how many files of which endings no reader knows, the commonest first: ``3 jpg, 1 without an ending``."""
    from kurilsearch.library.status import commonest_first

    kinds = commonest_first(skipped)
    return printable(", ".join(f"{count:,} {ending or 'without an ending'}" for ending, count in kinds))


def name_failures(failures: Iterable[FailedSource]) -> None:
    """Name each file that could not be read, why, and what to do, one a line on the error stream."""
    for failure in failures:
        echo("kurilsearch: could not read " + failure_line(failure), err=True)


def failure_line(failure: FailedSource) -> str:
    """Return one line about a file that could not be read."""
    hint = f". {failure.hint[:1].upper()}{failure.hint[1:]}" if failure.hint else ""
    return printable(f"{failure.file}: {failure.reason.rstrip('.')}{hint}")
