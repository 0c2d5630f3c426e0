"""What of the query language both its readers know: the fields, how operators stand, how a query is quoted back."""

from __future__ import annotations

import re

FIELDS = ("author", "title", "year", "file", "lang", "kind")
"""What may stand before a colon. Other words before a colon are just words."""

FIELD = re.compile(rf"(?<![^\s(\"])(?P<text>(?i:{'|'.join(FIELDS)})):")
OPERATOR = r"(?<![^\s()\"]){}(?![^\s()\"])"


def quoted(text: str) -> str:
    """Return ``text`` for an error message: on one line, at most 60 characters, in quotation marks."""
    line = "".join(character if character.isprintable() else " " for character in text).strip()
    return f"“{line[:57]}…”" if len(line) > 60 else f"“{line}”"
