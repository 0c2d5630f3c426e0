"""The command ``quote``, which proves a quotation, or many from a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from kurilsearch.cli.json_output import print_line
from kurilsearch.cli.options import (
    CONTEXT,
    check_paste_options,
    cite_option,
    color_option,
    format_option,
    library_options,
    open_chosen_library,
    paste_options,
    width_option,
)
from kurilsearch.cli.reports import make_ready
from kurilsearch.errors import UsageError
from kurilsearch.library.answers import add_cite_keys, add_cited_works, best_places
from kurilsearch.library.records import quotation_record

if TYPE_CHECKING:
    from kurilsearch.library.library import Library
    from kurilsearch.quotation_result import QuotationResult


@click.command(context_settings=CONTEXT)
@click.argument("words", nargs=-1)
@click.option(
    "--from",
    "source",
    metavar="FILE",
    help="Look for many: one quotation a line of this file, - for the standard input.",
)
@click.option("-n", "--limit", type=click.IntRange(1), default=5, show_default=True, help="How many places to show.")
@click.option(
    "--in",
    "sources",
    metavar="SOURCE",
    multiple=True,
    help="Look in this source only: its cite key, author, title or file. May be given again.",
)
@click.option("--context", is_flag=True, help="Show what stands before and after the words.")
@format_option("text", "json", "jsonl")
@cite_option
@paste_options
@color_option
@width_option
@library_options
@click.pass_context
def quote(
    ctx: click.Context,
    words: tuple[str, ...],
    source: str | None,
    limit: int,
    sources: tuple[str, ...],
    context: bool,
    form: str,
    cite: str | None,
    pasted: bool,
    to: str,
    output: Path | None,
    color: bool,
) -> int:
    """Find where a quotation stands and what it changed.

    WORDS are the quotation as you have it: half-remembered, misprinted, with … for what is left out and [words of your
    own] in brackets. Shown are the true words, cut from the source, every difference, and the position.
    `kurilsearch help quotations` explains them.

    Exit codes: 0 found, 1 not found (with --from: not all found), 2 could not run.
    """
    check_paste_options(pasted, form, to, output)
    texts = _texts(words, source)
    with open_chosen_library(ctx) as library:
        make_ready(library)
        asked = _Asked(limit, None if pasted else cite, sources, context)
        answers = _ask(library, texts, source, asked)
        if pasted:
            from kurilsearch.cli.pasting import print_pasted

            results = list(answers)
            typed = [result.query for result in results if result.hits]
            whole = print_pasted(library, best_places(results), cite, to, output, typed)
            return 0 if whole and all(result.hits for result in results) else 1
        found = [_printed(answer, library, form, cite, color, many=source is not None) for answer in answers]
    return 0 if all(found) else 1


def _texts(words: tuple[str, ...], source: str | None) -> Iterator[str]:
    """Return the quotations. Bytes that are no text become question marks, which match nothing."""
    text = " ".join(words).strip()
    if source is None:
        if not text and not sys.stdin.isatty():
            raise UsageError("No quotation is given", "From a file, one a line: kurilsearch quote --from - < FILE")
        if not text:
            raise UsageError("No quotation is given", 'Type it: kurilsearch quote "words as you remember them"')
        return iter((text.encode("utf-8", "replace").decode("utf-8"),))
    if text:
        raise UsageError("Quotations are given both in the call and by --from", "Leave one of them out")
    return _lines(source)


def _lines(source: str) -> Iterator[str]:
    """Yield the lines of a file without their ends."""
    if source == "-":
        if hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
        for line in sys.stdin:
            yield line.rstrip("\r\n")
        return
    try:
        with Path(source).open(encoding="utf-8-sig", errors="replace") as file:
            for line in file:
                yield line.rstrip("\r\n")
    except OSError as error:
        raise UsageError(f"{source} cannot be read: {error.strerror or error}", "Name a text file in UTF-8") from error


class _Asked(NamedTuple):
    """How quotations are to be looked for."""

    limit: int
    cite: str | None
    sources: tuple[str, ...]
    context: bool


def _ask(library: Library, texts: Iterator[str], source: str | None, asked: _Asked) -> Iterator[QuotationResult]:
    """Yield the answers; a single quotation that cannot be looked for is an error, one of many has a note."""
    if source is not None:
        for name in asked.sources:
            library.find_document(name)
        return library.find_quotations(texts, **asked._asdict())
    return (library.find_quotation(text, **asked._asdict()) for text in texts)


def _printed(
    result: QuotationResult, library: Library, form: str, style: str | None, color: bool, *, many: bool
) -> bool:
    """Print one answer and tell whether the quotation was found."""
    result = add_cited_works(library, result, style)
    if form == "text":
        from kurilsearch.cli.quotations_as_text import print_quotation

        print_quotation(result, folder=library.settings.folder, color=color, heading=many)
        if many:
            click.echo()
    else:
        print_line(quotation_record(add_cite_keys(library, result)), indent=1 if form == "json" else None)
    return bool(result.hits)
