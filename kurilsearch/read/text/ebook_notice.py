"""What the notice before a free e-book in plain text says of the book."""

from __future__ import annotations

import re

_NOTICE = re.compile(r"\A.{0,200}Project Gutenberg.{0,4000}?\*\*\* ?START OF", re.DOTALL | re.IGNORECASE)
_FIELD = re.compile(r"^(Title|Author|Language): *([^\r\n]+(?:\r?\n[ \t]+[^\r\n]+)*)", re.MULTILINE)
_NAMES = {"Title": "title", "Author": "author", "Language": "language"}


def ebook_fields(text: str) -> dict[str, object]:
    """Return what the notice of an e-book of Project Gutenberg says of it; empty where there is none."""
    notice = _NOTICE.match(text) if "Gutenberg" in text[:400] else None
    if notice is None:
        return {}
    fields: dict[str, object] = {"type": "book"}
    for match in _FIELD.finditer(notice[0]):
        fields.setdefault(_NAMES[match[1]], " ".join(match[2].split()))
    return fields
