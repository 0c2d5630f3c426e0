"""OpenDocument's texts as drafts: paragraphs by their styles, notes, reference marks of citations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kurilsearch.check.draft import BlockKind
from kurilsearch.check.drafts.fields import bookmarked_fields, is_bibliography, read_field
from kurilsearch.check.drafts.office import OfficeText, OfficeWriter, parse_part
from kurilsearch.errors import UnreadableSourceError
from kurilsearch.read.archive import member, open_archive

T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_S = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
CONTENT = "content.xml"
_NOT_WRITTEN = frozenset((f"{T}tracked-changes", f"{T}note", f"{_O}annotation", f"{T}table-of-content", f"{_O}forms"))
_KINDS = (
    ("epigraph", BlockKind.EPIGRAPH),
    ("bibliograph", BlockKind.REFERENCE),
    ("quot", BlockKind.BLOCK_QUOTATION),
    ("zitat", BlockKind.BLOCK_QUOTATION),
    ("цитат", BlockKind.BLOCK_QUOTATION),
    ("引用", BlockKind.BLOCK_QUOTATION),
    ("title", BlockKind.HEADING),
)
_UNITS = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 0.0353}
_INDENTED = 0.9
_FEWEST_WORDS = 12


@dataclass(slots=True)
class _State:
    """What is known while paragraphs are read; ``notes`` wait until the text is done."""

    writer: OfficeWriter
    styles: Mapping[str, tuple[str, float]]
    notes: list[tuple[str, Any]] = field(default_factory=list)
    begun: dict[str, int] = field(default_factory=dict)
    bookmarked: Mapping[str, str] = field(default_factory=dict)


def read_odt(data: bytes) -> OfficeText:
    """Return a text's paragraphs and notes; what tracked changes deleted is left out.

    Raises UnreadableSourceError where it is damaged, encrypted, an archive bomb or no OpenDocument text.
    """
    with open_archive(data) as archive:
        if b"encryption-data" in (member(archive, "META-INF/manifest.xml") or b""):
            raise UnreadableSourceError("is encrypted", "Save it again without a password")
        content, named, meta = (member(archive, name) for name in (CONTENT, "styles.xml", "meta.xml"))
    if content is None:
        raise UnreadableSourceError("is no OpenDocument text: it has no content.xml", "Save it again")
    root = parse_part(content)
    body = root.find(f"{_O}body/{_O}text")
    if body is None:
        raise UnreadableSourceError("is no OpenDocument text", "Save it as a text document")
    state = _State(OfficeWriter(), _styles(root, *([parse_part(named)] if named else [])))
    state.bookmarked = bookmarked_fields(parse_part(meta) if meta else None)
    for paragraph in _paragraphs(body):
        _read_paragraph(paragraph, state, None)
    for label, note in state.notes:
        for paragraph in note.iterfind(f"{T}note-body/{T}p"):
            _read_paragraph(paragraph, state, label)
    return state.writer.result({CONTENT: root})


def _styles(*roots: Any) -> dict[str, tuple[str, float]]:
    """Return by a style's name its own and those it rests on, in lower case, and by how much it is set in."""
    own: dict[str, tuple[str | None, float]] = {}
    for root in reversed(roots):
        for style in root.iter(f"{_S}style"):
            properties = style.find(f"{_S}paragraph-properties")
            own[style.get(f"{_S}name")] = style.get(f"{_S}parent-style-name"), _margin(properties)
    found = {}
    for name in own:
        names, margin, at = list[str](), 0.0, name
        while at in own and len(names) < 10:
            names.append(at.lower())
            margin = margin or own[at][1]
            at = own[at][0] or ""
        found[name] = ("|".join([*names, at.lower()]), margin)
    return found


def _margin(properties: Any) -> float:
    """Return by how many centimetres the lines of a paragraph are set in on the left."""
    value = properties.get(f"{_FO}margin-left") if properties is not None else None
    if not value or (properties.get(f"{_FO}text-indent") or "").startswith("-"):
        return 0.0
    try:
        return float(value[:-2]) * _UNITS.get(value[-2:], 0.0)
    except ValueError:
        return 0.0


def _paragraphs(body: Any) -> Iterator[Any]:
    """Yield the paragraphs and headings of the text in order, without those of notes and comments."""
    for element in body.iter(f"{T}p", f"{T}h"):
        if not any(above.tag in _NOT_WRITTEN for above in element.iterancestors()):
            yield element


def _read_paragraph(paragraph: Any, state: _State, note: str | None) -> None:
    _read_inside(paragraph, state)
    in_list = any(is_bibliography(state.bookmarked.get(name, name)) for name in state.begun)
    in_section = any(
        is_bibliography(each.get(f"{T}name") or "")
        for each in paragraph.iterancestors(f"{T}section", f"{T}bibliography")
    )
    kind, level = _kind(paragraph, state)
    if note is not None:
        kind = BlockKind.NOTE
    if in_list or in_section or paragraph.getparent().tag == f"{T}index-body":
        kind = BlockKind.REFERENCE
    state.writer.end_paragraph(kind, level, note)


def _kind(paragraph: Any, state: _State) -> tuple[BlockKind, int]:
    if paragraph.tag == f"{T}h":
        level = paragraph.get(f"{T}outline-level") or "1"
        return BlockKind.HEADING, int(level) if level.isdigit() else 1
    style = paragraph.get(f"{T}style-name") or ""
    names, margin = state.styles.get(style, (style.lower(), 0.0))
    for part, kind in _KINDS:
        if part in names:
            return kind, 1 if kind is BlockKind.HEADING else 0
    if any(above.tag == f"{T}list-item" for above in paragraph.iterancestors()):
        return BlockKind.LIST, 0
    if margin >= _INDENTED and len("".join(paragraph.itertext()).split()) >= _FEWEST_WORDS:
        return BlockKind.BLOCK_QUOTATION, 0
    return BlockKind.PARAGRAPH, 0


def _read_inside(element: Any, state: _State) -> None:
    """Add the text of an element, of its children and behind each of them."""
    writer = state.writer
    writer.add(element.text or "", CONTENT, element)
    for child in element:
        tag = child.tag
        if tag == f"{T}note":
            label = child.findtext(f"{T}note-citation") or ""
            name = f"endnote {label}" if child.get(f"{T}note-class") == "endnote" else label
            writer.call(name)
            state.notes.append((name, child))
        elif tag == f"{T}s":
            writer.add(" " * int(child.get(f"{T}c") or 1))
        elif tag in (f"{T}tab", f"{T}line-break"):
            writer.add("\t" if tag.endswith("tab") else "\n")
        elif tag in (f"{T}reference-mark-start", f"{T}bookmark-start"):
            state.begun[child.get(f"{T}name") or ""] = writer.length
        elif tag in (f"{T}reference-mark-end", f"{T}bookmark-end"):
            name = child.get(f"{T}name") or ""
            start = state.begun.pop(name, None)
            if start is not None:
                writer.cite(start, read_field(state.bookmarked.get(name, name)))
        elif isinstance(tag, str) and tag not in _NOT_WRITTEN and tag not in (f"{T}p", f"{T}h"):
            _read_inside(child, state)
        writer.add(child.tail or "", CONTENT, child, is_tail=True)
