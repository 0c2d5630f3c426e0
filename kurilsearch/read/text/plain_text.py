"""Plain text files."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kurilsearch.model import SourceText
from kurilsearch.read.encoding.decode import decode
from kurilsearch.read.file import read_bytes


class PlainTextReader:
    """Reads a file as text and nothing else: newlines and markup stay as they are."""

    name = "text"
    endings = (".txt", ".text", ".asc")
    only_decodes: Literal[True] = True

    def read(self, path: Path) -> SourceText:
        """Return the decoded file."""
        decoded = decode(read_bytes(path))
        return SourceText(decoded.text, self.name, decoded.encoding)
