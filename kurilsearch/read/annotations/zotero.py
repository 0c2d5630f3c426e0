"""Notes of Zotero in its RDF export: each below the title of the work that it was written on.

https://www.zotero.org/support/kb/rdf; a note is a ``bib:Memo``, whose ``rdf:value`` is a page of HTML.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import Kind, SourceText
from kurilsearch.read.embedded_metadata import own_item
from kurilsearch.read.guarded_xml import parse_xml, text_of
from kurilsearch.read.html.text import write_html
from kurilsearch.read.html.tree import parse_html
from kurilsearch.read.writer import TextWriter


def read_zotero(data: bytes, path: Path) -> SourceText:
    """Return the notes in a file of RDF. Raises UnreadableSourceError where it is damaged or has none."""
    root = parse_xml(data)
    memos = {memo.get("about", ""): memo for memo in root.iter("Memo")}
    writer = TextWriter()
    works: list[str] = []
    for item in root:
        referred = [each.get("resource", "") for each in item.findall("isReferencedBy")]
        notes = [memos.pop(address) for address in referred if address in memos]
        if notes:
            works.append(text_of(item.find("title")))
            _write(works[-1], notes, writer)
    for memo in memos.values():
        _write("", [memo], writer)
    if writer.is_blank:
        raise UnreadableSourceError("has no notes", "It describes works: put it beside their files as a bibliography")
    item_fields = {"type": "document", "title": works[0]} if len(works) == 1 and not memos else {"type": "collection"}
    return writer.source_text("zotero", "utf-8", own_item(item_fields, path))


def _write(title: str, notes: list[Element], writer: TextWriter) -> None:
    writer.add(Kind.HEADING, [title], 1)
    for note in notes:
        page = text_of(note.find("value")) if note.find("value") is not None else ""
        if page:
            write_html(parse_html(f"<html><body>{page}</body></html>"), writer)
