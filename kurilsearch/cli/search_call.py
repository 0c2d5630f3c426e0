"""A call of ``search``: what is asked, and how that is answered. What reads options is in ``finding``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from kurilsearch.cli.reports import make_ready
from kurilsearch.cli.terminal import echo, printable, shell_word
from kurilsearch.errors import QueryError
from kurilsearch.library.answers import add_cite_keys, add_cited_works

if TYPE_CHECKING:
    from kurilsearch.hit import SearchResult
    from kurilsearch.library.library import Library

_LIKE = 0.75
"""How like a command's name (as difflib measures it) a word must be to be one mistyped: ciet, soruces."""


class SearchCall(NamedTuple):
    """The words and options of a call; what stands here is meant where an option is not given."""

    words: tuple[str, ...]
    limit: int = 10
    form: str = "text"
    context: str = "sentence"
    match: Literal["all", "any"] = "any"
    page: int = 1
    sort: Literal["date", "title", "file"] | None = None
    group: Literal["document"] | None = None
    brief: bool = False
    cite: str | None = None
    pasted: bool = False
    to: str = "plain"
    output: Path | None = None
    color: bool = False


def answer_search(open_it: Callable[[], Library], call: SearchCall) -> int:
    """Print the passages that answer a call, and return the exit code."""
    query = _query(call.words)
    with open_it() as library:
        make_ready(library)
        result = library.search(
            query,
            limit=call.limit,
            match=call.match,
            page=call.page,
            sort=call.sort,
            group=call.group == "document",
            cite=None if call.pasted else call.cite,
        )
        if call.pasted:
            from kurilsearch.cli.pasting import print_pasted

            print_pasted(library, result.complete_hits, call.cite, call.to, call.output)
            return 0 if result.hits else 1
        result = add_cited_works(library, result, call.cite)
        if call.form == "text":
            from kurilsearch.cli.hits_as_text import print_result

            print_result(
                result,
                folder=library.settings.folder,
                context="brief" if call.brief else call.context,
                color=call.color,
                group=call.group is not None,
            )
        else:
            from kurilsearch.cli.hits_as_data import PRINTERS

            PRINTERS[call.form](add_cite_keys(library, result), call.context)
        if hint := _command_meant(call.words, result):
            echo(hint, err=True)
    return 0 if result.hits else 1


def _command_meant(words: tuple[str, ...], result: SearchResult) -> str | None:
    """Return what to type where the first word stands nowhere and is a command's name, mistyped; None else."""
    if result.hits and not (result.loosened or words[0] in result.lacking):
        return None
    from difflib import get_close_matches

    from kurilsearch.cli.commands import COMMANDS

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
