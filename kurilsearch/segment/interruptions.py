"""Paragraphs that a page's end, a column's end or footnotes cut in two, and the page breaks that this betrays."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence, Set
from statistics import median

from kurilsearch.language.sentence_end import ends_like_sentence, starts_lowercase
from kurilsearch.model import CleanText, FurnitureKind, Kind, Page
from kurilsearch.segment.blocks import Block
from kurilsearch.segment.joining import HYPHENS
from kurilsearch.segment.lines import LineLayout
from kurilsearch.segment.words import LINKING

_REACH = 16
_LONGEST_STRAY = 600
_FEWEST_FEET = 2


def join_interrupted(blocks: Sequence[Block], clean: CleanText, layout: LineLayout) -> tuple[list[Block], list[int]]:
    """Return the blocks with the two halves of each cut paragraph in one, and where a footnote block ended a page.

    The second list holds clean-text offsets at which a page begins, by the notes that stand before it.
    """
    joined: list[Block] = list(blocks)
    prose = [block for block in blocks if _is_prose(block)]
    if not clean.pages and all(starts_lowercase(block.text) for block in prose):
        return joined, []  # whoever writes no capitals begins paragraphs with small letters, too
    feet: list[int] = []
    taken: set[int] = set()
    for i in range(len(blocks)):
        if i in taken or not _is_prose(joined[i]):
            continue
        at = i
        while (target := _continuation(joined, at, taken, clean, layout)) is not None:
            between = range(at + 1, target)
            if any(joined[k].kind is Kind.NOTE for k in between):
                feet.append(joined[target].start)
                for k in between:
                    if not joined[k].furniture:
                        joined[k] = joined[k]._replace(kind=Kind.NOTE)
            joined[i] = joined[i].joined_with(joined[target])
            taken.add(target)
            at = target
    feet += _whole_feet(joined, feet)
    return [block for i, block in enumerate(joined) if i not in taken], sorted(feet)


def infer_pages(feet: Sequence[int], openings: Sequence[int], clean: CleanText) -> tuple[Page, ...]:
    """Return the pages (source offsets) that blocks of footnotes end; none where there are fewer than two.

    ``openings`` are the clean-text offsets at which a cut paragraph goes on. Where two feet stand nearly two pages
    apart, the opening nearest to the middle begins a page that has no notes.
    """
    if len(feet) < _FEWEST_FEET:
        return ()
    starts = [0, *feet]
    lengths = [end - start for start, end in itertools.pairwise(starts)]
    usual = median(lengths[1:]) if len(lengths) > 2 else median(lengths)
    pages = [0]
    for start, end in itertools.pairwise(starts):
        if 1.5 * usual <= end - start <= 2.6 * usual:
            expected = end - usual
            near = [opening for opening in openings if abs(opening - expected) < 0.3 * usual and start < opening < end]
            if near:
                pages.append(min(near, key=lambda opening: abs(opening - expected)))
        pages.append(end)
    return tuple(
        Page(clean.way_back.source_offset(start) if start else 0, number) for number, start in enumerate(pages, start=1)
    )


def _is_prose(block: Block) -> bool:
    return not block.furniture and block.kind in (None, Kind.BODY) and not block.marker


def _continuation(blocks: Sequence[Block], i: int, taken: Set[int], clean: CleanText, layout: LineLayout) -> int | None:
    """Return the block that goes on with the paragraph ending in block ``i``, or None where that is complete.

    Blocks that are ``taken`` go on with another one.
    """
    below = blocks[i + 1] if i + 1 < len(blocks) else None
    ended = blocks[i].text[-1] in '.!?"”' and not clean.pages
    if ended and below is not None and _is_prose(below) and not below.text[0].islower():
        return None  # by far the commonest case
    notes = False
    for k in range(i + 1, min(i + 1 + _REACH, len(blocks))):
        block = blocks[k]
        if block.kind is Kind.NOTE:
            notes = True
        elif block.furniture is FurnitureKind.RULE:
            continue
        elif k in taken or not _is_prose(block):
            return None
        elif _goes_on(blocks[i], block, clean, layout, notes=notes):
            return k
        elif ends_like_sentence(blocks[i].text) or len(block.text) > _LONGEST_STRAY or _opens_a_sentence(block.text):
            return None  # only a stray piece of a note, with more notes behind it, may stand in between
    return None


def _opens_a_sentence(text: str) -> bool:
    """Tell whether a block begins as a paragraph does: with a letter, or with what opens speech."""
    return text[:1].isalpha() or text[:1] in "\"'“‘«„—–"


def _goes_on(first: Block, second: Block, clean: CleanText, layout: LineLayout, *, notes: bool) -> bool:
    above, below = first.text, second.text
    lower = starts_lowercase(below) and below[:1] not in "\"'“‘«"
    complete = ends_like_sentence(above)
    if above[-1:] in HYPHENS and not above.endswith("--"):
        return lower or (notes and not complete)
    page = notes or _page_between(first, second, clean)
    if lower:
        return not complete or page
    if complete:
        last = first.lines[-1]
        full = layout.width > 0 and last.length + last.indent >= layout.width - 3
        return page and full and second.lines[0].indent <= layout.margin and len(below) > layout.width
    if not below[:1].isalnum() and below[:1] not in "\"'“‘«(":
        return False
    last_word = above.rsplit(" ", 1)[-1].lower()
    return (page and len(above) >= 60) or (last_word in LINKING and len(above) >= 60)


def _page_between(first: Block, second: Block, clean: CleanText) -> bool:
    if not clean.pages:
        return False
    start, end = clean.way_back.source_offset(first.end - 1), clean.way_back.source_offset(second.start)
    starts = [page.start for page in clean.pages]
    return bisect_right(starts, end) > bisect_right(starts, start)


def _whole_feet(joined: Sequence[Block], feet: Sequence[int]) -> list[int]:
    """Return the starts of pages whose feet stand between two whole paragraphs, where feet are the text's way."""
    if len(feet) < _FEWEST_FEET:
        return []
    known = set(feet)
    found = []
    for i, block in enumerate(joined[:-1]):
        below = joined[i + 1]
        if block.kind is Kind.NOTE and _is_prose(below) and below.start not in known:
            found.append(below.start)
    return found
