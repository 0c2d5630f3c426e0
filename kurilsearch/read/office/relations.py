"""The relations between the parts of an Office Open XML file (ECMA-376, part 2, 9.3)."""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from zipfile import ZipFile

from kurilsearch.read.archive import member, resolve
from kurilsearch.read.guarded_xml import parse_xml


class Relation(NamedTuple):
    """A part that another one refers to: the last word of its type, such as ``slide``, and its name in the archive."""

    kind: str
    name: str


def relations(archive: ZipFile, part: str) -> dict[str, Relation]:
    """Return what ``part`` refers to, by the ids that it uses; nothing where it refers to nothing."""
    folder, file = posixpath.split(part)
    content = member(archive, f"{folder}/_rels/{file}.rels")
    if not content:
        return {}
    return {
        found.get("Id", ""): Relation(found.get("Type", "").rpartition("/")[2], _name(part, found.get("Target", "")))
        for found in parse_xml(content).iter("Relationship")
        if found.get("TargetMode") != "External"
    }


def _name(part: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else resolve(part, target)
