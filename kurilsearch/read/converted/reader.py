"""The reader of formats that only other programs read."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import SourceText
from kurilsearch.read.converted.kinds import FOREIGN_KINDS, kind_by_content, kind_of
from kurilsearch.read.file import read_bytes
from kurilsearch.read.reader import Reader


class ConvertedReader:
    """Reads old and closed formats by way of the program that reads them, where that is installed."""

    name = "converted"
    endings = tuple(ending for kind in FOREIGN_KINDS for ending in kind.endings)

    def recognises(self, path: Path, start: bytes) -> bool:
        """Tell whether a file is a book or a scan of such a format, whatever its name."""
        return kind_by_content(start) is not None

    def read(self, path: Path) -> SourceText:
        """Return the text of what the program makes of the file.

        Raises UnreadableSourceError, with what the user can do, where none is installed.
        """
        from kurilsearch.programs.converters import convert, find_program

        data = read_bytes(path)
        kind = kind_of(path, data[:4096])
        program = find_program(kind.programs)
        if program is None:
            install = f", or install {kind.brings} and run `kurilsearch index --retry`" if kind.brings else ""
            raise UnreadableSourceError(f"is {kind.what}, which is not read as it is", f"{kind.hint}{install}")
        made = convert(program, kind.arguments, path, kind.becomes)
        with tempfile.TemporaryDirectory(prefix="kurilsearch-converted-") as folder:
            copy = Path(folder) / f"{path.stem}{kind.becomes}"
            copy.write_bytes(made)
            return replace(_read_made(copy), format=path.suffix[1:].lower() or kind.endings[0][1:])


def _read_made(copy: Path) -> SourceText:
    """Read what a program made, by the reader of its ending."""
    from kurilsearch.read.epub.reader import EpubReader
    from kurilsearch.read.office.reader import OfficeReader
    from kurilsearch.read.pandoc.reader import PandocReader
    from kurilsearch.read.text.plain_text import PlainTextReader

    readers: dict[str, Reader] = {".docx": PandocReader(), ".epub": EpubReader(), ".txt": PlainTextReader()}
    return readers.get(copy.suffix, OfficeReader()).read(copy)
