"""Documents that a Word document takes in as they are (``w:altChunk``; ECMA-376, part 1, 17.17.2.1): their paragraphs.

Programs that put reports together write pages, saved pages, Word documents, RTF and plain text so.
"""

from __future__ import annotations

from kurilsearch.errors import PandocError, UnreadableSourceError
from kurilsearch.programs.pandoc import run_pandoc
from kurilsearch.read.archive import member, open_archive
from kurilsearch.read.html.mhtml import is_mhtml, open_mhtml
from kurilsearch.read.html.text import write_html
from kurilsearch.read.html.tree import decode_html, parse_html
from kurilsearch.read.pandoc.docx_xml import W, parsed_part
from kurilsearch.read.pandoc.rtf import plain_rtf
from kurilsearch.read.writer import TextWriter


def chunk_paragraphs(content: bytes) -> list[str]:
    """Return the paragraphs of a page, of a Word document, of RTF or of plain text.

    Raises UnreadableSourceError where an archive is damaged.
    """
    if content.startswith(b"PK"):
        with open_archive(content) as inner:
            body = member(inner, "word/document.xml")
        found = parsed_part(body).iter(f"{W}p") if body else ()
        return ["".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in found]
    if content.lstrip().startswith(b"{\\rtf"):
        return _rtf_paragraphs(content)
    if not content.strip():
        return []
    text = decode_html(open_mhtml(content).page if is_mhtml(content) else content).text
    if "<" not in text:
        return text.splitlines()
    writer = TextWriter()
    write_html(parse_html(text), writer)
    return writer.text.split("\n\n")


def _rtf_paragraphs(content: bytes) -> list[str]:
    arguments = ["--from=rtf", "--to=plain", "--wrap=none"]
    try:
        return run_pandoc(arguments, plain_rtf(content)).strip().split("\n\n")
    except PandocError as error:
        raise UnreadableSourceError(f"holds a part that is damaged ({error.message})", "Save it again") from error
