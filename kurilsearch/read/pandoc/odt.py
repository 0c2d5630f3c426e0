"""OpenDocument texts made ready for pandoc, which passes over fields, text frames, titles and bold paragraphs.

OpenDocument 1.3, part 3: fields (7), ruby (6.4), text boxes (10.4.3), bibliographies (8.8), styles (16.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zipfile import ZipFile

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.read.archive import member, open_archive, with_members

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _STYLE, _DRAW = f"{{{_OASIS}text:1.0}}", f"{{{_OASIS}style:1.0}}", f"{{{_OASIS}drawing:1.0}}"
_OFFICE, _FO = f"{{{_OASIS}office:1.0}}", f"{{{_OASIS}xsl-fo-compatible:1.0}}"

_FIELDS = frozenset(
    f"{_TEXT}{name}"
    for name in (
        *("sequence-ref", "user-field-get", "user-field-input", "variable-get", "variable-set", "variable-input"),
        *(
            "note-ref",
            "expression",
            "date",
            "time",
            "page-number",
            "page-count",
            "chapter",
            "title",
            "subject",
            "author-name",
        ),
        *("initial-creator", "creator", "file-name", "text-input", "placeholder", "conditional-text", "meta"),
        *("meta-field", "database-display", "sheet-name", "creation-date", "modification-date", "ruby", "ruby-base"),
    )
)
"""What pandoc loses together with the words that it shows."""

_FLAT_ROOT = re.compile(rb"(</?office:)document(?=[\s>])")
_HEADING = re.compile(r"Heading_20_(\d)")
_BOLD = "kurilsearch-bold"
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class _Style:
    """A style: that which it is made from, whether it says that its words are bold, and whether it hides them."""

    parent: str
    bold: bool | None
    hidden: bool


def plain_odt(data: bytes) -> bytes:
    """Return an OpenDocument text in which nothing is left that pandoc would lose.

    Fields and ruby become their words, paragraphs of a text frame stand behind the one that holds the frame, titles are
    headings, paragraphs in bold type hold bold words, and what is hidden is gone. Raises UnreadableSourceError where
    it is damaged.
    """
    with open_archive(data) as archive:
        root = _parsed(archive, "content.xml")
        if root is None:
            return data
        _plain_content(root, _styles(root, _parsed(archive, "styles.xml")))
        from lxml import etree

        return with_members(archive, {"content.xml": bytes(etree.tostring(root, encoding="UTF-8"))})


def packed_odt(data: bytes) -> bytes:
    """Return a flat OpenDocument text (one XML file, part 3, 3.1.1) as the archive that others are."""
    import io
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, root in (
            ("content", b"document-content"),
            ("styles", b"document-styles"),
            ("meta", b"document-meta"),
        ):
            archive.writestr(f"{name}.xml", _FLAT_ROOT.sub(rb"\1" + root, data))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return made.getvalue()


def _parsed(archive: ZipFile, name: str) -> Any:
    """Return the root of a member; None where there is none."""
    from lxml import etree

    content = member(archive, name)
    if not content:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableSourceError("is damaged: its XML breaks off or is wrong", "Save it again") from error


def _styles(*roots: Any) -> dict[str, _Style]:
    """Return the styles that the parts of a document define, by their names."""
    styles: dict[str, _Style] = {}
    for style in (found for root in roots if root is not None for found in root.iter(f"{_STYLE}style")):
        text = style.find(f"{_STYLE}text-properties")
        weight = text.get(f"{_FO}font-weight") if text is not None else None
        hidden = text is not None and text.get(f"{_TEXT}display") == "none"
        bold = None if weight is None else weight not in ("normal", "100", "200", "300", "400")
        styles[style.get(f"{_STYLE}name", "")] = _Style(style.get(f"{_STYLE}parent-style-name", ""), bold, hidden)
    return styles


def _chain(styles: dict[str, _Style], name: str) -> Iterator[str]:
    """Yield a style's name and those of the styles that it is made from."""
    for _ in range(_LONGEST_CHAIN):
        if not name:
            return
        yield name
        name = styles[name].parent if name in styles else ""


def _plain_content(root: Any, styles: dict[str, _Style]) -> None:
    for element in list(root.iter(f"{_TEXT}ruby-text", f"{_TEXT}span", f"{_TEXT}p")):
        style = styles.get(element.get(f"{_TEXT}style-name", ""))
        if element.tag == f"{_TEXT}ruby-text" or (style is not None and style.hidden):
            _remove(element)
    for element in root.iter(*_FIELDS):
        element.tag = f"{_TEXT}span"
        element.attrib.clear()
    for bibliography in list(root.iter(f"{_TEXT}bibliography")):
        _unfold(bibliography)
    for box in reversed(list(root.iter(f"{_DRAW}text-box"))):
        _lift(box)
    made_bold = [paragraph for paragraph in root.iter(f"{_TEXT}p") if _shape(paragraph, styles)]
    automatic = root.find(f"{_OFFICE}automatic-styles")
    if automatic is not None and made_bold:
        style = automatic.makeelement(f"{_STYLE}style", {f"{_STYLE}name": _BOLD, f"{_STYLE}family": "text"})
        style.append(style.makeelement(f"{_STYLE}text-properties", {f"{_FO}font-weight": "bold"}))
        automatic.append(style)
        for paragraph in made_bold:
            _wrap(paragraph)


def _shape(paragraph: Any, styles: dict[str, _Style]) -> bool:
    """Make a heading of a paragraph in the style of one; tell whether it is another one in bold type."""
    names = list(_chain(styles, paragraph.get(f"{_TEXT}style-name", "")))
    for name in names:
        level = {"Title": "1", "Subtitle": "2"}.get(name) or ((found := _HEADING.fullmatch(name)) and found[1])
        if level:
            paragraph.tag = f"{_TEXT}h"
            paragraph.set(f"{_TEXT}outline-level", level)
            return False
    return next((styles[name].bold for name in names if name in styles and styles[name].bold is not None), None) is True


def _wrap(paragraph: Any) -> None:
    """Put what a paragraph holds into a bold span."""
    span = paragraph.makeelement(f"{_TEXT}span", {f"{_TEXT}style-name": _BOLD})
    span.text, paragraph.text = paragraph.text, None
    for child in list(paragraph):
        span.append(child)
    paragraph.append(span)


def _unfold(bibliography: Any) -> None:
    """Put the title and the entries of a bibliography, which pandoc passes over, in its place."""
    place = bibliography
    for paragraph in list(bibliography.iter(f"{_TEXT}p")):
        if any(above.tag == f"{_TEXT}index-title" for above in paragraph.iterancestors()):
            paragraph.tag = f"{_TEXT}h"
            paragraph.set(f"{_TEXT}outline-level", "1")
        paragraph.tail = None
        place.addnext(paragraph)
        place = paragraph
    _remove(bibliography)


def _lift(box: Any) -> None:
    """Put the paragraphs of a text frame behind the outermost paragraph that it stands in."""
    around = [above for above in box.iterancestors() if above.tag in (f"{_TEXT}p", f"{_TEXT}h")]
    if not around:
        return
    place = around[-1]
    for paragraph in list(box):
        paragraph.tail = None
        place.addnext(paragraph)
        place = paragraph
    frame = box.getparent()
    _remove(frame if frame.tag == f"{_DRAW}frame" else box)


def _remove(element: Any) -> None:
    """Take an element out; the text behind it stays."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)
