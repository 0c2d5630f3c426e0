"""The formats that pandoc reads for us: how they are known, and how pandoc is told to read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kurilsearch.errors import UnreadableSourceError

START = 4096
"""Bytes from the beginning of a file by which its format is known."""

_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_JATS = (b"JATS", b"NLM//DTD", b"<front", b"dtd-version", b"article-type")
_DOCBOOK = (b"docbook", b"DocBook")


@dataclass(frozen=True, slots=True)
class Format:
    """A format: ``reader`` is pandoc's name for it with extensions.

    A ``is_binary`` format goes to pandoc as it is, any other as the text that it decodes to. ``prints_title`` says
    that the title, which pandoc takes out of the text, is printed at its head.
    """

    name: str
    endings: tuple[str, ...]
    reader: str
    is_binary: bool = False
    prints_title: bool = False


FORMATS = (
    Format("docx", (".docx", ".docm", ".dotx"), "docx+styles", is_binary=True, prints_title=True),
    Format("odt", (".odt", ".ott", ".fodt"), "odt", is_binary=True),
    Format("rtf", (".rtf",), "rtf", is_binary=True),
    Format("latex", (".tex", ".latex", ".ltx"), "latex", prints_title=True),
    Format("org", (".org",), "org", prints_title=True),
    Format("rst", (".rst", ".rest"), "rst", prints_title=True),
    Format("jats", (".jats", ".nxml", ".xml"), "jats", prints_title=True),
    Format("docbook", (".dbk", ".docbook"), "docbook", prints_title=True),
    Format("fb2", (".fb2",), "fb2"),
    Format("ipynb", (".ipynb",), "ipynb+footnotes+raw_html+native_divs+native_spans"),
    Format("mediawiki", (".mediawiki", ".wiki"), "mediawiki"),
    Format("dokuwiki", (".dokuwiki",), "dokuwiki"),
    Format("textile", (".textile",), "textile"),
    Format("asciidoc", (".adoc", ".asciidoc"), "asciidoc", prints_title=True),
    Format("typst", (".typ",), "typst", prints_title=True),
    Format("djot", (".dj", ".djot"), "djot"),
    Format("muse", (".muse",), "muse", prints_title=True),
    Format("opml", (".opml",), "opml"),
    Format("man", (".man",), "man"),
)

_BY_NAME = {format_.name: format_ for format_ in FORMATS}
_BY_ENDING = {ending: format_ for format_ in FORMATS for ending in format_.endings}


def format_by_ending(path: Path) -> Format:
    """Return the format of this ending. Raises UnreadableSourceError for XML, whose format only its content tells."""
    format_ = _BY_ENDING.get(path.suffix.lower())
    if format_ is None or path.suffix.lower() == ".xml":
        raise UnreadableSourceError(
            "is XML of a kind that is not read (TEI, JATS, DocBook, FB2 and OPML are)",
            "Save it as one of those",
        )
    return format_


def recognise(start: bytes, names: Callable[[], frozenset[str]]) -> Format | None:
    """Return the format that the first START bytes of a file tell; None where they tell none.

    ``names`` gives the members of the archive that the file is, if it is one.
    """
    if start.startswith(b"PK"):
        members = names()
        if "word/document.xml" in members or any(name.startswith("word/document") for name in members):
            return _BY_NAME["docx"]
        if "content.xml" in members and b"opendocument.text" in start[:200]:
            return _BY_NAME["odt"]
        return None
    start = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{\\rtf"):
        return _BY_NAME["rtf"]
    if start.startswith(b"<") and b"opendocument.text" in start:
        return _BY_NAME["odt"]
    if start.startswith(b"<") and (root := _ROOT.search(start)):
        return _recognise_xml(root[1].decode("ascii", "replace"), start)
    if start.startswith(b"{") and b'"cells"' in start and (b'"cell_type"' in start or b'"nbformat"' in start):
        return _BY_NAME["ipynb"]
    return None


def _recognise_xml(root: str, start: bytes) -> Format | None:
    if root == "FictionBook":
        return _BY_NAME["fb2"]
    if root == "opml":
        return _BY_NAME["opml"]
    if root in ("article", "book", "chapter", "refentry") and any(sign in start for sign in _DOCBOOK):
        return _BY_NAME["docbook"]
    return _BY_NAME["jats"] if root == "article" and any(sign in start for sign in _JATS) else None
