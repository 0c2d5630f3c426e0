"""A letter in a file of many: who wrote it and when is known of the passage, not of the file."""

from __future__ import annotations

import re

from kurilsearch.csl.dates import csl_date
from kurilsearch.csl.names import csl_name
from kurilsearch.hit import Hit
from kurilsearch.model import Kind
from kurilsearch.work import Item

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=T|\Z)")


def letter_of(item: Item, hit: Hit) -> Item | None:
    """Return the letter that a hit stands in as a CSL item; None where ``item``, its file, is one work with an author.

    A letter's passages say who wrote it, and when as ISO 8601; its heading says what it is about. What a letter quotes
    of another one is that one's, whose day may not be known; what a collection quotes is from a book of its own.
    """
    if not hit.speaker:
        return None
    author = csl_name(hit.speaker)
    of_letter = not item.get("author") or item.get("type") == "personal_communication"
    if hit.kind == Kind.BLOCKQUOTE and of_letter and author not in item.get("author", ()):
        is_clipping = item.get("type") == "collection"
        quoted: Item = {"type": "book" if is_clipping else "personal_communication", "author": [author]}
        return quoted | ({"title": hit.section[-1]} if hit.section else {})
    day = _DAY.match(hit.time or "")
    if day is None or item.get("author"):
        return None
    letter: Item = {"type": "personal_communication", "author": [author], "issued": csl_date(day[0])}
    return letter | ({"title": hit.section[-1]} if hit.section else {})
