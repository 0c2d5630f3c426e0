"""The group of commands: a default command, modules imported when needed, and what is wrong with a call."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Container, Mapping, Sequence
from functools import partial
from typing import Any

import click

from kurilsearch.cli.ending import exit_with, fail, quiet_when_closed
from kurilsearch.cli.streams import readable_arguments

_EXCLUSION = re.compile(r"^-(?=[^\W\d_]{3}|\"|[^\W\d_]+\s)")
"""What stands before a word or a phrase that is to be left out, and is no option: those have one letter."""


class CommandGroup(click.Group):
    """Commands that are imported when they are needed, one of which is run where none is named.

    The default command is meant when the first argument that is no option is not the name of a command.
    """

    def __init__(
        self,
        *args: Any,
        commands_in: Mapping[str, str],
        functions: Mapping[str, str],
        synonyms: Mapping[str, Sequence[str]],
        default: str,
        **settings: Any,
    ) -> None:
        """Take the module of each command, functions of other names, what single words mean, and the default."""
        super().__init__(*args, **settings)
        self.no_args_is_help = False
        self._modules = commands_in
        self._functions = functions
        self._synonyms = synonyms
        self._default = default

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which a newcomer needs them."""
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, importing its module."""
        if cmd_name not in self._modules:
            return None
        command = getattr(importlib.import_module(self._modules[cmd_name]), self._functions.get(cmd_name, cmd_name))
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command's name in front where it is meant; with no arguments show the help."""
        if ctx.resilient_parsing:  # a shell asks how the words go on
            return super().parse_args(ctx, args)
        if not args:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(2)
        if len(args) == 1 and args[0].lower() in self._synonyms:
            word, args = args[0], list(self._synonyms[args[0].lower()])
            click.echo(
                f"kurilsearch: this is `kurilsearch {args[0]}`; the word is found by: kurilsearch search {word}",
                err=True,
            )
        is_another = args[0] in self._modules and args[0] != self._default  # whose options need not be known here
        if not is_another and (args[0] == self._default or self._means_default(ctx, self._with_not(ctx, args))):
            args = [self._default, *self._with_not(ctx, args[args[0] == self._default :])]
        return super().parse_args(ctx, args)

    def _with_not(self, ctx: click.Context, args: Sequence[str]) -> list[str]:
        command = self.get_command(ctx, self._default)
        assert command is not None
        return _with_not(args, _options(command, ctx))

    def _means_default(self, ctx: click.Context, args: Sequence[str]) -> bool:
        """Tell whether the words are for the default command, as is an option that only it has."""
        command = self.get_command(ctx, self._default)
        assert command is not None
        ours, its = _options(self, ctx), _options(command, ctx)
        its_own = False
        index = 0
        while index < len(args):
            argument = args[index]
            if argument == "--":
                return True
            if not argument.startswith("-") or argument == "-":
                return argument not in self._modules
            name = argument.split("=", 1)[0] if argument.startswith("--") else argument[:2]
            takes_value = {**its, **ours}.get(name, False)
            its_own = its_own or (name in its and name not in ours)
            index += 2 if takes_value and name == argument else 1
        return its_own

    def make_context(self, *args: Any, **settings: Any) -> click.Context:
        """Read the arguments; this is where help is printed."""
        with quiet_when_closed():
            return super().make_context(*args, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that the arguments name."""
        with quiet_when_closed():
            result = super().invoke(ctx)
            sys.stdout.flush()
        return result

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = False,
        **extra: Any,
    ) -> Any:
        """Run, tell any error once on the error stream, and exit: 0 found, 1 nothing found, 2 could not run.

        Arguments are never expanded to file names: a pattern such as island* is meant for the index.
        """
        given = readable_arguments(list(sys.argv[1:] if args is None else args))

        def run() -> Any:
            return super(CommandGroup, self).main(
                given, prog_name, complete_var, False, windows_expand_args=windows_expand_args, **extra
            )

        return exit_with(partial(_run, run)) if standalone_mode else run()


def _with_not(args: Sequence[str], options: Container[str]) -> list[str]:
    """Return the arguments of a search with NOT for the minus before words to leave out, so that they are no options.

    Something must be looked for besides; ``-limit`` is an option that lacks a minus.
    """
    end = args.index("--") if "--" in args else len(args)
    if not any(" " in each or not each.startswith("-") for each in args[:end]):
        return list(args)
    return [_EXCLUSION.sub("NOT ", each) if f"-{each}" not in options else each for each in args[:end]] + [*args[end:]]


def _run(command: Callable[[], Any]) -> Any:
    """Run a command, and tell what click finds wrong with its call."""
    try:
        return command()
    except click.UsageError as error:
        fail(_usage_message(error), _usage_hint(error), error.exit_code)
    except click.ClickException as error:
        fail(error.format_message(), None, 2)
    except click.Abort:
        raise KeyboardInterrupt from None


def _options(command: click.Command, ctx: click.Context) -> dict[str, bool]:
    """Return the spellings of a command's options, and whether each takes a value."""
    return {
        name: not parameter.is_flag and not parameter.count
        for parameter in command.get_params(ctx)
        if isinstance(parameter, click.Option)
        for name in (*parameter.opts, *parameter.secondary_opts)
    }


_EXAMPLES = {
    "search": "search harbour ice",
    "check": "check essay.docx",
    "show": "show letters.pdf --at 'p. 23'",
    "cited": "cited 'Tanaka 2003'",
    "references": "references essay.txt",
    "open": "open letters.pdf --at 'p. 23'",
}
"""A call of each command that cannot do without words."""


def _usage_message(error: click.UsageError) -> str:
    """Return what is wrong with a call, in words that name what to type rather than a parameter."""
    if isinstance(error, click.MissingParameter) and error.param is not None and error.ctx is not None:
        wanted = (error.param.metavar or error.param.human_readable_name).strip("[]….").lower().replace("|", " or a ")
        return f"`{error.ctx.command_path}` needs {'words to look for' if wanted == 'words' else f'a {wanted}'}"
    return error.format_message()


def _usage_hint(error: click.UsageError) -> str | None:
    """Return what to type after a wrong call."""
    if error.ctx is None:
        return None
    if "unexpected extra argument" in error.message and error.ctx.parent is not None:
        return "To search for a word that is a command's name: kurilsearch search " + str(error.ctx.info_name) + " …"
    if isinstance(error, click.MissingParameter) and (example := _EXAMPLES.get(str(error.ctx.info_name))):
        return f"For instance: kurilsearch {example}"
    return f"`{error.ctx.command_path} --help` says how it is called"
