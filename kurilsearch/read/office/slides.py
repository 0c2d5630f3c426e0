"""The slides of a PowerPoint file (Office Open XML, ECMA-376, part 1, PresentationML), with their speaker's notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from kurilsearch.model import FurnitureKind, Kind
from kurilsearch.read.archive import member
from kurilsearch.read.guarded_xml import parse_xml
from kurilsearch.read.office.relations import relations
from kurilsearch.read.office.rows import write_row
from kurilsearch.read.writer import TextWriter, is_fragment

_DECK = "ppt/presentation.xml"
_SLIDE = re.compile(r"ppt/slides/slide(\d{1,6})\.xml")
_AT_EDGES = ("sldNum", "dt", "ftr", "hdr")


def write_presentation(archive: ZipFile, writer: TextWriter) -> None:
    """Write the slides in the order of the show, each on a page of its own, numbered from 1; their notes follow."""
    for number, name in enumerate(_slides(archive), start=1):
        writer.begin_page(str(number))
        content = member(archive, name)
        if not content:
            continue
        _write_slide(parse_xml(content), writer)
        for relation in relations(archive, name).values():
            notes = member(archive, relation.name) if relation.kind in ("notesSlide", "comments") else None
            if notes and relation.kind == "notesSlide":
                for shape in parse_xml(notes).iter("sp"):
                    if _place(shape) == "body":
                        for words in _paragraphs(shape):
                            writer.add(Kind.NOTE, [words])
            elif notes:
                for comment in parse_xml(notes).iter("cm"):
                    writer.add(Kind.NOTE, [comment.findtext("text") or ""])


def _slides(archive: ZipFile) -> list[str]:
    """Return the names of the slides in the order of the show, and then those that it does not name."""
    targets = relations(archive, _DECK)
    shown = [
        targets[each]
        for entry in parse_xml(member(archive, _DECK) or b"").iter("sldId")
        for each in entry.attrib.values()
        if each in targets
    ]
    named = [relation.name for relation in shown if relation.kind == "slide"]
    numbers = {int(found[1]): found[0] for name in archive.namelist() if (found := _SLIDE.fullmatch(name))}
    return [*named, *(numbers[number] for number in sorted(numbers) if numbers[number] not in named)]


def _write_slide(root: Element, writer: TextWriter) -> None:
    for shape in root.iter():
        if shape.tag == "sp":
            place = _place(shape)
            for words in _paragraphs(shape):
                if place in ("title", "ctrTitle"):
                    writer.add(Kind.HEADING, [words], 1)
                elif place in _AT_EDGES:
                    writer.add_furniture(words, FurnitureKind.RUNNING_FOOT)
                else:
                    writer.add(Kind.LIST if is_fragment(words) else Kind.BODY, [words])
        elif shape.tag == "tbl":
            for row in shape.iter("tr"):
                write_row([" ".join(_paragraphs(cell)) for cell in row.iter("tc")], writer)


def _place(shape: Element) -> str:
    """Return what the layout has a shape for, such as ``title``; empty where it is no placeholder."""
    held = shape.find("nvSpPr/nvPr/ph")
    return held.get("type", "body") if held is not None else ""


def _paragraphs(holder: Element) -> Iterator[str]:
    """Yield the paragraphs that are not blank; a line feed is a line break in one."""
    body = holder.find("txBody")
    for paragraph in body.iter("p") if body is not None else ():
        parts = ["\n" if part.tag == "br" else part.text or "" for part in paragraph.iter() if part.tag in ("t", "br")]
        if words := "".join(parts).strip():
            yield words
