"""The command line: parse, call the library, print, exit.

The table in :mod:`kurilsearch.cli.app` says which module holds a command. What a person reads is made in the modules
``*_as_text``, what a program reads in ``hits_as_data`` and ``json_output``. ``wording`` and ``hit_lines`` say how works
and places are told, ``terminal`` how lines are broken and coloured; ``ending`` tells every error, once. ``plain``
answers calls without options.
"""

from __future__ import annotations

import gc
import sys

_ALLOCATED = 100_000
"""Objects that are made before garbage is looked for. Python's own 700 let it look through all modules, again and
again, while these are only being loaded: a tenth of the time of a search."""


def main() -> None:
    """Run the command line of this process and exit with its code; the ``kurilsearch`` script calls this."""
    gc.set_threshold(_ALLOCATED)
    from kurilsearch.cli.late import import_late

    import_late()
    try:
        from kurilsearch.cli.plain import plain_call

        if answer := plain_call(sys.argv[1:]):
            from kurilsearch.cli.ending import exit_with

            exit_with(answer)
        from kurilsearch.cli.app import app

        app(prog_name="kurilsearch")
    finally:
        gc.freeze()  # or the interpreter looks for garbage in all that there is, once more: a fifth of a search's time
