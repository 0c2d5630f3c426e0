"""Run as a script by killed_runs: indexes FOLDER/sources into FOLDER/index, in small batches, until killed.

It prints a line when it is ready, and one before each commit of its store and of its engine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar
from unittest.mock import patch

from kurilsearch.engines import open_engine
from kurilsearch.indexing import run
from kurilsearch.indexing.scan import scan
from kurilsearch.location import IndexLocation
from kurilsearch.store.sqlite.batch import SqliteBatch
from kurilsearch.store.sqlite.lock import write_lock
from kurilsearch.store.sqlite.store import SqliteStore
from tests.killed_runs import COMMIT

P = ParamSpec("P")
T = TypeVar("T")


def told(function: Callable[P, T]) -> Callable[P, T]:
    """Return the function with a line printed before it."""

    def telling(*args: P.args, **kwargs: P.kwargs) -> T:
        print(COMMIT, flush=True)
        return function(*args, **kwargs)

    return telling


def main(folder: Path, engine_name: str, processes: int) -> None:
    index = folder / "index"
    index.mkdir(exist_ok=True)
    with write_lock(index, 20):
        store = SqliteStore(IndexLocation(index))
        engine = open_engine(engine_name, IndexLocation(index / f"{engine_name}-{store.identity}"))
        print("ready", flush=True)
        with (
            patch.multiple(run, BATCH_CHARS=20_000, useful_processes=lambda files: processes),
            patch.object(SqliteBatch, "finish", told(SqliteBatch.finish)),
            patch.object(type(engine), "apply", told(type(engine).apply)),
        ):
            run.run_index(store, engine, scan([folder / "sources"], folder))
        engine.close()
        store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
