"""Passages of a source whose reader knows its structure: its blocks are taken as they are, nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import CleanText, Furniture, FurnitureKind, Kind, Passage, Run, SourceBlock, SourceText, WayBack
from kurilsearch.segment.blocks import Block
from kurilsearch.segment.classify import number_headings, stands_as_fragment, with_end_matter, without_contents_list
from kurilsearch.segment.joining import Composer, join_lines, lexicons_for
from kurilsearch.segment.lines import Line
from kurilsearch.segment.menu_words import is_chrome
from kurilsearch.segment.segment import Segments

_RUNNING_TEXT = 80
"""Characters of a block that is no part of a frame."""

_WORD = re.compile(r"\w+")
_LINES_APART = "\n\n"
"""Stands between pieces on unlike lines. No line break of the source does, so no run may reach over it."""


def segment_blocks(source: SourceText, lexicon: Mapping[str, int] | None = None) -> tuple[CleanText, Segments]:
    """Return the text of the blocks of ``source`` with the way back, and the passages that they are.

    Within a block a line break is a wrap, joined as in any other text; two pieces of one line (a note's mark stood
    between) are joined as they are. ``lexicon`` counts the words of the other sources, for hyphens at line ends.
    Blank blocks are left out. As in any other text, paragraphs under a heading over references or notes are such, a
    single line that nobody speaks and that is no sentence is an item of a list, and a table of contents is furniture.

    Raises UnreadableSourceError where a piece lies outside the text or before the one that it follows, or where
    furniture is of no kind that there is: the reader is at fault.
    """
    _demand_kinds(source.furniture, source.format)
    blocks = [block for block in source.blocks or () if _is_sound(block, source)]
    clean, starts = _lay_out(blocks, source)
    lines = [_lines(clean.text, start, end) for start, end in starts]
    lexicons = lexicons_for(clean.text, lines, lexicon)
    outline = _outline(blocks, clean.text, lines)
    if source.is_web_page:
        outline = _without_frame(outline)
    composer = Composer(clean.way_back, source.text)
    kept = [i for i, block in enumerate(outline) if not block.furniture]
    passages: list[Passage] = []
    paragraph = 0
    sections = number_headings([outline[i] for i in kept], has_title=_has_title([outline[i] for i in kept], source))
    for i, section in zip(kept, sections, strict=True):
        block, kind = blocks[i], outline[i].kind or Kind.BODY
        text, runs = join_lines(clean.text, lines[i], lexicons)
        numbered = kind in (Kind.BODY, Kind.BLOCKQUOTE)
        paragraph += numbered
        way_back, number = composer.compose(runs), paragraph if numbered else None
        passages.append(Passage(kind, text, way_back, section, number, block.speaker, block.time))
    furniture = (
        Furniture(start, end, seen.furniture)
        for block, seen in zip(blocks, outline, strict=True)
        if seen.furniture
        for start, end in block.pieces
    )
    return clean, Segments(tuple(passages), tuple(furniture), source.pages)


def _demand_kinds(furniture: Iterable[Furniture], format: str) -> None:
    """Raise UnreadableSourceError where a reader that was never type-checked names furniture by a mere word."""
    kinds: Iterable[object] = (region.kind for region in furniture)
    for kind in kinds:
        if not isinstance(kind, FurnitureKind):
            raise UnreadableSourceError(
                f"was cut wrongly by the reader {format!r} ({kind!r} is no kind of furniture)",
                "Report it to its author",
            )


def _is_sound(block: SourceBlock, source: SourceText) -> bool:
    """Tell whether a block holds more than blank space. Raises UnreadableSourceError for impossible pieces."""
    at = 0
    for start, end in block.pieces:
        if not at <= start <= end <= len(source.text):
            raise UnreadableSourceError(
                f"was cut wrongly by the reader {source.format!r} (a piece at {start}-{end})", "Report it to its author"
            )
        at = end
    return any(source.text[start:end].strip() for start, end in block.pieces)


def _lay_out(blocks: Sequence[SourceBlock], source: SourceText) -> tuple[CleanText, list[tuple[int, int]]]:
    """Return the blocks written one below the other, a blank line between, and the range of each."""
    parts: list[str] = []
    runs: list[Run] = []
    ranges: list[tuple[int, int]] = []
    length = 0
    for block in blocks:
        first, before = length, block.pieces[0][0]
        for start, end in block.pieces:
            gap = _LINES_APART if "\n" in source.text[before:start] else ""
            if end > start:
                runs.append(Run(length + len(gap), start, end - start))
            parts += (gap, source.text[start:end])
            length += len(gap) + end - start
            before = end
        ranges.append((first, length))
        parts.append("\n\n")
        length += 2
    return CleanText("".join(parts), WayBack(tuple(runs)), source.furniture, source.pages), ranges


def _lines(text: str, start: int, end: int) -> list[Line]:
    """Return the lines of ``text[start:end]`` that are not blank; their rows count from the start."""
    lines: list[Line] = []
    for row, raw in enumerate(text[start:end].split("\n")):
        content = raw.strip()
        if content:
            indent = len(raw) - len(raw.lstrip())
            lines.append(Line(start + indent, start + indent + len(content), indent, row))
        start += len(raw) + 1
    return lines


def _outline(blocks: Sequence[SourceBlock], text: str, lines: Sequence[Sequence[Line]]) -> list[Block]:
    """Return what the steps over headings look at: words, level and kind of each block, None for running text."""
    outline = [
        Block(
            tuple(of),
            " ".join(text[line.start : line.end] for line in of),
            None if block.kind is Kind.BODY else block.kind,
            block.level,
        )
        for block, of in zip(blocks, lines, strict=True)
    ]
    for i, block in enumerate(outline):
        is_spoken = blocks[i].time is not None or blocks[i].speaker is not None
        if block.kind is None and not is_spoken and stands_as_fragment(outline, i):
            outline[i] = block._replace(kind=Kind.LIST)
    return with_end_matter(without_contents_list(outline))


def _has_title(outline: Sequence[Block], source: SourceText) -> bool:
    """Tell whether the first heading may be the title: it is of a level of its own, or what the file calls itself."""
    headings = [block for block in outline if block.kind is Kind.HEADING]
    if not headings or not headings[0].level or all(other.level != headings[0].level for other in headings[1:]):
        return True
    words = [" ".join(_WORD.findall(text.casefold())) for text in (headings[0].text, str(source.item.get("title", "")))]
    return bool(words[0]) and words[1].startswith(words[0])


def _without_frame(outline: Sequence[Block]) -> list[Block]:
    """Return the blocks of a web page with what its site puts around the text, by its words, made furniture."""
    framed = list(outline)
    for way in (range(len(framed)), range(len(framed) - 1, -1, -1)):
        for i in way:
            block = framed[i]
            if block.kind in (None, Kind.LIST) and is_chrome(block.text):
                framed[i] = block._replace(furniture=FurnitureKind.MENU)
            elif block.kind is not Kind.HEADING and len(block.text) >= _RUNNING_TEXT:
                break
    return framed
