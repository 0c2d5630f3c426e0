"""An engine that keeps its passages in one JSON file, written anew and put in place by a rename: slow and simple."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from kurilsearch.engines.engine import Candidates, PassageTerms
from kurilsearch.query import Query, Term


class FakeEngine:
    """Answers single terms. ``passages`` maps a passage's id to its document and its words."""

    name = "fake"

    def __init__(self, folder: Path) -> None:
        self._file = folder / "fake.json"
        self.revision = 0
        self.passages: dict[int, tuple[int, str]] = {}
        self.refresh()

    def refresh(self) -> None:
        if self._file.exists():
            self.revision, passages = json.loads(self._file.read_text(encoding="utf-8"))
            self.passages = {int(passage): tuple(value) for passage, value in passages.items()}

    def apply(self, removed: Iterable[int] | None, added: Iterable[PassageTerms], revision: int) -> None:
        gone = {document for document, _ in self.passages.values()} if removed is None else set(removed)
        kept = {passage: value for passage, value in self.passages.items() if value[0] not in gone}
        for entry in added:
            assert entry.passage not in kept, "a passage was given twice"
            kept[entry.passage] = (entry.document, entry.words)
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps([revision, kept]), encoding="utf-8")
        new.replace(self._file)
        self.passages, self.revision = kept, revision

    def search(self, query: Query, limit: int, *, count: bool = True) -> Candidates:
        assert isinstance(query, Term)
        found = sorted(passage for passage, (_, words) in self.passages.items() if query.text in words.split())
        return Candidates(len(found), tuple(found[:limit]))

    def bytes_used(self) -> int:
        return self._file.stat().st_size if self._file.exists() else 0

    def close(self) -> None:
        self.passages = {}
