"""Texts that have no first page: told by their first lines alone, before the models are asked."""

from __future__ import annotations

import re
from functools import lru_cache

from kurilsearch.language.sentence_end import ends_like_sentence
from kurilsearch.model import ParsedDocument

MAX_CHARS = 8_000
"""How much of a text is its first page."""

DAY_IN_NAME = r"(?:1[6-9]|20)\d\d[-_. ]?(?:0\d|1[0-2])[-_. ]?[0-3]\d"
"""The day in the name of a file, which may be that of a newspaper's cutting."""

_LINES = 8
"""So many lines have to be running text."""
_FULL_LINE = 40
_OPENING = "\"'“‘„«»‹"
_OF_A_WORK = (
    "©",
    "(c)",
    "copyright",
    "published",
    " cite",
    "citation",
    "doi:",
    "doi.org",
    "http",
    "www.",
    "isbn",
    "issn",
)
"""What a page says of its own work in a line below the text."""
_DAY = re.compile(DAY_IN_NAME)


def begins_as_running_text(parsed: ParsedDocument, file: str) -> bool:
    """Tell whether a plain text begins within its text, as a part of a longer one does: nothing names the work there.

    That is surely so where all of its first lines are full ones of mostly small words, or end as sentences do, none
    is a heading, and neither they nor ``file``, its name, hold a day. Where it is not sure the answer is no.
    """
    source = parsed.source
    if source.blocks is not None or source.header or _DAY.search(file):
        return False
    page = source.text[:MAX_CHARS]
    raw = [line.strip() for line in page.split("\n", 4 * _LINES)]
    lines = [line for line in raw if line][:_LINES]
    if len(lines) < 2 or any(map(str.isdigit, lines[0])) or not (_is_full(lines[0]) or lines[0][0] in _OPENING):
        return False
    stands_alone = not raw[raw.index(lines[0]) + 1] and not ends_like_sentence(lines[0])
    if stands_alone or not all(line[0] != "#" and (_is_full(line) or ends_like_sentence(line)) for line in lines):
        return False
    low = page.lower()
    return not any(sign in low for sign in _OF_A_WORK)


def _is_full(line: str) -> bool:
    return len(line) >= _FULL_LINE and lower_share(line) >= 0.5


@lru_cache(maxsize=1024)
def lower_share(text: str) -> float:
    """Return the share of the words that begin with a small letter; remembered, for each line is asked many times."""
    words = lower = 0
    for word in text.split():
        first = word[0] if word[0].isalpha() else next(filter(str.isalpha, word), "")
        if first:
            words += 1
            lower += first.islower()
    return lower / words if words else 0.0
