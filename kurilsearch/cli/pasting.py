"""Quotations ready to paste, for ``--quote``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from kurilsearch.cli.terminal import printable, write_utf8

if TYPE_CHECKING:
    from kurilsearch.hit import Hit
    from kurilsearch.library.library import Library


def print_pasted(library: Library, hits: Sequence[Hit], style: str | None, to: Any) -> None:
    """Print the hits as quotations with a blank line between them; RTF as one document.

    What cannot be cited, and that nothing was found, is said on the error stream.
    """
    if not hits:
        click.echo("kurilsearch: nothing found", err=True)
        return
    pasted = library.paste(hits, style, to=to)
    if to != "plain":
        write_utf8()
    if to == "rtf":
        from kurilsearch.cite.render import rtf_document

        click.echo(rtf_document(each.text for each in pasted), nl=False)
    else:
        shown = {"plain": _printable, "html": _paragraphs}.get(to, str)
        click.echo("\n\n".join(shown(each.text) for each in pasted))
    for hit, each in zip(hits, pasted, strict=True):
        if each.problem:
            click.echo(f"kurilsearch: {printable(hit.file)}: {each.problem}", err=True)


def _paragraphs(html: str) -> str:
    """Return a quotation, in HTML a run of text, a note below it aside, as paragraphs that can stand by themselves."""
    if html.startswith("<blockquote>"):
        return html
    run, line_break, note = html.partition("\n")
    return f"<p>{run}</p>{line_break}{note}"


def _printable(text: str) -> str:
    """Return a quotation of several lines without what would command a terminal."""
    return "\n".join(map(printable, text.split("\n")))
