"""What a source cites, and who cites a work, for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kurilsearch.cli.hit_lines import INDENT, numbered, quoted_words, source_lines
from kurilsearch.cli.terminal import Paint, counted, line_width, printable
from kurilsearch.cli.wording import page_name, path_from_here
from kurilsearch.library.places import position_of
from kurilsearch.model import Kind

if TYPE_CHECKING:
    from kurilsearch.cited.passages import CitingPassage, CitingResult
    from kurilsearch.model import Document
    from kurilsearch.references.model import PassageSpan, References


def print_references(found: References, document: Document, *, folder: Path, color: bool) -> None:
    """Print the works as listed, below each where it is cited; then what is cited and not listed."""
    paint = Paint(color, line_width())
    counts = f"{counted(len(found.entries), 'work')}, {counted(len(found.citations), 'citation')}"
    click.echo(f"{paint.place(printable(path_from_here(document.file, folder)))} · {counts}", color=color)
    if found.entries:
        click.echo()
    places = _places(found, document)
    for number, (entry, citing) in enumerate(zip(found.entries, found.citations_by_entry(), strict=True), 1):
        cited_at = dict.fromkeys(
            places[index] + (" (or another work)" if found.links[index].is_ambiguous else "") for index in citing
        )
        first = "" if entry.label else f"{number:>2}. "
        click.echo(paint.block(entry.text, indent=INDENT, first=first), color=color)
        click.echo(paint.block("; ".join(cited_at) or "never cited", indent=INDENT, quiet=True), color=color)
    for line in _not_listed(found, places, paint):
        click.echo(line, color=color)


def print_citing(result: CitingResult, *, folder: Path, color: bool) -> None:
    """Print the passages that cite a work, and how many there are."""
    paint = Paint(color, line_width())
    for passage in result.passages:
        click.echo("\n".join(_passage_lines(passage, folder, paint)), color=color)
        click.echo()
    shown = len(result.passages)
    if not shown:
        summary = f"No source cites: {printable(result.work.text)}"
    elif shown < result.total:
        summary = f"{shown:,} of {result.total:,} passages; -n {result.total} shows all."
    else:
        summary = f"{counted(shown, 'passage')}."
    click.echo(paint.quiet(summary), color=color)


def _passage_lines(passage: CitingPassage, folder: Path, paint: Paint) -> Iterator[str]:
    """Yield a passage that cites a work, its note, the work as listed there, and the source."""
    hit = passage.hit
    listed_only = not passage.citations
    if listed_only:
        yield paint.block(hit.quote, indent=INDENT, first=numbered(hit))
    else:
        yield quoted_words(hit, paint, marked=hit.matches)
    if passage.note is not None:
        yield paint.block(f"Note: {passage.note}", indent=INDENT)
    if listed_only:
        yield paint.block("Listed, never cited", indent=INDENT, quiet=True)
    else:
        entries = [entry.text for entry in passage.entries if entry.text not in (passage.note or "")]
        yield from (paint.block(f"= {text}", indent=INDENT, quiet=True) for text in entries)
    yield from source_lines(hit, folder, paint)


def _not_listed(found: References, places: Sequence[str], paint: Paint) -> Iterator[str]:
    """Yield the citations whose work is not listed, and how many note marks lead nowhere."""
    if any(link.is_unresolved for link in found.links):
        yield "\nCited, but not listed:"
        for citation, link, place in zip(found.citations, found.links, places, strict=True):
            if link.is_unresolved:
                yield paint.block(f"{citation.text} · {place}", indent=INDENT)
    if found.lost_marks:
        marks = (
            "1 note mark points to a note"
            if len(found.lost_marks) == 1
            else f"{len(found.lost_marks):,} note marks point to notes"
        )
        yield f"\n{marks} that this file does not hold."


def _places(found: References, document: Document) -> list[str]:
    """Return where each citation stands: page, paragraph and line; of a note also the places that send to it."""
    calls_by_note = found.calls_by_note()
    places = []
    for citation in found.citations:
        calls = calls_by_note.get(citation.place.passage_id)
        if calls:
            from_text = (f"note {call.label} at {_locate(call.place, found, document)}" for call in calls)
            places.append(", ".join(dict.fromkeys(from_text)))
        else:
            places.append(_locate(citation.place, found, document))
    return places


def _locate(place: PassageSpan, found: References, document: Document) -> str:
    stored = found.passages[place.passage_id]
    position = position_of(stored, document, place.source_span)
    paragraph = f"¶ {position.paragraph}" if position.paragraph is not None else None
    parts: Sequence[str | None] = (
        page_name(position.page, None if paragraph else position.file_page),
        "note" if stored.passage.kind is Kind.NOTE else paragraph,
        f"line {position.line_start}" if position.line_start is not None else None,
    )
    return ", ".join(part for part in parts if part)
