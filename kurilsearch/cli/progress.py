"""What an index run shows while it runs, on the error stream: a bar on a terminal, one line elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType

import click

from kurilsearch.cli.terminal import columns, printable

_EVERY = 0.1
_BAR = 24

_SURE_AFTER = 5.0
"""Seconds of work from which it can be told how long the rest will take: the first files only show how it begins."""


class ProgressBar:
    """Shows how far a run is, at most ten times a second, and goes away when it ends; called as Progress says."""

    def __init__(self, label: str) -> None:
        """Take what is being done: ``indexing``."""
        self._label = label
        self._on_terminal = sys.stderr.isatty()
        self._shown_at = 0.0
        self._shown = ""
        self._first: tuple[float, int] | None = None

    def __enter__(self) -> ProgressBar:
        """Say what begins; the bar itself comes with the first file that is done."""
        if self._on_terminal:
            self._show(f"{self._label} …")
        else:
            click.echo(f"kurilsearch: {self._label} …", err=True)
        return self

    def __call__(self, done: int, total: int, bytes_done: int = 0, bytes_total: int = 0, file: str = "") -> None:
        """Show that ``done`` of ``total`` are done; the bar goes by bytes where they are told, as files are unlike."""
        now = time.monotonic()
        part, whole = (bytes_done, bytes_total) if bytes_total else (done, total)
        if self._first is None:  # what went before, looking for files and learning from a sample, tells nothing
            self._first = now, part
        if not self._on_terminal or (now - self._shown_at < _EVERY and done < total):
            return
        self._shown_at = now
        filled = min(_BAR * part // whole, _BAR) if whole else _BAR
        bar = f"[{'#' * filled}{'.' * (_BAR - filled)}]"
        self._show(f"{self._label} {bar} {done:,} of {total:,}{self._time_left(now, part, whole)} {printable(file)}")

    def _time_left(self, now: float, part: int, whole: int) -> str:
        """Return how long the rest takes, if it goes on as it did so far; nothing before that can be told."""
        began, first = self._first or (now, part)
        if now - began < _SURE_AFTER or not first < part < whole:
            return ""
        seconds = (now - began) / (part - first) * (whole - part)
        if seconds < 60:
            return f", {-(-seconds // 10) * 10:.0f} s left"
        return f", {seconds / 60:.0f} min left"

    def waiting(self) -> None:
        """Say that another process is writing to the library and that this one waits for it."""
        self._clear()
        click.echo("kurilsearch: another kurilsearch is writing to this library; waiting for it …", err=True)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Take the bar away."""
        self._clear()

    def _show(self, line: str) -> None:
        import shutil

        width = shutil.get_terminal_size().columns - 1
        while columns(line) > width:
            line = line[:-1]
        self._clear()
        click.echo(line, err=True, nl=False)
        self._shown = line

    def _clear(self) -> None:
        if self._shown:
            click.echo("\r" + " " * columns(self._shown) + "\r", err=True, nl=False)
            self._shown = ""
