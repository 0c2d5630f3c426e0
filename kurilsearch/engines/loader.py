"""Finds and opens engines by name; nothing else knows which there are."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kurilsearch.engines.engine import Engine
from kurilsearch.errors import EngineError
from kurilsearch.location import IndexLocation

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

GROUP = "kurilsearch.engines"
"""The entry-point group by which engines come in: a class as :class:`kurilsearch.engines.engine.Engine` says."""

_BUILT_IN = {
    "opensearch": "kurilsearch.engines.opensearch.engine:OpenSearchEngine",
    "tantivy": "kurilsearch.engines.tantivy.engine:TantivyEngine",
    "whoosh": "kurilsearch.engines.whoosh.engine:WhooshEngine",
}
"""What pyproject.toml declares in that group, known here too, so that a query need not look for them."""

_MISSING = {
    "opensearch": 'Type `pip install "kurilsearch[cluster]"`',
    "tantivy": "Use --engine whoosh, or pip install tantivy",
}
"""What to do where an engine's own package is not there."""


def available_engines() -> tuple[str, ...]:
    """Return the names of the engines that are installed, sorted; tantivy only where its wheel can be imported."""
    names = {*_BUILT_IN, *_declared().names}
    return tuple(sorted(name for name in names if name != "tantivy" or _has_tantivy()))


def default_engine() -> str:
    """Return the name of the engine for who names none: tantivy, or whoosh where tantivy cannot be imported."""
    return "tantivy" if _has_tantivy() else "whoosh"


def open_engine(name: str | None, location: IndexLocation) -> Engine:
    """Open the engine ``name`` (None for the default one) over its index at ``location``, which need not exist yet.

    Raises EngineError where there is no such engine, it cannot be imported, or its files are damaged.
    """
    engine: Engine = _find(name or default_engine()).open(location)
    return engine


def discard_engine(name: str, location: IndexLocation) -> None:
    """Delete what the engine ``name`` keeps at ``location``, damaged or not. Raises EngineError where that fails."""
    _find(name).discard(location)


def _find(name: str) -> Any:
    """Return the class of the engine ``name``."""
    place = _BUILT_IN.get(name)
    try:
        if place is not None:
            module, _, attribute = place.partition(":")
            return getattr(import_module(module), attribute)
        return _strangers_engine(name)
    except ImportError as error:
        hint = _MISSING.get(name, "Reinstall it, or use another one")
        raise EngineError(f"The engine {name} cannot be imported ({error})", hint) from error


def _strangers_engine(name: str) -> Any:
    """Return what another package declares under ``name``. Raises EngineError where none does."""
    for point in _declared().select(name=name):
        return point.load()
    from difflib import get_close_matches

    names = available_engines()
    close = get_close_matches(name, names, n=1)
    hint = f"Did you mean {close[0]}? " if close else ""
    raise EngineError(f"There is no engine called {name!r}", f"{hint}Installed are: {', '.join(names)}")


def _declared() -> EntryPoints:
    """Return the engines that installed packages declare. Slow: it reads every package's metadata."""
    from importlib.metadata import entry_points

    return entry_points(group=GROUP)


def _has_tantivy() -> bool:
    """Tell whether tantivy's wheel works on this machine."""
    try:
        import_module("tantivy")
    except ImportError:
        return False
    return True
