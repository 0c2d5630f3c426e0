"""A departure of a quotation from its source, before its place is led back to the source text."""

from __future__ import annotations

from typing import NamedTuple

from kurilsearch.hit import DifferenceKind
from kurilsearch.model import Span


class Departure(NamedTuple):
    """A difference whose spans index the quotation as typed and the text of the window."""

    kind: DifferenceKind
    quoted: Span
    source: Span
    reason: str | None = None
