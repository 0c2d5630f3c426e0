"""Deriving the engine from the store: after a killed run, for a new engine, or when the old one is damaged."""

from __future__ import annotations

from kurilsearch.engines.engine import Engine
from kurilsearch.engines.loader import discard_engine, open_engine
from kurilsearch.errors import EngineError
from kurilsearch.location import IndexLocation
from kurilsearch.store import StoreReader


def catch_up(store: StoreReader, engine: Engine) -> None:
    """Give ``engine`` what it has missed of ``store``, after a killed run or when it is new.

    The caller holds the right to write. Raises EngineError where the engine is of another store, or of a state that
    this store lost with the power: it can only be made anew.
    """
    store.refresh()
    engine.refresh()
    revision = store.revision
    if engine.revision > revision:
        raise EngineError(f"the {engine.name} index is ahead of the store", "remake it with `kurilsearch rebuild`")
    if engine.revision < revision:
        removed, added = store.changes_since(engine.revision)
        engine.apply(removed, added, revision)


def rebuild_engine(store: StoreReader, name: str, location: IndexLocation) -> Engine:
    """Return a new engine ``name`` at ``location``, made from ``store`` alone; what was there is deleted.

    The caller holds the right to write and has closed the old engine. A process killed meanwhile leaves an empty
    engine, which catches up when it is opened next. Raises EngineError where the old one cannot be deleted.
    """
    discard_engine(name, location)
    engine = open_engine(name, location)
    catch_up(store, engine)
    return engine
