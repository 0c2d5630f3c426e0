"""The XML of Word documents: its namespace, its parser, and the few changes that are made to its trees."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from kurilsearch.errors import UnreadableSourceError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of words, paragraphs and numbers (ECMA-376, part 1, 17)."""


def parsed_part(content: bytes) -> Any:
    """Return the root of a part, no entity resolved. Raises UnreadableSourceError where it is damaged."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableSourceError("is damaged: its XML breaks off or is wrong", "Save it again") from error


def replace_by_children(element: Any, *, without: Collection[str] = ()) -> None:
    """Put what an element holds in its place, but for children of the tags ``without``."""
    for child in list(element):
        if child.tag not in without:
            element.addprevious(child)
    element.getparent().remove(element)


def run_of(element: Any, words: str) -> Any:
    """Return a new run with these words, for the tree of ``element``."""
    run = element.makeelement(f"{W}r", {})
    text = run.makeelement(f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = words
    run.append(text)
    return run
