"""``python -m tests.benchmarks.kills [N]``: N index runs of each engine are killed, and nothing may be lost or doubled.

Files are changed, removed, renamed and added before each. A third of the runs is killed within 20 ms of a commit, the
others at any moment. After each kill the engine must hold the passages of the store, each once, with the offsets and
counts that are theirs; a last run that is not killed must end with what one has that never was. They go in parts of
30, each on a library of its own, as many parts at a time as there are cores; what is done is kept in a file.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from tests.benchmarks.tables import Table, write_table
from tests.killed_runs import kill_again_and_again

PART = 30
"""Kills of one library."""


def kill_part(engine: str, first: int, count: int) -> int:
    """Kill ``count`` runs on a library made for them; return how many were at their work. ``first`` is the seed."""
    with tempfile.TemporaryDirectory(prefix="kurilsearch-kills-") as folder:
        return kill_again_and_again(Path(folder), engine, count, seed=1956 + first)


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill runs of each engine, and print how often one was at its work; an assertion tells what was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.kills", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=300, help="runs of each engine")
    parser.add_argument("--engines", default="tantivy,whoosh", help="their names, with a comma between")
    parser.add_argument("--keep", type=Path, help="a file for what is done: with it, ended runs go on where they were")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="parts at a time")
    parser.add_argument("--write", action="store_true", help="write the table of README.md")
    asked = parser.parse_args(arguments)
    engines = asked.engines.split(",")
    done: dict[str, int] = json.loads(asked.keep.read_text()) if asked.keep and asked.keep.exists() else {}
    parts = {
        f"{engine} {first} {min(PART, asked.count - first)}": (engine, first, min(PART, asked.count - first))
        for first in range(0, asked.count, PART)
        for engine in engines
    }
    with ProcessPoolExecutor(asked.jobs) as pool:
        names = {pool.submit(kill_part, *part): name for name, part in parts.items() if name not in done}
        for finished in as_completed(names):
            done[names[finished]] = finished.result()
            print(f"... {names[finished]}: {finished.result()} killed at their work", file=sys.stderr, flush=True)
            if asked.keep:
                asked.keep.write_text(json.dumps(done), encoding="utf-8")
    rows: list[tuple[str, ...]] = []
    for engine in engines:
        interrupted = sum(done[name] for name, part in parts.items() if part[0] == engine)
        print(f"{engine}: {asked.count} runs, {interrupted} of them killed at their work; nothing is lost or doubled")
        rows.append((engine, str(asked.count), str(interrupted), "0"))
    if asked.write:
        write_table(Table("kills", ("engine", "runs", "killed at their work", "lost or doubled"), rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
