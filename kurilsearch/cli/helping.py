"""The command ``help``: topics that no single command explains, each a page of Markdown in the folder ``help``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from kurilsearch.cli.options import CONTEXT, color_option
from kurilsearch.cli.terminal import Paint, line_width
from kurilsearch.errors import UsageError

TOPICS = (
    "query",
    "quotations",
    "drafts",
    "styles",
    "formats",
    "library",
    "files",
    "cluster",
    "web",
    "json",
    "python",
    "assistant",
    "exit-codes",
    "environment",
)
"""The topics, in the order in which a newcomer needs them; the page of each is ``help/TOPIC.md``."""

PAPER_WIDTH = 80
"""Columns of a line where the output goes to no terminal: a page is prose, and is read in a pager."""

_PAGES = Path(__file__).with_name("help")


@click.command(context_settings=CONTEXT)
@click.argument("topic", nargs=-1, metavar="[TOPIC]")
@color_option
@click.pass_context
def help(ctx: click.Context, topic: tuple[str, ...], color: bool) -> int:
    """Explain a topic or a command, or list the topics.

    TOPIC may be the name of a command too. To search for the word: `kurilsearch search help`.
    """
    name = "-".join(topic).lower()
    assert ctx.parent is not None
    group = ctx.parent.command
    assert isinstance(group, click.Group)
    command = None if name in TOPICS else group.get_command(ctx.parent, name)
    if command:
        click.echo(command.get_help(click.Context(command, ctx.parent, name, **CONTEXT)))
        return 0
    paint = Paint(color, line_width(PAPER_WIDTH))
    if not name:
        lines = _contents(paint)
    elif name in TOPICS:
        from kurilsearch.cli.topic_as_text import topic_lines

        lines = topic_lines(read_topic(name), paint)
    else:
        raise UsageError(f"There is no topic `{name}`", _suggestion(name, topic, group.list_commands(ctx.parent)))
    click.echo("\n".join(lines), color=color)
    return 0


def read_topic(name: str) -> str:
    """Return the page of a topic as Markdown; its first line is ``# `` and the title."""
    return (_PAGES / f"{name}.md").read_text(encoding="utf-8")


def _contents(paint: Paint) -> Iterator[str]:
    """Yield the list of topics, and what else can be asked."""
    yield paint.strong("Topics")
    width = max(map(len, TOPICS))
    for name in TOPICS:
        title = read_topic(name).partition("\n")[0].removeprefix("# ")
        yield paint.block(title, indent=" " * (width + 4), first=f"  {name:<{width}}  ")
    yield ""
    yield paint.block("`kurilsearch help TOPIC` explains a topic, `kurilsearch COMMAND --help` a command.", indent="")
    yield paint.block("To search for the word help: `kurilsearch search help`", indent="")


def _suggestion(name: str, words: Sequence[str], commands: Sequence[str]) -> str:
    """Return what was probably meant: a topic or command that is spelled likewise, or a search for words."""
    from difflib import get_close_matches

    near = get_close_matches(name, [*TOPICS, *commands], n=1)
    meant = f"Did you mean `kurilsearch help {near[0]}`?" if near else f"The topics are {', '.join(TOPICS)}."
    return f"{meant} To search for the words: kurilsearch search help {' '.join(words)}"
