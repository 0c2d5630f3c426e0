"""The package document of an EPUB: where the chapters are, in which order, and what the book says of itself.

EPUB 2 (https://idpf.org/epub/20/spec/OPF_2.0.1_draft.htm) and EPUB 3 (https://www.w3.org/TR/epub-33/).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from kurilsearch.csl.doi import DOI_PREFIX
from kurilsearch.csl.names import CslName, csl_name, name_of_parts
from kurilsearch.errors import UnreadableSourceError
from kurilsearch.read.archive import member, resolve
from kurilsearch.read.guarded_xml import parse_xml, text_of

_CHAPTERS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document", "text/xml")
_ISBN = re.compile(r"(?:97[89][-\s]?)?(?:\d[-\s]?){9}[\dXx]")
_DOI = re.compile(rf"{DOI_PREFIX}\S+")
_ROLES = {"aut": "author", "": "author", "edt": "editor", "trl": "translator"}


@dataclass(frozen=True, slots=True)
class Package:
    """What the package document says: names of members in the archive, in the order of the spine."""

    chapters: tuple[str, ...]
    navigation: str | None
    ncx: str | None
    is_paged: bool
    fields: dict[str, object]


def read_package(archive: ZipFile) -> Package:
    """Return the package of a book. Raises UnreadableSourceError where it is missing, damaged or protected."""
    name = _find_package(archive)
    content = member(archive, name)
    if content is None:
        raise UnreadableSourceError("is damaged: the list of its chapters is missing", "Get another copy")
    root = parse_xml(content)
    items = {item.get("id", ""): item for item in root.findall("manifest/item")}
    chapters, navigation = [], None
    for listed in items.values():
        if "nav" in listed.get("properties", "").split():
            navigation = resolve(name, listed.get("href", ""))
    for reference in root.findall("spine/itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or item.get("media-type", "") not in _CHAPTERS:
            continue
        chapter = resolve(name, item.get("href", ""))
        if chapter != navigation and chapter not in chapters:
            chapters.append(chapter)
    spine = root.find("spine")
    ncx = items.get(spine.get("toc", "") if spine is not None else "")
    if ncx is None:
        ncx = next((item for item in items.values() if "dtbncx" in item.get("media-type", "")), None)
    _refuse_protected(archive, chapters)
    metadata = root.find("metadata")
    return Package(
        tuple(chapters),
        navigation,
        resolve(name, ncx.get("href", "")) if ncx is not None else None,
        any(text_of(meta) == "pre-paginated" for meta in root.findall("metadata/meta")),
        _fields(metadata) if metadata is not None else {},
    )


def _find_package(archive: ZipFile) -> str:
    container = member(archive, "META-INF/container.xml")
    if container is not None:
        for found in parse_xml(container).iter("rootfile"):
            if found.get("full-path"):
                return found.get("full-path", "")
    packages = [name for name in archive.namelist() if name.endswith(".opf")]
    if not packages:
        raise UnreadableSourceError("is damaged: the list of its chapters is missing", "Get another copy")
    return packages[0]


def _refuse_protected(archive: ZipFile, chapters: Iterable[str]) -> None:
    """Raise UnreadableSourceError where chapters are encrypted; fonts alone often are, and that is no hindrance."""
    encryption = member(archive, "META-INF/encryption.xml")
    if encryption is None:
        return
    locked = {found.get("URI", "") for found in parse_xml(encryption).iter("CipherReference")}
    if locked & set(chapters):
        raise UnreadableSourceError("is protected against copying (DRM)", "Ask the shop for a copy without")


def _fields(metadata: Element) -> dict[str, object]:
    refined = _refinements(metadata)
    names: dict[str, list[CslName]] = {}
    for creator in (*metadata.findall("creator"), *metadata.findall("contributor")):
        more = refined.get(creator.get("id", ""), {})
        role = creator.get("role", more.get("role", "" if creator.tag == "creator" else "oth"))
        name = _name(text_of(creator), creator.get("file-as", more.get("file-as", "")))
        if role in _ROLES and name:
            names.setdefault(_ROLES[role], []).append(name)
    identifiers = [text_of(found) for found in (*metadata.findall("identifier"), *metadata.findall("source"))]
    return {
        "type": "book",
        "title": _title(metadata, refined),
        **names,
        "issued": _date(metadata),
        "publisher": text_of(metadata.find("publisher")),
        "language": text_of(metadata.find("language")),
        "ISBN": next((isbn for found in identifiers if (isbn := _isbn(found))), ""),
        "DOI": next((doi[0] for found in identifiers if (doi := _DOI.search(found))), ""),
        **_collection(metadata, refined),
    }


def _refinements(metadata: Element) -> dict[str, dict[str, str]]:
    """Return what EPUB 3 says of each element by its id: role, file-as, title-type … the first of each."""
    refined: dict[str, dict[str, str]] = {}
    for meta in metadata.findall("meta"):
        if meta.get("refines") and meta.get("property"):
            of = refined.setdefault(meta.get("refines", "").lstrip("#"), {})
            of.setdefault(meta.get("property", ""), text_of(meta))
    return refined


def _title(metadata: Element, refined: dict[str, dict[str, str]]) -> str:
    """Return the main title with its subtitle; where nothing tells them apart the first one."""
    kinds: dict[str, str] = {}
    for title in metadata.findall("title"):
        kinds.setdefault(refined.get(title.get("id", ""), {}).get("title-type", ""), text_of(title))
    main = kinds.get("main") or kinds.get("") or next(iter(kinds.values()), "")
    return f"{main}: {kinds['subtitle']}" if kinds.get("subtitle") else main


def _name(name: str, file_as: str) -> CslName:
    """Return a name, with the family name that ``file_as`` tells where that is the same name turned round."""
    family, comma, given = file_as.partition(",")
    if comma and sorted(re.findall(r"\w+", file_as.lower())) == sorted(re.findall(r"\w+", name.lower())):
        return name_of_parts(family.strip(), given.strip())
    return csl_name(name)


def _date(metadata: Element) -> str:
    """Return the date of publication; EPUB 2 tells it from those of creation and change by ``opf:event``."""
    dates = [(found.get("event", ""), text_of(found)) for found in metadata.findall("date")]
    for event in ("original-publication", "publication", "", "issued"):
        for said, date in dates:
            if said == event and not date.startswith("0101"):  # what calibre writes for an unknown date
                return date
    return ""


def _isbn(identifier: str) -> str:
    """Return the ISBN in an identifier: one that says so, or thirteen digits that begin like one."""
    said = re.match(r"(?:urn:)?isbn[:\s]*", identifier.strip(), re.IGNORECASE)
    number = identifier.strip()[said.end() if said else 0 :].strip()
    digits = re.sub(r"[-\s]", "", number)
    if not _ISBN.fullmatch(number) or (len(digits) == 10 and not said):
        return ""
    return number if said or digits.startswith(("978", "979")) else ""


def _collection(metadata: Element, refined: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return the series that the book belongs to, as EPUB 3 or calibre says it."""
    for meta in metadata.findall("meta"):
        if meta.get("property") == "belongs-to-collection":
            number = refined.get(meta.get("id", ""), {}).get("group-position", "")
            return {"collection-title": text_of(meta), "collection-number": number}
    return {}
