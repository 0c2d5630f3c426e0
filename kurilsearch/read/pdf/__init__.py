"""Reading PDF by PDFium: characters to words, lines, columns, paragraphs; printed pages, notes and furniture.

The order of the steps is :mod:`kurilsearch.read.pdf.document`. Coordinates are PDF points; a page's lines stand in its
frame (:data:`kurilsearch.layout.AXES`), in which text runs along x and lines follow one another down y.
"""

from kurilsearch.read.pdf.pdfium.document import is_pdf
from kurilsearch.read.pdf.reader import PdfReader

__all__ = ["PdfReader", "is_pdf"]
