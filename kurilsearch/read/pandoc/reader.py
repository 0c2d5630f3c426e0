"""The reader of what pandoc reads: Word, OpenDocument, RTF, LaTeX, Org, JATS and others."""

from __future__ import annotations

from pathlib import Path

from kurilsearch.model import SourceText
from kurilsearch.read.file import read_bytes
from kurilsearch.read.pandoc.formats import FORMATS, START, format_by_ending, recognise


class PandocReader:
    """Reads the :data:`FORMATS` by pandoc; the text is written anew, a blank line between its blocks."""

    name = "pandoc"
    endings = tuple(ending for format_ in FORMATS for ending in format_.endings)

    def recognises(self, path: Path, start: bytes) -> bool:
        """Tell whether this is surely a document of one of the formats that can be known by their content."""
        from kurilsearch.read.archive import archive_names

        return recognise(start, lambda: archive_names(path)) is not None

    def read(self, path: Path) -> SourceText:
        """Return the text with its blocks and what the file says of itself; its content decides about the format."""
        from kurilsearch.read.archive import archive_names
        from kurilsearch.read.pandoc.document import read_by_pandoc

        data = read_bytes(path)
        format_ = recognise(data[:START], lambda: archive_names(path)) or format_by_ending(path)
        return read_by_pandoc(data, format_, path)
