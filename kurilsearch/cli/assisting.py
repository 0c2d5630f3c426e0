"""The command ``mcp``, which serves an assistant."""

from __future__ import annotations

import click

from kurilsearch.cli.options import CONTEXT, library_options, open_chosen_library


@click.command(context_settings=CONTEXT)
@library_options
@click.pass_context
def mcp(ctx: click.Context) -> int:
    """Let an assistant search, quote and check by these sources.

    It speaks the Model Context Protocol over standard input and output, so that an assistant's program starts it, and
    nobody types it. It needs `pip install 'kurilsearch[assistant]'`. `kurilsearch help assistant` says what to write in
    the settings of the usual assistants, and how a model is told to quote.
    """
    with open_chosen_library(ctx) as library:
        from kurilsearch.assistant.server import run_server

        run_server(library)
    return 0
