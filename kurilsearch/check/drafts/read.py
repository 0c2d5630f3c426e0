"""A file read as a draft, by the kind of file that it is."""

from __future__ import annotations

from pathlib import Path

from kurilsearch.check.draft import Draft, DraftBlock
from kurilsearch.check.drafts.office import OfficeText
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
    if ending in (".docx", ".odt"):
        office = read_office(path)
        return _draft(path, ending[1:], office.text, list(office.blocks), "utf-8", is_own_text=False)
    from kurilsearch.check.drafts.text import read_plain_text

    text, encoding = decode(read_bytes(path))
    return _draft(path, "text", text, read_plain_text(text), encoding)


def read_office(path: Path) -> OfficeText:
    """Return a draft of Word or OpenDocument with the elements of its XML, for what edits them.

    Raises UnreadableSourceError as :func:`read_draft` does.
    """
    data = read_bytes(path)
    if path.suffix.lower() == ".odt":
        from kurilsearch.check.drafts.odt import read_odt

        return read_odt(data)
    from kurilsearch.check.drafts.docx import read_docx

    return read_docx(data)


def _draft(
    path: Path, format_: str, text: str, blocks: list[DraftBlock], encoding: str, *, is_own_text: bool = True
) -> Draft:
    words = "\n\n".join(block.text for block in blocks)
    if not words.strip():
        raise UnreadableSourceError("holds no text", "Write something first, or name another file")
    return Draft(path, format_, text, tuple(blocks), detect_language(words), is_own_text, encoding)
