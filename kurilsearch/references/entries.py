"""The list of references: its passages cut, or joined, so that each holds one entry, and each entry read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kurilsearch.csl.names import CslName
from kurilsearch.language.printed_years import LATER_YEAR
from kurilsearch.language.section_headings import is_references_heading
from kurilsearch.model import Kind, Span, StoredPassage
from kurilsearch.references.authors import read_authors
from kurilsearch.references.entry_fields import Fields, read_fields, read_label, year_behind
from kurilsearch.references.model import ReferenceEntry, passage_span
from kurilsearch.references.name_patterns import UNDATED, YEAR_LETTER

_NUMBERED = re.compile(r"(?:(?<=\s)|\A)(?:\[(?P<bracket>\d{1,4})\]|(?P<dot>\d{1,3})\.)\s+(?=\S)")
_DATED = re.compile(
    rf"[(（]\s?(?:{LATER_YEAR}{YEAR_LETTER}?|{UNDATED})[^()（）]{{0,30}}[)）]|(?<=[.])\s{LATER_YEAR}{YEAR_LETTER}?\.\s"
)
_BEGINNING = re.compile(r"(?<=[.\d/)\]。”\"»])\s+(?=\S)")
_ENDED = re.compile(r"[.!?。）)\]\d/”\"»>]\s*\Z|https?://\S+\Z")
_GOES_ON = re.compile(r"https?://|doi\b|www\.|[a-zа-яё(,;:&]|\d+\s?[–-]\s?\d+|pp?\.\s?\d", re.I)
_BEGINS_SMALL = re.compile(r"(?:van|von|de|der|di|du|da|le|la|al|el|фон)\b|d['’]")
_LONGEST = 1_500
_LONGEST_HEADING = 60
_MOSTLY = 0.7


class _Piece(NamedTuple):
    """A part of a passage that belongs to one entry."""

    stored: StoredPassage
    span: Span


def read_entries(passages: Sequence[StoredPassage]) -> list[ReferenceEntry]:
    """Return the entries of the lists of references among ``passages``, in order; none where there is no list."""
    groups = list(_one_each(_listed(passages)))
    entries: list[ReferenceEntry] = []
    before: tuple[CslName, ...] = ()
    for pieces in groups:
        text = " ".join(piece.stored.passage.text[slice(*piece.span)] for piece in pieces)
        fields = read_fields(text, before)
        if not _is_entry(fields, text):
            continue
        before = fields.authors
        entries.append(make_entry(text, fields, [(piece.stored, piece.span) for piece in pieces]))
    return entries


def make_entry(text: str, fields: Fields, pieces: Sequence[tuple[StoredPassage, Span]]) -> ReferenceEntry:
    """Return the entry that ``text`` is, which stands at ``pieces``."""
    places = tuple(passage_span(stored, *span) for stored, span in pieces)
    return ReferenceEntry(text, places, fields.item, fields.label, fields.names, fields.year)


def _listed(passages: Sequence[StoredPassage]) -> list[StoredPassage]:
    """Return the passages of reference lists.

    Segmenting marks most of them. Under a heading over a list it may have taken labelled entries for notes, short ones
    for headings or running text, and what follows a subheading for anything: there what looks like an entry is one.
    """
    listed: list[StoredPassage] = []
    inside = False
    for stored in passages:
        passage = stored.passage
        if passage.kind is Kind.REFERENCE:
            inside = True
            listed.append(stored)
        elif len(passage.text) < _LONGEST_HEADING and is_references_heading(passage.text):
            inside = True
        elif inside and _looks_like_entry(passage.text):
            listed.append(stored)
        elif passage.kind is not Kind.HEADING:
            inside = inside and bool(listed) and passage.kind is Kind.NOTE
    return listed


def _looks_like_entry(text: str) -> bool:
    """Return whether a passage under the heading of a list names a work: by label or authors, and by its date."""
    if len(text) > _LONGEST:
        return bool(_dated_starts(text) or len(_numbered_starts(text)) > 1)
    fields = read_fields(text)
    dated = bool(fields.year) or "DOI" in fields.item or "URL" in fields.item
    return dated and (bool(fields.names) or fields.repeated or fields.label is not None)


def _one_each(listed: Sequence[StoredPassage]) -> Iterator[list[_Piece]]:
    """Yield the pieces that make up each entry."""
    labelled = sum(read_label(stored.passage.text)[0] is not None for stored in listed)
    numbered = labelled >= max(2, _MOSTLY * len(listed)) if len(listed) > 1 else labelled == 1
    entry: list[_Piece] = []
    for stored in listed:
        for number, span in enumerate(_split(stored.passage.text, numbered=labelled > 0)):
            piece = _Piece(stored, span)
            if entry and number == 0 and _continues(entry[-1], piece, numbered=numbered):
                entry.append(piece)
                continue
            if entry:
                yield entry
            entry = [piece]
    if entry:
        yield entry


def _split(text: str, *, numbered: bool) -> list[Span]:
    """Return the entries that one passage holds: most often one, several where line ends were lost."""
    starts = _numbered_starts(text) if numbered else _dated_starts(text)
    edges = [0, *(start for start in starts if start > 0), len(text)]
    return [(start, len(text[:end].rstrip())) for start, end in pairwise(edges)]


def _numbered_starts(text: str) -> list[int]:
    """Return where labels that count up by one stand in a passage that begins with such a label."""
    starts: list[int] = []
    kind, expected = "", 0
    for match in _NUMBERED.finditer(text):
        number = int(match["bracket"] or match["dot"])
        if not starts and match.start() == 0:
            kind, expected = str(match.lastgroup), number
        if match.lastgroup == kind and number == expected:
            starts.append(match.start())
            expected += 1
    return starts


def _dated_starts(text: str) -> list[int]:
    """Return where names with a year right behind them follow the end of an entry, in a passage with several years."""
    dates = list(_DATED.finditer(text))
    if len(dates) < 2:
        return []
    starts: list[int] = []
    done = dates[0].end()
    for date in dates[1:]:
        for match in _BEGINNING.finditer(text, max(done, date.start() - 200), date.start()):
            authors = read_authors(text, match.end())
            if authors.end > match.end() and _dates_it(text, authors.end, date):
                starts.append(match.end())
                break
        done = date.end()
    return starts


def _dates_it(text: str, position: int, date: re.Match[str]) -> bool:
    """Return whether ``date`` is the year right behind the names that end at ``position``."""
    return date.start() - position <= 2 and year_behind(text, position)[0] is not None


def _continues(before: _Piece, piece: _Piece, *, numbered: bool) -> bool:
    """Return whether a passage is the rest of an entry that a page or a line end cut."""
    text = piece.stored.passage.text
    above = before.stored.passage.text[slice(*before.span)]
    if len(above) > _LONGEST or before.stored.passage.section != piece.stored.passage.section:
        return False
    if numbered:
        return read_label(text)[0] is None
    if read_label(text)[0] is not None:
        return False
    if _GOES_ON.match(text) and not text[0].isupper() and not _BEGINS_SMALL.match(text):
        return True
    if _ENDED.search(above[-300:]):
        return False
    return not (read_authors(text).end or _DATED.search(text, 0, 200))


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
