"""The reader of EPUB books."""

from __future__ import annotations

from pathlib import Path

from kurilsearch.model import SourceText
from kurilsearch.read.file import read_bytes


class EpubReader:
    """Reads EPUB 2 and 3: the chapters in the order of the spine, with the printed pages where the book names them."""

    name = "epub"
    endings = (".epub",)

    def recognises(self, path: Path, start: bytes) -> bool:
        """Tell whether an archive says that it is a book, or has a book's container."""
        from kurilsearch.read.archive import archive_names

        if not start.startswith(b"PK"):
            return False
        return b"application/epub+zip" in start[:200] or "META-INF/container.xml" in archive_names(path)

    def read(self, path: Path) -> SourceText:
        """Return the text of the book and what its package says of it."""
        from kurilsearch.read.epub.book import read_book

        return read_book(read_bytes(path), path)
