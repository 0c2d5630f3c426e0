"""PDF files: the story on one page, from bytes to source text with blocks, pages, furniture and boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from kurilsearch.errors import ScanWithoutTextError, UnreadableSourceError
from kurilsearch.model import SourceText
from kurilsearch.read.pdf.edges.covers import is_cover
from kurilsearch.read.pdf.edges.furniture import find_furniture
from kurilsearch.read.pdf.edges.page_labels import number_pages
from kurilsearch.read.pdf.edges.rows import edge_rows
from kurilsearch.read.pdf.edges.spreads import number_spreads
from kurilsearch.read.pdf.metadata import read_metadata, unprinted
from kurilsearch.read.pdf.page.page import PageLines, plain_text, read_page
from kurilsearch.read.pdf.pdfium.annotations import Annotations, draw_annotations, read_annotations
from kurilsearch.read.pdf.pdfium.document import (
    attachments,
    count_pages,
    is_blank,
    is_dynamic_form,
    loaded_page,
    opened,
    page_labels,
)
from kurilsearch.read.pdf.pdfium.text_layer import is_nonsense
from kurilsearch.read.pdf.structure.body import mark_bold, measure_body
from kurilsearch.read.pdf.structure.structure import find_structure
from kurilsearch.read.pdf.writing import write_document

_LONGEST_PLACEHOLDER = 1_500
_PORTFOLIO = re.compile(
    r"portfolio|porte-documents|portafolios|портфолио|ポートフォリオ|포트폴리오|文件包|作品集", re.I
)
"""What the cover sheet that Adobe's programs make calls such a file, in their languages."""
_MOST_NAMED = 5
_OCR_HINT = "Add text to it: ocrmypdf --skip-text FILE FILE, or index with --ocr"


def read_pdf(data: bytes) -> SourceText:
    """Return what a PDF held in memory says.

    Raises UnreadableSourceError where it is encrypted, damaged, empty, a scan without text, or where its text layer is
    nonsense.
    """
    with opened(data) as document:
        count = count_pages(document)
        labels = page_labels(document, count)
        pages = [_read_one(document, number) for number in range(1, count + 1)]
        attached = attachments(document)
        _demand_contents(document, pages, attached)
        item = read_metadata(document, data)
    _demand_text(pages)
    edges = [[] if page.nonsense else edge_rows(page) for page in pages]
    covers = {0} if len(pages) > 1 and is_cover(pages[0]) else set()
    numbering = number_spreads(pages, edges) or number_pages(edges, labels, covers)
    furniture = find_furniture(pages, edges, numbering.numbers, covers)
    texts = [[line for line in [*page.lines, *page.aside] if id(line) not in furniture] for page in pages]
    body = measure_body(line for page in texts for line in page)
    mark_bold((line for page in texts for line in page), body)
    chunks = find_structure(texts, body)
    written = write_document(pages, numbering.labels, chunks, furniture, attached)
    return SourceText(
        written.text,
        "pdf",
        "utf-8",
        item,
        None,
        written.pages,
        written.furniture,
        written.blocks,
        written.layout,
        doubted=unprinted(item, written.text, written.pages),
    )


def sample_pdf(data: bytes, length: int) -> str:
    """Return the text of the first pages as the file has it; raises where :func:`read_pdf` finds no document."""
    texts: list[str] = []
    with opened(data) as document:
        for number in range(1, count_pages(document) + 1):
            with loaded_page(document, number) as page:
                texts.append(plain_text(page) if page else "")
            length -= len(texts[-1])
            if length <= 0:
                break
    return "\n".join(texts)


def _read_one(document: Any, number: int) -> PageLines:
    """Return the lines of one page with what is typed on it; a page that PDFium cannot load has none."""
    with loaded_page(document, number) as page:
        annotations = read_annotations(page, number) if page else Annotations()
        if not annotations.drawn or not draw_annotations(page):
            return _lines_of(page, number, annotations)
    with loaded_page(document, number) as page:
        return _lines_of(page, number, annotations)


def _lines_of(page: Any, number: int, annotations: Annotations) -> PageLines:
    lines = read_page(page, number) if page else PageLines(number, (0.0, 0.0, 1.0, 1.0))
    lines.blank = not lines.characters and page is not None and is_blank(page)
    lines.nonsense = is_nonsense("\n".join(line.text for line in lines.lines))
    lines.notes = annotations.notes
    return lines


def _demand_contents(document: Any, pages: Sequence[PageLines], attached: Sequence[str]) -> None:
    """Raise UnreadableSourceError where the pages only say that the contents are to be had otherwise."""
    if sum(page.characters for page in pages) > _LONGEST_PLACEHOLDER or len(pages) > 1:
        return
    if is_dynamic_form(document) and not any(page.notes for page in pages):
        raise UnreadableSourceError(
            "is a dynamic form (XFA), whose contents only Adobe's programs show",
            "Open it in Adobe Reader and print it into a PDF file",
        )
    if attached and any(_PORTFOLIO.search(line.text) for page in pages for line in page.lines):
        raise UnreadableSourceError(
            f"is a portfolio: a cover, and {len(attached)} attached file{'s' * (len(attached) > 1)}"
            f" ({', '.join(attached[:_MOST_NAMED])}{', …' * (len(attached) > _MOST_NAMED)})",
            "Save the attached files beside it: pdfdetach -saveall FILE",
        )


def _demand_text(pages: Sequence[PageLines]) -> None:
    """Raise UnreadableSourceError where no page has text, or what text there is, is nonsense."""
    if any((page.lines or page.aside or page.notes) and not page.nonsense for page in pages):
        return
    if any(page.nonsense for page in pages):
        raise UnreadableSourceError(
            "has a text layer that is nonsense: its fonts do not say which letters they show",
            "Recognise the text anew: ocrmypdf --force-ocr FILE FILE",
        )
    if all(page.blank for page in pages):
        raise UnreadableSourceError("has nothing on its pages", "Remove it, or save it again from where it came")
    raise ScanWithoutTextError("is a scan without text", _OCR_HINT)
