"""Citations and quotations as texts that stand by themselves: an RTF file, paragraphs of HTML, lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kurilsearch.errors import CitationError

if TYPE_CHECKING:
    from kurilsearch.library.citing import Markup


def citations_document(citations: Iterable[str], to: Markup) -> str:
    """Return rendered citations as one text: in HTML a paragraph each, in RTF a whole file, else a line each."""
    if to == "rtf":
        from kurilsearch.cite.render import rtf_document

        return rtf_document(citations)
    shown = map(_entry, citations) if to == "html" else citations
    end = "\n\n" if to in ("latex", "typst") else "\n"  # there a blank line parts paragraphs
    return "".join(f"{citation}{end}" for citation in shown)


def quotations_document(quotations: Iterable[str], to: Markup) -> str:
    """Return quotations ready to paste as one text: in RTF a whole file, else with a blank line between them."""
    if to == "rtf":
        from kurilsearch.cite.render import rtf_document

        return rtf_document(quotations)
    shown = map(_paragraphs, quotations) if to == "html" else quotations
    return "\n\n".join(shown) + "\n"


def write_document(text: str, to: str, output: Path | None) -> None:
    """Write a text into ``output``, Markdown as a Word file where ``to`` is docx; to the standard output without one.

    Raises CitationError where the file cannot be written.
    """
    if output is None:
        sys.stdout.write(text)
        return
    try:
        if to == "docx":
            from kurilsearch.programs.pandoc import run_pandoc

            with TemporaryDirectory(prefix="kurilsearch-") as folder:
                run_pandoc(["--from=markdown", "--to=docx", "--output=made.docx"], text, folder=Path(folder))
                output.write_bytes((Path(folder) / "made.docx").read_bytes())
        else:
            output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise CitationError(f"{output} cannot be written: {reason}", "Name a file in a folder of yours") from error


def _entry(html: str) -> str:
    """Return a citation as HTML that can stand by itself; an entry in two columns is made of divisions already."""
    return f'<div class="csl-entry">{html}</div>' if html.startswith("<div") else f"<p>{html}</p>"


def _paragraphs(html: str) -> str:
    """Return a quotation, in HTML a run of text, a note below it aside, as paragraphs that can stand by themselves."""
    if html.startswith("<blockquote>"):
        return html
    run, line_break, note = html.partition("\n")
    return f"<p>{run}</p>{line_break}{note}"
