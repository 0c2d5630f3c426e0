"""Patterns of many words that are found quickly: what words begin with alike is compared once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest that fits; it is a group of its own."""
    ordered = sorted(set(words))
    rest = [
        re.escape(first) + (any_of(word[1:] for word in group) if len(group) > 1 or len(group[0]) > 1 else "")
        for first, group in ((first, list(each)) for first, each in groupby(filter(None, ordered), lambda word: word[0]))
    ]
    return f"(?:{'|'.join(rest)}){'?' if '' in ordered else ''}"
