"""The numbers of verses, as Bibles and editions of poems print them within the text: they are no words of it."""

from __future__ import annotations

import re
from itertools import pairwise

from kurilsearch.read.html.tree import BLOCKS, Tree, class_names, words_of

_NAMED = re.compile(
    r"(?<![a-z])(?:verse[-_]?(?:num(?:ber)?|no|label)|v(?:s|erse)?[-_]?num)(?![a-z])"
    r"|(?:\A|\s)(?:v|vs|vn|verse)(?:\s|\Z)"
)
_NUMBER = re.compile(r"\d{1,3}[ab]?")
_WORD = re.compile(r"[\"'“‘„«»‹(\[]*[^\W\d_]{2}")
_BLANK_BEFORE = re.compile(r"(?:\A|[\s\u2014])[\"'“‘„«(\[]*\Z")


def verse_numbers(root: Tree) -> frozenset[Tree]:
    """Return the elements that hold the number of a verse: by their class, or raised figures right before a word.

    One at the beginning of a block is a note's where no higher one follows within the block.
    """
    found: set[Tree] = set()
    raised: dict[Tree, list[tuple[Tree, int, bool]]] = {}
    for element in root.iter("sup", "span", "b", "strong", "a"):
        words = (element.text or "").strip()
        if not _NUMBER.fullmatch(words):
            continue
        if _NAMED.search(class_names(element)):
            found.add(element)
        elif element.tag == "sup" and element.find(".//a") is None and _WORD.match(_behind(element)):
            block = next((above for above in element.iterancestors() if above.tag in BLOCKS), root)
            before = _before(element)
            if _BLANK_BEFORE.search(before):
                raised.setdefault(block, []).append((element, int(words.rstrip("ab")), not before.strip()))
    for of in raised.values():
        values = [value for _, value, _ in of]
        counts = len(of) > 1 and all(second - first == 1 for first, second in pairwise(values))
        found.update(element for element, _, opens in of if counts or not opens)
    return frozenset(found)


def _behind(element: Tree) -> str:
    """Return the text right behind an element; the blank within it stands for one behind it."""
    tail = element.tail or ""
    return tail.lstrip() if "".join(element.itertext())[-1:].isspace() or tail[:1] == "\xa0" else tail


def _before(element: Tree) -> str:
    """Return the end of the text before an element, empty where it is the first thing in its block."""
    above = element.getprevious()
    if above is not None:
        return (above.tail or words_of(above))[-9:]
    parent = element.getparent()
    if parent is None:
        return ""
    text = parent.text or ""
    return text[-9:] if text.strip() or parent.tag in BLOCKS else _before(parent)
