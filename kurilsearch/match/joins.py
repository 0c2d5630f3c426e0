"""Words that are several on one side and one on the other: lost spaces, spaces too many, joined names, initials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel
from rapidfuzz.process import extract

from kurilsearch.language.numbers import find_numbers
from kurilsearch.language.numerals import roman_value
from kurilsearch.language.tokens import Token
from kurilsearch.language.wordings import wording_of
from kurilsearch.match.likeness import MISREAD, RESPELT, STEEPNESS
from kurilsearch.match.words import is_unspaced

_LITTLE = frozenset(
    ("of", "the", "and", "for", "in", "de", "la", "le", "des", "du", "et", "der", "die", "und", "di", "и")
)
_ANY = "und"
"""Numbers are read in all languages: the words are known to be alike in nothing but their value."""

_MOST_PARTS = 4
_SHORTEST = 2
"""Letters of a word that may be joined, or be an abbreviation."""

_LEAST_LIKE = 0.75
"""Joined words must be so like, and more like than any of them alone: a little word may not vanish in a long one."""


class Join(NamedTuple):
    """``quoted`` words of the quotation are ``source`` words of the source (one of the two is 1), at this cost."""

    quoted: int
    source: int
    cost: float


Joins = dict[int, dict[int, Join]]
"""Joins by the index after their last word of the quotation, then by that after their last word of the source."""


def find_joins(quoted: Sequence[str], source: Sequence[str], capitals: frozenset[str]) -> Joins:
    """Return the joins between two rows of folded words. A word that has an equal on the other side must be the same.

    ``capitals`` are the words that are written in capitals, which may be abbreviations.
    """
    joins: Joins = {}
    for word_index, end, parts, cost in _made_of(source, quoted, capitals):
        _keep(joins, end, word_index + 1, Join(parts, 1, cost))
    for word_index, end, parts, cost in _made_of(quoted, source, capitals):
        _keep(joins, word_index + 1, end, Join(1, parts, cost))
    return joins


def _keep(joins: Joins, row: int, column: int, join: Join) -> None:
    other = joins.setdefault(row, {}).get(column)
    if other is None or join.cost < other.cost:
        joins[row][column] = join


def _made_of(words: Sequence[str], parts: Sequence[str], capitals: frozenset[str]) -> list[tuple[int, int, int, float]]:
    """Return which of ``words`` are several of ``parts`` in a row: index, index after those, their number, cost."""
    known = set(parts)
    alone = {word for word in words if len(word) >= _SHORTEST and word not in known and not roman_value(word)}
    runs = _runs(parts, max(map(len, words), default=0) + 2)
    choices = list(runs)
    made = {word: [(*runs[word], MISREAD)] for word in words if word in runs}
    for word in alone:
        near = extract(word, choices, scorer=Indel.normalized_similarity, score_cutoff=_LEAST_LIKE, limit=None)
        found = [
            (*runs[run], max((1 - likeness) * STEEPNESS, MISREAD))
            for run, likeness, _ in near
            if not (word.isdigit() or run.isdigit())
            and likeness > _most_like(word, parts[runs[run][0] - runs[run][1] : runs[run][0]])
        ]
        if word.isdigit():
            found += [(end, number, RESPELT) for end, number in _spelled(int(word), parts)]
        if word in capitals:
            found += [(end, number, RESPELT) for end, number in _with_initials(word, parts)]
        if found:
            made.setdefault(word, []).extend(found)
    return [(index, *run) for index, word in enumerate(words) for run in made.get(word, ())] if made else []


def _most_like(word: str, parts: Sequence[str]) -> float:
    """Return how like ``word`` is to one of ``parts`` alone: a little word beside that one is none of it."""
    return max(Indel.normalized_similarity(word, part) for part in parts)


def _spelled(number: int, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the words in a row that spell ``number``: the index after the last one and how many they are."""
    tokens: list[Token] = []
    text = ""
    for before, word in pairwise(("", *words)):
        text += "" if not before or (is_unspaced(before) and is_unspaced(word)) else " "
        tokens.append(Token(len(text), len(text) + len(word), word))
        text += word
    for found in find_numbers(text, tokens, wording_of(_ANY)):
        if found.last - found.first > 1 and not found.keys.isdisjoint({("c", number), ("o", number)}):
            yield found.last, found.last - found.first


def _with_initials(abbreviation: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the words in a row that ``abbreviation`` is made of: the index after the last one and how many they are.

    Little words need not be in it: the USSR is the Union of Soviet Socialist Republics.
    """
    for first, word in enumerate(words):
        if word[0] != abbreviation[0]:
            continue
        rest = abbreviation[1:]
        end = first + 1
        while rest and end < len(words):
            if words[end][0] == rest[0]:
                rest = rest[1:]
            elif words[end] not in _LITTLE:
                break
            end += 1
        if not rest:
            yield end, end - first


def _runs(words: Sequence[str], longest: int) -> dict[str, tuple[int, int]]:
    """Return the runs of two words and more, joined: the index after the last of them and how many they are."""
    runs: dict[str, tuple[int, int]] = {}
    for first, word in enumerate(words):
        joined = word
        for end in range(first + 1, min(first + _MOST_PARTS, len(words))):
            joined += words[end]
            if len(joined) > longest:
                break
            runs[joined] = (end + 1, end + 1 - first)
    return runs
