"""``kurilsearch help``: its topics, and how a page is printed. What the pages say is held by test_documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kurilsearch.cli import helping
from kurilsearch.cli.app import app
from kurilsearch.cli.helping import PAPER_WIDTH, TOPICS, read_topic
from kurilsearch.cli.terminal import Paint, columns
from kurilsearch.cli.topic_as_text import INDENT, topic_lines

PAGES = Path(helping.__file__).with_name("help")
STYLED = re.compile(r"\x1b\[1m(.*?)\x1b\[0m")

PAGE = """\
# Boats

The `ferry`
sails on *Monday*.

- oars, which are
  long
- sails

| boat | what it is |
|---|---|
| `kayak`, `umiak` | made of skin |
| `a boat with a very long name` | slow |

```console
$ kurilsearch   ferry
```
"""
PRINTED = """\
Boats

The `ferry` sails on *Monday*.

- oars, which are long
- sails

    boat          what it is
    kayak, umiak  made of skin
    a boat with a very long name
                  slow

    $ kurilsearch   ferry"""


def run(*words: str) -> Result:
    return CliRunner(env={"COLUMNS": None}).invoke(app, ["help", *words], prog_name="kurilsearch")


def test_the_topics_are_the_pages_that_are_there() -> None:
    assert sorted(TOPICS) == sorted(page.stem for page in PAGES.iterdir())


def test_help_lists_the_topics_with_a_line_each() -> None:
    lines = run().stdout.splitlines()
    for topic in TOPICS:
        (line,) = (line for line in lines if line.startswith(f"  {topic} "))
        assert read_topic(topic).startswith(f"# {line.split(maxsplit=1)[1]}")


def test_a_page_is_laid_out_for_the_terminal() -> None:
    assert "\n".join(topic_lines(PAGE, Paint(color=False, width=60))) == PRINTED


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("width", [40, 80, 100])
def test_no_line_is_wider_than_the_terminal(topic: str, width: int) -> None:
    """An example is printed as it is, and fits where the output goes to no terminal."""
    for line in "\n".join(topic_lines(read_topic(topic), Paint(color=False, width=width))).splitlines():
        assert columns(line) <= width or len(line.split()) == 1 or line.startswith(INDENT)
        assert columns(line) <= max(width, PAPER_WIDTH) or line.startswith(f"{INDENT}$ ")


@pytest.mark.parametrize("topic", TOPICS)
def test_every_word_of_a_page_is_printed(topic: str) -> None:
    page = read_topic(topic)
    printed = run(topic).stdout
    assert re.findall(r"\w+", re.sub(r"^```\w*|^\|[-|]+$", "", page, flags=re.MULTILINE)) == re.findall(r"\w+", printed)


def test_only_headings_are_bold_and_only_where_colour_is_on() -> None:
    plain = "\n".join(topic_lines(PAGE, Paint(color=False, width=60)))
    painted = "\n".join(topic_lines(PAGE, Paint(color=True, width=60)))
    assert STYLED.findall(painted) == ["Boats", "    boat          what it is"]
    assert STYLED.sub(r"\1", painted) == plain
    assert "\x1b[" not in run("query").stdout
    assert STYLED.sub(r"\1", run("--color", "always", "query").stdout) == run("query").stdout


def test_a_topic_of_two_words_may_be_typed_as_two() -> None:
    assert run("exit", "codes").stdout == run("exit-codes").stdout


def test_the_name_of_a_command_shows_how_it_is_called() -> None:
    called = CliRunner().invoke(app, ["quote", "--help"], prog_name="kurilsearch")
    assert run("quote").stdout == called.stdout


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["querry"], "Did you mean `kurilsearch help query`?"),
        (["exit", "code"], "Did you mean `kurilsearch help exit-codes`?"),
        (["wanted"], f"The topics are {', '.join(TOPICS)}."),
    ],
)
def test_an_unknown_topic_is_an_error_that_says_what_to_do(words: list[str], hint: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    message, advice = result.stderr.splitlines()
    assert message == f"kurilsearch: There is no topic `{'-'.join(words)}`"
    assert advice == f"  {hint} To search for the words: kurilsearch search help {' '.join(words)}"


def test_the_help_of_the_command_names_the_topics() -> None:
    assert "`kurilsearch help`" in CliRunner().invoke(app, ["--help"], prog_name="kurilsearch").stdout
