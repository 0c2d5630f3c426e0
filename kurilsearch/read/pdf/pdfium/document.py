"""Opening a PDF: the document and its pages, and the reason where it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kurilsearch.errors import UnreadableSourceError

MAX_PAGES = 200_000
"""No book has so many pages, but a hostile page tree claims any number."""
MAX_ATTACHMENTS = 1_000
_MAGIC_WITHIN = 1024


def is_pdf(beginning: bytes) -> bool:
    """Tell whether a file is a PDF from its first kilobyte, in which its mark may follow other bytes."""
    return b"%PDF-" in beginning[:_MAGIC_WITHIN]


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a PDF held in memory as PDFium's document, and close it.

    Raises UnreadableSourceError where it is encrypted, or damaged so much that PDFium finds no document in it.
    """
    from pypdfium2 import raw  # initialises the library

    document = raw.FPDF_LoadMemDocument64(data, len(data), None)  # reads from data while it is open, no copy
    if not document:
        if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise UnreadableSourceError(
                "is encrypted and needs a password", "Save a copy without it: qpdf --decrypt --password=WORD FILE COPY"
            )
        raise UnreadableSourceError(
            "is damaged, or is no PDF", "Save it again from where it came, or repair it: qpdf FILE COPY"
        )
    try:
        yield document
    finally:
        raw.FPDF_CloseDocument(document)


def count_pages(document: Any) -> int:
    """Return how many pages an open document has.

    Raises UnreadableSourceError where it has none, or claims more than ``MAX_PAGES``.
    """
    from pypdfium2 import raw

    count = int(raw.FPDF_GetPageCount(document))
    if count < 1:
        raise UnreadableSourceError("is a PDF without pages", "Save it again from where it came")
    if count > MAX_PAGES:
        raise UnreadableSourceError(f"claims to have {count} pages", "Split it into parts")
    return count


@contextmanager
def loaded_page(document: Any, number: int) -> Iterator[Any]:
    """Load a page by its 1-based number, and close it; None for one that PDFium cannot load."""
    from pypdfium2 import raw

    page = raw.FPDF_LoadPage(document, number - 1)
    try:
        yield page or None
    finally:
        if page:
            raw.FPDF_ClosePage(page)


def is_blank(page: Any) -> bool:
    """Tell whether nothing is drawn on an open page, not even a picture."""
    from pypdfium2 import raw

    return bool(raw.FPDFPage_CountObjects(page) == 0)


def page_labels(document: Any, count: int) -> list[str]:
    """Return the labels that the file gives its pages; empty where it gives none."""
    import ctypes

    from pypdfium2 import raw

    labels = []
    buffer = ctypes.create_string_buffer(512)
    for page in range(count):
        length = raw.FPDF_GetPageLabel(document, page, buffer, 512)
        if page == 0 and length <= 2 and not raw.FPDF_GetPageLabel(document, min(1, count - 1), buffer, 512) > 2:
            return []
        labels.append(buffer.raw[: min(length, 512) - 2].decode("utf-16-le", "replace").strip() if length > 2 else "")
    return labels


def info_text(document: Any, key: str) -> str:
    """Return an entry of the file's information dictionary, such as ``Title``; empty where there is none."""
    import ctypes

    from pypdfium2 import raw

    length = raw.FPDF_GetMetaText(document, key.encode(), None, 0)
    if not 2 < length < 100_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDF_GetMetaText(document, key.encode(), buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def bounding_box(page: Any) -> tuple[float, float, float, float]:
    """Return the left, bottom, right and top of an open page, in points."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    return box.left, box.bottom, box.right, box.top


@contextmanager
def text_page_of(page: Any) -> Iterator[tuple[Any, int]]:
    """Open the text of a page, and return it with the number of its characters; none where it cannot be opened."""
    from pypdfium2 import raw

    text_page = raw.FPDFText_LoadPage(page)
    try:
        yield text_page, raw.FPDFText_CountChars(text_page) if text_page else 0
    finally:
        if text_page:
            raw.FPDFText_ClosePage(text_page)


def attachments(document: Any) -> list[str]:
    """Return the names of the files that a PDF holds besides its pages."""
    import ctypes

    from pypdfium2 import raw

    names = []
    buffer = ctypes.create_string_buffer(1024)
    for index in range(min(raw.FPDFDoc_GetAttachmentCount(document), MAX_ATTACHMENTS)):
        attachment = raw.FPDFDoc_GetAttachment(document, index)
        place = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        length = raw.FPDFAttachment_GetName(attachment, place, 1024) if attachment else 0
        names.append(buffer.raw[: length - 2].decode("utf-16-le", "replace") if 2 < length <= 1024 else "?")
    return names


def is_dynamic_form(document: Any) -> bool:
    """Tell whether a file is a form whose pages are made by the program that shows it (XFA)."""
    from pypdfium2 import raw

    return bool(raw.FPDF_GetFormType(document) == raw.FORMTYPE_XFA_FULL)
