"""What is no part of the text: running heads, page numbers, stamps and line numbers, each named."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from statistics import median

from kurilsearch.language.sentence_end import ends_like_sentence
from kurilsearch.model import FurnitureKind
from kurilsearch.read.pdf.edges.imprint import imprint_rows, rights_lines
from kurilsearch.read.pdf.edges.likeness import LONGEST_HEAD, RowForm, count_like, form_of, shape_of
from kurilsearch.read.pdf.edges.page_labels import Printed
from kurilsearch.read.pdf.edges.rows import EdgeRow, begins_like_note
from kurilsearch.read.pdf.page.lines import Line, same_type
from kurilsearch.read.pdf.page.page import PageLines
from kurilsearch.read.pdf.structure.paragraphs import is_caption

_STAMP = re.compile(
    r"(?:downloaded (?:from|by|on|via|at)|this content downloaded|accessed (?:from|on|at)|authorized licensed use"
    r"|provided by|all use subject to|brought to you by|arxiv:\d{4}\.\d{4,5}|arxiv:[a-z-]+/\d{7}"
    r"|\d{4}\.\d{4,5}v\d+ +\[[a-z-]+"
    r"|see https?://\S+ for (?:more )?|to cite this article|view publication stats|printed (?:on|from) https?://"
    r"|content (?:is )?available (?:at|from)|electronic copy available at|digitized by|generated (?:on|for) )",
    re.I,
)
_PRINTED = (
    re.compile(r"(?:^|\s)(?:https?|file)://\S+(?:\s+\d{1,4} ?(?:/|of|von|sur|de|di|из) ?\d{1,4})?$"),
    re.compile(r"(?:^|\s)\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? +(?:[ap]m )?\d{1,2}[:.]\d{2}\b", re.I),
    re.compile(r"(?:^|\s)\d{1,4} ?(?:/|of|von|sur|de|di|da|van|av|af|z|из|/) ?\d{1,4}(?:$|\s)", re.I),
)
"""What browsers print around a page: its address, the date with the time, and which page of how many."""
_RULE = re.compile(r"[\W_]{6,}|(.)\1{7,}")
_MOST_LINES = 3_000
_FEWEST_WATERMARKS = 3
_FEWEST_BELOW = 3
_FEWEST_TOPS = 5
_FEWEST_PRINTED = 2
_FEWEST_PLACES = 3
_SAME_PLACE = 2.0
_LARGEST_HEAD = 1.15
_LONGEST_NUMBER = 6
"""A page's number may be misread: ``l4Z``."""
_LETTERS_OF_FOOT = 16
_SMALLER = 0.95
_RUNNING = frozenset({FurnitureKind.RUNNING_HEAD, FurnitureKind.RUNNING_FOOT, FurnitureKind.PAGE_NUMBER})
_LETTER = re.compile(r"[^\W\d_]")


def find_furniture(
    pages: Sequence[PageLines],
    edges: Sequence[Sequence[EdgeRow]],
    numbers: Sequence[Printed],
    covers: Set[int] = frozenset(),
) -> dict[int, FurnitureKind]:
    """Return what each line that is furniture is, by ``id``.

    ``edges`` are the rows at the edges of each page, ``numbers`` the printed page numbers,
    ``covers`` the indices of pages that are not the work's. A row is furniture where
    a like row stands at the same place on pages close by, or where it holds a page number and lies apart.
    """
    kinds: dict[int, FurnitureKind] = {}
    for at, page in enumerate(pages):
        if page.nonsense or at in covers:
            kinds |= {
                id(line): FurnitureKind.NONSENSE if page.nonsense else FurnitureKind.COVER_SHEET
                for line in [*page.lines, *page.aside]
            }
        kinds |= {id(line): FurnitureKind.LINE_NUMBER for line in page.line_numbers}
        kinds |= {id(line): FurnitureKind.READING_AID for line in page.ruby}
        kinds |= {id(line): FurnitureKind.DOWNLOAD_STAMP for line in page.aside if _STAMP.search(line.text)}
        kinds |= {id(line): FurnitureKind.RULE for line in page.lines if _RULE.fullmatch(line.text)}
    _mark_numbers(numbers, kinds)
    imprint = [line for row in imprint_rows(edges[0]) for line in row.lines] if edges else []
    first = next((page for at, page in enumerate(pages) if at not in covers and not page.nonsense), None)
    for line in [*imprint, *(rights_lines(first) if first is not None else ())]:
        kinds.setdefault(id(line), FurnitureKind.IMPRINT)
    forms = [[form_of(row) for row in rows] for rows in edges]
    dated = _dated(edges, forms)
    for at, rows in enumerate(edges):
        like = [count_like(at, row, form, edges, forms) for row, form in zip(rows, forms[at], strict=True)]
        for row in _repeating(rows, like, _fewest(len(edges)), dated):
            for line in row.lines:
                kinds.setdefault(id(line), _kind_of(row))
    _mark_places(pages, edges, kinds)
    for page, rows in zip(pages, edges, strict=True):
        _mark_printed(page, rows, kinds)
    _mark_watermarks(pages, kinds)
    _mark_interrupting(pages, edges, kinds)
    return kinds


def _mark_printed(page: PageLines, rows: Sequence[EdgeRow], kinds: dict[int, FurnitureKind]) -> None:
    """Mark the outermost rows of a page that a browser printed, where they hold two of the things it puts there.

    The address is one of them; the title of the page stands beside one of the others. They are set smaller than text.
    """
    usual = median(line.size for line in page.lines) if page.lines else 0.0
    outer = [
        row
        for row in rows
        if row.rank == 0 and row.apart and row.place in ("head", "foot") and row.lines[0].size < _SMALLER * usual
    ]
    holds = [[pattern.search(row.text) is not None for pattern in _PRINTED] for row in outer]
    if sum(map(any, zip(*holds, strict=True))) < _FEWEST_PRINTED or not any(of[0] for of in holds):
        return
    for row, of in zip(outer, holds, strict=True):
        if any(of):
            for line in row.lines:
                kinds.setdefault(id(line), _kind_of(row))


def _mark_watermarks(pages: Sequence[PageLines], kinds: dict[int, FurnitureKind]) -> None:
    """Mark letters far larger than the text, or slanting, that stand at one place on three pages or more."""
    places: dict[tuple[str, int, int], list[Line]] = {}
    for page in pages:
        lines = [*page.lines, *page.aside]
        large = 2 * median(line.height for line in lines) if lines else 0
        for line in lines[:_MOST_LINES]:
            if line.oblique or line.height > large:
                places.setdefault((line.text, round(line.x0 / 4), round(line.y0 / 4)), []).append(line)
    for of in places.values():
        if len(of) >= _FEWEST_WATERMARKS:
            kinds |= {id(line): FurnitureKind.WATERMARK for line in of if id(line) not in kinds}


def _mark_interrupting(
    pages: Sequence[PageLines], edges: Sequence[Sequence[EdgeRow]], kinds: dict[int, FurnitureKind]
) -> None:
    """Mark a row over the text of a page, and apart from it, where a sentence goes on below it from the page before.

    So the head of the second page of two is known, which is like no other. It stands higher than the text of other
    pages; a line that is quoted or displayed does not.
    """
    tops = [max(line.y1 for line in page.lines if id(line) not in kinds) for page in pages if _has_text(page, kinds)]
    usual = median(tops) if tops else 0.0
    for before, page, rows in zip(pages, pages[1:], edges[1:], strict=False):
        head = [row for row in rows if row.place == "head" and not any(id(line) in kinds for line in row.lines)]
        if not head or not head[0].apart or len(head[0].text) > LONGEST_HEAD or is_caption(head[0].text):
            continue
        over = {id(line) for line in head[0].lines}
        text = [line for line in page.lines if id(line) not in kinds and id(line) not in over]
        if len(text) < _FEWEST_BELOW or len(head) < 2 or text[0] not in head[1].lines or not text[0].text[0].islower():
            continue
        above = [line for line in before.lines if id(line) not in kinds and same_type(line, text[0])]
        if not above or ends_like_sentence(above[-1].text) or above[-1].frame != text[0].frame:
            continue
        top = min(usual, max(line.y1 for line in above)) if len(tops) < _FEWEST_TOPS else usual
        if min(line.y0 for line in head[0].lines) > top - 0.5 * text[0].height:
            kinds |= dict.fromkeys(over, FurnitureKind.RUNNING_HEAD)


def _has_text(page: PageLines, kinds: dict[int, FurnitureKind]) -> bool:
    return any(id(line) not in kinds for line in page.lines)


def _dated(edges: Sequence[Sequence[EdgeRow]], forms: Sequence[Sequence[RowForm]]) -> set[int]:
    """Return the feet, by ``id``, that begin with the same number on several pages: a day, and no note's."""
    alike: dict[tuple[str, str], list[EdgeRow]] = {}
    for rows, of_page in zip(edges, forms, strict=True):
        for row, (shape, _) in zip(rows, of_page, strict=True):
            if row.place == "foot" and sum(map(str.isalpha, shape)) >= _LETTERS_OF_FOOT:
                alike.setdefault((row.text.split(None, 1)[0], shape), []).append(row)
    return {id(row) for of in alike.values() if len(of) >= _FEWEST_PLACES for row in of}


def _mark_places(
    pages: Sequence[PageLines], edges: Sequence[Sequence[EdgeRow]], kinds: dict[int, FurnitureKind]
) -> None:
    """Mark the outermost row where other pages have their running heads, though no page close by has the same words.

    Heads that name a section are like no other where it is short. They stand at one distance from the edge, in one
    size no larger than the text, and apart from it; two that repeat will do where no page has text at that height. A
    few characters where numbers stand are one that was misread.
    """
    sizes = [line.size for page in pages for line in page.lines]
    largest = _LARGEST_HEAD * median(sizes) if sizes else 0.0
    for place in ("head", "foot"):
        outer = [
            (at, row)
            for at, rows in enumerate(edges)
            for row in rows
            if row.place == place and row.rank == 0 and row.lines[0].size <= largest
        ]
        running = [row for _, row in outer if kinds.get(id(row.lines[0])) in _RUNNING]
        worded = [row for row in running if _LETTER.search(row.text)]
        numbers = [row for row in running if len(row.text) <= _LONGEST_NUMBER]
        free = [(at, row) for at, row in outer if not any(id(line) in kinds for line in row.lines)]
        for at, row in free if len(running) > 1 else ():
            if not row.apart or len(row.text) > LONGEST_HEAD:
                continue
            number = len(row.text) <= _LONGEST_NUMBER and any(_at_one_place(row, other) for other in numbers)
            if at == 0 or (place == "foot" and begins_like_note(row) and not number):
                continue
            here = sum(_at_one_place(row, other) for other in (numbers if number else worded))
            others = [other for _, other in free if _at_one_place(row, other)]
            if here >= max(_FEWEST_PLACES, len(others)) or (here > 1 and all(other.apart for other in others)):
                kinds |= {id(line): FurnitureKind.PAGE_NUMBER if number else _kind_of(row) for line in row.lines}


def _at_one_place(row: EdgeRow, other: EdgeRow) -> bool:
    return abs(row.depth - other.depth) <= _SAME_PLACE and same_type(row.lines[0], other.lines[0])


def _repeating(rows: Sequence[EdgeRow], like: Sequence[int], fewest: int, dated: Set[int]) -> list[EdgeRow]:
    """Return the rows of one page that are furniture, from how many like rows there are on pages close by.

    At head and foot these are the outermost rows down to the last that stands apart from the text; where none does, a
    single row, since text that is the same on several pages is text.
    """
    found: list[EdgeRow] = []
    for place in ("head", "foot"):
        repeated = []
        for row, count in zip(rows, like, strict=True):
            if row.place == place:
                note = place == "foot" and id(row) not in dated and begins_like_note(row)
                if count < (1 if _STAMP.search(row.text) else fewest) or note:
                    break
                repeated.append(row)
        apart = [at for at, row in enumerate(repeated) if row.apart]
        if apart:
            found += repeated[: apart[-1] + 1]
        elif len(repeated) == 1:
            found += repeated
    return found + [row for row, count in zip(rows, like, strict=True) if row.place == "side" and count]


def _fewest(pages: int) -> int:
    return 1 if pages <= 4 else 2


def _kind_of(row: EdgeRow) -> FurnitureKind:
    if _STAMP.search(row.text):
        return FurnitureKind.DOWNLOAD_STAMP
    if not shape_of(row.text).strip("#-–—|[]() ."):
        return FurnitureKind.PAGE_NUMBER
    return FurnitureKind.RUNNING_FOOT if row.place == "foot" else FurnitureKind.RUNNING_HEAD


def _mark_numbers(numbers: Sequence[Printed], kinds: dict[int, FurnitureKind]) -> None:
    """Mark the lines that hold page numbers, and what stands on one row with them apart from the text."""
    for printed in numbers:
        line: Line = printed.row.lines[printed.line]
        bare = len(line.text) <= len(printed.text) + 10
        if bare:
            kinds[id(line)] = FurnitureKind.PAGE_NUMBER
        if printed.row.apart and len(printed.row.text) <= LONGEST_HEAD:
            for beside in printed.row.lines:
                kinds.setdefault(id(beside), _kind_of(printed.row))
