"""Hits for a person: the quotation first, who wrote it and where it stands below."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kurilsearch.cli.hit_lines import INDENT, numbered, place_line, quoted_words, source_lines
from kurilsearch.cli.terminal import Paint, line_width, printable
from kurilsearch.hit import Hit, SearchResult
from kurilsearch.library.answers import around_quote, lacking_line


def print_result(result: SearchResult, *, folder: Path, context: str, color: bool) -> None:
    """Print what was found, what was done to the query, and how to see more."""
    paint = Paint(color, line_width())
    near = result.near_quotations
    if not near:
        _print_remarks(result, paint)
    for hit in result.hits:
        if near and hit.rank == near + 1:
            _print_remarks(result, paint)
        if hit.rank == result.partial_from:
            click.echo(paint.block(lacking_line(result), indent="", first=""))
            click.echo()
        click.echo("\n".join(_hit_lines(hit, folder, context, paint)), color=color)
        if context != "none":
            click.echo()
    click.echo(paint.quiet(_summary(result)), color=color)


def _print_remarks(result: SearchResult, paint: Paint) -> None:
    """Print what must be known of the hits that a search found, before them; near quotations come before that."""
    for line in _remarks(result):
        click.echo(paint.block(line, indent="", first=""))
    if result.loosened or result.notes:
        click.echo()


def _remarks(result: SearchResult) -> Iterator[str]:
    """Yield one line for each thing that a reader must know before the hits."""
    if result.loosened:
        yield f"Loosened: {result.loosened}"
    yield from result.notes


def _summary(result: SearchResult) -> str:
    """Return how many passages there are, and what to type for others."""
    lines = []
    shown = len(result.hits)
    if not shown:
        lines.append(f"No passage matches: {printable(result.query)}")
    elif shown < result.total:
        lines.append(f"{shown:,} of {result.total:,} passages; -n {min(shown * 5, result.total)} shows more.")
    else:
        lines.append("1 passage." if shown == 1 else f"{shown:,} passages.")
    if result.suggestion:
        lines.append(f"Did you mean: {printable(result.suggestion)}")
    return "\n".join(lines)


def _hit_lines(hit: Hit, folder: Path, context: str, paint: Paint) -> Iterator[str]:
    """Yield the lines of one hit."""
    if context == "none":
        yield place_line(hit, folder, "", paint)
        return
    number = numbered(hit)
    before, after = around_quote(hit) if context == "passage" else ("", "")
    if before:
        yield paint.block(before, indent=INDENT, first=number, quiet=True)
        number = INDENT
    yield quoted_words(hit, paint, first=number, marked=hit.matches)
    if after:
        yield paint.block(after, indent=INDENT, quiet=True)
    yield from source_lines(hit, folder, paint)
    if hit.similarity is not None:
        from kurilsearch.cli.quotations_as_text import near_quotation_lines

        yield from near_quotation_lines(hit, paint)
