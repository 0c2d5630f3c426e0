"""kurilsearch finds the passage, proves the quotation and writes the citation.

>>> from kurilsearch import open_library
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kurilsearch.errors import KurilsearchError
    from kurilsearch.hit import Hit, SearchResult
    from kurilsearch.library.library import Library, open_library
    from kurilsearch.library.status import LibraryStatus
    from kurilsearch.model import Document, Furniture, Kind, Metadata, Page, Passage, StoredPassage

__version__ = "0.1.0"
__all__ = [
    "Document",
    "Furniture",
    "Hit",
    "Kind",
    "KurilsearchError",
    "Library",
    "LibraryStatus",
    "Metadata",
    "Page",
    "Passage",
    "SearchResult",
    "StoredPassage",
    "open_library",
]

_HOMES = {
    "kurilsearch.errors": ("KurilsearchError",),
    "kurilsearch.hit": ("Hit", "SearchResult"),
    "kurilsearch.library.library": ("Library", "open_library"),
    "kurilsearch.library.status": ("LibraryStatus",),
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that a command loads only what it uses."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    home = next((module for module, names in _HOMES.items() if name in names), "kurilsearch.model")
    return getattr(import_module(home), name)
