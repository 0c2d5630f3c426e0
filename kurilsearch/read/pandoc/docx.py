"""Word documents made ready for pandoc, which loses the paragraph around a text box and shows what Word hides.

Office Open XML (ECMA-376, part 1): ``w:txbxContent`` holds the paragraphs of a box, which newer files write twice
(``mc:AlternateContent``); ``w:vanish`` is hidden text (17.3.2.41).
"""

from __future__ import annotations

import re
from typing import Any

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.read.archive import member, open_archive, with_members

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT_PART = re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml")
_BOX, _HIDDEN = b"txbxContent", b"w:vanish"
_OFF = ("0", "false", "off")


def plain_docx(data: bytes) -> bytes:
    """Return a Word document with its text boxes behind the paragraphs that hold them, and without hidden text.

    One without either is returned as it is. Raises UnreadableSourceError where it is damaged.
    """
    changed: dict[str, bytes] = {}
    with open_archive(data) as archive:
        for name in archive.namelist():
            content = member(archive, name) if _TEXT_PART.fullmatch(name) else None
            if content and (_BOX in content or _HIDDEN in content):
                changed[name] = _plain_part(content)
        return with_members(archive, changed) if changed else data


def _plain_part(content: bytes) -> bytes:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableSourceError("is damaged: its XML breaks off or is wrong", "Save it again") from error
    for alternative in list(root.iter(f"{_MC}AlternateContent")):
        for fallback in alternative.findall(f"{_MC}Fallback") if len(alternative) > 1 else ():
            alternative.remove(fallback)
    for run in list(root.iter(f"{_W}r")):
        hidden = run.find(f"{_W}rPr/{_W}vanish")
        if hidden is not None and hidden.get(f"{_W}val") not in _OFF:
            run.getparent().remove(run)
    for box in reversed(list(root.iter(f"{_W}txbxContent"))):
        _lift(box)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _lift(box: Any) -> None:
    """Put the paragraphs of a box behind the outermost paragraph that it stands in."""
    around = [above for above in box.iterancestors() if above.tag == f"{_W}p"]
    if not around:
        return
    place = around[-1]
    for paragraph in list(box):
        place.addnext(paragraph)
        place = paragraph
    run = next((above for above in box.iterancestors() if above.tag == f"{_W}r"), None)
    if run is not None and run.getparent() is not None and next(run.iter(f"{_W}t"), None) is None:
        run.getparent().remove(run)
    else:
        box.getparent().remove(box)
