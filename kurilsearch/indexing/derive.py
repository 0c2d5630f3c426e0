"""Deriving the engine from the store: after a killed run, for a new engine, or when the old one is damaged."""

from __future__ import annotations

from pathlib import Path

from kurilsearch.engines.engine import Engine
from kurilsearch.engines.local.folders import delete_folder
from kurilsearch.errors import EngineError
from kurilsearch.store import Store


def catch_up(store: Store, engine: Engine) -> None:
    """Give ``engine`` what it has missed of ``store``, after a killed run or when it is new.

    The caller holds the write lock. Raises EngineError where the engine is of another store, or of a state that
    this store lost with the power: it can only be made anew.
    """
    revision = store.revision
    if engine.revision > revision:
        raise EngineError(f"the {engine.name} index is ahead of the store", "remake it with `kurilsearch rebuild`")
    if engine.revision < revision:
        removed, entries = store.changes_since(engine.revision)
        engine.apply(removed, entries, revision)


def rebuild_engine(store: Store, name: str, folder: Path) -> Engine:
    """Return a new engine ``name`` in ``folder``, made from ``store`` alone; what was in the folder is deleted.

    The caller holds the write lock and has closed the old engine. A process killed meanwhile leaves an empty engine,
    which catches up when it is opened next. Raises EngineError where the folder cannot be deleted.
    """
    from kurilsearch.engines import open_engine

    try:
        delete_folder(folder)
    except OSError as error:
        raise EngineError(
            f"{folder} cannot be deleted ({error.strerror or error})", "close the programs that search this library"
        ) from error
    engine: Engine = open_engine(name, folder)
    catch_up(store, engine)
    return engine
