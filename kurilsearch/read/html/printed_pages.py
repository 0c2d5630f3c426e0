"""The numbers of printed pages in a web page: those of a book that was set as one page of the web."""

from __future__ import annotations

import re

from kurilsearch.language.numerals import ROMAN
from kurilsearch.read.html.tree import Tree, elements, page_mark, remove, semantics, words_of

_CLASS = re.compile(
    r"(?<![a-z])(?:page-?(?:num(?:ber)?|no)|pagebreak|pb|pb-?num|seiten?(?:zahl)?|zenotxs(?:eite|pan))(?![a-z])"
)
_PARAGRAPH = 60
_LABEL = re.compile(
    rf"[\[({{|]?\s*(?:(?:pg|pp?|page|seite|s|стр|с)\.?\s*)?(\d{{1,4}}[ab]?|(?=[ivxlcIVXLC]){ROMAN}|(?=[ivxlc]){ROMAN.lower()})?(?:/\d{{1,4}})?\s*[\])}}|]?",
    re.IGNORECASE,
)


def mark_printed_pages(root: Tree) -> None:
    """Put a mark in the place of each number of a printed page, which its class or its type says that it is."""
    for element in elements(root):
        kinds = f"{(element.get('class') or '').lower()} {semantics(element)}"
        if element.tag not in ("span", "a", "div", "p", "b", "i", "em", "small"):
            continue
        if not (_CLASS.search(kinds) or ("page" in kinds.split() and _is_within_prose(element))):
            continue
        label = _LABEL.fullmatch(words_of(element).strip("\u200b "))
        if label is None or element.getparent() is None:
            continue
        told = label[1] or element.get("data-page-number") or element.get("title") or element.get("aria-label") or ""
        mark = page_mark(element, told.strip(" .") if _LABEL.fullmatch(told) else "")
        element.addprevious(mark)
        remove(element)


def _is_within_prose(element: Tree) -> bool:
    """Tell whether an element is a number within a paragraph."""
    parent = element.getparent()
    return parent is not None and any(map(str.isdecimal, words_of(element))) and len(words_of(parent)) >= _PARAGRAPH
