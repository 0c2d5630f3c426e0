"""Cutting regions out of a text while keeping the way back to the source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kurilsearch.model import Furniture, FurnitureKind, Run, WayBack


@dataclass(frozen=True, slots=True)
class Cut:
    """A region ``start``-``end`` of the text at hand that a cleaning step takes out, and what it is.

    One that ``parts`` the words beside it leaves a blank where they would touch.
    """

    start: int
    end: int
    kind: FurnitureKind
    parts: bool = False


@dataclass(frozen=True, slots=True)
class WorkingText:
    """A text in the course of cleaning, with the way back to the source and what was cut so far."""

    text: str
    way_back: WayBack
    furniture: tuple[Furniture, ...] = ()

    @classmethod
    def of(cls, text: str) -> WorkingText:
        """Return the uncut working of ``text``."""
        return cls(text, WayBack((Run(0, 0, len(text)),) if text else ()))


def cut_out(working: WorkingText, cuts: Iterable[Cut]) -> WorkingText:
    """Return ``working`` without the regions of ``cuts``.

    Where they overlap, the first to start, of these the longest, says what was cut.
    """
    kept: list[str] = []
    runs: list[Run] = []
    furniture: list[Furniture] = []
    at = length = 0
    for cut in [*_disjoint(cuts), Cut(len(working.text), len(working.text), FurnitureKind.BLANK)]:
        if cut.start > at:
            kept.append(working.text[at : cut.start])
            for start, end in working.way_back.source_pieces(at, cut.start, split_at_wraps=True):
                if runs and runs[-1].source + runs[-1].length == start:
                    runs[-1] = Run(runs[-1].text, runs[-1].source, runs[-1].length + end - start)
                else:
                    runs.append(Run(length, start, end - start))
                length += end - start
        if cut.end > cut.start:
            furniture += (
                Furniture(start, end, cut.kind)
                for start, end in working.way_back.source_pieces(cut.start, cut.end, split_at_wraps=True)
            )
        at = max(at, cut.end)
        if cut.parts and working.text[max(cut.start - 1, 0)].isalnum() and working.text[at : at + 1].isalnum():
            kept.append(" ")
            length += 1
    merged = sorted([*working.furniture, *furniture], key=lambda region: region.start)
    return WorkingText("".join(kept), WayBack(tuple(runs)), tuple(merged))


def _disjoint(cuts: Iterable[Cut]) -> list[Cut]:
    disjoint: list[Cut] = []
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        start = max(cut.start, disjoint[-1].end if disjoint else 0)
        if cut.end > start:
            disjoint.append(replace(cut, start=start))
    return disjoint
