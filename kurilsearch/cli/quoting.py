"""The command ``quote``, which proves a quotation, or many from a file."""

from __future__ import annotations

from typing import Any

import click

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
from kurilsearch.cli.quote_call import QuoteCall, answer_quote


@click.command(context_settings=CONTEXT)
@click.argument("words", nargs=-1)
@click.option(
    "--from",
    "source",
    metavar="FILE",
    help="Look for many: one quotation a line of this file, - for the standard input.",
)
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(1),
    default=QuoteCall(()).limit,
    show_default=True,
    help="How many places to show.",
)
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
def quote(ctx: click.Context, /, words: tuple[str, ...], **options: Any) -> int:
    """Find where a quotation stands and what it changed.

    WORDS are the quotation as you have it: half-remembered, misprinted, with … for what is left out and [words of your
    own] in brackets. Shown are the true words, cut from the source, every difference, and the position.
    `kurilsearch help quotations` explains them.

    Exit codes: 0 found, 1 not found (with --from: not all found), 2 could not run.
    """
    call = QuoteCall(words, **options)
    check_paste_options(call)
    return answer_quote(lambda: open_chosen_library(ctx), call)
