"""What a document cites and where: entries, citations, the links between them.

Spans are ranges of a passage's joined text; source spans index the source text. Both are 0-based, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from kurilsearch.model import Kind, Span, StoredPassage
from kurilsearch.work import Described, Item, Origin, OriginKind

_GUESS = Origin(OriginKind.GUESS)


class PassageSpan(NamedTuple):
    """Where something is printed: a span of a passage's text, and the source range from its first to its last sign."""

    passage_id: int
    span: Span
    source_span: Span


class ReferenceEntry(NamedTuple):
    """A work that a document names in full: in its list of references, or in a note where it has no list.

    ``label`` is the number or key before it (``12``, ``Nim94``); ``year`` is as printed, with the letter that sets
    works of one year apart (``1994a``); ``names`` are the family names of its authors, or the whole name of an
    institution. ``places`` are the parts of passages that hold it, one as a rule. ``item`` is what can be told of it as
    a CSL item; all of that is a guess.
    """

    text: str
    places: tuple[PassageSpan, ...]
    item: Item
    label: str | None = None
    names: tuple[str, ...] = ()
    year: str | None = None

    @property
    def title(self) -> str | None:
        """The title as printed, where it can be told."""
        return self.item.get("title")

    @property
    def described(self) -> Described:
        """The work as bibliographies describe it, each field marked as a guess."""
        return Described(self.item, dict.fromkeys(self.item, _GUESS))

    def to_dict(self) -> dict[str, Any]:
        """Return the entry as plain lists, numbers and strings."""
        return {
            "text": self.text,
            "label": self.label,
            "names": list(self.names),
            "year": self.year,
            "item": self.item,
            "char_start": self.places[0].source_span[0],
            "char_end": self.places[-1].source_span[1],
            "guessed": sorted(self.item),
        }


class InTextForm(StrEnum):
    """How a work is cited: ``(Nimmo, 1994)``, ``(Nimmo 23)``, ``[3]``, and in notes in full, shortened or by ibid."""

    AUTHOR_YEAR = "author-year"
    AUTHOR_PAGE = "author-page"
    NUMBERED = "numbered"
    FULL = "full"
    SHORT = "short"
    REPEATED = "repeated"


class InTextCitation(NamedTuple):
    """One work cited at one place: ``(Nimmo, 1994; Ziegler, 1993)`` is two citations.

    ``place`` holds the words for this work alone, the year and locator in. ``text`` is what stands there. ``group`` is
    the range of the whole parenthesis or, without one, of the citation. ``number`` is that of a numbered citation;
    several from one range (``5-7``) share a place. ``narrative`` says that the names are part of the sentence: Nimmo
    (1994) writes.
    """

    place: PassageSpan
    text: str
    form: InTextForm
    group: Span
    names: tuple[str, ...] = ()
    et_al: bool = False
    year: str | None = None
    number: str | None = None
    title: str | None = None
    locator: str | None = None
    narrative: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the citation as plain lists, numbers and strings."""
        return {
            "text": self.text,
            "form": self.form.value,
            "narrative": self.narrative,
            "names": list(self.names),
            "et_al": self.et_al,
            "year": self.year,
            "number": self.number,
            "locator": self.locator,
            "passage": self.place.passage_id,
            "span": list(self.place.span),
            "char_start": self.place.source_span[0],
            "char_end": self.place.source_span[1],
        }


class NoteMark(NamedTuple):
    """A mark that was cut from the running text and sends to a note or a numbered entry.

    ``start`` and ``end`` are source offsets, ``label`` is what it says: ``12``, ``iv``, ``*``.
    """

    start: int
    end: int
    label: str


class NoteCall(NamedTuple):
    """A place of a text that sends to a note: ``place`` is where the mark stood, its span empty."""

    place: PassageSpan
    label: str
    note: int


class Link(NamedTuple):
    """What a citation refers to: indexes into the entries. None of them: unresolved; several: ambiguous."""

    entries: tuple[int, ...] = ()

    @property
    def is_ambiguous(self) -> bool:
        """Whether the citation fits several entries alike."""
        return len(self.entries) > 1

    @property
    def is_unresolved(self) -> bool:
        """Whether the document lists no such work."""
        return not self.entries


class References(NamedTuple):
    """All that a document cites. ``links`` has one link for each of ``citations``, which stand in reading order.

    ``calls`` are the marks that send to notes. ``lost_marks`` are those whose note the document does not hold.
    """

    entries: tuple[ReferenceEntry, ...] = ()
    citations: tuple[InTextCitation, ...] = ()
    links: tuple[Link, ...] = ()
    calls: tuple[NoteCall, ...] = ()
    lost_marks: tuple[NoteMark, ...] = ()
    passages: Mapping[int, StoredPassage] = MappingProxyType({})

    def entries_of(self, citation: int) -> tuple[ReferenceEntry, ...]:
        """Return the entries that the citation with this index refers to."""
        return tuple(self.entries[index] for index in self.links[citation].entries)

    def citations_by_entry(self) -> list[list[int]]:
        """Return for each entry the indexes of the citations that rest on it, or may, in reading order."""
        by_entry: list[list[int]] = [[] for _ in self.entries]
        for index, link in enumerate(self.links):
            for entry in link.entries:
                by_entry[entry].append(index)
        return by_entry

    def citations_in(self, passage_id: int) -> tuple[int, ...]:
        """Return the indexes of the citations that stand in a passage, in reading order."""
        return tuple(index for index, each in enumerate(self.citations) if each.place.passage_id == passage_id)

    def calls_in(self, passage_id: int) -> tuple[NoteCall, ...]:
        """Return the marks of a passage that send to notes, in order."""
        return tuple(call for call in self.calls if call.place.passage_id == passage_id)

    def calls_by_note(self) -> dict[int, list[NoteCall]]:
        """Return from where the text sends to notes, by the passage that the note is, in order."""
        by_note: dict[int, list[NoteCall]] = {}
        for call in self.calls:
            by_note.setdefault(call.note, []).append(call)
        return by_note


class CitedWork(NamedTuple):
    """A work that is cited for quoted words.

    ``citation`` says so, at ``called_from`` where it stands in a note. ``entries`` are the works as listed: none where
    the document does not list it, several where it cannot be told which. ``second_hand``: the words are themselves a
    quotation from that work, so that one quotes the work as cited in this document.
    """

    citation: InTextCitation
    entries: tuple[ReferenceEntry, ...]
    second_hand: bool = False
    called_from: NoteCall | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the work as plain lists, numbers and strings."""
        return {
            "citation": self.citation.to_dict(),
            "entries": [entry.to_dict() for entry in self.entries],
            "second_hand": self.second_hand,
            "note": self.called_from.label if self.called_from else None,
        }


def passage_span(stored: StoredPassage, start: int, end: int) -> PassageSpan:
    """Return the place of ``text[start:end]`` of a passage."""
    return PassageSpan(stored.id, (start, end), stored.passage.way_back.source_span(start, end))


CITING = frozenset((Kind.BODY, Kind.BLOCKQUOTE, Kind.LIST, Kind.NOTE))
"""The kinds of passages in which works are cited."""
