"""What a search returns: hits with the fields that every output format and front end shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kurilsearch.model import Span

FIELDS = (
    *("rank", "score", "document", "file", "author", "title", "year", "citekey", "guessed", "kind", "section"),
    *("page", "file_page", "paragraph", "line_start", "line_end", "char_start", "char_end", "pieces"),
    *("quote", "passage", "matches"),
)
"""The names that every hit has for a program, in order; the README documents them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A quoted passage with its position; the fields are a stable interface: added to, never renamed.

    ``quote`` is the sentence or sentences that hold the words, cut from the source at ``char_start``-``char_end``
    and joined over wraps; ``pieces`` are its source ranges where furniture or a note interrupts it, one piece
    otherwise. ``matches`` are ranges in ``quote``, ``passage_matches`` the same in ``passage``. ``page`` is the
    printed page label (``71-72`` for a range), ``file_page`` the 1-based page of the file.
    """

    rank: int
    score: float
    document: int
    file: str
    author: str | None
    title: str | None
    year: int | None
    citekey: str | None
    kind: str
    section: tuple[str, ...]
    page: str | None
    file_page: int | None
    paragraph: int | None
    line_start: int | None
    line_end: int | None
    char_start: int
    char_end: int
    pieces: tuple[Span, ...]
    quote: str
    passage: str
    matches: tuple[Span, ...]
    passage_matches: tuple[Span, ...] = ()
    quote_in_passage: Span = (0, 0)
    passage_id: int = 0
    guessed: tuple[str, ...] = ()
    citation: str | None = None
    similarity: float | None = None
    differences: tuple[dict[str, Any], ...] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the hit as plain lists, numbers and strings, ready for JSON, in the documented order."""
        plain: dict[str, Any] = {name: getattr(self, name) for name in FIELDS}
        for name in ("guessed", "section"):
            plain[name] = list(plain[name])
        for name in ("pieces", "matches"):
            plain[name] = [list(span) for span in plain[name]]
        if self.citation is not None:
            plain["citation"] = self.citation
        if self.similarity is not None:
            plain["similarity"] = self.similarity
        if self.differences is not None:
            plain["differences"] = [
                {name: list(value) if isinstance(value, tuple) else value for name, value in difference.items()}
                for difference in self.differences
            ]
        return plain


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a query: the hits, how many passages match in all, and what was done to the query.

    ``loosened`` is None, or one sentence that says how the query was loosened because nothing matched it.
    ``suggestion`` is a query that probably was meant (did you mean), or None.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    loosened: str | None = None
    suggestion: str | None = None
    notes: tuple[str, ...] = field(default=())
