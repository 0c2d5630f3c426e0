"""The reader of PDF files; what reads them is loaded for the first of them."""

from __future__ import annotations

from pathlib import Path

from kurilsearch.model import SourceText
from kurilsearch.read.file import read_bytes
from kurilsearch.read.pdf.pdfium.document import is_pdf


class PdfReader:
    """Reads PDF: text in reading order, printed pages, notes, headings, and where every word stands."""

    name = "pdf"
    endings = (".pdf",)

    def recognises(self, path: Path, start: bytes) -> bool:
        """Tell whether a file that begins with ``start`` is a PDF, whatever its name."""
        return is_pdf(start)

    def read(self, path: Path) -> SourceText:
        """Return what the file at ``path`` says; raises what :func:`kurilsearch.read.pdf.document.read_pdf` does."""
        from kurilsearch.read.pdf.document import read_pdf

        return read_pdf(read_bytes(path))

    def sample(self, path: Path, length: int) -> str:
        """Return the text of the first pages as the file has it; raises where :meth:`read` finds no document."""
        from kurilsearch.read.pdf.document import sample_pdf

        return sample_pdf(read_bytes(path), length)
