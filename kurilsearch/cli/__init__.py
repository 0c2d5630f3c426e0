"""The command line: parse, call the library, print, exit. One module per family of commands."""

from __future__ import annotations


def main() -> None:
    """Run the command line of this process and exit with its code; the ``kurilsearch`` script calls this."""
    from kurilsearch.cli.app import app

    app(prog_name="kurilsearch")
