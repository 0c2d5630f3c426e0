"""Blocks built letter by letter by the readers of LaTeX, Typst and HTML, white space joined as they go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from kurilsearch.check.draft import BlockKind, CitationForm, CitationItem, DraftBlock, FoundCitation
from kurilsearch.check.drafts.assemble import finish_blocks
from kurilsearch.check.drafts.raw import Raw
from kurilsearch.model import Span

_NO_BREAK = "\u00a0\u202f"


class _Paragraph:
    """What has been put into a paragraph so far."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.at: list[int] = []
        self.citations: list[FoundCitation] = []
        self.sent: list[tuple[int, str]] = []
        self.quotations: list[Span] = []


class BlockBuilder:
    """Takes letters with their places in the draft's text, and what the marks around them say."""

    def __init__(self) -> None:
        """Begin with no block and an empty paragraph."""
        self._blocks: list[DraftBlock] = []
        self._marks: list[list[tuple[int, str]]] = []
        self._paragraph = _Paragraph()
        self._notes: list[tuple[str, _Paragraph]] = []
        self._last_note = 0

    @property
    def here(self) -> int:
        """The offset in the paragraph of what comes next."""
        return len(self._paragraph.letters)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the paragraph yet, no mark of a note either."""
        return not self._paragraph.letters and not self._paragraph.sent

    def put(self, text: str, positions: Sequence[int]) -> None:
        """Add letters, each at its place; white space at the beginning and behind white space is passed over."""
        letters, at = self._paragraph.letters, self._paragraph.at
        for letter, position in zip(text, positions, strict=True):
            if letter.isspace() and letter not in _NO_BREAK:
                if not letters or letters[-1] == " ":
                    continue
                letter = " "
            letters.append(letter)
            at.append(position)

    def put_sign(self, text: str, position: int) -> None:
        """Add what a command at a place stands for."""
        self.put(text, [position] * len(text))

    def cite(self, start: int, items: Sequence[CitationItem], form: CitationForm = CitationForm.KEY) -> None:
        """Say that what stands from ``start`` on in the paragraph is a citation."""
        if items:
            self._paragraph.citations.append(FoundCitation((start, self.here), form, tuple(items)))

    def quote(self, start: int) -> None:
        """Say that what stands from ``start`` on is set in quotation marks."""
        if self.here > start:
            self._paragraph.quotations.append((start, self.here))

    def call(self, label: str) -> None:
        """Say that a mark stands here that sends to a note."""
        self._paragraph.sent.append((self.here, label))

    @contextmanager
    def note(self) -> Iterator[None]:
        """Take what is put meanwhile as a note of the paragraph, whose mark stands here."""
        self._last_note += 1
        label = f"note {self._last_note}"
        self.call(label)
        outer, self._paragraph = self._paragraph, _Paragraph()
        try:
            yield
        finally:
            self._notes.append((label, self._paragraph))
            self._paragraph = outer

    def end(self, kind: BlockKind, level: int = 0, label: str | None = None) -> None:
        """End the paragraph as a block of this kind; its notes follow it."""
        self._add(self._paragraph, kind, level, label)
        for name, note in self._notes:
            self._add(note, BlockKind.NOTE, 0, name)
        self._paragraph, self._notes = _Paragraph(), []

    def _add(self, paragraph: _Paragraph, kind: BlockKind, level: int, label: str | None) -> None:
        text = "".join(paragraph.letters).rstrip()
        if not text:
            return
        way_back = Raw(text, paragraph.at[: len(text)]).way_back
        citations, quotations = tuple(paragraph.citations), tuple(paragraph.quotations)
        self._blocks.append(DraftBlock(kind, text, way_back, level, label, (), citations, quotations))
        self._marks.append([(min(offset, len(text)), name) for offset, name in paragraph.sent])

    def result(self) -> list[DraftBlock]:
        """Return the blocks; marks are led to their notes."""
        self.end(BlockKind.PARAGRAPH)
        return finish_blocks(self._blocks, self._marks)
