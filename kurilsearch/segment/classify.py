"""What each block is: heading, body, block quotation, list item, reference entry; and the sections that follow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kurilsearch.language.section_headings import is_contents_heading, is_notes_heading, is_references_heading
from kurilsearch.language.sentence_end import ends_like_sentence, starts_lowercase
from kurilsearch.model import FurnitureKind, Kind
from kurilsearch.segment.blocks import Block, stands_after, stands_before
from kurilsearch.segment.headings import LONGEST_HEADING, heading_style, is_title_case, markup_is_random, nest_headings
from kurilsearch.segment.lines import LineLayout
from kurilsearch.segment.menu_words import without_toggle
from kurilsearch.segment.title_page import is_editorial_date

_LEADING_NUMBER = re.compile(r"\A[\d.]+\s+")
_CRY = re.compile(r"[!?]")
_LONGEST_FRAGMENT = 100
_MARKS_ALL = 3
_SENTENCE_WORDS = 9
"""Blanks in a line that has as many words as a sentence rather than a heading."""


def classify_blocks(blocks: Sequence[Block], layout: LineLayout, *, is_marked: bool = False) -> list[Block]:
    """Return the blocks each with its kind, or with the kind of furniture that it is.

    ``is_marked`` says that marks tell headings and items of lists, so that a short paragraph is one.
    """
    marked = is_marked or sum(block.kind is Kind.HEADING for block in blocks) >= _MARKS_ALL
    classified = list(blocks)
    for i, block in enumerate(blocks):
        if not block.furniture and block.kind is None:
            if is_editorial_date(block.text):
                classified[i] = block._replace(furniture=FurnitureKind.TITLE_PAGE)
            elif _is_heading(blocks, i, marked=marked) and not _is_unstopped(classified, i):
                classified[i] = block._replace(kind=Kind.HEADING)
            elif _is_block_quotation(blocks, i, layout):
                classified[i] = block._replace(kind=Kind.BLOCKQUOTE)
            elif (block.marker or not is_marked) and stands_as_fragment(blocks, i):
                classified[i] = block._replace(kind=Kind.LIST)
    classified = _with_number_lines_joined(classified)
    classified = without_contents_list(classified)
    return with_end_matter(classified)


def number_headings(blocks: Sequence[Block], *, has_title: bool = True) -> list[tuple[str, ...]]:
    """Return the section of each block: the headings above it, outermost first, the document's title left out.

    ``has_title`` is False where the first heading is known to be no title but that of the first chapter.
    """
    headings = [i for i, block in enumerate(blocks) if block.kind is Kind.HEADING]
    title = _title_heading(blocks, headings) if has_title else None
    inner = [i for i in headings if i != title]
    markup = [(blocks[i].level, blocks[i].text) for i in inner]
    random = markup_is_random(markup)
    styles = [(heading_style(text).name or "plain", 0 if random else level) for level, text in markup]
    styles = _with_lost_numbers(styles, [text for _, text in markup])
    levels = dict(zip(inner, nest_headings(styles), strict=True))
    path: list[str] = []
    sections = []
    for i, text in enumerate(block.text for block in blocks):
        if i in levels:
            is_end_matter = is_references_heading(text) or is_notes_heading(text)
            del path[0 if is_end_matter and (random or not blocks[i].level) else levels[i] - 1 :]
            sections.append(tuple(path))
            path.append(" ".join(text.split()))
        else:
            sections.append(tuple(path) if i != title else ())
    return sections


def _with_lost_numbers(styles: list[tuple[str, int]], texts: Sequence[str]) -> list[tuple[str, int]]:
    """Return the styles with a plain heading right before one that is numbered 2 (II, B) styled like that one."""
    for k in range(len(styles) - 1):
        if styles[k] == ("plain", 0) and styles[k + 1][0] in ("arabic", "roman", "letter"):
            number = texts[k + 1].split(" ", 1)[0].strip(".)")
            if number in ("2", "II", "B", "Б"):
                styles[k] = styles[k + 1]
    return styles


def _title_heading(blocks: Sequence[Block], headings: Sequence[int]) -> int | None:
    """Return the heading that is the document's title: the first block, and no chapter or section by its look."""
    if not headings:
        return None
    first = headings[0]
    if any(block.kind in (None, Kind.BODY) for block in blocks[:first]):
        return None
    style = heading_style(blocks[first].text)
    numbered = style.name.rstrip("0123456789") in ("part", "chapter", "section", "roman", "decimal", "arabic", "letter")
    named = style.strong and style.name == "plain"
    deeper = len(headings) < 2 or not blocks[first].level or blocks[headings[1]].level >= 1
    alone = sum(blocks[i].level == blocks[first].level for i in headings) == 1 or blocks[first].level == 0
    markup_random = markup_is_random([(blocks[i].level, blocks[i].text) for i in headings])
    if blocks[first].level > 1 and not alone and not markup_random:
        return None  # one of several sections, of a text whose title is not written in it
    return first if not numbered and not named and deeper and (alone or markup_random or len(headings) > 1) else None


def _is_heading(blocks: Sequence[Block], i: int, *, marked: bool, nested: bool = False) -> bool:
    """Tell whether block ``i`` is a heading by its look and place.

    A text that has ``marked`` headings marks them all. ``nested`` asks on behalf of the heading right above.
    """
    block, text = blocks[i], blocks[i].text
    if len(block.lines) > 3 or block.marker or len(text) > LONGEST_HEADING:
        return False
    style = heading_style(text)
    if not style.name:
        return False
    below = next((k for k in range(i + 1, len(blocks)) if not blocks[k].furniture), None)
    if below is None:
        return False
    above = next((k for k in range(i - 1, -1, -1) if not blocks[k].furniture), None)
    open_above = (
        above is not None
        and blocks[above].kind is None
        and not ends_like_sentence(blocks[above].text)
        and len(blocks[above].text) > 60
    )
    if style.strong and not (marked and style.name == "plain"):
        return (stands_before(blocks, i) or not open_above) and not _is_series(blocks, i, style.name)
    if marked or open_above or not stands_before(blocks, i):
        return False
    if not (nested or stands_after(blocks, i) or is_title_case(text)):
        return False
    if blocks[below].kind is Kind.NOTE or starts_lowercase(blocks[below].text):
        return False  # the last line of a page, or of a column: the sentence goes on
    if text[-1] in '?!-—–"”’´`»':
        title = is_title_case(text) and text.count(" ") >= 2 and not _CRY.search(text, 0, len(text) - 1)
        if not title:
            return False
    short = len(text) <= 90 and text.count(" ") < 13 and (len(block.lines) == 1 or is_title_case(text))
    over_text = _is_paragraph(blocks[below].text)
    over_text = over_text or (not nested and _is_heading(blocks, below, marked=marked, nested=True))
    return short and over_text and text[0] not in "\"“‘'`«("


def _is_unstopped(blocks: Sequence[Block], i: int) -> bool:
    """Tell whether a line under a heading is a whole sentence that lacks its stop: it has as many words as one."""
    text = blocks[i].text
    under_heading = i > 0 and blocks[i - 1].kind is Kind.HEADING
    plain = heading_style(text).name == "plain"
    return under_heading and plain and text.count(" ") >= _SENTENCE_WORDS and not is_title_case(text)


def _is_paragraph(text: str) -> bool:
    """Tell whether a block is long enough for a paragraph: what is a little shorter ends like a sentence."""
    return len(text) >= 80 or (len(text) >= 60 and ends_like_sentence(text))


def _is_series(blocks: Sequence[Block], i: int, style: str) -> bool:
    """Tell whether a numbered line is one of a list: lines numbered on stand right above or below."""
    if style not in ("arabic", "letter", "roman"):
        return False
    beside = (k for k in (i - 1, i + 1) if 0 <= k < len(blocks) and not blocks[k].furniture)
    number = blocks[i].text.split(" ", 1)[0]
    return any(
        heading_style(blocks[k].text).name == style and blocks[k].text.split(" ", 1)[0] != number for k in beside
    )


def _is_block_quotation(blocks: Sequence[Block], i: int, layout: LineLayout) -> bool:
    """Tell whether a wrapped block is set in, or narrower after a colon, as quotations are."""
    block = blocks[i]
    if not layout.width or block.marker:
        return False
    if len(block.lines) >= 2 and all(line.indent >= layout.margin + 3 for line in block.lines):
        return True
    if i == 0 or not blocks[i - 1].text.rstrip('"”’»').endswith(":") or blocks[i - 1].furniture:
        return False
    widest = max(line.length + line.indent for line in block.lines)
    return len(block.lines) >= 2 and widest <= 0.94 * layout.width


def stands_as_fragment(blocks: Sequence[Block], i: int) -> bool:
    """Tell whether block ``i`` is one short line that is no sentence, nor a part of one that goes on beside it."""
    block, text = blocks[i], blocks[i].text
    if len(block.lines) > 1 or len(text) >= _LONGEST_FRAGMENT or ends_like_sentence(text):
        return False
    if block.marker:
        return True
    below = next(
        (k for k in range(i + 1, len(blocks)) if not blocks[k].furniture and blocks[k].kind is not Kind.NOTE), None
    )
    if below is not None and starts_lowercase(blocks[below].text):
        return False
    above = next((k for k in range(i - 1, -1, -1) if not blocks[k].furniture), None)
    whole_above = (
        above is None
        or blocks[above].kind is not None
        or ends_like_sentence(blocks[above].text)
        or len(blocks[above].text) < 60
    )
    return whole_above and not text[:1].islower() and text[-1:] not in '-"”’´`»?!—'


def _with_number_lines_joined(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with a heading that is a bare number (``II.``) joined to the heading below it.

    A bare number in the midst of a sentence is furniture: it lost its place.
    """
    joined = list(blocks)
    moved: set[int] = set()
    for i, text in enumerate(block.text for block in blocks):
        if len(text) > 6 or joined[i].furniture or not text.rstrip(".)").isalnum() or text[-1] not in ".)":
            continue
        if i + 1 < len(joined) and joined[i + 1].kind is Kind.HEADING and heading_style(text).name:
            joined[i + 1] = joined[i]._replace(kind=Kind.HEADING).joined_with(joined[i + 1])
            moved.add(i)
    return [block for i, block in enumerate(joined) if i not in moved]


def without_contents_list(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with a table of contents made furniture: its heading, and entries that are headings below."""
    cleared = list(blocks)
    headings = [block.text.casefold() for block in blocks if block.kind is Kind.HEADING]
    later = Counter(headings) + Counter(bare for text in headings if (bare := _LEADING_NUMBER.sub("", text)) != text)
    for i, text in enumerate(block.text for block in blocks):
        if len(text) < 40 and is_contents_heading(without_toggle(text)) and cleared[i].furniture is None:
            entries = i + 1
            while entries < len(cleared) and len(cleared[entries].text) < 120 and _is_entry(cleared[entries], later):
                entries += 1
            for k in range(i, entries):
                cleared[k] = cleared[k]._replace(furniture=FurnitureKind.CONTENTS)
    return cleared


def _is_entry(block: Block, headings: Counter[str]) -> bool:
    """Tell whether a line could be an entry of a table of contents: it ends with a page, or names a heading below."""
    text = block.text
    if block.kind is Kind.HEADING:
        return headings[text.casefold()] > 1
    bare = _LEADING_NUMBER.sub("", text.casefold().rstrip("0123456789 .…·"))
    return (
        text[-1:].isdigit()
        or headings[bare] + headings[text.casefold()] + headings[_LEADING_NUMBER.sub("", text.casefold())] > 0
    )


def with_end_matter(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with those under a heading over references or notes made such.

    Up to the next heading; one that its markup sets deeper divides the list and does not end it. Notes are to a text:
    what stands under such a heading with no text before it is the text.
    """
    marked = list(blocks)
    text_before = False
    inside: Kind | None = None
    level = 0
    for i, block in enumerate(blocks):
        if block.kind is Kind.HEADING:
            if inside and 0 < level < block.level:
                continue
            inside, level = _kind_under(block.text), block.level
            inside = inside if text_before or inside is not Kind.NOTE else None
        elif inside and not block.furniture and block.kind in (None, Kind.LIST, Kind.BLOCKQUOTE):
            marked[i] = block._replace(kind=inside)
        text_before = text_before or (block.kind is not Kind.HEADING and not block.furniture)
    return marked


def _kind_under(heading: str) -> Kind | None:
    """Return what stands under a heading over a list of references or of notes; None for any other heading."""
    if is_references_heading(heading):
        return Kind.REFERENCE
    return Kind.NOTE if is_notes_heading(heading) else None
