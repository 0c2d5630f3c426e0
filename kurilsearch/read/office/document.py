"""A whole workbook or set of slides: which kind it is by its content, its text and what it says of itself."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import SourceText
from kurilsearch.read.archive import member, open_archive
from kurilsearch.read.embedded_metadata import own_item
from kurilsearch.read.encoding.decode import decode
from kurilsearch.read.guarded_xml import parse_xml, text_of
from kurilsearch.read.office.delimited import write_delimited
from kurilsearch.read.office.open_document import write_slides, write_tables
from kurilsearch.read.office.slides import write_presentation
from kurilsearch.read.office.workbook import write_workbook
from kurilsearch.read.writer import TextWriter

_LIBRARIES = ("openpyxl", "python-pptx", "PptxGenJS", "xlsxwriter", "Apache POI", "SheetJS")
"""What programs write for an author."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def read_office(data: bytes, path: Path) -> SourceText:
    """Return the text of the file ``path``, whose content is ``data``.

    Raises UnreadableSourceError where it is damaged, encrypted, or holds no text.
    """
    writer, encoding = TextWriter(), "utf-8"
    if data.startswith(_OLD_OFFICE):
        raise UnreadableSourceError(
            "is encrypted, or an old Office file under a new name", "Save it as .xlsx or .pptx without a password"
        )
    if data.startswith(b"PK"):
        name, fields = _write_archive(data, writer)
    elif data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        root = parse_xml(data)
        name, fields = _write_open_document(root, writer), _fields(root)
    else:
        decoded = decode(data)
        name, encoding, fields = "csv", decoded.encoding, {}
        write_delimited(decoded.text, writer, is_tabbed=path.suffix.lower() in (".tsv", ".tab"))
    if writer.is_blank:
        raise UnreadableSourceError("holds no text", "It may hold pictures only")
    return writer.source_text(name, encoding, own_item(fields, path))


def _write_archive(data: bytes, writer: TextWriter) -> tuple[str, dict[str, object]]:
    with open_archive(data) as archive:
        names = set(archive.namelist())
        if b"encryption-data" in (member(archive, "META-INF/manifest.xml") or b""):
            raise UnreadableSourceError("is encrypted", "Save it again without a password")
        about = member(archive, "docProps/core.xml") or member(archive, "meta.xml")
        fields = _fields(parse_xml(about)) if about else {}
        if "xl/workbook.xml" in names:
            write_workbook(archive, writer)
            return "xlsx", fields
        if "ppt/presentation.xml" in names:
            write_presentation(archive, writer)
            return "pptx", fields
        content = member(archive, "content.xml")
        if content:
            return _write_open_document(parse_xml(content), writer), fields
    raise UnreadableSourceError("is damaged: it holds neither sheets nor slides", "Save it again")


def _write_open_document(root: Element, writer: TextWriter) -> str:
    slides, sheets = root.find("body/presentation"), root.find("body/spreadsheet")
    if slides is not None:
        write_slides(slides, writer)
        return "odp"
    if sheets is not None:
        write_tables(sheets, writer)
        return "ods"
    raise UnreadableSourceError("is XML that holds neither sheets nor slides", "Save it again as .ods or .odp")


def _fields(root: Element) -> dict[str, object]:
    """Return title, author and language by Dublin Core, which both families of formats use."""
    meta = root.find("meta") if root.find("meta") is not None else root
    meta = root.find(".//meta/meta") or meta if root.tag == "document-meta" else meta
    found = {name: text_of(meta.find(f".//{name}")) if meta is not None else "" for name in ("title", "language")}
    author = text_of(meta.find(".//initial-creator")) or text_of(meta.find(".//creator")) if meta is not None else ""
    return {"title": found["title"], "language": found["language"], "author": "" if author in _LIBRARIES else author}
