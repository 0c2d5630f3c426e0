"""Markdown files with or without YAML front matter."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kurilsearch.model import SourceText
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

        decoded = decode(read_bytes(path))
        item, header = read_front_matter(decoded.text)
        return SourceText(decoded.text, self.name, decoded.encoding, item, header, is_markdown=True)
