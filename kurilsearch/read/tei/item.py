"""What the header of a TEI document says: the work, and the printed source that it was made from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from kurilsearch.csl.names import CslName, csl_name, name_of_parts
from kurilsearch.read.html.tree import words_of

Tree = Any

_YEARS = re.compile(
    r"\s*[(\[,]\s*(?:b\.|d\.|ca?\.|fl\.|active|born|died)?\s*\d{3,4}\??\s*(?:[-–—]\s*(?:\d{3,4})?\??)?[)\]]?\s*\Z"
)
_EDITION = re.compile(
    r"\s*[:;,.\[(–—-]\s*(?:an? |the )?(?:\w+ )?(?:electronic|digital|machine[- ]readable|tei|xml|online|eltec)\b"
    r"[^:;]{0,60}\Z",
    re.IGNORECASE,
)
"""What encoders add to the title of the work: ``: ELTeC edition``, ``: a machine-readable transcription``."""
_PLACE = re.compile(r"([^\W\d_][\w .'’-]{1,30}): +(\S.*)")
_SOURCES = (
    "bibl[@type='firstEdition']",
    "bibl[@type='printSource']",
    "biblStruct",
    "biblFull",
    "bibl",
    "listBibl/bibl",
)


def header_fields(root: Tree) -> dict[str, object]:
    """Return the fields of a CSL item that the first header gives; where its source is printed, its date and publisher.

    The title and authors are those of the file's own description, without what encoders add.
    """
    header = root.find(".//teiHeader")
    if header is None:
        return {}
    statement = header.find(".//titleStmt")
    sources = [found for path in _SOURCES for found in header.findall(f".//sourceDesc/{path}")]
    published = header.find(".//publicationStmt")
    printed = next((source for source in sources if source.find(".//date") is not None), None)
    origin = printed if printed is not None else published
    publisher = _first([origin], ".//publisher")
    place = _PLACE.fullmatch(publisher)
    return {
        "type": "book" if printed is not None else "document",
        "title": _EDITION.sub("", _EDITION.sub("", _title(statement))) or _first(sources, ".//title"),
        "author": _people([statement, *sources], "author"),
        "editor": _people([statement], "editor"),
        "issued": _date(origin),
        "publisher": place[2] if place else publisher,
        "publisher-place": _first([origin], ".//pubPlace") or (place[1] if place else ""),
        "language": _language(root, header),
    }


def _title(statement: Tree) -> str:
    """Return the main title, with its subtitle where the header tells them apart."""
    if statement is None:
        return ""
    titles = [(title.get("type") or "main", words_of(title)) for title in statement.findall("title")]
    main = next((words for kind, words in titles if kind not in ("sub", "alt", "short", "desc")), "")
    sub = next((words for kind, words in titles if kind == "sub"), "")
    return f"{main}: {sub}" if main and sub else main


def _first(elements: Iterable[Tree], path: str) -> str:
    """Return the words of the first element at ``path`` that has any."""
    found = (element.find(path) for element in elements if element is not None)
    return next((words for inner in found if inner is not None and (words := words_of(inner))), "")


def _people(elements: Iterable[Tree], role: str) -> list[CslName]:
    """Return the people of this role, by the first of the elements that names any."""
    for element in elements:
        people = [] if element is None else [_name(person) for person in element.findall(f".//{role}")]
        if names := [name for name in people if name]:
            return names
    return []


def _name(person: Tree) -> CslName:
    surname, forenames = person.find(".//surname"), person.findall(".//forename")
    if surname is not None:
        return name_of_parts(words_of(surname), " ".join(words_of(name) for name in forenames))
    inner = person.find("persName") if person.find("persName") is not None else person.find("name")
    return csl_name(_YEARS.sub("", words_of(inner if inner is not None else person)))


def _date(element: Tree) -> str:
    """Return the date of a publication, in the form for machines where it has one."""
    dates = [] if element is None else element.findall(".//date")
    said = (date.get("when") or date.get("from") or date.get("notBefore") or words_of(date) for date in dates)
    return next((found[0] for text in said if (found := re.search(r"\d{4}(?:-\d{2}){0,2}", text))), "")


def _language(root: Tree, header: Tree) -> str:
    text = root.find(".//text")
    language = header.find(".//langUsage/language")
    named = (
        text.get("lang") if text is not None else "",
        root.get("lang"),
        language is not None and language.get("ident"),
    )
    return next((str(name) for name in named if name), "")
