"""Where the index of a library is kept: a folder for what is local, an address for what is not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple


class IndexLocation(NamedTuple):
    """Where a store or an engine keeps what it holds.

    ``folder`` need not exist, and what is kept elsewhere makes no use of it. ``options`` are settings for one store or
    engine alone, such as the ``url`` of a server. ``library`` is the identity of the store from which an engine is
    derived, empty for a store itself.
    """

    folder: Path
    options: Mapping[str, str] = MappingProxyType({})
    library: str = ""

    def of_engine(self, name: str, library: str) -> IndexLocation:
        """Return where the engine ``name`` keeps what it derives from the store of the identity ``library``."""
        return self._replace(folder=self.folder / f"{name}-{library}", library=library)
