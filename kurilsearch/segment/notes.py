"""Notes: footnotes at page feet, between the halves of a sentence, or gathered at the end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kurilsearch.model import CleanText, FurnitureKind, Kind
from kurilsearch.segment.blocks import Block

_SUP_BEFORE = re.compile(r"<sup>\s{0,3}\[?\Z")
_BRACKET_LABEL = re.compile(r"\[(\d{1,3}|[ivxlc]{1,7}|[A-Za-z†‡§]|\*{1,3})\]")
_NUMBER_LABEL = re.compile(r"\(?(\d{1,3})[.):]?\s{1,4}(?=\S)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s?(?=\S)|([*†‡])\s?(?=\w)")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class NoteMarks:
    """The marks that were cut out of the text: the numbers they carry and the marks as they were printed."""

    numbers: frozenset[int]
    printed: frozenset[str]


def collect_note_marks(clean: CleanText, source: str) -> NoteMarks:
    """Return the note marks that cleaning took out of ``clean``."""
    printed = {
        source[region.start : region.end].strip()
        for region in clean.furniture
        if region.kind is FurnitureKind.NOTE_MARK
    }
    numbers = {int(digits[0]) for mark in printed if (digits := re.findall(r"\d+", mark.translate(_SUPERSCRIPTS)))}
    return NoteMarks(frozenset(numbers), frozenset(printed))


def mark_notes(blocks: Sequence[Block], clean: CleanText, source: str) -> list[Block]:
    """Return the blocks with notes told apart, by their label and their place."""
    marks = collect_note_marks(clean, source)
    page_starts = [page.start for page in clean.pages[1:]]
    found = list(blocks)
    last_number = 0
    after_rule = False
    for i, block in enumerate(blocks):
        if block.furniture:
            after_rule = after_rule or block.furniture is FurnitureKind.RULE
            continue
        if block.kind is Kind.HEADING:
            after_rule = False
            continue
        if block.text[0].isalpha() and not after_rule:
            continue  # by far the commonest case
        number = _label_number(block.text)
        at_foot = number > 0 and _is_at_foot(blocks, i, clean, page_starts)
        expected = number in marks.numbers or number == last_number + 1
        labelled = _is_labelled(block, clean, source, marks)
        if labelled or (number and expected and (at_foot or after_rule)):
            found[i] = block._replace(kind=Kind.NOTE)
            last_number = number or last_number
        elif after_rule and i and found[i - 1].kind is Kind.NOTE and _is_at_foot(blocks, i, clean, page_starts):
            found[i] = block._replace(kind=Kind.NOTE)
        else:
            after_rule = False
    return found


def _is_labelled(block: Block, clean: CleanText, source: str, marks: NoteMarks) -> bool:
    text = block.text
    if text[:1] not in "[0123456789":
        return False
    here = clean.way_back.source_offset(block.start)
    if text[0] != "[" and _SUP_BEFORE.search(source[max(here - 10, 0) : here]):
        return True
    match = _BRACKET_LABEL.match(text)
    return match is not None and match[0] in marks.printed


def _label_number(text: str) -> int:
    """Return the number that a note would begin with, 0 where there is none (an asterisk counts as 1)."""
    match = _NUMBER_LABEL.match(text)
    if match is None:
        return 0
    digits = match[1] or (match[2] or "").translate(_SUPERSCRIPTS)
    return int(digits) if digits else 1


def _is_at_foot(blocks: Sequence[Block], i: int, clean: CleanText, page_starts: Sequence[int]) -> bool:
    """Tell whether nothing but labelled blocks stands between block ``i`` and the end of its page."""
    start = clean.way_back.source_offset(blocks[i].start)
    after = bisect_right(page_starts, start)
    if after == len(page_starts):
        return False
    for below in blocks[i + 1 :]:
        if clean.way_back.source_offset(below.start) >= page_starts[after]:
            return True
        if not below.furniture and not _label_number(below.text):
            return False
    return True
