"""The words of a page: what stands between blanks in PDFium's text, with its box, in the order of the file.

Boxes are asked for the first and last character of a plain word only; words that may hold a note mark, and those of
scripts without blanks, are looked at character by character and cut where the size or the line changes.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from kurilsearch.layout import AXES
from kurilsearch.read.pdf.calls import char_boxes

_TOKEN = re.compile(r"\r?\n|[^\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_AROUND = "()[]{}.,;:!?\"'“”‘’„«»–—-…\ufffe\x02\u00ad"
_LONGEST_PLAIN = 40
_FARTHEST = 50_000.0
_CONTROL = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0))}
_RESOLVED = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
    0x200B: "", 0x200C: None, 0x2060: "", 0xFEFF: "", 0xFFFE: "-", 0x02: "-", 0x00AD: "-",
}  # fmt: skip
_LETTERS = {**_CONTROL, **{code: text for code, text in _RESOLVED.items() if text is not None}}
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_BOLD = re.compile(r"bold|black|heavy|demi|\bbd\b|cmbx|[-,.]b\Z|-sb\Z", re.I)
_ITALIC = re.compile(r"ital|obliq|slant|cmti|cmsl|[-,.]it?\Z", re.I)

UPRIGHT, UPWARDS, UPSIDE_DOWN, DOWNWARDS, LEFTWARDS = 0, 1, 2, 3, 4


class Font(NamedTuple):
    """A font as far as it tells headings from text: ``weight`` is 400 for regular and 700 for bold type."""

    weight: int
    italic: bool


class Style(NamedTuple):
    """What a row of characters has in common: its frame (see ``AXES``), its font, em per box height, visibility."""

    frame: int
    font: Font
    em: float
    oblique: bool = False
    hidden: bool = False


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
    codes = (raw.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(
        chr(code) if code and not 0xD800 <= code < 0xE000 and code < 0x110000 else "\ufffd" for code in codes
    )


def read_words(text_page: Any, text: str) -> list[Word]:
    """Return the words of a page whose characters are ``text``, those outside any sensible place left out."""
    tokens = list(_tokens(text_page, text))
    indices: list[int] = []
    for token in tokens:
        if token.plain:
            indices += (token.start, token.end - 1)
        else:
            indices += range(token.start, token.end)
    boxes = char_boxes().of(text_page, indices)
    words: list[Word] = []
    at = 0
    for token in tokens:
        length = 8 if token.plain else 4 * (token.end - token.start)
        box = boxes[at : at + length]
        at += length
        if token.plain:
            word = _plain_word(text[token.start : token.end], box, token)
            if word is not None:
                words.append(word)
                continue
            box = char_boxes().of(text_page, range(token.start, token.end))
        words += _cut_word(text[token.start : token.end], box, token)
    return words


class _Token(NamedTuple):
    start: int
    end: int
    plain: bool
    gap: int
    style: Style


def _tokens(text_page: Any, text: str) -> Iterator[_Token]:
    """Yield what stands between blanks, with the style of the row that it stands in.

    A row begins with its first character's style; its last word gets that of its last character, so that a heading
    set bold throughout is told from a paragraph with a bold beginning.
    """
    styles = _Styles(text_page)
    row: list[_Token] = []
    style: Style | None = None
    before = -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        token = match[0]
        broken = token[-1] in "\ufffe\x02"
        if token[-1] != "\n":
            if style is None:
                style = styles.at(start)
            gap = before if before < 0 else int(start > before)
            core = token.strip(_AROUND)
            plain = 1 < end - start <= _LONGEST_PLAIN and core.isalpha() and token < "\u2e80"
            leftwards = plain and not token.isascii() and _RIGHT_TO_LEFT.search(token) is not None
            row.append(_Token(start, end, plain, gap, style._replace(frame=LEFTWARDS) if leftwards else style))
            before = end
        if token[-1] == "\n" or broken:
            yield from styles.with_tail(row)
            row, style, before = [], None, -1
    yield from styles.with_tail(row)


class _Styles:
    """The styles of a page's characters; fonts are looked up once."""

    def __init__(self, text_page: Any) -> None:
        self._page = text_page
        self._fonts: dict[int, Font] = {}

    def at(self, index: int) -> Style:
        from pypdfium2 import raw

        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self._page, index, matrix)
        frame, oblique = _frame(matrix.a, matrix.b, matrix.c, matrix.d)
        thing = raw.FPDFText_GetTextObject(self._page, index)
        if not thing:
            return Style(frame, Font(400, italic=False), 1.0, oblique)
        hidden = raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        size = raw.FPDFText_GetFontSize(self._page, index) * math.hypot(matrix.c, matrix.d)
        box = char_boxes().of(self._page, [index])
        height = abs(box[1] - box[3]) if frame % 2 == 0 else abs(box[2] - box[0])
        em = size / height if height > 0.01 and 0.3 < size / height < 3 else 1.0
        return Style(frame, self._font(thing, index), em, oblique, hidden)

    def with_tail(self, row: list[_Token]) -> list[_Token]:
        """Return a row's words with the font of its last character at the last one."""
        from pypdfium2 import raw

        if len(row) > 1:
            thing = raw.FPDFText_GetTextObject(self._page, row[-1].end - 1)
            font = self._font(thing, row[-1].end - 1) if thing else row[-1].style.font
            if font != row[-1].style.font:
                row[-1] = row[-1]._replace(style=row[-1].style._replace(font=font))
        return row

    def _font(self, thing: Any, index: int) -> Font:
        from pypdfium2 import raw

        font = raw.FPDFTextObj_GetFont(thing)
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            buffer = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.value.decode("utf-8", "replace")
            name = name.partition("+")[2] if name[6:7] == "+" else name
            weight = raw.FPDFText_GetFontWeight(self._page, index)
            weight = max(weight, 700) if _BOLD.search(name) else weight
            self._fonts[key] = Font(weight, _ITALIC.search(name) is not None)
        return self._fonts[key]


def _frame(a: float, b: float, c: float, d: float) -> tuple[int, bool]:
    """Return the frame nearest to a text matrix, and whether the text runs more than 15 degrees off it."""
    if not all(map(math.isfinite, (a, b, c, d))) or (a == 0 and b == 0):
        return UPRIGHT, False
    along = (1 if a > 0 else -1, 0) if abs(a) >= abs(b) else (0, 1 if b > 0 else -1)
    turned = (-along[1], along[0])
    upwards = turned if c * turned[0] + d * turned[1] >= 0 else (-turned[0], -turned[1])
    return AXES.index((*along, *upwards)), min(abs(a), abs(b)) > 0.27 * max(abs(a), abs(b))


def _turned(box: Sequence[float], frame: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top, in a frame, of a box given as left, top, right and bottom in page space."""
    left, top, right, bottom = box
    along_x, along_y, up_x, up_y = AXES[frame]
    x, y = along_x * left + along_y * bottom, up_x * left + up_y * bottom
    other_x, other_y = along_x * right + along_y * top, up_x * right + up_y * top
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _plain_word(text: str, box: Sequence[float], token: _Token) -> Word | None:
    """Return the word from its first and last character; None where they are set unlike one another."""
    left, top, _, bottom, start, last_top, right, last_bottom = box
    if token.style.frame != UPRIGHT:
        left, bottom, end, top = _turned(box[:4], token.style.frame)
        start, last_bottom, right, last_top = _turned(box[4:], token.style.frame)
        if start < end - 0.5 * (top - bottom):
            return None
    height = top - bottom
    shift = 0.12 * height
    if abs(bottom - last_bottom) > shift or abs(top - last_top) > shift or start < left:
        return None
    if not (-_FARTHEST < left <= right < _FARTHEST and -_FARTHEST < bottom < top < _FARTHEST):
        return None
    if right - left > (len(text) + 3) * 2 * height:
        return None
    return Word(_resolved(text), left, bottom, right, top, token.gap, token.style)


def _resolved(text: str) -> str:
    return text if text.isascii() and text.isprintable() else text.translate(_LETTERS)


def _cut_word(text: str, boxes: Sequence[float], token: _Token) -> Iterator[Word]:
    """Yield the parts of a word that are each set alike and on one line; characters without a place are left out."""
    style, gap = token.style, token.gap
    if _runs_down(boxes):
        style = style._replace(frame=DOWNWARDS)
    part: list[str] = []
    x0 = y0 = x1 = y1 = last = 0.0
    for place, char in enumerate(text):
        box = boxes[4 * place : 4 * place + 4]
        if style.frame == UPRIGHT:
            left, top, right, bottom = box
        else:
            left, bottom, right, top = _turned(box, style.frame)
        if not (-_FARTHEST < left <= right < _FARTHEST and -_FARTHEST < bottom <= top < _FARTHEST):
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
    size = right - left
    below = 0.5 * (top + bottom) - 0.5 * (next_top + next_bottom)
    aside = abs(0.5 * (left + right) - 0.5 * (next_left + next_right))
    return size > 0 and below > 0.6 * size and aside < 0.3 * size
