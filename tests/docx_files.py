"""Word files made by hand, in the shapes that Word, LibreOffice and Google Docs write."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def docx(body: str, footnotes: str = "", comments: str = "", **others: bytes) -> bytes:
    """Return a Word file with these paragraphs, notes and comments, and other members as they are given."""
    parts = {"document": body, "footnotes": footnotes, "comments": comments}
    roots = {"document": "w:document", "footnotes": "w:footnotes", "comments": "w:comments"}
    present = {name: content for name, content in parts.items() if content}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{name.replace("document", "document.main")}+xml"/>'
        for name in present
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(present, 1)
        if name != "document"
    )
    link = f'<Relationship Id="rId9" Type="{OFFICE}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}{link}'
        "</Relationships>",
    }
    for name, content in present.items():
        inner = f"<w:body>{content}</w:body>" if name == "document" else content
        members[f"word/{name}.xml"] = (
            f'<{roots[name]} xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/'
            f'markup-compatibility/2006">{inner}</{roots[name]}>'
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}')
        for name, data in others.items():
            archive.writestr(f"word/{name}", data, zipfile.ZIP_STORED)
    return packed.getvalue()


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str) -> str:
    """Return a paragraph."""
    return f"<w:p>{''.join(content)}</w:p>"


def note_mark(number: int) -> str:
    """Return the mark of a footnote."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def footnote(number: int, *content: str) -> str:
    """Return a footnote."""
    return f'<w:footnote w:id="{number}">{paragraph("<w:r><w:footnoteRef/></w:r>", *content)}</w:footnote>'
