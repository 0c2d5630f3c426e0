"""A library of two short documents, for the tests of front ends: indexed for real, over a store in memory.

The letter has pages with printed numbers, running heads and a note, and a work that a bibliography describes; the diary
has headings and a list of references, and a title that is guessed. Beside them lies what no reader knows, and in the
bibliography an entry that is never closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from kurilsearch.hit import SearchResult
from kurilsearch.library.library import Library
from kurilsearch.library.settings import Settings, init_library

LETTER = """\
THE ISLAND LETTER                                                     71

The harbour master wrote that the ferry would sail on
Monday, weather allowing, and that nobody should wait for
the mail. He was wrong about
\fTHE ISLAND LETTER                                                     72
Monday, and right about the mail.

1. The ferry was called Hope.
\fTHE ISLAND LETTER                                                     73

The mail came in May.
"""

DIARY = """\
# Winter

## January

### Nemuro

The ferry did not come. 海は静かだった。

## References

Ito, K. The Ferry and the Sea. Nemuro: Hamanasu, 1961.
"""

WORKS = """\
@book{sato1958,
  author = {Sato, Aiko},
  title = {The Island Letter},
  year = 1958,
  file = {letter.txt}
}


@book{tanaka1960,
  title = {The Lighthouse
"""


class OpenLibrary(Library):
    """A library that stays open for the next command, and notes what commands ask of it.

    ``searches`` are the queries with their limit and match; ``closed`` counts how often a command closed it.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, "tantivy", store="memory")
        self.searches: list[tuple[str, int, str]] = []
        self.closed = 0

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        match: Literal["all", "any"] = "all",
        **options: Any,
    ) -> SearchResult:
        self.searches.append((query, limit, match))
        return super().search(query, limit=limit, match=match, **options)

    def close(self) -> None:
        self.closed += 1


@contextmanager
def letter_and_diary(folder: Path) -> Iterator[OpenLibrary]:
    """Make the library in ``folder``, and open it; it is not indexed yet."""
    papers = folder / "papers"
    papers.mkdir()
    for name, text in (("letter.txt", LETTER), ("diary.md", DIARY), ("works.bib", WORKS)):
        (papers / name).write_text(text, encoding="utf-8", newline="\n")
    for name in ("map.jpg", "harbour.jpg", "ferry.jpg", "Thumbs"):
        (papers / name).write_bytes(b"\x00")
    library = OpenLibrary(init_library(folder, ["papers"]))
    yield library
    library.parts.close()
