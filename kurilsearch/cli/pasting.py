"""Quotations ready to paste, for ``--quote``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kurilsearch.cli.guesses import about_guesses
from kurilsearch.cli.quotations_as_text import told
from kurilsearch.cli.terminal import printable, write_utf8
from kurilsearch.difference import BRACKETED, DifferenceKind
from kurilsearch.library.stand_alone import quotations_document, write_document

if TYPE_CHECKING:
    from kurilsearch.hit import Hit
    from kurilsearch.library.citing import Markup
    from kurilsearch.library.library import Library

FARTHEST = 2_000
"""Characters that an ellipsis leaves out at most; words further apart are not one quotation."""


def print_pasted(
    library: Library,
    hits: Sequence[Hit],
    style: str | None,
    to: str,
    output: Path | None = None,
    typed: Sequence[str] | None = None,
) -> bool:
    """Print the hits as quotations with a blank line between them; RTF as one document. Tell whether all were.

    ``typed`` are the quotations for which they were found. What cannot be cited, where the source's words stand for
    the writer's, what was guessed, and that nothing was found, is said on the error stream.
    """
    if not hits:
        click.echo("kurilsearch: nothing found", err=True)
        return False
    near = [at for at, hit in enumerate(hits) if not _too_far(hit)]
    for hit in hits:
        if reason := _too_far(hit):
            click.echo(f"kurilsearch: {printable(hit.file)}: {reason}", err=True)
    kept = [hits[at] for at in near]
    words = [typed[at] for at in near] if typed is not None else None
    markup: Markup = "markdown" if to == "docx" else to  # type: ignore[assignment]
    pasted = library.paste(kept, style, to=markup, typed=words) if kept else []
    if to != "plain":
        write_utf8()
    texts = [_printable(each.text) if to == "plain" else each.text for each in pasted]
    if texts:
        write_document(quotations_document(texts, markup), to, output)
    said = [line for hit, each in zip(kept, pasted, strict=True) for line in _remarks(hit, each.problem)]
    if typed is not None:
        said = [line for hit in kept for line in _replaced(hit)] + said
    for line in said:
        click.echo(line, err=True)
    return len(kept) == len(hits)


def _too_far(hit: Hit) -> str | None:
    """Return what to say of words that are too far apart to be joined by an ellipsis; None of others."""
    longest = max((omission.char_end - omission.char_start for omission in hit.omissions), default=0)
    if longest <= FARTHEST:
        return None
    return f"its words stand {longest:,} characters apart, too far for an ellipsis; quote them one by one"


def _replaced(hit: Hit) -> Iterator[str]:
    """Yield what must be known of words that stand as the source has them, and not as they were typed."""
    changed = [
        difference
        for difference in hit.differences or ()
        if difference.kind is not DifferenceKind.TYPOGRAPHIC and difference.reason != BRACKETED
    ]
    if changed:
        yield f"kurilsearch: {printable(hit.file)}: these words are now as the source has them:"
        for difference in changed:
            yield f"  {difference.kind.value:<10} {told(difference)}"


def _remarks(hit: Hit, problem: str | None) -> Iterator[str]:
    """Yield why there is no citation, and which fields of it are guesses, with how to settle them."""
    if problem:
        yield f"kurilsearch: {printable(hit.file)}: {problem}"
    if hit.guessed:
        names = [{"authors": "author", "citekey": "key"}.get(name, name) for name in hit.guessed]
        said, fix = about_guesses(hit.file, names)
        yield f"kurilsearch: {printable(hit.file)}: {said}; {fix}"


def _printable(text: str) -> str:
    """Return a quotation of several lines without what would command a terminal."""
    return "\n".join(map(printable, text.split("\n")))
