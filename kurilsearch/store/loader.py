"""Finds and opens stores by name; nothing else knows which there are."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from kurilsearch.errors import StoreError
from kurilsearch.location import IndexLocation
from kurilsearch.store.protocol import Cache, StoreKeeper

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

GROUP = "kurilsearch.stores"
"""The entry-point group by which stores come in: a class with ``open(location)`` and, where it has one of its own,
``open_cache(location)``."""

DEFAULT = "sqlite"

_BUILT_IN = {
    "opensearch": "kurilsearch.store.opensearch.store:OpenSearchStore",
    "sqlite": "kurilsearch.store.sqlite.store:SqliteStore",
    "memory": "kurilsearch.store.memory.store:MemoryStore",
}
"""What pyproject.toml declares in that group, known here too, so that a query need not look for them."""

_MISSING = {"opensearch": 'Type `pip install "kurilsearch[cluster]"`'}
"""What to do where a store's own package is not there."""


def available_stores() -> tuple[str, ...]:
    """Return the names of the stores that are installed, sorted."""
    return tuple(sorted({*_BUILT_IN, *_declared().names}))


def open_store(name: str | None, location: IndexLocation) -> StoreKeeper:
    """Open the store ``name`` (None for the default one) at ``location``, where there need be nothing yet.

    Nothing is made until something is written. Raises StoreError where there is no such store, or it does not import.
    """
    opened: StoreKeeper = _find(name or DEFAULT).open(location)
    return opened


def open_cache(name: str | None, location: IndexLocation) -> Cache:
    """Open what is remembered beside the store ``name`` at ``location``: the store's own cache, or one in a file."""
    opener: Callable[[IndexLocation], Cache] | None = getattr(_find(name or DEFAULT), "open_cache", None)
    if opener is None:
        from kurilsearch.store.sqlite.cache import SqliteCache

        return SqliteCache(location)
    return opener(location)


def _find(name: str) -> Any:
    """Return the class of the store ``name``."""
    place = _BUILT_IN.get(name)
    try:
        if place is not None:
            module, _, attribute = place.partition(":")
            return getattr(import_module(module), attribute)
        return _strangers_store(name)
    except ImportError as error:
        hint = _MISSING.get(name, "Reinstall it, or use another one")
        raise StoreError(f"The store {name} cannot be imported ({error})", hint) from error


def _strangers_store(name: str) -> Any:
    """Return what another package declares under ``name``. Raises StoreError where none does."""
    for point in _declared().select(name=name):
        return point.load()
    from difflib import get_close_matches

    names = available_stores()
    close = get_close_matches(name, names, n=1)
    hint = f"Did you mean {close[0]}? " if close else ""
    raise StoreError(f"There is no store called {name!r}", f"{hint}Installed are: {', '.join(names)}")


def _declared() -> EntryPoints:
    """Return the stores that installed packages declare. Slow: it reads every package's metadata."""
    from importlib.metadata import entry_points

    return entry_points(group=GROUP)
