"""Documents and passages as the library holds them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from kurilsearch.model.kinds import Page
from kurilsearch.model.passage import Passage
from kurilsearch.model.way_back import Span


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a work. Empty or None where unknown; ``guessed`` names the fields that are guesses.

    ``authors`` are names as they are cited, family name first where there is one (``Kimura, Hiroshi``). ``page_labels``
    says which printed page a page of the file is, where the user has said so (``1=71``).
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    citekey: str | None = None
    language: str | None = None
    guessed: frozenset[str] = frozenset()
    page_labels: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source as the library holds it.

    ``file`` is its path relative to the library's folder, with forward slashes (absolute where it lies
    outside). ``chars`` is the length of its source text, ``passages`` how many passages it has, ``left_out`` how many
    characters of it were judged to be menus, running heads and the like.
    """

    id: int
    file: str
    metadata: Metadata
    language: str
    format: str
    encoding: str
    chars: int
    passages: int
    pages: tuple[Page, ...] = ()
    left_out: int = 0

    def pages_of(self, start: int, end: int) -> tuple[Page, Page] | None:
        """Return the first and last page that the source range ``start``-``end`` touches; None without pages."""
        if not self.pages:
            return None
        first = bisect_right(self.pages, start, key=lambda page: page.start) - 1
        last = bisect_right(self.pages, max(end - 1, start), key=lambda page: page.start) - 1
        return self.pages[max(first, 0)], self.pages[max(last, 0)]


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as the library holds it, with its place in the document.

    ``position`` counts all passages of the document from 0. ``line_start`` is None where the source text is not the
    file's own (that of a PDF or a Word file), which has no lines that a reader could count. ``line_breaks`` are the
    source offsets of the newlines between the first and the last character, from which the lines of any part follow.
    """

    id: int
    document: int
    position: int
    passage: Passage
    line_start: int | None
    line_breaks: tuple[int, ...] = ()

    def lines_of(self, start: int, end: int) -> Span | None:
        """Return the first and last 1-based line (both inclusive) of a source range; None where there are no lines."""
        if self.line_start is None:
            return None
        first = self.line_start + bisect_right(self.line_breaks, start - 1)
        return first, self.line_start + bisect_right(self.line_breaks, max(end - 1, start) - 1)
