"""What each group of lines is: heading, paragraph, block quotation, list item or note; paragraphs made whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from kurilsearch.language.cjk import CJK
from kurilsearch.language.names import is_given_name, is_initials
from kurilsearch.language.section_headings import is_references_heading
from kurilsearch.language.sentence_end import ends_like_sentence
from kurilsearch.model import Kind
from kurilsearch.read.pdf.page.lines import Line, same_type
from kurilsearch.read.pdf.structure.body import BodyType
from kurilsearch.read.pdf.structure.notes import is_broken_off, separate_notes
from kurilsearch.read.pdf.structure.paragraphs import (
    Chunk,
    group_columns,
    is_caption,
)

_NUMBERED = re.compile(
    r"(?:(?P<decimal>\d{1,2}(?:\.\d{1,2}){0,4})\.?|(?P<roman>[IVX]{1,5})\.|(?P<word>(?:chapter|kapitel|chapitre|глава|part|teil)\s+\w+)\b|第.{1,4}[章節部])\s*(?=\S)",
    re.I,
)
_DEEPEST = 9
_OTHER_TYPE = 0.11
_LETTERS = re.compile(r"[^\W\d_]")
_LIST_ITEM = re.compile(r"(?:[•‣▪◦●■○\uf0b7►▶✓➢]|[–—\-*]\s)\s*\S")
_NO_HEADING = re.compile(r"@|::|[{}|\\<>]|\s=|=\s")
_BETWEEN = frozenset(
    [
        "and",
        "und",
        "et",
        "y",
        "e",
        "i",
        "и",
        "by",
        "von",
        "de",
        "van",
        "der",
        "den",
        "da",
        "di",
        "la",
        "le",
        "al",
        "bin",
    ]
)


def find_structure(pages: Sequence[Sequence[Line]], body: BodyType) -> list[Chunk]:
    """Return the chunks of all pages with their kinds, those of one paragraph joined over columns and pages.

    ``pages`` holds each page's lines in reading order, without furniture.
    """
    chunks: list[Chunk] = []
    open_note: Chunk | None = None
    under_references = False
    for number, lines in enumerate(pages):
        columns = [list(of) for _, of in groupby(group_columns(lines, number, body), key=lambda chunk: chunk.column)]
        if open_note is not None and number > open_note.pages[-1] + 1:
            open_note = None
        for column in columns:
            under_references = _is_under_references(column, body, under_references)
            only_raised = under_references or any(is_references_heading(chunk.text) for chunk in column)
            sorted_out = separate_notes(column, body, lines, open_note=open_note is not None, only_raised=only_raised)
            notes = [chunk for chunk in sorted_out if chunk.kind is Kind.NOTE]
            if notes and open_note is not None and not _has_label(notes[0]):
                open_note.lines += notes[0].lines
                open_note.pages += notes[0].pages
                sorted_out.remove(notes.pop(0))
                if not notes and not is_broken_off(open_note):
                    open_note = None
            if notes:
                open_note = notes[-1] if is_broken_off(notes[-1]) else None
            chunks += sorted_out
    _classify(chunks, body)
    joined = _join(_join_headings(chunks), body)
    _set_levels(joined)
    return joined


def _is_under_references(column: Sequence[Chunk], body: BodyType, before: bool) -> bool:
    """Tell whether the last heading of a column stands over a reference list; ``before`` where it has no heading."""
    for chunk in column:
        if is_references_heading(chunk.text):
            before = True
        elif chunk.size >= 1.13 * body.size and len(chunk.text) < 120:
            before = False
    return before


def _has_label(note: Chunk) -> bool:
    line = note.lines[0]
    return bool(line.marks and line.marks[0][0] == 0) or re.match(r"\(?\d{1,3}[).]?\s|[*†‡§¶∗]", line.text) is not None


def _classify(chunks: Sequence[Chunk], body: BodyType) -> None:
    """Give each chunk its kind; before the first running text nothing is quoted, only set in."""
    begun = False
    for chunk in chunks:
        if chunk.kind is not None:
            continue
        if chunk.table:
            chunk.kind = Kind.LIST
        elif is_heading(chunk, body):
            chunk.kind = Kind.HEADING
        elif begun and _is_quotation(chunk, body):
            chunk.kind = Kind.BLOCKQUOTE
        elif _is_fragment(chunk, body):
            chunk.kind = Kind.LIST
        else:
            chunk.kind = Kind.BODY
            running = len(chunk.lines) > 1 and ends_like_sentence(chunk.lines[-1].text)
            begun = begun or (running and abs(chunk.lines[1].x0 - chunk.left) < chunk.size)


def is_heading(chunk: Chunk, body: BodyType) -> bool:
    """Tell whether a chunk is a heading: short, no sentence, and larger, bolder or otherwise set off."""
    if len(chunk.lines) > 5:
        return False
    text = chunk.text
    letters = len(_LETTERS.findall(text)) if len(text) <= 300 else 0
    if letters < 2 or is_caption(text):
        return False
    if text[0] in "•–—-*(=" or text[-1] in ",;" or _NO_HEADING.search(text):
        return False
    size = chunk.size
    if chunk.page <= 1 and _is_byline(text):
        return False
    large = size >= (1.19 if chunk.lines[0].hidden else 1.13) * body.size
    if large and (len(chunk.lines) <= 3 or size > 1.3 * body.size):
        return letters > 2 or CJK.search(text) is not None
    if len(chunk.lines) > 3 or size < 0.88 * body.size or len(text) > 200:
        return False
    ends = text[-1] in ".:。" and not _NUMBERED.match(text)
    bold = all(line.bold for line in chunk.lines)
    if bold and not (text[-1] in ".。" and text.count(" ") > 8):
        return True
    capitals = letters >= 4 and text.upper() == text and text.lower() != text
    if capitals and not ends and len(text) < 120:
        return True
    set_off = chunk.below_gap and chunk.above_gap
    numbered = _NUMBERED.match(text)
    if numbered and set_off and len(chunk.lines) == 1 and not ends and not text[numbered.end()].islower():
        return numbered["word"] is not None or (text[numbered.end()].isalpha() and len(text) < 90 and "," not in text)
    italic = all(line.font.italic for line in chunk.lines)
    return italic and set_off and not ends and len(text) < 100 and text[0].isupper() and len(chunk.lines) == 1


def _is_byline(text: str) -> bool:
    """Tell whether a line names people and nothing else, as under a title."""
    words = re.findall(r"[^\W\d_][\w'’\-]*\.?", text)
    if not 2 <= len(words) <= 60 or _NUMBERED.match(text):
        return False
    named = sum(is_given_name(word) or is_initials(word) for word in words)
    capital = sum(word[0].isupper() or word.lower().strip(".") in _BETWEEN for word in words)
    return named >= max(0.25 * len(words), 1) and capital == len(words)


def _is_quotation(chunk: Chunk, body: BodyType) -> bool:
    """Tell whether a chunk is indented as a whole."""
    size = chunk.lines[0].size
    if len(chunk.lines) < 2 or size < 0.75 * body.size or _LIST_ITEM.match(chunk.text) or is_caption(chunk.text):
        return False
    if re.match(r"\(?[\da-z]{1,2}[.)]\s", chunk.text):
        return False
    inside = min(line.x0 for line in chunk.lines[1:]) - chunk.left
    full = max(line.x1 for line in chunk.lines)
    wide = full - min(line.x0 for line in chunk.lines) > 0.45 * (chunk.right - chunk.left)
    level = max(line.x0 for line in chunk.lines[1:]) - chunk.left - inside < 0.6 * size
    least = 0.75 if full < chunk.right - 0.6 * size else 1.3  # set in on both sides, or on the left alone
    return inside > least * size and level and wide and not chunk.hanging


def _is_fragment(chunk: Chunk, body: BodyType) -> bool:
    """Tell whether a chunk is no running text: a list item in a few words, a label in a figure, a formula."""
    text = chunk.text
    if len(chunk.lines) == 1 and not ends_like_sentence(text) and len(text) < 60:
        width = chunk.right - chunk.left
        listed = _LIST_ITEM.match(text) is not None
        return listed or chunk.size < 0.9 * body.size or chunk.lines[0].x1 - chunk.lines[0].x0 < 0.45 * width
    return bool(_LIST_ITEM.match(text)) and text[-1] not in ".!?。" and len(chunk.lines) <= 2


def _join_headings(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks with headings in one that a wide line distance parted: the second goes on in small letters."""
    joined: list[Chunk] = []
    for chunk in chunks:
        above = joined[-1] if joined else None
        if (
            above is not None
            and chunk.kind is above.kind is Kind.HEADING
            and (above.page, above.column) == (chunk.page, chunk.column)
            and abs(above.size - chunk.size) < 0.06 * chunk.size
            and above.lines[-1].y0 - chunk.lines[0].y0 < 2.4 * chunk.size
            and (chunk.text[0].islower() or above.text[-1] in ":–—-,&")
        ):
            above.lines += chunk.lines
            above.pages += chunk.pages
            continue
        joined.append(chunk)
    return joined


def _join(chunks: Sequence[Chunk], body: BodyType) -> list[Chunk]:
    """Return the chunks with paragraphs that a column, a page, a figure or a table cuts made whole."""
    joined: list[Chunk] = []
    last: Chunk | None = None
    other: Chunk | None = None  # the one before, where its type is not that of most of the text
    for chunk in chunks:
        if chunk.kind is Kind.HEADING:
            last = other = None
        elif chunk.kind in (Kind.BODY, Kind.BLOCKQUOTE) and not is_caption(chunk.text):
            before = last if last is not None and _goes_on(last, chunk, body) else None
            if before is None and other is not None and _breaks_off(other, chunk):
                before = other if _goes_on(other, chunk, body) else None
            if before is not None:
                before.lines += chunk.lines
                before.pages += chunk.pages
                before.right = chunk.right
                before.column = chunk.column
                before.page = chunk.page
                continue
            if abs(chunk.size - body.size) < _OTHER_TYPE * body.size or last is None:
                last, other = chunk, None
            else:
                other = chunk
        elif chunk.kind is Kind.LIST and not chunk.table and last is not None and _is_tail(last, chunk, body):
            chunk.kind = Kind.BODY
            last.lines += chunk.lines
            last.pages += chunk.pages
            last.page, last.column = chunk.page, chunk.column
            continue
        joined.append(chunk)
    return joined


def _breaks_off(last: Chunk, chunk: Chunk) -> bool:
    """Tell whether a paragraph ends in the middle of a sentence, and ``chunk`` stands in another column."""
    return (last.page, last.column) != (chunk.page, chunk.column) and not ends_like_sentence(last.lines[-1].text)


def _goes_on(last: Chunk, chunk: Chunk, body: BodyType) -> bool:
    """Tell whether ``chunk`` is the rest of the paragraph ``last``."""
    if not same_type(last.lines[-1], chunk.lines[0]):
        return False
    end, begin = last.lines[-1], chunk.lines[0]
    elsewhere = (last.page, last.column) != (chunk.page, chunk.column)
    first = next((char for char in begin.text if char.isalnum()), "")
    if not ends_like_sentence(end.text):
        full = end.x1 > last.right - 4 * end.size or end.text[-1] in "-\u00ad"
        if begin.text[0].islower() or (end.text[-1] == "-" and first):
            return True
        return (
            elsewhere
            and full
            and (begin.x0 - chunk.left < 0.7 * begin.size or len(chunk.lines) == 1)
            and not chunk.hanging
        )
    if chunk.hanging and last.hanging and elsewhere:
        return begin.x0 - chunk.left > 0.6 * begin.size
    if not elsewhere or chunk.hanging:
        return False
    level = begin.x0 - chunk.left < 0.6 * begin.size and len(chunk.lines) > 1
    return body.indented and level and end.x1 > last.right - 1.2 * end.size and len(last.lines) > 1


def _is_tail(last: Chunk, chunk: Chunk, body: BodyType) -> bool:
    """Tell whether a short line at the top of a column ends the paragraph of the column before."""
    elsewhere = (last.page, last.column) != (chunk.page, chunk.column)
    begin = chunk.lines[0]
    return (
        elsewhere
        and same_type(last.lines[-1], begin)
        and not ends_like_sentence(last.lines[-1].text)
        and begin.x0 - chunk.left < 0.6 * begin.size
        and begin.text[0].islower()
    )


def _set_levels(chunks: Sequence[Chunk]) -> None:
    """Give headings their level: by the rank of their look, and numbered ones by the depth of their number."""
    headings = [chunk for chunk in chunks if chunk.kind is Kind.HEADING]
    ordered = sorted(headings, key=_look, reverse=True)
    level, above = 0, None
    for chunk in ordered:
        look = _look(chunk)
        if above is None or above[0] - look[0] > 0.05 * above[0] or above[1:] != look[1:]:
            level, above = level + 1, look
        chunk.level = min(level, _DEEPEST)
    matches = [(chunk, _NUMBERED.match(chunk.text)) for chunk in headings]
    depths = [(chunk, match["decimal"].count(".")) for chunk, match in matches if match and match["decimal"]]
    if depths:
        least = min(depth for _, depth in depths)
        top = Counter(chunk.level for chunk, depth in depths if depth == least).most_common(1)[0][0]
        for chunk, depth in depths:
            chunk.level = min(top + depth - least, _DEEPEST)


def _look(chunk: Chunk) -> tuple[float, bool, bool]:
    """Return what ranks headings: the size to half a point, capitals, weight."""
    return round(chunk.size * 2) / 2, chunk.text.upper() == chunk.text != chunk.text.lower(), chunk.lines[0].bold
