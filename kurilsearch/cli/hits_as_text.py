"""Hits for a person: the quotation first, who wrote it and where it stands below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

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
from kurilsearch.cli.terminal import WIDEST, Paint, counted, echo, line_width, printable, wrap
from kurilsearch.hit import Hit, SearchResult
from kurilsearch.library.answers import around_quote, lacking_line
from kurilsearch.model import Span


def print_result(result: SearchResult, *, folder: Path, context: str, color: bool, group: bool = False) -> None:
    """Print what was found, what was done to the query, and how to see more.

    ``context`` is ``none``, ``sentence`` or ``passage``, or ``brief`` for two lines a hit. With ``group`` each hit is
    the best of its source.
    """
    paint = Paint(color, line_width())
    near = result.near_quotations
    if not near:
        _print_remarks(result, paint)
    for hit in result.hits:
        if near and hit.rank == near + 1:
            _print_remarks(result, paint)
        if hit.rank == result.partial_from:
            echo(paint.block(lacking_line(result), indent="", first=""))
            echo()
        echo("\n".join(_hit_lines(hit, folder, context, paint)), color=color)
        if context not in ("none", "brief"):
            echo()
    echo(paint.quiet(_summary(result, "source" if group else "passage")), color=color)


def _print_remarks(result: SearchResult, paint: Paint) -> None:
    """Print what must be known of the hits that a search found, before them; near quotations come before that."""
    for line in _remarks(result):
        echo(paint.block(line, indent="", first=""))
    if result.loosened or result.notes:
        echo()


def _remarks(result: SearchResult) -> Iterator[str]:
    """Yield one line for each thing that a reader must know before the hits."""
    if result.loosened:
        yield f"Loosened: {result.loosened}"
    yield from result.notes


def _summary(result: SearchResult, thing: str) -> str:
    """Return how many passages, or sources, there are, and what to type for others."""
    lines = []
    shown = len(result.hits)
    if not shown and result.total:
        lines.append(f"There are no more: {counted(result.total, thing)} in all.")
    elif not shown:
        lines.append(f"No passage matches: {printable(result.query)}")
    elif result.hits[0].rank > 1:
        first, last = result.hits[0].rank, result.hits[-1].rank
        name = thing.capitalize()
        which = f"{name} {first:,}" if first == last else f"{name}s {first:,} to {last:,}"
        lines.append(f"{which} of {result.total:,}.")
    elif shown < result.total:
        lines.append(f"{shown:,} of {result.total:,} {thing}s; -n {min(shown * 5, result.total)} shows more.")
    else:
        lines.append(f"{counted(shown, thing)}.")
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
    """Yield two lines: as much of the quotation as holds most of the words, and where it stands."""
    width = (paint.width or WIDEST) - len(INDENT)
    start, end = line_with_most(hit.quote, hit.matches, width - 2)
    before, after = "…" if start else "", "…" if end < len(hit.quote.rstrip()) else ""
    marks = [(first - start + len(before), last - start + len(before)) for first, last in hit.matches if last > start]
    yield paint.block(f"{before}{hit.quote[start:end]}{after}", indent=INDENT, first=numbered(hit), matches=marks)
    where = " · ".join(part for part in (place(hit, folder), ", ".join(locator(hit)[:1]), attribution(hit)) if part)
    first_line = wrap(where, width - 1)[0][1]
    yield paint.quiet(f"{INDENT}{where[:first_line]}{'…' if first_line < len(where) else ''}")


def line_with_most(text: str, matches: Sequence[Span], width: int) -> Span:
    """Return the part of a text, of one line, that holds the most matches: its beginning if that will do."""
    best, line = (-1, False, False), (0, len(text))
    for start, _ in wrap(text, 1):
        end = start + wrap(text[start : start + width + 1], width)[0][1]
        held = sum(start <= first and last <= end for first, last in matches)
        is_full = end - start > width // 2
        if (held, start == 0, is_full) > best:
            best, line = (held, start == 0, is_full), (start, end)
    return line
