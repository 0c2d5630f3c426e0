"""What stands under a quoted hit on a terminal: who wrote it, where it stands, how it is cited, what it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kurilsearch.cli.terminal import Paint, printable
from kurilsearch.cli.wording import KIND_NAMES, page_name, path_from_here, shown_time, work_line
from kurilsearch.hit import CitedThere, Hit
from kurilsearch.model import Kind, Span

INDENT = "    "
"""What the lines of a hit begin with, below its number."""


def attribution(hit: Hit) -> str:
    """Return author, title and year in one line, saying which of them are guesses; empty where none is known."""
    return work_line(hit.author, hit.title, hit.year, hit.guessed)


def locator(hit: Hit) -> list[str]:
    """Return where in the document the quotation stands: page, paragraph, section, and its kind if not running text."""
    parts = [
        page_name(hit.page, hit.file_page),
        ", ".join(part for part in (hit.speaker, shown_time(hit.time)) if part),
        f"¶ {hit.paragraph}" if hit.paragraph is not None else None,
        " › ".join(hit.section),
        KIND_NAMES[Kind(hit.kind)],
        _joined(hit),
    ]
    return [part for part in parts if part]


def _joined(hit: Hit) -> str | None:
    """Return over what the pieces of a quotation are joined: a page break is said where its words are on two pages."""
    if len(hit.pieces) < 2:
        return None
    return "joined over a page break" if "-" in (hit.page or "") else "joined over a note or what else interrupts it"


def place(hit: Hit, folder: Path) -> str:
    """Return file and line as a terminal opens them: ``path:line``, seen from the current folder."""
    path = printable(path_from_here(hit.file, folder))
    return f"{path}:{hit.line_start}" if hit.line_start is not None else path


def quoted_words(hit: Hit, paint: Paint, *, first: str | None = None, marked: Iterable[Span] = ()) -> str:
    """Return what a hit quotes between quotation marks, behind its number or ``first``, with these ranges marked."""
    marks = [(start + 1, end + 1) for start, end in marked]
    return paint.block(f"“{hit.quote}”", indent=INDENT, first=numbered(hit) if first is None else first, matches=marks)


def numbered(hit: Hit) -> str:
    """Return the number that stands before a hit."""
    return f"{hit.rank:>2}. "


def source_lines(hit: Hit, folder: Path, paint: Paint) -> Iterator[str]:
    """Yield who wrote what a hit quotes, where that is known, and where it stands."""
    if line := attribution(hit):
        yield paint.block(line, indent=INDENT)
    yield place_line(hit, folder, INDENT, paint)
    if hit.citation:
        yield paint.block(hit.citation, indent=INDENT + "  ", first=INDENT + "→ ")
    for work in hit.cites or ():
        yield from _cited_work_lines(work, paint)


def _cited_work_lines(work: CitedThere, paint: Paint) -> Iterator[str]:
    """Yield a work that the quoted words rest on, as the source lists it, and how it is quoted at second hand."""
    verb = "quotes" if work.second_hand else "cites"
    listed = " or ".join(work.entries) or "not in its list of references"
    yield paint.block(f"{verb} {work.citation}: {listed}", indent=INDENT * 2, first=INDENT, quiet=True)
    if work.quoted_as:
        yield paint.block(f"→ {work.quoted_as}", indent=INDENT * 2 + "  ", first=INDENT * 2)


def place_line(hit: Hit, folder: Path, indent: str, paint: Paint) -> str:
    """Return where the hit stands, the name of its file in the colour of places."""
    name = place(hit, folder)
    block = paint.block(" · ".join((name, *locator(hit))), indent=indent)
    return block.replace(name, paint.place(name), 1)
