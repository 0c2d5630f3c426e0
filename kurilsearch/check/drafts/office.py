"""What drafts of Word and OpenDocument share: a text made of paragraphs, each letter led to its XML element."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kurilsearch.check.draft import BlockKind, CitationForm, CitationItem, DraftBlock, FoundCitation
from kurilsearch.check.drafts.assemble import finish_blocks
from kurilsearch.check.drafts.raw import Raw
from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import Span


class TextPiece(NamedTuple):
    """A range of the draft's text that is the text, or with ``is_tail`` the tail, of one element of a part's tree.

    ``part`` names the member of the archive. The range begins with the first character of the element's text.
    """

    start: int
    end: int
    part: str
    element: Any
    is_tail: bool = False


@dataclass(frozen=True, slots=True)
class OfficeText:
    """A draft of Word or OpenDocument: its text, its blocks, and the elements that hold it.

    ``trees`` are the roots of the parts by name, as lxml parsed them; the elements of ``pieces``, which are in the
    order of the text, belong to them.
    """

    text: str
    blocks: tuple[DraftBlock, ...]
    pieces: tuple[TextPiece, ...]
    trees: Mapping[str, Any]

    def pieces_of(self, start: int, end: int) -> list[TextPiece]:
        """Return the pieces that hold ``text[start:end]``, in order; the first and last may reach beyond it."""
        first = max(bisect_right(self.pieces, start, key=lambda piece: piece.start) - 1, 0)
        found = []
        for piece in self.pieces[first:]:
            if piece.start >= end:
                break
            if piece.end > start:
                found.append(piece)
        return found


@dataclass(slots=True)
class OfficeWriter:
    """Makes the text of paragraphs, one after the other, a line break between two."""

    parts: list[str] = field(default_factory=list)
    pieces: list[TextPiece] = field(default_factory=list)
    blocks: list[DraftBlock] = field(default_factory=list)
    marks: list[list[tuple[int, str]]] = field(default_factory=list)
    length: int = 0
    start: int = 0
    found: list[FoundCitation] = field(default_factory=list)
    sent: list[tuple[int, str]] = field(default_factory=list)

    def add(self, text: str, part: str = "", element: Any = None, *, is_tail: bool = False) -> None:
        """Add characters to the paragraph; those of an element lead back to it."""
        if not text:
            return
        if element is not None:
            self.pieces.append(TextPiece(self.length, self.length + len(text), part, element, is_tail))
        self.parts.append(text)
        self.length += len(text)

    def call(self, label: str) -> None:
        """Say that a mark stands here which sends to a note."""
        self.sent.append((self.length - self.start, label))

    def cite(self, start: int, items: Sequence[CitationItem]) -> None:
        """Say that what was added since ``start``, an offset of the whole text, is a citation by a field."""
        if items and start >= self.start:
            span: Span = (start - self.start, self.length - self.start)
            self.found.append(FoundCitation(span, CitationForm.FIELD, tuple(items)))

    def end_paragraph(self, kind: BlockKind, level: int = 0, label: str | None = None) -> None:
        """End the paragraph; one without a word is no block."""
        text = "".join(self.parts)[self.start :] if self.length > self.start else ""
        if text.strip():
            shown = text.replace("\n", " ").replace("\t", " ")
            lead = len(shown) - len(shown.lstrip())
            raw = Raw(shown, range(self.start, self.start + len(shown))).trimmed()
            end = len(raw.text)
            citations = tuple(
                each._replace(span=(max(each.span[0] - lead, 0), min(each.span[1] - lead, end))) for each in self.found
            )
            self.blocks.append(DraftBlock(kind, raw.text, raw.way_back, level, label, (), citations))
            self.marks.append([(min(max(offset - lead, 0), end), name) for offset, name in self.sent])
        self.parts = ["".join(self.parts), "\n"]
        self.length += 1
        self.start = self.length
        self.found, self.sent = [], []

    def result(self, trees: Mapping[str, Any]) -> OfficeText:
        """Return all that was added; marks are led to their notes."""
        return OfficeText("".join(self.parts), tuple(finish_blocks(self.blocks, self.marks)), tuple(self.pieces), trees)


def parse_part(content: bytes) -> Any:
    """Return the root of a part's XML, white space and all; raises UnreadableSourceError where it is damaged."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSourceError("is damaged: its XML breaks off or is wrong", "Save it again") from error
