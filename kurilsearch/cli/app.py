"""The command ``kurilsearch`` itself: its family of subcommands, of which ``search`` is the default."""

from __future__ import annotations

import click

from kurilsearch.cli.group import CommandGroup
from kurilsearch.cli.options import CONTEXT, library_options, width_option

COMMANDS = {
    "search": "kurilsearch.cli.finding",
    "quote": "kurilsearch.cli.quoting",
    "check": "kurilsearch.cli.checking",
    "mutate": "kurilsearch.cli.checking",
    "cite": "kurilsearch.cli.citing",
    "sources": "kurilsearch.cli.sources",
    "show": "kurilsearch.cli.reading",
    "open": "kurilsearch.cli.opening",
    "documents": "kurilsearch.cli.reading",
    "references": "kurilsearch.cli.referring",
    "cited": "kurilsearch.cli.referring",
    "web": "kurilsearch.cli.serving",
    "init": "kurilsearch.cli.keeping",
    "index": "kurilsearch.cli.keeping",
    "status": "kurilsearch.cli.keeping",
    "rebuild": "kurilsearch.cli.keeping",
    "mcp": "kurilsearch.cli.assisting",
    "help": "kurilsearch.cli.helping",
}
"""Each command with the module that holds a function of that name; a module is imported when it is needed."""

FUNCTIONS = {"open": "open_source"}
"""Commands whose function is called otherwise, because Python has the name."""

SYNONYMS = {"list": ["documents"], "ls": ["documents"], "docs": ["help"], "version": ["--version"]}
"""What a single word means that other programs have as a command, and what to run for it."""


@click.group(
    cls=CommandGroup,
    commands_in=COMMANDS,
    functions=FUNCTIONS,
    synonyms=SYNONYMS,
    default="search",
    context_settings=CONTEXT,
    subcommand_metavar="WORDS… | COMMAND …",
)
@width_option
@library_options
@click.version_option(
    None, "--version", package_name="kurilsearch", prog_name="kurilsearch", message="%(prog)s %(version)s"
)
def app() -> None:
    """Find a passage in a folder of sources and see where it stands.

    `kurilsearch WORDS…` is short for `kurilsearch search WORDS…`; its options may be given as well. To search for a
    word that is the name of a command, spell it out: `kurilsearch search index`.

    `kurilsearch help` lists the topics of help, such as the query language.
    """
