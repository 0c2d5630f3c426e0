"""Word documents made ready for pandoc, which loses what is set in boxes and fields, and shows what Word hides.

Office Open XML (ECMA-376, part 1): ``w:txbxContent`` holds the paragraphs of a box, which newer files write twice
(``mc:AlternateContent``); ``w:vanish`` is hidden text (17.3.2.41); ``w:fldSimple`` a field with the words that it shows
(17.16.19); ``w:customXml`` a tag around words (17.5.1); ``w:ruby`` words with their reading (17.3.3.25); ``w:altChunk``
another document in place (17.17.2.1); ``w:dir`` and ``w:bdo`` words that run the other way (17.3.2.8).
"""

from __future__ import annotations

import re
from typing import Any
from zipfile import ZipFile

from kurilsearch.read.archive import member, open_archive, resolve, with_members
from kurilsearch.read.pandoc.docx_chunks import chunk_paragraphs
from kurilsearch.read.pandoc.docx_numbers import is_numbered_by_styles, number_paragraphs
from kurilsearch.read.pandoc.docx_xml import W, parsed_part, replace_by_children, run_of

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TEXT_PART = re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml")
_TROUBLES = (
    *(b"txbxContent", b"w:vanish", b"w:fldSimple", b"w:customXml", b"w:ruby", b"w:altChunk", b"w:cr/>", b"w:numPr"),
    *(b"w:dir>", b"w:dir ", b"w:bdo"),
)
_WRAPPERS = ("fldSimple", "customXml", "dir", "bdo")
_OFF = ("0", "false", "off")


def plain_docx(data: bytes) -> bytes:
    """Return a Word document of which pandoc loses no word, and in which nothing hidden is left.

    Text boxes stand behind the paragraphs that hold them, fields and tags are their words, readings are gone, documents
    in place are paragraphs, and numbers of clauses that are more than a figure are written out. One with none of these
    is returned as it is. Raises UnreadableSourceError where it is damaged.
    """
    changed: dict[str, bytes] = {}
    with open_archive(data) as archive:
        is_numbered = is_numbered_by_styles(archive)
        for name in archive.namelist():
            content = member(archive, name) if _TEXT_PART.fullmatch(name) else None
            if content and (any(trouble in content for trouble in _TROUBLES) or is_numbered):
                changed[name] = _plain_part(content, name, archive)
        return with_members(archive, changed) if changed else data


def _plain_part(content: bytes, name: str, archive: ZipFile) -> bytes:
    from lxml import etree

    root = parsed_part(content)
    for alternative in list(root.iter(f"{_MC}AlternateContent")):
        for fallback in alternative.findall(f"{_MC}Fallback") if len(alternative) > 1 else ():
            alternative.remove(fallback)
    for run in list(root.iter(f"{W}r")):
        hidden = run.find(f"{W}rPr/{W}vanish")
        if hidden is not None and hidden.get(f"{W}val") not in _OFF:
            run.getparent().remove(run)
    for ruby in list(root.iter(f"{W}ruby")):
        _keep_base(ruby)
    for wrapper in list(root.iter(*(f"{W}{name}" for name in _WRAPPERS))):
        replace_by_children(wrapper, without=(f"{W}customXmlPr", f"{W}fldData"))
    for turn in list(root.iter(f"{W}cr")):
        turn.tag = f"{W}br"
    for chunk in list(root.iter(f"{W}altChunk")):
        _set_in(chunk, name, archive)
    for box in reversed(list(root.iter(f"{W}txbxContent"))):
        _lift(box)
    number_paragraphs(root, archive)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _keep_base(ruby: Any) -> None:
    """Put the words that are read aloud in place of them and their reading."""
    run, base = ruby.getparent(), ruby.find(f"{W}rubyBase")
    texts = ["".join(text.text or "" for text in base.iter(f"{W}t"))] if base is not None else []
    for words in texts:
        text = ruby.makeelement(f"{W}t", {})
        text.text = words
        ruby.addprevious(text)
    run.remove(ruby)


def _set_in(chunk: Any, name: str, archive: ZipFile) -> None:
    """Put the paragraphs of a document in place where it stands; one that is missing or unknown gives none."""
    from lxml import etree

    parent = chunk.getparent()
    folder, _, file = name.rpartition("/")
    targets = member(archive, f"{folder}/_rels/{file}.rels")
    wanted = chunk.get(f"{_R}id")
    for relation in parsed_part(targets) if targets else ():
        if relation.get("Id") == wanted and relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            content = member(archive, target.lstrip("/") if target.startswith("/") else resolve(name, target))
            for words in chunk_paragraphs(content or b""):
                paragraph = etree.SubElement(parent, f"{W}p")
                paragraph.append(run_of(paragraph, words))
                chunk.addprevious(paragraph)
    parent.remove(chunk)


def _lift(box: Any) -> None:
    """Put the paragraphs of a box behind the outermost paragraph that it stands in."""
    around = [above for above in box.iterancestors() if above.tag == f"{W}p"]
    if not around:
        return
    place = around[-1]
    for paragraph in list(box):
        place.addnext(paragraph)
        place = paragraph
    run = next((above for above in box.iterancestors() if above.tag == f"{W}r"), None)
    if run is not None and run.getparent() is not None and next(run.iter(f"{W}t"), None) is None:
        run.getparent().remove(run)
    else:
        box.getparent().remove(box)
