"""What readers have put on the pages of a PDF: words typed into forms and onto pages, and comments beside the text.

Words that are drawn on a page (the fields of a form, typed words) are made a part of it, so that they are read where
they stand; where the file leaves the drawing to whoever shows it, they are read beside the page. Comments are drawn
nowhere; their words are those of who wrote them.
"""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

from kurilsearch.layout import PageBox

_TYPED = frozenset(("FREETEXT", "WIDGET"))
_COMMENTS = frozenset(
    ("TEXT", "HIGHLIGHT", "UNDERLINE", "SQUIGGLY", "STRIKEOUT", "CARET", "SQUARE", "CIRCLE", "INK", "LINE", "POLYGON")
)
_NO_WORDS = frozenset(("Btn", "Sig"))
"""Fields that hold no words of a person: buttons and signatures."""
_HIDDEN = 0x02
_LONGEST = 100_000
_MOST = 20_000
"""A page with more annotations than this is hostile."""


class PageNote(NamedTuple):
    """Words put on a page that are not drawn on it, and their place.

    ``typed`` says that they belong to the text, as what is filled into a form does; else they are a comment, and
    ``author`` is who wrote it, where that is said.
    """

    text: str
    box: PageBox
    typed: bool = False
    author: str | None = None


class Annotations(NamedTuple):
    """The annotations of a page: words that are not drawn on it, and whether others have drawn some there."""

    notes: tuple[PageNote, ...] = ()
    drawn: bool = False


def read_annotations(page: Any, number: int) -> Annotations:
    """Return the annotations of an open page; ``number`` is its 1-based place in the file."""
    from pypdfium2 import raw

    typed = {getattr(raw, f"FPDF_ANNOT_{name}") for name in _TYPED}
    commenting = {getattr(raw, f"FPDF_ANNOT_{name}") for name in _COMMENTS}
    notes: list[PageNote] = []
    drawn = False
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if kind in typed and raw.FPDFAnnot_GetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2:
            drawn = True
        elif (kind in typed or kind in commenting) and not raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
            notes += _note(annotation, number, is_field=kind == raw.FPDF_ANNOT_WIDGET, typed=kind in typed)
        raw.FPDFPage_CloseAnnot(annotation)
    return Annotations(tuple(notes), drawn)


def _note(annotation: Any, number: int, *, is_field: bool, typed: bool) -> list[PageNote]:
    """Return the words of an annotation: of a field what is filled in, else its contents; nothing where it has none."""
    if is_field and _value(annotation, "FT") in _NO_WORDS:
        return []
    text = _value(annotation, "V" if is_field else "Contents").strip()
    author = None if typed else _value(annotation, "T").strip() or None
    return [PageNote(text, _box(annotation, number), typed, author)] if text else []


def draw_annotations(page: Any) -> bool:
    """Make what is typed on an open page a part of it, and tell whether it must be loaded anew for that."""
    from pypdfium2 import raw

    for index in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        wordless = (
            raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET and _value(annotation, "FT") in _NO_WORDS
        )
        raw.FPDFPage_CloseAnnot(annotation)
        if wordless:
            raw.FPDFPage_RemoveAnnot(page, index)
    return bool(raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS)


def _value(annotation: Any, key: str) -> str:
    """Return an entry of an annotation's dictionary; empty where there is none."""
    from pypdfium2 import raw

    length = raw.FPDFAnnot_GetStringValue(annotation, key.encode(), None, 0)
    if not 2 < length < _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(length)
    place = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFAnnot_GetStringValue(annotation, key.encode(), place, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _box(annotation: Any, number: int) -> PageBox:
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, box)
    return PageBox(number, box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top))
