"""What is seen of the words of a reference entry, as features for the model that tells its fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kurilsearch.language.cjk_letters import CJK
from kurilsearch.language.names import PARTICLES, has_institution_word, is_given_name, is_initials
from kurilsearch.language.printed_years import LATER_YEAR

_TOKEN = re.compile(
    r"https?://\S+|[^\W\d_]\.(?:-?[^\W\d_]\.)*|[^\W\d_](?:\w*[^\W_])?(?:[’'\-–‐][^\W\d_]+)*|\d+[a-zа-д]?(?!\w)|\d+|\S"
)
_YEAR = re.compile(rf"{LATER_YEAR}[a-zа-д]?")
_SAYS_EDITOR = frozenset(["eds", "ed", "editor", "editors", "hrsg", "hg", "herausgeber", "dir", "red", "ред"])
_SAYS_IN = frozenset(["in", "in:", "dans", "en", "nel", "в"])
_ET_AL = frozenset(["et", "al", "and", "und", "y", "e", "и", "&"])


class Word(NamedTuple):
    """A word or sign of an entry and its span there."""

    text: str
    start: int
    end: int


def words_of(text: str, start: int = 0) -> list[Word]:
    """Return the words and signs of an entry, from ``start`` on."""
    return [Word(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text, start)]


def word_features(words: Sequence[Word]) -> list[list[str]]:
    """Return the features of each word with those of its neighbours."""
    own = [_of_word(word) for word in words]
    quoted = years = stops = 0
    found = []
    for at, features in enumerate(own):
        text = words[at].text
        around = [
            f"{step}:{name}"
            for step in (-2, -1, 1, 2)
            for name in (own[at + step][: 5 if abs(step) == 1 else 3] if 0 <= at + step < len(own) else ("none",))
        ]
        before = words[at - 1] if at else None
        is_glued = before is not None and before.end == words[at].start
        state = [
            f"place {min(at, 3) if at < 4 else 4 + min(at * 8 // len(own), 7)}",
            f"quoted {quoted % 2}",
            f"year seen {years > 0}",
            f"stops {min(stops, 4)}|{features[0]}",
            f"glued {is_glued}",
        ]
        if at == 0:
            state.append("first")
        found.append([*features, *around, *state])
        quoted += text in '“”„"«»『』「」'
        years += _YEAR.fullmatch(text) is not None
        stops += text == "." or (text.endswith(".") and len(text) > 3)
    return found


def _of_word(word: Word) -> list[str]:
    text, lower = word.text, word.text.lower()
    features = [_shape(text), f"w {lower[:20]}", f"known {_known(text)}"]
    if text[0].isalpha():
        features += [f"end {lower[-3:]}", f"begin {lower[:3]}"]
        if has_institution_word(text):
            features.append("institution")
    return features


def _known(text: str) -> str:
    lower = text.lower()
    for name, words in (("editor", _SAYS_EDITOR), ("in", _SAYS_IN), ("joins", _ET_AL), ("particle", PARTICLES)):
        if lower in words:
            return name
    return "initial" if is_initials(text) else "given" if text[0].isupper() and is_given_name(text) else "no"


def _shape(text: str) -> str:
    if _YEAR.fullmatch(text):
        return "year"
    if text.startswith("http"):
        return "address"
    if CJK.search(text):
        return f"cjk {min(len(text), 4)}"
    if text[0].isdigit():
        return f"{min(len(text), 4)} digits"
    if not text[0].isalpha():
        return text
    if is_initials(text) and text[0].isupper():
        return "A."
    if text.isupper():
        return f"{min(len(text), 4)} capitals"
    return "Aa" if text[0].isupper() else "a"
