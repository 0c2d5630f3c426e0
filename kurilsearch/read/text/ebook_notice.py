"""What the notice before a free e-book in plain text says of the book."""

from __future__ import annotations

import re

_NOTICE = re.compile(r"\A.{0,200}Project Gutenberg.{0,4000}?\*\*\* ?START OF", re.DOTALL | re.IGNORECASE)
_FIELD = re.compile(r"^(Title|Author|Language): *([^\r\n]+(?:\r?\n[ \t]+[^\r\n]+)*)", re.MULTILINE)
_AOZORA = re.compile(
    r"\ufeff?([^\r\n]{1,80})\r?\n(?:[^\r\n]{1,80}\r?\n)??([^\r\n]{1,40})\r?\n\s*-{20,}\s*\n?【テキスト中に現れる記号"
)
"""The first lines of Aozora Bunko's texts: the title, perhaps a subtitle, and the author."""
_NAMES = {"Title": "title", "Author": "author", "Language": "language"}


def ebook_fields(text: str) -> dict[str, object]:
    """Return what the notice of Project Gutenberg or Aozora Bunko says of an e-book; empty where there is none."""
    if found := _AOZORA.match(text):
        return {"type": "book", "title": found[1].strip(), "author": found[2].strip(), "language": "ja"}
    notice = _NOTICE.match(text) if "Gutenberg" in text[:400] else None
    if notice is None:
        return {}
    fields: dict[str, object] = {"type": "book"}
    for match in _FIELD.finditer(notice[0]):
        fields.setdefault(_NAMES[match[1]], " ".join(match[2].split()))
    return fields
