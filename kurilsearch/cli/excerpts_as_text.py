"""A document for a person to read: its passages in order, with lines, paragraph numbers and rules between pages."""

from __future__ import annotations

from collections.abc import Iterator

import click

from kurilsearch.cli.terminal import Paint, columns, counted, line_width, printable
from kurilsearch.cli.wording import document_line, page_name, shown_time
from kurilsearch.library.excerpts import Excerpt, Region
from kurilsearch.model import Document, Kind, Page, StoredPassage

_LABEL = 8
_NAMES = {Kind.BODY: "", Kind.NOTE: "note", Kind.BLOCKQUOTE: "quote", Kind.REFERENCE: "ref", Kind.LIST: "list"}


def print_excerpt(excerpt: Excerpt, *, path: str, color: bool) -> None:
    """Print the head of the document, then passages, page rules and furniture as they follow.

    Furniture that is only blank space is left out.
    """
    paint = Paint(color, line_width())
    click.echo("\n".join(_head(excerpt.document, path, paint)), color=color)
    digits = len(str(excerpt.passages[-1].line_start or "")) if excerpt.passages else 1
    for part in excerpt.in_order():
        match part:
            case Page():
                block = _rule(part, paint)
            case Region():
                block = _region(part, digits, paint) if part.text.strip() else ""
            case StoredPassage():
                block = _passage(part, digits, paint)
        if block:
            click.echo(f"\n{block}", color=color)
    if not excerpt.passages:
        click.echo("\nThere is no passage in it.")


def _head(document: Document, path: str, paint: Paint) -> Iterator[str]:
    """Yield who wrote what and when, and what the library knows of the file."""
    if who := document_line(document):
        yield paint.strong(paint.block(who, indent=""))
    facts = [printable(path), document.format, document.encoding, document.language]
    yield paint.quiet(" · ".join([*facts, counted(document.passages, "passage")]))


def _rule(page: Page, paint: Paint) -> str:
    """Return the line between two pages; a passage that crosses it stands above it as a whole."""
    name = page_name(page.label, page.number)
    line = f"─── {name} "
    return paint.quiet(line + "─" * max((paint.width or 72) - columns(line), 3))


def _passage(stored: StoredPassage, digits: int, paint: Paint) -> str:
    """Return a passage behind its line number and its paragraph number or kind."""
    passage = stored.passage
    number = f"{stored.line_start or '':>{digits}} "
    if passage.kind is Kind.HEADING:
        level = "#" * (len(passage.section) + 1)
        heading = paint.block(f"{level} {passage.text}", indent=" " * (digits + 1), first="")
        return paint.quiet(number) + paint.strong(heading)
    name = _NAMES[passage.kind] if passage.paragraph is None else f"¶ {passage.paragraph}"
    if passage.kind is Kind.BLOCKQUOTE and passage.paragraph is not None:
        name += " >"
    indent = " " * (digits + 1 + _LABEL)
    spoken = " ".join(part for part in (shown_time(passage.time), passage.speaker) if part)
    said = f"[{spoken}] {passage.text}" if spoken else passage.text
    return paint.block(said, indent=indent, first=paint.quiet(f"{number}{name:<{_LABEL}}"))


def _region(region: Region, digits: int, paint: Paint) -> str:
    """Return a region that is never quoted, named by its reason."""
    indent = " " * (digits + 1 + _LABEL)
    return paint.block(f"[{region.furniture.reason}] {region.text.strip()}", indent=indent, quiet=True)
