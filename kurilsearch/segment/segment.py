"""The order of the segmenting steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kurilsearch.model import CleanText, Furniture, FurnitureKind, Kind, Page, Passage
from kurilsearch.segment.blocks import Block, group_blocks
from kurilsearch.segment.classify import classify_blocks, number_headings
from kurilsearch.segment.inline_notes import with_notes_apart
from kurilsearch.segment.interruptions import infer_pages, join_interrupted
from kurilsearch.segment.joining import Composer, Lexicon, join_lines, lexicons_for
from kurilsearch.segment.lines import measure_layout, split_lines
from kurilsearch.segment.notes import mark_notes
from kurilsearch.segment.reference_lists import split_references
from kurilsearch.segment.run_together import part_run_together
from kurilsearch.segment.title_page import looks_like_web_page, sort_page_end, sort_title_page


@dataclass(frozen=True, slots=True)
class Segments:
    """What segmenting makes of a clean text; furniture and pages in source offsets."""

    passages: tuple[Passage, ...]
    furniture: tuple[Furniture, ...]
    pages: tuple[Page, ...]


def segment_text(clean: CleanText, source: str, lexicon: Lexicon | None = None, *, title: str = "") -> Segments:
    """Cut ``clean`` (made from ``source``) into passages.

    ``title`` is what the file calls itself: another heading is then none of the whole but of a section.

    ``lexicon`` counts the words of the other sources; together with the text's own words it decides about hyphens at
    line ends.
    """
    text = clean.text
    lines = split_lines(text)
    if not lines:
        return Segments((), (), clean.pages)
    layout = measure_layout(text, lines, is_spaced=not clean.is_markdown)
    blocks = part_run_together(group_blocks(text, lines, layout), text, layout)
    blocks = _mark_edited_headings(blocks, clean)
    web = any(region.kind is FurnitureKind.EDIT_MARK for region in clean.furniture) or looks_like_web_page(
        blocks, layout
    )
    blocks = mark_notes(blocks, clean, source)
    is_marked = clean.is_markdown and not web
    if not is_marked:
        blocks = sort_title_page(blocks, web=web)
    blocks = sort_page_end(blocks, web=web)
    blocks = classify_blocks(blocks, layout, is_marked=is_marked)
    openings = [block.start for block in blocks]
    feet: list[int] = []
    if not is_marked or clean.pages:
        blocks, feet = join_interrupted(blocks, clean, layout)
    starts = {block.start for block in blocks}
    pages = clean.pages or infer_pages(feet, [start for start in openings if start not in starts], clean)
    blocks = split_references(blocks, text)
    furniture = tuple(
        Furniture(start, end, block.furniture)
        for block in blocks
        if block.furniture
        for start, end in clean.way_back.source_pieces(block.start, block.end)
    )
    return Segments(
        make_passages([block for block in blocks if not block.furniture], clean, source, lexicon, title),
        furniture,
        pages,
    )


def make_passages(
    blocks: Sequence[Block], clean: CleanText, source: str, lexicon: Lexicon | None, title: str = ""
) -> tuple[Passage, ...]:
    """Return the passages that ``blocks`` are, with their sections, paragraph numbers and joined texts."""
    lexicons = lexicons_for(clean.text, (block.lines for block in blocks), lexicon)
    first = next((block.text for block in blocks if block.kind is Kind.HEADING and block.level), "")
    is_title = not title or not first or first.casefold() in title.casefold() or title.casefold() in first.casefold()
    sections = number_headings(blocks, has_title=is_title)
    composer = Composer(clean.way_back, source)
    passages: list[Passage] = []
    paragraph = 0
    for block, section in zip(blocks, sections, strict=True):
        kind = block.kind or Kind.BODY
        joined, runs = join_lines(clean.text, block.lines, lexicons, block.text)
        numbered = kind in (Kind.BODY, Kind.BLOCKQUOTE)
        paragraph += numbered
        passage = Passage(kind, joined, composer.compose(runs), section, paragraph if numbered else None)
        passages += with_notes_apart(passage) if clean.is_markdown and "^[" in joined else [passage]
    return tuple(passages)


def _mark_edited_headings(blocks: Sequence[Block], clean: CleanText) -> list[Block]:
    """Return the blocks with those beside an edit link made headings."""
    starts = {region.end for region in clean.furniture if region.kind is FurnitureKind.EDIT_MARK}
    ends = {region.start for region in clean.furniture if region.kind is FurnitureKind.EDIT_MARK}
    if not starts:
        return list(blocks)
    marked = []
    for block in blocks:
        first, last = clean.way_back.source_span(block.start, block.end)
        beside = first in starts or last in ends or last + 1 in ends
        marked.append(block._replace(kind=Kind.HEADING) if beside and len(block.lines) == 1 else block)
    return marked
