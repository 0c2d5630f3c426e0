"""An OpenDocument text is set right: comments anchored at their words, words replaced, on request as tracked changes.

OpenDocument 1.3, part 3: a comment is ``office:annotation`` at its first and ``office:annotation-end`` behind its last
character (14.1), a tracked change a ``text:changed-region`` with marks at its place (5.5). LibreOffice shows
none in notes, so there they stand at the note's mark.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kurilsearch.check.drafts.odt import CONTENT, T, read_odt
from kurilsearch.check.drafts.office import OfficeText, TextPiece
from kurilsearch.check.repair.amendments import (
    AUTHOR,
    Amendment,
    Change,
    RepairError,
    changes_of,
    differing_part,
    without_overlaps,
)
from kurilsearch.check.repair.office_archive import replace_members
from kurilsearch.model import Span

_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def amend_odt(
    data: bytes, amendments: Iterable[Amendment], when: str, *, track: bool = False
) -> tuple[bytes, list[Change]]:
    """Return an OpenDocument text set right, and the changes; amendments have spans of the draft's text.

    ``when`` and ``track`` as :func:`kurilsearch.check.repair.docx.amend_docx` has them. Raises RepairError where other
    words stand there, UnreadableSourceError where the file is damaged.
    """
    office = read_odt(data)
    chosen = without_overlaps(amendments)
    for each in chosen:
        if office.text[slice(*each.span)] != each.before:
            raise RepairError(
                f"“{each.before[:40]}” does not stand in the file as it was read", "Check the draft again"
            )
    mending = _Mending(office, when)
    replaced = [
        (*differing_part(each.span, each.before, each.after), each) for each in chosen if each.after is not None
    ]
    edits: list[tuple[int, int, Span, str]] = [(span[0], 1, span, inserted) for span, inserted, _ in replaced]
    for each in chosen:
        if each.comment:
            first, last = _outside(each.span, [span for span, _, _ in replaced])
            name = mending.name_comment(each.comment)
            edits += [(last, 2, (last, last), name), (first, 0, (first, first), name)]
    for at, kind, span, words in sorted(
        edits, key=lambda edit: edit[:2], reverse=True
    ):  # places before stay as they are
        if kind == 1:
            mending.replace(span, words, track=track)
        elif kind == 0:
            mending.begin_comment(at, words)
        else:
            mending.end_comment(at, words)
    return replace_members(data, {CONTENT: mending.finished()}), changes_of(
        (CONTENT, each.span, each) for each in chosen
    )


def _outside(span: Span, replaced: Iterable[Span]) -> Span:
    """Return a span whose ends stand within no span that is replaced."""
    first, last = span
    for start, end in replaced:
        first = start if start < first < end else first
        last = end if start < last < end else last
    return first, last


@dataclass
class _Mending:
    """The content of a text while it is changed."""

    office: OfficeText
    when: str
    comments: dict[str, str] = field(default_factory=dict)
    in_notes: set[str] = field(default_factory=set)
    regions: list[Any] = field(default_factory=list)

    @property
    def root(self) -> Any:
        """The root of the content."""
        return self.office.trees[CONTENT]

    def name_comment(self, comment: str) -> str:
        """Remember a comment, and return a name for it that none has."""
        used = {each.get(f"{_O}name") for each in self.root.iter(f"{_O}annotation")}
        name = next(
            f"{AUTHOR}{number}"
            for number in range(1, len(used) + len(self.comments) + 2)
            if f"{AUTHOR}{number}" not in used and f"{AUTHOR}{number}" not in self.comments
        )
        self.comments[name] = comment
        return name

    def end_comment(self, at: int, name: str) -> None:
        """Put the end of a comment behind the character before ``at``; one in a note has none."""
        if self._note_at(at) is not None:
            self.in_notes.add(name)
        else:
            self._insert(at, self._element(f"{_O}annotation-end", {f"{_O}name": name}))

    def begin_comment(self, at: int, name: str) -> None:
        """Put a comment before the character at ``at``, in a note at its mark."""
        annotation = self._element(f"{_O}annotation", {f"{_O}name": name})
        annotation.extend(self._who_and_when())
        for line in self.comments[name].splitlines():
            annotation.append(self._element(f"{T}p", text=line))
        note = self._note_at(at)
        if note is not None:
            note.getparent().insert(note.getparent().index(note), annotation)
        else:
            self._insert(at, annotation)

    def replace(self, span: Span, inserted: str, *, track: bool) -> None:
        """Replace the words of a span."""
        if track and inserted:
            name = self._track("insertion")
            self._insert(
                span[0] if span[0] == span[1] else span[1], self._element(f"{T}change-end", {f"{T}change-id": name})
            )
            started = self._element(f"{T}change-start", {f"{T}change-id": name})
            started.tail = inserted
            self._insert(span[0] if span[0] == span[1] else span[1], started)
        deleted = self.office.text[slice(*span)]
        pieces = self.office.pieces_of(*span)
        for piece in pieces:
            first, last = max(span[0] - piece.start, 0), span[1] - piece.start
            text = _text_of(piece)
            _set_text(piece, text[:first] + text[last:])
        if track and deleted:
            name = self._track("deletion", deleted)
            self._insert(span[0], self._element(f"{T}change", {f"{T}change-id": name}))
        elif inserted and not track:
            piece, offset = self._piece_at(span[0])
            text = _text_of(piece)
            _set_text(piece, text[:offset] + inserted + text[offset:])

    def _track(self, what: str, deleted: str = "") -> str:
        """Note a tracked change, and return its name."""
        used = {each.get(_XML_ID) for each in self.root.iter(f"{T}changed-region")}
        name = next(
            f"ct{AUTHOR}{number}"
            for number in range(1, len(used) + len(self.regions) + 2)
            if f"ct{AUTHOR}{number}" not in used
            and all(each.get(_XML_ID) != f"ct{AUTHOR}{number}" for each in self.regions)
        )
        region = self._element(f"{T}changed-region", {_XML_ID: name, f"{T}id": name})
        change = self._element(f"{T}{what}")
        who = self._element(f"{_O}change-info")
        who.extend(self._who_and_when())
        change.append(who)
        if deleted:
            change.append(self._element(f"{T}p", text=deleted))
        region.append(change)
        self.regions.append(region)
        return name

    def _who_and_when(self) -> list[Any]:
        return [self._element(f"{_DC}creator", text=AUTHOR), self._element(f"{_DC}date", text=self.when.rstrip("Z"))]

    def _element(self, tag: str, attributes: dict[str, str] | None = None, text: str | None = None) -> Any:
        made = self.root.makeelement(tag, attributes or {}, {**self.root.nsmap, "dc": _DC[1:-1]})
        made.text = text
        return made

    def _piece_at(self, at: int) -> tuple[TextPiece, int]:
        """Return the piece with the character before ``at``, else that with the one at it, and the offset in it."""
        pieces = self.office.pieces_of(at - 1, at) or self.office.pieces_of(at, at + 1)
        if not pieces:
            raise RepairError("An amendment finds no word to stand at", "Amend the draft by hand there")
        return pieces[0], max(at - pieces[0].start, 0)

    def _note_at(self, at: int) -> Any:
        return next(self._piece_at(at)[0].element.iterancestors(f"{T}note"), None)

    def _insert(self, at: int, element: Any) -> None:
        """Put an element between two characters; what stands behind it goes on behind it."""
        piece, offset = self._piece_at(at)
        text = _text_of(piece)
        element.tail = (element.tail or "") + text[offset:]
        if piece.is_tail:
            parent = piece.element.getparent()
            parent.insert(parent.index(piece.element) + 1, element)
        else:
            piece.element.insert(0, element)
        _set_text(piece, text[:offset])

    def finished(self) -> bytes:
        """Return the content, tracked changes before its text."""
        from lxml import etree

        if self.regions:
            body = self.root.find(f"{_O}body/{_O}text")
            tracked = body.find(f"{T}tracked-changes")
            if tracked is None:
                tracked = self._element(f"{T}tracked-changes")
                forms = body.find(f"{_O}forms")
                body.insert(0 if forms is None else body.index(forms) + 1, tracked)
            tracked.extend(self.regions)
        return bytes(etree.tostring(self.root.getroottree(), xml_declaration=True, encoding="UTF-8"))


def _text_of(piece: TextPiece) -> str:
    return (piece.element.tail if piece.is_tail else piece.element.text) or ""


def _set_text(piece: TextPiece, text: str) -> None:
    if piece.is_tail:
        piece.element.tail = text
    else:
        piece.element.text = text
