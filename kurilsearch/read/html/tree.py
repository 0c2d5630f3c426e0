"""HTML and XHTML as trees: parsed without entities, network or limits to grow beyond."""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html.entities import html5
from typing import Any

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.read.encoding.binary import looks_binary
from kurilsearch.read.encoding.decode import Decoded, decode

Tree = Any
"""An element of lxml, which comes without types."""

_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th "
    "thead tr ul"
)
BLOCKS = frozenset(_BLOCKS.split())
"""Elements that begin a line of their own."""

_UNSEEN = (
    "annotation annotation-xml applet area audio button canvas datalist embed frame frameset iframe input "
    "link map meta nav noembed noframes object option param script select source style svg template "
    "textarea track video rt rp rtc"
)
UNSEEN = frozenset(_UNSEEN.split())
"""Elements that hold no text of the page; ``rt`` and its like tell how the letters beside them are read."""

_DEEPEST_CALLS = 20_000
"""Calls within calls; a tree has at most 2,048 levels (libxml2), and each takes a few."""

PAGE_LABEL = "data-page-label"
"""The attribute of the marks that :func:`page_mark` makes."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MEANT_ENCODINGS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
}
"""What the web means by these names (WHATWG, https://encoding.spec.whatwg.org/#names-and-labels)."""


def decode_html(data: bytes) -> Decoded:
    """Return the text of a page: as UTF-8 where it is that, by what it declares, else as any other text.

    Bytes beyond ASCII that are sound UTF-8 are nothing else, whatever the page declares.

    Raises UnreadableSourceError where it is no text.
    """
    if not data.isascii() and (decoded := _as_utf8(data)):
        return decoded
    declared = _XML_ENCODING.search(data[:1024]) or _CHARSET.search(data[:8192])
    if declared is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    name = declared[1].decode("ascii").lower()
    try:
        encoding = codecs.lookup(MEANT_ENCODINGS.get(name, name)).name
        text = data.decode(encoding)
    except (LookupError, UnicodeDecodeError, ValueError):
        return decode(data)  # it is in another encoding than it says
    return Decoded(text, encoding) if text.strip() else decode(data)


def _as_utf8(data: bytes) -> Decoded | None:
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return Decoded(text, "utf-8") if text.strip() and not looks_binary(data) else None


def parse_html(text: str) -> Tree:
    """Return the root of a page; what is malformed is read as browsers would. Raises UnreadableSourceError."""
    from lxml import etree, html

    parser = html.HTMLParser(
        no_network=True, recover=True, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True
    )
    try:
        root = html.document_fromstring(_plain(_DECLARATION.sub("", text, count=1)).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableSourceError("holds no page that can be read", "Save it again") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" or "depth" in entry.message for entry in parser.error_log):
        raise UnreadableSourceError("is nested too deeply", "Save it again as plain text")
    return root


def parse_xhtml(text: str) -> Tree:
    """Return the root of a chapter of an e-book: as the XML that it should be, else as HTML.

    Names of tags lose their namespaces. Raises UnreadableSourceError.
    """
    from lxml import etree

    known = named_entities_resolved(text)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(known.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return parse_html(text)
    for element in root.iter("*"):
        element.tag = str(element.tag).rpartition("}")[2]
        for name in [name for name in element.attrib if "}" in name]:
            local = name.rpartition("}")[2]
            element.set(f"data-epub-{local}" if "idpf.org" in name else local, element.attrib.pop(name))
    etree.cleanup_namespaces(root)
    return root


def named_entities_resolved(text: str) -> str:
    """Return XML without its declaration, and with the characters that HTML's named entities stand for."""
    return _NAMED.sub(_resolved, _plain(_DECLARATION.sub("", text, count=1)))


@contextmanager
def deep_calls() -> Iterator[None]:
    """Allow calls as deep as the deepest tree that is parsed; pages that never close an element are that deep."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _DEEPEST_CALLS))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def words_of(element: Tree) -> str:
    """Return the text within an element on one line."""
    return " ".join("".join(element.itertext()).split())


def seen_words(element: Tree) -> str:
    """Return the text within an element on one line, with a space where another line begins on the page."""
    from lxml import etree

    parts: list[str] = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if inner.tag in BLOCKS or inner.tag == "br":
            parts.append(" ")
        parts.append((inner.text if event == "start" else inner.tail if inner is not element else None) or "")
    return " ".join("".join(parts).split())


def remove(element: Tree) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


def elements(root: Tree) -> Iterator[Tree]:
    """Yield all elements in document order, the root first; the tree may be changed meanwhile."""
    yield from list(root.iter("*"))


def semantics(element: Tree) -> str:
    """Return what an element says that it is, by EPUB 3's types and by ARIA roles: ``noteref``, ``doc-pagebreak``."""
    return " ".join(element.get(name) or "" for name in ("epub:type", "data-epub-type", "role"))


def page_mark(element: Tree, label: str) -> Tree:
    """Return a new element, for the tree of ``element``, that marks where a printed page begins."""
    return element.makeelement("span", {PAGE_LABEL: label})


def is_page_mark(element: Tree) -> bool:
    """Tell whether an element is one that :func:`page_mark` made; it holds no text."""
    return element.get(PAGE_LABEL) is not None


def class_names(element: Tree) -> str:
    """Return the class, id and role of an element as one string in small letters."""
    return " ".join(element.get(name) or "" for name in ("class", "id", "role")).lower()


def _plain(text: str) -> str:
    return _NOT_XML.sub("", text)


def _resolved(match: re.Match[str]) -> str:
    """Return the character that a named entity of HTML stands for; XML knows five of them."""
    return match[0] if match[1] in _XML_ENTITIES else html5.get(f"{match[1]};", match[0])
