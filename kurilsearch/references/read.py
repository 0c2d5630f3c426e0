"""The way from the passages of a document to all that it cites, on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from kurilsearch.model import Span, StoredPassage
from kurilsearch.references.entries import read_entries
from kurilsearch.references.entry_index import EntryIndex
from kurilsearch.references.in_notes import NoteReader
from kurilsearch.references.in_text import Numbers, find_author_page, find_author_year, find_numbers, find_pages
from kurilsearch.references.linking import Linked, Reading, accept, read_candidates
from kurilsearch.references.model import (
    CITING,
    InTextCitation,
    InTextForm,
    Link,
    NoteMark,
    PassageSpan,
    ReferenceEntry,
    References,
    passage_span,
)
from kurilsearch.references.note_marks import find_calls, is_note

_Printed = tuple[StoredPassage, Numbers]
_Mark = tuple[NoteMark, PassageSpan]

_FEWEST_ROUND = 3
_LAST_LETTER = "\u0530"
_REGULARLY = 1 / 3
"""The share of numbered citations right behind a letter from which on they are the document's way to cite."""


def read_references(passages: Sequence[StoredPassage], marks: Sequence[NoteMark] = ()) -> References:
    """Return the works that a document lists, and where it cites which of them.

    ``passages`` are all of the document's, in order. ``marks`` are the note marks that cleaning cut out of them
    (:func:`kurilsearch.references.note_marks.read_marks`); without them nothing is known of what sends to a note, nor
    of numbered citations that are set as note marks are.
    """
    listed = read_entries(passages)
    in_list = {place.passage_id for entry in listed for place in entry.places}
    texts = [stored for stored in passages if stored.passage.kind in CITING and stored.id not in in_list]
    notes = [stored for stored in texts if is_note(stored)]
    texts = [stored for stored in texts if not is_note(stored)]
    calls, other_marks = find_calls([stored for stored in passages if stored.id not in in_list], marks)
    if listed:
        found = _by_author(texts + notes, EntryIndex(listed))
        reader = NoteReader(listed, has_list=True)
        found += _in_notes(notes, reader, found)
    else:
        reader = NoteReader((), has_list=False)
        in_notes = _in_notes(notes, reader, [])
        taken = _spans_by_passage(in_notes)
        found = in_notes + [
            each
            for each in _by_author(texts + notes, EntryIndex(reader.entries))
            if not any(
                start <= each.citation.place.span[0] < end
                for start, end in taken.get(each.citation.place.passage_id, ())
            )
        ]
    numbered, lost = _by_number(texts + notes, listed, other_marks)
    order = {stored.id: stored.position for stored in passages}
    found = sorted(found + numbered, key=lambda each: (order[each.citation.place.passage_id], each.citation.place.span))
    return References(
        tuple(reader.entries),
        tuple(each.citation for each in found),
        tuple(each.link for each in found),
        tuple(calls),
        tuple(lost),
        MappingProxyType({stored.id: stored for stored in passages}),
    )


def _by_author(passages: Sequence[StoredPassage], index: EntryIndex) -> list[Linked]:
    """Return the citations by author and year or, in a document without such, by author and page."""
    readings: list[Reading] = []
    for stored in passages:
        readings += read_candidates(stored, find_author_year(stored.passage.text), index)
    if index.entries and all(reading.link.is_unresolved for reading in readings):
        readings += _by_page(passages, index)
    return list(accept(readings, index))


def _by_page(passages: Sequence[StoredPassage], index: EntryIndex) -> list[Reading]:
    """Return the citations by author and page, and those by page alone if there are any of the former."""
    readings: list[Reading] = []
    for find in (find_author_page, find_pages):
        for stored in passages:
            known = read_candidates(stored, find(stored.passage.text), index)
            readings += (reading for reading in known if not reading.link.is_unresolved)
        if not readings:
            break
    return readings


def _in_notes(notes: Sequence[StoredPassage], reader: NoteReader, found: Sequence[Linked]) -> list[Linked]:
    """Return the citations of notes in full, shortened and by ibid.; ``found`` are those by author and year."""
    taken = _spans_by_passage(found)
    linked: dict[int, dict[int, Link]] = {}
    for each in found:
        linked.setdefault(each.citation.place.passage_id, {})[each.citation.place.span[0]] = each.link
    return [
        Linked(citation, link)
        for stored in notes
        for citation, link in reader.read(stored, taken.get(stored.id, ()), linked.get(stored.id, {}))
    ]


def _spans_by_passage(found: Sequence[Linked]) -> dict[int, list[Span]]:
    spans: dict[int, list[Span]] = {}
    for each in found:
        spans.setdefault(each.citation.place.passage_id, []).append(each.citation.place.span)
    return spans


def _by_number(
    passages: Sequence[StoredPassage], listed: Sequence[ReferenceEntry], marks: Sequence[_Mark]
) -> tuple[list[Linked], list[NoteMark]]:
    """Return the citations by number, where the entries are numbered, and the marks that lead nowhere."""
    numbers = {entry.label: position for position, entry in enumerate(listed) if entry.label and entry.label.isdigit()}
    lists_all = "1" in numbers and str(len(numbers)) in numbers  # under one number several works may stand
    if not numbers or (len(numbers) * 2 < len(listed) and not lists_all):
        return [], [mark for mark, _ in marks]
    texts = {stored.id: stored.passage.text for stored in passages}
    printed, marks = _without_subscripts(_printed_numbers(passages, brackets=True), marks, texts, numbers)
    if not printed and not marks:
        printed, _ = _without_subscripts(_printed_numbers(passages, brackets=False), (), texts, numbers)
        printed = printed if sum(each.number in numbers for _, each in printed) >= _FEWEST_ROUND else []
    found = [_numbered(stored, each, numbers) for stored, each in printed]
    before: InTextCitation | None = None
    for mark, place in marks:
        if mark.label not in numbers:
            continue
        citation = InTextCitation(place, mark.label, InTextForm.NUMBERED, place.span, number=mark.label)
        found += (
            Linked(each, Link((numbers[str(each.number)],))) for each in _between(before, citation, texts, numbers)
        )
        found.append(Linked(citation, Link((numbers[mark.label],))))
        before = citation
    return found, [mark for mark, _ in marks if mark.label not in numbers]


def _printed_numbers(passages: Sequence[StoredPassage], *, brackets: bool) -> list[_Printed]:
    return [(stored, each) for stored in passages for each in find_numbers(stored.passage.text, brackets=brackets)]


def _without_subscripts(
    printed: Sequence[_Printed], marks: Sequence[_Mark], texts: Mapping[int, str], numbers: Mapping[str, int]
) -> tuple[list[_Printed], list[_Mark]]:
    """Return numbers and marks without those right behind a letter (``a[9]``, ``f(2)``), unless works are cited so.

    They are where that is how a good part of what the list holds is cited: a scan loses some of the spaces.
    """
    glued = [_is_behind_letter(stored.passage.text, each.group[0]) for stored, each in printed]
    glued_marks = [
        mark.end - mark.start == len(f"[{mark.label}]")
        and _is_behind_letter(texts.get(place.passage_id, ""), place.span[0])
        for mark, place in marks
    ]
    listed = [is_glued for is_glued, (_, each) in zip(glued, printed, strict=True) if each.number in numbers]
    listed += [is_glued for is_glued, (mark, _) in zip(glued_marks, marks, strict=True) if mark.label in numbers]
    if sum(listed) > _REGULARLY * len(listed):
        return list(printed), list(marks)
    return (
        [each for each, is_glued in zip(printed, glued, strict=True) if not is_glued],
        [each for each, is_glued in zip(marks, glued_marks, strict=True) if not is_glued],
    )


def _is_behind_letter(text: str, start: int) -> bool:
    """Return whether a letter stands right before ``start``, of an alphabet whose words are parted by spaces."""
    letter = text[start - 1 : start] if start else ""
    return letter == "_" or (letter.isalnum() and letter < _LAST_LETTER)


def _between(
    first: InTextCitation | None, last: InTextCitation, texts: Mapping[int, str], numbers: Mapping[str, int]
) -> Iterator[InTextCitation]:
    """Yield the citations that ``[1]–[3]`` leaves out, where the brackets were cut as note marks."""
    if first is None or first.place.passage_id != last.place.passage_id:
        return
    start, end = first.place.span[1], last.place.span[0]
    if texts.get(last.place.passage_id, "")[start:end].strip() in ("–", "-", "—", "‐"):
        for number in range(int(str(first.number)) + 1, int(str(last.number))):
            if str(number) in numbers:
                yield first._replace(number=str(number), text=f"{first.number}–{last.number}")


def _numbered(stored: StoredPassage, each: Numbers, numbers: dict[str, int]) -> Linked:
    place = passage_span(stored, *each.span)
    text = stored.passage.text[slice(*each.span)]
    citation = InTextCitation(place, text, InTextForm.NUMBERED, each.group, number=each.number, locator=each.locator)
    return Linked(citation, Link((numbers[each.number],) if each.number in numbers else ()))
