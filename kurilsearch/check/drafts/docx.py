"""Word's files as drafts: paragraphs and notes by their styles, fields of citations, and the run of each letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kurilsearch.check.draft import BlockKind
from kurilsearch.check.drafts.fields import bookmarked_fields, is_bibliography, read_content_control, read_field
from kurilsearch.check.drafts.office import OfficeText, OfficeWriter, parse_part
from kurilsearch.check.drafts.raw import SUPERSCRIPT
from kurilsearch.errors import UnreadableSourceError
from kurilsearch.read.archive import member, open_archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BODY = "word/document.xml"
_PROPERTIES = "docProps/custom.xml"
_NOTES = (("word/footnotes.xml", "footnote", ""), ("word/endnotes.xml", "endnote", "endnote "))
_NOT_WRITTEN = frozenset((f"{W}del", f"{W}moveFrom", f"{W}rPr", f"{W}pPr", f"{W}sdtPr", f"{W}sdtEndPr", _FALLBACK))
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
_KINDS = (
    ("epigraph", BlockKind.EPIGRAPH),
    ("motto", BlockKind.EPIGRAPH),
    ("bibliograph", BlockKind.REFERENCE),
    ("literaturverzeichnis", BlockKind.REFERENCE),
    ("quot", BlockKind.BLOCK_QUOTATION),
    ("block text", BlockKind.BLOCK_QUOTATION),
    ("zitat", BlockKind.BLOCK_QUOTATION),
    ("citation", BlockKind.BLOCK_QUOTATION),
    ("цитата", BlockKind.BLOCK_QUOTATION),
    ("cita", BlockKind.BLOCK_QUOTATION),
    ("引用", BlockKind.BLOCK_QUOTATION),
    ("heading", BlockKind.HEADING),
    ("title", BlockKind.HEADING),
)
"""What a style's name in lower case holds, by which its paragraphs are told."""
_INDENTED = 500
"""Twentieths of a point by which a paragraph is set in that is a quotation: nearly a centimetre."""
_FEWEST_WORDS = 12


@dataclass(slots=True)
class _Field:
    """A field that was begun: its instruction, where its result begins, and EndNote's data beside it."""

    instruction: str = ""
    data: str = ""
    start: int | None = None


@dataclass(slots=True)
class _State:
    """What is known while the paragraphs of a part are read."""

    part: str
    writer: OfficeWriter
    styles: Mapping[str, tuple[str, int]]
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    fields: list[_Field] = field(default_factory=list)
    bookmarked: Mapping[str, str] = field(default_factory=dict)
    items: dict[str, int] = field(default_factory=dict)
    """How many items each numbered list has up to now, by its id."""
    begun: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Bookmarks that hold a citation, by their ids: the name, and where each begins."""


def read_docx(data: bytes) -> OfficeText:
    """Return a Word file's text and blocks; what was deleted with tracked changes is left out, what was inserted is in.

    Raises UnreadableSourceError where it is damaged, encrypted, an archive bomb or no Word file.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableSourceError("is encrypted, or an old Word file", "Save it as .docx without a password")
    trees: dict[str, Any] = {}
    with open_archive(data) as archive:
        for name in (_BODY, "word/styles.xml", _PROPERTIES, *(name for name, _, _ in _NOTES)):
            if (content := member(archive, name)) is not None:
                trees[name] = parse_part(content)
    if _BODY not in trees:
        raise UnreadableSourceError("is no Word file: it has no word/document.xml", "Save it again")
    writer = OfficeWriter()
    state = _State(_BODY, writer, _styles(trees.pop("word/styles.xml", None)))
    state.bookmarked = bookmarked_fields(trees.pop(_PROPERTIES, None))
    _number_notes(trees[_BODY], state)
    for paragraph in _paragraphs(trees[_BODY]):
        _read_paragraph(paragraph, state, None)
    for name, tag, _ in _NOTES:
        for note in trees[name].iter(f"{W}{tag}") if name in trees else ():
            label = state.labels.get((tag, note.get(f"{W}id") or ""))
            if label is not None:
                state.part, state.fields = name, []
                for paragraph in _paragraphs(note):
                    _read_paragraph(paragraph, state, label)
    return writer.result(trees)


def _styles(root: Any) -> dict[str, tuple[str, int]]:
    """Return by a paragraph style's id its name in lower case, that of those it rests on behind it, and its indent."""
    if root is None:
        return {}
    own = {}
    for style in root.iter(f"{W}style"):
        name, above = style.find(f"{W}name"), style.find(f"{W}basedOn")
        own[style.get(f"{W}styleId")] = (
            (name.get(f"{W}val") or "").lower() if name is not None else "",
            above.get(f"{W}val") if above is not None else None,
            _indent(style.find(f"{W}pPr")),
        )
    found = {}
    for identity in own:
        names, indent, at = list[str](), 0, identity
        while at in own and len(names) < 10:
            names.append(own[at][0])
            indent = indent or own[at][2]
            at = own[at][1]
        found[identity] = ("|".join(names), indent)
    return found


def _indent(properties: Any) -> int:
    """Return by how much a paragraph is set in on the left, all its lines alike."""
    indent = properties.find(f"{W}ind") if properties is not None else None
    if indent is None or indent.get(f"{W}hanging"):
        return 0
    value = indent.get(f"{W}left") or indent.get(f"{W}start") or "0"
    return int(float(value)) if value.replace(".", "").replace("-", "").isdigit() else 0


def _number_notes(body: Any, state: _State) -> None:
    """Give each note that the text sends to the number that Word shows."""
    for _, tag, prefix in _NOTES:
        references = [each.get(f"{W}id") for each in body.iter(f"{W}{tag}Reference") if _is_written(each)]
        for number, identity in enumerate(dict.fromkeys(references), 1):
            state.labels[tag, identity or ""] = f"{prefix}{number}"


def _is_written(element: Any) -> bool:
    return not any(above.tag in _NOT_WRITTEN for above in element.iterancestors())


def _paragraphs(root: Any) -> Iterator[Any]:
    """Yield the paragraphs in order, those of text boxes behind the one that holds the box."""
    for paragraph in root.iter(f"{W}p"):
        if _is_written(paragraph):
            yield paragraph


def _read_paragraph(paragraph: Any, state: _State, note: str | None) -> None:
    open_fields = [each for each in state.fields if each.start is not None]
    is_list_of_works = any(is_bibliography(each.instruction) for each in state.fields)
    for each in open_fields:
        each.start = state.writer.length
    _read_inside(paragraph, state)
    kind, level = _kind(paragraph, state)
    if note is not None and kind is not BlockKind.BLOCK_QUOTATION:
        kind = BlockKind.NOTE
    is_list_of_works = is_list_of_works or any(
        is_bibliography(state.bookmarked[name]) for name, _ in state.begun.values()
    )
    is_list_of_works = is_list_of_works or any(is_bibliography(each.instruction) for each in state.fields)
    in_control = any(
        is_bibliography(tag.get(f"{W}val") or "")
        for above in paragraph.iterancestors(f"{W}sdt")
        for tag in above.iterfind(f"{W}sdtPr/{W}tag")
    )
    if is_list_of_works or in_control:
        kind = BlockKind.REFERENCE
    state.writer.end_paragraph(kind, level, note or _number_in_list(paragraph, state))


def _number_in_list(paragraph: Any, state: _State) -> str | None:
    """Return the number that Word shows before an item of a list's first level; None where there is no list."""
    listed = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
    if listed is None or (level is not None and level.get(f"{W}val") != "0"):
        return None
    identity = listed.get(f"{W}val") or ""
    state.items[identity] = state.items.get(identity, 0) + 1
    return str(state.items[identity])


def _read_inside(element: Any, state: _State) -> None:
    """Add what stands in an element, in order."""
    writer = state.writer
    for child in element:
        tag = child.tag
        if tag in _NOT_WRITTEN or tag == f"{W}p" or not isinstance(tag, str):
            continue
        if tag == f"{W}t":
            writer.add(_raised(child.text or "", element), state.part, child)
        elif tag in _SIGNS:
            writer.add(_SIGNS[tag])
        elif tag == f"{W}fldChar":
            _read_field_mark(child, state)
        elif tag == f"{W}instrText":
            if state.fields and state.fields[-1].start is None:
                state.fields[-1].instruction += child.text or ""
        elif tag == f"{W}bookmarkStart" and child.get(f"{W}name") in state.bookmarked:
            state.begun[child.get(f"{W}id") or ""] = child.get(f"{W}name") or "", writer.length
        elif tag == f"{W}bookmarkEnd" and (begun := state.begun.pop(child.get(f"{W}id") or "", None)):
            writer.cite(begun[1], read_field(state.bookmarked[begun[0]]))
        elif tag == f"{W}fldSimple":
            start = writer.length
            _read_inside(child, state)
            writer.cite(start, read_field(child.get(f"{W}instr") or ""))
        elif tag == f"{W}sdt":
            start = writer.length
            _read_inside(child, state)
            for name in child.iterfind(f"{W}sdtPr/{W}tag"):
                writer.cite(start, read_content_control(name.get(f"{W}val") or ""))
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            label = state.labels.get((tag.removeprefix(W).removesuffix("Reference"), child.get(f"{W}id") or ""))
            if label is not None:
                writer.call(label)
        else:
            _read_inside(child, state)


def _raised(text: str, run: Any) -> str:
    """Return the text of a run, figures that it raises as such: the number of a note or of an entry, typed by hand."""
    if not text.isdecimal():
        return text
    raised = run.find(f"{W}rPr/{W}vertAlign")
    return text.translate(SUPERSCRIPT) if raised is not None and raised.get(f"{W}val") == "superscript" else text


def _read_field_mark(mark: Any, state: _State) -> None:
    """Begin a field, go on to its result, or end it; what a citation's field shows is a citation."""
    kind = mark.get(f"{W}fldCharType")
    if kind == "begin":
        data = mark.find(f"{W}fldData")
        state.fields.append(_Field(data=(data.text or "") if data is not None else ""))
    elif kind == "separate" and state.fields:
        state.fields[-1].start = state.writer.length
    elif kind == "end" and state.fields:
        ended = state.fields.pop()
        if ended.start is not None:
            state.writer.cite(ended.start, read_field(ended.instruction, ended.data))


def _kind(paragraph: Any, state: _State) -> tuple[BlockKind, int]:
    """Return what a paragraph is, by its style, its level in the outline, its numbering and how it is set in."""
    properties = paragraph.find(f"{W}pPr")
    style = properties.find(f"{W}pStyle") if properties is not None else None
    names, indent = state.styles.get(style.get(f"{W}val") if style is not None else "", ("", 0))
    if style is not None and not names:
        names = (style.get(f"{W}val") or "").lower()
    for part, kind in _KINDS:
        if part in names and "toc" not in names and "footnote" not in names:
            return kind, _level(names) if kind is BlockKind.HEADING else 0
    if properties is not None and (outline := properties.find(f"{W}outlineLvl")) is not None:
        value = outline.get(f"{W}val") or "9"
        if value.isdigit() and int(value) < 9:
            return BlockKind.HEADING, int(value) + 1
    if properties is not None and properties.find(f"{W}numPr") is not None:
        return BlockKind.LIST, 0
    words = len("".join(paragraph.itertext(f"{W}t")).split())
    if max(_indent(properties), indent) >= _INDENTED and words >= _FEWEST_WORDS:
        return BlockKind.BLOCK_QUOTATION, 0
    return BlockKind.PARAGRAPH, 0


def _level(names: str) -> int:
    digits = "".join(filter(str.isdigit, names.split("|")[0]))
    return int(digits[:1]) if digits else 1
