"""What is seen of the lines of a first page, as features for the model that tells them apart."""

from __future__ import annotations

import re
from bisect import bisect_left
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

_PLACES = (0, 1, 2, 3, 5, 8, 12, 18, 26, 40)
_FLAGS = ("goes_on", "in_menu", "is_menu", "at_edge", "is_caption")
_NAMES_WITHIN = 150
"""Characters of a line whose words are looked for elsewhere on the page."""
_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d+|[^\w\s]")
_NAME_MARKS = re.compile(r"[\d*†‡§¶∗⁎☯,;&·]")
_STOP_INSIDE = re.compile(r"[a-z]\. [A-Z]")
_DOTTED = re.compile(r"(?<!\w)[^\W\d_]\.")
_SIGNS: dict[str, tuple[tuple[str, ...], re.Pattern[str] | None]] = {
    "@": (("@",), None), "address": (("http", "www."), re.compile(r"https?:|www\.")),
    "doi": (("10.",), re.compile(r"\b10\.\d{4,}/")), "rights": (("©", "(c)", "copyright"), None),
    "year": (("15", "16", "17", "18", "19", "20"), re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")),
    "volume": (
        ("vol", "no.", "jg", "bd", "t.", "№", "第", "(", ":"),
        re.compile(r"\bvol|\bno\.|\bJg|\bBd|\bt\.|№|第|\d\(\d|\d:\d", re.I),
    ),
    "pages": (("-", "–", "pp."), re.compile(r"\d[-–]\d|\bpp\.")),
    "colon": ((":",), None), "question": (("?",), None), "issn": (("issn", "isbn"), re.compile(r"\bISSN|\bISBN")),
    "arxiv": (("arxiv", "biorxiv", "preprint"), None), "postcode": ((), re.compile(r"\d(?<!\w\d)\d{3,5}\b")),
    "quotes": (tuple("“”«»„「」『』\""), None), "parenthesis": (tuple("()"), None), "bar": (tuple("|•·"), None),
    "et al": (("et al",), re.compile(r"\bet al\b")),
    "and": ((), re.compile(r"(?:a(?<!\wa)nd|u(?<!\wu)nd|e(?<!\we)t?|y(?<!\wy)|и(?<!\wи)|&(?<=\w&))\b")),
    "by": (("by",), re.compile(r"\Aby\b", re.I)),
    "degree": (
        ("md", "phd", "m.d", "ph.d", "msc", "dr", "prof"),
        re.compile(r"\b(?:MD|PhD|M\.D|Ph\.D|MSc|Dr|Prof|Professor)\b"),
    ),
}  # fmt: skip
"""For each sign what a line that bears it has some of, in small letters, if there is such; the pattern that decides.

A pattern without such begins with a letter and looks then at what stands before it: so it is found quickly.
"""


def line_features(lines: Sequence[FirstLine], small_words: frozenset[str]) -> list[list[str]]:
    """Return the features of each line, with some of those of its neighbours.

    ``lines`` are those of the page that are not blank; ``small_words`` are the words that the document writes small.
    """
    texts = [line.text[:LONGEST_READ] for line in lines]
    low = [text.lower() for text in texts]
    longest = max((len(text) for text in texts[:40]), default=1)
    clues = name_clues(tuple(texts))
    found: list[list[str]] = []
    told: list[list[str]] = []  # of neighbours, too
    roles: dict[str, None] = {}
    for at, (line, text) in enumerate(zip(lines, texts, strict=True)):
        role = role_of(text, texts[at + 1 : at + 3], is_heading=line.level > 0)
        words = _WORD.findall(text)
        capital = [word for word in _WORD.findall(text[:_NAMES_WITHIN]) if word[0].isupper()]
        told.append([
            f"role={role}",
            *_of_signs(text, low[at]),
            *_of_text(text, words, small_words),
            *_of_names(text, capital, at, clues),
            *_of_setting(lines, at, longest),
        ])  # fmt: skip
        found.append([
            *told[at],
            *_of_words(words),
            *_repeated(low, at),
            *(f"seen {other}" for other in roles),
            f"place {_step(at, _PLACES)}",
            f"places {min(sum(word in PROPER_NAMES for word in capital), 2)}",
        ])  # fmt: skip
        roles[role] = None
    for at, features in enumerate(found):
        for step in (-1, 1, 2):
            beside = told[at + step] if 0 <= at + step < len(told) else ("none",)
            features += [f"{step}:{name}" for name in beside]
    return found


def _of_signs(text: str, low: str) -> list[str]:
    """Return the signs that a line bears; ``low`` is it in small letters."""
    features = []
    for sign, (needed, form) in _SIGNS.items():
        for some in needed:
            if some in low:
                break
        else:
            if needed:
                continue
        if form is None or form.search(text):
            features.append(sign)
    return features


def _of_text(text: str, words: Sequence[str], small_words: frozenset[str]) -> list[str]:
    features = [f"words {_step(len(words), (1, 2, 4, 7, 11, 16, 24))}"]
    letters = [word for word in words if word[0].isalpha()]
    if not letters:
        return [*features, "no letters"]
    names = sum(map(is_given_name, letters))
    initials = len(_DOTTED.findall(text))
    marks = len(_NAME_MARKS.findall(text))
    long = [word.lower() for word in letters if len(word.lower()) > 2]
    first, last = text[0], text[-1]
    return [
        *features,
        f"small {round(4 * lower_share(text))}",
        f"given {min(names, 3)}",
        f"initials {min(initials, 4)}",
        f"marks {_step(marks, (0, 1, 3, 6))}",
        f"common {round(4 * sum(word in small_words for word in long) / len(long)) if long else 'none'}",
        f"name share {_step(int(8 * (names + initials) / len(letters)), (0, 1, 2, 4))}",
        f"digits {_step(sum(map(str.isdigit, text)), (0, 1, 4, 8))}",
        f"end {last if not last.isalnum() else 'w' if last.isalpha() else '0'}",
        f"begin {'A' if first.isupper() else 'a' if first.isalpha() else '0' if first.isdigit() else first}",
        *(name for name, holds in (
            ("capitals", text.isupper()), ("cjk", CJK.search(text)), ("institution", has_institution_word(text)),
            ("particle", not PARTICLES.isdisjoint(letters)), ("all names", _is_all_names(letters)),
            ("dated", len(text) < 120 and date_of(text)), ("sentence inside", _STOP_INSIDE.search(text)),
        ) if holds),
    ]  # fmt: skip


def _of_words(words: Sequence[str]) -> list[str]:
    letters = [word.lower() for word in words if word[0].isalpha()]
    if not letters:
        return []
    some = dict.fromkeys(word for word in letters[:12] if len(word) > 2)  # no set: its order changes
    return [f"w=first {letters[0]}", f"w=last {letters[-1]}", *(f"w={word}" for word in some)]


def _of_names(text: str, words: Sequence[str], at: int, clues: NameClues) -> list[str]:
    """Return what the rest of the page tells of the names in a line; ``words`` are those with capitals."""
    form = clues.forms[at]
    features = [f"initialled {min(sum(clues.has_initials_elsewhere(word, at) for word in words), 3)}"]
    if "@" not in text:
        features.append(f"in address {min(sum(map(clues.in_address, words)), 3)}")
    if form:
        features.append(f"alike {min(clues.alike[form], 4)} {form in clues.given}")
    return features


def _is_all_names(words: Sequence[str]) -> bool:
    return all(w[0].isupper() or w in PARTICLES or w in ("and", "und", "et", "y", "e") or is_initials(w) for w in words)


def _of_setting(lines: Sequence[FirstLine], at: int, longest: int) -> list[str]:
    line = lines[at]
    features = [
        f"block {min(line.block - lines[0].block, 6)}",
        f"width {int(4 * min(len(line.text), longest) / longest)}",
        f"level {line.level}",
    ]
    if at == 0 or lines[at - 1].block != line.block:
        features.append("begins block")
    if at + 1 == len(lines) or lines[at + 1].block != line.block:
        features.append("ends block")
    if len(line.raw) - len(line.raw.lstrip()) >= 4:
        features.append("indented")
    return features + [flag for flag in _FLAGS if getattr(line, flag)]


def _repeated(texts: Sequence[str], at: int) -> list[str]:
    """Return whether the words of a line come again, as a title's do in the page's own citation; in small letters."""
    key = texts[at][:40]
    if len(key) < 12:
        return []
    above, below = (any(key in text for text in beside) for beside in (texts[:at], texts[at + 1 :]))
    return [name for name, holds in (("again above", above), ("again below", below)) if holds]


def _step(number: int, steps: Sequence[int]) -> str:
    """Return the first of ``steps``, which rise, that ``number`` does not exceed."""
    at = bisect_left(steps, number)
    return str(steps[at]) if at < len(steps) else "more"
