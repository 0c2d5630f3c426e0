"""The frame of a web page: menus, forms, boxes beside the text, columns of links, taken out by what they are."""

from __future__ import annotations

import re

from kurilsearch.read.html.tree import (
    BLOCKS,
    UNSEEN,
    Tree,
    class_names,
    elements,
    remove,
    seen_words,
    semantics,
    words_of,
)

_TAGS = ("nav", "aside", "form", "footer", "button", "dialog", "iframe", "menu", "select", "input")
_ROLES = ("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu", "alert")
_CLASSES = re.compile(
    r"(?<![a-z])(?:menu|nav|navbar|navigation|sidebar|breadcrumbs?|cookies?|consent|share|sharing|social|advert\w*|ads?"
    r"|banner|related|comments?|login|signin|subscri\w+|newsletter|promo\w*|popup|modal|toolbar|pagination|masthead"
    r"|site-?(?:header|footer)|catlinks)(?![a-z])"
)
_NOT_PRINTED = re.compile(
    r"(?<![a-z])(?:no-?print|(?:skip|jump)-?link|mw-editsection|sr-only|screen-reader-text)(?![a-z])"
)
_NOTE = re.compile(r"(?<![a-z])(?:foot|end|cite[_-])?(?:note|fn|ftn|edn)s?(?![a-z])|references")
_FEWEST_LINKS = 3


def take_chrome(body: Tree) -> list[str]:
    """Take out of a page what is made for something else than its text, and return the words of each part.

    A part that holds most of the page's paragraphs is no menu, whatever its class says.
    """
    dropped: list[str] = []
    whole, prose = len(words_of(body)), _prose(body)
    for element in elements(body):
        if element.tag in UNSEEN - {"nav", "button"} or not _is_chrome(element) or not _is_within(element, body):
            continue
        words = seen_words(element)
        if element.tag in ("nav", "footer") or prose.get(element, 0) <= 0.5 * whole:
            remove(element)
            dropped += [words] if words else []
    return dropped + _take_side_columns(body) + _take_rows_of_links(body)


def is_linked(body: Tree) -> bool:
    """Tell whether a good part of the page is links: then it has menus, whatever they are made of."""
    linked = sum(len(words_of(link)) for link in body.iter("a") if _leads_away(link))
    return linked > 0.2 * len(words_of(body))


def _is_chrome(element: Tree) -> bool:
    """Tell whether an element is made for a menu, a form, a box beside the text, or for the screen alone."""
    if element.tag in ("html", "body", "main", "article"):
        return False
    names = class_names(element)
    if element.tag in _TAGS or (element.get("role") or "") in _ROLES:
        return not (element.tag == "aside" and _NOTE.search(f"{names} {semantics(element)}"))
    return _NOT_PRINTED.search(names) is not None or (element.tag in BLOCKS and _CLASSES.search(names) is not None)


def _prose(body: Tree) -> dict[Tree, int]:
    """Return how many characters stand in the paragraphs without links of each element that has any."""
    prose: dict[Tree, int] = {}
    for element in reversed(list(body.iter("*"))):
        if element.tag == "p" and element.find(".//a") is None:
            prose[element] = len(words_of(element))
        parent = element.getparent()
        if element in prose and parent is not None:
            prose[parent] = prose.get(parent, 0) + prose[element]
    return prose


def _is_within(element: Tree, body: Tree) -> bool:
    return any(above is body for above in element.iterancestors())


def _leads_away(link: Tree) -> bool:
    address = link.get("href") or ""
    return bool(address) and not address.startswith("#")


def _take_side_columns(body: Tree) -> list[str]:
    """Take out the narrow columns of a page that is set in a table, where they hold links beside the text."""
    whole = len(words_of(body))
    dropped: list[str] = []
    for row in list(body.iter("tr")):
        cells = [(cell, len(words_of(cell))) for cell in row if cell.tag in ("td", "th")]
        if not _is_within(row, body) or not any(length > 0.5 * whole for _, length in cells):
            continue
        for cell, length in cells:
            links = [link for link in cell.iter("a") if _leads_away(link)]
            linked = sum(len(words_of(link)) for link in links)
            if length < 0.25 * whole and len(links) >= _FEWEST_LINKS and linked >= 0.25 * length:
                words = seen_words(cell)
                cell.getparent().remove(cell)
                dropped.append(words)
    return dropped


def _take_rows_of_links(body: Tree) -> list[str]:
    """Take out the blocks that are nothing but several links to other pages."""
    dropped: list[str] = []
    for element in elements(body):
        if element.tag not in BLOCKS or next(element.iter(*(BLOCKS - {element.tag})), None) is not None:
            continue
        links = [link for link in element.iter("a") if _leads_away(link)]
        words = seen_words(element)
        if len(links) >= _FEWEST_LINKS and sum(len(words_of(link)) for link in links) >= 0.8 * len(words):
            remove(element)
            dropped.append(words)
    return dropped
