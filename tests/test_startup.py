"""Starting up stays light: what a search does not need is not imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library

PAGE = ("starlette", "uvicorn", "jinja2", "multipart", "anyio")
"""What only `kurilsearch web` needs."""

HEAVY = (*PAGE, "nltk", "numpy", "whoosh", "rapidfuzz", "pybtex", "filelock", "charset_normalizer", "tantivy", "yaml")


def loaded_after(code: str, *, cwd: Path | None = None) -> set[str]:
    """Return the top-level modules that a fresh interpreter has loaded after running ``code``."""
    report = "\nimport sys; print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code + report], capture_output=True, text=True, encoding="utf-8", check=True, cwd=cwd
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "code",
    [
        "import kurilsearch",
        "import kurilsearch.cli",
        "import kurilsearch.cli.app",
        "from kurilsearch.cli import serving",
        "from kurilsearch.cli import finding, reading, keeping, reports, hits_as_text, hits_as_data, excerpts_as_text",
    ],
)
def test_importing_the_command_line_loads_nothing_heavy(code: str) -> None:
    assert loaded_after(code).isdisjoint(HEAVY)


def test_importing_the_entry_point_does_not_even_load_click() -> None:
    assert "click" not in loaded_after("import kurilsearch.cli")


def test_asking_for_help_loads_nothing_heavy() -> None:
    code = (
        "from kurilsearch.cli.app import app\n"
        "for line in (['--help'], ['search', '--help'], ['show', '--help'], ['help'], ['help', 'query']):\n"
        "    app(line, standalone_mode=False)"
    )
    assert loaded_after(code).isdisjoint((*HEAVY, "difflib", "tomllib", "sqlite3"))


def test_finding_the_settings_loads_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "kurilsearch.toml").touch()
    loaded = loaded_after("from kurilsearch.library.settings import find_settings; find_settings()", cwd=tmp_path)
    assert loaded.isdisjoint((*HEAVY, "click"))
    assert "tomllib" in loaded


def test_the_module_runs_as_the_command_does() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kurilsearch", "--help"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: kurilsearch ")


def test_a_worker_process_that_imports_the_main_module_does_not_run_it() -> None:
    assert "kurilsearch" in loaded_after("import kurilsearch.__main__")


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library that is indexed."""
    folder = tmp_path_factory.mktemp("ferry")
    (folder / "ferry.txt").write_text("The ferry did not come, and nobody had thought it would.\n", encoding="utf-8")
    init_library(folder)
    with open_library(folder) as library:
        library.index()
    return folder


def answered(folder: Path, *arguments: str) -> tuple[str, set[str], set[str], int]:
    """Return what a command prints, and the modules that it loads.

    Then come the modules that call ``re.compile`` while they are imported, and how many dataclasses are made.
    """
    code = (
        "import re, sys\n"
        "compile_pattern, compiled = re.compile, set()\n"
        "def noted(*given, **named):\n"
        "    frame = sys._getframe(1)\n"
        "    if frame.f_code.co_name == '<module>':\n"
        "        compiled.add(frame.f_globals['__name__'])\n"
        "    return compile_pattern(*given, **named)\n"
        "re.compile = noted\n"
        "from kurilsearch.cli import main\n"
        f"sys.argv[1:] = {list(arguments)!r}\n"
        "try:\n"
        "    main()\n"
        "except SystemExit:\n"
        "    pass\n"
        "print(*sys.modules)\n"
        "print('compiled', *compiled)\n"
        "ours = [vars(each).values() for name, each in sys.modules.items() if name.startswith('kurilsearch.')]\n"
        "made = {each for values in ours for each in values if isinstance(each, type)}\n"
        "print(sum('__dataclass_params__' in vars(each) for each in made))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True, cwd=folder
    )
    *answer, loaded, compiled, made = done.stdout.splitlines()
    return "\n".join(answer), set(loaded.split()), set(compiled.split()), int(made)


def test_a_search_without_citations_loads_nothing_that_cites(ferry: Path) -> None:
    answer, loaded, _, _ = answered(ferry, "ferry")
    assert "The ferry did not come" in answer
    rooms = {"cite", "references", "csl", "read", "clean", "segment", "match", "programs"}
    assert {name.split(".")[1] for name in loaded if name.startswith("kurilsearch.")}.isdisjoint(rooms)
    assert {name.partition(".")[0] for name in loaded}.isdisjoint({"nltk", "numpy", "pybtex", "lxml"})
    assert {name for name in loaded if name.startswith("whoosh.")} <= {"whoosh.lang", "whoosh.lang.stopwords"}


WORDS = "The ferry did not come, and nobody had thought"
NOWHERE = "A harbour master wrote another timetable yesterday"


@pytest.mark.parametrize("arguments", [("ferry",), ("quote", WORDS), ("quote", NOWHERE)])
def test_modules_that_answer_compile_no_pattern_while_they_are_imported(
    ferry: Path, arguments: tuple[str, ...]
) -> None:
    _, loaded, compiled, _ = answered(ferry, *arguments)
    assert "kurilsearch.language.tokens" in loaded
    ours = {name for name in compiled if name.startswith("kurilsearch.")}
    assert not ours


@pytest.mark.parametrize("arguments", [("ferry",), ("quote", WORDS)])
def test_words_alone_are_answered_without_click_and_what_it_imports(ferry: Path, arguments: tuple[str, ...]) -> None:
    assert answered(ferry, *arguments)[1].isdisjoint({"click", "ast", "dis", "tokenize", "uuid", "locale", "gettext"})


@pytest.mark.parametrize(("arguments", "most"), [(("ferry",), 14), (("quote", WORDS), 24)])
def test_few_nouns_are_made_of_generated_code(ferry: Path, arguments: tuple[str, ...], most: int) -> None:
    """A dataclass takes a millisecond to make, a named tuple a fifth of it."""
    assert answered(ferry, *arguments)[3] <= most


@pytest.mark.parametrize(("arguments", "most"), [(("ferry",), 121), (("quote", WORDS), 145)])
def test_few_modules_of_ours_are_loaded(ferry: Path, arguments: tuple[str, ...], most: int) -> None:
    """A module takes half a millisecond to find and read, before anything in it is made."""
    assert sum(name.partition(".")[0] == "kurilsearch" for name in answered(ferry, *arguments)[1]) <= most


def test_a_quotation_loads_nothing_that_searches_pastes_or_reads(ferry: Path) -> None:
    answer, loaded, _, _ = answered(ferry, "quote", WORDS)
    assert "The ferry did not come" in answer
    rooms = {"cite", "references", "csl", "read", "clean", "segment", "search", "programs"}
    assert {name.split(".")[1] for name in loaded if name.startswith("kurilsearch.")}.isdisjoint(rooms)
    commands = {"kurilsearch.cli.finding", "kurilsearch.cli.pasting", "kurilsearch.match.claim_verdict"}
    assert loaded.isdisjoint(commands | {"tempfile", "shutil"})


def test_what_judges_differences_is_loaded_only_where_something_was_found(ferry: Path) -> None:
    judging = {"kurilsearch.match.hits", "kurilsearch.match.differences", "kurilsearch.match.pairs"}
    assert answered(ferry, "quote", WORDS)[1] >= judging
    assert answered(ferry, "quote", NOWHERE)[1].isdisjoint(judging)
