"""Words that are written together, apart, with a hyphen, with points or with commas, as one writes them or another.

The tokeniser parts words at hyphens, points and commas: co-operation is ``co operation``, U.S.S.R. ``u s s r``, 1,000
``1 000``. What is made here is still to be looked up.
"""

from __future__ import annotations

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.vocabulary.equivalents import Words

_PREFIXES = """anti auto bi by co counter cross de e ex extra far
    hydro hyper infra inter intra macro mega meta micro mid
    mini mis multi neo non off on out over pan para per post pre pro proto pseudo quasi re self semi socio sub super
    trans tri ultra un under uni vice well wide world"""
PREFIXES = frozenset(_PREFIXES.split())
"""What is joined to a word with a hyphen or without."""

_LONGEST_PREFIX = max(map(len, PREFIXES))

FEWEST_AFTER_PREFIX = 3
"""Letters of a word that a prefix is joined to."""

_TO_DAY = {"today": ("to", "day"), "tonight": ("to", "night"), "tomorrow": ("to", "morrow"), "weekend": ("week", "end")}

LONGEST_ABBREVIATION = 6

_CAPITALS = lazy_pattern(r"[A-Z][a-z]*")
_GROUPED = lazy_pattern(r"\d{1,3}(?:[,.'’ ]\d{3})+")
_POINTED = lazy_pattern(r"(?:[^\W\d_]{1,2}\.[ ]?){1,5}[^\W\d_]{1,2}\.?")
_HYPHENS = lazy_pattern(r"[-‐‑]")


def hyphenations(word: str) -> list[Words]:
    """Return the two words that a folded word may be where it has a hyphen after its prefix: (co, operation)."""
    if word in _TO_DAY:
        return [_TO_DAY[word]]
    longest = min(_LONGEST_PREFIX, len(word) - FEWEST_AFTER_PREFIX)
    return [(word[:end], word[end:]) for end in range(longest, 0, -1) if word[:end] in PREFIXES]


def pointed(typed: str) -> Words:
    """Return the letters of an abbreviation in capitals, as it is read where it has points: (u, s, s, r)."""
    if not typed.isascii() or not 2 <= len(typed) <= LONGEST_ABBREVIATION:
        return ()
    parts = _CAPITALS.findall(typed)
    if len(parts) < 2 or "".join(parts) != typed or any(len(part) > 2 for part in parts):
        return ()
    return tuple(part.lower() for part in parts)


def grouped(word: str) -> Words:
    """Return a number of four figures or more in groups of three: (1, 000)."""
    if len(word) < 4 or not (word.isascii() and word.isdigit()):
        return ()
    first = len(word) % 3 or 3
    return (word[:first], *(word[start : start + 3] for start in range(first, len(word), 3)))


def joined_as_typed(typed: str, words: Words) -> str | None:
    """Return the one word that several are of what was typed; None where they are parted by something else.

    A hyphen, the points of an abbreviation, and what groups figures part no words.
    """
    if len(words) < 2:
        return None
    if _GROUPED.fullmatch(typed) or _POINTED.fullmatch(typed) or len(_HYPHENS.split(typed)) == len(words):
        return "".join(words)
    return None
