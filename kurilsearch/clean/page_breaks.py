"""Where pages begin: form feeds, what a converter leaves of them, and page marks in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from kurilsearch.clean.cut import Cut
from kurilsearch.model import FurnitureKind, Page

_TRACE = re.compile(r"\n (?=[^ \n])")
_PAGE_MARK = re.compile(
    r"(?:[\[{](?:p|pg|pp|page|seite|s|стр|с|p[aá]g)\.? ?(\d{1,4}|[ivxlc]{1,8})[\]}]|\{(\d{1,4})\}) ?", re.I
)
_BARE_MARK = re.compile(r"(?<![|\w])(?:\{(\d{1,4})\}|\|(\d{1,4})\|)(?!\|) ?")
_PAGE_MARK_STARTS = [bracket + letter for bracket in "[{" for letter in "pPsSсС"]
_FEWEST_TRACES = 3
_LINES_A_PAGE = range(18, 90)


def find_form_feeds(text: str) -> list[int]:
    """Return the offsets after each form feed: the starts of all pages but the first."""
    starts = []
    at = text.find("\f")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\f", at + 1)
    return starts


def find_page_traces(text: str) -> list[int]:
    """Return the line starts where a form feed was turned into a single space, every page's worth of lines.

    Nothing is returned where lines are indented for other reasons: traces are alone, and regular.
    """
    first = len(text) - len(text.lstrip())
    traces = [match.start() + 1 for match in _TRACE.finditer(text) if match.start() >= first]
    cut_sentences = sum(text[start - 2 : start - 1] not in '.!?:\n"' and text[start + 1].islower() for start in traces)
    fewest = 2 if cut_sentences == len(traces) else _FEWEST_TRACES
    if len(traces) < fewest or len(traces) * _LINES_A_PAGE.start > text.count("\n") + 1:
        return []
    distances = [text.count("\n", before, here) for before, here in zip([0, *traces], traces, strict=False)]
    usual = median(distances[1:])
    regular = sum(0.6 * usual <= distance <= 1.5 * usual for distance in distances[1:])
    if round(usual) not in _LINES_A_PAGE or regular < 0.75 * (len(distances) - 1):
        return []
    return traces


def find_page_marks(text: str) -> tuple[list[Cut], list[Page]]:
    """Find page numbers in brackets (``[p. 12]``, ``{12}`` with a word for page) that count up, and their pages."""
    if ("[" not in text and "{" not in text) or not any(mark in text for mark in _PAGE_MARK_STARTS):
        return _bare_page_marks(text)
    cuts: list[Cut] = []
    pages: list[Page] = []
    is_next: list[bool] = []
    last = -1
    for match in _PAGE_MARK.finditer(text):
        label = match[1] or match[2]
        if match[2] and int(label) != last + 1:
            continue  # a bare number goes on with those that say what they are
        if label.isdigit():
            if int(label) <= last:
                continue
            is_next.append(int(label) == last + 1)
            last = int(label)
        cuts.append(Cut(*match.span(), FurnitureKind.PAGE_MARK))
        pages.append(Page(match.end(), len(pages) + 2, label))
    if len(cuts) < _FEWEST_TRACES and not (len(cuts) == len(is_next) == 2 and is_next[1]):
        return [], []
    return cuts, pages


def _bare_page_marks(text: str) -> tuple[list[Cut], list[Page]]:
    """Find numbers in braces or bars that count up by one, which say nothing of pages but are found in their places."""
    found = list(_BARE_MARK.finditer(text)) if "{" in text or "|" in text else []
    numbers = [int(match[1] or match[2]) for match in found]
    if len(found) < _FEWEST_TRACES or any(second - first != 1 for first, second in pairwise(numbers)):
        return [], []
    cuts = [Cut(*match.span(), FurnitureKind.PAGE_MARK) for match in found]
    return cuts, [
        Page(match.end(), at, str(number)) for at, (match, number) in enumerate(zip(found, numbers, strict=True), 2)
    ]


def cut_form_feeds(text: str) -> Iterator[Cut]:
    """Find the form feeds themselves."""
    at = text.find("\f")
    while at >= 0:
        yield Cut(at, at + 1, FurnitureKind.PAGE_BREAK)
        at = text.find("\f", at + 1)
