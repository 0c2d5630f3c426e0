"""Text layers over one another: what a page shows covers what is hidden under it, of two hidden ones one is read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from kurilsearch.language.known_words import is_word
from kurilsearch.language.languages import detect_language
from kurilsearch.read.pdf.page.lines import Row, make_rows
from kurilsearch.read.pdf.pdfium.runs import TextRun

_CELL = 8.0
_WORD = re.compile(r"[^\W\d_]{3,}")
_MOST_WORDS = 200
_FEWEST_RUNS = 8
_MOST_RUNS = 20_000
_LEAST_COVERED = 0.6


def without_covered(runs: list[TextRun]) -> list[TextRun]:
    """Return the runs without those of a hidden text layer that a visible one, or a better hidden one, covers."""
    if not any(run.style.hidden for run in runs):
        return runs
    covered = set(_cells(run for run in runs if not run.style.hidden))
    runs = [run for run in runs if not (run.style.hidden and _cell(run) in covered)]
    hidden = [run for run in runs if run.style.hidden]
    second = _second_layer(hidden)
    if second is None:
        return runs
    first, other = hidden[:second], hidden[second:]
    better, worse = (first, other) if _known_share(first) >= _known_share(other) else (other, first)
    dropped = {id(run) for run in _covered_by(make_rows(better), worse)}
    return [run for run in runs if id(run) not in dropped]


def _second_layer(hidden: Sequence[TextRun]) -> int | None:
    """Return which of the hidden runs begins a second layer over the same places; None where there is but one."""
    if not _FEWEST_RUNS <= len(hidden) <= _MOST_RUNS:
        return None
    top = max(run.y1 for run in hidden[: len(hidden) // 2])
    again = [
        at
        for at in range(len(hidden) // 4, len(hidden))
        if hidden[at].y1 > top - 0.5 * (hidden[at].y1 - hidden[at].y0) and hidden[at].y1 > hidden[at - 1].y1 + 1
    ]
    for at in again[:3]:
        first, other = hidden[:at], hidden[at:]
        if len(list(_covered_by(make_rows(first), other))) >= _LEAST_COVERED * len(other):
            return at
    return None


def _covered_by(rows: Sequence[Row], runs: Sequence[TextRun]) -> Iterator[TextRun]:
    """Yield the runs whose middle lies in one of the rows."""
    ordered = sorted(rows, key=attrgetter("y0"))
    bottoms = [row.y0 for row in ordered]
    highest = max((row.y1 - row.y0 for row in rows), default=0.0)
    for run in runs:
        x, y = 0.5 * (run.x0 + run.x1), 0.5 * (run.y0 + run.y1)
        near = ordered[bisect_left(bottoms, y - highest) : bisect_right(bottoms, y)]
        if any(row.x0 - 1 <= x <= row.x1 + 1 and y <= row.y1 and row.frame == run.style.frame for row in near):
            yield run


def _known_share(runs: Sequence[TextRun]) -> float:
    """Return how many of the words are words of their language."""
    text = " ".join(run.text for run in runs)
    language = detect_language(text)
    words = _WORD.findall(text.lower())[:_MOST_WORDS]
    return sum(is_word(word, language) for word in words) / len(words) if words else 0.0


def _cell(run: TextRun) -> tuple[int, int, int]:
    x, y = 0.5 * (run.x0 + run.x1), 0.5 * (run.y0 + run.y1)
    return run.style.frame, int(x // _CELL), int(y // _CELL)


def _cells(runs: Iterator[TextRun] | Sequence[TextRun]) -> Iterator[tuple[int, int, int]]:
    """Yield the cells of a grid that runs lie in."""
    for run in runs:
        y = int(0.5 * (run.y0 + run.y1) // _CELL)
        for x in range(int(run.x0 // _CELL), min(int(run.x1 // _CELL), int(run.x0 // _CELL) + 200) + 1):
            yield run.style.frame, x, y
