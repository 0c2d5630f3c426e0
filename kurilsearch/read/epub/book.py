"""A whole book: its chapters in the order of the spine, in one tree, written as blocks of text."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import FurnitureKind, SourceText
from kurilsearch.read.archive import member, open_archive, resolve
from kurilsearch.read.embedded_metadata import own_item
from kurilsearch.read.epub.contents import mark_chapters, read_contents
from kurilsearch.read.epub.package import Package, read_package
from kurilsearch.read.epub.pages import mark_anchors, mark_pages, read_page_list
from kurilsearch.read.html.ebook_notice import take_ebook_notice
from kurilsearch.read.html.printed_pages import mark_printed_pages
from kurilsearch.read.html.text import write_html
from kurilsearch.read.html.tree import Tree, decode_html, elements, is_page_mark, page_mark, parse_html, parse_xhtml
from kurilsearch.read.writer import TextWriter


def read_book(data: bytes, path: Path) -> SourceText:
    """Return the text of the book ``path``, whose content is ``data``, and what its package says of it.

    Raises UnreadableSourceError where it is damaged, protected, or holds pictures only.
    """
    writer = TextWriter()
    with open_archive(data) as archive:
        package = read_package(archive)
        book = _one_page(archive, package)
    dropped = take_ebook_notice(book.find("body"))
    write_html(book, writer)
    if writer.is_blank:
        raise UnreadableSourceError("holds no text", "Its pages are pictures: get a copy with text")
    for words in dropped:
        writer.add_furniture(words, FurnitureKind.IMPRINT)
    item = own_item(package.fields, path)
    return writer.source_text("epub", "utf-8", item)


def _one_page(archive: ZipFile, package: Package) -> Tree:
    """Return all chapters in one tree; ids and the links to them are made unlike from chapter to chapter."""
    pages = read_page_list(archive, package)
    contents = read_contents(archive, package)
    numbers = {chapter: number for number, chapter in enumerate(package.chapters)}
    book = parse_html("<html><body></body></html>")
    body = book.find("body")
    for chapter in package.chapters:
        content = member(archive, chapter)
        if content is None or not content.strip():
            continue
        root = parse_xhtml(decode_html(content).text)
        mark_chapters(root, chapter, contents)
        mark_pages(root, chapter, pages)
        mark_printed_pages(root)
        _separate(root, chapter, numbers)
        division = body.makeelement("div", {})
        if package.is_paged and not pages:
            division.append(page_mark(body, ""))
        inner = root.find("body")
        for element in [inner] if inner is not None else root.iter("dtbook", "book"):
            element.tag = "div"
            division.append(element)
        body.append(division)
    if not any(is_page_mark(element) for element in elements(body)):
        mark_anchors(body)
    return book


def _separate(root: Tree, chapter: str, numbers: dict[str, int]) -> None:
    """Put the number of the chapter before its ids, and that of the chapter meant before the ids in links."""
    for element in root.iter("*"):
        if element.get("id"):
            element.set("id", f"c{numbers[chapter]}-{element.get('id')}")
        if element.tag != "a":
            continue
        if element.get("name"):
            element.set("name", f"c{numbers[chapter]}-{element.get('name')}")
        address, found, place = (element.get("href") or "").partition("#")
        target = numbers.get(resolve(chapter, address) if address else chapter)
        if target is not None:
            element.set("href", f"#c{target}-{place}" if found else f"#c{target}")
