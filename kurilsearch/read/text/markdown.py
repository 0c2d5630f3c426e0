"""Markdown files with or without YAML front matter."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kurilsearch.model import Furniture, FurnitureKind, SourceText
from kurilsearch.read.file import read_bytes


class MarkdownReader:
    """Reads Markdown. The text is the file's own, front matter included; ``header`` says where that stands."""

    name = "markdown"
    endings = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")
    only_decodes: Literal[True] = True

    def read(self, path: Path) -> SourceText:
        """Return the decoded file with what its front matter says."""
        from kurilsearch.read.encoding.decode import decode
        from kurilsearch.read.text.front_matter import read_front_matter
        from kurilsearch.read.text.marked_turns import lay_out_marked_turns

        decoded = decode(read_bytes(path))
        item, header = read_front_matter(decoded.text)
        if said := lay_out_marked_turns(decoded.text, header[1] if header else 0):
            blocks, stamps = said
            if header:
                stamps = (Furniture(*header, FurnitureKind.FRONT_MATTER), *stamps)
            return SourceText(
                decoded.text, self.name, decoded.encoding, item, furniture=stamps, blocks=blocks, is_transcript=True
            )
        return SourceText(decoded.text, self.name, decoded.encoding, item, header, is_markdown=True)
