"""Note marks: the small numbers that send the reader to a note, in the forms that converters leave them in.

Superscripts and ``<sup>`` marks are marks wherever they stand. Bare numbers (``the modern world.,,8 Research``,
``the two countries. 16 Meanwhile``) and bracketed ones are marks only where they form a run that counts up through
the document, so that a year, a price or a numbered list is never mistaken for one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kurilsearch.clean.cut import Cut
from kurilsearch.language.months import ENGLISH_SHORT
from kurilsearch.language.numerals import roman_value
from kurilsearch.model import FurnitureKind

_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_UNIT = re.compile(r"(?:\b|[ckmd])m\Z|\d\Z")
_SUP_TAG = re.compile(r"(?<=\S) ?<sup>\s{0,3}\[?(\d{1,3}|[a-z*†‡])\]?\s{0,3}</sup>|(?<=\S) ?\$\^\{?(\d{1,3})\}?\$")
_FOOTNOTE_REF = re.compile(r"(?<=\S) ?\[\^[^\]\s]{1,60}\](?!:)")
_SUP_LABEL = re.compile(r"^ {0,3}(?:<sup>)(\d{1,3})\b", re.M)

_NUMBER = re.compile(r"[0-9]+")
_STOP_AND_QUOTE = re.compile(r"[^\d\s][.!?)\"'”’»] \Z")
_GLUED = re.compile(r"(?:[^\d\s][.,;:!?)\]\"'”’»]|[^\W\d_]{3})\Z")
_NEW_SENTENCE = re.compile(r"\n|\Z| [\"“«]?(?:[(\[][^\W\d_]|[^\W\d_a-zа-яё])")
_ABBREVIATION = re.compile(
    rf"(?:^|[\s(\[])(?:pp?|nos?|nrs?|vols?|chs?|figs?|secs?|arts?|bd|s|t|c|{'|'.join(ENGLISH_SHORT)}|§)\. ?\Z",
    re.I,
)
_WEAK = re.compile(r"(?<=[^\W\d_]|,) (\d{1,3})(?= [^\W\d_])")
_BRACKETED = re.compile(r"\[(\d{1,3}|[ivxlc]{1,7})\](?![(:\w])")

_LETTERED = re.compile(r"(?<=[\w.,;:!?\"'”’»)])\[([A-Z†‡§]|\*{1,3})\](?![(:\w])")
_LETTERED_LABEL = re.compile(r"^[ ]{0,8}\[([A-Z†‡§]|\*{1,3})\](?=[ ]+\S)", re.MULTILINE)
_LONGEST_STEP = 3
_FEWEST_MARKS = 4
_LARGEST_FIRST = 3


class _Mark(NamedTuple):
    start: int
    end: int
    number: int


def find_note_marks(text: str) -> Iterator[Cut]:
    """Find the marks that send to notes; a mark at a line's start is a note's own label and stays."""
    certain: list[_Mark] = []
    if "<sup>" in text or "$^" in text:
        for match in _SUP_TAG.finditer(text):
            number = match[1] or match[2]
            certain.append(_Mark(*match.span(), int(number) if number.isdigit() else 0))
    if "[^" in text:
        for match in _FOOTNOTE_REF.finditer(text):
            yield Cut(*match.span(), FurnitureKind.NOTE_MARK)
    superscripts = not text.isascii() and any(digit in text for digit in "⁰¹²³⁴⁵⁶⁷⁸⁹")
    for match in _SUPERSCRIPT.finditer(text) if superscripts else ():
        before = text[max(match.start() - 3, 0) : match.start()]
        if before.strip() and not before[-1].isspace() and not _UNIT.search(before):
            yield Cut(*match.span(), FurnitureKind.NOTE_MARK)
    for mark in certain:
        yield Cut(mark.start, mark.end, FurnitureKind.NOTE_MARK)
    if "[" in text and (notes := {match[1] for match in _LETTERED_LABEL.finditer(text)}):
        for match in _LETTERED.finditer(text):
            if match[1] in notes:
                yield Cut(*match.span(), FurnitureKind.NOTE_MARK)
    labels = {int(match[1]) for match in _SUP_LABEL.finditer(text)} if "<sup>" in text else set()
    for mark in (*_counted_marks(text, certain, labels), *_bracketed_marks(text)):
        yield Cut(mark.start, mark.end, FurnitureKind.NOTE_MARK)


def _counted_marks(text: str, certain: list[_Mark], labels: set[int]) -> list[_Mark]:
    if not certain and not _has_first_mark(text):
        return []
    strong = [
        _Mark(match.start() - _spaced(text, *match.span()), match.end(), int(match[0]))
        for match in _NUMBER.finditer(text)
        if match.end() - match.start() <= 3 and _stands_as_mark(text, match.start(), match.end())
    ]
    fixed = set(certain)
    marks: list[_Mark] = []
    for run in _counting_runs(sorted([*(mark for mark in certain if mark.number), *strong]), labels):
        found = [mark for mark in run if mark not in fixed]
        if found and _counts_like_notes(run, labels):
            marks += [*found, *_weak_marks(text, run)]
    return sorted(marks)


def _has_first_mark(text: str) -> bool:
    """Tell quickly whether a 1, 2 or 3 stands as a mark anywhere, without which no run can begin."""
    for digit in "123":
        at = text.find(digit)
        while at >= 0:
            if (
                not text[at + 1 : at + 2].isdigit()
                and at
                and not text[at - 1].isdigit()
                and _stands_as_mark(text, at, at + 1)
            ):
                return True
            at = text.find(digit, at + 1)
    return False


def _spaced(text: str, start: int, end: int) -> bool:
    """Tell whether a number stands between spaces, of which one is to go with it."""
    return text[start - 1 : start] == " " and text[end : end + 1] in (" ", "\n", "")


def _stands_as_mark(text: str, start: int, end: int) -> bool:
    """Tell whether a number follows the stop of a sentence, or is glued to punctuation or to a word."""
    before = text[max(start - 8, 0) : start]
    if before.endswith(" "):
        return bool(_STOP_AND_QUOTE.search(before) and _NEW_SENTENCE.match(text, end)) and not _ABBREVIATION.search(
            before
        )
    following = text[end : end + 1]
    return (following in (" ", "\n", ";", ",", "")) and bool(_GLUED.search(before)) and not _ABBREVIATION.search(before)


def _counts_like_notes(run: list[_Mark], labels: set[int]) -> bool:
    steps = [after.number - before.number for before, after in itertools.pairwise(run)]
    return bool(labels) or (len(run) >= _FEWEST_MARKS and sum(step == 1 for step in steps) >= 0.7 * len(steps))


def _counting_runs(marks: list[_Mark], labels: set[int]) -> Iterator[list[_Mark]]:
    """Yield the longest run that counts up, then those that begin anew at 1 before and after it, as in chapters."""
    longest = _counting_run(marks, labels)
    if len(longest) < 2:
        return
    yield longest
    chapter: list[_Mark] = []
    for mark in (mark for mark in marks if mark.end <= longest[0].start or mark.start >= longest[-1].end):
        if mark.number == 1 and chapter:
            yield _counting_run(chapter, labels)
            chapter = []
        chapter.append(mark)
    if chapter:
        yield _counting_run(chapter, labels)


def _counting_run(marks: list[_Mark], labels: set[int]) -> list[_Mark]:
    """Return the longest run that counts up from at most 3 by small steps, the first of equal ones.

    Steps to a number whose note is known (``labels``) may be longer: the marks between them were lost.
    """
    best: dict[int, tuple[int, _Mark]] = {}  # number -> length of the longest run that ends with it, its last mark
    chain: dict[_Mark, _Mark | None] = {}
    last: _Mark | None = None
    longest = 0
    for mark in marks:
        reach = _LONGEST_STEP + (8 if mark.number in labels else 0)
        earlier = [best[n] for n in range(max(mark.number - reach, 1), mark.number) if n in best]
        length, before = max(earlier, key=lambda entry: entry[0], default=(0, None))
        if before is None and mark.number > _LARGEST_FIRST:
            continue
        if mark.number not in best or length + 1 > best[mark.number][0]:
            best[mark.number] = (length + 1, mark)
            chain[mark] = before
            if length + 1 > longest:
                longest, last = length + 1, mark
    run: list[_Mark] = []
    while last is not None:
        run.append(last)
        last = chain[last]
    return run[::-1]


def _weak_marks(text: str, run: list[_Mark]) -> Iterable[_Mark]:
    """Yield numbers between two words (``trading partners 19 simply``) that fill a gap of one in the run."""
    gaps = {
        after.number - 1: (before.end, after.start)
        for before, after in itertools.pairwise(run)
        if after.number == before.number + 2
    }
    if gaps:
        for match in _WEAK.finditer(text):
            start, end = gaps.get(int(match[1]), (0, 0))
            if start <= match.start() and match.end() <= end:
                yield _Mark(*match.span(), int(match[1]))


def _bracketed_marks(text: str) -> list[_Mark]:
    if "[" not in text:
        return []
    marks = []
    for match in _BRACKETED.finditer(text):
        number = int(match[1]) if match[1].isdigit() else roman_value(match[1])
        start = match.start() - (text[match.start() - 1 : match.start()] == " ")
        if number and start and text[start - 1] not in "\n [(":
            marks.append(_Mark(start, match.end(), number))
    run = _counting_run(marks, set())
    labelled = [mark for mark in marks if _has_label(text, text[mark.start : mark.end].strip())]
    if len(run) >= _FEWEST_MARKS or (run and all(text[mark.start - 1] in '.,;:!?"”’»)' for mark in marks)):
        highest = run[-1].number
        return [mark for mark in marks if mark.number <= highest]  # a source may be cited again by its number
    return labelled


def _has_label(text: str, mark: str) -> bool:
    """Tell whether a note begins with a mark, or says its number behind a word (``[Footnote 1: …``)."""
    is_told = f"\n{mark}" in text or f"\n {mark}" in text
    return (
        is_told or re.search(rf"^[ \t]*\[[^\W\d][^\[\]\n:]{{2,24}}[ \xa0]{mark[1:-1]}:", text, re.MULTILINE) is not None
    )
