"""Quotations ready to paste, for ``--quote``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kurilsearch.cli.terminal import printable, write_utf8
from kurilsearch.library.stand_alone import quotations_document

if TYPE_CHECKING:
    from kurilsearch.hit import Hit
    from kurilsearch.library.citing import Markup
    from kurilsearch.library.library import Library


def print_pasted(library: Library, hits: Sequence[Hit], style: str | None, to: Markup) -> None:
    """Print the hits as quotations with a blank line between them; RTF as one document.

    What cannot be cited, and that nothing was found, is said on the error stream.
    """
    if not hits:
        click.echo("kurilsearch: nothing found", err=True)
        return
    pasted = library.paste(hits, style, to=to)
    if to != "plain":
        write_utf8()
    texts = [_printable(each.text) if to == "plain" else each.text for each in pasted]
    click.echo(quotations_document(texts, to), nl=False)
    for hit, each in zip(hits, pasted, strict=True):
        if each.problem:
            click.echo(f"kurilsearch: {printable(hit.file)}: {each.problem}", err=True)


def _printable(text: str) -> str:
    """Return a quotation of several lines without what would command a terminal."""
    return "\n".join(map(printable, text.split("\n")))
