"""Run as a script by killed_runs: indexes FOLDER/sources into FOLDER/index, in small batches, until killed.

It prints a line when it is ready, and one before each commit of its store and of its engine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from unittest.mock import patch

from kurilsearch.engines import open_engine
from kurilsearch.engines.engine import Engine, PassageTerms
from kurilsearch.indexing import run
from kurilsearch.indexing.scan import scan
from kurilsearch.location import IndexLocation
from kurilsearch.store.sqlite.batch import SqliteBatch
from kurilsearch.store.sqlite.lock import write_lock
from kurilsearch.store.sqlite.store import SqliteStore
from tests.killed_runs import COMMIT


def finish_and_tell(batch: SqliteBatch, *, finish: Callable[[SqliteBatch], None] = SqliteBatch.finish) -> None:
    """Print a line, and let the store commit."""
    tell()
    finish(batch)


def apply_and_tell(apply: Callable[..., None]) -> Callable[..., None]:
    """Return ``apply`` of an engine, with a line printed when it has taken in all that is added, and is to commit."""

    def telling(engine: Engine, removed: Iterable[int] | None, added: Iterable[PassageTerms], revision: int) -> None:
        def entries() -> Iterator[PassageTerms]:
            yield from added
            tell()

        apply(engine, removed, entries(), revision)

    return telling


def tell() -> None:
    """Print the line at once, whichever thread asks."""
    sys.stdout.write(f"{COMMIT}\n")
    sys.stdout.flush()


def main(folder: Path, engine_name: str, processes: int) -> None:
    index = folder / "index"
    index.mkdir(exist_ok=True)
    with write_lock(index, 20):
        store = SqliteStore(IndexLocation(index))
        engine = open_engine(engine_name, IndexLocation(index / f"{engine_name}-{store.identity}"))
        print("ready", flush=True)
        with (
            patch.multiple(run, BATCH_CHARS=20_000, useful_processes=lambda files: processes),
            patch.object(SqliteBatch, "finish", finish_and_tell),
            patch.object(type(engine), "apply", apply_and_tell(type(engine).apply)),
        ):
            run.run_index(store, engine, scan([folder / "sources"], folder))
        engine.close()
        store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
