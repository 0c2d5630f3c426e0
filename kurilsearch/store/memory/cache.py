"""What is remembered beside a store in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class MemoryCache:
    """Remembers until it is closed; see :class:`kurilsearch.store.protocol.Cache`."""

    def __init__(self) -> None:
        """Begin empty."""
        self._citations: dict[str, str] = {}
        self._cited: dict[int, str] = {}

    def citations(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Return what is remembered of these rendered citations, by their key; keys not known are left out."""
        return {key: self._citations[key] for key in keys if key in self._citations}

    def remember_citations(self, citations: Mapping[str, str]) -> None:
        """Remember rendered citations by the hash of all that they depend on."""
        self._citations.update(citations)

    def cited_works(self, document: int) -> str | None:
        """Return what :meth:`remember_cited_works` was given for this document; None where it was not."""
        return self._cited.get(document)

    def remember_cited_works(self, document: int, works: str) -> None:
        """Remember what a document cites."""
        self._cited[document] = works

    def close(self) -> None:
        """Forget all."""
        self._citations.clear()
        self._cited.clear()
