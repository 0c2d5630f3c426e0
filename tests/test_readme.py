"""The README is true: every example runs and prints what it shows, every command and option exists."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kurilsearch.cli.app import app
from kurilsearch.cli.options import CONTEXT

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (?P<line>.+)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)

Run = Callable[[str], Result]


def blocks(language: str) -> list[str]:
    return [match["body"] for match in BLOCK.finditer(TEXT) if match["language"] == language]


EXAMPLES = [match for block in blocks("console") for match in COMMAND.finditer(block)]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the sample sources, laid out as this repository is, and a folder that is to be one."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds", ignore=shutil.ignore_patterns("0*.txt"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "thesis").mkdir()
    return folder


@pytest.fixture
def run(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run a command line as the README shows it, in the folder of the sample library."""
    monkeypatch.chdir(sample)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("KURILSEARCH_LIBRARY", raising=False)

    def run(line: str) -> Result:
        program, *arguments = shlex.split(line)
        assert program == "kurilsearch"
        return CliRunner().invoke(app, arguments, prog_name="kurilsearch")

    yield run
    (sample / "thesis" / "kurilsearch.toml").unlink(missing_ok=True)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["line"])
def test_a_shell_example_prints_what_the_readme_shows(example: re.Match[str], run: Run, sample: Path) -> None:
    """A line of ... leaves out the rest. KURILSEARCH_UPDATE_README=1 writes what is printed now."""
    result = run(example["line"])
    assert result.exit_code == 0, result.stderr
    printed = re.sub(r"\n+$", "\n", result.stdout).replace(f"{sample}{os.sep}", "").replace("\\", "/")
    if os.environ.get("KURILSEARCH_UPDATE_README"):
        text = README.read_text(encoding="utf-8")
        shown = f"$ {example['line']}\n{example['output']}"
        assert text.count(shown) == 1
        README.write_text(text.replace(shown, f"$ {example['line']}\n{printed}"), encoding="utf-8", newline="\n")
    shown, cut, _ = example["output"].partition("\n...\n")
    assert printed.startswith(shown) if cut else printed == example["output"]


@pytest.mark.parametrize("code", blocks("python"), ids=lambda code: code.splitlines()[-1].strip()[:40])
def test_a_python_example_runs(code: str, run: Run, sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, str(README), "exec"), {"__name__": "readme"})
    assert capsys.readouterr().out.strip()


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 5
    assert len(blocks("python")) >= 2


def mentioned_commands() -> set[str]:
    """Return the first words that follow `kurilsearch` in code, where they are meant as commands."""
    code = re.findall(r"`([^`\n]+)`", re.sub(BLOCK, "", TEXT)) + [example["line"] for example in EXAMPLES]
    words = [match[1] for snippet in code for match in re.finditer(r"(?:^|/)kurilsearch ([a-z]+)(?=\s|$)", snippet)]
    return set(words)


def all_options() -> set[str]:
    context = click.Context(app, **CONTEXT)
    commands: list[click.Command] = [app]
    commands += [command for name in app.list_commands(context) if (command := app.get_command(context, name))]
    return {
        spelling
        for command in commands
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option)
        for spelling in (*parameter.opts, *parameter.secondary_opts)
    }


def test_every_command_that_is_named_exists() -> None:
    assert mentioned_commands() <= set(app.list_commands(click.Context(app, **CONTEXT)))


def test_every_command_that_exists_is_named() -> None:
    assert set(app.list_commands(click.Context(app, **CONTEXT))) <= mentioned_commands() | {"search"}


def test_every_option_that_is_named_exists() -> None:
    code = re.findall(r"`([^`\n]+)`", re.sub(BLOCK, "", TEXT)) + [example["line"] for example in EXAMPLES]
    named = {match[0] for snippet in code for match in re.finditer(r"(?<!\S)--?[a-z][a-z-]*", snippet)}
    named -= {"-m"}  # of python
    assert named
    assert named <= all_options()


def queries() -> list[str]:
    """Return the queries in the table of the query language."""
    table = TEXT[TEXT.index("| you type | it finds |") : TEXT.index("`-n` says how many")]
    rows = [line.split("|")[1] for line in table.splitlines()[2:] if line.startswith("|")]
    return [query for row in rows for query in re.findall(r"`([^`]+)`", row)]


@pytest.mark.parametrize("query", queries())
def test_a_query_of_the_table_is_understood(query: str, run: Run) -> None:
    result = run(f"kurilsearch -n 1 {shlex.quote(query)}")
    assert result.exit_code in (0, 1), result.stderr
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("table", "command"),
    [
        (0, 'kurilsearch --format json -n 1 "seikei fukabun"'),
        (1, 'kurilsearch quote --format json "seikei fukabun"'),
    ],
)
def test_every_json_field_that_is_named_exists(table: int, command: str, run: Run) -> None:
    import json

    hit = json.loads(run(command).stdout)["hits"][0]
    rows = TEXT.split("| field | meaning |\n|---|---|\n")[table + 1].split("\n\n")[0].splitlines()
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert named
    assert named <= hit.keys()


def test_every_part_on_the_map_exists_and_every_part_is_on_it() -> None:
    table = TEXT[TEXT.index("| part of `kurilsearch/` |") : TEXT.index("Imports run one way")]
    named = {name for row in table.splitlines()[2:] if row for name in re.findall(r"`([\w./]+)`", row.split("|")[1])}
    assert all((ROOT / "kurilsearch" / name).exists() for name in named), named
    folders = {f"{path.parent.name}/" for path in (ROOT / "kurilsearch").glob("*/__init__.py")}
    assert folders <= named


def test_the_set_up_is_two_lines_that_need_nothing_but_python() -> None:
    search, tests = blocks("sh")
    assert search == 'python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/kurilsearch "seikei fukabun"\n'
    assert tests == 'python3 -m venv .venv && .venv/bin/pip install -e ".[dev]" && .venv/bin/python -m pytest\n'
