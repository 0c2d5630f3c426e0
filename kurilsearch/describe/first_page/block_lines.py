"""The first lines of a source whose reader knows its blocks: a PDF, a Word file, a web page.

A heading is one line however it is wrapped, and what stands at the edges of the first page comes first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import takewhile

from kurilsearch.csl.printed_dates import is_date_line
from kurilsearch.describe.first_page.edge_lines import edge_lines
from kurilsearch.describe.first_page.first_lines import LONGEST_LINE, MAX_LINES, FirstLine, tidy
from kurilsearch.describe.first_page.header_words import LABEL, is_affiliation
from kurilsearch.describe.first_page.running_text import MAX_CHARS, lower_share
from kurilsearch.describe.first_page.side_by_side import GAP, joined_parts, parted, with_gaps
from kurilsearch.language.names import has_institution_word
from kurilsearch.model import Furniture, FurnitureKind, Kind, ParsedDocument, Passage

_SAYS_WHAT_IT_IS = (FurnitureKind.MENU, FurnitureKind.COVER_SHEET)
"""Furniture that may name the work."""
_UNRANKED = 9
_SHARE_IN_PROSE = 0.4
"""A long paragraph with fewer words in small letters is names and workplaces."""
_SHORT = 120
"""Characters of what may be names and workplaces whatever its letters are."""
_OPEN = re.compile(r"(?:[,;&:–—-]|\b(?:and|und|et|y|e|и|of|the|de|von|der|in|for|to))$", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:fig(?:ure|\.)?|table|chart|map|plate|abb(?:ildung|\.)|tab(?:elle|\.)|tableau|tabla|figura|рис(?:унок|\.)|табл(?:ица|\.)"
    r"|карта|[図表])\s?(?:\d+|[IVX]+\b)\s?(?:[.:：—–]|[^\W\d_]|\s|$)",
    re.IGNORECASE,
)
_REPOSITORY_COPY = re.compile(
    r"This is (?:a|an|the)\s(?:repository copy|author(?:[’']s)? (?:accepted )?(?:manuscript|version)|accepted version)"
    r" of:?\s+(?!an?\s|the (?:following|published)\s)(?P<title>.{3,300})",
    re.IGNORECASE,
)
"""What a university's repository prints on the cover that it puts before an article."""


def block_lines(parsed: ParsedDocument) -> list[FirstLine]:
    """Return the lines at the edges of the first page, then those of the first passages and menus, in order."""
    lines = edge_lines(parsed)
    starts = [page.start for page in parsed.pages]
    begun = bool(lines)
    above: Passage | None = None
    levels = _levels(parsed)
    for at, thing in _in_order(parsed):
        if len(lines) > 2 * MAX_LINES:
            break
        if begun:
            lines.append(FirstLine("", "", lines[-1].block + 1))
        begun = True
        block = lines[-1].block if lines else 0
        if isinstance(thing, Furniture):
            texts = filter(None, map(tidy, parsed.source.text[thing.start : thing.end].split("\n")))
            in_menu = thing.kind is not FurnitureKind.COVER_SHEET
            lines += [FirstLine(_labelled(text), text, block, in_menu=in_menu) for text in texts]
            above = None
        elif thing.kind is Kind.HEADING:
            level = levels.get(at, 0)
            goes_on = above is not None and above.kind is Kind.HEADING and levels.get(above.char_start) == level
            goes_on = goes_on and bisect_right(starts, at) == bisect_right(starts, above.char_start if above else 0)
            rank = 1 if level == min(levels.values()) else 3
            lines += _heading_lines(parsed, thing, FirstLine("", "", block, rank, goes_on=goes_on))
            above = thing
        else:
            is_caption = _CAPTION.match(thing.text) is not None
            lines += [FirstLine(text, text, block, is_caption=is_caption) for text in _passage_lines(parsed, thing)]
            above = None
    return lines


def _in_order(parsed: ParsedDocument) -> list[tuple[int, Passage | Furniture]]:
    """Return the first passages but notes, and the menus among them, by where they start."""
    things: list[tuple[int, Passage | Furniture]] = []
    for passage in parsed.passages[: 2 * MAX_LINES]:
        if passage.char_start > MAX_CHARS:
            break
        is_text = passage.kind is not Kind.NOTE and (any(map(str.isalpha, passage.text)) or len(passage.text) == 4)
        if is_text or (len(passage.text) < 40 and is_date_line(passage.text)):
            things.append((passage.char_start, passage))
    for region in parsed.furniture:
        if region.start > MAX_CHARS:
            break
        if region.kind in _SAYS_WHAT_IT_IS and region.end - region.start < MAX_CHARS:
            things.append((region.start, region))
    return _grid_first(parsed, sorted(things, key=lambda thing: thing[0]))


def _grid_first(
    parsed: ParsedDocument, things: list[tuple[int, Passage | Furniture]]
) -> list[tuple[int, Passage | Furniture]]:
    """Return the things with those of the first page that stand over its first running text before that text.

    Authors side by side over two columns are read with the column that they stand over.
    """
    layout = parsed.source.layout
    end = parsed.pages[1].start if len(parsed.pages) > 1 else len(parsed.source.text)
    page = [thing for thing in things if thing[0] < end]
    first = next((n for n, (_, thing) in enumerate(page) if _is_long(thing)), len(page))
    if layout is None or first == len(page) or not isinstance(page[first][1], Passage):
        return things
    tops = {}
    for at, thing in page:
        last = thing.char_end if isinstance(thing, Passage) else thing.end
        boxes = layout.boxes(at, min(last, at + LONGEST_LINE))
        tops[at] = boxes[0].y1 if boxes else 0.0  # where it begins: it may go on at the top of the next column
    high = [thing for thing in page[first + 1 :] if tops[thing[0]] > tops[page[first][0]]]
    late = list(takewhile(lambda thing: not _is_text(thing[1]), high))
    if not late:
        return things
    over = sorted([*page[:first], *late], key=lambda thing: -tops[thing[0]])
    rest = [thing for thing in page[first:] if thing not in late]
    return [*over, *rest, *things[len(page) :]]


def _is_long(thing: Passage | Furniture) -> bool:
    if not isinstance(thing, Passage) or len(thing.text) <= LONGEST_LINE:
        return False
    return lower_share(thing.text[: 2 * LONGEST_LINE]) >= _SHARE_IN_PROSE


def _is_text(thing: Passage | Furniture) -> bool:
    """Return whether a thing is of the text rather than of its head: sentences, however few."""
    return _is_long(thing) or (
        isinstance(thing, Passage) and len(thing.text) > _SHORT and lower_share(thing.text[:LONGEST_LINE]) >= 0.5
    )


def _levels(parsed: ParsedDocument) -> dict[int, int]:
    """Return the levels of the headings that stand before the first running text, by where they start."""
    blocks = (block for block in parsed.source.blocks or () if block.kind is Kind.HEADING)
    headings = {block.pieces[0][0]: block.level or _UNRANKED for block in blocks}
    levels: dict[int, int] = {}
    for passage in parsed.passages:
        if passage.kind is Kind.HEADING:
            levels[passage.char_start] = headings.get(passage.char_start, _UNRANKED)
        elif len(passage.text) > LONGEST_LINE and levels:
            break
    return levels


def _passage_lines(parsed: ParsedDocument, passage: Passage) -> list[str]:
    """Return the lines of a passage, running text is one line."""
    beginning = passage.text[: 2 * LONGEST_LINE]
    if len(passage.text) > LONGEST_LINE and lower_share(beginning) >= _SHARE_IN_PROSE:
        return [beginning]
    if len(passage.text) > MAX_CHARS:
        return [beginning]
    labelled = _labelled(passage.text)
    if labelled != passage.text:
        return [labelled]
    lines: list[str] = []
    for line in with_gaps(parsed, passage.char_start, passage.char_end).split("\n"):
        text = tidy(joined_parts(line))
        is_label = lines and (LABEL.fullmatch(lines[-1].strip(" :")) or LABEL.fullmatch(text.strip(" :")))
        if lines and text and not is_label and (_OPEN.search(lines[-1]) or text[0].islower()):
            lines[-1] = f"{lines[-1]} {text}"
        elif text:
            lines.append(text)
    return lines


def _labelled(text: str) -> str:
    """Return what a repository's cover says of the title as a labelled line, any other text as it is."""
    copy = _REPOSITORY_COPY.match(text)
    return f"Title: {copy['title']}" if copy else text


def _heading_lines(parsed: ParsedDocument, passage: Passage, like: FirstLine) -> list[FirstLine]:
    """Return a heading as one line, or as several where names stand over a workplace; one in sentences is text."""
    if len(passage.text) > 150 and (passage.text[-1] in ".!?" or len(passage.text) > 2 * LONGEST_LINE):
        beginning = passage.text[: 2 * LONGEST_LINE]
        return [replace(like, text=beginning, raw=beginning, level=0)]
    if len(passage.text) <= LONGEST_LINE:
        printed = with_gaps(parsed, passage.char_start, passage.char_end)
        if GAP in printed and "\n" not in printed.strip():
            return [replace(like, text=tidy(part), raw=part) for part in parted(printed)]
    lines = _passage_lines(parsed, passage) if like.level > 1 else []
    if any(is_affiliation(line) or has_institution_word(line) for line in lines[1:]):
        return [replace(like, text=line, raw=line) for line in lines]
    return [replace(like, text=tidy(passage.text), raw=passage.text)]
