"""The body of a web page: what trafilatura finds to be its text, with the page's own structure, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kurilsearch.read.html.tree import BLOCKS, UNSEEN, Tree, class_names, elements, remove, semantics, words_of

_SHINGLE = 4
"""Words in a row by which a block of the page is known again in what trafilatura gives."""
_ENOUGH = 0.6
_FAR_TOO_LITTLE = 0.25
_LONG_PAGE = 20_000
"""Characters of a page of which trafilatura may take so little: a long list of links with a short text."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CHROME_TAGS = ("nav", "aside", "form", "footer", "button", "dialog", "iframe", "menu", "select", "input")
_CHROME_ROLES = ("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu", "alert")
_CHROME = re.compile(
    r"(?<![a-z])(?:menu|nav|navbar|navigation|sidebar|breadcrumbs?|cookies?|consent|share|sharing|social|advert\w*|ads?"
    r"|banner|related|comments?|login|signin|subscri\w+|newsletter|promo\w*|popup|modal|toolbar|pagination|masthead"
    r"|skip-?link|site-?(?:header|footer))(?![a-z])"
)
_BYLINE = re.compile(r"(?<![a-z])(?:by-?line|author|date-?line|pub-?date|published|caption)(?![a-z])")
_NOTE = re.compile(r"(?<![a-z])(?:foot|end|cite[_-])?(?:note|fn|ftn|edn)s?(?![a-z])|references")
_WORD = re.compile(r"\w+")

Shingles = set[tuple[str, ...]]


def keep_body(root: Tree, page: str) -> list[str]:
    """Leave of the tree of a web page what is its text, and return the words of each block that was taken out.

    ``page`` is the page as text, for trafilatura. Where the page has nothing but its text, or trafilatura finds far too
    little of it, only menus, forms and the like go.
    """
    body = root.find("body")
    if body is None:
        return []
    dropped = _take_chrome(body)
    if not dropped and not _is_linked(body):
        return dropped
    extracted = _extract(page)
    length = len(words_of(body))
    if not extracted or (len(extracted) < _FAR_TOO_LITTLE * length and length < _LONG_PAGE):
        return dropped
    _wrap_runs(body)
    return dropped + _prune(body, _known(extracted.split("\n")))


def _take_chrome(body: Tree) -> list[str]:
    """Take out menus, forms and boxes beside the text; a large part of the page is none, whatever its class says."""
    dropped: list[str] = []
    whole, prose = len(words_of(body)), _prose(body)
    for element in elements(body):
        if element.tag in UNSEEN - {"nav", "button"} or not _is_chrome(element) or not _is_within(element, body):
            continue
        words = words_of(element)
        if element.tag in ("nav", "footer") or prose.get(element, 0) <= 0.5 * whole:
            remove(element)
            dropped += [words] if words else []
    return dropped


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


def _is_chrome(element: Tree) -> bool:
    """Tell whether an element is made for a menu, a form, a box beside the text."""
    if element.tag in ("html", "body", "main", "article"):
        return False
    if element.tag in _CHROME_TAGS or (element.get("role") or "") in _CHROME_ROLES:
        return not (element.tag == "aside" and _NOTE.search(f"{class_names(element)} {semantics(element)}"))
    return element.tag in BLOCKS and _CHROME.search(class_names(element)) is not None


def _is_linked(body: Tree) -> bool:
    """Tell whether a good part of the page is links: then it has menus, whatever they are made of."""
    linked = sum(len(words_of(link)) for link in body.iter("a"))
    return linked > 0.2 * len(words_of(body))


def _extract(page: str) -> str:
    import trafilatura

    found = trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True)
    return found or ""


def _known(lines: Iterable[str]) -> Shingles:
    """Return the runs of words in the lines of what trafilatura found."""
    known: Shingles = set()
    for line in lines:
        for cell in line.split("|") if line.startswith("|") else [line]:
            known |= _shingles(cell)
    return known


def _shingles(text: str) -> Shingles:
    words = _WORD.findall(text.lower())
    if len(words) <= _SHINGLE:
        return {tuple(words)} if words else set()
    return {tuple(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1)}


def _wrap_runs(body: Tree) -> None:
    """Put words that stand beside blocks, within one element, into divisions of their own."""
    for element in [found for found in body.iter(*BLOCKS) if not _is_leaf(found)]:
        run: Tree = None
        if element.text and element.text.strip():
            run = element.makeelement("div", {})
            run.text, element.text = element.text, None
            element.insert(0, run)
        for child in [child for child in element if child is not run]:
            tail, child.tail = child.tail, None
            if child.tag in BLOCKS:
                run = None
            else:
                if run is None:
                    run = element.makeelement("div", {})
                    child.addprevious(run)
                run.append(child)
            if tail and tail.strip():
                if run is None:
                    run = element.makeelement("div", {})
                    child.addnext(run)
                    run.text = tail
                else:
                    child.tail = tail


def _is_leaf(element: Tree) -> bool:
    return not any(inner is not element for inner in element.iter(*BLOCKS))


def _prune(body: Tree, known: Shingles) -> list[str]:
    """Take out the blocks that are not known, and headings and cells beside which nothing is left.

    Notes that a kept block leads to stay.
    """
    leaves = [element for element in body.iter(*BLOCKS) if _is_leaf(element)]
    kept = {element for element in leaves if _is_known(words_of(element), known)}
    targets = {_local_target(link) for element in kept for link in element.iter("a")} - {""}
    first, last = _reach(leaves, kept)
    dropped: list[str] = []
    for position, element in enumerate(leaves):
        words = words_of(element)
        if element in kept or not words:
            continue
        over_text = any(below in kept for below in leaves[position + 1 : position + 3])
        is_inside = first <= position < last
        if is_inside and ((element.tag in _HEADINGS and over_text) or _BYLINE.search(class_names(element))):
            continue
        if _is_target(element, targets) or _in_table_of(element, kept):
            continue
        remove(element)
        dropped.append(words)
    return dropped


def _local_target(link: Tree) -> str:
    """Return the id within the page that a link leads to; empty where it leads elsewhere."""
    address = link.get("href") or ""
    return str(address[1:]) if address.startswith("#") else ""


def _reach(leaves: list[Tree], kept: set[Tree]) -> tuple[int, int]:
    positions = [position for position, element in enumerate(leaves) if element in kept]
    return (max(positions[0] - 2, 0), positions[-1]) if positions else (0, 0)


def _is_known(words: str, known: Shingles) -> bool:
    shingles = _shingles(words)
    return bool(shingles) and len(shingles & known) >= _ENOUGH * len(shingles)


def _is_target(element: Tree, targets: set[str]) -> bool:
    """Tell whether an element, one within it or one around it is the note that a link leads to."""
    if not targets:
        return False
    names = [inner.get("id") or inner.get("name") for inner in element.iter("*")]
    names += [above.get("id") for above in list(element.iterancestors())[:2]]
    return any(name in targets for name in names if name)


def _in_table_of(element: Tree, kept: set[Tree]) -> bool:
    """Tell whether a cell belongs to a row of which another cell is kept."""
    if element.tag not in ("td", "th"):
        return False
    row = element.getparent()
    return row is not None and any(cell in kept for cell in row)
