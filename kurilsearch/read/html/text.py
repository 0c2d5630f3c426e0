"""Making a tree of HTML ready for pandoc, and writing what pandoc makes of it as blocks of text."""

from __future__ import annotations

import re

from kurilsearch.read.html.notes import mark_notes
from kurilsearch.read.html.tree import UNSEEN, Tree, class_names, elements, remove, to_html, words_of
from kurilsearch.read.pandoc.blocks import write_blocks
from kurilsearch.read.pandoc.reader import read_tree
from kurilsearch.read.writer import TextWriter

_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LISTS = ("ol", "ul", "dl", "table")
_FEWEST_LINKS = 3
_READER = "html+epub_html_exts"


def write_html(root: Tree, writer: TextWriter) -> None:
    """Write the text of a tree, which is changed. Raises UnreadableSourceError, RecursionError."""
    make_ready(root)
    write_blocks(read_tree(to_html(root), _READER)["blocks"], writer)


def make_ready(root: Tree) -> None:
    """Take out what nobody sees, and mark notes, and lists that are nothing but links within the document."""
    for element in elements(root):
        if element.tag in UNSEEN or _is_hidden(element):
            remove(element)
    mark_notes(root)
    for element in elements(root):
        if element.tag in _LISTS and _is_contents(element):
            _wrap(element, "contents")


def _is_hidden(element: Tree) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return "pagebreak" not in class_names(element) + (element.get("epub:type") or "")
    return _HIDDEN_STYLE.search(element.get("style") or "") is not None


def _is_contents(element: Tree) -> bool:
    """Tell whether a list holds links within the document and no words beside them."""
    if element.getparent() is None or any(
        above.tag in ("ol", "ul", "dl", "table") for above in element.iterancestors()
    ):
        return False
    links = [link for link in element.iter("a") if "#" in (link.get("href") or "") and len(words_of(link)) > 1]
    if len(links) < _FEWEST_LINKS:
        return False
    return sum(len(words_of(link)) for link in links) >= 0.8 * len(words_of(element))


def _wrap(element: Tree, name: str) -> None:
    """Put an element into a division of this class."""
    division = element.makeelement("div", {"class": name})
    element.addprevious(division)
    division.tail, element.tail = element.tail, None
    division.append(element)
