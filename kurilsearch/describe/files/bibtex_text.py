"""An entry of a .bib file as it stands there, to be handed on with its braces and capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENTRY = re.compile(r"@(?P<type>[A-Za-z]+)\s*\{\s*(?P<key>[^\s,{}()\"=]+)\s*,")
_NO_ENTRIES = frozenset(("comment", "preamble", "string", "xdata"))
_BRACE = re.compile(r"(?<!\\)[{}]")
_LEANS_ON_OTHERS = re.compile(
    r"(?:^|,)\s*(?:crossref|xdata|xref)\s*=|=\s*(?!\d+\s*[,}])[A-Za-z0-9][\w:-]*\s*[,#}]|[\"}]\s*#",
    re.MULTILINE | re.IGNORECASE,
)
"""What an entry takes from another, or from a ``@string``: it says less where it stands alone."""


def entry_texts(bibtex: str) -> Iterator[tuple[str, str]]:
    """Yield the key and the text of each entry that stands by itself; one that leans on others is left out."""
    at = 0
    while found := _ENTRY.search(bibtex, at):
        at = found.end()
        end = _end_of(bibtex, found.start())
        if end is None or found["type"].lower() in _NO_ENTRIES:
            continue
        at = end
        text = bibtex[found.start() : end]
        if not _LEANS_ON_OTHERS.search(text, found.end() - found.start()):
            yield found["key"], text


def _end_of(bibtex: str, start: int) -> int | None:
    """Return where the entry that begins at ``start`` ends; None where its braces are never closed."""
    depth = 0
    for brace in _BRACE.finditer(bibtex, start):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return None
