"""What of the query language both its readers know: the fields, how operators stand, how a query is quoted back."""

from __future__ import annotations

from kurilsearch.language.lazy_pattern import lazy_pattern

PASSAGE_FIELDS = ("section", "page", "speaker", "cites")
FIELDS = ("author", "title", "year", "file", "lang", "kind", *PASSAGE_FIELDS)
"""What may stand before a colon."""

FIELD = lazy_pattern(rf"(?<![^\s(\"])(?P<text>(?i:{'|'.join(FIELDS)})):")
UNKNOWN_FIELD = lazy_pattern(rf"(?<![^\s(\"])(?!(?i:{'|'.join(FIELDS)}):)(?P<name>[A-Za-z]{{3,15}}):(?=[^\W\d_]|\")")
"""A name that stands as a field does and is none. In ``Re: letter``, ``10:30`` and ``https://…`` none does."""

OPERATOR = r"(?<![^\s()\"]){}(?![^\s()\"])"


def quoted(text: str) -> str:
    """Return ``text`` for an error message: on one line, at most 60 characters, in quotation marks."""
    line = "".join(character if character.isprintable() else " " for character in text).strip()
    return f"“{line[:57]}…”" if len(line) > 60 else f"“{line}”"
