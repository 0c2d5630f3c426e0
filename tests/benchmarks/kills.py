"""``python -m tests.benchmarks.kills [N]``: N index runs of each engine are killed, and nothing may be lost or doubled.

Files are changed, removed, renamed and added before each. A third of the runs is killed within 20 ms of a commit, the
others at any moment. After each kill the engine must hold the passages of the store, each once, with the offsets and
counts that are theirs; a last run that is not killed must end with what one has that never was.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.tables import Table, write_table
from tests.killed_runs import kill_again_and_again


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill runs of each engine, and print how often one was at its work; an assertion tells what was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.kills", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=300, help="runs of each engine")
    parser.add_argument("--engines", default="tantivy,whoosh", help="their names, with a comma between")
    parser.add_argument("--write", action="store_true", help="write the table of README.md")
    asked = parser.parse_args(arguments)
    rows: list[tuple[str, ...]] = []
    for engine in asked.engines.split(","):
        with tempfile.TemporaryDirectory(prefix="kurilsearch-kills-") as folder:
            interrupted = kill_again_and_again(Path(folder), engine, asked.count)
        print(f"{engine}: {asked.count} runs, {interrupted} of them killed at their work; nothing is lost or doubled")
        rows.append((engine, str(asked.count), str(interrupted), "0"))
    if asked.write:
        write_table(Table("kills", ("engine", "runs", "killed at their work", "lost or doubled"), rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
