"""How far checks can be trusted with a library, told to a person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kurilsearch.cli.terminal import counted, printable
from kurilsearch.cli.wording import path_from_here

if TYPE_CHECKING:
    from kurilsearch.check.mutation.report import JudgedMutant, KindTally, MutationReport

_MOST_SHOWN = 10


def print_mutation_report(report: MutationReport, folder: Path) -> None:
    """Print a table for truths and one for lies, and behind each what was judged wrongly."""
    truths = [each for each in report.kinds if not each.is_lie]
    lies = [each for each in report.kinds if each.is_lie]
    _print_kinds("True quotations", "doubted", truths)
    _print_examples(report.truths_doubted, folder)
    click.echo()
    _print_kinds("Lies", "let through", lies)
    _print_examples(report.lies_let_through, folder)


def _print_kinds(what: str, wrong: str, kinds: Sequence[KindTally]) -> None:
    total, failed = sum(each.number for each in kinds), sum(each.wrong for each in kinds)
    click.echo(f"{what}: {total:,}, of which {failed:,} would be {wrong}")
    for each in kinds:
        click.echo(f"  {each.kind:<16} {each.number:>6,}   {each.wrong:>5,} {wrong}")


def _print_examples(judged: Sequence[JudgedMutant], folder: Path) -> None:
    for each in judged[:_MOST_SHOWN]:
        click.echo(
            f"\n  {each.kind}, called {each.verdict.replace('_', ' ')}{f': {each.reason}' if each.reason else ''}"
        )
        click.echo(f"    put to the check: “{printable(each.text)}”")
        if each.text != each.true:
            click.echo(f"    the source has:   “{printable(each.true)}”")
        click.echo(f"    {path_from_here(each.file, folder)}, character {each.char_start:,}")
    if len(judged) > _MOST_SHOWN:
        click.echo(f"\n  and {counted(len(judged) - _MOST_SHOWN, 'more')[:-1]}; --format json has all of them")
