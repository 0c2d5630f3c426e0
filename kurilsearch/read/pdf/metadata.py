"""What a PDF says of itself: its information dictionary and its XMP packet, as a CSL item; junk is left out.

The keys are those of PDF 32000-1, 14.3.3, of Dublin Core (``dc:``) and of PRISM (``prism:``).
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from kurilsearch.csl.dates import csl_date
from kurilsearch.csl.doi import normalise_doi
from kurilsearch.csl.names import csl_name
from kurilsearch.language.names import split_names
from kurilsearch.model import Page
from kurilsearch.read.pdf.pdfium.document import info_text
from kurilsearch.work import Item

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PACKETS = ((b"<x:xmpmeta", b"</x:xmpmeta>"), (b"<rdf:RDF", b"</rdf:RDF>"))
_LONGEST_PACKET = 1024 * 1024
_MOST_PACKETS = 8
_TEXT_KEYS = {
    "publicationName": "container-title", "volume": "volume", "number": "issue", "issueIdentifier": "issue",
    "pageRange": "page", "issn": "ISSN", "eIssn": "ISSN", "isbn": "ISBN", "url": "URL",
}  # fmt: skip
_JUNK_TITLE = re.compile(
    r"(?:untitled|unbenannt|sans titre|без имени|無題|no title|title|document|dokument|doc|paper|article|manuscript"
    r"|main|index|book|print|layout|slide|presentation|pdf|scan(?:ned)?(?: document)?|template)[\s_-]*\d*"
    r"|(?:microsoft (?:word|powerpoint|excel)|powerpoint presentation|adobe \w+|quarkxpress|pagemaker|indesign|latex"
    r"|tex output|crystal reports?|layout \d).*"
    r"|(?:pii|doi):? ?\S+|[\d\W_]*|(?:https?://|www\.|file:|[a-z]:[\\/]).*"
    r"|.*\.(?:docx?|odt|rtf|tex|dvi|pdf|indd|qxd|qxp|p65|pmd|fm|xlsx?|pptx?|xml|html?|txt|e?ps|cdr|pub|wpd|tiff?|jpe?g)"
    r"(?: \(.*\))?",
    re.I,
)
"""What programs put in for a title: their own names, those of files, nothing."""
_FIRST_PAGES = 3
_MOST_OF = 0.7
_LENGTH = re.compile(r"\[-?[\d.]{1,6}(?:cm|mm|in|pt|em|ex|bp|pc)\]|\\\\")
"""What LaTeX leaves of ``\\\\[0.5cm]``, the line break between two authors."""
_JUNK_AUTHOR = re.compile(
    r"(?:(?:https?://|www\.).*|.*@.*|.*\.(?:docx?|tex|pdf)|[\d\W_]*|\w+\d+"
    r"|(?:cambridge|oxford|elsevier|springer|wiley|sage|jstor|proquest|ieee|acm|taylor|adobe)\b.*"
    r"|(?:unknown|default|windows|microsoft|office|registered|test|temp|your) \w+"
    r"|.*\b(?:computer|desktop|laptop|customer|user|administrator|macbook))",
    re.I,
)
"""What stands for an author and is none: users and machines. Single words in plain letters are left out anyway."""


def read_metadata(document: Any, data: bytes) -> Item:
    """Return what an open document says of the work as a CSL item; empty where it says nothing of use."""
    info = {key: info_text(document, key) for key in ("Title", "Author", "Subject", "CreationDate")}
    described = read_xmp(data)
    item: Item = {}
    title = clean_title(described.get("title", "")) or clean_title(info["Title"])
    if title:
        item["title"] = title
    creators = [name for creator in described.get("creator", "").split("\n") for name in clean_authors(creator)]
    authors = creators or clean_authors(info["Author"])
    if authors and (title or len(authors) > 1):
        item["author"] = [csl_name(author) for author in authors]
    for key, variable in _TEXT_KEYS.items():
        value = _plain(described.get(key, ""))
        if value and len(value) < 300:
            item.setdefault(variable, value)
    doi = next(
        (doi for key in ("doi", "identifier", "WPS-ARTICLEDOI") if (doi := normalise_doi(described.get(key, "")))), None
    )
    doi = doi or (normalise_doi(info["Subject"]) if "doi" in info["Subject"].lower() else None)
    if doi:
        item["DOI"] = doi
    date = csl_date(
        next((described[key] for key in ("coverDate", "publicationDate", "coverDisplayDate") if described.get(key)), "")
    )
    if date:
        item["issued"] = date
    if item.get("container-title"):
        item["type"] = "article-journal"
    language = described.get("language", "").partition("\n")[0]
    if re.fullmatch(r"[a-z]{2,3}(-\w{2,8})*", language, re.I) and item:
        item["language"] = language
    return item


def unprinted(item: Item, text: str, pages: Sequence[Page]) -> frozenset[str]:
    """Return ``title`` and ``author`` where the first pages print neither most words of it nor one of the families.

    Programs put in the title of the file from which this one was made, and the name of whoever made it.
    """
    first = text[: pages[_FIRST_PAGES].start if len(pages) > _FIRST_PAGES else len(text)]
    words = _words(first)
    printed, run_together = frozenset(words), "".join(words)  # scripts without blanks have no words to compare
    title = _words(str(item.get("title", "")))
    families = [_words(name.get("family") or name.get("literal", "")) for name in item.get("author", ())]
    doubted = set()
    telling = [word for word in title if len(word) > 2] or title
    if "".join(title) not in run_together and sum(word in printed for word in telling) < _MOST_OF * len(telling):
        doubted.add("title")
    if families and not any("".join(family) in run_together for family in families):
        doubted.add("author")
    return frozenset(doubted)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def read_xmp(data: bytes) -> Mapping[str, str]:
    """Return the properties of the file's last XMP packet by their local names, several values a line each.

    A packet that is compressed or no XML is passed over; one that declares entities is not read.
    """
    for packet in _packets(data):
        if b"<!" in packet:
            continue
        try:
            root = ElementTree.fromstring(packet)
        except (ElementTree.ParseError, ValueError, LookupError):
            continue
        return _properties(root)
    return {}


def _packets(data: bytes) -> Iterator[bytes]:
    """Yield the last few packets of a file, the last first: a file that was saved again has the newest at its end."""
    for opening, closing in _PACKETS:
        end = len(data)
        for _ in range(_MOST_PACKETS):
            start = data.rfind(opening, 0, end)
            if start < 0:
                break
            stop = data.find(closing, start, start + _LONGEST_PACKET)
            if stop > 0:
                yield data[start : stop + len(closing)]
            end = start


def _properties(root: ElementTree.Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        for name, value in description.attrib.items():
            found.setdefault(name.rpartition("}")[2], value)
        for child in description:
            values = [(item.text or "").strip() for item in child.iter(f"{_RDF}li")] or [(child.text or "").strip()]
            text = "\n".join(value for value in values if value)
            if text:
                found.setdefault(child.tag.rpartition("}")[2], text)
    return found


def _plain(text: str) -> str:
    """Return a value with its HTML entities and tags resolved and its blank space normalised."""
    for _ in range(2):
        text = html.unescape(text)
    text = re.sub(r"</?[a-zA-Z][^<>]{0,100}>", "", text)
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def clean_title(text: str) -> str:
    """Return a title as a reader would write it, or nothing where it is the work of a program."""
    title = _plain(text.partition("\n")[0])
    if _JUNK_TITLE.fullmatch(title) or "\ufffd" in title or len(title) > 500:
        return ""
    words = title.split()
    if len(words) == 1 and (not title.isalpha() or title.islower() or len(title) < 4):
        return ""  # a file's name, a manuscript's number
    return title


def clean_authors(text: str) -> list[str]:
    """Return the names in an author entry, each once; those of users, machines and publishers are no names."""
    plain = _LENGTH.sub(" ", _plain(text))
    if len(plain) > 1000 or "\ufffd" in plain:
        return []
    names = [name.strip(" ,;") for name in split_names(re.sub(r",?\s*\b(?:editors?|eds?\.|hrsg\.)(?=\W|$)", "", plain))]
    return [
        name
        for name in dict.fromkeys(names)
        if not _JUNK_AUTHOR.fullmatch(name) and (" " in name or "," in name or not name.isascii())
    ]
