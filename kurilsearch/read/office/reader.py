"""The reader of spreadsheets and slides."""

from __future__ import annotations

from pathlib import Path

from kurilsearch.model import SourceText
from kurilsearch.read.file import read_bytes

_SHEETS = (".ods", ".ots", ".fods")
_MEMBERS = ("xl/workbook.xml", "ppt/presentation.xml")
_FLAT = (b"opendocument.spreadsheet", b"opendocument.presentation")


class OfficeReader:
    """Reads tables, a row a passage, and slides, a page each; the text is written anew."""

    name = "office"
    endings = (
        *(".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xltx", *_SHEETS),
        *(".pptx", ".pptm", ".ppsx", ".potx", ".odp", ".otp", ".fodp"),
    )

    def recognises(self, path: Path, start: bytes) -> bool:
        """Tell whether this is surely a workbook or a set of slides."""
        from kurilsearch.read.archive import archive_names

        if any(kind in start[:2000] for kind in _FLAT) and start.lstrip(b"\xef\xbb\xbf \r\n")[:1] in (b"P", b"<"):
            return True
        return start.startswith(b"PK") and not archive_names(path).isdisjoint(_MEMBERS)

    def read(self, path: Path) -> SourceText:
        """Return the text with its sheets or slides, and what the file says of itself."""
        from kurilsearch.read.office.document import read_office

        return read_office(read_bytes(path), path)
