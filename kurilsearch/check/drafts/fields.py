"""The citations that Zotero, Mendeley and EndNote leave in a file: which work, and which place in it, exactly.

Zotero and Mendeley write CSL's citation JSON behind ``ADDIN``, in the name of a reference mark or in the tag of a
content control; EndNote writes its XML (``EN.CITE``).
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import Any
from xml.etree import ElementTree

from kurilsearch.check.draft import CitationItem
from kurilsearch.csl.items import metadata_of, read_item
from kurilsearch.errors import UnreadableSourceError
from kurilsearch.read.guarded_xml import parse_xml, text_of

_JSON = re.compile(r"(?:CSL_CITATION|ZOTERO_ITEM|Mendeley Citation)[^{]*(?=\{)")
_END_NOTE = re.compile(r"<EndNote>.*?</EndNote>", re.DOTALL)
_BOOKMARK = re.compile(r"(?P<name>ZOTERO_BREF_\w+?)_(?P<part>\d+)")
_MENDELEY_TAG = "MENDELEY_CITATION_v3_"
_BIBLIOGRAPHIES = ("ZOTERO_BIBL", "CSL_BIBLIOGRAPHY", "EN.REFLIST", "MENDELEY_BIBLIOGRAPHY", "ZOTERO_BIBL")
_TYPES = {"Journal Article": "article-journal", "Book": "book", "Book Section": "chapter", "Web Page": "webpage"}


def bookmarked_fields(root: Any) -> dict[str, str]:
    """Return by the names of bookmarks the fields that Zotero keeps in a file's properties, in parts of 255 letters.

    ``root`` is that of the properties: ``docProps/custom.xml`` of Word, ``meta.xml`` of OpenDocument.
    """
    parts: dict[str, dict[int, str]] = {}
    for element in root.iter() if root is not None else ():
        named = (value for name, value in element.attrib.items() if name.rpartition("}")[2] == "name")
        for found in filter(None, map(_BOOKMARK.fullmatch, named)):
            parts.setdefault(found["name"], {})[int(found["part"])] = "".join(element.itertext())
    return {name: "".join(text for _, text in sorted(each.items())) for name, each in parts.items()}


def is_bibliography(instruction: str) -> bool:
    """Return whether a field holds the list of works that its program made."""
    return any(name in instruction for name in _BIBLIOGRAPHIES)


def read_field(instruction: str, data: str = "") -> tuple[CitationItem, ...]:
    """Return the works that a field's instruction cites, or a mark's name; none where it is no citation.

    ``data`` is what EndNote puts in base64 beside a long field.
    """
    if found := _JSON.search(instruction):
        return _csl(instruction[found.end() :])
    if ("EN.CITE" in instruction and "EN.CITE.DATA" not in instruction) or "<EndNote>" in instruction:
        return _end_note(instruction) or _end_note(_decoded(data))
    return ()


def read_content_control(tag: str) -> tuple[CitationItem, ...]:
    """Return the works that the tag of a content control by Mendeley Cite names; none for others."""
    if not tag.startswith(_MENDELEY_TAG):
        return ()
    return _csl(_decoded(tag.removeprefix(_MENDELEY_TAG)))


def _decoded(data: str) -> str:
    try:
        return base64.b64decode("".join(data.split()), validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _csl(text: str) -> tuple[CitationItem, ...]:
    """Return the items of a citation as CSL's processors have it (``citationItems``)."""
    try:
        citation, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return ()
    items = citation.get("citationItems") if isinstance(citation, dict) else None
    return tuple(_csl_item(each) for each in items or () if isinstance(each, dict))


def _csl_item(each: dict[str, Any]) -> CitationItem:
    data = each.get("itemData")
    item = read_item(data) if isinstance(data, dict) else {}
    described = metadata_of(item)
    locator = str(each.get("locator") or "").strip() or None
    return CitationItem(
        names=tuple(name.split(",")[0] for name in described.authors),
        year=str(described.year) if described.year else None,
        title=described.title,
        locator=locator,
        label=str(each.get("label") or "page") if locator else None,
        key=str(data.get("citation-key") or data.get("citekey") or "") or None if isinstance(data, dict) else None,
        item=item or None,
    )


def _end_note(text: str) -> tuple[CitationItem, ...]:
    found = _END_NOTE.search(text)
    if found is None:
        return ()
    try:
        root = parse_xml(found[0].encode("utf-8"))
    except UnreadableSourceError:
        return ()
    return tuple(_cite(cite) for cite in root.iter("Cite"))


def _cite(cite: ElementTree.Element) -> CitationItem:
    """Return a work of EndNote's; its page stands in ``Pages``, else in what is printed behind the year."""
    record = cite.find("record")
    author, year = text_of(cite.find("Author")), text_of(cite.find("Year"))
    place = text_of(cite.find("Pages")) or text_of(cite.find("Suffix")).strip(" ,:pP.")
    fields: dict[str, object] = {"type": "document"}
    if record is not None:
        kind = record.find("ref-type")
        fields["type"] = _TYPES.get(kind.get("name", "") if kind is not None else "", "document")
        names = [text_of(name) for name in record.findall("contributors/authors/author")]
        fields["author"] = [_name(name) for name in names if name]
        year = year or text_of(record.find("dates/year"))
        for key, path in (
            ("title", "titles/title"),
            ("container-title", "titles/secondary-title"),
            ("page", "pages"),
            ("volume", "volume"),
            ("issue", "number"),
            ("publisher", "publisher"),
            ("DOI", "electronic-resource-num"),
        ):
            if value := text_of(record.find(path)):
                fields[key] = value
    if year[:4].isdigit():
        fields["issued"] = {"date-parts": [[int(year[:4])]]}
    if not fields.get("author") and author:
        fields["author"] = [_name(author)]
    item = read_item(fields)
    described = metadata_of(item)
    names_cited = tuple(name.split(",")[0] for name in described.authors)
    label = "page" if place else None
    return CitationItem(names_cited, False, year or None, described.title, place or None, label, item=item)


def _name(printed: str) -> dict[str, str]:
    family, _, given = printed.partition(",")
    return {"family": family.strip(), "given": given.strip()} if given else {"literal": family.strip()}
