"""Which note a mark in the text sends to: cleaning cuts marks out of passages, here they are put back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from kurilsearch.model import Furniture, FurnitureKind, Kind, StoredPassage
from kurilsearch.references.model import NoteCall, NoteMark, PassageSpan

_NAMED = re.compile(r"\[\^([^\]]+)\]")
_NUMBERS = re.compile(r"(\d{1,4})(?:\s?[-–—]\s?(\d{1,4}))?")
_LONGEST_RANGE = 50
_NAME = re.compile(r"[ivxlc]+|[a-z](?![^\W_])|[*†‡]", re.I)
_TAG = re.compile(r"<[^>]{0,20}>|\^\{?")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SMALL_DIGITS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTE_LABEL = re.compile(
    r"\s*(?:<sup>\s?)?(?:\[\^?(?P<bracket>[^\]\s]{1,12})\]:?|\(?(?P<number>\d{1,3})(?:[.):]|(?=\s))"
    r"|(?P<small>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(?P<sign>[*†‡]))"
    r"(?:</sup>)?\s*"
)


def read_marks(source: str, furniture: Iterable[Furniture]) -> tuple[NoteMark, ...]:
    """Return the marks that cleaning cut out of ``source``, in order, each with what it says.

    A region with several numbers (``3,59-61``) is several marks.
    """
    marks = [
        NoteMark(region.start, region.end, label)
        for region in furniture
        if region.kind is FurnitureKind.NOTE_MARK
        for label in _labels(source[region.start : region.end])
    ]
    return tuple(sorted(marks, key=lambda mark: mark.start))


def _labels(printed: str) -> list[str]:
    """Return what a region of marks says: all its numbers, else the letters or the sign."""
    named = _NAMED.search(printed)
    if named:
        return [named[1].lower()]
    bare = _TAG.sub("", printed).translate(_SUPERSCRIPTS)
    labels: list[str] = []
    for match in _NUMBERS.finditer(bare):
        first, last = int(match[1]), int(match[2] or match[1])
        labels += map(str, range(first, last + 1)) if first <= last <= first + _LONGEST_RANGE else [match[1]]
    if labels:
        return labels
    name = _NAME.search(bare)
    return [name[0].lower() if name else bare.strip()]


def note_label(text: str) -> tuple[str, int]:
    """Return what a note is called, empty where nothing is printed before it, and where its own words begin."""
    match = _NOTE_LABEL.match(text)
    if match is None:
        return "", 0
    label = next(filter(None, match.groups()))
    return label.translate(_SUPERSCRIPTS).lower(), match.end()


def without_note_number(text: str) -> str:
    """Return a note's words without the number or sign printed before them, for a quotation that begins a note.

    A bare number before a small letter may count what the note is about (``12 ships were lost``), an asterisk may
    emphasise (``*Ice Post*``): both stay, as does a number that is all there is.
    """
    start = note_label(text)[1]
    label = text[:start].strip()
    counts = label.isascii() and label.isdecimal() and text[start : start + 1].islower()
    emphasises = label == "*" and not text[:start].endswith(" ") and "*" in text[start:]
    return text if counts or emphasises else text[start:] or text


def is_note(stored: StoredPassage) -> bool:
    """Return whether a passage is a note: segmenting says so, or it begins with a small raised number."""
    passage = stored.passage
    return passage.kind is Kind.NOTE or (passage.kind is not Kind.HEADING and passage.text[:1] in _SMALL_DIGITS)


def find_calls(
    passages: Sequence[StoredPassage], marks: Sequence[NoteMark]
) -> tuple[list[NoteCall], list[tuple[NoteMark, PassageSpan]]]:
    """Return the marks that send to a note among ``passages``, and those without one, with where they stand.

    Notes that are numbered anew on each page or in each chapter are told apart by what comes next: a mark sends to the
    first note of its name behind it.
    """
    notes: dict[str, list[StoredPassage]] = {}
    for stored in passages:
        if is_note(stored):
            notes.setdefault(note_label(stored.passage.text)[0], []).append(stored)
    names = list(dict.fromkeys(mark.label for mark in marks if mark.label not in notes))
    if len(names) == len(notes.get("", ())):  # their labels are not in their text: they stand in the order of the marks
        notes |= {name: [note] for name, note in zip(names, notes.pop("", []), strict=True)}
    starts = {label: [stored.passage.char_start for stored in known] for label, known in notes.items()}
    ordered = sorted(
        (stored for stored in passages if not is_note(stored)),
        key=lambda stored: stored.passage.char_start,
    )
    beginnings = [stored.passage.char_start for stored in ordered]
    calls: list[NoteCall] = []
    others: list[tuple[NoteMark, PassageSpan]] = []
    for mark in marks:
        at = bisect_right(beginnings, mark.start) - 1
        if at < 0:
            continue
        place = _place_of(ordered[at], mark)
        known = notes.get(mark.label, [])
        behind = bisect_left(starts.get(mark.label, []), mark.start)
        if known:
            calls.append(NoteCall(place, mark.label, known[min(behind, len(known) - 1)].id))
        else:
            others.append((mark, place))
    return calls, others


def _place_of(stored: StoredPassage, mark: NoteMark) -> PassageSpan:
    """Return where a mark stood: right behind the last character of the passage before it."""
    runs = stored.passage.way_back.runs
    index = max(bisect_right(runs, mark.start, key=lambda run: run.source) - 1, 0)
    run = runs[index]
    offset = run.text + min(max(mark.start - run.source, 0), run.length)
    return PassageSpan(stored.id, (offset, offset), (mark.start, mark.end))
