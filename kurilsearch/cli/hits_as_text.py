"""Hits for a person: the quotation first, who wrote it and where it stands below."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kurilsearch.cli.places import KIND_NAMES, describe, page_name, path_from_here, shown_time
from kurilsearch.cli.terminal import Paint, line_width, printable
from kurilsearch.hit import CitedThere, Hit, SearchResult
from kurilsearch.model import Kind, Span

_INDENT = "    "


def print_result(result: SearchResult, *, folder: Path, context: str, color: bool) -> None:
    """Print what was found, what was done to the query, and how to see more."""
    paint = Paint(color, line_width())
    near = sum(hit.similarity is not None for hit in result.hits)
    if not near:
        _print_remarks(result, paint)
    for hit in result.hits:
        if near and hit.rank == near + 1:
            _print_remarks(result, paint)
        click.echo("\n".join(_hit_lines(hit, folder, context, paint)), color=color)
        if context != "none":
            click.echo()
    click.echo(paint.quiet(_summary(result)), color=color)


def attribution(hit: Hit) -> str:
    """Return author, title and year in one line, saying which of them are guesses; empty where none is known."""
    return describe(hit.author, hit.title, hit.year, hit.guessed)


def locator(hit: Hit) -> list[str]:
    """Return where in the document the quotation stands: page, paragraph, section, and its kind if not running text."""
    parts = [
        page_name(hit.page, hit.file_page),
        ", ".join(part for part in (hit.speaker, shown_time(hit.time)) if part),
        f"¶ {hit.paragraph}" if hit.paragraph is not None else None,
        " › ".join(hit.section),
        KIND_NAMES[Kind(hit.kind)],
        "joined over a page break or a note" if len(hit.pieces) > 1 else None,
    ]
    return [part for part in parts if part]


def place(hit: Hit, folder: Path) -> str:
    """Return file and line as a terminal opens them: ``path:line``, seen from the current folder."""
    path = printable(path_from_here(hit.file, folder))
    return f"{path}:{hit.line_start}" if hit.line_start is not None else path


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
        yield _place_line(hit, folder, "", paint)
        return
    number = f"{hit.rank:>2}. "
    before, after = _around(hit) if context == "passage" else ("", "")
    if before:
        yield paint.block(before, indent=_INDENT, first=number, quiet=True)
        number = _INDENT
    marks = [(start + 1, end + 1) for start, end in hit.matches]
    yield paint.block(f"“{hit.quote}”", indent=_INDENT, first=number, matches=marks)
    if after:
        yield paint.block(after, indent=_INDENT, quiet=True)
    yield from source_lines(hit, folder, paint)
    if hit.similarity is not None:
        from kurilsearch.cli.quotations_as_text import near_quotation_lines

        yield from near_quotation_lines(hit, paint)


def source_lines(hit: Hit, folder: Path, paint: Paint) -> Iterator[str]:
    """Yield who wrote what a hit quotes, where that is known, and where it stands."""
    if line := attribution(hit):
        yield paint.block(line, indent=_INDENT)
    yield _place_line(hit, folder, _INDENT, paint)
    if hit.citation:
        yield paint.block(hit.citation, indent=_INDENT + "  ", first=_INDENT + "→ ")
    for work in hit.cites or ():
        yield from _cited_work_lines(work, paint)


def _cited_work_lines(work: CitedThere, paint: Paint) -> Iterator[str]:
    """Yield a work that the quoted words rest on, as the source lists it, and how it is quoted at second hand."""
    verb = "quotes" if work.second_hand else "cites"
    listed = " or ".join(work.entries) or "not in its list of references"
    yield paint.block(f"{verb} {work.citation}: {listed}", indent=_INDENT * 2, first=_INDENT, quiet=True)
    if work.quoted_as:
        yield paint.block(f"→ {work.quoted_as}", indent=_INDENT * 2 + "  ", first=_INDENT * 2)


def _place_line(hit: Hit, folder: Path, indent: str, paint: Paint) -> str:
    """Return where the hit stands, the name of its file in the colour of places."""
    name = place(hit, folder)
    block = paint.block(" · ".join((name, *locator(hit))), indent=indent)
    return block.replace(name, paint.place(name), 1)


def _around(hit: Hit) -> tuple[str, str]:
    """Return the passage's text before and after the quotation."""
    start, end = _quote_span(hit)
    return hit.passage[:start].strip(), hit.passage[end:].strip()


def _quote_span(hit: Hit) -> Span:
    """Return where the quotation stands in the passage."""
    if hit.quote_in_passage != (0, 0):
        return hit.quote_in_passage
    start = hit.passage.find(hit.quote)
    return (start, start + len(hit.quote)) if start >= 0 else (0, len(hit.passage))
