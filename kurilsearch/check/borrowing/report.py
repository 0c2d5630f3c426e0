"""What a draft has from sources without quotation marks, as a check tells it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kurilsearch.check.words_hash import hash_of_words
from kurilsearch.hit import Hit


class BorrowingVerdict(StrEnum):
    """How words were taken over: as they stand, or with some of them changed or moved."""

    UNMARKED_COPY = "unmarked_copy"
    UNMARKED_PATCHWRITING = "unmarked_patchwriting"


@dataclass(frozen=True, slots=True)
class Borrowing:
    """A passage of a draft that was made of one of a source, without quotation marks.

    ``char_start``-``char_end`` is its range in the draft's text, ``line`` and ``column`` are 1-based. ``hit`` is the
    passage of the source in which most of it stands, ``source_start``-``source_end`` the whole range there, which may
    go over several passages. ``likeness`` is from 0 to 1; ``citation`` is the nearest one of its paragraph, or None.
    """

    char_start: int
    char_end: int
    line: int
    column: int
    text: str
    verdict: BorrowingVerdict
    likeness: float
    citation: str | None
    hit: Hit
    source_start: int
    source_end: int

    @property
    def words_hash(self) -> str:
        """What tells its words and the citation by them from others, however they are set."""
        return hash_of_words(self.text, self.citation)

    @property
    def message(self) -> str:
        """What is wrong, in one sentence for a person."""
        what = (
            "stands word for word" if self.verdict is BorrowingVerdict.UNMARKED_COPY else "follows closely what stands"
        )
        cited = ", cited but without quotation marks" if self.citation else ", without quotation marks or a citation"
        return f"This {what} in {self.hit.file}{cited}"

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain lists and strings, in the documented order."""
        return {
            "char_start": self.char_start,
            "char_end": self.char_end,
            "line": self.line,
            "column": self.column,
            "text": self.text,
            "citation": self.citation,
            "text_verdict": self.verdict.value,
            "likeness": round(self.likeness, 4),
            "hit": self.hit.to_dict(),
            "source_start": self.source_start,
            "source_end": self.source_end,
            "message": self.message,
            "hash": self.words_hash,
        }


@dataclass(frozen=True, slots=True)
class BorrowingsInDraft:
    """The borrowings of a draft in its order, and the ``share`` of its own words (none that it quotes) in them."""

    borrowings: tuple[Borrowing, ...]
    share: float
