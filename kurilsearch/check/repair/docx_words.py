"""The words of a part of a Word file, each character with the element that holds it.

Office Open XML (ECMA-376, part 1, 17.3.3): a run ``w:r`` holds ``w:t``; ``w:delText`` and ``w:instrText`` are not read.
"""

from __future__ import annotations

import copy
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from kurilsearch.model import Span

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_AS_TEXT = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}
_NOT_READ = (f"{W}del", f"{W}moveFrom", f"{MC}Fallback")


@dataclass
class Piece:
    """Characters of the text from ``start`` on, which ``element`` holds: a ``w:t``, or a sign of its own."""

    start: int
    text: str
    element: Any

    @property
    def end(self) -> int:
        """Where the characters end."""
        return self.start + len(self.text)


class PartWords:
    """The text of a part, paragraphs parted by newlines, and its runs, which can be split at any character.

    ``text`` is what is read; after a split the pieces are others and the text is the same.
    """

    def __init__(self, root: Any) -> None:
        """Read the words under ``root``, an lxml element."""
        self.root = root
        self.pieces: list[Piece] = []
        at = 0
        for element in _read_order(root):
            if element.tag == f"{W}p":
                text = "\n" if at else ""
            else:
                text = element.text or "" if element.tag == f"{W}t" else _AS_TEXT[element.tag]
                self.pieces.append(Piece(at, text, element))
            at += len(text)
        self.text = self._joined(at)
        self._starts = {piece.element: piece.start for piece in self.pieces}

    def _joined(self, length: int) -> str:
        characters = ["\n"] * length
        for piece in self.pieces:
            characters[piece.start : piece.end] = piece.text
        return "".join(characters)

    def start_of(self, element: Any) -> int:
        """Return where the characters of an element begin; KeyError where it holds none that are read."""
        return self._starts[element]

    def runs_of(self, span: Span) -> list[Any]:
        """Return the runs that hold exactly the characters of a span which is not empty, split where they must be."""
        self._split(span[0])
        self._split(span[1])
        inside = [piece for piece in self.pieces if span[0] <= piece.start and piece.end <= span[1] and piece.text]
        return list(dict.fromkeys(piece.element.getparent() for piece in inside))

    def pieces_of(self, span: Span) -> list[Piece]:
        """Return the pieces that hold a character of a span."""
        return [piece for piece in self.pieces if piece.start < span[1] and span[0] < piece.end]

    def _split(self, at: int) -> None:
        """Split the run that holds the characters before and behind ``at``, if one does."""
        index = bisect_right(self.pieces, at, key=lambda piece: piece.start) - 1
        while index >= 0 and not self.pieces[index].text:
            index -= 1
        if index < 0:
            return
        piece = self.pieces[index]
        if piece.start < at < piece.end:
            later = copy.deepcopy(piece.element)
            set_text(piece.element, piece.text[: at - piece.start])
            set_text(later, piece.text[at - piece.start :])
            piece.element.addnext(later)
            self.pieces.insert(index + 1, Piece(at, piece.text[at - piece.start :], later))
            piece.text = piece.text[: at - piece.start]
        if piece.start >= at:
            if index == 0:
                return
            piece = self.pieces[index - 1]
        _split_run_behind(piece.element)


def _read_order(root: Any) -> Any:
    """Yield paragraphs and what stands for characters, in the order of the part."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in _NOT_READ:
            continue
        if element.tag in (f"{W}p", f"{W}t") or (element.tag in _AS_TEXT and element.getparent().tag == f"{W}r"):
            yield element
        waiting += reversed(element)


def set_text(element: Any, text: str) -> None:
    """Set the text of a ``w:t``, and keep its blanks."""
    element.text = text
    if text != text.strip():
        element.set(XML_SPACE, "preserve")


def _split_run_behind(element: Any) -> None:
    """Give what follows an element in its run to a run of its own, with the same properties."""
    run = element.getparent()
    later = list(element.itersiblings())
    if not later:
        return
    new = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
    properties = run.find(f"{W}rPr")
    if properties is not None:
        new.append(copy.deepcopy(properties))
    for each in later:
        new.append(each)
    run.addnext(new)
