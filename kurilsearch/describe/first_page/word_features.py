"""What is seen of the words in the lines that hold title and authors, as features for the model of words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kurilsearch.language.cjk_letters import CJK
from kurilsearch.language.names import PARTICLES, has_institution_word, is_given_name, is_initials

_TOKEN = re.compile(
    r"\[at\]|[^\W\d_]\.(?:-?[^\W\d_]\.)*|[^\W\d_](?:[\w]*[^\W\d_])?(?:[’'\u00b4.`-]+[^\W\d_][^\W\d_]+)*\.?|\d+|\S"
)


class Word(NamedTuple):
    """A word or sign of a line: the number of its line, its span there, and the label of the line."""

    text: str
    line: int
    start: int
    end: int
    label: str


def words_of(text: str, line: int, label: str) -> list[Word]:
    """Return the words and signs of a line."""
    return [Word(found[0], line, found.start(), found.end(), label) for found in _TOKEN.finditer(text)]


def word_features(words: Sequence[Word], small_words: frozenset[str]) -> list[list[str]]:
    """Return the features of each word, with those of two words before and behind."""
    own = [_of_word(words, at, small_words) for at in range(len(words))]
    found = []
    for at, features in enumerate(own):
        around = [
            f"{step}:{name}"
            for step in (-2, -1, 1, 2)
            if 0 <= at + step < len(own)
            for name in own[at + step][: 6 if abs(step) == 1 else 3]
        ]
        found.append([*features, *around])
    return found


def _of_word(words: Sequence[Word], at: int, small_words: frozenset[str]) -> list[str]:
    word = words[at]
    text, lower = word.text, word.text.lower()
    letters = text.strip(".")
    shape = _shape(text)
    features = [
        f"shape {shape}",
        f"known {_known(letters)}",
        f"small {lower in small_words and len(lower) > 1}",
        f"w {lower}" if len(text) > 1 or not text.isalpha() else "w one",
        f"line {word.label}",
    ]
    above = words[at - 1] if at else None
    if above is None or above.line != word.line:
        features.append("begins line")
    elif above.end == word.start:
        features.append("glued")
    if at + 1 == len(words) or words[at + 1].line != word.line:
        features.append("ends line")
    features += [f"line {word.label}|{shape}", f"end {lower[-3:]}"]
    if has_institution_word(letters):
        features.append("institution")
    return features


def _known(word: str) -> str:
    if is_initials(word + "."):
        return "initial"
    if word.lower() in PARTICLES:
        return "particle"
    return "given" if is_given_name(word) else "no"


def _shape(text: str) -> str:
    if CJK.search(text):
        return f"cjk{min(len(text), 5)}"
    if text.isdigit():
        return f"{min(len(text), 5)} digits"
    if not text[0].isalpha():
        return text
    if len(text) > 2 and text.isupper():
        return "AAA"
    kind = "Aa" if text[0].isupper() else "a"
    if text[0].isupper() and len(text.strip(".")) == 1:
        kind = "A"
    return kind + ("." if text.endswith(".") else "")
