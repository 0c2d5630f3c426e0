"""The text of a TEI document written as blocks, as its pages print it.

Of two readings that stand side by side (``choice``, ``app``) the one of the source is the text, not the editor's
correction: a quotation is of what is printed. The other one is furniture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from kurilsearch.model import FurnitureKind, Kind
from kurilsearch.read.html.notes import MARK
from kurilsearch.read.html.tree import words_of
from kurilsearch.read.superscripts import superscript
from kurilsearch.read.tei.elements import BLOCKS, DIVISIONS, QUOTATIONS, READINGS, SPOKEN, UNREAD
from kurilsearch.read.writer import Aside, Fragment, PageBreak, TextWriter, is_fragment

Tree = Any

_QUOTES = "\"'“”‘’«»‹›„‚「」『』"
_HYPHENS = ("-", "‐", "\xad", "¬")
_CLOSING = frozenset(".,;:!?)]”’»")
_MOST_HEADS = 3
"""Headings of one division, one below the other."""
_PAGE_SIGNS = "[]()."


def write_text(root: Tree, writer: TextWriter) -> None:
    """Write the text of a document, or of all documents of a corpus.

    A note stands behind the paragraph of its mark, a stanza keeps its lines, and what a person of a play says has the
    person as its speaker.
    """
    notes = {name: note for note in root.iter("note") if (name := note.get("id"))}
    led = {notes[name] for ref in root.iter("ref", "ptr") if (name := _target(ref)) in notes}
    for text in [found for found in root.iter("text") if not _is_inner(found)] or [root]:
        _Walk(writer, notes, led, _edition(text)).write(text)


def _is_inner(text: Tree) -> bool:
    return next(text.iterancestors("text"), None) is not None


def _target(ref: Tree) -> str:
    address = ref.get("target") or ""
    return address[1:] if address.startswith("#") else address


def _edition(text: Tree) -> str | None:
    """Return the edition whose pages count: that of most page breaks, where they are those of several."""
    editions = Counter(found.get("ed") for found in text.iter("pb"))
    return max(editions, key=editions.__getitem__, default=None)


class _Walk:
    """One walk over a text: words gather until a block begins or ends, and are written then."""

    def __init__(self, writer: TextWriter, notes: Mapping[str, Tree], led: set[Tree], edition: str | None) -> None:
        self._writer = writer
        self._notes = notes
        self._led = led
        self._edition = edition
        self._kind = Kind.BODY
        self._depth = 0
        self._marker = ""
        self._speaker: str | None = None
        self._found: list[Fragment] = []
        self._called: list[Tree] = []
        self._done: set[Tree] = set()
        self._in_verse = False

    def write(self, text: Tree) -> None:
        """Write everything within ``text``."""
        self._walk(text)
        self._flush()

    def _walk(self, element: Tree) -> None:
        """Write an element; the text behind it is its parent's."""
        tag = element.tag
        if tag in UNREAD or element in self._led:
            return
        if tag == "pb":
            self._page(element)
        elif tag == "lb":
            self._line_break(element)
        elif tag == "gap":
            self._text("[…]")
        elif tag == "head":
            self._head(element)
        elif tag == "note":
            self._note(element)
        elif tag in ("ref", "ptr") and _target(element) in self._notes:
            self._mark(element)
        elif tag == "speaker":
            self._flush()
            self._speaker = words_of(element).rstrip(".:") or None
            self._writer.add_furniture(words_of(element), FurnitureKind.SPEAKER)
        elif tag == "l":
            self._line(element)
        elif tag == "fw":
            self._found.append(Aside(words_of(element), FurnitureKind.RUNNING_HEAD))
        elif tag == "del":
            self._found.append(Aside(words_of(element), FurnitureKind.OTHER, "deletion"))
        elif tag in READINGS:
            self._readings(element, READINGS[tag])
        elif tag in BLOCKS or self._is_apart(element):
            self._block(element)
        else:
            self._inline(element)

    def _children(self, element: Tree) -> None:
        self._text(element.text)
        for child in element:
            self._walk(child)
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self._found.append(" ".join(text.split("\n")))

    def _is_apart(self, element: Tree) -> bool:
        """Tell whether a quotation, a stage direction, a label or an entry is set as a block of its own."""
        if element.tag in QUOTATIONS:
            return next(element.iter("p", "lg", "l", "ab", "sp"), None) is not None
        parent = element.getparent()
        around = "" if parent is None else parent.tag
        if element.tag in ("docAuthor", "docDate"):
            return around in ("titlePage", "front")
        is_in_list = element.tag in ("label", "headLabel", "bibl", "biblStruct") and around in ("list", "listBibl")
        return is_in_list or (
            element.tag in ("stage", "bibl", "quote", "formula") and around in (*DIVISIONS, "sp", "cit")
        )

    def _inline(self, element: Tree) -> None:
        """Write what stands within a line: with quotation marks where the encoding took their place."""
        tag = element.tag
        if tag == "hi" and "sup" in (element.get("rend") or "") and len(element) == 0 and element.text:
            self._found.append(superscript(element.text, self._found))
            return
        if tag == "pc" and (element.text or "")[:1] in _CLOSING and self._found and self._found[-1] in (" ", "  "):
            self._found.pop()
        takes_marks = tag in SPOKEN and not self._is_in_marks(element)
        self._text("“" if takes_marks else None)
        self._children(element)
        self._text("”" if takes_marks else None)

    def _is_in_marks(self, element: Tree) -> bool:
        words = words_of(element)
        before = next((part for part in reversed(self._found) if isinstance(part, str) and part.strip()), "")
        return not words or words[0] in _QUOTES or before.rstrip()[-1:] in tuple(_QUOTES)

    def _line_break(self, element: Tree) -> None:
        """Write the end of a printed line: a space, or what lets a word that is cut there be joined."""
        if element.get("break") == "no":
            return
        before = self._found[-1] if self._found else ""
        is_cut = isinstance(before, str) and before.rstrip().endswith(_HYPHENS)
        self._found.append("\n" if is_cut else " ")

    def _page(self, element: Tree) -> None:
        if element.get("ed") == self._edition:
            label = (element.get("n") or "").removeprefix("p.").strip(_PAGE_SIGNS + " ")
            self._found.append(PageBreak(label or None))

    def _head(self, element: Tree) -> None:
        """Write a heading: of a division by its depth, one below the other; of a list, a table or a figure as words."""
        parent = element.getparent()
        if parent is not None and parent[0] is element and self._is_emptied(parent):
            self._found.append(Aside(words_of(element), FurnitureKind.OTHER, "heading of notes"))
            return
        above = len(list(islice(element.itersiblings("head", preceding=True), _MOST_HEADS)))
        if parent is None or parent.tag not in (*DIVISIONS, "body", "front", "back", "lg", "castList", "listBibl"):
            self._set(element, self._kind)
        else:
            self._set(element, Kind.HEADING, max(self._depth, 1) + above + (parent.tag == "lg"))

    def _is_emptied(self, division: Tree) -> bool:
        """Tell whether all that a division holds are notes that stand behind their marks."""
        others = (child for child in division if child.tag not in ("head", "pb", "fw"))
        first = next(others, None)
        return first in self._led and all(child in self._led for child in others)

    def _set(self, element: Tree, kind: Kind, level: int = 0) -> None:
        """Write an element as one block of this kind."""
        self._flush()
        outer, self._kind = self._kind, kind
        self._children(element)
        self._flush(level)
        self._kind = outer

    def _note(self, note: Tree) -> None:
        """Keep a note until its paragraph ends; one that stands between blocks is written at once."""
        parent = note.getparent()
        self._called.append(note)
        if parent is not None and (parent.tag in DIVISIONS or parent.tag in ("body", "front", "back", "list", "lg")):
            self._flush()

    def _mark(self, ref: Tree) -> None:
        """Write the mark of a note that stands elsewhere, or the words that lead to one, and call the note."""
        words = words_of(ref)
        if MARK.fullmatch(words):
            self._found.append(Aside(words, FurnitureKind.NOTE_MARK))
        else:
            self._children(ref)
        note = self._notes[_target(ref)]
        if note not in self._done:
            self._done.add(note)
            self._called.append(note)

    def _readings(self, element: Tree, kept: Sequence[str]) -> None:
        """Write the reading of the source, and the others as furniture."""
        chosen = next((child for tag in kept for child in element if child.tag == tag), None)
        for child in element:
            if child is chosen or chosen is None:
                self._walk(child)
                chosen = child
            elif words_of(child):
                self._found.append(Aside(f" {words_of(child)}", FurnitureKind.OTHER, "other reading"))

    def _line(self, line: Tree) -> None:
        """Write a line of verse below the one before it."""
        if self._in_verse:
            self._found.append("\n")
        else:
            self._flush()
        self._in_verse = True
        self._children(line)

    def _block(self, element: Tree) -> None:
        """Write a block element in its own context."""
        self._flush()
        outer = self._kind, self._depth, self._marker, self._speaker
        tag = element.tag
        self._depth += tag in DIVISIONS
        if self._kind is Kind.BODY:
            if tag in QUOTATIONS:
                self._kind = Kind.BLOCKQUOTE
            elif tag in ("bibl", "biblStruct"):
                self._kind = Kind.REFERENCE
        if tag == "item":
            label = element.getprevious()
            is_numbered = label is not None and label.tag == "label" and MARK.fullmatch(words_of(label).rstrip(".)"))
            self._marker = f"{words_of(label)} " if is_numbered else " "
        if tag == "titlePart" and element.get("type") in (None, "main") and self._kind is Kind.BODY:
            self._set(element, Kind.HEADING, 1)
        elif tag == "row":
            self._row(element)
        elif tag == "label" and MARK.fullmatch(words_of(element).rstrip(".)")):
            pass  # it stands before its item
        else:
            self._children(element)
        self._flush()
        self._kind, self._depth, self._marker, self._speaker = outer

    def _row(self, row: Tree) -> None:
        """Write a row of a table: a line for each cell, unless cells hold more than a few words."""
        cells = [cell for cell in row if cell.tag == "cell"]
        if len(cells) < 2 or not all(is_fragment(words_of(cell)) for cell in cells):
            self._children(row)
            return
        for cell in cells:
            self._children(cell)
            self._found.append("\n")
        self._kind = Kind.LIST if self._kind is Kind.BODY else self._kind

    def _flush(self, level: int = 0) -> None:
        """Write what has gathered, and the notes that it calls."""
        found, self._found, self._in_verse = self._found, [], False
        words = "".join(part for part in found if isinstance(part, str)).strip()
        kind = Kind.LIST if self._kind is Kind.BODY and self._marker and is_fragment(words) else self._kind
        self._writer.add(kind, [self._marker, *found] if words else found, level, speaker=self._speaker)
        if words:
            self._marker = " " if self._marker else ""
        called, self._called = self._called, []
        outer = self._kind, self._marker, self._speaker
        self._kind, self._marker, self._speaker = Kind.NOTE, "", None
        for note in called:
            self._children(note)
            self._flush()
        self._kind, self._marker, self._speaker = outer
