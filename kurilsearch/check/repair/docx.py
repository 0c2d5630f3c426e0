"""A Word file is set right: comments anchored at their words, words replaced, on request as tracked changes.

Office Open XML (ECMA-376, part 1, 17.13): comments stand in a part of their own and are anchored by
``w:commentRangeStart``, ``w:commentRangeEnd`` and ``w:commentReference``; ``w:ins`` and ``w:del`` are tracked changes.
Word allows no comment in a note, so there it is anchored at the note's mark. All other parts stay byte for byte.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kurilsearch.check.drafts.docx import read_docx
from kurilsearch.check.drafts.office import OfficeText
from kurilsearch.check.repair.amendments import (
    AUTHOR,
    Amendment,
    Change,
    RepairError,
    changes_of,
    differing_part,
    without_overlaps,
)
from kurilsearch.check.repair.docx_parts import DocxParts, without_entities, write_part
from kurilsearch.check.repair.docx_words import PartWords, W, set_text
from kurilsearch.check.repair.office_archive import read_members, replace_members
from kurilsearch.model import Span

_NOTES = {"footnotes.xml": "footnote", "endnotes.xml": "endnote"}


def amend_docx(
    data: bytes, amendments: Iterable[Amendment], when: str, *, track: bool = False
) -> tuple[bytes, list[Change]]:
    """Return a Word file set right, and the changes; amendments have spans of the draft's text.

    ``when`` is the time of comments and tracked changes, as ISO 8601. With ``track`` words are replaced as tracked
    changes, which Word shows and a writer accepts. Raises RepairError where other words stand there,
    UnreadableSourceError where the file is damaged.
    """
    office = read_docx(data)
    parts = DocxParts.read(read_members(data))
    texts = {name: PartWords(without_entities(root)) for name, root in office.trees.items()}
    mending = _Mending(parts, texts, when, track)
    names = list(texts)
    placed = sorted(
        ((*_place_of(each, office, texts), each) for each in without_overlaps(amendments)),
        key=lambda place: (names.index(place[0]), place[1]),
    )
    for name, span, each in placed:  # comments first: they change no words
        if each.comment:
            mending.comment(name, span, each.comment)
    for name, span, each in reversed(placed):
        if each.after is not None:
            mending.replace(name, span, each.after)
    return replace_members(data, mending.finished()), changes_of(placed)


def _place_of(amendment: Amendment, office: OfficeText, texts: dict[str, PartWords]) -> tuple[str, Span]:
    """Return the part that has the words of an amendment, and their span in its words."""
    start, end = amendment.span
    pieces = office.pieces_of(start, end) if start < end else office.pieces_of(start - 1, start)
    if not pieces and start == end:
        pieces = office.pieces_of(start, start + 1)
    if not pieces or office.text[start:end] != amendment.before:
        raise RepairError(
            f"“{amendment.before[:40]}” does not stand in the file as it was read", "Check the draft again"
        )
    first, last = pieces[0], pieces[-1]
    words = texts[first.part]
    begin = words.start_of(first.element) + max(start - first.start, 0)
    return first.part, (begin, words.start_of(last.element) + min(end, last.end) - last.start)


@dataclass
class _Mending:
    """A Word file while it is changed."""

    parts: DocxParts
    texts: dict[str, PartWords]
    when: str
    track: bool
    touched: set[str] = field(default_factory=set)
    _number: int = 0

    def comment(self, name: str, span: Span, comment: str) -> None:
        """Put a comment at a span."""
        self._anchor(name, span, self.parts.add_comment(comment, AUTHOR, self.when))

    def _anchor(self, name: str, span: Span, number: str) -> None:
        """Anchor a comment at a span, in a note at its mark; where nothing is left, at the nearest character."""
        note = next((kind for ending, kind in _NOTES.items() if name.endswith(ending)), None)
        if note is None:
            runs = self._runs(name, span)
        else:
            element = self.texts[name].pieces_of(_widened(span, self.texts[name].text))[0].element
            above = next(each for each in element.iterancestors() if each.tag == f"{W}{note}")
            runs = _note_mark(self.texts[self.parts.main].root, note, above.get(f"{W}id"))
        self.touched.add(self.parts.main if note else name)
        if not runs:
            raise RepairError("A comment finds no word to stand at", "Write to the draft's place by hand")
        runs[0].addprevious(_element(runs[0], "commentRangeStart", id=number))
        end = _element(runs[-1], "commentRangeEnd", id=number)
        runs[-1].addnext(end)
        reference = _element(end, "r")
        reference.append(_element(end, "commentReference", id=number))
        end.addnext(reference)

    def _runs(self, name: str, span: Span) -> list[Any]:
        return self.texts[name].runs_of(_widened(span, self.texts[name].text))

    def replace(self, name: str, span: Span, after: str) -> None:
        """Replace what differs between the words of a span and ``after``; what is alike keeps its runs."""
        self.touched.add(name)
        words = self.texts[name]
        changed, inserted = differing_part(span, words.text[slice(*span)], after)
        if self.track:
            self._track(words, changed, inserted)
        elif changed[0] < changed[1]:
            _overwrite(words, changed, inserted)
        elif inserted:
            self._beside(words, changed[0]).put_text(inserted)

    def _beside(self, words: PartWords, at: int) -> _Beside:
        """Return the run behind which, or before which, words are put in between two characters."""
        if at and words.text[at - 1] != "\n":
            return _Beside(words.runs_of((at - 1, at))[-1], behind=True)
        return _Beside(words.runs_of((at, at + 1))[0], behind=False)

    def _track(self, words: PartWords, span: Span, inserted: str) -> None:
        """Replace words as a tracked change: each run of them is deleted, a new one inserted."""
        runs = words.runs_of(span) if span[0] < span[1] else []
        beside = _Beside(runs[-1], behind=True) if runs else self._beside(words, span[0])
        if inserted:
            new = beside.new_run(inserted)
            inside = any(above.tag == f"{W}ins" for above in beside.run.iterancestors())
            beside.put(new if inside else self._tracked("ins", new))  # insertions are not nested
        for run in runs:
            deleted = self._tracked("del", None, run)
            run.addprevious(deleted)
            deleted.append(run)
            for text in run.iter(f"{W}t"):
                text.tag = f"{W}delText"

    def _tracked(self, tag: str, content: Any, near: Any = None) -> Any:
        self._number += 1
        number = str(self.parts.first_free_id + self._number)
        made = _element(near if content is None else content, tag, id=number, author=AUTHOR, date=self.when)
        if content is not None:
            made.append(content)
        return made

    def finished(self) -> dict[str, bytes]:
        """Return the members that changed."""
        changed = {name: write_part(self.texts[name].root) for name in self.touched}
        return {**changed, **self.parts.changed()}


def _note_mark(main: Any, note: str, number: str) -> list[Any]:
    """Return the run of the main part with the mark of a note."""
    return [mark.getparent() for mark in main.iter(f"{W}{note}Reference") if mark.get(f"{W}id") == number][:1]


@dataclass(frozen=True)
class _Beside:
    """A run, and on which side of it something is put."""

    run: Any
    behind: bool

    def new_run(self, text: str) -> Any:
        """Return a run with the properties of this one."""
        new = _element(self.run, "r")
        properties = self.run.find(f"{W}rPr")
        if properties is not None:
            new.append(copy.deepcopy(properties))
        holder = _element(self.run, "t")
        set_text(holder, text)
        new.append(holder)
        return new

    def put(self, element: Any) -> None:
        """Put an element beside the run."""
        (self.run.addnext if self.behind else self.run.addprevious)(element)

    def put_text(self, text: str) -> None:
        """Put words beside the run, in a run of their own."""
        self.put(self.new_run(text))


def _widened(span: Span, text: str) -> Span:
    """Return a span of at least one character: of an empty one the character before it, else the one behind."""
    if span[0] < span[1]:
        return span
    at = span[0]
    return (at - 1, at) if at and text[at - 1] != "\n" else (at, at + 1)


def _overwrite(words: PartWords, span: Span, inserted: str) -> None:
    """Put words where others stand, in the first element that holds one of these."""
    runs = words.runs_of(span)
    pieces = [piece for piece in words.pieces_of(span) if piece.element.tag == f"{W}t"]
    if not pieces:
        _Beside(runs[0], behind=False).put_text(inserted)
    for number, piece in enumerate(pieces):
        set_text(piece.element, "" if number else inserted)


def _element(near: Any, tag: str, **attributes: str) -> Any:
    return near.makeelement(f"{W}{tag}", {f"{W}{name}": value for name, value in attributes.items()}, near.nsmap)
