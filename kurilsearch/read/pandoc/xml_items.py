"""What JATS articles and FictionBooks say of themselves, as fields of a CSL item: pandoc leaves most of it out."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from kurilsearch.csl.names import CslName, name_of_parts
from kurilsearch.csl.page_ranges import join_range
from kurilsearch.read.guarded_xml import text_of

_DATE_PARTS = ("year", "month", "day")
_PRINT_FIRST = ("ppub", "print", "collection", "issue-ppub", "epub-ppub", "epub", "electronic", "pub", "")


def jats_fields(root: Element) -> dict[str, object]:
    """Return the fields of an article's front matter (JATS 1.3, https://jats.nlm.nih.gov/archiving/tag-library/1.3/)."""
    meta = root.find(".//front/article-meta")
    if meta is None:
        return {}
    journal = root.find(".//front/journal-meta")
    title, subtitle = text_of(meta.find(".//article-title")), text_of(meta.find(".//title-group/subtitle"))
    first, last = text_of(meta.find("fpage")), text_of(meta.find("lpage"))
    ids = {found.get("pub-id-type", ""): text_of(found) for found in meta.findall("article-id")}
    pages = text_of(meta.find("page-range")) or join_range(first, last)
    return {
        "type": "article-journal",
        "title": f"{title}: {subtitle}" if title and subtitle else title,
        "author": _contributors(meta, "author"),
        "editor": _contributors(meta, "editor"),
        "issued": _date(meta),
        "container-title": _first(journal, (".//journal-title",)),
        "container-title-short": _first(journal, (".//abbrev-journal-title",)),
        "publisher": _first(journal, (".//publisher-name",)),
        "publisher-place": _first(journal, (".//publisher-loc",)),
        "ISSN": _first(journal, ("issn[@pub-type='ppub']", "issn[@publication-format='print']", "issn")),
        "volume": text_of(meta.find("volume")),
        "issue": text_of(meta.find("issue")),
        "page": pages or text_of(meta.find("elocation-id")),
        "DOI": ids.get("doi", ""),
        "PMID": ids.get("pmid", ""),
        "PMCID": ids.get("pmc", ids.get("pmcid", "")),
        "language": root.get("lang", ""),
    }


def fb2_fields(root: Element) -> dict[str, object]:
    """Return the fields of a FictionBook's description (http://www.fictionbook.org/index.php/Eng:XML_Schema_Fictionbook_2.1)."""
    title, printed = root.find(".//description/title-info"), root.find(".//description/publish-info")
    if title is None:
        return {}
    dates = [found for info in (printed, title) if info is not None for found in (info.find("year"), info.find("date"))]
    return {
        "type": "book",
        "title": text_of(title.find("book-title")),
        "author": [_fb2_name(author) for author in title.findall("author")],
        "translator": [_fb2_name(author) for author in title.findall("translator")],
        "issued": next((found.get("value") or text_of(found) for found in dates if found is not None), ""),
        "language": text_of(title.find("lang")),
        "publisher": _first(printed, ("publisher",)),
        "publisher-place": _first(printed, ("city",)),
        "ISBN": _first(printed, ("isbn",)),
    }


def _first(element: Element | None, paths: Iterable[str]) -> str:
    """Return the text of the first of these paths that has any."""
    if element is None:
        return ""
    return next((text for path in paths if (text := text_of(element.find(path)))), "")


def _contributors(meta: Element, kind: str) -> list[CslName]:
    """Return the authors or editors; a contributor without a type is an author."""
    found = [
        contributor
        for group in meta.findall(".//contrib-group")
        for contributor in group.findall(".//contrib")
        if contributor.get("contrib-type", group.get("content-type", "author")).rstrip("s") == kind
    ]
    return [name for contributor in found if (name := _name(contributor))]


def _name(contributor: Element) -> CslName:
    name = contributor.find(".//name")
    if name is None:
        collective = text_of(contributor.find(".//collab")) or text_of(contributor.find(".//string-name"))
        return {"literal": collective} if collective else {}
    return name_of_parts(*(text_of(name.find(part)) for part in ("surname", "given-names", "suffix")))


def _fb2_name(author: Element) -> CslName:
    given = " ".join(filter(None, (text_of(author.find(part)) for part in ("first-name", "middle-name"))))
    return name_of_parts(text_of(author.find("last-name")), given) if len(author) else {}


def _date(meta: Element) -> dict[str, object] | None:
    """Return the date of publication: that of the printed issue before that of the first copy online."""
    dates = {
        found.get("pub-type") or found.get("publication-format") or found.get("date-type") or "": found
        for found in meta.findall("pub-date")
    }
    chosen = next((dates[kind] for kind in (*_PRINT_FIRST, *dates) if kind in dates), None)
    if chosen is None:
        return None
    parts = [text_of(chosen.find(part)) for part in _DATE_PARTS]
    return {"date-parts": [parts[: parts.index("")] if "" in parts else parts]}
