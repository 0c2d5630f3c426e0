"""A whole TEI document: parsed without entities or network, its text and what its header says."""

from __future__ import annotations

import re
from pathlib import Path

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import SourceText
from kurilsearch.read.embedded_metadata import own_item
from kurilsearch.read.html.tree import decode_html, named_entities_resolved
from kurilsearch.read.tei.item import header_fields
from kurilsearch.read.tei.text import Tree, write_text
from kurilsearch.read.writer import TextWriter

_ENTITY = re.compile(r"<!ENTITY\s+([\w.-]{1,60})\s+(?:\"([^\"<&%]{0,200})\"|'([^'<&%]{0,200})')\s*>")
"""An entity of plain words that the document itself declares; others are left out, so that none can grow."""


_DECLARATIONS = 100_000
"""Characters from the beginning in which entities are declared."""


def read_tei(data: bytes, path: Path) -> SourceText:
    """Return the text of the file ``path``, whose content is ``data``. Raises UnreadableSourceError."""
    decoded = decode_html(data)
    root = parse_tei(decoded.text)
    writer = TextWriter()
    write_text(root, writer)
    if writer.is_blank:
        raise UnreadableSourceError("holds no text", "It may describe a document without giving its words")
    return writer.source_text("tei", decoded.encoding, own_item(header_fields(root), path))


def parse_tei(text: str) -> Tree:
    """Return the root of a document, the names of its elements and attributes without namespaces.

    Raises UnreadableSourceError where it is not well-formed, or nested deeper than 256 elements.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(named_entities_resolved(_own_entities_resolved(text)).encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = str(error).partition(", line")[0]
        raise UnreadableSourceError(
            f"is damaged: its XML breaks off or is wrong ({reason})", "Save it again"
        ) from error
    etree.strip_tags(root, etree.Entity)
    for element in root.iter("*"):
        element.tag = str(element.tag).rpartition("}")[2]
        for name in [name for name in element.attrib if "}" in name]:
            element.set(name.rpartition("}")[2], element.attrib.pop(name))
    return root


def _own_entities_resolved(text: str) -> str:
    entities = {name: first or second for name, first, second in _ENTITY.findall(text[:_DECLARATIONS])}
    return re.sub(r"&([\w.-]{1,60});", lambda found: entities.get(found[1], found[0]), text) if entities else text
