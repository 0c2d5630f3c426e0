"""Which rows at the edges of pages are like one another: the same words, their numbers left open, at one place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kurilsearch.language.numerals import roman_value
from kurilsearch.read.pdf.edges.rows import EdgeRow

LONGEST_HEAD = 220
"""More characters than a row of furniture has."""
_NEIGHBOURS = 5
_SAME_DEPTH = 7.0
_LIKE = 82
_SHORTEST_PART = 8
_LEADERS = re.compile(r"(?:\. ?){5}")
_COUNTER = re.compile(r"\b(?:\d{1,5}|[IVXLC]+|[A-Z])\b")


class RowForm(NamedTuple):
    """What makes rows alike: the ``shape`` of the words, and the ``parts`` between wide gaps where it has several."""

    shape: str
    parts: frozenset[str]


def form_of(row: EdgeRow) -> RowForm:
    """Return the form of a row at a page's edge."""
    cuts = [(line.text, [0, *line.gaps, len(line.text)]) for line in row.lines]
    parts = [text[start:end].strip() for text, of in cuts for start, end in pairwise(of)] if row.rank == 0 else []
    long = frozenset(part for part in parts if len(part) >= _SHORTEST_PART) if len(parts) > 1 else frozenset()
    return RowForm(shape_of(row.text), long)


def shape_of(text: str) -> str:
    """Return what a head has on every page: its words, its numbers left open."""
    return re.sub(r"\b(?:\d+|[ivxlc]+)\b", "#", " ".join(text.casefold().split()))[:LONGEST_HEAD]


def count_like(
    at: int, row: EdgeRow, form: RowForm, edges: Sequence[Sequence[EdgeRow]], forms: Sequence[Sequence[RowForm]]
) -> int:
    """Return on how many pages close by a row like this one of page ``at`` stands at this place.

    The same head on the second page before or after counts twice: short articles have left and right ones.
    """
    if row.place != "side" and (len(row.text) > LONGEST_HEAD or _LEADERS.search(row.text)):
        return 0
    found = 0
    for other in range(max(at - _NEIGHBOURS, 0), min(at + _NEIGHBOURS + 1, len(edges))):
        if other == at:
            continue
        for beside, its_form in zip(edges[other], forms[other], strict=True):
            if beside.place != row.place or (row.place != "side" and abs(beside.depth - row.depth) > _SAME_DEPTH):
                continue
            if _are_like(row, form, beside, its_form, abs(other - at)):
                apart = row.apart and beside.apart and row.rank == 0
                same = form.shape == its_form.shape and apart and len(form.shape) > 5
                found += 2 if same and abs(other - at) == 2 else bool(form.shape.strip("# ")) or row.apart
                break
    return found


def _are_like(row: EdgeRow, form: RowForm, beside: EdgeRow, its_form: RowForm, pages: int) -> bool:
    """Tell whether two rows so many ``pages`` apart are alike, or share a part, as a chapter beside its sections."""
    from rapidfuzz.fuzz import ratio

    shape, its_shape = form.shape, its_form.shape
    if shape == its_shape or (min(len(shape), len(its_shape)) >= 8 and ratio(shape, its_shape) >= _LIKE):
        return not _counts_slower(row.text, beside.text, pages)
    return row.apart and beside.apart and not form.parts.isdisjoint(its_form.parts)


def _counts_slower(text: str, beside: str, pages: int) -> bool:
    """Tell whether two rows are alike but for a number that counts chapters or letters, and not the pages."""
    steps = [
        (first, second)
        for first, second in zip(_COUNTER.findall(text), _COUNTER.findall(beside), strict=False)
        if first != second
    ]
    return bool(steps) and all(0 < _step(first, second) < pages for first, second in steps)


def _step(first: str, second: str) -> float:
    """Return how far apart two numbers are; letters count no pages, however far apart."""
    if first.isdecimal() and second.isdecimal():
        return abs(int(first) - int(second))
    if max(len(first), len(second)) == 1 and not {first, second} <= {"I", "V", "X"}:
        return 0.5
    return abs(roman_value(first) - roman_value(second))
