"""Sentence boundaries from Punkt parameters, without importing NLTK, so that a query may use it."""

from __future__ import annotations

from kurilsearch.model import Span


class SentenceSplitter:
    """Cuts text into sentences as Punkt does with these parameters, and keeps abbreviations and initials whole."""

    def __init__(self, parameters: str | None = None) -> None:
        """Take the JSON that :func:`kurilsearch.segment.punkt.train_punkt` made; None for the built-in rules only."""
        raise NotImplementedError

    def spans(self, text: str) -> list[Span]:
        """Return the sentences of ``text`` in order, without the blank space around them."""
        raise NotImplementedError
