"""What several commands share: which library is meant, the format of the output, colour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kurilsearch.cli.terminal import NARROWEST, WIDEST, wants_color
from kurilsearch.errors import UsageError

if TYPE_CHECKING:
    from kurilsearch.cli.quote_call import QuoteCall
    from kurilsearch.cli.search_call import SearchCall
    from kurilsearch.library.library import Library

CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
"""Settings of every command's context."""

STYLES = (
    "chicago, mla, apa, harvard, mhra, ieee, vancouver, turabian, the name or file of any CSL style; or pandoc, latex"
    " or typst for a cite key"
)
"""What may be named where a style is asked for."""

MARKUPS = ("plain", "markdown", "html", "rtf", "latex", "typst", "docx")
"""In what a citation or a quotation may be written; docx is a file."""

Opener = Callable[..., "Library"]
"""What opens a library, called as ``open_library`` is; a test may give its own as the context's object."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


def library_options(command: _Command) -> _Command:
    """Add ``--library`` and ``--engine``, which may stand before or after the name of a command."""
    for option in (
        click.option("--engine", metavar="NAME", expose_value=False, callback=_remember, help="tantivy or whoosh."),
        click.option(
            "--library",
            metavar="DIR",
            type=click.Path(path_type=Path),
            expose_value=False,
            callback=_remember,
            help="The library's folder; default: KURILSEARCH_LIBRARY, else the nearest upwards from here.",
        ),
    ):
        command = option(command)
    return command


def width_option(command: _Command) -> _Command:
    """Add ``--width``, which :func:`kurilsearch.cli.terminal.line_width` asks for."""
    return click.option(
        "--width",
        metavar="COLUMNS",
        type=click.IntRange(NARROWEST),
        expose_value=False,
        callback=_remember,
        help=f"Columns of a line; default: the terminal's, at most {WIDEST}, and {WIDEST} in a file or a pipe.",
    )(command)


def format_option(*formats: str) -> Callable[[_Command], _Command]:
    """Return a decorator that adds ``--format`` with these choices, the first being the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="Form of the output.",
    )


def cite_option(command: _Command) -> _Command:
    """Add ``--cite``; the command gets the style's name, or None."""
    return click.option(
        "--cite",
        metavar="STYLE",
        help=f"Cite each place: {STYLES}.",
    )(command)


def output_option(command: _Command) -> _Command:
    """Add ``--output``; the command gets a path, or None."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write into this file; needed by --to docx.",
    )(command)


def paste_options(command: _Command) -> _Command:
    """Add ``--quote``, ``--to`` and ``--output``; the command gets ``pasted``, a bool, ``to`` and ``output``."""
    for option in (
        output_option,
        click.option(
            "--to",
            type=click.Choice(MARKUPS),
            default="plain",
            show_default=True,
            help="Markup of --quote.",
        ),
        click.option(
            "--quote",
            "pasted",
            is_flag=True,
            help="Print quotations ready to paste, in the marks of the style, with their citations, and nothing else.",
        ),
    ):
        command = option(command)
    return command


def check_output(to: str, output: Path | None) -> None:
    """Raise UsageError for a Word file that has no name."""
    if to == "docx" and output is None:
        raise UsageError("A Word file needs a name", "Give it: --to docx --output citations.docx")


def check_paste_options(call: SearchCall | QuoteCall) -> None:
    """Raise UsageError where options do not go together: ``--quote`` has forms of its own."""
    if call.output and not call.pasted:
        raise UsageError("--output is for what --quote prints", "Give --quote too, or leave --output out")
    check_output(call.to, call.output)
    if call.pasted and call.form != "text":
        raise UsageError(f"--quote prints quotations to paste, not {call.form}", "Leave out --format, or --quote")
    if call.to != "plain" and not call.pasted:
        raise UsageError("--to is the markup of --quote", "Give --quote too, or leave --to out")


def color_option(command: _Command) -> _Command:
    """Add ``--color``; the command gets a bool, ``color``."""
    option = click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        callback=lambda ctx, parameter, value: wants_color(value),
        help="Colour; auto means on a terminal, and never where NO_COLOR is set.",
    )
    return option(command)


def open_chosen_library(ctx: click.Context) -> Library:
    """Open the library that the options, the environment or the current folder name."""
    opener: Opener | None = ctx.obj
    if opener is None:
        from kurilsearch.library.library import open_library

        opener = open_library
    return opener(ctx.meta.get("kurilsearch.library"), engine=ctx.meta.get("kurilsearch.engine"))


def _remember(ctx: click.Context, parameter: click.Parameter, value: object) -> None:
    """Keep an option's value for whoever opens the library, the innermost mention winning."""
    if value is not None:
        ctx.meta[f"kurilsearch.{parameter.name}"] = value
