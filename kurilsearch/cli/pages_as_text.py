"""A document for a person to read: its passages in order, with lines, paragraph numbers and rules between pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge

import click

from kurilsearch.cli.places import describe, page_name, shown_time
from kurilsearch.cli.terminal import Paint, columns, counted, line_width, printable
from kurilsearch.model import Document, Furniture, Kind, Page, StoredPassage

_LABEL = 8
_NAMES = {Kind.BODY: "", Kind.NOTE: "note", Kind.BLOCKQUOTE: "quote", Kind.REFERENCE: "ref", Kind.LIST: "list"}


def print_document(
    document: Document,
    passages: Sequence[StoredPassage],
    furniture: Iterable[tuple[Furniture, str]],
    *,
    path: str,
    color: bool,
) -> None:
    """Print the head of the document, then passages, page rules and furniture (with its text) as they follow.

    Furniture that is only blank space is left out.
    """
    paint = Paint(color, line_width())
    click.echo("\n".join(_head(document, path, paint)), color=color)
    digits = len(str(passages[-1].line_start or "")) if passages else 1
    rows = merge(
        ((stored.passage.char_start, 2, _passage(stored, digits, paint)) for stored in passages),
        ((page.start, 0, _rule(page, paint)) for page in _pages_of(document, passages)),
        ((region.start, 1, _region(region, text, digits, paint)) for region, text in furniture if text.strip()),
        key=lambda row: row[:2],
    )
    for _, _, block in rows:
        click.echo(f"\n{block}", color=color)
    if not passages:
        click.echo("\nThere is no passage in it.")


def _head(document: Document, path: str, paint: Paint) -> Iterator[str]:
    """Yield who wrote what and when, and what the library knows of the file."""
    metadata = document.metadata
    who = describe("; ".join(metadata.authors), metadata.title, metadata.year, metadata.guessed)
    if who:
        yield paint.strong(paint.block(who, indent=""))
    facts = [printable(path), document.format, document.encoding, document.language]
    yield paint.quiet(" · ".join([*facts, counted(document.passages, "passage")]))


def _pages_of(document: Document, passages: Sequence[StoredPassage]) -> Sequence[Page]:
    """Return the pages that the passages touch."""
    if not passages:
        return ()
    touched = document.pages_of(passages[0].passage.char_start, passages[-1].passage.char_end)
    if touched is None:
        return ()
    first, last = touched
    return [page for page in document.pages if first.number <= page.number <= last.number]


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


def _region(region: Furniture, text: str, digits: int, paint: Paint) -> str:
    """Return a region that is never quoted, named by its reason."""
    indent = " " * (digits + 1 + _LABEL)
    return paint.block(f"[{region.reason}] {text.strip()}", indent=indent, quiet=True)
