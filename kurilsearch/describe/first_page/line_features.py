"""What is seen of the lines of a first page, as features for the model that tells them apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilsearch.csl.printed_dates import date_of
from kurilsearch.describe.files.sentence_case import PROPER_NAMES
from kurilsearch.describe.first_page.first_lines import FirstLine
from kurilsearch.describe.first_page.line_roles import role_of
from kurilsearch.describe.first_page.name_clues import NameClues, name_clues
from kurilsearch.describe.first_page.running_text import lower_share
from kurilsearch.language.cjk_letters import CJK
from kurilsearch.language.names import PARTICLES, has_institution_word, is_given_name, is_initials

LONGEST_READ = 300
"""Characters of a line that are looked at."""

_NAMES_WITHIN = 150
"""Characters of a line whose words are looked for elsewhere on the page."""
_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d+|[^\w\s]")
_NAME_MARKS = re.compile(r"[\d*†‡§¶∗⁎☯,;&·]")
_DOTTED = re.compile(r"(?<!\w)[^\W\d_]\.")
_SIGNS = {
    "@": re.compile(r"@"), "address": re.compile(r"https?:|www\."), "doi": re.compile(r"\b10\.\d{4,}/"),
    "year": re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)"), "rights": re.compile(r"©|\(c\)|copyright", re.I),
    "volume": re.compile(r"\bvol|\bno\.|\bJg|\bBd|\bt\.|№|第|\d\(\d|\d:\d", re.I),
    "pages": re.compile(r"\d[-–]\d|\bpp\."),
    "colon": re.compile(r":"), "question": re.compile(r"\?"), "issn": re.compile(r"\bISSN|\bISBN"),
    "arxiv": re.compile(r"arxiv|biorxiv|preprint", re.I), "postcode": re.compile(r"\b\d{4,6}\b"),
    "quotes": re.compile(r"[“”«»„「」『』\"]"), "parenthesis": re.compile(r"[()]"), "bar": re.compile(r"[|•·]"),
    "et al": re.compile(r"\bet al\b"), "and": re.compile(r"\b(?:and|und|et|y|e|и|&)\b"),
    "by": re.compile(r"^by\b", re.I),
    "degree": re.compile(r"\b(?:MD|PhD|M\.D|Ph\.D|MSc|Dr|Prof|Professor)\b"),
}  # fmt: skip


def line_features(lines: Sequence[FirstLine], small_words: frozenset[str]) -> list[list[str]]:
    """Return the features of each line, with some of those of its neighbours.

    ``lines`` are those of the page that are not blank; ``small_words`` are the words that the document writes small.
    """
    texts = [line.text[:LONGEST_READ] for line in lines]
    own: list[list[str]] = []
    longest = max((len(text) for text in texts[:40]), default=1)
    first_role: dict[str, int] = {}
    clues = name_clues(tuple(texts))
    for at, (line, text) in enumerate(zip(lines, texts, strict=True)):
        role = role_of(text, texts[at + 1 : at + 3], is_heading=line.level > 0)
        first_role.setdefault(role, at)
        of_text = [*_of_text(text, small_words), *_of_names(text, at, clues)]
        own.append([f"role={role}", *of_text, *_of_setting(lines, at, longest)])
    found: list[list[str]] = []
    low = [text.lower() for text in texts]
    near = [[name for name in features if not name.startswith(("w=", "place"))] for features in own]
    for at, features in enumerate(own):
        seen = [f"seen {role}" for role, first in first_role.items() if first < at]
        around = [*_beside(near, at, -1), *_beside(near, at, 1), *_beside(near, at, 2)]
        found.append([*features, *seen, *around, *_repeated(low, at)])
    return found


def _beside(near: Sequence[Sequence[str]], at: int, step: int) -> list[str]:
    """Return the features of a neighbour, as they are named there; ``near`` has those that are told of neighbours."""
    if not 0 <= at + step < len(near):
        return [f"{step}:none"]
    return [f"{step}:{name}" for name in near[at + step]]


def _of_text(text: str, small_words: frozenset[str]) -> list[str]:
    words = _WORD.findall(text)
    letters = [word for word in words if word[0].isalpha()]
    lowered = [word.lower() for word in letters]
    features = [sign for sign, form in _SIGNS.items() if form.search(text)]
    features.append(f"words {_step(len(words), (1, 2, 4, 7, 11, 16, 24))}")
    if not letters:
        return [*features, "no letters"]
    features.append(f"small {round(4 * lower_share(text))}")
    names = sum(is_given_name(word) for word in letters)
    initials = len(_DOTTED.findall(text))
    marks = len(_NAME_MARKS.findall(text))
    features += [f"given {min(names, 3)}", f"initials {min(initials, 4)}", f"marks {_step(marks, (0, 1, 3, 6))}"]
    known = sum(word in small_words for word in lowered if len(word) > 2)
    long = sum(len(word) > 2 for word in lowered)
    features.append(f"common {round(4 * known / long) if long else 'none'}")
    features.append(f"name share {_step(int(8 * (names + initials) / len(letters)), (0, 1, 2, 4))}")
    features.append(f"digits {_step(sum(map(str.isdigit, text)), (0, 1, 4, 8))}")
    features.append(f"end {text[-1] if not text[-1].isalnum() else 'w' if text[-1].isalpha() else '0'}")
    features.append(
        f"begin {'A' if text[0].isupper() else 'a' if text[0].isalpha() else '0' if text[0].isdigit() else text[0]}"
    )
    features += [name for name, holds in (
        ("capitals", text.isupper()), ("cjk", CJK.search(text)), ("institution", has_institution_word(text)),
        ("particle", any(word in PARTICLES for word in letters)), ("all names", _is_all_names(letters)),
        ("dated", len(text) < 120 and date_of(text)), ("sentence inside", re.search(r"[a-z]\. [A-Z]", text)),
    ) if holds]  # fmt: skip
    ends = [lowered[0], lowered[-1]]
    return [
        *features,
        f"w=first {ends[0]}",
        f"w=last {ends[1]}",
        *dict.fromkeys(f"w={word}" for word in lowered[:12] if len(word) > 2),  # no set: its order changes
    ]


def _of_names(text: str, at: int, clues: NameClues) -> list[str]:
    """Return what the rest of the page tells of the names in a line."""
    words = [word for word in _WORD.findall(text[:_NAMES_WITHIN]) if word[0].isupper()]
    form = clues.forms[at]
    features = []
    if "@" not in text:
        features.append(f"in address {min(sum(map(clues.in_address, words)), 3)}")
    features.append(f"initialled {min(sum(clues.has_initials_elsewhere(word, at) for word in words), 3)}")
    features.append(f"places {min(sum(word in PROPER_NAMES for word in words), 2)}")
    if form:
        features.append(f"alike {min(clues.alike[form], 4)} {form in clues.given}")
    return features


def _is_all_names(words: Sequence[str]) -> bool:
    return all(w[0].isupper() or w in PARTICLES or w in ("and", "und", "et", "y", "e") or is_initials(w) for w in words)


def _of_setting(lines: Sequence[FirstLine], at: int, longest: int) -> list[str]:
    line = lines[at]
    before, after = (lines[other] if 0 <= other < len(lines) else None for other in (at - 1, at + 1))
    features = [
        f"place {_step(at, (0, 1, 2, 3, 5, 8, 12, 18, 26, 40))}",
        f"block {min(line.block - lines[0].block, 6)}",
        f"width {int(4 * min(len(line.text), longest) / longest)}",
        f"level {line.level}",
    ]
    if before is None or before.block != line.block:
        features.append("begins block")
    if after is None or after.block != line.block:
        features.append("ends block")
    if len(line.raw) - len(line.raw.lstrip()) >= 4:
        features.append("indented")
    flags = ("goes_on", "in_menu", "is_menu", "at_edge", "is_caption")
    return features + [flag for flag in flags if getattr(line, flag)]


def _repeated(texts: Sequence[str], at: int) -> list[str]:
    """Return whether the words of a line come again, as a title's do in the page's own citation; in small letters."""
    key = texts[at][:40]
    if len(key) < 12:
        return []
    above, below = (any(key in text for text in beside) for beside in (texts[:at], texts[at + 1 :]))
    return [name for name, holds in (("again above", above), ("again below", below)) if holds]


def _step(number: int, steps: Sequence[int]) -> str:
    """Return the first of ``steps`` that ``number`` does not exceed."""
    return next((str(step) for step in steps if number <= step), "more")
