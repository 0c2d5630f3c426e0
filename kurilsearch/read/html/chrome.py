"""The frame of a web page: menus, forms, boxes beside the text, columns of links, taken out by what they are."""

from __future__ import annotations

import re
from itertools import islice

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
    r"(?<![a-z])(?:menu|nav(?:header|footer)?|navbar|navigation|docnav|sidebar|breadcrumbs?|cookies?|consent|share|sharing|social|advert\w*|ads?"
    r"|banner|related|comments?|login|signin|subscri\w+|newsletter|promo\w*|popup|modal|toolbar|pagination|masthead"
    r"|site-?(?:header|footer)|catlinks|post-?profile|ambox|hatnote|navbox|sistersitebox)(?![a-z])"
)
_NOT_PRINTED = re.compile(
    r"(?<![a-z])(?:no-?print|(?:skip|jump)-?link|mw-editsection|sr-only|screen-reader-text)(?![a-z])"
)
_NOTE = re.compile(r"(?<![a-z])(?:foot|end|cite[_-])?(?:note|fn|ftn|edn)s?(?![a-z])|references")
_SERVICE = re.compile(
    r"google scholar|crossref|pubmed(?: central)?|medline|web of science®?|scopus|ads|cas|chemport|sfx|full text"
    r"|open in (?:figure viewer|new tab)|(?:download )?powerpoint|download (?:figure|slide)|view large|return to ref"
)
"""The words of links that journals put beside an entry of a reference list or under a figure."""
_BOX = re.compile(r"(?<![a-z])(?:sidebar|box)(?![a-z])")
_FEWEST_LINKS = 3
_BOX_DEPTH = 5
_NEAR = 4
"""Elements on either side of a box."""
_PARAGRAPH = 60
"""Characters of a block beside which a box stands in the midst of the text."""
_WAYS = frozenset(("next", "prev", "previous", "up", "contents", "index", "start"))
"""What links say that lead from a page of a manual to its others (``rel``, HTML 4.01 section 6.12)."""


def take_chrome(body: Tree) -> list[str]:
    """Take out of a page what is made for something else than its text, and return the words of each part.

    A part that holds most of the page's paragraphs is no menu, whatever its class says.
    """
    dropped: list[str] = []
    for link in list(body.iter("a")):
        is_last = not (link.tail or "").strip(" \n\t|,;.[]()")
        if is_last and _SERVICE.fullmatch(words_of(link).casefold().strip("[]() ")):
            remove(link)
    whole, prose = len(words_of(body)), _prose(body)
    for element in elements(body):
        if element.tag in UNSEEN - {"nav", "button"} or not _is_chrome(element) or not _is_within(element, body):
            continue
        if _is_text_box(element):
            continue
        words = seen_words(element)
        if element.tag in ("nav", "footer") or prose.get(element, 0) <= 0.5 * whole:
            remove(element)
            dropped += [words] if words else []
    return dropped + _take_side_columns(body) + _take_rows_of_links(body)


def in_text_box(element: Tree) -> bool:
    """Tell whether an element belongs to a box in the midst of the text."""
    above = list(element.iterancestors())[:_BOX_DEPTH]
    return any(_BOX.search(class_names(box)) and _is_text_box(box) for box in above)


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


def _is_text_box(element: Tree) -> bool:
    """Tell whether a box (``sidebar`` is a text box in DocBook) stands among paragraphs and holds more than links."""
    if element.tag != "div" or not _BOX.search(class_names(element)):
        return False
    parent, words = element.getparent(), words_of(element)
    linked = sum(len(words_of(link)) for link in element.iter("a") if _leads_away(link))
    if parent is None or len(words) < _PARAGRAPH or linked > 0.3 * len(words):
        return False
    beside = (*islice(element.itersiblings(preceding=True), _NEAR), *islice(element.itersiblings(), _NEAR))
    paragraphs = (other for other in beside if other.tag in ("p", "div") and _is_leaf(other))
    return any(len(words_of(other)) >= _PARAGRAPH for other in paragraphs)


def _is_leaf(element: Tree) -> bool:
    return next(element.iter(*(BLOCKS - {element.tag})), None) is None


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
    """Take out the blocks that are nothing but several links to other pages, or lead to the next one."""
    dropped: list[str] = []
    for element in elements(body):
        if element.tag not in BLOCKS or not _is_leaf(element):
            continue
        links = [link for link in element.iter("a") if _leads_away(link)]
        words = seen_words(element)
        linked = sum(len(words_of(link)) for link in links)
        if (len(links) >= _FEWEST_LINKS and linked >= 0.8 * len(words)) or _shows_the_way(element, words):
            remove(element)
            dropped.append(words)
    return dropped


def _shows_the_way(element: Tree, words: str) -> bool:
    """Tell whether a block is the line of a manual that leads to its other pages (``Next: …, Up: … [Contents]``)."""
    links = [link for link in element.iter("a") if link.get("href")]
    ways = [link for link in links if _WAYS & set((link.get("rel") or "").lower().split())]
    linked = sum(len(words_of(link)) for link in links)
    return len(ways) > 1 and len(ways) >= len(links) - 1 and len(words) - linked <= 12 * len(links)
