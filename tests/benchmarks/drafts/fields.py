"""Citations as Zotero leaves them in a Word file: a field with the work as CSL JSON, and what it prints."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from tests.benchmarks.drafts.cited import Cited

_MARKER = re.compile("⟦(\\d+)⟧")
_BODY = "word/document.xml"


@dataclass
class ZoteroFields:
    """Writes a marker for each citation, which :func:`put_fields` makes a field of once the file is written."""

    shows_year = True
    cited: list[Cited] = field(default_factory=list)

    def cite(self, cited: Cited) -> str:
        self.cited.append(cited)
        return f" ⟦{len(self.cited) - 1}⟧"

    def entries(self) -> Iterable[str]:
        return ()


def put_fields(path: Path, cited: list[Cited]) -> None:
    """Put a field in the place of each marker of a Word file."""
    with zipfile.ZipFile(path) as archive:
        members = {info: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, content in members.items():
            if info.filename == _BODY:
                text = content.decode("utf-8")
                content = _MARKER.sub(lambda marker: _field(cited[int(marker[1])]), text).encode("utf-8")
            archive.writestr(info, content)


def _field(cited: Cited) -> str:
    printed = f"({cited.name} {cited.year}{f', {cited.page}' if cited.page else ''})"
    place = {"locator": cited.page, "label": "page"} if cited.page else {}
    item = {
        "type": "book",
        "title": cited.title,
        "author": [{"family": cited.family, "given": cited.given}],
        "issued": {"date-parts": [[cited.year]]},
    }
    record = {"properties": {"plainCitation": printed}, "citationItems": [{"id": 1, "itemData": item, **place}]}
    instruction = escape(f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(record, ensure_ascii=False)} ")

    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        f'</w:t></w:r>{sign("begin")}<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        f'{sign("separate")}<w:r><w:t xml:space="preserve">{escape(printed)}</w:t></w:r>{sign("end")}'
        '<w:r><w:t xml:space="preserve">'
    )
