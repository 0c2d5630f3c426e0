"""What is seen of the words in the lines that hold title and authors, as features for the model of words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kurilsearch.describe.files.sentence_case import PROPER_NAMES
from kurilsearch.describe.first_page.name_clues import name_clues
from kurilsearch.language.cjk_letters import CJK
from kurilsearch.language.given_names import CHINESE_FAMILY_NAMES, KOREAN_FAMILY_NAMES
from kurilsearch.language.names import PARTICLES, has_institution_word, is_given_name, is_initials

_TOKEN = re.compile(
    r"\[at\]|[^\W\d_]\.(?:-?[^\W\d_]\.)*|[^\W\d_](?:[\w]*[^\W\d_])?(?:[’'\u00b4.`-]+[^\W\d_][^\W\d_]+)*\.?|\d+|\S"
)

_LONGEST_NAME = 5
_EASTERN_FAMILIES = frozenset(CHINESE_FAMILY_NAMES) | frozenset(KOREAN_FAMILY_NAMES)
_SURE = 6
"""Tenths of probability from which on a line surely holds authors."""
_AND = frozenset(["and", "und", "et", "y", "e", "и", "with", "by", "par", "por"])


class Word(NamedTuple):
    """A word or sign of a line: the number of its line, its span there, the line's label and if it holds authors.

    ``chance`` is how probable it is that the line does, in tenths.
    """

    text: str
    line: int
    start: int
    end: int
    label: str
    chance: int = 0


def words_of(text: str, line: int, label: str, chance: int = 0) -> list[Word]:
    """Return the words and signs of a line."""
    return [Word(found[0], line, found.start(), found.end(), label, chance) for found in _TOKEN.finditer(text)]


def word_features(words: Sequence[Word], small_words: frozenset[str], texts: Sequence[str]) -> list[list[str]]:
    """Return the features of each word, with those of two words before and behind and of the words around commas.

    ``texts`` are the lines that the words stand in, and those about them.
    """
    own = [_of_word(words, at, small_words) for at in range(len(words))]
    of_names = _of_names(words, texts)
    runs = _of_runs(words, [features[0] for features in own])
    found = []
    for at, features in enumerate(own):
        around = [
            f"{step}:{name}"
            for step in (-2, -1, 1, 2)
            if 0 <= at + step < len(own)
            for name in own[at + step][: 6 if abs(step) == 1 else 3]
        ]
        found.append([*features, *around, *runs[at], *of_names[at]])
    return found


def _of_names(words: Sequence[Word], texts: Sequence[str]) -> list[list[str]]:
    """Return for each word what the rest of the page tells of its being a name, and of its line's being one."""
    clues = name_clues(tuple(texts))
    sure = Counter(clues.forms[line] for line in {w.line for w in words if w.label == "author" and w.chance >= _SURE})
    found = []
    for at, word in enumerate(words):
        features = [f"line alike {min(sure[clues.forms[word.line]], 2) if clues.forms[word.line] else 'no'}"]
        if word.text[0].isupper() and len(word.text) > 1:
            before = words[at - 1].text if at else ""
            features += [name for name, holds in (
                ("in address", before != "@" and clues.in_address(word.text)),
                ("initialled", clues.has_initials_elsewhere(word.text, word.line)),
                ("place", word.text in PROPER_NAMES),
                ("eastern family", word.text.lower() in _EASTERN_FAMILIES),
            ) if holds]  # fmt: skip
        found.append(features)
    return found


class _Run(NamedTuple):
    """Words on end that no comma, digit or *and* parts, by number; how they look, and the signs around them."""

    start: int
    end: int
    shape: str
    known: list[str]
    around: tuple[str, str]
    has_institution: bool

    @property
    def may_be_name(self) -> bool:
        """Whether it is as long as a name and begins with a given name or an initial."""
        return self.known[0] in ("given", "initial") and 2 <= len(self.known) <= _LONGEST_NAME


def _of_runs(words: Sequence[Word], shapes: Sequence[str]) -> list[list[str]]:
    """Return for each word what its run is like, and whether others that surely are names are set likewise."""
    runs = list(_runs(words, shapes))
    of_names = Counter(run.around for run in runs if run.may_be_name)
    behind_names = Counter(run.around[1] for run in runs if run.may_be_name)
    found = [[f"run none {shape}"] for shape in shapes]
    for run in runs:
        count, first = run.end - run.start, run.known[0]
        own = run.may_be_name
        of_run = [
            f"run {run.shape}",
            f"run of {min(count, 7)}",
            f"run known {first} {min(sum(one != 'no' for one in run.known), 3)} of {min(count, 5)}",
            f"run before {run.around[0]}",
            f"run behind {run.around[1]}",
            f"set as names {min(of_names[run.around] - own, 2)} {min(behind_names[run.around[1]] - own, 2)}",
            f"set as names {min(of_names[run.around] - own, 2)} {run.shape}",
        ]
        if run.has_institution:
            of_run.append("run institution")
        for n in range(count):
            place = [f"run place {min(n, 3)} {min(count - 1 - n, 3)}", f"run {run.shape} {min(n, 5)}"]
            found[run.start + n] = [*of_run, *place, f"run {first} {n == 0}"]
    return found


def _runs(words: Sequence[Word], shapes: Sequence[str]) -> Iterator[_Run]:
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and not _is_parting(words[end].text) and (end == at or _goes_on(words, at, end)):
            end += 1
        if end > at:
            before = "line" if at == 0 or words[at - 1].line != words[at].line else _sign(words[at - 1].text)
            behind = "line" if end == len(words) or words[end].line != words[end - 1].line else _sign(words[end].text)
            inside = words[at:end]
            yield _Run(
                at,
                end,
                " ".join(shape.removeprefix("shape ") for shape in shapes[at:end][:6]),
                [_known(word.text.strip(".")) for word in inside],
                (before, behind),
                any(has_institution_word(word.text) for word in inside),
            )
        at = max(end, at + 1)


def _sign(text: str) -> str:
    return "0" if text.isdigit() else text.lower()


def _goes_on(words: Sequence[Word], start: int, at: int) -> bool:
    """Return whether the run from ``start`` goes on at ``at``: over a line's end in a list that is wrapped."""
    word, above = words[at], words[at - 1]
    if word.line == above.line:
        return True
    is_list = start > 0 and words[start - 1].line == above.line
    return is_list and word.line == above.line + 1 and not {word.label, above.label} & {"title", "title more"}


def _is_parting(text: str) -> bool:
    return not (text[0].isalpha() or text in ("-", "’", "'", ".")) or text.lower() in _AND


def _of_word(words: Sequence[Word], at: int, small_words: frozenset[str]) -> list[str]:
    word = words[at]
    text, lower = word.text, word.text.lower()
    letters = text.strip(".")
    shape = _shape(text)
    kind = "title" if word.label.startswith("title") else "author"
    features = [
        f"shape {shape}",
        f"known {_known(letters)}",
        f"small {lower in small_words and len(lower) > 1}",
        f"{kind} w {lower}" if len(text) > 1 or not text.isalpha() else "w one",
        f"line {word.label}",
    ]
    above = words[at - 1] if at else None
    if above is None or above.line != word.line:
        features.append("begins line")
    elif above.end == word.start:
        features.append("glued")
    if at + 1 == len(words) or words[at + 1].line != word.line:
        features.append("ends line")
    features += [f"line {word.label}|{shape}", f"chance {word.chance // 2}", f"chance {word.chance // 2}|{shape}"]
    features.append(f"{kind} end {lower[-3:]}")
    if has_institution_word(letters):
        features.append("institution")
    return features


@lru_cache(maxsize=8192)
def _known(word: str) -> str:
    if is_initials(word + "."):
        return "initial"
    if word.lower() in PARTICLES:
        return "particle"
    return "given" if is_given_name(word) else "no"


@lru_cache(maxsize=8192)
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
