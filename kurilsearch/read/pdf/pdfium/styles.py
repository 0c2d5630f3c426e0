"""How rows of characters are set: the direction that they run in, the font, its size and whether it is to be seen."""

from __future__ import annotations

import ctypes
import math
import re
from typing import Any, NamedTuple

from kurilsearch.layout import AXES
from kurilsearch.read.pdf.pdfium.calls import bound

UPRIGHT, UPWARDS, UPSIDE_DOWN, DOWNWARDS, LEFTWARDS = 0, 1, 2, 3, 4
"""Frames by their index in ``AXES``."""

_BOLD = re.compile(r"bold|black|heavy|demi|\bbd\b|cmbx|[-,.]b\Z|-sb\Z", re.I)
_ITALIC = re.compile(r"ital|obliq|slant|cmti|cmsl|[-,.]it?\Z", re.I)


class Font(NamedTuple):
    """A font as far as it tells headings from text: ``weight`` is 400 for regular and 700 for bold type."""

    weight: int
    italic: bool


class TypeStyle(NamedTuple):
    """What a row of characters has in common: its frame (see ``AXES``), its font, em per box height, visibility.

    ``oblique`` text runs more than 15 degrees off its frame; ``hidden`` text is that of a layer under a scan.
    ``short`` says that boxes are as high as their letters, since the font claims to be less high than type is.
    """

    frame: int
    font: Font
    em: float
    oblique: bool = False
    hidden: bool = False
    short: bool = False


_PLAIN = Font(400, italic=False)
_LEAST_HEIGHT = 0.78
"""A font that claims to reach less far from descent to ascent (in em) does not say how high its letters are."""


class TypeStyles:
    """The styles on one text page; each font is looked up once, and taken to be hidden everywhere or nowhere."""

    def __init__(self, text_page: Any) -> None:
        """Bind the calls that are made once or twice a row."""
        from pypdfium2 import raw

        self._page = text_page
        self._handle = ctypes.cast(text_page, ctypes.c_void_p)
        self._matrix = raw.FS_MATRIX()
        self._matrix_place = ctypes.byref(self._matrix)
        self._get_matrix = bound("FPDFText_GetMatrix", ctypes.c_int)
        self._get_object = bound("FPDFText_GetTextObject", ctypes.c_void_p)
        self._get_font = bound("FPDFTextObj_GetFont", ctypes.c_void_p)
        self._fonts: dict[int, Font] = {}
        self._styles: dict[tuple[int, int, bool], TypeStyle] = {}

    def at(self, index: int) -> TypeStyle:
        """Return the style of the character at ``index``."""
        from pypdfium2 import raw

        self._get_matrix(self._handle, index, self._matrix_place)
        matrix = self._matrix
        frame, oblique = _frame(matrix.a, matrix.b, matrix.c, matrix.d)
        thing = self._get_object(self._handle, index)
        if not thing:
            return TypeStyle(frame, _PLAIN, 1.0, oblique)
        font = self._get_font(ctypes.c_void_p(thing)) or 0
        style = self._styles.get((font, frame, oblique))
        if style is None:
            height = _claimed_height(font)
            em, hidden = self._look(thing, index, frame, height)
            short = 0 < height < _LEAST_HEIGHT and chr(raw.FPDFText_GetUnicode(self._page, index)).isalnum()
            style = TypeStyle(frame, self._describe(font, index), em, oblique, hidden, short)
            self._styles[font, frame, oblique] = style
        return style

    def font_at(self, index: int) -> Font | None:
        """Return the font of the character at ``index``; None of one that PDFium put in."""
        thing = self._get_object(self._handle, index)
        return self._describe(self._get_font(ctypes.c_void_p(thing)) or 0, index) if thing else None

    def _look(self, thing: int, index: int, frame: int, claimed: float) -> tuple[float, bool]:
        """Return em per box height, and whether a text object is painted invisibly.

        Boxes are as high as the font has ``claimed`` (in em), or less; a letter that is higher has a box of its own.
        """
        from pypdfium2 import raw

        pointer = ctypes.cast(thing, raw.FPDF_PAGEOBJECT)
        hidden = raw.FPDFTextObj_GetTextRenderMode(pointer) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(self._page, index, box)
        height = abs(box.top - box.bottom) if frame % 2 == 0 else abs(box.right - box.left)
        size = raw.FPDFText_GetFontSize(self._page, index) * math.hypot(self._matrix.c, self._matrix.d)
        if frame == UPRIGHT and claimed >= _LEAST_HEIGHT and claimed * size < height:
            return 1 / claimed, hidden
        return size / height if height > 0.01 and 0.3 < size / height < 3 else 1.0, hidden

    def _describe(self, pointer: int, index: int) -> Font:
        """Return what a font's name and weight say of it."""
        if pointer not in self._fonts:
            from pypdfium2 import raw

            buffer = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(ctypes.cast(pointer, raw.FPDF_FONT), buffer, 256)
            name = buffer.value.decode("utf-8", "replace")
            name = name.partition("+")[2] if name[6:7] == "+" else name
            weight = raw.FPDFText_GetFontWeight(self._page, index)
            self._fonts[pointer] = Font(max(weight, 700) if _BOLD.search(name) else weight, bool(_ITALIC.search(name)))
        return self._fonts[pointer]


def _claimed_height(font: int) -> float:
    """Return how far a font says that it reaches from descent to ascent, in em; 0 where it does not say."""
    from pypdfium2 import raw

    ascent, descent = ctypes.c_float(), ctypes.c_float()
    pointer = ctypes.cast(font, raw.FPDF_FONT)
    if (
        not font
        or not raw.FPDFFont_GetAscent(pointer, 1.0, ascent)
        or not raw.FPDFFont_GetDescent(pointer, 1.0, descent)
    ):
        return 0.0
    return ascent.value - descent.value


def _frame(a: float, b: float, c: float, d: float) -> tuple[int, bool]:
    """Return the frame nearest to a text matrix, and whether the text runs more than 15 degrees off it."""
    if b == 0 == c and 0 < a < math.inf and 0 < d < math.inf:  # by far the commonest case
        return UPRIGHT, False
    if not all(map(math.isfinite, (a, b, c, d))) or (a == 0 and b == 0):
        return UPRIGHT, False
    along = (1 if a > 0 else -1, 0) if abs(a) >= abs(b) else (0, 1 if b > 0 else -1)
    turned = (-along[1], along[0])
    upwards = turned if c * turned[0] + d * turned[1] >= 0 else (-turned[0], -turned[1])
    return AXES.index((*along, *upwards)), min(abs(a), abs(b)) > 0.27 * max(abs(a), abs(b))
