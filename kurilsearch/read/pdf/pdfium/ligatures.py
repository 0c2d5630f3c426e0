"""Ligatures that a font maps to nothing, or to another letter: told by the words of the language that they make.

Fonts whose table of letters is broken show “office” and say “o”, a hole, “ce”; others say “operaƟons”. A hole is filled
where just one ligature makes a word of it, and a letter is taken for a ligature where that makes words of most that
have it. What cannot be told stays a hole, and is never a hyphen. Every character keeps its place, a ligature as one
sign.
"""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from statistics import median
from typing import Any

from kurilsearch.language.known_words import has_list, is_word
from kurilsearch.language.languages import detect_language
from kurilsearch.read.pdf.pdfium.calls import char_boxes

LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufff0": "ft", "\ufff1": "ti", "\ufff2": "tt", "\ufff3": "tti", "\ufff4": "fft", "\ufff5": "fj", "\ufff6": "Th",
}  # fmt: skip
"""Signs that stand for ligatures until runs are made; those without a code of their own have one of nobody's."""
_COMMON, _RARER = tuple(LIGATURES)[:5], tuple(LIGATURES)[5:]
_HOLE = "\ufffd"
_BROKEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufffe]")
_AFTER = re.compile(r" *[^\s]")
_WITH_HOLE = re.compile(rf"[^\W\d_]*{_HOLE}(?:[^\W\d_]|{_HOLE})*")
_INNER_CAPITAL = re.compile(r"[a-z]([\u0100-\u024f])")
_CAPITAL_INSIDE = re.compile(r"[a-z][A-Z]")
_FOREIGN = re.compile(r"[\u0138\u0180-\u019f\u01a2-\u01ae\u01b1-\u01cc]")
"""Letters of African and other languages that have no word list, and of phonetics."""
_LATER_LATIN = re.compile(r"[\u0100-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_HOLES = 2
_MOST_WORDS = 40
_FEWEST_WORDS = 2


def mend_ligatures(text_page: Any, text: str) -> str:
    """Return the characters of a text page with ligatures for holes and for the letters that stand for them."""
    if _BROKEN.search(text):
        text = _with_holes(text_page, text)
    odd = _has_odd_letters(text)
    if _HOLE not in text and not odd:
        return text
    language = detect_language(text)
    if not has_list(language):
        return text
    if odd:
        text = _without_odd_letters(text, language)
    return _filled(text_page, text, language) if _HOLE in text else text


def _with_holes(text_page: Any, text: str) -> str:
    """Return text with one sign for every letter that is missing; hyphens at the ends of lines stay."""
    from pypdfium2 import raw

    chars = list(text)
    x, here, there = ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    for match in _BROKEN.finditer(text):
        at = match.start()
        if text[at] in "\x02\ufffe":
            after = _AFTER.match(text, at + 1)
            if after is None:
                continue
            raw.FPDFText_GetCharOrigin(text_page, at, x, here)
            raw.FPDFText_GetCharOrigin(text_page, after.end() - 1, x, there)
            if abs(here.value - there.value) > 0.3 * raw.FPDFText_GetFontSize(text_page, at):
                continue
        chars[at] = _HOLE
    return "".join(chars)


def _has_odd_letters(text: str) -> bool:
    """Tell whether letters stand in a page's text that no language with a word list has there."""
    return _FOREIGN.search(text) is not None or any(match[1].isupper() for match in _INNER_CAPITAL.finditer(text))


def _without_odd_letters(text: str, language: str) -> str:
    """Return text with ligatures for the letters with which most words are none, and are words with the ligature."""
    words = defaultdict(set)
    for match in _WORD.finditer(text):
        for letter in set(_LATER_LATIN.findall(match[0])):
            words[letter].add(match[0])
    for letter, of in sorted(words.items(), key=lambda item: -len(item[1])):
        some = sorted(of)[:_MOST_WORDS]
        if any(is_word(word.lower(), language) for word in some):
            continue
        known = {
            sign: sum(is_word(_spelled(word.replace(letter, sign)).lower(), language) for word in some)
            for sign in LIGATURES
        }
        best = max(known, key=lambda sign: known[sign])
        alone = len(some) == 1 and letter.isupper() and not some[0].startswith(letter)
        if known[best] >= (1 if alone else _FEWEST_WORDS) and known[best] >= 0.5 * len(some):
            text = text.replace(letter, best)
    return text


def _spelled(word: str) -> str:
    return "".join(LIGATURES.get(sign, sign) for sign in word)


def _filled(text_page: Any, text: str, language: str) -> str:
    """Return text with a ligature for each hole that just one makes a word of."""
    chars = list(text)
    for match in _WITH_HOLE.finditer(text):
        holes = [match.start() + at for at, char in enumerate(match[0]) if char == _HOLE]
        if len(holes) > _MOST_HOLES or len(match[0]) == len(holes):
            continue
        for signs in (_COMMON, _RARER):
            fits = [filling for filling in product(signs, repeat=len(holes)) if _is_filled(match[0], filling, language)]
            if fits:
                for hole, sign in zip(holes, _of_width(text_page, text, holes, fits), strict=True):
                    chars[hole] = sign
                break
    return "".join(chars)


def _is_filled(word: str, filling: Sequence[str], language: str) -> bool:
    signs = iter(filling)
    filled = "".join(LIGATURES[next(signs)] if char == _HOLE else char for char in word)
    return _CAPITAL_INSIDE.search(filled) is None and is_word(filled.lower(), language)


def _of_width(text_page: Any, text: str, holes: Sequence[int], fits: Sequence[Sequence[str]]) -> Sequence[str]:
    """Return the ligatures that are as wide as the holes, where several make words; the holes where that says nothing.

    A ligature takes up about the room of its letters, whose widths are those of the letters on the page.
    """
    if len(fits) == 1:
        return fits[0]
    widths = _letter_widths(text_page, text)
    boxes = char_boxes().of(text_page, list(holes))
    off: list[tuple[float, Sequence[str]]] = []
    for fit in fits:
        distance = 0.0
        for at, sign in enumerate(fit):
            height, width = boxes[4 * at + 1] - boxes[4 * at + 3], boxes[4 * at + 2] - boxes[4 * at]
            own = sum(widths.get(letter, 0.3) for letter in LIGATURES[sign]) * height
            distance += abs(width - own) / height if height > 0 else 1.0
        off.append((distance, fit))
    off.sort(key=lambda item: item[0])
    return off[0][1] if off[1][0] > 2 * off[0][0] + 0.05 else [_HOLE] * len(holes)


def _letter_widths(text_page: Any, text: str) -> dict[str, float]:
    """Return how wide letters of ligatures are on a page, in heights of their boxes."""
    widths = {}
    for letter in "filtjT":
        places = [match.start() for match in re.finditer(letter, text)][:20]
        boxes = char_boxes().of(text_page, places)
        ratios = [
            (boxes[at + 2] - boxes[at]) / (boxes[at + 1] - boxes[at + 3])
            for at in range(0, len(boxes), 4)
            if boxes[at + 1] > boxes[at + 3]
        ]
        if ratios:
            widths[letter] = median(ratios)
    return widths
