"""A library held in memory, for tests of the front ends: two short documents, found by plain words."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kurilsearch.errors import NoSuchSourceError, QueryError
from kurilsearch.hit import Hit, SearchResult
from kurilsearch.model import (
    Document,
    Furniture,
    FurnitureKind,
    Kind,
    Metadata,
    Page,
    Passage,
    Run,
    StoredPassage,
    WayBack,
)

LETTER = """\
THE ISLAND LETTER                                                     71

The harbour master wrote that the ferry would sail on
Monday, weather allowing, and that nobody should wait for
the mail. He was wrong about
THE ISLAND LETTER                                                     72
Monday, and right about the mail.

1. The ferry was called Hope.
"""

DIARY = """\
# Winter

The ferry did not come. 海は静かだった。

## References

Ito, K. The Ferry and the Sea. Nemuro: Hamanasu, 1961.
"""


def _passages(
    text: str, document: int, first_id: int, parts: list[tuple[Kind, list[str], tuple[str, ...]]]
) -> list[StoredPassage]:
    """Return stored passages from the lines that make each of them up; paragraphs are numbered."""
    stored, paragraph, here = [], 0, 0
    for position, (kind, lines, section) in enumerate(parts):
        runs: list[Run] = []
        joined = ""
        for line in lines:
            at = text.index(line, here)
            interrupted = bool(runs) and bool(text[here:at].strip())
            joined += " " if joined else ""
            runs.append(Run(len(joined), at, len(line), interrupted))
            joined += line
            here = at + len(line)
        paragraph += kind is Kind.BODY
        start = runs[0].source
        breaks = tuple(i for i in range(start, here) if text[i] == "\n")
        passage = Passage(kind, joined, WayBack(tuple(runs)), section, paragraph if kind is Kind.BODY else None)
        stored.append(
            StoredPassage(first_id + position, document, position, passage, text.count("\n", 0, start) + 1, breaks)
        )
    return stored


@dataclass
class FakeLibrary(AbstractContextManager[Any]):
    """What the command line needs of a library. ``indexed`` is False until :meth:`index` has run."""

    folder: Path
    indexed: bool = True
    stale: int = 0
    failures: tuple[SimpleNamespace, ...] = ()
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    loosened: str | None = None
    suggestion: str | None = None

    def __post_init__(self) -> None:
        self.settings = SimpleNamespace(folder=self.folder)
        pages = (Page(0, 1, "71"), Page(LETTER.index("THE ISLAND", 9), 2, "72"))
        self._texts = {"papers/letter.txt": LETTER, "papers/diary.md": DIARY}
        self._documents = (
            Document(
                2, "papers/diary.md", Metadata(guessed=frozenset({"title"}), title="Winter"), "en", "markdown", "utf-8",
                len(DIARY), 4,
            ),
            Document(
                1, "papers/letter.txt", Metadata("The Island Letter", ("Sato, Aiko",), 1958, "sato1958"), "en",
                "plain text", "utf-8", len(LETTER), 2, pages,
            ),
        )  # fmt: skip
        body = LETTER.splitlines()
        self._passages = {
            "papers/letter.txt": _passages(
                LETTER, 1, 1, [(Kind.BODY, [*body[2:5], body[6]], ()), (Kind.NOTE, [body[8]], ())]
            ),
            "papers/diary.md": _passages(
                DIARY,
                2,
                10,
                [
                    (Kind.HEADING, ["Winter"], ()),
                    (Kind.BODY, ["The ferry did not come. 海は静かだった。"], ("Winter",)),
                    (Kind.HEADING, ["References"], ("Winter",)),
                    (
                        Kind.REFERENCE,
                        ["Ito, K. The Ferry and the Sea. Nemuro: Hamanasu, 1961."],
                        ("Winter", "References"),
                    ),
                ],
            ),
        }

    def __exit__(self, *error: object) -> None:
        self.asked.append(("closed",))

    @property
    def is_indexed(self) -> bool:
        return self.indexed

    def stale_files(self) -> int:
        return self.stale

    def index(self, *, retry_failed: bool = False, progress: Any = None, **_options: Any) -> SimpleNamespace:
        self.asked.append(("index", retry_failed))
        self.indexed = True
        for done, document in enumerate(self._documents, 1):
            progress(done, 2, 0, 0, document.file)
        return SimpleNamespace(
            added=2,
            changed=0,
            moved=0,
            removed=0,
            unchanged=0,
            failures=self.failures,
            passages=6,
            seconds=0.25,
            skipped={},
            bibliography_problems=(),
        )

    def rebuild(self, progress: Any = None) -> None:
        self.asked.append(("rebuild",))

    def bibliography_problems(self) -> tuple[str, ...]:
        return ()

    def status(self) -> SimpleNamespace:
        return SimpleNamespace(
            folder=self.folder, sources=(self.folder / "papers",), index=self.folder / ".kurilsearch", engine="tantivy",
            documents=2, passages=6, words=58, bytes_on_disk=20_480, failures=self.failures,
            skipped={"jpg": 3, "": 1}, bibliography_problems=("works.bib:9: never closed",), revision=1,
            last_indexed=datetime(1961, 5, 1, 12, 0).astimezone(),
        )  # fmt: skip

    def documents(self) -> tuple[Document, ...]:
        return self._documents

    def find_document(self, file: Path | str) -> Document:
        for document in self._documents:
            if str(file) in (document.file, Path(document.file).name, str(self.folder / document.file)):
                return document
        raise NoSuchSourceError(f"The library holds no {file}", "Did you mean papers/letter.txt?")

    def passages(self, file: str) -> list[StoredPassage]:
        return self._passages[file]

    def source_text(self, file: str) -> str:
        return self._texts[file]

    def furniture(self, file: str) -> tuple[Furniture, ...]:
        if file != "papers/letter.txt":
            return ()
        first, second = LETTER.index("THE"), LETTER.index("THE ISLAND", 9)
        return (
            Furniture(first, LETTER.index("\n"), FurnitureKind.RUNNING_HEAD),
            Furniture(second, LETTER.index("\n", second), FurnitureKind.RUNNING_HEAD),
        )

    def with_cited_works(self, hits: Iterable[Hit], style: str | None = None) -> list[Hit]:
        return list(hits)

    def search(self, query: str, *, limit: int = 10, match: str = "all", cite: str | None = None) -> SearchResult:
        self.asked.append(("search", query, limit, match))
        if query.count('"') % 2:
            raise QueryError("A quotation mark is missing its partner", "Close the phrase")
        words = query.lower().split()
        found = [
            (document, stored)
            for document in self._documents
            for stored in self._passages[document.file]
            if all(word in stored.passage.text.lower() for word in words)
        ]
        hits = [self._hit(rank, document, stored, words) for rank, (document, stored) in enumerate(found, 1)]
        return SearchResult(query, tuple(hits[:limit]), len(hits), self.loosened, self.suggestion)

    def _hit(self, rank: int, document: Document, stored: StoredPassage, words: list[str]) -> Hit:
        passage = stored.passage
        quote = passage.text.split(". ")[0] if document.id == 1 else passage.text
        start, end = passage.way_back.source_span(0, len(quote))
        pages = document.pages_of(start, end)
        lines = stored.lines_of(start, end)
        assert lines is not None
        matches = tuple(
            sorted((quote.lower().index(w), quote.lower().index(w) + len(w)) for w in words if w in quote.lower())
        )
        return Hit(
            rank=rank, score=1 / rank, document=document.id, file=document.file,
            author="; ".join(document.metadata.authors) or None, title=document.metadata.title,
            year=document.metadata.year, citekey=document.metadata.citekey, kind=str(passage.kind),
            section=passage.section, page=pages[0].label if pages else None,
            file_page=pages[0].number if pages else None,
            paragraph=passage.paragraph, line_start=lines[0], line_end=lines[1], char_start=start, char_end=end,
            pieces=passage.way_back.source_pieces(0, len(quote)), quote=quote, passage=passage.text, matches=matches,
            passage_matches=matches, quote_in_passage=(0, len(quote)), passage_id=stored.id,
            guessed=tuple(sorted(document.metadata.guessed)),
        )  # fmt: skip
