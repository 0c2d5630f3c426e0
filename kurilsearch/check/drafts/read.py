"""A file read as a draft, by the kind of file that it is."""

from __future__ import annotations

from pathlib import Path

from kurilsearch.check.draft import Draft, DraftBlock
from kurilsearch.errors import UnreadableSourceError
from kurilsearch.language.languages import detect_language
from kurilsearch.read.encoding.decode import decode
from kurilsearch.read.file import read_bytes

_MARKDOWN = (".md", ".markdown", ".qmd", ".rmd", ".mkd")


def read_draft(path: Path) -> Draft:
    """Return a file as its author wrote it, in blocks with notes and citations, nothing taken for furniture.

    Raises UnreadableSourceError where it is missing, empty, damaged, still being written, of no known kind, or holds no
    text.
    """
    ending = path.suffix.lower()
    if ending in _MARKDOWN:
        from kurilsearch.check.drafts.markdown import read_markdown

        text, encoding = decode(read_bytes(path))
        return _draft(path, "markdown", text, read_markdown(text), encoding)
    from kurilsearch.check.drafts.text import read_plain_text

    text, encoding = decode(read_bytes(path))
    return _draft(path, "text", text, read_plain_text(text), encoding)


def _draft(
    path: Path, format_: str, text: str, blocks: list[DraftBlock], encoding: str, *, is_own_text: bool = True
) -> Draft:
    words = "\n\n".join(block.text for block in blocks)
    if not words.strip():
        raise UnreadableSourceError("holds no text", "Write something first, or name another file")
    return Draft(path, format_, text, tuple(blocks), detect_language(words), is_own_text, encoding)
