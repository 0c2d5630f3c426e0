"""The command ``kurilsearch`` itself: its family of subcommands, of which ``search`` is the default."""

from __future__ import annotations

import click

from kurilsearch.cli.commands import COMMANDS, DEFAULT, FUNCTIONS, SYNONYMS
from kurilsearch.cli.group import CommandGroup
from kurilsearch.cli.options import CONTEXT, library_options, width_option


@click.group(
    cls=CommandGroup,
    commands_in=COMMANDS,
    functions=FUNCTIONS,
    synonyms=SYNONYMS,
    default=DEFAULT,
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
