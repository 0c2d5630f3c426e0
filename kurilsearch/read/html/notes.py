"""Notes of a page or an e-book: found by what their marks say, or by what they look like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kurilsearch.read.html.tree import BLOCKS, Tree, elements, is_page_mark, remove, semantics, words_of

MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z]|[ivx]{1,5})[\])]?\.?")
"""What the mark of a note looks like: a number, a letter or a star, in brackets or without."""

_BRACKETED = re.compile(r"[\[(].+[\])]")
_BACK = re.compile(r"[↩↑⏎^\ufe0e\ufe0f\s]*|[\[(]?(?:\d{1,3}|[*†‡§a-z]|back|return)[\])]?\.?", re.IGNORECASE)
_HOLDS_BACK_LINKS = re.compile(r"(?<![a-z])back-?links?(?![a-z])")
_NO_NOTES = ("body", "main", "article", "section", "table", "tbody", "tr", "ol", "ul", "dl")
_SAID = frozenset(("footnote", "endnote", "rearnote", "annotation", "doc-footnote", "doc-endnote"))
_CLASSES = frozenset(("footnote", "footnotes", "endnote", "endnotes", "fn", "footnotetext"))


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a tree: the mark (a link) that leads to each, those that go behind the paragraph of their mark.

    ``all`` are the blocks that are notes, wherever they are written.
    """

    by_mark: Mapping[Tree, Tree] = field(default_factory=dict)
    lifted: frozenset[Tree] = frozenset()
    all: frozenset[Tree] = frozenset()


def collect_notes(root: Tree) -> Notes:
    """Return the notes of a tree, and take the links that lead back out of them.

    Notes go behind the paragraph that their mark is in, but for those among which pages of a printed book begin: these
    were printed at the end.
    """
    places = {element: place for place, element in enumerate(elements(root))}
    targets = _targets(root)
    by_mark: dict[Tree, Tree] = {}
    for link in places:
        target = targets.get((link.get("href") or "#")[1:]) if _is_mark(link, targets) else None
        note = _block_of(target) if target is not None else None
        if note is not None and places[note] > places[link]:
            by_mark[link] = note
    led = dict.fromkeys(by_mark.values())
    for note in led:
        _remove_back_links(note, places, targets)
        if note.tag == "dd":
            remove(note.getprevious())  # its number
    lifted = frozenset(led) - _printed_apart(led, places)
    said = {element for element in places if says_note(element)}
    return Notes(by_mark, lifted, frozenset(led) | said)


def _targets(root: Tree) -> dict[str, Tree]:
    """Return the elements by the names that links lead to; of equals the first."""
    targets: dict[str, Tree] = {}
    for element in elements(root):
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                targets.setdefault(name, element)
    return targets


def _is_mark(link: Tree, targets: Mapping[str, Tree]) -> bool:
    """Tell whether an element is a link within the page that says that it marks a note, or looks like it.

    A bare number is one where the note leads back to it.
    """
    if link.tag != "a" or not (link.get("href") or "").startswith("#"):
        return False
    kinds = semantics(link)
    if "noteref" in kinds or "annoref" in kinds or "backlink" in kinds:
        return "backlink" not in kinds
    words = words_of(link)
    if not MARK.fullmatch(words):
        return False
    parent = link.getparent()
    raised = link.find(".//sup") is not None or (parent is not None and parent.tag == "sup")
    said = "note" in (link.get("class") or "").lower()
    is_marked = raised or said or _BRACKETED.fullmatch(words) is not None or _take_brackets(link)
    return is_marked or _is_answered(link, targets)


def _is_answered(link: Tree, targets: Mapping[str, Tree]) -> bool:
    """Tell whether the block that a link leads to begins with a link of the same words that leads back to it."""
    target = targets.get(link.get("href")[1:])
    note = _block_of(target) if target is not None else None
    answer = next(note.iter("a"), None) if note is not None else None
    if answer is None or words_of(answer).strip("[]().") != words_of(link).strip("[]()."):
        return False
    back = targets.get((answer.get("href") or "#")[1:])
    return back is not None and (back is link or link in back.iter("a") or back in link.iter("*"))


def _take_brackets(link: Tree) -> bool:
    """Take the brackets around a link into it; tell whether there were any."""
    before, parent = link.getprevious(), link.getparent()
    holder_text = before.tail if before is not None else parent.text if parent is not None else None
    text = str(holder_text or "")
    if not text.endswith("[") or not (link.tail or "").startswith("]"):
        return False
    if before is not None:
        before.tail = text[:-1]
    else:
        parent.text = text[:-1]
    words = words_of(link)
    for child in list(link):
        link.remove(child)
    link.text, link.tail = f"[{words}]", link.tail[1:]
    return True


def says_note(element: Tree) -> bool:
    """Tell whether an element says that it is a note, or holds notes."""
    return bool(_SAID & set(semantics(element).split()) or _CLASSES & set((element.get("class") or "").lower().split()))


def _block_of(target: Tree) -> Tree:
    """Return the block that begins with the place a link leads to; None where that lies within a larger one."""
    element = target
    while element is not None and element.tag not in BLOCKS:
        element = element.getparent()
    below = element.getnext() if element is not None and element.tag == "dt" else None
    if below is not None and below.tag == "dd" and _is_numeral(element):
        return below
    return None if element is None or element.tag in _NO_NOTES else element


def _is_numeral(term: Tree) -> bool:
    """Tell whether a term of a list is the number of the note beside it, as Sphinx writes notes."""
    return MARK.fullmatch(words_of(term)) is not None


def _printed_apart(notes: Mapping[Tree, object], places: Mapping[Tree, int]) -> frozenset[Tree]:
    """Return the notes among which, in their list, a printed page begins."""
    breaks = [place for element, place in places.items() if is_page_mark(element)]
    lists: dict[Tree, list[Tree]] = {}
    for note in notes:
        lists.setdefault(note.getparent(), []).append(note)
    apart: set[Tree] = set()
    for group in lists.values():
        first, last = places[group[0]], max(places[inner] for inner in group[-1].iter("*"))
        if any(first < place <= last for place in breaks):
            apart.update(group)
    return frozenset(apart)


def _remove_back_links(note: Tree, places: Mapping[Tree, int], targets: Mapping[str, Tree]) -> None:
    """Take out the links of a note to its marks, and what holds nothing else."""
    for holder in [inner for inner in note.iter("span") if _HOLDS_BACK_LINKS.search(inner.get("class") or "")]:
        remove(holder)
    for link in [inner for inner in note.iter("a") if _BACK.fullmatch(words_of(inner))]:
        target = targets.get((link.get("href") or "#")[1:])
        leads_back = target is not None and places[target] < places[link]
        if leads_back or not any(char.isalnum() for char in words_of(link)):
            remove(link)
