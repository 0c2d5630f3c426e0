"""The frame of a web page: menus, forms, boxes beside the text, columns of links, taken out by what they are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from kurilsearch.language.cjk import HANGUL, UNSPACED
from kurilsearch.language.sentence_end import ends_like_sentence
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
    r"(?<![a-z])(?:no-?print|(?:skip|jump)-?link|mw-editsection|sr-only|screen-reader-text|wm-ipp(?:-\w+)?"
    r"|google-cache-hdr)(?![a-z])"
)
_NOTE = re.compile(r"(?<![a-z])(?:foot|end|cite[_-])?(?:note|fn|ftn|edn)s?(?![a-z])|references")
_SERVICE = re.compile(
    r"google scholar|crossref|pubmed(?: central)?|medline|web of science®?|scopus|ads|cas|chemport|sfx|full text"
    r"|open in (?:figure viewer|new tab)|(?:download )?powerpoint|download (?:figure|slide)|view large|return to ref"
)
"""The words of links that journals put beside an entry of a reference list or under a figure."""
_BOX = re.compile(r"(?<![a-z])(?:sidebar|box)(?![a-z])")
_CONTROLS = ("input", "button", "select", "textarea")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_QUOTING = ("blockquote", "figure")
_MOST_PROSE = (0.05, 0.15, 0.5)
"""The part of a page's prose that may go for one sign, for two, for three."""
_BOX_PROSE = 300
"""Characters of prose that are no more than a box has (a notice, a form to sign up) ..."""
_BOX_SHARE = 0.2
"""... for which one sign is enough up to this part of the page's prose, and two beyond."""
_SENTENCE = 3
"""Blanks in a few words that are a sentence ..."""
_DENSE_SENTENCE = 8
"""... and signs, where no blanks stand between words."""
_WORD = re.compile(r"\w+")
_SEVERAL_WORDS = re.compile(r"\w[-_]\w")
_DENSE = re.compile(f"[{UNSPACED}{HANGUL}]")
"""Signs that say about twice what a letter says."""
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

    The more prose would go, the more signs have to say that it is none: one for next to nothing, two for a few
    paragraphs, three for more; half of the page is no menu, whatever its class says.
    """
    dropped: list[str] = []
    for link in list(body.iter("a")):
        is_last = not (link.tail or "").strip(" \n\t|,;.[]()")
        if is_last and _SERVICE.fullmatch(words_of(link).casefold().strip("[]() ")):
            remove(link)
    page = _Page.of(body)
    for element in elements(body):
        if element.tag in UNSEEN - {"nav", "button"} or not _is_within(element, body):
            continue
        if _is_chrome(element) and not _is_text_box(element) and page.shows_chrome(element):
            words = seen_words(element)
            remove(element)
            dropped += [words] if words else []
    return dropped + _take_side_columns(body) + _take_rows_of_links(body)


def in_text_box(element: Tree) -> bool:
    """Tell whether an element belongs to a box in the midst of the text."""
    above = list(element.iterancestors())[:_BOX_DEPTH]
    return any(_BOX.search(class_names(box)) and _is_text_box(box) for box in above)


def is_linked(body: Tree) -> bool:
    """Tell whether a good part of the page is links: then it has menus, whatever they are made of."""
    return _linked(body) > 0.2 * len(words_of(body))


def _is_chrome(element: Tree) -> bool:
    """Tell whether an element is made for a menu, a form, a box beside the text, or for the screen alone."""
    if element.tag in ("html", "body", "main", "article"):
        return False
    if element.tag in ("footer", "header") and any(above.tag in _QUOTING for above in element.iterancestors()):
        return False
    names = _made_names(element)
    if element.tag in _TAGS or (element.get("role") or "") in _ROLES:
        return not (element.tag == "aside" and _NOTE.search(f"{names} {semantics(element)}"))
    return _NOT_PRINTED.search(names) is not None or (element.tag in BLOCKS and _CLASSES.search(names) is not None)


def _is_text_box(element: Tree) -> bool:
    """Tell whether a box (``sidebar`` is a text box in DocBook) stands among paragraphs and holds more than links."""
    if element.tag not in ("div", "aside") or not _BOX.search(class_names(element)):
        return False
    parent, words = element.getparent(), words_of(element)
    if parent is None or len(words) < _PARAGRAPH or _linked(element) > 0.3 * len(words):
        return False
    if next(element.iter(*_CONTROLS), None) is not None:
        return False
    beside = (*islice(element.itersiblings(preceding=True), _NEAR), *islice(element.itersiblings(), _NEAR))
    paragraphs = (other for other in beside if other.tag in ("p", "div") and _is_leaf(other))
    return any(len(words_of(other)) >= _PARAGRAPH for other in paragraphs)


def _is_leaf(element: Tree) -> bool:
    return next(element.iter(*(BLOCKS - {element.tag})), None) is None


@dataclass(frozen=True, slots=True)
class _Page:
    """What is known of a page before anything is taken out: characters of ``prose`` in each element that has any.

    ``of_class`` sums it over the elements of one tag and class, as the posts of a thread are; ``text`` are the elements
    that say that they hold the page's text, where most of the prose is theirs.
    """

    prose: Mapping[Tree, int]
    of_class: Mapping[tuple[str, str], int]
    text: frozenset[Tree]
    whole: int

    @classmethod
    def of(cls, body: Tree) -> _Page:
        prose: dict[Tree, int] = {}
        of_class: Counter[tuple[str, str]] = Counter()
        for element in reversed(list(body.iter("*"))):
            if element.tag in BLOCKS and _is_leaf(element) and (length := prose_of(element)):
                prose[element] = length
            parent = element.getparent()
            if element in prose:
                of_class[_class_of(element)] += prose[element]
                if parent is not None:
                    prose[parent] = prose.get(parent, 0) + prose[element]
        whole = prose.get(body, 0)
        text = [element for element in body.iter("*") if says_text(element) and prose.get(element, 0) > 0.5 * whole]
        return cls(prose, of_class, frozenset(text), whole)

    def shows_chrome(self, element: Tree) -> bool:
        """Tell whether as many signs as its prose asks for say that an element is no part of the text."""
        if not self.prose.get(element) or _NOT_PRINTED.search(class_names(element)):
            return self.whole > 0 or self._signs(element) > 1
        length = max(self.prose[element], self.of_class[_class_of(element)])
        needed = needed_signs(length, length / self.whole)
        if needed == 1 and length <= _BOX_PROSE:
            is_within_text = bool(self.text.intersection(element.iterancestors()))
            is_named_so = _CLASSES.search(_made_names(element)) is not None
            needed = 2 if is_within_text and not is_named_so else 1
        return needed is not None and self._signs(element) >= needed

    def _signs(self, element: Tree) -> int:
        is_made_so = element.tag in _TAGS or (element.get("role") or "") in _ROLES
        is_named_so = _CLASSES.search(_made_names(element)) is not None
        words = words_of(element)
        is_linked = _linked(element) > 0.3 * len(words) or next(element.iter(*_CONTROLS), None) is not None
        above = set(element.iterancestors())
        is_outside = bool(self.text) and not self.text & above and not self.text & set(element.iter("*"))
        return sum((is_made_so, is_named_so, is_linked, is_outside))


def says_text(element: Tree) -> bool:
    """Tell whether an element says that it holds the text of its page."""
    says_so = "main" in semantics(element).split() or element.get("itemprop") == "articleBody"
    return element.tag in ("main", "article") or says_so


def prose_of(block: Tree) -> int:
    """Return the weight, in letters, of a paragraph or a sentence; 0 for other words, code and rows of links."""
    words = words_of(block)
    length = len(words) + len(_DENSE.findall(words))
    is_words = block.tag != "pre" and 2 * _linked(block) < len(words)
    return length if is_words and _is_prose(words, length) else 0


def needed_signs(length: int, share: float) -> int | None:
    """Return how many signs have to say that prose is furniture; None where none are enough.

    ``length`` is that of the prose in letters, ``share`` its part of the page's prose.
    """
    if length <= _BOX_PROSE:
        return 2 if share > _BOX_SHARE else 1
    return next((signs for signs, most in enumerate(_MOST_PROSE, start=1) if share <= most), None)


def _class_of(element: Tree) -> tuple[str, str]:
    return element.tag, element.get("class") or element.get("id") or ""


def _is_prose(words: str, length: int) -> bool:
    """Tell whether words, which weigh as ``length`` letters do, are a paragraph or a sentence."""
    is_several = words.count(" ") >= _SENTENCE or length - len(words) >= _DENSE_SENTENCE
    return length >= _PARAGRAPH or (is_several and ends_like_sentence(words))


def _linked(element: Tree) -> int:
    return sum(len(words_of(link)) for link in element.iter("a") if _leads_away(link))


def _made_names(element: Tree) -> str:
    """Return the classes, role and id of an element but those that were made from the words of a heading in it.

    A class of one word (``comments``) says what it says, whatever the heading is. An id of several words on a section
    with a heading is its name, though its author has worded the heading anew.
    """
    classes = (element.get("class") or "").lower().split()
    ids = [(element.get("id") or "").lower()]
    is_section = element.tag == "section" and len(element) > 0 and element[0].tag in _HEADINGS
    if element.tag in _HEADINGS or (is_section and _SEVERAL_WORDS.search(ids[0])):
        ids = []
    for heading in element.iter(*_HEADINGS):
        words = set(_WORD.findall(words_of(heading).lower()))
        plain = words | set(_WORD.findall(_without_accents(words_of(heading).lower())))
        ids = [name for name in ids if not set(_WORD.findall(name)) <= plain]
        classes = [
            name
            for name in classes
            if not set(_WORD.findall(name)) <= words or (element is not heading and name.isalpha())
        ]
    return " ".join((*classes, element.get("role") or "", *ids)).lower()


def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


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
