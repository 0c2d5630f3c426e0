"""Notes of a page that has no mark-up for them: a raised or bracketed number that leads to a later place."""

from __future__ import annotations

import re

from kurilsearch.read.html.tree import BLOCKS, Tree, elements, remove, words_of

NOTE_CLASS = "footnote"
"""The class of the divisions that :func:`mark_notes` makes, and that others give their notes."""

_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z]|[ivx]{1,5})[\])]?\.?")
_BRACKETED = re.compile(r"[\[(].+[\])]")
_BACK = re.compile(r"[↩↑⏎^\ufe0e\ufe0f\s]*|[\[(]?(?:\d{1,3}|[*†‡§a-z]|back|return)[\])]?\.?", re.IGNORECASE)
_KNOWN_TO_PANDOC = ("noteref", "backlink")


def mark_notes(root: Tree) -> None:
    """Put the notes of a page into divisions of the class ``footnote``, without the links that lead back."""
    positions: dict[Tree, int] = {}
    targets: dict[str, Tree] = {}
    for position, element in enumerate(elements(root)):
        positions[element] = position
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                targets.setdefault(name, element)
    notes: dict[Tree, None] = {}
    for link, position in positions.items():
        target = targets.get((link.get("href") or "#")[1:]) if _is_note_link(link) else None
        if target is None or positions[target] < position:
            continue
        note = _block_of(target)
        if note is not None and positions[note] > position:
            notes[note] = None
    for note in notes:
        _mark(note, positions, targets)


def _is_note_link(link: Tree) -> bool:
    """Tell whether an element is a link within the page that looks like the mark of a note."""
    if link.tag != "a" or not (link.get("href") or "").startswith("#"):
        return False
    kind = f"{link.get('role') or ''} {link.get('epub:type') or ''}"
    words = words_of(link)
    if any(known in kind for known in _KNOWN_TO_PANDOC) or not _MARK.fullmatch(words):
        return False
    parent = link.getparent()
    raised = link.find(".//sup") is not None or (parent is not None and parent.tag == "sup")
    return raised or _BRACKETED.fullmatch(words) is not None or "note" in (link.get("class") or "").lower()


def _block_of(target: Tree) -> Tree:
    """Return the block that begins with the place a link leads to; None where that lies within a paragraph."""
    element = target
    while element is not None and element.tag not in BLOCKS:
        element = element.getparent()
    if element is None or element.tag in ("body", "main", "article", "section", "table", "ol", "ul", "dl"):
        return None
    return element


def _mark(note: Tree, positions: dict[Tree, int], targets: dict[str, Tree]) -> None:
    """Make a block a note: an item of a list gets a division within it, any other block is put into one."""
    for link in [inner for inner in note.iter("a") if _BACK.fullmatch(words_of(inner))]:
        target = targets.get((link.get("href") or "#")[1:])
        leads_back = target is not None and positions[target] < positions[link]
        if leads_back or not any(char.isalnum() for char in words_of(link)):
            remove(link)
    division = note.makeelement("div", {"class": NOTE_CLASS})
    if note.tag in ("li", "dd", "td", "th"):
        division.text, note.text = note.text, None
        division.extend(list(note))
        note.append(division)
    else:
        note.addprevious(division)
        division.tail, note.tail = note.tail, None
        division.append(note)
