"""What looking for a quotation returns: where it or which of its pieces stand, and whether its citation is right."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from kurilsearch.hit import Hit, SearchResult
from kurilsearch.model import Span


class PieceProblem(StrEnum):
    """Why a quotation of which something stands in the library is not found.

    ``PARTIAL``: the rest stands nowhere. ``SPLICED``: its pieces stand in several works. ``SCATTERED``: they stand far
    apart in one, or in another order.
    """

    PARTIAL = "partial"
    SPLICED = "spliced"
    SCATTERED = "scattered"


@dataclass(frozen=True, slots=True)
class QuotedPiece:
    """A piece of a quotation that is not found as a whole, ``quoted`` at ``quoted_span`` of it, and where it stands.

    ``hit`` is None where it stands nowhere.
    """

    quoted: str
    quoted_span: Span
    hit: Hit | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the piece as plain lists, numbers and strings."""
        return {
            "quoted": self.quoted,
            "quoted_span": list(self.quoted_span),
            "hit": self.hit.to_dict() if self.hit else None,
        }


class ClaimVerdict(StrEnum):
    """Whether the citation that a quotation brings along is right.

    ``CORRECT``, so far as the source tells. ``WRONG_SOURCE``: the cited work is in the library, and the words stand in
    another. ``WRONG_YEAR``; ``WRONG_PLACE``: page, paragraph or line. ``SECOND_HAND``: the words stand in a work that
    names the cited one there. ``NOT_IN_SOURCE``: the cited work is in the library, and the words stand nowhere.
    ``UNRESOLVED``: the cited work is not in the library.
    """

    CORRECT = "correct"
    WRONG_SOURCE = "wrong_source"
    WRONG_YEAR = "wrong_year"
    WRONG_PLACE = "wrong_place"
    SECOND_HAND = "second_hand"
    NOT_IN_SOURCE = "not_in_source"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class CitationClaim:
    """What a quotation says of its source, ``text`` at ``span`` of it, and whether that is right.

    ``message`` is one sentence for a person.
    """

    text: str
    span: Span
    verdict: ClaimVerdict
    message: str

    def to_dict(self) -> dict[str, Any]:
        """Return the claim as plain lists and strings."""
        return {"text": self.text, "span": list(self.span), "verdict": self.verdict.value, "message": self.message}


@dataclass(frozen=True, slots=True)
class QuotationResult:
    """Where a quotation stands: ``hits`` are what was found, best first, ``nearest`` what comes close and is not it.

    Where nothing was found and some of it stands in the library, ``problem`` says what is wrong and ``pieces`` are its
    pieces in order, with the places of those that stand. ``claims`` are the citations that it was copied with.
    """

    query: str
    hits: tuple[Hit, ...]
    nearest: tuple[Hit, ...] = ()
    notes: tuple[str, ...] = field(default=())
    problem: PieceProblem | None = None
    pieces: tuple[QuotedPiece, ...] = ()
    claims: tuple[CitationClaim, ...] = ()


Answer = TypeVar("Answer", SearchResult, QuotationResult)
"""An answer of either kind, where what is done with it leaves the kind as it is."""
