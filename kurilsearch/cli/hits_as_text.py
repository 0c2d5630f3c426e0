"""Hits for a person: the quotation first, who wrote it and where it stands below."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kurilsearch.cli.hit_lines import (
    INDENT,
    attribution,
    locator,
    numbered,
    place,
    place_line,
    quoted_words,
    source_lines,
)
from kurilsearch.cli.terminal import Paint, line_width, printable, wrap
from kurilsearch.hit import Hit, SearchResult
from kurilsearch.library.answers import around_quote, lacking_line

_BRIEF_WIDTH = 100
"""Columns of a line in the short form, where the output has no width."""


def print_result(result: SearchResult, *, folder: Path, context: str, color: bool) -> None:
    """Print what was found, what was done to the query, and how to see more.

    ``context`` is ``none``, ``sentence`` or ``passage``, or ``brief`` for two lines a hit.
    """
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
        if context not in ("none", "brief"):
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
    elif result.hits[0].rank > 1:
        first, last = result.hits[0].rank, result.hits[-1].rank
        which = f"Passage {first:,}" if first == last else f"Passages {first:,} to {last:,}"
        lines.append(f"{which} of {result.total:,}.")
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
    if context == "brief":
        yield from _brief_lines(hit, folder, paint)
        return
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


def _brief_lines(hit: Hit, folder: Path, paint: Paint) -> Iterator[str]:
    """Yield two lines: the line of the quotation that holds most of the words, and where it stands."""
    width = (paint.width or _BRIEF_WIDTH) - len(INDENT)
    lines = wrap(hit.quote, width - 2)
    start, end = max(lines, key=lambda line: sum(line[0] <= match[0] < line[1] for match in hit.matches))
    before, after = "…" if start else "", "…" if end < len(hit.quote.rstrip()) else ""
    marks = [(first - start + len(before), last - start + len(before)) for first, last in hit.matches if last > start]
    yield paint.block(f"{before}{hit.quote[start:end]}{after}", indent=INDENT, first=numbered(hit), matches=marks)
    where = " · ".join(part for part in (place(hit, folder), ", ".join(locator(hit)[:1]), attribution(hit)) if part)
    first_line = wrap(where, width - 1)[0][1]
    yield paint.quiet(f"{INDENT}{where[:first_line]}{'…' if first_line < len(where) else ''}")
