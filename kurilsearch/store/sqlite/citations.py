"""Rendered citations, remembered so that a second listing takes no call of pandoc."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from kurilsearch.store.sqlite.database import Database

MOST = 100_000
"""Citations that are remembered; the oldest are forgotten beyond that."""


class RememberedCitations:
    """Citations by the hash of all that they depend on. Reading raises StoreError where the store is damaged."""

    def __init__(self, database: Database) -> None:
        """Take the store's database."""
        self._database = database

    def get(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Return what is remembered of these; keys that are not known are left out."""
        return dict(
            self._database.rows(
                "SELECT key, text FROM citations WHERE key IN (SELECT value FROM json_each(?))",
                (json.dumps(list(keys)),),
            )
        )

    def set(self, citations: Mapping[str, str]) -> None:
        """Remember these; where the store cannot be written just now they will be rendered again another time."""
        if not citations:
            return
        self._database.remember("INSERT OR REPLACE INTO citations (key, text) VALUES (?, ?)", list(citations.items()))
        self._database.remember(
            "DELETE FROM citations WHERE number <= (SELECT max(number) FROM citations) - ?", [(MOST,)]
        )
