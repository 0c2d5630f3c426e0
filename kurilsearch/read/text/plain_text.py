"""Plain text files."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kurilsearch.model import SourceText
from kurilsearch.read.file import read_bytes


class PlainTextReader:
    """Reads a file as text and nothing else: newlines and markup stay as they are."""

    name = "text"
    endings = (".txt", ".text", ".asc")
    only_decodes: Literal[True] = True

    def read(self, path: Path) -> SourceText:
        """Return the decoded file."""
        from kurilsearch.read.embedded_metadata import own_item
        from kurilsearch.read.encoding.decode import decode
        from kurilsearch.read.text.clippings import find_clippings, lay_out_clippings, stamps_between
        from kurilsearch.read.text.ebook_notice import ebook_fields
        from kurilsearch.read.text.turns import find_turns, lay_out_turns

        decoded = decode(read_bytes(path))
        if clippings := find_clippings(decoded.text):
            blocks, pages = lay_out_clippings(clippings)
            return SourceText(
                decoded.text,
                self.name,
                decoded.encoding,
                {"type": "collection"},
                pages=pages,
                furniture=stamps_between(decoded.text, clippings),
                blocks=blocks,
                is_transcript=True,
            )
        turns = find_turns(decoded.text)
        if turns:
            blocks, furniture = lay_out_turns(decoded.text, turns)
            return SourceText(
                decoded.text,
                self.name,
                decoded.encoding,
                furniture=furniture,
                blocks=blocks,
                is_transcript=True,
            )
        item = own_item(ebook_fields(decoded.text), path)
        return SourceText(decoded.text, self.name, decoded.encoding, item)
