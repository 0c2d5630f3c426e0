"""Arabic and Hebrew as they are read: PDFium turns lines round, but not all that stands in them.

A sign drawn for two letters comes with its letters in the order of the page (lam-alef as alef, lam), points stand where
they are drawn and not behind their letters, and brackets look the way that they are drawn.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any

from kurilsearch.model import Span
from kurilsearch.read.pdf.pdfium.calls import char_boxes

RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_STRETCH = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?: ?[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*")
_POINT = re.compile(r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_BRACKETS = {"(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "«": "»", "»": "«", "<": ">", ">": "<"}
_OPENING = "([{«<"
_BRACKET = re.compile(r"[()\[\]{}«»<>]")
_LETTER = re.compile(r"[^\W\d_]")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CORE = re.compile(r"\w(?:.*\w)?(?:(?<=[A-Za-z])[.,:;!?])?")
"""A word without the signs around it; a stop at the right of Latin letters is theirs."""
_LATIN = r"[A-Za-z\u00c0-\u024f]+"
_UNIT = re.compile(rf"\d+(?:[.,:/+٫٬-]\d+)*|{_LATIN}(?:[-'’.]{_LATIN})*|\S[\u0591-\u05c7\u064b-\u065f\u0670\u200b]*")
_OTHERWISE = re.compile(r"[\dA-Za-z]")
_NOTHING = "\u200b"
_PRESENTATION = re.compile(r"[\ufb1d-\ufdff\ufe70-\ufefc]")


def in_reading_order(text_page: Any, text: str) -> str:
    """Return the characters of a text page with Arabic and Hebrew letters and points in the order of reading.

    Each character stays within its line, so that boxes can be asked for by index as far as lines and words go.
    """
    if not RIGHT_TO_LEFT.search(text):
        return text
    chars = list(text)
    for match in _STRETCH.finditer(text):
        chars[match.start() : match.end()] = _ordered(text_page, match[0], match.start())
    return "".join(chars)


def plain_letters(text: str) -> str:
    """Return text with the letters that signs of their forms at a word's start, middle and end stand for."""
    return unicodedata.normalize("NFKC", text) if _PRESENTATION.search(text) else text


def with_brackets(line: str) -> str:
    """Return a line read from right to left with each bracket as it is meant, not as it is drawn."""
    return _BRACKET.sub(lambda match: _turned(line, match.start()), line)


def _turned(line: str, at: int) -> str:
    """Return the bracket that is meant: one that opens touches what follows it, one that closes what precedes it."""
    bracket = line[at]
    before, after = _touches(line[at - 1 : at]), _touches(line[at + 1 : at + 2])
    if not before and not after:  # behind a sign such as that of an abbreviation
        before, after = _is_sign(line[at - 1 : at]), _is_sign(line[at + 1 : at + 2])
    if before == after:
        return bracket
    opens = not before
    return bracket if (bracket in _OPENING) == opens else _BRACKETS[bracket]


def _touches(beside: str) -> bool:
    """Tell whether what stands beside a bracket is a part of a word."""
    return beside.isalnum() or _POINT.match(beside) is not None


def _is_sign(beside: str) -> bool:
    """Tell whether what stands beside a bracket is neither a blank, nor another bracket, nor nothing."""
    return bool(beside) and not beside.isspace() and beside not in _BRACKETS


def _ordered(text_page: Any, stretch: str, start: int) -> list[str]:
    """Return the characters of a stretch of letters, points and blanks in the order of reading, one for each."""
    chars = list(stretch)
    x, y = ctypes.c_double(), ctypes.c_double()
    from pypdfium2 import raw

    origins = []
    for index in range(start, start + len(stretch)):
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        origins.append(round(x.value, 2))
    if _POINT.search(stretch):
        chars = _with_points(text_page, chars, start)
    else:
        for word in _LETTERS.finditer(stretch):
            _turn_word(chars, origins, *word.span())
    at = 0
    for _, of in groupby(origins):
        length = len(list(of))
        drawn = chars[at : at + length]
        if length > 1 and all(map(str.isalpha, drawn)) and stretch[at : at + length] == "".join(drawn):
            chars[at : at + length] = reversed(drawn)
        at += length
    return chars


def _turn_word(chars: list[str], origins: list[float], start: int, end: int) -> None:
    """Turn a word round that PDFium has left in the order of the page: each letter to the right of the one before."""
    rises = sum(after > before for before, after in pairwise(origins[start:end]))
    falls = sum(after < before for before, after in pairwise(origins[start:end]))
    if rises > falls:
        chars[start:end] = reversed(chars[start:end])
        origins[start:end] = reversed(origins[start:end])


def _with_points(text_page: Any, chars: Sequence[str], start: int) -> list[str]:
    """Return letters with the points that are drawn at each behind it; blanks that have no width go."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    letters: list[tuple[float, float, int]] = []
    points: list[tuple[float, int]] = []
    boxes = char_boxes().of(text_page, range(start, start + len(chars)))
    for at, char in enumerate(chars):
        x0, x1 = boxes[4 * at], boxes[4 * at + 2]
        if _POINT.match(char):
            raw.FPDFText_GetCharBox(text_page, start + at, left, right, bottom, top)
            points.append((0.5 * (left.value + right.value), at))
        elif char != " ":
            letters.append((x0, x1, at))
    if not letters or not points:
        return list(chars)
    behind: dict[int, list[str]] = {}
    for middle, at in points:
        letter = min(letters, key=lambda box: (max(box[0] - middle, middle - box[1], 0.0), abs(box[2] - at)))
        behind.setdefault(letter[2], []).append(chars[at])
    ordered: list[str] = []
    for at, char in enumerate(chars):
        if char == " " and boxes[4 * at + 2] - boxes[4 * at] < 0.01:
            ordered.append(_NOTHING)
        elif not _POINT.match(char):
            ordered += [char, *behind.get(at, [])]
    return ordered


def leftwards_share(text: str) -> float:
    """Return how many of the letters of a text are of scripts that are read from right to left; 0 without letters."""
    letters = len(_LETTER.findall(text))
    return min(len(RIGHT_TO_LEFT.findall(text)) / letters, 1.0) if letters else 0.0


def is_leftwards(line: str, of_page: float) -> bool:
    """Tell whether a line is read from right to left; the share of the page decides where a line has both."""
    share = leftwards_share(line)
    return share > 0 and share >= 1 - of_page


def units(text: str, middles: Sequence[float]) -> list[Span]:
    """Return the parts of a word, as ranges, in the order in which it is read from right to left.

    ``middles`` says where each character stands, from left to right. Figures and Latin letters in it run from left to
    right; so does a sign such as % at the right of figures. Letters alone are in the order of reading.
    """
    spans = [match.span() for match in _UNIT.finditer(text)]
    if not _OTHERWISE.search(text) and RIGHT_TO_LEFT.search(text):
        return spans
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: -max(middles[span[0] : span[1]])):
        before = found[-1] if found else None
        if before is not None and text[before[0]] in "%‰°" and text[span[0]].isdigit():
            found[-1:] = [span, before]
        else:
            found.append(span)
    return _with_stretches(text, found)


def _with_stretches(text: str, found: list[Span]) -> list[Span]:
    """Return parts from right to left with figures and Latin letters that touch, as in 4a, in their own order."""
    ordered: list[Span] = []
    for is_other, of in groupby(found, key=lambda span: _OTHERWISE.match(text, span[0]) is not None):
        stretch = list(of)
        ordered += reversed(stretch) if is_other else stretch
    return ordered


def runs_rightwards(text: str) -> bool:
    """Tell whether a word has letters that run from left to right, and none of the others."""
    return not any(map(RIGHT_TO_LEFT.match, filter(str.isalpha, text))) and any(map(str.isalpha, text))


def placed_parts(text: str, boxes: Sequence[float]) -> list[tuple[str, list[float]]]:
    """Return a word that runs from left to right, and each sign at its ends, with their boxes, as they are placed.

    PDFium turns round some of the words that stand in a line of Arabic or Hebrew.
    """
    order = sorted(range(len(text)), key=lambda at: boxes[4 * at])
    placed = "".join(text[at] for at in order)
    core = _CORE.search(placed)
    start, end = core.span() if core else (0, len(placed))
    signs = [*range(start), *range(end, len(placed))]
    parts = [(start, end), *((at, at + 1) for at in signs)]
    return [
        (placed[first:last], [edge for at in order[first:last] for edge in boxes[4 * at : 4 * at + 4]])
        for first, last in parts
    ]
