"""The words of a page: what stands between blanks in PDFium's text, with its box, in the order of the file.

Boxes are asked for the first and last character of a plain word only; words that may hold a note mark, and those of
scripts without blanks, are looked at character by character and cut where the size or the line changes.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from kurilsearch.layout import AXES
from kurilsearch.model import Span
from kurilsearch.read.pdf.calls import bound, char_boxes
from kurilsearch.read.pdf.styles import DOWNWARDS, LEFTWARDS, UPRIGHT, Style, Styles

_TOKEN = re.compile(
    r"(\r?\n)"
    r"|([(\[\"'“‘„«]{0,2}(?:[A-Za-z\u00aa\u00b5\u00c0-\u052f\u1e00-\u1fff](?:[A-Za-z\u00aa\u00b5\u00c0-\u052f\u1e00-\u1fff'’.&/-]{0,36}"
    r"[A-Za-z\u00aa\u00b5\u00c0-\u052f\u1e00-\u1fff])|\d{4})[)\].,;:!?\"'”’»]{0,3}(?=\s|\Z))"
    r"|[^\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]"
)
"""What stands between blanks: line breaks, plain words (Latin, Greek, Cyrillic) and years, anything else."""
_LINE_BREAK, _PLAIN = 1, 2
_WITH_MARK = re.compile(r"[^\W\d_][.,;:!?)\]\"'”’»]*(\d{1,3})(?=[.,;:)]?\Z)|\b(\d{1,3})(?=[^\W\d_]{2})")
_CONTROL = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "\ufffd")
_RESOLVED = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
    0x200B: "", 0x200C: None, 0x2060: "", 0xFEFF: "", 0xFFFE: "-", 0x02: "-", 0x00AD: "-",
}  # fmt: skip
_LETTERS = {**_CONTROL, **{code: text for code, text in _RESOLVED.items() if text is not None}}
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


class Word(NamedTuple):
    """A word, or a part of one that is set unlike the rest, in its frame: x along the line, y upwards.

    ``gap`` says whether a blank stands before it in the file (1), none (0), or a line break (-1: geometry decides).
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    gap: int
    style: Style


def page_text(text_page: Any, count: int) -> str:
    """Return the ``count`` characters of a text page, one code point each."""
    from pypdfium2 import raw

    buffer = ctypes.create_string_buffer(2 * (2 * count + 1))
    written = raw.FPDFText_GetText(text_page, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = buffer.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    codes = map(
        bound("FPDFText_GetUnicode", ctypes.c_uint), repeat(ctypes.cast(text_page, ctypes.c_void_p)), range(count)
    )
    return "".join(
        chr(code) if code and not 0xD800 <= code < 0xE000 and code < 0x110000 else "\ufffd" for code in codes
    )


def read_words(text_page: Any, text: str, page_box: Sequence[float]) -> list[Word]:
    """Return the words of a page whose characters are ``text``; those that stand outside ``page_box`` are left out.

    ``page_box`` is the page's left, bottom, right and top, in page space.
    """
    tokens = _tokens(text_page, text)
    indices: list[int] = []
    for start, end, plain, _, _ in tokens:
        if plain:
            indices.append(start)
            indices.append(end - 1)
        else:
            indices += range(start, end)
    boxes = char_boxes().of(text_page, indices)
    bounds = [bounds_in_frame(page_box, frame) for frame in range(len(AXES))]
    words: list[Word] = []
    at = 0
    for token in tokens:
        start, end, plain, _, style = token
        after = at + (8 if plain else 4 * (end - start))
        box = boxes[at:after]
        at = after
        if plain:
            word = _plain_word(text[start:end], box, token, bounds[style.frame])
            if word is not None:
                words.append(word)
                continue
            box = char_boxes().of(text_page, range(start, end))
        marked = _WITH_MARK.search(text, start, end)
        if marked:
            box = [
                *box[: 4 * (marked.start(marked.lastindex or 1) - start)],
                *_ink(text_page, marked.span(marked.lastindex or 1)),
                *box[4 * (marked.end(marked.lastindex or 1) - start) :],
            ]
        words += _cut_word(text[start:end], box, token, bounds)
    return words


def _ink(text_page: Any, span: Span) -> list[float]:
    """Return the boxes of what is drawn of characters: a figure made raised has a letter's box but a mark's ink."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    boxes: list[float] = []
    for index in range(*span):
        raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        boxes += (left.value, top.value, right.value, bottom.value)
    loose = char_boxes().of(text_page, range(*span))
    low, high = loose[3], loose[1]
    raised = boxes[3] - low > 0.42 * (high - low) > 0 and boxes[1] - boxes[3] < 0.5 * (high - low)
    return boxes if raised else list(loose)


def bounds_in_frame(box: Sequence[float], frame: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top, in a frame, of a box given as the same in page space."""
    return _turned((box[0], box[3], box[2], box[1]), frame)


_Token = tuple[int, int, bool, int, Style]
"""What stands between blanks: start, end, whether its first and last character tell its place, gap, style."""


def _tokens(text_page: Any, text: str) -> list[_Token]:
    """Return what stands between blanks, with the style of the row that it stands in.

    A row begins with its first character's style; its last word gets that of its last character, so that a heading
    set bold throughout is told from a paragraph with a bold beginning.
    """
    styles = Styles(text_page)
    tokens: list[_Token] = []
    row = 0
    style: Style | None = None
    before = -1
    for match in _TOKEN.finditer(text):
        kind = match.lastindex
        if kind == _LINE_BREAK:
            _set_tail(tokens, row, styles)
            row, style, before = len(tokens), None, -1
            continue
        start, end = match.span()
        if style is None:
            style = styles.at(start)
        gap = before if before < 0 else start > before
        before = end
        if kind == _PLAIN:
            tokens.append((start, end, True, gap, style))
            continue
        leftwards = text[start] > "\u0590" and _RIGHT_TO_LEFT.search(text, start, end) is not None
        tokens.append((start, end, False, gap, style._replace(frame=LEFTWARDS) if leftwards else style))
        if text[end - 1] in "\ufffe\x02":
            _set_tail(tokens, row, styles)
            row, style, before = len(tokens), None, -1
    _set_tail(tokens, row, styles)
    return tokens


def _set_tail(tokens: list[_Token], row: int, styles: Styles) -> None:
    """Give the last of the tokens, in a row that begins at ``row``, the font of its last character."""
    if len(tokens) - row > 1:
        start, end, plain, gap, style = tokens[-1]
        font = styles.font_at(end - 1)
        if font is not None and font != style.font:
            tokens[-1] = (start, end, plain, gap, style._replace(font=font))


def _turned(box: Sequence[float], frame: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top, in a frame, of a box given as left, top, right and bottom in page space."""
    left, top, right, bottom = box
    along_x, along_y, up_x, up_y = AXES[frame]
    x, y = along_x * left + along_y * bottom, up_x * left + up_y * bottom
    other_x, other_y = along_x * right + along_y * top, up_x * right + up_y * top
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _plain_word(text: str, box: Sequence[float], token: _Token, bounds: Sequence[float]) -> Word | None:
    """Return the word from its first and last character; None where they are set unlike, or not on the page."""
    _, _, _, gap, style = token
    left, top, _, bottom, start, last_top, right, last_bottom = box
    if style.frame != UPRIGHT:
        left, bottom, end, top = _turned(box[:4], style.frame)
        start, last_bottom, right, last_top = _turned(box[4:], style.frame)
        if start < end - 0.5 * (top - bottom):
            return None
    height = top - bottom
    shift = 0.12 * height
    if not (bottom - shift < last_bottom < bottom + shift and top - shift < last_top < top + shift and start >= left):
        return None
    x0, y0, x1, y1 = bounds
    if not (2 * x0 <= left + right <= 2 * x1 and 2 * y0 <= bottom + top <= 2 * y1):
        return None
    if right - left > (len(text) + 3) * 2 * height:
        return None
    if not text.isascii():
        text = text.translate(_LETTERS)
    return _new_tuple(Word, (text, left, bottom, right, top, gap, style))


_new_tuple = tuple.__new__  # half the time of the named tuple's own constructor, a few hundred times a page


def _resolved(text: str) -> str:
    return text if text.isascii() and text.isprintable() else text.translate(_LETTERS)


def _cut_word(text: str, boxes: Sequence[float], token: _Token, bounds: Sequence[Sequence[float]]) -> Iterator[Word]:
    """Yield the parts of a word that are each set alike and on one line; characters without a place are left out."""
    _, _, _, gap, style = token
    if style.frame == UPRIGHT and text[0] >= "\u2e80" and _runs_down(boxes):
        advance, across = boxes[1] - boxes[3], boxes[2] - boxes[0]
        style = style._replace(frame=DOWNWARDS, em=style.em * advance / across if across > 0 else style.em)
    low_x, low_y, high_x, high_y = bounds[style.frame]
    part: list[str] = []
    x0 = y0 = x1 = y1 = last = 0.0
    for place, char in enumerate(text):
        box = boxes[4 * place : 4 * place + 4]
        if style.frame == UPRIGHT:
            left, top, right, bottom = box
        else:
            left, bottom, right, top = _turned(box, style.frame)
        if not (low_x <= 0.5 * (left + right) <= high_x and low_y <= 0.5 * (bottom + top) <= high_y):
            continue
        height = top - bottom
        if part:
            usual = max(y1 - y0, height)
            unlike = abs(bottom - y0) + abs(top - y1) > 0.3 * usual and height > 0
            jumps = left < last - 0.5 * usual or left > x1 + 0.6 * usual
            if unlike or jumps:
                yield Word(_resolved("".join(part)), x0, y0, x1, y1, gap, style)
                gap = -1 if jumps else 0
                part = []
        if not part:
            x0, y0, x1, y1 = left, bottom, right, top
        part.append(char)
        x0, x1, last = min(x0, left), max(x1, right), left
    if part:
        yield Word(_resolved("".join(part)), x0, y0, x1, y1, gap, style)


def _runs_down(boxes: Sequence[float]) -> bool:
    """Tell whether the second character stands below the first, as in vertical Japanese."""
    if len(boxes) < 8:
        return False
    left, top, right, bottom, next_left, next_top, next_right, next_bottom = boxes[:8]
    size = top - bottom
    below = 0.5 * (top + bottom) - 0.5 * (next_top + next_bottom)
    aside = abs(0.5 * (left + right) - 0.5 * (next_left + next_right))
    return size > 0 and below > 0.6 * size and aside < 0.3 * size
