"""What the keys of front matter mean, as pandoc, Quarto, Hugo, Jekyll, Obsidian and exports of Zotero write them.

Whatever has the name of a CSL variable is that variable (https://docs.citationstyles.org/en/stable/specification.html,
appendix IV), save the few words that note takers and web sites use for something else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kurilsearch.csl.dates import read_date
from kurilsearch.csl.items import DATE_VARIABLES, NAME_VARIABLES, TYPES, read_item, variable_name
from kurilsearch.csl.names import CslName, csl_name, name_of_parts, read_name
from kurilsearch.csl.page_ranges import with_hyphen
from kurilsearch.language.names import split_names
from kurilsearch.work import Item

Fields = Mapping[str, Any]

_KEYS = {
    "author": ("author", "authors", "creator", "creators", "by", "auteur", "autor", "автор", "作者", "著者"),
    "editor": ("editor", "editors"),
    "translator": ("translator", "translators"),
    "issued": (
        "issued", "year", "date", "published", "publish-date", "publishdate", "pubdate", "publication-date",
        "date-published",
        "publication-year",
    ),
    "accessed": ("accessed", "urldate", "access-date", "accessdate", "date-accessed"),
    "language": ("lang", "language", "langid", "locale"),
    "container-title": (
        "container-title", "journal", "journaltitle", "journal-title", "publication", "publication-title",
        "publicationtitle",
        "booktitle", "book-title", "newspaper", "magazine", "periodical", "proceedings-title",
    ),
    "collection-title": ("collection-title", "series", "series-title"),
    "volume": ("volume", "vol"),
    "issue": ("issue", "journal-issue"),
    "page": ("page", "pages", "page-range"),
    "publisher": ("publisher", "institution", "school", "university", "organization"),
    "publisher-place": ("publisher-place", "place", "address", "location"),
    "DOI": ("doi",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "URL": ("url", "link", "canonical-url", "canonicalurl", "canonical", "website", "source-url", "source"),
    "id": ("citekey", "citation-key", "citationkey", "bibtexkey", "cite-key"),
    "genre": ("genre", "thesis-type", "report-type"),
}  # fmt: skip
_TYPE_KEYS = ("item-type", "itemtype", "entry-type", "type", "publication-type")
_NOT_OF_A_WORK = frozenset(
    (
        "references", "status", "section", "note", "annote", "version", "archive", "scale", "dimensions", "keyword",
        "type",
        "id", "source", "categories", "number", "medium", "abstract", "title-short", "license", "guest", "host",
        "chair",
    )
)  # fmt: skip
"""CSL variables whose names stand for something else in front matter, or are read by their own rules."""
_ZOTERO_TYPES = {
    "journalarticle": "article-journal", "magazinearticle": "article-magazine", "newspaperarticle": "article-newspaper",
    "book": "book", "booksection": "chapter", "thesis": "thesis", "report": "report", "conferencepaper":
    "paper-conference",
    "webpage": "webpage", "blogpost": "post-weblog", "encyclopediaarticle": "entry-encyclopedia", "manuscript":
    "manuscript",
    "letter": "personal_communication", "interview": "interview", "article": "article-journal", "incollection":
    "chapter",
    "inproceedings": "paper-conference", "phdthesis": "thesis", "mastersthesis": "thesis", "techreport": "report",
}  # fmt: skip
_SITE_TYPES = frozenset(("post", "article", "document", "event", "entry", "collection", "software", "performance"))
"""CSL types that web sites use as names of their own layouts."""
_WIKI_LINK = re.compile(r"!?\[\[(?:[^\]|]*\|)?([^\]|]+)\]\]")
_LINK = re.compile(r"\[([^\]\[]+)\]\([^)\s]*\)")
_MAIL = re.compile(r"\s*[<(][^<>()\s]+@[^<>()\s]+[>)]")
_TIME = re.compile(r"(?<=\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*")
KNOWN_KEYS = frozenset(key for keys in _KEYS.values() for key in keys) | {"title", "subtitle", "tags", "aliases"}
"""The keys, folded, that front matter is known by."""


def folded_key(key: str) -> str:
    """Return a key in small letters, hyphens between its words: ``Publication Title`` is ``publication-title``."""
    return re.sub(r"[\s_]+", "-", key.strip().lower())


def item_of_fields(fields: Fields) -> Item:
    """Return the CSL item that front matter describes; keys are folded. What is no text about the work is left out.

    A mapping ``citation:`` (Quarto) goes before what stands beside it.
    """
    fields = dict(fields)
    for inner in ("citation", "bibliographic"):
        if isinstance(fields.get(inner), Mapping):
            fields |= {folded_key(str(key)): value for key, value in fields[inner].items() if value}
    told: dict[str, object] = {
        name: value
        for key, value in fields.items()
        if (name := variable_name(key)) and key not in _NOT_OF_A_WORK and name not in _KEYS and name != "title"
    }
    for name, keys in _KEYS.items():
        value = next((read for key in keys if (read := _read(name, fields.get(key)))), None)
        if value:
            told[name] = value
    item: Item = {"title": title} if (title := _title(fields)) else {}
    item |= {name: value for name, value in read_item(told).items() if name != "type"}
    if "issue" not in item and "container-title" in item and (number := _text(fields.get("number"))):
        item["issue"] = number
    kind = _type(fields, item)
    return {"type": kind} | item if kind and item else item


def _title(fields: Fields) -> str | None:
    title, subtitle = _text(fields.get("title")), _text(fields.get("subtitle"))
    if title and subtitle:
        return f"{title} {subtitle}" if title[-1] in "?!" else f"{title.rstrip(':')}: {subtitle}"
    return title or _text(fields.get("titre")) or _text(fields.get("titel"))


def _read(name: str, value: object) -> object:
    """Return the value of a variable, or None where it is none for it."""
    if name in NAME_VARIABLES:
        return _names(value)
    if name in DATE_VARIABLES:
        date = read_date(_TIME.sub("", value.strip()) if isinstance(value, str) else _plain_date(value))
        return date if date and date.get("date-parts") else None
    if name == "container-title" and isinstance(value, Mapping):
        value = value.get("title") or value.get("name")
    if name == "publisher" and isinstance(value, Mapping):
        value = value.get("name")
    text = _text(value)
    if name == "URL":
        return text if text and re.match(r"https?://\S+$", text) else None
    if name == "language":
        return text if text and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", text) else None
    if name in ("page", "volume", "issue") and text:
        return with_hyphen(re.sub(r"^(?:pp?|vol|no|S)\.\s*", "", text))
    return text


def _plain_date(value: object) -> object:
    """Return a date of TOML as text; mappings, lists and numbers as they are."""
    return value if isinstance(value, Mapping | list | int) or value is None else str(value)[:10]


def _text(value: object) -> str | None:
    """Return a plain value as text on one line, without links around it; of a list with one value that value."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = _LINK.sub(r"\1", _WIKI_LINK.sub(r"\1", str(value)))
    return " ".join(text.split()) or None


def _names(value: object) -> list[CslName]:
    """Return the CSL names of a text, a list or a mapping, in all the shapes that authors are given in."""
    if isinstance(value, str):
        text = _MAIL.sub("", _text(value) or "")
        return [name for one in split_names(text) if (name := csl_name(one))]
    if isinstance(value, list):
        return [name for one in value for name in _names(one)]
    if not isinstance(value, Mapping):
        return []
    parts = {folded_key(str(key)): part for key, part in value.items()}
    if isinstance(parts.get("name"), Mapping):  # Quarto: name: {given: …, family: …}
        return _names(parts["name"])
    family = _text(parts.get("family") or parts.get("last") or parts.get("lastname") or parts.get("last-name"))
    given = _text(parts.get("given") or parts.get("first") or parts.get("firstname") or parts.get("first-name"))
    if family:
        particle = _text(parts.get("particle")) or ""
        own = {key: said for key, one in parts.items() if (said := _text(one))}
        if "dropping-particle" in own or "non-dropping-particle" in own:
            return [read_name(own | {"family": family} | ({"given": given} if given else {}))]
        return [name_of_parts(family, given or "", _text(parts.get("suffix")) or "", particle)]
    literal = _text(parts.get("literal"))
    if literal:
        return [{"literal": literal}]
    printed = _text(parts.get("name"))
    if printed:
        return [name] if (name := csl_name(_MAIL.sub("", printed))) else []
    keys = list(value)
    if len(keys) == 1 and isinstance(value[keys[0]], Mapping | list):  # - Jane Doe: {institute: …}
        return _names(str(keys[0]))
    return []


def _type(fields: Fields, item: Item) -> str | None:
    """Return the CSL type that is said, or that journal and volume tell; None where neither does."""
    for key in _TYPE_KEYS:
        said = (_text(fields.get(key)) or "").lower()
        is_zotero = key != "type" or said not in _SITE_TYPES
        if is_zotero and (kind := _ZOTERO_TYPES.get(re.sub(r"[\s_-]", "", said))):
            return kind
        if said in TYPES and said not in _SITE_TYPES:
            return said
    if "container-title" in item and ("volume" in item or "issue" in item):
        return "article-journal"
    return None
