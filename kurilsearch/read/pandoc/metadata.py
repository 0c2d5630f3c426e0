"""What documents that pandoc reads say of themselves: pandoc's metadata, and that of the package they lie in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kurilsearch.read.archive import member, open_archive
from kurilsearch.read.embedded_metadata import names_in_field
from kurilsearch.read.guarded_xml import parse_xml, text_of
from kurilsearch.read.pandoc.inlines import fragments_of, plain
from kurilsearch.read.pandoc.xml_items import fb2_fields, jats_fields

_ORG_DATE = re.compile(r"[<\[](\d{4}-\d{2}-\d{2})[^>\]]*[>\]]")
_PROPERTIES = {"docx": "docProps/core.xml", "odt": "meta.xml"}
_OF_XML = {"jats": jats_fields, "fb2": fb2_fields}


def pandoc_fields(meta: Mapping[str, Any]) -> dict[str, object]:
    """Return the fields that pandoc found in a document's text or header: a LaTeX or Org title, a Title style."""
    title, subtitle = meta_text(meta.get("title")), meta_text(meta.get("subtitle"))
    return {
        "title": f"{title}: {subtitle}" if title and subtitle else title,
        "author": [name for author in meta_list(meta.get("author")) for name in names_in_field(_first_line(author))],
        "issued": meta_date(meta),
        "language": meta_text(meta.get("lang")) or meta_text(meta.get("language")),
    }


def package_fields(name: str, data: bytes) -> dict[str, object]:
    """Return the fields that the file itself has for them: the properties of Word and OpenDocument, XML headers."""
    if name in _OF_XML:
        return _OF_XML[name](parse_xml(data))
    if name not in _PROPERTIES:
        return {}
    with open_archive(data) as archive:
        properties = member(archive, _PROPERTIES[name])
    if properties is None:
        return {}
    root = parse_xml(properties)
    author = text_of(root.find(".//initial-creator")) or text_of(root.find(".//creator"))
    return {
        "title": text_of(root.find(".//title")),
        "author": names_in_field(author),
        "language": text_of(root.find(".//language")),
    }


def meta_list(value: Mapping[str, Any] | None) -> list[str]:
    """Return the texts of a list in pandoc's metadata, or of the one value that stands in its place, in their lines."""
    if value is None:
        return []
    values = value["c"] if value["t"] == "MetaList" else [value]
    return [text for item in values if (text := _in_lines(item))]


def meta_date(meta: Mapping[str, Any]) -> str:
    """Return the date that a document gives; none for the day of reading, which the sandbox takes for 1970."""
    date = meta_text(meta.get("date"))
    if of_org := _ORG_DATE.fullmatch(date):
        return of_org[1]
    return "" if date == "1970-01-01" else date


def _in_lines(value: Mapping[str, Any]) -> str:
    """Return the text of an author, whose institution may stand in further lines."""
    if value["t"] != "MetaInlines":
        return meta_text(value)
    fragments = fragments_of(value["c"], lambda blocks: None)
    lines = "".join(part for part in fragments if isinstance(part, str)).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _first_line(text: str) -> str:
    return text.partition("\n")[0]


def meta_text(value: Mapping[str, Any] | None) -> str:
    """Return a value of pandoc's metadata as text on one line; of a mapping its name."""
    if value is None:
        return ""
    kind, content = value["t"], value["c"]
    if kind == "MetaInlines":
        return plain(content)
    if kind == "MetaString":
        return " ".join(str(content).split())
    if kind == "MetaBlocks":
        return " ".join(plain(block["c"]) for block in content if block["t"] in ("Para", "Plain"))
    if kind == "MetaList":
        return "; ".join(filter(None, map(meta_text, content)))
    return meta_text(content.get("name")) if kind == "MetaMap" else ""
