"""Headings and paragraphs made whole again that a line, a column or a page has cut in two."""

from __future__ import annotations

from collections.abc import Sequence

from kurilsearch.language.sentence_end import ends_like_sentence
from kurilsearch.model import Kind
from kurilsearch.read.pdf.page.lines import same_type
from kurilsearch.read.pdf.structure.body import BodyType
from kurilsearch.read.pdf.structure.paragraphs import Chunk, is_caption

_OTHER_TYPE = 0.11


def join_headings(chunks: Sequence[Chunk]) -> list[Chunk]:
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


def join_paragraphs(chunks: Sequence[Chunk], body: BodyType) -> list[Chunk]:
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
