"""A file read as a draft, by the kind of file that it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kurilsearch.check.draft import Draft, DraftBlock
from kurilsearch.check.drafts.office import OfficeText
from kurilsearch.errors import UnreadableSourceError
from kurilsearch.language.languages import detect_language
from kurilsearch.read.encoding.decode import decode
from kurilsearch.read.file import read_bytes
from kurilsearch.read.loader import is_readable_name

_OWN_TEXT = {
    "markdown": (".md", ".markdown", ".qmd", ".rmd", ".mkd"),
    "typst": (".typ",),
    "html": (".html", ".htm", ".xhtml"),
    "text": (".txt", ".text", ""),
}
"""The endings of formats whose files are their own text."""


def read_draft(path: Path) -> Draft:
    """Return a file as its author wrote it, in blocks with notes and citations, nothing taken for furniture.

    Raises UnreadableSourceError where it is missing, empty, damaged, still being written, of no known kind, or holds no
    text.
    """
    try:
        return _read(path)
    except RecursionError:
        raise UnreadableSourceError("is nested too deeply", "Save it again as plain text") from None


def _read(path: Path) -> Draft:
    ending = path.suffix.lower()
    if ending in (".docx", ".odt"):
        office = read_office(path)
        return _draft(path, ending[1:], office.text, list(office.blocks), "utf-8", is_own_text=False)
    if ending == ".rtf":
        from kurilsearch.check.drafts.rtf import read_rtf

        office = read_rtf(read_bytes(path))
        return _draft(path, "rtf", office.text, list(office.blocks), "utf-8", is_own_text=False)
    if ending in (".tex", ".ltx", ".latex"):
        from kurilsearch.check.drafts.latex import read_latex

        text, encoding, blocks, files = read_latex(path)
        return replace(_draft(path, "latex", text, blocks, encoding), files=files)
    name = next((name for name, endings in _OWN_TEXT.items() if ending in endings), None)
    if name is None and is_readable_name(path):
        from kurilsearch.check.drafts.other import read_by_reader

        text, name, encoding, blocks = read_by_reader(path)
        return _draft(path, name, text, blocks, encoding, is_own_text=False)
    text, encoding = decode(read_bytes(path))
    return _draft(path, name or "text", text, _blocks(name, text), encoding)


def _blocks(name: str | None, text: str) -> list[DraftBlock]:
    """Return the blocks of a text that is its file's own."""
    if name == "markdown":
        from kurilsearch.check.drafts.markdown import read_markdown

        return read_markdown(text)
    if name == "typst":
        from kurilsearch.check.drafts.typst import read_typst

        return read_typst(text)
    if name == "html":
        from kurilsearch.check.drafts.html import read_html

        return read_html(text)
    from kurilsearch.check.drafts.text import read_plain_text

    return read_plain_text(text)


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
