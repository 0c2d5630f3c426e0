"""Small drafts of Word and OpenDocument made by hand, for tests: their XML is what the programs write, no more."""

import io
import json
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_STYLES = (
    f"<w:styles {_W}>"
    '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>'
)

AHN = {
    "id": 7,
    "type": "article-journal",
    "title": "Harbours under ice",
    "author": [{"family": "Ahn", "given": "Sora"}],
    "issued": {"date-parts": [[2021]]},
}
"""A work as a word processor's field has it."""


def run(text: str) -> str:
    """A run of Word's."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(instruction: str, shown: str) -> str:
    """A field of Word's with its instruction in two pieces, as Word splits them."""
    half = len(instruction) // 2
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction[:half])}</w:instrText></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction[half:])}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def csl_citation(item: Mapping[str, object], **place: str) -> str:
    """A citation as CSL's processors write it."""
    return json.dumps({"citationID": "x1", "citationItems": [{"id": item["id"], "itemData": item, **place}]})


def paragraph(inside: str, style: str = "") -> str:
    """A paragraph of Word's."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{inside}</w:p>"


def docx(*paragraphs: str, notes: Mapping[int, str] | None = None) -> bytes:
    """A Word file of these paragraphs; ``notes`` are the paragraphs of footnotes by their ids."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELATIONS,
        "word/styles.xml": _STYLES,
        "word/document.xml": f"<w:document {_W}><w:body>{''.join(paragraphs)}</w:body></w:document>",
    }
    if notes:
        inside = "".join(f'<w:footnote w:id="{number}">{text}</w:footnote>' for number, text in notes.items())
        parts["word/footnotes.xml"] = f"<w:footnotes {_W}>{inside}</w:footnotes>"
    return _zip(parts)


def odt(*paragraphs: str) -> bytes:
    """An OpenDocument text of these paragraphs, ``text:p`` elements in full."""
    names = {"office": "office", "text": "text", "style": "style"}
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    content = (
        f"<office:document-content {spaces}><office:body><office:text>{''.join(paragraphs)}"
        "</office:text></office:body></office:document-content>"
    )
    return _zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def marked(name: str, shown: str) -> str:
    """Words of an OpenDocument text between two reference marks of one name."""
    start, end = (f"<text:reference-mark-{edge} text:name={quoteattr(name)}/>" for edge in ("start", "end"))
    return f"{start}{escape(shown)}{end}"


def with_member(file: bytes, name: str, text: str) -> bytes:
    """The file with one member more."""
    made = io.BytesIO(file)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, text)
    return made.getvalue()


def _zip(parts: Mapping[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()
