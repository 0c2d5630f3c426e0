"""What a web page says of itself: citation_* and Dublin Core fields, JSON-LD, Open Graph, its title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kurilsearch.csl.doi import DOI_PREFIX
from kurilsearch.csl.page_ranges import join_range
from kurilsearch.read.embedded_metadata import names_in_field, own_names, own_text
from kurilsearch.read.html.tree import Tree, class_names, seen_words, words_of

# Google Scholar's names (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing), then Dublin Core's, then
# those of Open Graph and of common practice; the first that a page has gives the field.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title"),
    "author": ("citation_author", "citation_authors", "dc.creator", "dcterms.creator", "author", "article:author"),
    "issued": (
        *("citation_publication_date", "citation_date", "citation_online_date", "dc.date.issued", "dcterms.issued"),
        *("dc.date", "dcterms.date", "article:published_time", "datepublished", "date", "dcterms.created"),
    ),
    "container-title": ("citation_journal_title", "citation_conference_title", "citation_inbook_title"),
    "volume": ("citation_volume",),
    "issue": ("citation_issue",),
    "DOI": ("citation_doi", "dc.identifier.doi", "prism.doi", "doi"),
    "ISSN": ("citation_issn", "prism.issn"),
    "ISBN": ("citation_isbn",),
    "publisher": ("citation_publisher", "dc.publisher", "dcterms.publisher"),
    "language": ("citation_language", "dc.language", "dcterms.language"),
    "site": ("og:site_name", "application-name"),
    "URL": ("og:url",),
}
_ARTICLE_TYPES = ("article", "newsarticle", "scholarlyarticle", "blogposting", "report", "webpage", "book", "posting")
_DOI = re.compile(rf"{DOI_PREFIX}\S+")
_SITE_BESIDE = re.compile(r"\s+(?:[|–—·-]|::)\s+")
_BAR = re.compile(r"\s+\|\s+")
"""What parts a title from its site far more often than from anything else."""
_LONGEST_SITE = 5
"""Words."""
_HEAD = 3_000
"""Characters of a page without a heading in which its title would be printed."""
_AUTHOR = re.compile(r"(?<![a-z])(?:author|byline|vcard)(?![a-z])")
_COMMENTS = re.compile(r"(?<![a-z])comments?(?![a-z])")
_BY = re.compile(r"(?:written |posted )?by:?\s+", re.IGNORECASE)
_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_LONGEST_NAME = 5
"""Words."""
_NOTEBOOK = ("notebookFor", "bookTitle", "authors")
_ADDRESS = re.compile(r"https?://\S+")


def page_fields(root: Tree) -> dict[str, object]:
    """Return the fields of a CSL item that the head of a page gives; ``URL`` is its canonical address."""
    if notebook := _notebook_fields(root):
        return notebook
    told = _meta(root)
    heading = words_of_first(root, ("h1",))
    linked = _linked_data(root, heading)
    fields: dict[str, object] = {
        name: next((told[key][0] for key in keys if key in told), "") for name, keys in _NAMES.items()
    }
    if not _DOI.search(str(fields["DOI"])):
        fields["DOI"] = next(
            (found for found in told.get("dc.identifier", ()) if _DOI.match(found.removeprefix("doi:"))), ""
        )
    authors = next((told[key] for key in _NAMES["author"] if own_names(told.get(key, ()))), [])
    names = own_names(authors if len(authors) > 1 else names_in_field(authors[0]) if authors else [])
    fields["author"] = names
    linked_authors = linked.get("author")
    if isinstance(linked_authors, list) and set(names) < set(linked_authors):
        fields["author"] = linked_authors
    fields["site"] = fields["site"] or _site_in_title(root, heading)
    for name, value in (*linked.items(), ("author", _shown_authors(root)), ("issued", _shown_date(root))):
        if not fields.get(name):
            fields[name] = value
    site = str(fields.pop("site"))
    body = root.find("body")
    printed = heading or (seen_words(body)[:_HEAD] if body is not None else "")
    fields["title"] = _without_site(str(fields["title"] or words_of_first(root, ("title",))), site, printed)
    fields["page"] = _pages(told)
    fields["URL"] = _canonical(root) or (fields["URL"] if _ADDRESS.fullmatch(str(fields["URL"])) else "")
    fields["language"] = fields["language"] or root.get("lang") or root.get("xml:lang") or ""
    if fields["container-title"]:
        fields["type"] = "article-journal" if "citation_journal_title" in told else "paper-conference"
    elif site and own_text(site) != own_text(fields["title"]):
        fields["container-title"] = site
    return fields


def _notebook_fields(root: Tree) -> dict[str, object]:
    """Return the book that an exported notebook of a Kindle holds passages of; nothing for any other page."""
    shown = {kind: words_of(element) for element in root.iter("div") if (kind := element.get("class")) in _NOTEBOOK}
    if len(shown) < len(_NOTEBOOK):
        return {}
    return {"type": "book", "title": shown["bookTitle"], "author": own_names(names_in_field(shown["authors"]))}


def words_of_first(root: Tree, tags: Iterable[str]) -> str:
    """Return the words of the first element of the first of these names that has any, without the sign of a link."""
    found = (words_of(element).rstrip("¶#🔗 ") for tag in tags for element in root.iter(tag))
    return next(filter(None, found), "")


def _shown_authors(root: Tree) -> list[str]:
    """Return the names that a page marks as its authors', by ``rel``, microdata or the classes of hCard."""
    found: list[str] = []
    for element in root.iter("a", "span", "div", "p", "address"):
        kinds = set((element.get("class") or "").lower().split())
        is_card = "fn" in kinds and any(_AUTHOR.search(class_names(above)) for above in element.iterancestors())
        if "author" in (element.get("rel") or "").split() or element.get("itemprop") == "author" or is_card:
            found += own_names(names_in_field(_BY.sub("", words_of(element), count=1)))
        if _COMMENTS.search(class_names(element)):
            break
    return [name for name in dict.fromkeys(found) if len(name.split()) <= _LONGEST_NAME]


def _shown_date(root: Tree) -> str:
    """Return the day that a page of one article marks as that of its publication."""
    if len(root.findall(".//article")) > 1:
        return ""
    times = [time for time in root.iter("time") if time.get("datetime")]
    marked = [time for time in times if time.get("itemprop") == "datePublished" or "published" in class_names(time)]
    within = [
        time for time in times if any(above.tag in ("article", "header", "main") for above in time.iterancestors())
    ]
    return next((found[0] for time in (*marked, *within) if (found := _DAY.match(time.get("datetime")))), "")


def _meta(root: Tree) -> dict[str, list[str]]:
    """Return the contents of the meta elements by their names, in small letters."""
    told: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        content = own_text(meta.get("content"))
        if name and content:
            told.setdefault(name, []).append(content)
    return told


def _canonical(root: Tree) -> str:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and _ADDRESS.fullmatch(
            (link.get("href") or "").strip()
        ):
            return str(link.get("href")).strip()
    return ""


def _pages(told: Mapping[str, list[str]]) -> str:
    first, last = (told.get(f"citation_{name}page", [""])[0] for name in ("first", "last"))
    return join_range(first, last)


def _without_site(title: str, site: str, printed: str) -> str:
    """Return a page's title without the name of its site, which many put behind it or before it.

    ``site`` is the site's name where the page says it. Else that part is the title which the page prints at its head
    (``printed``), if it prints only one.
    """
    parts = [part.strip() for part in _SITE_BESIDE.split(title)]
    if len(parts) < 2 or (title in printed and not site):
        return title
    if site and own_text(parts[-1]).casefold() == own_text(site).casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |–—-:·")
    first, last = (f" {part} " in f" {printed} " for part in (parts[0], parts[-1]))
    if first != last and not site:
        return parts[0] if first else parts[-1]
    is_sites = _BAR.search(title) is not None and len(parts[-1].split()) < min(len(parts[0].split()), _LONGEST_SITE)
    return _BAR.split(title)[0] if is_sites and not site else title


def _site_in_title(root: Tree, heading: str) -> str:
    """Return the short name that stands behind the page's own heading in its title: ``Strait - Wikipedia``."""
    parts = [part.strip() for part in _SITE_BESIDE.split(words_of_first(root, ("title",)))]
    is_site = len(parts) == 2 and parts[0] == heading and len(parts[1].split()) < _LONGEST_SITE
    return parts[1] if is_site else ""


def _linked_data(root: Tree, heading: str) -> dict[str, object]:
    """Return the fields that the first article in JSON-LD gives (https://schema.org/Article).

    Of its name and its headline that which is the page's ``heading`` is the title.
    """
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue  # other programs pass over it too
        for thing in _things(data):
            kinds = thing.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(str(name).lower().endswith(_ARTICLE_TYPES) for name in names):
                return _of_thing(thing, heading)
    return {}


def _things(data: object) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of JSON-LD: one, several, or those in its graph."""
    waiting = [data]
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting += thing[:50]
        elif isinstance(thing, dict):
            yield thing
            waiting += [thing["@graph"]] if "@graph" in thing else []


def _of_thing(thing: Mapping[str, Any], heading: str) -> dict[str, object]:
    titles = [title for key in ("headline", "name") if (title := own_text(thing.get(key)))]
    authors = thing.get("author") or thing.get("creator") or []
    names = [_name(author) for author in (authors if isinstance(authors, list) else [authors])]
    publisher = _name(thing.get("publisher"))
    return {
        "title": heading if heading in titles else next(iter(titles), ""),
        "author": own_names(names),
        "issued": own_text(thing.get("datePublished")),
        "site": publisher,
        "language": thing["inLanguage"] if isinstance(thing.get("inLanguage"), str) else "",
    }


def _name(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("name")
    return own_text(value) if isinstance(value, str) else ""
