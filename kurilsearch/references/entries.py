"""The list of references: its passages cut, or joined, so that each holds one entry, and each entry read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile, zip_longest
from pathlib import Path
from typing import NamedTuple

from kurilsearch.csl.names import CslName
from kurilsearch.language.names import PARTICLES
from kurilsearch.language.section_headings import is_references_heading
from kurilsearch.language.sequence_labels import load_labeller
from kurilsearch.model import Kind, Span, StoredPassage
from kurilsearch.references.entry_fields import FIELDS, Fields, read_fields
from kurilsearch.references.line_features import ListLine, has_ended, line_features, list_lines
from kurilsearch.references.model import ReferenceEntry, passage_span

_GOES_ON = re.compile(r"https?://|doi\b|www\.|(?-i:[a-zа-яё])|[(,;:&]|\d+\s?[–-]\s?\d+|pp?\.\s?\d", re.I)
_FEWEST_LINES = 4
_MOST_END = 0.95
_LONGEST_HEADING = 60
_LINE = 150
_LONGEST_GAP = 1_500
"""Characters of a list on end that do not look like entries: lines set apart by a reader, subheadings."""
BOUNDS = Path(__file__).parent / "models" / "bounds.crfsuite"


class _Piece(NamedTuple):
    """A part of a passage that belongs to one entry."""

    stored: StoredPassage
    span: Span


def read_entries(
    passages: Sequence[StoredPassage], bounds: Path = BOUNDS, fields_model: Path = FIELDS
) -> list[ReferenceEntry]:
    """Return the entries of the lists of references among ``passages``, in order; none where there is no list."""
    groups = list(_one_each(listed_passages(passages), bounds))
    entries: list[ReferenceEntry] = []
    before: tuple[CslName, ...] = ()
    for pieces in groups:
        text = " ".join(piece.stored.passage.text[slice(*piece.span)] for piece in pieces)
        fields = read_fields(text, before, model=fields_model)
        if not _is_entry(fields, text):
            continue
        before = fields.authors
        entries.append(make_entry(text, fields, [(piece.stored, piece.span) for piece in pieces]))
    return entries


def make_entry(text: str, fields: Fields, pieces: Sequence[tuple[StoredPassage, Span]]) -> ReferenceEntry:
    """Return the entry that ``text`` is, which stands at ``pieces``."""
    places = tuple(passage_span(stored, *span) for stored, span in pieces)
    return ReferenceEntry(text, places, fields.item, fields.label, fields.names, fields.year)


def listed_passages(passages: Sequence[StoredPassage]) -> list[StoredPassage]:
    """Return the passages of reference lists, and what stands between them.

    Segmenting marks most of them. Under a heading over a list it may have taken entries for notes, headings or running
    text, or parted their lines: there all counts up to the last that looks like an entry.
    """
    listed: list[StoredPassage] = []
    waiting: list[StoredPassage] = []
    inside = False
    for at, stored in enumerate(passages):
        passage = stored.passage
        if len(passage.text) < _LONGEST_HEADING and is_references_heading(passage.text):
            inside, waiting = True, []
        elif passage.kind is Kind.REFERENCE or (inside and _looks_like_entry(_with_next(passages, at))):
            listed += [*waiting, stored]
            inside, waiting = True, []
        elif inside and sum(len(other.passage.text) for other in (*waiting, stored)) < _LONGEST_GAP:
            waiting.append(stored)
        else:
            inside, waiting = False, []
    return listed + list(takewhile(lambda other: _GOES_ON.match(other.passage.text), waiting))


def _with_next(passages: Sequence[StoredPassage], at: int) -> str:
    """Return the text of a passage, and if it is as short as a line, that of the next two."""
    text = passages[at].passage.text
    for other in passages[at + 1 : at + 3]:
        if len(text) > _LINE:
            break
        text = f"{text} {other.passage.text[:_LINE]}"
    return text


def _looks_like_entry(text: str) -> bool:
    """Return whether a passage under the heading of a list names a work: by label or authors, and by its date."""
    fields = read_fields(text, model=None)
    dated = bool(fields.year) or "DOI" in fields.item or "URL" in fields.item
    return dated and (bool(fields.names) or fields.repeated or fields.label is not None)


def _one_each(listed: Sequence[StoredPassage], model: Path = BOUNDS) -> Iterator[list[_Piece]]:
    """Yield the pieces that make up each entry, as the model cuts the lines of the list."""
    lines = list_lines(listed)
    found = load_labeller(model)(line_features(lines))
    one_a_line = _is_one_a_line(lines)
    entry: list[_Piece] = []
    for line, each in zip(lines, found, strict=True):
        is_cut_off = bool(entry) and entry[-1].stored.passage.text[: entry[-1].span[1]].endswith(("-", "–"))
        label = "on" if is_cut_off and each.label == "begin" else each.label  # a hyphen ends no entry
        if label == "on" and one_a_line and not line.cut and not _goes_on(line.text):
            label = "begin"
        if label not in ("begin", "on") and one_a_line and _looks_like_entry(line.text):
            label = "begin"
        if entry and label != "on":
            yield entry
            entry = []
        if label == "begin":
            entry = [_Piece(line.stored, line.trimmed)]
        elif label == "on" and entry:
            above = entry[-1]
            if above.stored is line.stored:
                entry[-1] = _Piece(above.stored, (above.span[0], line.trimmed[1]))
            else:
                entry.append(_Piece(line.stored, line.trimmed))
    if entry:
        yield entry


def _is_one_a_line(lines: Sequence[ListLine]) -> bool:
    """Return whether nearly all lines of a list end as an entry ends: then none is wrapped, and each is an entry."""
    ends = [line for line, following in zip_longest(lines, lines[1:]) if following is None or not following.cut]
    return len(ends) >= _FEWEST_LINES and sum(map(has_ended, ends)) >= _MOST_END * len(ends)


def _goes_on(line: str) -> bool:
    """Return whether a line begins as no entry does: with an address, a page or a small letter that is no name's."""
    return _GOES_ON.match(line) is not None and line.split()[0].casefold() not in PARTICLES


def _is_entry(fields: Fields, text: str) -> bool:
    """Return whether what stands in the list names a work: a year, an address, or authors and a title."""
    if len(text) < 8:
        return False
    return bool(
        fields.year
        or fields.item.get("DOI")
        or fields.item.get("URL")
        or ((fields.names or fields.repeated) and fields.title)
    )
