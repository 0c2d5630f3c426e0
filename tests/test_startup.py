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


def test_a_search_without_citations_loads_nothing_that_cites(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text("The ferry did not come, and nobody had thought it would.\n", encoding="utf-8")
    init_library(tmp_path)
    with open_library(tmp_path) as library:
        library.index()
    report = (
        "import sys; from kurilsearch.cli.app import app; app(['ferry'], standalone_mode=False); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", report], capture_output=True, text=True, encoding="utf-8", check=True, cwd=tmp_path
    )
    answer, _, loaded = done.stdout.rstrip().rpartition("\n")
    assert "The ferry did not come" in answer
    rooms = {"cite", "references", "csl", "read", "clean", "segment", "match", "programs"}
    assert {name.split(".")[1] for name in loaded.split() if name.startswith("kurilsearch.")}.isdisjoint(rooms)
    assert {name.partition(".")[0] for name in loaded.split()}.isdisjoint({"nltk", "numpy", "pybtex", "lxml"})
    assert {name for name in loaded.split() if name.startswith("whoosh.")} <= {"whoosh.lang", "whoosh.lang.stopwords"}
