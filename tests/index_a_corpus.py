"""Run as a script by test_killed_index: indexes FOLDER/sources into FOLDER/index, in small batches, until killed."""

from __future__ import annotations

import sys
from pathlib import Path
from unittest.mock import patch

from kurilsearch.engines import open_engine
from kurilsearch.indexing import run
from kurilsearch.location import IndexLocation
from kurilsearch.store.sqlite.lock import write_lock
from kurilsearch.store.sqlite.store import SqliteStore


def main(folder: Path, engine_name: str, processes: int) -> None:
    index = folder / "index"
    index.mkdir(exist_ok=True)
    with write_lock(index, 20):
        store = SqliteStore(IndexLocation(index))
        engine = open_engine(engine_name, IndexLocation(index / f"{engine_name}-{store.identity}"))
        print("ready", flush=True)
        with patch.multiple(run, BATCH_CHARS=20_000, useful_processes=lambda files: processes):
            run.run_index(store, engine, [folder / "sources"], folder)
        engine.close()
        store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
