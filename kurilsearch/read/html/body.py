"""The body of a web page: what trafilatura finds to be its text, with the page's own structure, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice, takewhile

from kurilsearch.read.html.chrome import in_text_box, is_linked, needed_signs, prose_of, says_text, take_chrome
from kurilsearch.read.html.divisions import split_breaks, wrap_runs
from kurilsearch.read.html.notes import MARK
from kurilsearch.read.html.tree import BLOCKS, Tree, class_names, elements, remove, seen_words, words_of

_SHINGLE = 4
"""Words in a row by which a block of the page is known again in what trafilatura gives."""
_ENOUGH = 0.6
_FAR_TOO_LITTLE = 0.25
_NEARLY_ALL = 0.9
_PARAGRAPH = 60
"""Characters of a block among the text's paragraphs that is held to be one of them."""
_HEAD = 8
"""Blocks above the text among which the page's title may stand."""
_LONG_PAGE = 20_000
"""Characters of a page of which trafilatura may take so little: a long list of links with a short text."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "”", "」", "』", "»", '"', "؟", "۔", "।", "…")
_CODE = ("script", "style", "template", "svg")
_ITEMS = ("li", "dt", "dd")
_CAPTIONS = ("caption", "figcaption")
_BYLINE = re.compile(r"(?<![a-z])(?:by-?line|author|date-?line|pub-?date|published|caption)(?![a-z])")
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
    for element in elements(body):
        if element.tag in _CODE:
            remove(element)
    split_breaks(body)
    dropped = take_chrome(body)
    if not dropped and not is_linked(body):
        return dropped
    extracted = _extract(page)
    length = len(words_of(body))
    if not extracted:
        return dropped
    if len(extracted) < _FAR_TOO_LITTLE * length and (length < _LONG_PAGE or not is_linked(body)):
        return dropped
    wrap_runs(body)
    return dropped + _prune(body, _known(extracted.split("\n")))


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


def _is_leaf(element: Tree) -> bool:
    return not any(inner is not element for inner in element.iter(*BLOCKS))


def _prune(body: Tree, known: Shingles) -> list[str]:
    """Take out the blocks that are not known, and headings and cells beside which nothing is left.

    Notes that a kept block leads to stay.
    """
    leaves = {element: words for element in body.iter(*BLOCKS) if _is_leaf(element) and (words := seen_words(element))}
    order = list(leaves)
    kept = {element for element, words in leaves.items() if _is_known(words, known)}
    found, whole = (sum(map(len, of)) for of in ((leaves[element] for element in kept), leaves.values()))
    if found < _FAR_TOO_LITTLE * whole and not is_linked(body):
        return []  # what was found is not the page's words as they stand
    kept |= _head_of(order, kept)
    targets = {_local_target(link) for element in kept for link in element.iter("a")} - {""}
    kept |= {element for element in _unshown(leaves, kept) if not _is_target(element, targets)}
    first, last = _reach(order, kept)
    kept |= _overlooked(body, leaves, kept, first, last)
    targets = {_local_target(link) for element in kept for link in element.iter("a")} - {""}
    first, last = _reach(order, kept)
    kept -= _headings_of_nothing(order, kept)
    text = set(_holder(body, kept).iter("*"))
    dropped: list[str] = []
    for position, (element, words) in enumerate(leaves.items()):
        if element in kept:
            continue
        over_text = any(below in kept for below in order[position + 1 : position + 3])
        is_inside = first <= position < last
        is_heading = element.tag in _HEADINGS and over_text
        if is_inside and (is_heading or element.tag in _CAPTIONS or _BYLINE.search(class_names(element))):
            continue
        if element.tag in _CAPTIONS and element in text:
            continue
        if _is_target(element, targets) or _in_table_of(element, kept) or (is_inside and _in_quotation(element)):
            continue
        remove(element)
        dropped.append(words)
    return dropped


def _head_of(order: list[Tree], kept: set[Tree]) -> set[Tree]:
    """Return the page's title above the text that is kept, and the prose between the two, which sums the text up."""
    first = next((position for position, element in enumerate(order) if element in kept), 0)
    above = order[max(first - _HEAD, 0) : first]
    titles = [position for position, element in enumerate(above) if element.tag == "h1"]
    return {above[titles[-1]], *filter(prose_of, above[titles[-1] :])} if titles else set()


def _unshown(leaves: dict[Tree, str], kept: set[Tree]) -> set[Tree]:
    """Return the prose that trafilatura passed over and nothing else, or too little for its length, shows as furniture.

    Another sign than that is to stand outside of what says that it holds the page's text.
    """
    prose = {element: length for element in leaves if (length := prose_of(element))}
    whole = sum(prose.values())
    has_text = any(says_text(above) for element in kept for above in element.iterancestors())
    found: set[Tree] = set()
    for is_outside in (False, True):
        passed = [
            element
            for element in prose
            if element not in kept
            and (has_text and not any(map(says_text, element.iterancestors()))) == is_outside
            and _linked(element) < 0.3 * len(leaves[element])
        ]
        length = sum(prose[element] for element in passed)
        needed = needed_signs(length, length / whole) if length else 0
        if needed is None or needed > 1 + is_outside:
            found.update(passed)
    return found


def _overlooked(body: Tree, leaves: dict[Tree, str], kept: set[Tree], first: int, last: int) -> set[Tree]:
    """Return the paragraphs and code that trafilatura passed over among those that it took (``kept``).

    They stand between ``first`` and ``last``, in what holds nearly all of the text or beside a paragraph of it. Behind
    the last one they are whole sentences within the former, until something else comes.
    """
    around = {element.getparent() for element in kept}
    lists = {_list_of(element) for element in kept} - {None}
    text = set(_holder(body, kept).iter("*"))
    found: set[Tree] = set()
    for position, (element, words) in islice(enumerate(leaves.items()), first, None):
        if element in kept:
            continue
        is_in_box = in_text_box(element)
        is_text = (
            is_in_box or _is_prose(element, words) or (_list_of(element) in lists and _linked(element) < len(words))
        )
        if position < last:
            if is_text and (element in text or _is_beside(element, around)):
                found.add(element)
        elif is_text and element in text and (is_in_box or element.tag == "pre" or words.endswith(_SENTENCE_ENDS)):
            found.add(element)
        elif element.tag not in _HEADINGS:
            break
    return found


def _headings_of_nothing(order: list[Tree], kept: set[Tree]) -> set[Tree]:
    """Return the headings behind all text that is kept: those of boxes (``Like this:``)."""
    backwards = [element for element in reversed(order) if element in kept]
    headings = set(takewhile(lambda element: element.tag in _HEADINGS, backwards))
    return headings if len(headings) < len(backwards) else set()


def _holder(body: Tree, kept: set[Tree]) -> Tree:
    """Return the innermost element that holds nearly all of the text of the leaves ``kept``."""
    lengths = {element: len(words_of(element)) for element in kept}
    whole = sum(lengths.values())
    holder = body
    for element in reversed(list(body.iter("*"))):
        parent = element.getparent()
        if element in lengths and parent is not None:
            lengths[parent] = lengths.get(parent, 0) + lengths[element]
    for element in body.iter("*"):
        if lengths.get(element, 0) >= _NEARLY_ALL * whole and not _is_leaf(element):
            holder = element
    return holder


def _is_beside(element: Tree, around: set[Tree]) -> bool:
    """Tell whether an element stands where kept ones stand, or within one that does."""
    parent = element.getparent()
    return parent in around or (parent is not None and parent.getparent() in around)


def _is_prose(element: Tree, words: str) -> bool:
    """Tell whether a block is a paragraph or code, and no row of links."""
    is_sentence = len(words) >= _PARAGRAPH or (words.count(" ") > 2 and words.endswith(_SENTENCE_ENDS))
    return element.tag == "pre" or (is_sentence and _linked(element) < 0.3 * len(words))


def _linked(element: Tree) -> int:
    """Return how many characters of an element are those of links."""
    return sum(len(words_of(link)) for link in element.iter("a"))


def _list_of(element: Tree) -> Tree:
    """Return the list that a block is an item of, or begins one; None where it is none."""
    item = element if element.tag in _ITEMS else element.getparent()
    return item.getparent() if item is not None and item.tag in _ITEMS else None


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
    beside = element.getprevious()
    if beside is not None and MARK.fullmatch(words_of(beside)):  # its number
        names += [inner.get("id") for inner in beside.iter("*")]
    return any(name in targets for name in names if name)


def _in_quotation(element: Tree) -> bool:
    """Tell whether a block belongs to a quotation: its words, or the line below that says whose they are."""
    return any(above.tag == "blockquote" for above in (element, *element.iterancestors()))


def _in_table_of(element: Tree, kept: set[Tree]) -> bool:
    """Tell whether a cell belongs to a row of which another cell is kept."""
    if element.tag not in ("td", "th"):
        return False
    row = element.getparent()
    return row is not None and any(cell in kept for cell in row)
