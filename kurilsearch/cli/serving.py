"""The command ``web``, which shows the library in the browser."""

from __future__ import annotations

import os

import click

from kurilsearch.cli.options import CONTEXT, library_options, open_chosen_library
from kurilsearch.errors import NoLibraryError


@click.command(context_settings=CONTEXT)
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help="Serve at this port; default: 8417, if free.")
@click.option("--no-open", is_flag=True, help="Open no browser; the address is printed all the same.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Serve at this address.")
@click.option("--i-know", "exposed", is_flag=True, help="Serve at an address that others can reach, with --host.")
@library_options
@click.pass_context
def web(ctx: click.Context, port: int | None, no_open: bool, host: str, exposed: bool) -> int:
    """Search, read, prove and check in the browser.

    The page is served on this machine alone. Its address, which lets a browser in, is the first line that is printed;
    give it to nobody. Where there is no library yet, the page makes one of a folder that you choose. Ctrl+C stops it.
    See `kurilsearch help web`.
    """
    from kurilsearch.assistant.server import make_http_app
    from kurilsearch.web.serve import serve

    try:
        library = open_chosen_library(ctx)
    except NoLibraryError:
        if ctx.meta.get("kurilsearch.library") is not None:
            raise
        library = None
    serve(
        library,
        host=host,
        port=port,
        tell=lambda address: click.echo(address),
        open_browser=None if no_open else _open_browser,
        exposed=exposed,
        token=os.environ.get("KURILSEARCH_TOKEN"),
        make_assistant=make_http_app,
    )
    return 0


def _open_browser(address: str) -> None:
    import webbrowser

    webbrowser.open(address)
