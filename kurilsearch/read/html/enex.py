"""Notes that Evernote exports (.enex): each under its title; who wrote it and when, where a file holds one alone.

https://evernote.com/blog/how-evernotes-xml-export-format-works
"""

from __future__ import annotations

from pathlib import Path

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import Kind, SourceText


def is_enex(start: bytes) -> bool:
    """Tell whether a file begins like an export of notes."""
    return b"<en-export" in start[:4096]


def read_enex(data: bytes, path: Path) -> SourceText:
    """Return the text of all notes in a file. Raises UnreadableSourceError where it is damaged or holds none."""
    from kurilsearch.read.embedded_metadata import own_item
    from kurilsearch.read.guarded_xml import parse_xml, text_of
    from kurilsearch.read.html.text import write_html
    from kurilsearch.read.html.tree import parse_html
    from kurilsearch.read.writer import TextWriter

    root = parse_xml(data)
    writer = TextWriter()
    notes = root.findall("note")
    for note in notes:
        writer.add(Kind.HEADING, [text_of(note.find("title"))], 1)
        content = note.find("content")
        page = (content.text or "") if content is not None else ""
        if page.strip():
            write_html(parse_html(_as_page(page)), writer)
    if writer.is_blank:
        raise UnreadableSourceError("holds no text", "Its notes may be pictures only")
    fields: dict[str, object] = {}
    if len(notes) == 1:
        told = notes[0].find("note-attributes")
        created = text_of(notes[0].find("created"))
        fields = {
            "title": text_of(notes[0].find("title")),
            "author": [{"literal": author}] if told is not None and (author := text_of(told.find("author"))) else [],
            "URL": text_of(told.find("source-url")) if told is not None else "",
            "issued": f"{created[:4]}-{created[4:6]}-{created[6:8]}" if created[:8].isdigit() else "",
        }
    item = own_item({name: value for name, value in fields.items() if value}, path)
    return writer.source_text("enex", "utf-8", item)


def _as_page(note: str) -> str:
    """Return a note as a page: it is written as one but for its outermost element."""
    begin = note.find("<en-note")
    inner = note[note.find(">", begin) + 1 :] if begin >= 0 else note
    return f"<html><body>{inner.replace('</en-note>', '')}</body></html>"
