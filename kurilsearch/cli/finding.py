"""The command ``search``, which is also run where no command is named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

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
from kurilsearch.cli.reports import make_ready
from kurilsearch.cli.terminal import printable, shell_word
from kurilsearch.errors import QueryError
from kurilsearch.library.answers import add_cite_keys, add_cited_works

if TYPE_CHECKING:
    from kurilsearch.hit import SearchResult

_LIKE = 0.75
"""How like a command's name (as difflib measures it) a word must be to be one mistyped: ciet, soruces."""


def _fields_like(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the filters that a word may become that a shell has half."""
    from kurilsearch.library.finding import query_fields

    return [f"{field}:" for field in query_fields() if incomplete and field.startswith(incomplete)]


@click.command(context_settings=CONTEXT)
@click.argument("words", nargs=-1, required=True, shell_complete=_fields_like)
@click.option("-n", "--limit", type=click.IntRange(1), default=10, show_default=True, help="How many passages to show.")
@format_option("text", "json", "jsonl", "markdown", "csv")
@click.option(
    "--context",
    type=click.Choice(["none", "sentence", "passage"]),
    default="sentence",
    show_default=True,
    help="How much is quoted: nothing but the place, the sentences that hold the words, the whole passage.",
)
@click.option(
    "--match",
    type=click.Choice(["any", "all"]),
    default="any",
    show_default=True,
    help="Whether any of the words will do, passages with all of them first, or all must stand in a passage.",
)
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, help="Which page of so many passages.")
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
def search(
    ctx: click.Context,
    words: tuple[str, ...],
    limit: int,
    form: str,
    context: str,
    match: Literal["all", "any"],
    page: int,
    sort: Literal["date", "title", "file"] | None,
    group: Literal["document"] | None,
    brief: bool,
    cite: str | None,
    pasted: bool,
    to: str,
    output: Path | None,
    color: bool,
) -> int:
    """Find passages that answer WORDS, the best first.

    WORDS may hold "phrases in double quotation marks" (inside single ones, or the shell takes them away), +must,
    -not, AND, OR, NOT, prefix*, wild?ard, fuzzy~, "near words"~5, and author:, title:, year:[1985 TO 1992], file:,
    lang:, kind:, section:, page:, speaker:, cites: filters.
    `kurilsearch help query` explains them.

    Exit codes: 0 found, 1 nothing found, 2 could not run.
    """
    check_paste_options(pasted, form, to, output)
    query = _query(words)
    with open_chosen_library(ctx) as library:
        make_ready(library)
        result = library.search(
            query,
            limit=limit,
            match=match,
            page=page,
            sort=sort,
            group=group == "document",
            cite=None if pasted else cite,
        )
        if pasted:
            from kurilsearch.cli.pasting import print_pasted

            print_pasted(library, result.complete_hits, cite, to, output)
            return 0 if result.hits else 1
        result = add_cited_works(library, result, cite)
        if form == "text":
            from kurilsearch.cli.hits_as_text import print_result

            print_result(
                result,
                folder=library.settings.folder,
                context="brief" if brief else context,
                color=color,
                group=group is not None,
            )
        else:
            from kurilsearch.cli.hits_as_data import PRINTERS

            PRINTERS[form](add_cite_keys(library, result), context)
        if hint := _command_meant(words, result):
            click.echo(hint, err=True)
    return 0 if result.hits else 1


def _command_meant(words: tuple[str, ...], result: SearchResult) -> str | None:
    """Return what to type where the first word stands nowhere and is a command's name, mistyped; None else."""
    if result.hits and not (result.loosened or words[0] in result.lacking):
        return None
    from difflib import get_close_matches

    from kurilsearch.cli.app import COMMANDS

    meant = get_close_matches(words[0].lower(), COMMANDS, n=1, cutoff=_LIKE)
    if not meant or words[0] in COMMANDS:
        return None
    typed = " ".join(["kurilsearch", meant[0], *map(shell_word, words[1:])])
    return f"kurilsearch: “{printable(words[0])}” is no command and was looked for; did you mean `{typed}`?"


def _query(words: tuple[str, ...]) -> str:
    """Return the words as one query. Bytes that were no text in the terminal's encoding cannot be looked for."""
    query = " ".join(words).strip()
    if not query:
        raise QueryError("The query is empty", "Type the words to look for: kurilsearch seikei fukabun")
    try:
        query.encode("utf-8")
    except UnicodeEncodeError:
        raise QueryError(
            "The query holds bytes that are no text in this terminal's encoding",
            "Type the words again, or set the locale",
        ) from None
    return query
