"""The pages of the printed book in an EPUB: the lists that name them, and the marks in the text."""

from __future__ import annotations

import re
from itertools import pairwise
from zipfile import ZipFile

from kurilsearch.read.archive import member, resolve
from kurilsearch.read.epub.package import Package
from kurilsearch.read.guarded_xml import parse_xml, text_of
from kurilsearch.read.html.tree import Tree, decode_html, elements, page_mark, parse_xhtml, remove, semantics, words_of

PageList = dict[tuple[str, str], str]
"""The label of the page that begins at an id of a chapter; the id is empty for the chapter's beginning."""

_ANCHOR = re.compile(r"(?:c\d+-)?(?:page|pagina|pag|pg|seite|p|s)[-_.]?0*(\d{1,4}|[ivxlc]{1,7})", re.IGNORECASE)
_FEWEST_ANCHORS = 3
_LEAST_RISING = 0.9
_HOLDS_NO_TEXT = (
    "html",
    "head",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "colgroup",
    "ul",
    "ol",
    "dl",
    "hr",
    "img",
    "br",
)


def read_page_list(archive: ZipFile, package: Package) -> PageList:
    """Return the page list of EPUB 3's navigation, else that of the NCX; empty where the book has neither.

    https://www.w3.org/TR/epub-33/#sec-nav-pagelist and DAISY's NCX 2005-1.
    """
    pages: PageList = {}
    content = member(archive, package.navigation) if package.navigation else None
    if package.navigation and content is not None:
        for nav in parse_xhtml(decode_html(content).text).iter("nav"):
            if "page-list" in semantics(nav) or "doc-pagelist" in semantics(nav):
                for link in nav.iter("a"):
                    _add(pages, package.navigation, link.get("href") or "", words_of(link))
    content = member(archive, package.ncx) if package.ncx and not pages else None
    if package.ncx and content is not None:
        for target in parse_xml(content).iter("pageTarget"):
            source = target.find("content")
            label = text_of(target.find("navLabel")) or target.get("value", "")
            _add(pages, package.ncx, source.get("src", "") if source is not None else "", label)
    return pages


def mark_pages(root: Tree, chapter: str, pages: PageList) -> None:
    """Put a mark into the tree of a chapter where each page begins, with the page's label.

    Where the list names no page of the chapter the chapter's own marks count (``epub:type="pagebreak"``), labelled by
    their title or their text, which is no text of the book.
    """
    listed = {place: label for (name, place), label in pages.items() if name == chapter}
    if "" in listed:
        _insert(root.find("body") if root.find("body") is not None else root, listed[""])
    for element in elements(root):
        name = element.get("id") or (element.get("name") if element.tag == "a" else None)
        label = listed.get(name) if name else None
        if _is_page_break(element):
            own = element.get("title") or element.get("aria-label") or words_of(element)
            _make_mark(element, label or own.removeprefix("Page ").strip(" ."))
        elif label is not None:
            _insert(element, label)


def _add(pages: PageList, base: str, address: str, label: str) -> None:
    if address and label:
        pages.setdefault((resolve(base, address), address.partition("#")[2]), label)


def _is_page_break(element: Tree) -> bool:
    kinds = semantics(element).split()
    return "pagebreak" in kinds or "doc-pagebreak" in kinds


def _make_mark(element: Tree, label: str) -> None:
    """Put a mark in the place of an element that is a page break; the text behind it stays."""
    mark = page_mark(element, label)
    element.addprevious(mark)
    for child in list(element):
        element.remove(child)
    element.text = None
    remove(element)


def _insert(element: Tree, label: str) -> None:
    """Put a mark at the beginning of an element, or of the first one within it that may hold text."""
    mark = page_mark(element, label)
    inner = next((found for found in element.iter("*") if found.tag not in _HOLDS_NO_TEXT), None)
    if inner is None:
        if element.getparent() is not None and element.tag in ("hr", "img", "br"):
            element.addprevious(mark)
        return
    mark.tail, inner.text = inner.text, None
    inner.insert(0, mark)


def mark_anchors(book: Tree) -> None:
    """Put marks where empty anchors are named after pages that count up; for books that tell their pages nowhere.

    ``book`` is the tree of all chapters.
    """
    anchors = [
        (element, name[1])
        for element in elements(book)
        if element.tag in ("a", "span")
        and not words_of(element)
        and (name := _ANCHOR.fullmatch(element.get("id") or element.get("name") or ""))
    ]
    numbers = [int(label) for _, label in anchors if label.isdigit()]
    rising = sum(after > before for before, after in pairwise(numbers))
    if len(numbers) < _FEWEST_ANCHORS or rising < _LEAST_RISING * (len(numbers) - 1):
        return
    for element, label in anchors:
        _insert(element, label)
