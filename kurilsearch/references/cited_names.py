"""The names before a year in running text: walked back word by word, so that a sentence before them costs nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kurilsearch.language.cjk import HAN, KATAKANA
from kurilsearch.language.names import PARTICLES

_WORD = re.compile(r"[^\W\d_]\w*(?:['’ʼ\-‐‑.][^\W\d_]\w*)*\.?|&amp;|[&＆,/]|\S")
_ET_AL = re.compile(
    r"[\s,]*(?:\bet\.?\s?al\b\.?|\bu\.\s?a\.|(?<!\w)и\sдр\.|(?<!\w)и\sсоавт\.|\band (?:others|colleagues|co-workers)"
    r"|\bet coll\.|\by otros"
    r"|\bm\.\s?fl\.|ほか|他|ら|et al)\Z",
    re.I,
)
_ET_AL_ENDS = (
    *("al", "a", "др", "соавт", "others", "colleagues", "workers", "coll", "otros", "fl"),
    "ほか",
    "他",
    "ら",
)
_LAST_WORD = re.compile(r"[^\W\d_]\w*[.'’]?\Z")
_HAN_RUN = re.compile(
    rf"(?:[{HAN}]{{1,8}}|[{KATAKANA}]{{2,12}})(?:[・･＆&／/と、](?:[{HAN}]{{1,6}}|[{KATAKANA}]{{2,12}}))*\Z"
)
_HAN_PART = re.compile(rf"[{HAN}]+|[{KATAKANA}]+")
_JOINERS = frozenset(("and", "und", "et", "y", "e", "och", "og", "en", "и", "та", "i", "&", "&amp;", "＆", "/", ","))
_WITHIN = frozenset(
    ["of", "for", "the", "on", "de", "des", "du", "della", "do", "der", "für", "la", "le"]
)  # of an institution's name
_FIRST_WIDE = "\u3000"
_NEAR = 48
_WINDOW = 240
"""Characters before a year that are looked at, first and where names fill those."""

_LONGEST = 8
"""Words that one name has at most."""


class Name(NamedTuple):
    """A name as cited: its words, each with its offset."""

    words: tuple[tuple[str, int], ...]
    end: int

    @property
    def text(self) -> str:
        """The words with a blank between them."""
        return " ".join(word for word, _ in self.words)

    @property
    def start(self) -> int:
        """Offset of the first word."""
        return self.words[0][1]


class Names(NamedTuple):
    """The names before a year, in reading order; ``start`` is where the first begins."""

    names: tuple[Name, ...]
    et_al: bool
    start: int


def names_before(text: str, left: int, right: int) -> Names:
    """Return the names that end right before ``right``, from ``left`` on; none where other words stand there."""
    for size in (_NEAR, _WINDOW):
        start = max(left, right - size)
        found, is_whole = _read_window(text[start:right], start)
        if is_whole or start == left:
            break
    return found if found.names else Names((), False, right)


def _read_window(window: str, offset: int) -> tuple[Names, bool]:
    """Return the names at the end of ``window``, and whether other words stand in front of them."""
    end = _end_of_words(window)
    if _LAST_WORD.search(window, max(end - 24, 0), end) is None:
        return Names((), False, offset), True
    others = None
    if window[max(end - 24, 0) : end].rstrip(".").lower().endswith(_ET_AL_ENDS):
        others = _ET_AL.search(window, max(end - 24, 0), end)
    if others:
        end = _end_of_words(window[: others.start()])
    if window[end - 1 : end] > _FIRST_WIDE and (han := _HAN_RUN.search(window, max(end - 40, 0), end)):
        parts = _HAN_PART.finditer(window, *han.span())
        names = [Name(((part[0], offset + part.start()),), offset + part.end()) for part in parts]
        return Names(tuple(names), others is not None, names[0].start), True
    names, is_whole = _walk_back(window[:end], offset)
    return Names(tuple(names), others is not None, names[0].start if names else offset), is_whole


def _end_of_words(window: str) -> int:
    """Return where the last word ends: before blanks and commas, and before the ’s of Nimmo’s (1994)."""
    end = len(window)
    while end and (window[end - 1] in ",、，" or window[end - 1].isspace()):
        end -= 1
    possessive = end - 1 if window[end - 1 : end] == "s" else end
    return possessive - 1 if window[possessive - 1 : possessive] in ("'", "’") else end


def _walk_back(window: str, offset: int) -> tuple[list[Name], bool]:
    """Return the names at the end of ``window``, whose first character stands at ``offset``, and if that was all.

    It was where other words stand in front of them; else they may go on before the window.
    """
    is_whole = True
    names: list[Name] = []
    words: list[tuple[str, int]] = []
    end = 0
    for token in reversed(list(_WORD.finditer(window))):
        word = token[0]
        if word.lower() in _JOINERS:
            if words:
                names.append(_name(words, end))
                words = []
            elif not names:
                break
        elif _is_name_word(word) or (words and word.lower() in PARTICLES | _WITHIN):
            if not words:
                end = offset + token.end()
            if len(words) >= _LONGEST or (words and window[token.end() : words[0][1] - offset].strip()):
                break
            words.insert(0, (word, offset + token.start()))
        else:
            break
    else:
        is_whole = False
    if words:
        names.append(_name(words, end))
    names = [name for name in names if name.words]
    return _with_initials_joined(names[::-1]), is_whole


def _name(words: list[tuple[str, int]], end: int) -> Name:
    """Return the name of these words, without small words at its beginning that are no particles."""
    while words and words[0][0].lower() in _WITHIN and words[0][0].lower() not in PARTICLES:
        words = words[1:]
    return Name(tuple(words), end)


def _is_name_word(word: str) -> bool:
    """Return whether a word may belong to a name: a capital, and no full stop after it but that of an initial."""
    if not word[0].isalpha() or not (word[0].isupper() or word[:2] in ("d'", "d’", "l'") or word[:3] in ("al-", "el-")):
        return False
    return not word.endswith(".") or len(word) <= 4 or word.count(".") > 1 or word in ("Dept.", "Univ.")


def _with_initials_joined(names: list[Name]) -> list[Name]:
    """Return the names with ``Smith, J.`` as one: initials alone go with the name before them."""
    joined: list[Name] = []
    for name in names:
        if joined and all(word.endswith(".") and len(word) <= 5 for word, _ in name.words):
            joined[-1] = Name(joined[-1].words, name.end)
        else:
            joined.append(name)
    return joined


@lru_cache(maxsize=1 << 14)
def bare_family(name: str) -> str:
    """Return a cited name without initials: ``J. P. Smith`` is ``Smith``."""
    words = name.split()
    kept = [word for word in words if not (word.endswith(".") and len(word.replace(".", "")) <= 2)]
    return " ".join(kept or words)
