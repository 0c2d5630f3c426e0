"""BibTeX and BibLaTeX entries as CSL items: which type, and which field becomes which variable.

The fields are those of the BibLaTeX manual (https://ctan.org/pkg/biblatex, section 2), which cover BibTeX's. Where
pandoc reads a .bib file itself it is mostly followed, so that both give the same citation; not where it loses what the
entry says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kurilsearch.csl.dates import CslDate, add_month, csl_date, publication_status, reprint_dates
from kurilsearch.csl.doi import bare_doi
from kurilsearch.csl.editions import edition_number
from kurilsearch.csl.page_ranges import with_hyphen
from kurilsearch.csl.shelves import read_shelf
from kurilsearch.describe.files.bibtex_names import bibtex_names
from kurilsearch.describe.files.latex import latex_to_text
from kurilsearch.describe.files.latex_titles import csl_title
from kurilsearch.work import Item

_BOOK_TYPES = "book mvbook collection mvcollection proceedings mvproceedings reference mvreference bookinbook"
_BOOKS = frozenset(_BOOK_TYPES.split())
_UNPRINTED = frozenset(("unpublished", "letter", "misc"))
_PART_TYPES = "inbook incollection inproceedings conference inreference bookinbook suppbook suppcollection"
_PARTS = frozenset(_PART_TYPES.split())
_ARTICLES = frozenset(("article", "periodical", "suppperiodical", "review", "newspaper", "magazine"))
_TYPES = {
    **dict.fromkeys(_BOOKS | {"manual"}, "book"),
    **dict.fromkeys(_PARTS, "chapter"),
    "inproceedings": "paper-conference", "conference": "paper-conference", "inreference": "entry-encyclopedia",
    "article": "article-journal", "suppperiodical": "article-journal", "newspaper": "article-newspaper",
    "magazine": "article-magazine", "periodical": "periodical", "review": "review", "booklet": "pamphlet",
    "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis", "report": "report", "techreport": "report",
    "online": "webpage", "electronic": "webpage", "www": "webpage", "unpublished": "manuscript",
    "patent": "patent", "dataset": "dataset", "software": "software", "standard": "standard",
    "legislation": "legislation", "jurisdiction": "legal_case", "legal": "treaty", "letter": "personal_communication",
    "video": "motion_picture", "movie": "motion_picture", "audio": "song", "music": "song",
    "performance": "performance", "artwork": "graphic", "image": "graphic",
}  # fmt: skip
"""The CSL type of each BibLaTeX entry type; any other, as ``misc``, is a ``document``."""
_GENRES = {
    "phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis", "mathesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis", "candthesis": "Candidate thesis", "techreport": "technical report",
    "resreport": "research report",
}  # fmt: skip
_NAMES = {
    "author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author",
    "director": "director", "recipient": "recipient",
}  # fmt: skip
_TEXTS = {
    "volume": "volume", "volumes": "number-of-volumes", "pagetotal": "number-of-pages", "chapter": "chapter-number",
    "edition": "edition", "version": "version", "venue": "event-place", "keywords": "keyword", "abstract": "abstract",
    "shortjournal": "container-title-short", "library": "call-number", "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place", "archive": "archive", "collection": "archive_collection",
}  # fmt: skip
_IDENTIFIERS = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID", "url": "URL"}
_EPRINTS = {
    "arxiv": "https://arxiv.org/abs/", "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://www.ncbi.nlm.nih.gov/pubmed/", "hdl": "https://hdl.handle.net/",
}  # fmt: skip
_YEARS = re.compile(r"(?<=^\d{4})-(?=\d{2}$)")
_URL = re.compile(r"\\url\s*\{([^}]*)\}|\b(https?://[^\s{}]+)")


def bibtex_item(key: str, entry_type: str, fields: Mapping[str, str], language: str | None, *, english: bool) -> Item:
    """Return the CSL item of an entry whose ``fields`` (raw, by lower-case names) its crossref has completed.

    ``language`` is the entry's two-letter code, ``english`` says whether its titles are to be in sentence case. Raises
    ValueError where a field of names cannot be made out.
    """
    kind = entry_type.lower()
    item: Item = {"id": key, "type": _type(kind, fields)}
    for field, variable in _NAMES.items():
        if names := bibtex_names(fields.get(field, "")):
            item["director" if field == "editor" and fields.get("editortype") == "director" else variable] = names
    item |= (
        _titles(kind, fields, english=english) | _numbers(kind, fields) | _publication(kind, fields) | _dates(fields)
    )
    for field, variable in _TEXTS.items():
        item[variable] = latex_to_text(fields.get(field, ""))
    for field, variable in _IDENTIFIERS.items():
        item[variable] = latex_to_text(fields.get(field, "")) if field != "url" else _url(fields)
    item["DOI"] = bare_doi(item["DOI"])
    item["edition"] = edition_number(item["edition"])
    item["archive_location"] = _shelf(fields)
    for field, variable in (("howpublished", "publisher"), ("note", "note")):
        shelf = read_shelf(latex_to_text(fields.get(field, "")))
        if kind in _UNPRINTED and shelf and not item["archive_location"]:
            item["archive"], item["archive_location"] = item["archive"] or shelf[0], shelf[1]
            fields = {name: value for name, value in fields.items() if name != field}
            item.pop(variable, None)
    item["note"] = _join((latex_to_text(fields.get(name, "")) for name in ("note", "addendum")), ". ")
    item["language"] = language
    return {name: value for name, value in item.items() if value}


def inherit(entry_type: str, fields: Mapping[str, str], parent_type: str, parent: Mapping[str, str]) -> dict[str, str]:
    """Return ``fields`` completed by those of the entry that ``crossref`` names.

    A part of a book takes the book's title for its ``booktitle``, as BibLaTeX does it, unless the book has a
    ``booktitle`` of its own, as BibTeX wants it. What describes one entry alone is not handed down.
    """
    own = ("crossref", "xref", "ids", "file", "pdf", "local-url", "doi", "keywords", "abstract", "note", "shorttitle",
           "label", "pages")  # fmt: skip
    given = {name: value for name, value in parent.items() if name not in own}
    if entry_type in _PARTS and parent_type not in _PARTS:
        titles = {f"book{name}": given.pop(name) for name in ("title", "subtitle", "titleaddon") if name in given}
        given |= {} if "booktitle" in given or "booktitle" in fields else titles
    elif entry_type in _ARTICLES and parent_type == "periodical":
        for name, inherited in (("title", "journaltitle"), ("subtitle", "journalsubtitle")):
            if value := given.pop(name, ""):
                given.setdefault(inherited, value)
    if entry_type in _PARTS and "author" in given:  # a collection's author is not the author of its chapters
        given.setdefault("bookauthor", given.pop("author"))
    return given | dict(fields)


def _type(kind: str, fields: Mapping[str, str]) -> str:
    subtype = fields.get("entrysubtype", "").lower()
    if kind in _ARTICLES and subtype in ("newspaper", "magazine"):
        return f"article-{subtype}"
    if kind == "unpublished" and fields.get("eventtitle"):
        return "speech"
    return _TYPES.get(kind, "document")


def _titles(kind: str, fields: Mapping[str, str], *, english: bool) -> dict[str, str]:
    """Return title, container, series and their kin, subtitles joined to them by a colon."""

    def title(name: str) -> str:
        parts = (csl_title(fields.get(f"{name[:-5]}{part}", ""), english=english) for part in ("title", "subtitle"))
        whole = _join(parts, ": ")
        return _join((whole, csl_title(fields.get(f"{name}addon", ""), english=english)), ". ")

    def journal() -> str:  # names of journals keep their capitals
        names = [latex_to_text(fields.get(name, "")) for name in ("journaltitle", "journal", "journalsubtitle")]
        return _join((names[0] or names[1], names[2]), ": ")

    main = title("maintitle")
    is_part = kind in _PARTS
    own, volume, container = title("title"), "", journal()
    if kind == "periodical":
        own, container = title("issuetitle"), own
    elif is_part:
        container = main or title("booktitle") or container
        volume = title("booktitle") if main else ""
    elif main:
        own, volume = main, own
    short = csl_title(fields.get("shorttitle", ""), english=english)
    if not short and not main and ":" in own:
        short = own.partition(":")[0]
    is_whole = short.count("<") == short.count(">") and short.count("<span") + short.count("<i>") == short.count("</")
    return {
        "title": own,
        "title-short": short if is_whole else "",
        "container-title": container,
        "volume-title": volume,
        "collection-title": csl_title(fields.get("series", ""), english=english),
        "event-title": title("eventtitle"),
        "original-title": csl_title(fields.get("origtitle", ""), english=english),
    }


def _numbers(kind: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Return volume with its part, issue, number in the series or of the report, and pages."""
    number, issue = (latex_to_text(fields.get(name, "")) for name in ("number", "issue"))
    numbers = {"page": with_hyphen(latex_to_text(fields.get("pages", "")))}
    if kind in _ARTICLES:
        numbers["issue"] = _join((number, issue), ", ")
    elif kind in _BOOKS | _PARTS:
        numbers["collection-number"] = number
    else:
        numbers["number"] = number
    if part := latex_to_text(fields.get("part", "")):
        numbers["part-number"] = part
    return numbers


def _publication(kind: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Return publisher (or school, institution, organisation), place, and what kind of thesis or report it is."""
    sources = (_literals(fields.get(name, "")) for name in ("school", "institution", "organization", "publisher"))
    how = latex_to_text(_URL.sub("", fields.get("howpublished", ""))).strip(" .,:;")
    genre = latex_to_text(fields.get("type", ""))
    place = "" if kind == "patent" else _literals(fields.get("address") or fields.get("location", ""))
    return {
        "publisher": _join((*sources, how if re.search(r"\w", how) else ""), "; "),
        "publisher-place": place,
        "genre": _GENRES.get(genre.lower(), genre) or (_GENRES.get(kind, "") if kind.endswith("thesis") else ""),
    }


def _dates(fields: Mapping[str, str]) -> dict[str, CslDate | str | None]:
    """Return when it appeared (or that it has not yet), was first printed, took place and was looked at."""
    original, issued = reprint_dates(latex_to_text(fields.get("year", ""))) or (None, None)
    for name in ("date", "year"):
        said = latex_to_text(fields.get(name, "").replace("~", "%7E")).replace("%7E", "~")
        if name == "year":  # 1920-23 are four years here, and a season in BibLaTeX's date
            said = _YEARS.sub("–", said)
        issued = issued or csl_date(said)
    if issued and "date" not in fields:
        issued = add_month(issued, latex_to_text(fields.get("month", "")), fields.get("day", ""))
    states = (publication_status(latex_to_text(fields.get(name, ""))) for name in ("pubstate", "date", "year"))
    return {
        "issued": issued,
        "status": next(filter(None, states), None),
        "original-date": csl_date(fields.get("origdate", "") or fields.get("origyear", "")) or original,
        "event-date": csl_date(fields.get("eventdate", "")),
        "accessed": csl_date(fields.get("urldate", "")),
    }


def _url(fields: Mapping[str, str]) -> str:
    """Return the address: the field's, that of an archive's number, or one that ``howpublished`` or ``note`` gives."""
    if url := fields.get("url", ""):
        return re.sub(r"\\([_%#&~])", r"\1", url).strip("{} ")
    if archive := _EPRINTS.get(fields.get("eprinttype", fields.get("archiveprefix", "")).lower()):
        return archive + fields["eprint"] if fields.get("eprint") else ""
    found = _URL.search(fields.get("howpublished", ""))
    return (found[1] or found[2] or "").rstrip(".,;") if found else ""


def _shelf(fields: Mapping[str, str]) -> str:
    """Return where an archive keeps a paper: ``Box 3, Folder 7``."""
    shelves = ((name, latex_to_text(fields.get(name, ""))) for name in ("box", "folder"))
    said = [value if value.lower().startswith(name) else f"{name.title()} {value}" for name, value in shelves if value]
    return ", ".join(filter(None, (latex_to_text(fields.get("archivelocation", "")), *said)))


def _literals(field: str) -> str:
    """Return a list field (``Tokyo and Seoul``) with semicolons; braces keep an ``and`` within a name."""
    depth, start, parts = 0, 0, []
    for found in re.finditer(r"\{|\}|\s+and\s+", field):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif depth == 0:
            parts.append(field[start : found.start()])
            start = found.end()
    return _join(map(latex_to_text, (*parts, field[start:])), "; ")


def _join(parts: Iterable[str], separator: str) -> str:
    """Return the parts that are not empty, joined; after a mark of punctuation a space is enough."""
    joined = ""
    for part in filter(None, parts):
        between = " " if joined.endswith(("!", "?", ".", ",", ":", ";", "…")) else separator
        joined = f"{joined}{between}{part}" if joined else part
    return joined
