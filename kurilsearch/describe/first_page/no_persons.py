"""What is no name beside people's, though the model of words takes it for one: workplaces, places, degrees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kurilsearch.describe.files.sentence_case import PROPER_NAMES
from kurilsearch.describe.first_page.word_features import Word
from kurilsearch.language.cjk_letters import CJK
from kurilsearch.language.names import has_institution_word, is_given_name

_APART = 2
_LONGEST_DEGREE = 4
_NO_PERSONS = frozenset((
    "collaboration", "collaborations", "consortium", "initiative", "engineering", "science", "sciences", "technology",
    "intelligence", "communication", "communications", "administration", "centre", "center", "box", "hospital",
    "school", "college", "systems", "research", "computing", "united", "project", "projet", "via", "rue", "avenue",
    "street",
))  # fmt: skip
"""Words of workplaces, groups and addresses."""
_STATES = frozenset((
    "AL", "AR", "AZ", "CA", "CO", "CT", "FL", "GA", "HI", "IL", "IN", "KS", "KY", "LA", "MI", "MN", "MO", "NC", "NH",
    "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "TN", "TX", "UT", "VA", "WA", "WI", "UK", "USA",
))  # fmt: skip
"""What stands behind towns; states whose sign is that of a degree, too, are left out."""


def without_others(names: list[list[int]], words: Sequence[Word]) -> list[list[int]]:
    """Return the names without what is none beside people's: institutions, degrees, lone words, a name told again."""
    names = [name for name in names if any(char.isalpha() for at in name for char in words[at].text)]
    texts = [[words[at].text for at in name] for name in names]
    whole = [len(text) > 1 and not text[-1].isupper() for text in texts]
    kept: dict[tuple[int, ...], _Ends] = {}
    for name, text, is_whole in zip(names, texts, whole, strict=True):
        is_odd = not is_whole and not CJK.search(text[0]) and (len(text) == 1 or max(map(len, text)) <= _LONGEST_DEGREE)
        if (2 * sum(whole) > len(names) and is_odd) or (any(whole) and len(names) > 1 and _is_none(name, text, words)):
            continue
        ends = _Ends.of(name, words)
        if not any(ends.is_again(other) for other in kept.values()):
            kept[tuple(name)] = ends
    return [list(name) for name in kept]


def has_workplace_word(name: Sequence[str]) -> bool:
    """Return whether one of the words of a name is one of workplaces, groups or addresses."""
    return any(word.strip(".").casefold() in _NO_PERSONS for word in name)


def _is_none(name: Sequence[int], text: Sequence[str], words: Sequence[Word]) -> bool:
    """Return whether a name is that of a workplace or a place, which a state or country may follow."""
    if has_institution_word(" ".join(text)) or has_workplace_word(text):
        return True
    behind = [word.text for word in words[name[-1] + 1 : name[-1] + 3] if word.line == words[name[-1]].line]
    is_place = len(behind) > 1 and behind[0] == "," and (behind[1] in _STATES or behind[1] in PROPER_NAMES)
    if len(text) == 2 and any(map(str.isdigit, text)):
        return True
    is_letters = all(len(word) == 1 for word in text) and not CJK.search(text[0])
    return is_letters or (is_place and not is_given_name(behind[1]))


class _Ends(NamedTuple):
    """Where a name begins and ends: the lines, and its first and last word in small letters."""

    line: int
    last_line: int
    first: str
    last: str

    @classmethod
    def of(cls, name: Sequence[int], words: Sequence[Word]) -> _Ends:
        first, last = words[name[0]], words[name[-1]]
        return cls(first.line, last.line, first.text.strip(".").casefold(), last.text.strip(".").casefold())

    def is_again(self, other: _Ends) -> bool:
        """Return whether it is a name of some lines above, its order turned or its given name shortened."""
        if self.line - other.last_line < _APART:
            return False
        first, last = (self.last, self.first) if self.first == other.last else (self.first, self.last)
        return last == other.last and first[:1] == other.first[:1]
