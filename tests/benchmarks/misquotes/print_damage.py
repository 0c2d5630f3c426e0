"""Damage that a reader sees through: what scans misread, and what typography sets otherwise."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

MISREADINGS = {
    "rn": ("m",), "m": ("rn", "n"), "l": ("1", "I", "i"), "I": ("l", "1"), "i": ("l", "1"), "u": ("n", "v", "ii"),
    "v": ("u",), "n": ("u", "ri"), "c": ("e", "o"), "e": ("c", "o"), "o": ("0", "c", "6"), "h": ("b", "li"),
    "b": ("h",), "d": ("cl",), "cl": ("d",), "s": ("f",), "w": ("vv",), "g": ("q",), "y": ("v",), "B": ("R", "8"),
    "S": ("5",), "O": ("0",), "U": ("V",), "V": ("U",), "J": ("j",), "“": (",,", "'"), "”": ("'", ",,"),
    '"': (",,", "'"), ".": (",",), ",": (".",),
    "в": ("з",), "н": ("п", "и"), "и": ("н", "п"), "п": ("н",), "о": ("с",), "с": ("е",), "е": ("с",),
}  # fmt: skip
"""What a scan reads for a letter or two: the pairs that are alike in print, most of them frequent in BLN600.

Digits are left alone, as another digit is another number; a final s, which no printer ever set long, too.
"""

STRAY = ("'", ",", ".", "-", "~")
"""Specks that a scan reads as marks."""

SPACES = 0.25
"""The share of spaces looked at that are lost, or have a speck before them."""

NOTE_NUMBER = 0.15
"""How often the number of a note is glued to one of the words."""

_LETTER = re.compile(r"[^\W\d_]")


def misread(chance: random.Random, text: str, rate: float) -> str:
    """Return ``text`` as a scan reads it, with ``rate`` misreadings a character, at least one where any is possible."""
    wanted = max(1, round(rate * len(text)))
    inner = list(range(1, len(text) - 1))
    chance.shuffle(inner)
    edits: dict[int, tuple[int, str]] = {}
    for at in inner:
        if len(edits) == wanted:
            break
        if any(near in edits for near in (at - 1, at, at + 1)):
            continue  # two misreadings in one place undo each other or make a third thing
        edit = _misreading(chance, text, at)
        if edit is not None:
            edits[at] = edit
    parts: list[str] = []
    done = 0
    for at, (length, new) in sorted(edits.items()):
        parts += [text[done:at], new]
        done = at + length
    damaged = "".join([*parts, text[done:]])
    return _glue_note_number(chance, damaged) if chance.random() < NOTE_NUMBER else damaged


def _misreading(chance: random.Random, text: str, at: int) -> tuple[int, str] | None:
    """Return how many characters from ``at`` on are misread, and as what; None where this place is read well."""
    if text[at] == " ":
        if chance.random() < SPACES:
            return (1, "") if chance.random() < 0.7 else (0, chance.choice(STRAY))
        return None
    if _LETTER.match(text[at]) and _LETTER.match(text[at - 1]) and chance.random() < SPACES / 5:
        return 0, " "
    if text[at] == "s" and not _LETTER.match(text[at + 1]):
        return None
    for length in (2, 1):
        read_as = MISREADINGS.get(text[at : at + length])
        if read_as:
            return length, chance.choice(read_as)
    return None


def _glue_note_number(chance: random.Random, text: str) -> str:
    ends = [match.end() for match in re.finditer(r"[^\W\d_]{3,}(?=[\s.,;])", text)]
    if not ends:
        return text
    at = chance.choice(ends)
    return text[:at] + str(chance.randint(1, 60)) + text[at:]


# Typography

Setting = Callable[[random.Random, str], str]


def straighten(_: random.Random, text: str) -> str:
    """Set typewriter quotation marks."""
    return text.translate(str.maketrans("‘’“”„", '\'\'"""'))


def curl(_: random.Random, text: str) -> str:
    """Set curly quotation marks and apostrophes."""
    text = re.sub(r"(?<!\S)'", "‘", re.sub(r'(?<!\S)"', "“", text))
    return text.replace("'", "’").replace('"', "”")


def set_dashes(chance: random.Random, text: str) -> str:
    """Set another dash; it stays a dash between words."""
    return re.sub(r" ?(?:—|–|--) ?", chance.choice(("--", " – ", " — ", " - ", "—")), text)


def set_ligatures(_: random.Random, text: str) -> str:
    """Set ligatures for ffi, ffl, fi and fl."""
    for letters, ligature in (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
        text = text.replace(letters, ligature)
    return text


def drop_accents(_: random.Random, text: str) -> str:
    """Drop the accents of Latin letters."""
    plain = (unicodedata.normalize("NFD", each)[0] if each < "\u0250" else each for each in text)
    return "".join(plain)


def hyphenate(chance: random.Random, text: str) -> str:
    """Cut one long word at a line's end."""
    words = list(re.finditer(r"[^\W\d_]{7,}", text))
    if not words:
        return text
    word = chance.choice(words)
    at = chance.randint(word.start() + 3, word.end() - 3)
    return f"{text[:at]}-\n{text[at:]}"


def turn_case(_: random.Random, text: str) -> str:
    """Turn the case of the first letter."""
    return text[:1].swapcase() + text[1:]


def set_long_s(_: random.Random, text: str) -> str:
    """Set the long s, which never ends a word."""
    return re.sub(r"s(?=[a-z])", "ſ", text)


def drop_yo(_: random.Random, text: str) -> str:
    """Print е for ё, as Russian mostly does."""
    return text.replace("ё", "е").replace("Ё", "Е")


def set_spaces(chance: random.Random, text: str) -> str:
    """Set a wide space, a fixed one or a line's end for one space."""
    spaces = [match.start() for match in re.finditer(" ", text)]
    if not spaces:
        return text
    at = chance.choice(spaces)
    return text[:at] + chance.choice(("  ", "\u00a0", "\n", "\u2009")) + text[at + 1 :]


SETTINGS: tuple[Setting, ...] = (
    *(straighten, curl, set_dashes, set_ligatures, drop_accents),
    *(hyphenate, turn_case, set_long_s, drop_yo, set_spaces),
)


def set_otherwise(chance: random.Random, text: str) -> str | None:
    """Return ``text`` with one to four of the settings that change it; None where none does."""
    wanted = chance.randint(1, 4)
    done = 0
    for setting in chance.sample(SETTINGS, len(SETTINGS)):
        changed = setting(chance, text)
        if changed != text:
            text = changed
            done += 1
        if done == wanted:
            break
    return text if done else None
