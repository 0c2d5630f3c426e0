"""The command ``search``, which is also run where no command is named."""

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
from kurilsearch.cli.search_call import SearchCall, answer_search

_PLAIN = SearchCall(())


def _fields_like(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the filters that a word may become that a shell has half."""
    from kurilsearch.library.finding import query_fields

    return [f"{field}:" for field in query_fields() if incomplete and field.startswith(incomplete)]


@click.command(context_settings=CONTEXT)
@click.argument("words", nargs=-1, required=True, shell_complete=_fields_like)
@click.option(
    "-n", "--limit", type=click.IntRange(1), default=_PLAIN.limit, show_default=True, help="How many passages to show."
)
@format_option("text", "json", "jsonl", "markdown", "csv")
@click.option(
    "--context",
    type=click.Choice(["none", "sentence", "passage"]),
    default=_PLAIN.context,
    show_default=True,
    help="How much is quoted: nothing but the place, the sentences that hold the words, the whole passage.",
)
@click.option(
    "--match",
    type=click.Choice(["any", "all"]),
    default=_PLAIN.match,
    show_default=True,
    help="Whether any of the words will do, passages with all of them first, or all must stand in a passage.",
)
@click.option(
    "--page", type=click.IntRange(1), default=_PLAIN.page, show_default=True, help="Which page of so many passages."
)
@click.option(
    "--sort", type=click.Choice(["date", "title", "file"]), help="Order passages by their source, not the best first."
)
@click.option("--group", type=click.Choice(["document"]), help="Show the best passage of each document only.")
@click.option("--brief", is_flag=True, help="Show two lines for a passage: the words found, and where they stand.")
@cite_option
@paste_options
@color_option
@width_option
@library_options
@click.pass_context
def search(ctx: click.Context, /, words: tuple[str, ...], **options: Any) -> int:
    """Find passages that answer WORDS, the best first.

    WORDS may hold "phrases in double quotation marks" (inside single ones, or the shell takes them away), +must,
    -not, AND, OR, NOT, prefix*, wild?ard, fuzzy~, "near words"~5, and author:, title:, year:[1985 TO 1992], file:,
    lang:, kind:, section:, page:, speaker:, cites: filters.
    `kurilsearch help query` explains them.

    Exit codes: 0 found, 1 nothing found, 2 could not run.
    """
    call = SearchCall(words, **options)
    check_paste_options(call)
    return answer_search(lambda: open_chosen_library(ctx), call)
