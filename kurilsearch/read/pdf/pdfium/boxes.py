"""Where the characters of a page stand: their boxes as PDFium gives them, mended where a font or a text layer lies."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

from kurilsearch.layout import AXES
from kurilsearch.model import Span
from kurilsearch.read.pdf.pdfium.calls import bound, char_boxes
from kurilsearch.read.pdf.pdfium.right_to_left import RIGHT_TO_LEFT
from kurilsearch.read.pdf.pdfium.styles import LEFTWARDS, UPRIGHT
from kurilsearch.read.pdf.pdfium.tokens import PageToken, find_tokens

DESCENT, ASCENT = -0.2, 0.7
"""How far boxes in a font that lies about its height are made to reach, in em from the base line."""
_WITH_MARK = re.compile(r"[^\W\d_][.,;:!?)\]\"'”’»]*(\d{1,3})(?=[.,;:)]?\Z)|\b(\d{1,3})(?=[^\W\d_]{2})")


def boxed_tokens(text_page: Any, text: str) -> Iterator[tuple[PageToken, list[float]]]:
    """Yield the tokens of a text page whose characters are ``text``, each with boxes in page space.

    A box is left, top, right and bottom, four numbers of the list. Of plain words there are those of the first
    characters and then those of the last ones, of other tokens those of all characters.
    """
    tokens = _levelled(find_tokens(text_page, text), text)
    indices: list[int] = []
    for token in tokens:
        if token.starts:
            indices += token.starts
            indices += [end - 1 for end in token.ends]
        else:
            indices += range(token.start, token.end)
    all_boxes = char_boxes().of(text_page, indices)
    at = 0
    for token in tokens:
        after = at + (8 * len(token.starts) or 4 * (token.end - token.start))
        boxes = all_boxes[at:after]
        if token.style.short:
            _level(text_page, token, indices[at // 4 : after // 4], boxes)
        if token.style.hidden and token.style.frame == UPRIGHT:
            _widen(text_page, text, token, boxes)
        if not token.starts and not token.style.short:
            boxes = _marks_seen(text_page, text, token, boxes)
        yield token, boxes
        at = after


def boxes_within(text_page: Any, token: PageToken) -> list[float]:
    """Return the boxes of all characters of a token."""
    indices = range(token.start, token.end)
    boxes = char_boxes().of(text_page, indices)
    if token.style.short:
        _level(text_page, token, indices, boxes)
    return boxes


def bounds_in_frame(box: Sequence[float], frame: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top, in a frame, of a box given as the same in page space."""
    return turned((box[0], box[3], box[2], box[1]), frame)


def turned(box: Sequence[float], frame: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top, in a frame, of a box given as left, top, right and bottom in page space."""
    left, top, right, bottom = box
    along_x, along_y, up_x, up_y = AXES[frame]
    x, y = along_x * left + along_y * bottom, up_x * left + up_y * bottom
    other_x, other_y = along_x * right + along_y * top, up_x * right + up_y * top
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _levelled(tokens: list[PageToken], text: str) -> list[PageToken]:
    """Return the tokens with one height to a size for all upright ones, where a font on the page lies about its own.

    Such a font has boxes as high as each letter is, in which sizes, lines and raised marks could not be told; so have
    those of Arabic, whose letters reach far above and below.
    """
    mixed = any(token.style.frame == LEFTWARDS for token in tokens) and RIGHT_TO_LEFT.search(text)
    if not mixed and not any(token.style.short for token in tokens):
        return tokens
    level = (UPRIGHT, LEFTWARDS)
    styles = {
        style: style._replace(em=1 / (ASCENT - DESCENT), short=style.frame in level and not style.oblique)
        for style in {token.style for token in tokens}
    }
    return [token._replace(style=styles[token.style]) for token in tokens]


def _level(text_page: Any, token: PageToken, indices: Sequence[int], boxes: list[float]) -> None:
    """Give the boxes of characters of a token, those at ``indices``, the height of their size from the base line."""
    from pypdfium2 import raw

    size_of = bound("FPDFText_GetFontSize", ctypes.c_double)
    find_origin = bound("FPDFText_GetCharOrigin", ctypes.c_int)
    handle, x, y, matrix = (
        ctypes.cast(text_page, ctypes.c_void_p),
        ctypes.c_double(),
        ctypes.c_double(),
        raw.FS_MATRIX(),
    )
    raw.FPDFText_GetMatrix(text_page, token.start, matrix)
    x_place, y_place = ctypes.byref(x), ctypes.byref(y)
    for at, index in enumerate(indices):
        size = size_of(handle, index) * matrix.d
        if find_origin(handle, index, x_place, y_place) and 0 < size < math.inf:
            boxes[4 * at + 1], boxes[4 * at + 3] = y.value + ASCENT * size, y.value + DESCENT * size


def _widen(text_page: Any, text: str, token: PageToken, boxes: list[float]) -> None:
    """Stretch the last characters of recognised words over the blank behind, where that is a part of the word's place.

    Programs that write text layers in a font whose characters are all equally wide fit a word and its blank together
    into the place of the word alone.
    """
    if token.starts:
        half = len(boxes) // 2
        words = [(end, 4 * at, half + 4 * at) for at, end in enumerate(token.ends)]
    else:
        words = [(token.end, 0, len(boxes) - 4)]
    for end, first, last in words:
        width = boxes[last + 2] - boxes[last]
        if text[end : end + 1] != " " or abs(boxes[first + 2] - boxes[first] - width) > 0.02 * width:
            continue
        left, _, right, _ = char_boxes().of(text_page, [end])
        if abs(left - boxes[last + 2]) < 0.1 * width and abs(right - left - width) < 0.02 * width:
            boxes[last + 2] = right


def _marks_seen(text_page: Any, text: str, token: PageToken, boxes: list[float]) -> list[float]:
    """Return the boxes of a token's characters, with those of what is drawn for figures that may be a note's mark."""
    marked = _WITH_MARK.search(text, token.start, token.end)
    if marked is None:
        return boxes
    start, end = marked.span(marked.lastindex or 1)
    drawn = _ink(text_page, (start, end))
    return [*boxes[: 4 * (start - token.start)], *drawn, *boxes[4 * (end - token.start) :]]


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
