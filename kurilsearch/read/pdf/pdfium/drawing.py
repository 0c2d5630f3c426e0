"""Pages drawn as pictures, and the way from a page's own coordinates to the picture; called in a worker process."""

from __future__ import annotations

import atexit
import ctypes
import struct
import zlib
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.read.file import read_bytes
from kurilsearch.read.pdf.pdfium.document import count_pages, loaded_page, opened

MOST_PIXELS = 16_000_000
"""Pixels of a picture; a page of a strange shape is drawn smaller than it was asked for."""

_PRECISION = 1000
"""Device units a point: PDFium says where a point falls in whole units."""

_PROBE = 1000.0


class SheetSize(NamedTuple):
    """Width and height of a page as it is shown, cropped and turned, in points."""

    width: float
    height: float


class PageTransform(NamedTuple):
    """The way from a page's own coordinates to the page as it is shown, in points from its upper left corner.

    ``x' = a * x + c * y + e`` and ``y' = b * x + d * y + f``, as SVG and PDF write matrices.
    """

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return where a rectangle is shown: left, top, width, height."""
        xs = [self.a * x + self.c * y + self.e for x, y in ((x0, y0), (x1, y1))]
        ys = [self.b * x + self.d * y + self.f for x, y in ((x0, y0), (x1, y1))]
        return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def sheet_sizes(shared: object, path: str) -> list[SheetSize]:
    """Return the size of every page of a PDF as it is shown. Raises UnreadableSourceError."""
    from pypdfium2 import raw

    document = _document(path)
    size = raw.FS_SIZEF()
    sizes = []
    for page in range(count_pages(document)):
        known = raw.FPDF_GetPageSizeByIndexF(document, page, size)
        sizes.append(SheetSize(size.width, size.height) if known and size.width > 0 else SheetSize(612.0, 792.0))
    return sizes


def page_transform(shared: object, path: str, number: int) -> PageTransform:
    """Return the way from the coordinates of a page, by its 1-based number, to the page as it is shown."""
    from pypdfium2 import raw

    with loaded_page(_document(path), number) as page:
        if page is None:
            raise UnreadableSourceError(f"has no page {number} that can be drawn", "Repair it: qpdf FILE COPY")
        size = [round(side * _PRECISION) or 1 for side in (raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page))]
        corner, right, above = (_device(page, size, x, y) for x, y in ((0.0, 0.0), (_PROBE, 0.0), (0.0, _PROBE)))
        return PageTransform(
            (right[0] - corner[0]) / _PROBE,
            (right[1] - corner[1]) / _PROBE,
            (above[0] - corner[0]) / _PROBE,
            (above[1] - corner[1]) / _PROBE,
            *corner,
        )


def _device(page: Any, size: list[int], x: float, y: float) -> tuple[float, float]:
    from pypdfium2 import raw

    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, size[0], size[1], 0, x, y, across, down)
    return across.value / _PRECISION, down.value / _PRECISION


def draw_page(shared: object, path: str, number: int, width: int) -> bytes:
    """Return a page, by its 1-based number, as a PNG so many pixels wide. Raises UnreadableSourceError."""
    from pypdfium2 import raw

    with loaded_page(_document(path), number) as page:
        if page is None:
            raise UnreadableSourceError(f"has no page {number} that can be drawn", "Repair it: qpdf FILE COPY")
        shape = raw.FPDF_GetPageHeightF(page) / (raw.FPDF_GetPageWidthF(page) or 1.0)
        width = max(min(width, int((MOST_PIXELS / max(shape, 1e-4)) ** 0.5)), 1)
        height = max(min(round(width * shape), MOST_PIXELS), 1)
        bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGR, None, 0)
        if not bitmap:
            raise UnreadableSourceError("has a page too large to be drawn", "Save it in another size")
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            flags = raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER
            raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
            stride = raw.FPDFBitmap_GetStride(bitmap)
            pixels = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
    rows = [pixels[start : start + 3 * width] for start in range(0, stride * height, stride)]
    return png(rows, width)


def png(rows: list[bytes], width: int) -> bytes:
    """Return rows of red, green and blue bytes as a PNG; in shades of grey where there is no other colour.

    See the PNG specification (ISO/IEC 15948), 5 and 11.2.
    """
    joined = b"".join(rows)
    grey = joined[0::3]
    is_grey = grey == joined[1::3] and grey == joined[2::3]
    if is_grey:
        rows = [grey[start : start + width] for start in range(0, len(grey), width)]
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 0 if is_grey else 2, 0, 0, 0)
    filtered = b"\0" + b"\0".join(rows)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(filtered, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


class _OpenDocument(NamedTuple):
    """The document that was asked for last, kept open for the next page of it."""

    path: str
    changed: int
    size: int
    document: Any
    data: bytes
    closing: ExitStack


_last: list[_OpenDocument] = []


def _close_last() -> None:
    """Close what is open; PDFium's own end must find nothing open."""
    for known in _last:
        known.closing.close()
    _last.clear()


def _document(path: str) -> Any:
    """Return an open document, the same one while its file stays as it is."""
    stat = Path(path).stat()
    for known in _last:
        if (known.path, known.changed, known.size) == (path, stat.st_mtime_ns, stat.st_size):
            return known.document
    _close_last()
    closing = ExitStack()
    data = read_bytes(Path(path))
    document = closing.enter_context(opened(data))
    atexit.unregister(_close_last)
    atexit.register(_close_last)  # after PDFium registered its own, and so before it
    _last.append(_OpenDocument(path, stat.st_mtime_ns, stat.st_size, document, data, closing))
    return document
