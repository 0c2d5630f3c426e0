"""What a user would take instead, where it is installed: recollindex with recollq, and ripgrep."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.corpus import size_of
from tests.benchmarks.queries import DrawnQuery


def installed() -> tuple[str, ...]:
    """Return those of the programs that are on the path, by the name that the table has."""
    needed = {"recoll": ("recollindex", "recollq"), "ripgrep": ("rg",)}
    return tuple(name for name, programs in needed.items() if all(map(shutil.which, programs)))


def index_recoll(corpus: str, index: str) -> dict[str, Any]:
    """Index a folder with recollindex, as Debian's package comes."""
    folder = Path(index)
    folder.mkdir(parents=True)
    settings = f"topdirs = {Path(corpus).resolve()}\nskippedPaths+ = {Path(corpus).resolve() / '.kurilsearch'}\n"
    (folder / "recoll.conf").write_text(settings, encoding="utf-8")
    start = time.perf_counter()
    _run("recollindex", "-c", index)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "cpu_seconds": sum(os.times()[2:4]), "index_bytes": size_of(folder / "xapiandb")}


def search_recoll(index: str, query: DrawnQuery) -> float:
    """Return the seconds that recollq takes for the ten best documents, as a whole process."""
    return _run("recollq", "-c", index, "-n", "10", *query.words)


def search_ripgrep(corpus: str, query: DrawnQuery) -> float:
    """Return the seconds that ripgrep takes for all lines with any of the words: what a folder without index costs."""
    return _run("rg", "--ignore-case", "--count", "--word-regexp", "|".join(query.words), corpus)


def _run(*command: str) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode > 1:  # 1: nothing was found
        raise SystemExit(f"{command[0]} failed: {done.stderr.decode(errors='replace')[-500:]}")
    return time.perf_counter() - start
