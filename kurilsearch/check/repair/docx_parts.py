"""The parts of a Word file: which of them hold text, and the one for comments, made where there is none.

Office Open XML (ECMA-376, part 2): ``[Content_Types].xml`` says of what type a part is, ``.rels`` which leads to which.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kurilsearch.check.drafts import office
from kurilsearch.check.repair.docx_words import W
from kurilsearch.errors import UnreadableSourceError

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_CONTENT_TYPES = "[Content_Types].xml"


def parse_part(content: bytes) -> Any:
    """Return the root of a part. Raises UnreadableSourceError where it is no XML, or declares entities."""
    return without_entities(office.parse_part(content))


def without_entities(root: Any) -> Any:
    """Return the root of a part. Raises UnreadableSourceError where it declares entities, which would be lost."""
    if root.getroottree().docinfo.doctype:
        raise UnreadableSourceError("is XML that declares entities of its own", "Save it again")
    return root


def write_part(root: Any) -> bytes:
    """Return a part as Word writes it."""
    from lxml import etree

    return bytes(etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True))


@dataclass
class DocxParts:
    """The members of a Word file. ``main`` is the part with the text, ``text_parts`` that and the notes."""

    members: Mapping[str, bytes]
    main: str
    relations: Any
    text_parts: tuple[str, ...]
    _comments: Any = None
    _comments_name: str = ""
    _other: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def read(cls, members: Mapping[str, bytes]) -> DocxParts:
        """Find the parts. Raises UnreadableSourceError where the file has no text."""
        main = _target(members, "", "officeDocument")
        if main is None or main not in members:
            raise UnreadableSourceError("is no Word document: it names no part with a text", "Save it again as DOCX")
        notes = (_target(members, main, kind) for kind in ("footnotes", "endnotes"))
        text_parts = (main, *(name for name in notes if name in members))
        relations = _relations_of(main)
        root = parse_part(members.get(relations) or f'<Relationships xmlns="{_RELATIONS[1:-1]}"/>'.encode())
        return cls(members, main, root, tuple(name for name in text_parts if name))

    @property
    def first_free_id(self) -> int:
        """A number above those of all comments and tracked changes."""
        numbers = (
            each.get(f"{W}id", "")
            for name in self.text_parts
            for each in parse_part(self.members[name]).iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
        )
        return max((int(number) for number in numbers if number.isdigit()), default=0)

    def add_comment(self, text: str, author: str, when: str) -> str:
        """Add a comment, and return its id."""
        if self._comments is None:
            self._open_comments()
        used = [int(each.get(f"{W}id", "0")) for each in self._comments.iter(f"{W}comment")]
        number = str(max(used, default=-1) + 1)
        comment = _new(self._comments, "comment", id=number, author=author, date=when, initials=author[:1])
        for line in text.splitlines() or [""]:
            paragraph, run, holder = (_new(self._comments, tag) for tag in ("p", "r", "t"))
            holder.text = line
            holder.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(holder)
            paragraph.append(run)
            comment.append(paragraph)
        self._comments.append(comment)
        return number

    def _open_comments(self) -> None:
        """Read the part with the comments; where there is none make it, and say so in relations and content types."""
        found = _target(self.members, self.main, "comments")
        if found is not None and found in self.members:
            self._comments_name, self._comments = found, parse_part(self.members[found])
            return
        self._comments_name = posixpath.join(posixpath.dirname(self.main), "comments.xml")
        self._comments = parse_part(f'<w:comments xmlns:w="{W[1:-1]}"/>'.encode())
        used = {each.get("Id") for each in self.relations}
        number = next(f"rId{number}" for number in range(1, len(used) + 2) if f"rId{number}" not in used)
        relation = self.relations.makeelement(
            f"{_RELATIONS}Relationship", {"Id": number, "Type": f"{_OFFICE}/comments", "Target": "comments.xml"}
        )
        self.relations.append(relation)
        self._other[_relations_of(self.main)] = write_part(self.relations)
        types = parse_part(self.members[_CONTENT_TYPES])
        types.append(
            types.makeelement(
                f"{_TYPES}Override", {"PartName": f"/{self._comments_name}", "ContentType": _COMMENTS_TYPE}
            )
        )
        self._other[_CONTENT_TYPES] = write_part(types)

    def changed(self) -> dict[str, bytes]:
        """Return the parts around the text that changed."""
        comments = {} if self._comments is None else {self._comments_name: write_part(self._comments)}
        return {**self._other, **comments}


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(members: Mapping[str, bytes], part: str, kind: str) -> str | None:
    """Return the part to which ``part`` (empty: the file) leads by a relation of this kind."""
    content = members.get(_relations_of(part))
    for each in parse_part(content) if content else ():
        if each.get("Type") in (f"{_OFFICE}/{kind}", f"{_STRICT}/{kind}"):
            target = str(each.get("Target"))
            joined = target if target.startswith("/") else posixpath.join(posixpath.dirname(part), target)
            return posixpath.normpath(joined).lstrip("/")
    return None


def _new(near: Any, tag: str, **attributes: str) -> Any:
    return near.makeelement(f"{W}{tag}", {f"{W}{name}": value for name, value in attributes.items()})
