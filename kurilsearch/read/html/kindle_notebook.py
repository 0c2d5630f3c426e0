"""A notebook that a Kindle exports as a page: the passages that were marked in one book, and the reader's notes."""

from __future__ import annotations

from kurilsearch.model import FurnitureKind, Kind
from kurilsearch.read.html.tree import Tree, elements, words_of
from kurilsearch.read.text.clippings import is_note_stamp, page_in_stamp
from kurilsearch.read.writer import TextWriter

_STAMP, _WORDS, _SECTION = "noteHeading", "noteText", "sectionHeading"
_BEFORE = ("notebookFor", "bookTitle", "authors", "citation")


def write_notebook(root: Tree, writer: TextWriter) -> bool:
    """Write the passages with their pages, below the names of their chapters; tell whether the page is a notebook."""
    named = [(name, element) for element in elements(root) if (name := element.get("class")) and words_of(element)]
    if not {_STAMP, _WORDS} <= {name for name, _ in named}:
        return False
    kind = Kind.BODY
    for name, element in named:
        words = words_of(element)
        if name == _SECTION:
            writer.add(Kind.HEADING, [words], 1)
        elif name == _STAMP:
            kind = Kind.NOTE if is_note_stamp(words) else Kind.BODY
            writer.add_furniture(words, FurnitureKind.OTHER, "stamp of a clipping")
            if page := page_in_stamp(words):
                writer.begin_page(page)
        elif name == _WORDS:
            writer.add(kind, [words])
        elif name in _BEFORE:
            writer.add_furniture(words, FurnitureKind.TITLE_PAGE)
    return True
