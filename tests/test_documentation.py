"""What is written for readers is true: every example runs and prints what it shows, all that is named exists.

Held are the README, the topics of ``kurilsearch help``, the map of the code and the page of what was measured.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution, metadata, requires
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kurilsearch.cite.styles import SHORT_NAMES
from kurilsearch.cli.app import app
from kurilsearch.cli.commands import COMMANDS
from kurilsearch.cli.helping import PAPER_WIDTH, TOPICS
from kurilsearch.cli.options import CONTEXT
from kurilsearch.cli.topic_as_text import INDENT
from kurilsearch.describe.files.bibliography import ENDINGS
from kurilsearch.describe.sources_file import SOURCES_FILE
from kurilsearch.indexing import reading
from kurilsearch.library import settings
from kurilsearch.library.library import open_library
from kurilsearch.match import quotation as match_quotation
from kurilsearch.match import verdict
from kurilsearch.read import archive, file, readable_endings
from kurilsearch.search import expander, language, plain, retrieve
from kurilsearch.vocabulary.equivalents import EQUIVALENTS_FILE, load_equivalents

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kurilsearch"
README = ROOT / "README.md"
CODE_MAP = PACKAGE / "README.md"
MEASURED = ROOT / "tests" / "benchmarks" / "README.md"
HELP = {name: PACKAGE / "cli" / "help" / f"{name}.md" for name in TOPICS}
FOR_USERS = (README, *HELP.values())
PAGES = (*FOR_USERS, CODE_MAP, MEASURED)

BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (?P<line>.+)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)
OPTION = re.compile(r"(?<!\S)--?[a-z][a-z-]*")
LONGEST_README = 200

Run = Callable[..., Result]


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def running_text(page: Path) -> str:
    """Return a page without its examples, on one line."""
    return " ".join(BLOCK.sub("", read(page)).split())


def blocks(page: Path, language: str) -> list[str]:
    return [match["body"] for match in BLOCK.finditer(read(page)) if match["language"] == language]


def rows(page: Path, head: str) -> list[list[str]]:
    """Return the cells of the table with this head line, row by row; they hold no ``|``."""
    table = read(page).partition(f"{head}\n")[2].partition("\n\n")[0]
    found = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()[1:]]
    assert found, f"{page} has no table {head}"
    return found


def codes(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", text)


@dataclass(frozen=True)
class Example:
    """A command that a page shows, with what it prints."""

    page: Path
    line: str
    output: str

    def __str__(self) -> str:
        return f"{self.page.stem}: {self.line}"

    @property
    def columns(self) -> int:
        """The width for which it is printed: a topic's examples are indented on the terminal."""
        return PAPER_WIDTH if self.page == README else PAPER_WIDTH - len(INDENT)


EXAMPLES = [
    Example(page, match["line"], match["output"])
    for page in FOR_USERS
    for block in blocks(page, "console")
    for match in COMMAND.finditer(block)
]
PYTHON = [(page, code) for page in (*FOR_USERS, CODE_MAP) for code in blocks(page, "python")]


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the sample sources, laid out as this repository is, and a folder that is to be one."""
    folder = tmp_path_factory.mktemp("documentation")
    shutil.copytree(ROOT / "seeds", folder / "seeds", ignore=shutil.ignore_patterns("0*.txt"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "thesis").mkdir()
    with open_library(folder) as library:
        library.index()
    return folder


@pytest.fixture
def sample(indexed: Path, tmp_path: Path) -> Path:
    """A copy of that library, which an example may change."""
    return Path(shutil.copytree(indexed, tmp_path / "sample"))


@pytest.fixture
def run(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line as a page shows it, in the folder of the sample library."""
    monkeypatch.chdir(sample)
    monkeypatch.delenv(settings.LIBRARY_VARIABLE, raising=False)

    def run(line: str, columns: int = PAPER_WIDTH) -> Result:
        monkeypatch.setenv("COLUMNS", str(columns))
        program, *arguments = shlex.split(line)
        assert program == "kurilsearch"
        return CliRunner().invoke(app, arguments, prog_name="kurilsearch")

    return run


# Examples


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_an_example_prints_what_the_page_shows(example: Example, run: Run, sample: Path) -> None:
    """A line of ... leaves out the rest. KURILSEARCH_UPDATE_DOCUMENTATION=1 writes what is printed now instead."""
    result = run(example.line, example.columns)
    assert result.exit_code == 0, result.stderr
    printed = re.sub(r"\n+$", "\n", result.stdout).replace(f"{sample}{os.sep}", "").replace("\\", "/")
    if os.environ.get("KURILSEARCH_UPDATE_DOCUMENTATION") and "...\n" not in example.output:
        text = read(example.page)
        shown = f"$ {example.line}\n{example.output}"
        assert text.count(shown) == 1
        example.page.write_text(text.replace(shown, f"$ {example.line}\n{printed}"), encoding="utf-8", newline="\n")
    shown, cut, _ = example.output.partition("...\n")
    assert printed.startswith(shown) if cut else printed == example.output


@pytest.mark.parametrize(("page", "code"), PYTHON, ids=lambda part: getattr(part, "stem", None))
def test_a_python_example_runs(page: Path, code: str, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, str(page), "exec"), {"__name__": "example"})
    assert capsys.readouterr().out.strip()


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 15
    assert len(PYTHON) >= 5


# Commands, options, fields and figures that are named


def named_commands(page: Path) -> list[list[str]]:
    """Return the arguments of each command line that stands in a sentence or a table."""
    return [shlex.split(code)[1:] for code in codes(BLOCK.sub("", read(page))) if code.startswith("kurilsearch ")]


def called(arguments: list[str]) -> tuple[click.Command, list[str]]:
    """Return the command that is meant, ``search`` where none is named, and what it is given."""
    command: click.Command = app
    context = click.Context(app, **CONTEXT)
    while isinstance(command, click.Group) and arguments:
        inner = command.get_command(context, arguments[0])
        if inner is None:
            break
        command, arguments = inner, arguments[1:]
    if command is app:
        command = app.get_command(context, "search") or app
    return command, arguments


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_line_in_a_sentence_can_be_called(page: Path) -> None:
    for line in named_commands(page):
        if line[0] == "COMMAND":
            continue
        command, arguments = called(line)
        try:
            command.make_context("kurilsearch", list(arguments), parent=click.Context(app, **CONTEXT))
        except (click.MissingParameter, click.exceptions.Exit):
            pass  # a sentence about the command need not say all that a call needs; --help ends where it is read
        except click.UsageError as error:
            pytest.fail(f"{' '.join(line)}: {error.format_message()}")


def test_every_command_is_named() -> None:
    lines = [example.line.split()[1:] for example in EXAMPLES]
    lines += [line for page in FOR_USERS for line in named_commands(page)]
    assert {called(line)[0].name for line in lines} >= set(COMMANDS)


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


@pytest.mark.parametrize("page", FOR_USERS, ids=lambda page: page.stem)
def test_every_option_that_is_named_exists(page: Path) -> None:
    named = {option for code in codes(BLOCK.sub("", read(page))) for option in OPTION.findall(code)}
    assert named <= all_options()


QUERIES = [code for row in rows(HELP["query"], "| you type | it finds |") for cell in row for code in codes(cell)]


@pytest.mark.parametrize("query", QUERIES)
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
    hit = json.loads(run(command).stdout)["hits"][0]
    tables = read(HELP["json"]).split("| field | meaning |\n|---|---|\n")
    named = {name for row in tables[table + 1].split("\n\n")[0].splitlines() for name in codes(row.split("|")[1])}
    assert named
    assert named <= hit.keys()


def test_every_json_field_of_a_search_is_named(run: Run) -> None:
    answer = json.loads(run('kurilsearch --format json -n 1 --cite apa "seikei fukabun"').stdout)
    assert {*answer, *answer["hits"][0]} <= set(re.findall(r"\w+", " ".join(codes(read(HELP["json"])))))


def keys(value: Any) -> set[str]:
    """Return the names of all fields in a JSON value, at any depth."""
    if isinstance(value, list):
        return {name for item in value for name in keys(item)}
    return {*value, *(name for item in value.values() for name in keys(item))} if isinstance(value, dict) else set()


@pytest.mark.parametrize("row", rows(HELP["json"], "| command | what its object holds |"), ids=lambda row: row[0])
def test_the_objects_of_other_commands_hold_what_is_named(row: list[str], run: Run) -> None:
    command, holds = codes(row[0])[0], {code for code in codes(row[1]) if not code.startswith("--")}
    line = command.replace("FILE", "six-meetings-en-ru.txt").replace("WORK", "Carlile 1994")
    if "references" in command:
        line = "kurilsearch references essay-linkage.txt"
    if "--furniture" in row[1]:
        line += " --furniture"
    result = run(f"{line} --format json")
    assert result.exit_code == 0, result.stderr
    assert holds <= keys(json.loads(result.stdout))


def test_every_setting_is_named_and_every_one_that_is_named_exists() -> None:
    (text,) = blocks(HELP["library"], "toml")
    assert set(re.findall(r"^(?:# )?(\w+) =", text, re.MULTILINE)) == set(settings._KEYS)


def test_the_settings_that_are_named_may_all_be_set(sample: Path) -> None:
    (text,) = blocks(HELP["library"], "toml")
    (sample / settings.SETTINGS_FILE).write_text(re.sub(r"^# ", "", text, flags=re.MULTILINE), encoding="utf-8")
    assert settings.find_settings(sample).style == "mla"


def test_the_sources_file_that_is_shown_is_the_one_that_is_written(run: Run, sample: Path) -> None:
    (example,) = (each for each in EXAMPLES if each.page == HELP["files"] and " sources set " in each.line)
    run(example.line)
    assert (sample / SOURCES_FILE).read_text(encoding="utf-8") == blocks(HELP["files"], "toml")[0]


def test_the_equivalents_that_are_shown_can_be_read(tmp_path: Path) -> None:
    (tmp_path / EQUIVALENTS_FILE).write_text(blocks(HELP["files"], "toml")[1], encoding="utf-8")
    assert load_equivalents([tmp_path]).of(["iturup"])


def test_the_endings_that_are_named_are_those_that_are_read() -> None:
    page = read(HELP["formats"])
    listed = page.partition("files with these endings are read:\n\n")[2].partition("\n\n")[0]
    assert tuple(codes(listed)) == readable_endings()


def test_the_environment_variables_that_are_named_are_those_that_are_read() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    used = {*re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", sources), settings.LIBRARY_VARIABLE}
    named = {code for row in rows(HELP["environment"], "| variable | what it does |") for code in codes(row[0])}
    assert named == used | {"PATH"}


def test_the_styles_with_short_names_are_named() -> None:
    table = rows(HELP["styles"], "| style | what it is |")
    assert {code for row in table for code in codes(row[0])} == {*SHORT_NAMES, ".csl", "pandoc", "latex", "typst"}


def default_limit(command: str) -> int:
    found = app.get_command(click.Context(app, **CONTEXT), command)
    assert found is not None
    (limit,) = (option for option in found.params if option.name == "limit")
    assert isinstance(limit.default, int)
    return limit.default


MIB = 1 << 20
IN_WORDS = {4: "four", 7: "seven"}
FIGURES = [
    ("query", f"how many passages are shown: {default_limit('search')}, unless"),
    ("query", f"at most {language.LONGEST_QUERY:,} characters and {language.MOST_WORDS} words"),
    ("query", f"stands for at most {expander.MOST_EXPANSIONS} words"),
    ("query", f"the best {retrieve.CHECKED:,} of the passages"),
    ("query", f"A search of {plain.FEWEST_WORDS} words or more"),
    ("quotations", f"A search of {plain.FEWEST_WORDS} words or more"),
    ("quotations", f"of each: {default_limit('quote')}, unless"),
    ("quotations", f"at most {match_quotation.MOST_WORDS:,} words"),
    ("quotations", f"One of {IN_WORDS[verdict.SHORTEST + 1]} to {IN_WORDS[verdict.SHORT]} words"),
    (
        "formats",
        f"({reading.READ_SECONDS:.0f} seconds, and {reading.READ_SECONDS_PER_MEGABYTE:.0f} more for each megabyte)"
        f" and of memory ({reading.READ_MEMORY // (1024 * MIB)} GiB)",
    ),
    ("formats", f"more than {file.MAX_BYTES // MIB} MiB"),
    ("formats", f"more than {archive.MAX_UNPACKED // (1024 * MIB)} GiB"),
    ("files", f"CSL YAML (`{ENDINGS[-2]}`, `{ENDINGS[-1]}`)"),
]


@pytest.mark.parametrize(("topic", "sentence"), FIGURES)
def test_a_figure_in_a_sentence_is_that_of_the_code(topic: str, sentence: str) -> None:
    assert sentence in running_text(HELP[topic])


# The README


def test_the_readme_can_be_read_at_one_sitting() -> None:
    assert len(read(README).splitlines()) <= LONGEST_README


def test_the_set_up_is_two_lines_that_need_nothing_but_python() -> None:
    search, tests = blocks(README, "sh")[:2]
    assert search == 'python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/kurilsearch "seikei fukabun"\n'
    assert tests == 'python3 -m venv .venv && .venv/bin/pip install -e ".[dev]" && .venv/bin/python -m pytest\n'


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_is_linked_exists(page: Path) -> None:
    links = re.findall(r"\]\(([^)]+)\)", BLOCK.sub("", read(page)))
    for link in links:
        if not link.startswith("http"):
            assert (page.parent / link).exists(), link


def needed(name: str, extras: frozenset[str], *, everywhere: bool) -> set[str]:
    """Return the distributions that installing ``name`` brings, here or on any system and Python; normalised names."""
    found: set[str] = set()
    waiting = [(name, extras)]
    seen = set(waiting)
    while waiting:
        parent, wanted = waiting.pop()
        try:
            required = map(Requirement, requires(parent) or [])
        except PackageNotFoundError:
            continue  # one that only another system needs
        for each in required:
            if not _is_wanted(each, wanted, everywhere=everywhere):
                continue
            child = (canonicalize_name(each.name), frozenset(each.extras))
            found.add(child[0])
            if child not in seen:
                seen.add(child)
                waiting.append(child)
    return found


def _is_wanted(requirement: Requirement, extras: frozenset[str], *, everywhere: bool) -> bool:
    """Tell whether a requirement holds with these extras."""
    marker = requirement.marker
    if marker is None:
        return True
    if everywhere and "extra ==" not in str(marker):
        return True
    return any(marker.evaluate({"extra": extra}) for extra in (extras or {""}))


def licences() -> dict[str, str]:
    """Return the licence under which the README names each distribution, by its normalised name."""
    table = rows(README, "| licence | what is under it |")
    return {canonicalize_name(name.strip()): row[0] for row in table for name in codes(row[1])}


def test_every_distribution_that_is_installed_is_named_and_no_other() -> None:
    extras = frozenset({"japanese"})
    named = licences().keys()
    assert needed("kurilsearch", extras, everywhere=False) <= named
    assert named <= needed("kurilsearch", extras, everywhere=True)


@pytest.mark.parametrize("name", sorted(needed("kurilsearch", frozenset({"japanese"}), everywhere=False)))
def test_a_licence_is_the_one_that_the_distribution_names(name: str) -> None:
    said, licence = metadata(name), licences()[name]
    fields = ("License-Expression", "License", "Classifier")
    declared = " ".join(value for field in fields for value in said.get_all(field) or [])
    for word in re.findall(r"MIT|BSD|Apache|MPL|PSF|CNRI", licence):
        assert word in declared, f"{name} declares {declared}"


# The map of the code


def test_every_module_on_the_map_exists() -> None:
    named = [code for code in codes(read(CODE_MAP)) if re.fullmatch(r"[\w./]+(?:/|\.py)", code)]
    assert named
    for name in named:
        assert (PACKAGE / name).exists(), name


def test_every_room_is_on_the_map() -> None:
    table = rows(CODE_MAP, "| room | what it does |")
    rooms = {f"{path.parent.name}/" for path in PACKAGE.glob("*/__init__.py")}
    nouns = {path.name for path in PACKAGE.glob("*.py") if not path.name.startswith("__")}
    assert {code for row in table for code in codes(row[0])} == rooms | nouns


def test_every_name_in_the_code_on_the_map_can_be_imported() -> None:
    groups = {"kurilsearch.engines", "kurilsearch.readers", "kurilsearch.stores"}
    for name in {*re.findall(r"`(kurilsearch(?:\.\w+)+)`", read(CODE_MAP))} - groups:
        module, _, attribute = name.rpartition(".")
        try:
            found = __import__(name, fromlist=["*"])
        except ModuleNotFoundError:
            found = getattr(__import__(module, fromlist=["*"]), attribute)
        assert found


def test_the_entry_points_on_the_map_are_those_of_the_package() -> None:
    groups = {point.group for point in distribution("kurilsearch").entry_points} - {"console_scripts"}
    assert groups <= set(re.findall(r"kurilsearch\.[a-z]+", read(CODE_MAP)))
