"""Running heads and printed page numbers: lines at the edges of pages that repeat, or that count up."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from kurilsearch.clean.cut import Cut
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.numerals import roman_value
from kurilsearch.model import FurnitureKind, Page

_EDGE_LINES = 3
_LONGEST_HEAD = 120
_LONGEST_NUMBER = 14
"""Characters of a line that may hold nothing but a page number and what is set around it."""
_FEWEST_PAGES = 3
_PAGE_NUMBER = lazy_pattern(
    r"[\[(<|\-–—~•· ]{0,4}(?:(?:page|pg?\.|seite|стр\.?|с\.|página|pagina)\s?)?(\d{1,4}|[ivxlc]{1,8})"
    r"(?:\s?(?:of|/|из|von)\s?\d{1,4})?[\])>|\-–—~•·. ]{0,4}",
    re.I,
)
_LEADING = re.compile(r"(?:page )?(\d{1,4}|[ivxlc]{1,8})(?:\s{2,}|\s*[|•·—–]\s*|\s)(?=\D)", re.I)
_TRAILING = re.compile(r"(?:\s{2,}|\s*[|•·—–]\s*|\s)(?:page )?(\d{1,4}|[ivxlc]{1,8})\Z", re.I)


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A line that may be a running head or hold a page number: its range, its text without blanks, its index."""

    start: int
    end: int
    text: str
    index: int


@dataclass(frozen=True, slots=True)
class PageFurniture:
    """What was found: the lines to cut, and the pages with their printed numbers."""

    cuts: list[Cut] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)


def lines_of(text: str) -> list[EdgeLine]:
    """Return the lines of ``text`` that are not blank."""
    lines, start = [], 0
    for index, raw in enumerate(text.split("\n")):
        if stripped := raw.strip(" \f"):
            lines.append(EdgeLine(start, start + len(raw), stripped, index))
        start += len(raw) + 1
    return lines


def find_page_furniture(text: str, starts: Sequence[int]) -> PageFurniture:
    """Find running heads and page numbers on pages that begin at ``starts`` (the first begins at 0)."""
    bounds = [0, *starts, len(text) + 1]
    pages = [lines_of_page(text, start, end) for start, end in itertools.pairwise(bounds)]
    heads = _repeated(edge for page in pages for edge in _edges(page))
    offset = _numbering(pages, heads)
    cuts, labelled = [], []
    for number, (start, lines) in enumerate(zip(bounds, pages, strict=False), start=1):
        label = None
        for line in _edges(lines):
            printed = _printed_number(line.text, heads)
            if offset is not None and printed is not None and printed[0] - number == offset:
                label = printed[1]
                kind = FurnitureKind.PAGE_NUMBER if _is_number(line.text) else FurnitureKind.RUNNING_HEAD
                cuts.append(Cut(line.start, line.end, kind))
            elif (
                _shape(line.text) in heads
                and not _is_number(line.text)
                and not (number == 1 and line in lines[:_EDGE_LINES])
            ):
                cuts.append(Cut(line.start, line.end, FurnitureKind.RUNNING_HEAD))
        labelled.append(Page(start, number, label or _expected_label(number, offset)))
    return PageFurniture(cuts, labelled)


def find_numbered_pages(text: str) -> PageFurniture:
    """Find pages by their printed numbers alone: number lines that count up by one at a page's distance."""
    lines = _lines_with_numbers(text)
    shapes = Counter(_shape(line.text) for line in lines)
    heads = {shape for shape, times in shapes.items() if times >= _FEWEST_PAGES and "#" in shape}
    candidates = [(*printed, line) for line in lines if (printed := _printed_number(line.text, heads))]
    run = _counting_run([entry for entry in candidates if not _may_be_chapter(entry[1])])
    cuts_sentence = sum(_cuts_sentence(text, line) for _, _, line in run)
    if len(run) < _FEWEST_PAGES or cuts_sentence < 0.3 * len(run):
        return PageFurniture()  # chapters are numbered like pages, but no sentence runs from one to the next
    cuts = [Cut(line.start, line.end, FurnitureKind.PAGE_NUMBER) for _, _, line in run]
    distance = median(after.index - before.index for (_, _, before), (_, _, after) in itertools.pairwise(run))
    at_foot = run[0][2].index > min(0.25 * distance, 8)
    if at_foot:
        starts = [(0, run[0][1]), *((line.end, _next_label(label)) for _, label, line in run)]
        if not text[starts[-1][0] :].strip():
            starts.pop()
    else:
        starts = [(line.start, label) for _, label, line in run]
        starts[0] = (0, starts[0][1])
    pages = [Page(start, number, label) for number, (start, label) in enumerate(starts, start=1)]
    return PageFurniture(cuts, pages)


def lines_of_page(text: str, start: int, end: int) -> list[EdgeLine]:
    """Return the lines of ``text[start:end]`` that are not blank, with offsets in ``text``."""
    return [EdgeLine(line.start + start, line.end + start, line.text, line.index) for line in lines_of(text[start:end])]


def _edges(lines: Sequence[EdgeLine]) -> list[EdgeLine]:
    edge = [*lines[:_EDGE_LINES], *lines[max(len(lines) - _EDGE_LINES, _EDGE_LINES) :]]
    return [line for line in edge if len(line.text) <= _LONGEST_HEAD]


def _shape(text: str) -> str:
    """Return what a running head has on every page: its words, its number left open."""
    without = _TRAILING.sub(" #", _LEADING.sub("# ", text.casefold()))
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", without)).strip()


def _repeated(edges: Iterable[EdgeLine]) -> set[str]:
    shapes = Counter(_shape(edge.text) for edge in edges)
    return {shape for shape, times in shapes.items() if times >= _FEWEST_PAGES and shape.strip("# ")}


def _lines_with_numbers(text: str) -> list[EdgeLine]:
    """Return the lines that begin or end with a digit, or are as short as a page number."""
    lines, start = [], 0
    for index, raw in enumerate(text.split("\n")):
        length = len(raw)
        if length > _LONGEST_NUMBER and raw[0].isalpha() and (raw[-1].isalpha() or raw[-1] in ".,;:!?\"'’”-"):
            pass  # by far the commonest line
        elif raw and length <= 2 * _LONGEST_HEAD:
            stripped = raw.strip(" \f")
            if stripped and (len(stripped) <= _LONGEST_NUMBER or stripped[-1].isdigit() or stripped[0].isdigit()):
                lines.append(EdgeLine(start, start + length, stripped, index))
        start += length + 1
    return [line for line in lines if len(line.text) <= _LONGEST_HEAD]


def _is_number(text: str) -> bool:
    return _PAGE_NUMBER.fullmatch(text) is not None


def _printed_number(text: str, heads: set[str]) -> tuple[int, str] | None:
    """Return the page number that a line prints, as a number and as printed; None where it prints none."""
    match = _PAGE_NUMBER.fullmatch(text)
    if match is None and _shape(text) in heads:
        match = _LEADING.match(text) or _TRAILING.search(text)
    if match is None:
        return None
    value = int(match[1]) if match[1].isdigit() else roman_value(match[1])
    return (value, match[1]) if value else None


def _numbering(pages: Sequence[Sequence[EdgeLine]], heads: set[str]) -> int | None:
    """Return printed number minus place in the file where enough pages agree on it, else None."""
    votes: Counter[int] = Counter()
    for number, lines in enumerate(pages, start=1):
        votes.update({printed[0] - number for line in _edges(lines) if (printed := _printed_number(line.text, heads))})
    if not votes:
        return None
    offset, agreeing = votes.most_common(1)[0]
    enough = agreeing >= min(_FEWEST_PAGES, len(pages)) and agreeing >= 0.3 * len(pages) and agreeing >= 2
    return offset if enough else None


def _expected_label(number: int, offset: int | None) -> str | None:
    return str(number + offset) if offset is not None and number + offset > 0 else None


def _counting_run(candidates: Sequence[tuple[int, str, EdgeLine]]) -> list[tuple[int, str, EdgeLine]]:
    """Return the longest run of lines whose numbers go up by one (or two: one was lost) at a page's distance."""
    best: dict[int, tuple[int, int]] = {}  # number -> length of the run that ends with it, index of its last line
    before: dict[int, int | None] = {}
    longest, last = 0, None
    for position, (number, _, line) in enumerate(candidates):
        length, previous = 0, None
        for step in (1, 2):
            if number - step in best:
                run_length, index = best[number - step]
                distance = line.index - candidates[index][2].index
                if 12 * step <= distance <= 120 * step and run_length > length:
                    length, previous = run_length, index
        best[number] = (length + 1, position)
        before[position] = previous
        if length + 1 > longest:
            longest, last = length + 1, position
    run = []
    while last is not None:
        run.append(candidates[last])
        last = before[last]
    return run[::-1]


def _may_be_chapter(label: str) -> bool:
    return label.isupper() and not label.isdigit()


def _cuts_sentence(text: str, line: EdgeLine) -> bool:
    """Tell whether the text before ``line`` breaks off and goes on behind it."""
    before = text[max(line.start - 200, 0) : line.start].rstrip()
    after = text[line.end : line.end + 200].lstrip()
    return bool(before and after) and (before[-1] not in ".!?:;\"'”’»)" or after[0].islower())


def _next_label(label: str) -> str | None:
    return str(int(label) + 1) if label.isdigit() else None
