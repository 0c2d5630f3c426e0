"""A passage: what is found, quoted and cited."""

from __future__ import annotations

from dataclasses import dataclass

from kurilsearch.model.kinds import Kind
from kurilsearch.model.way_back import WayBack


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, note, block quotation, reference entry or list item of a document.

    ``text`` is cut from the source and joined over wraps; ``way_back`` leads each character back. ``section`` is
    the headings above, outermost first. ``paragraph`` counts the paragraphs of running text (body and
    block quotations) from 1, and is None for other kinds. ``speaker`` and ``time`` are those of :class:`SourceBlock`.
    """

    kind: Kind
    text: str
    way_back: WayBack
    section: tuple[str, ...] = ()
    paragraph: int | None = None
    speaker: str | None = None
    time: str | None = None

    @property
    def char_start(self) -> int:
        """Source offset of the first character."""
        return self.way_back.runs[0].source if self.way_back.runs else 0

    @property
    def char_end(self) -> int:
        """Source offset after the last character."""
        last = self.way_back.runs[-1] if self.way_back.runs else None
        return last.source + last.length if last else 0
