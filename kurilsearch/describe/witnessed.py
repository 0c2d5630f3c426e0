"""What a PDF says of itself is knowledge as far as its pages print it; the rest is a guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from kurilsearch.csl.items import plain_text
from kurilsearch.work import Item

_FIRST_CHARS = 30_000
_FEWEST_LETTERS = 200
"""With less text a PDF is taken for a scan, whose pages cannot say."""


def witnessed(own: Mapping[str, Any], guess: Item, text: str) -> tuple[Item, Item]:
    """Return what is known of a PDF and what is guessed, from what its metadata say and what its first page does.

    Titles and authors of metadata are often those of a template, of a file or of who typed it. A title that the first
    pages of ``text`` do not print up to its colon, and authors none of whom they print, are guesses, and weaker than
    what was read of the page.
    """
    printed = _letters(text[:_FIRST_CHARS])
    if len(printed) < _FEWEST_LETTERS:
        return dict(own), guess
    doubtful: Item = {}
    title = own.get("title")
    if title and _letters(re.split(r"[:?!.]\s", plain_text(title))[0]) not in printed:
        doubtful["title"] = title
    families = [_letters(str(name.get("family") or name.get("literal") or "")) for name in own.get("author", ())]
    if families and not any(family in printed for family in families):
        doubtful["author"] = own["author"]
    return {name: value for name, value in own.items() if name not in doubtful}, doubtful | guess


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(filter(str.isalnum, plain))
