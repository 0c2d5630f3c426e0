"""Patterns of many words that are found quickly: what words begin with alike is compared once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest that fits; it is a group of its own."""
    ordered = sorted(set(words))
    alike = [(first, list(group)) for first, group in groupby(filter(None, ordered), lambda word: word[0])]
    rest = [re.escape(one) + (any_of(word[1:] for word in group) if group != [one] else "") for one, group in alike]
    return f"(?:{'|'.join(rest)}){'?' if '' in ordered else ''}"
