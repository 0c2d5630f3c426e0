"""Which language a text is written in, by its script and its commonest words."""

from __future__ import annotations


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language most of ``text`` is in; ``und`` where it cannot be told."""
    raise NotImplementedError
