"""A work as a person names it, ``Ziegler 1993``, and where a document cites it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kurilsearch.csl.doi import find_dois
from kurilsearch.errors import UsageError
from kurilsearch.language.printed_years import LATER_YEAR
from kurilsearch.references.entry_index import EntryIndex
from kurilsearch.references.model import InTextCitation, References
from kurilsearch.references.name_patterns import UNDATED, UPPER, YEAR_LETTER, fold

_TITLE = re.compile(r"[“\"„«「『](?P<title>[^“”\"«»„「」『』]+)[”\"»“」』]?")
_YEAR = re.compile(rf"[,(（\s]*(?<!\d)(?P<year>{LATER_YEAR}{YEAR_LETTER}?|{UNDATED})(?!\w)[)）]?[.,]?", re.I)
_ET_AL = re.compile(r",?\s(?:et\.? al\b\.?|и др\.|u\.\s?a\.|ほか)", re.I)
_BETWEEN = re.compile(r"\s*(?:[;,&＆/、・]|\b(?:and|und|et|y|e|och|og|en|и|та)\b)\s*")
_INITIALS = re.compile(rf"(?:[{UPPER}]\.[\s-]?){{0,3}}[{UPPER}]{{1,2}}\.?")


@dataclass(frozen=True, slots=True)
class WorkQuery:
    """A work as it was asked for: any of authors, a year with its letter, the beginning of a title, a DOI."""

    text: str
    names: tuple[str, ...] = ()
    year: str | None = None
    title: str | None = None
    doi: str | None = None
    et_al: bool = False


def parse_work(text: str) -> WorkQuery:
    """Return the work that ``Ziegler 1993``, ``Kimura & Welch (1998a)``, a title in quotation marks or a DOI names.

    Raises UsageError where it names none.
    """
    bare = " ".join(text.split())
    dois = find_dois(bare)
    if dois:
        return WorkQuery(bare, doi=dois[0])
    rest, title, year = bare, None, None
    if found := _TITLE.search(rest):
        title = found["title"].strip(" ,.")
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    if found := _YEAR.search(rest):
        year = found["year"].lower()
        rest = rest[: found.start()]
    et_al = _ET_AL.search(rest) is not None
    parts = [part.strip(" .,") for part in _BETWEEN.split(_ET_AL.sub("", rest))]
    names = tuple(part for part in parts if fold(part) and not _INITIALS.fullmatch(part))
    if not names and not title:
        raise UsageError(
            f"`{bare}` names no work",
            'Name its author and year (Ziegler 1993), its title in "quotation marks", or its DOI',
        )
    return WorkQuery(bare, names, year, title, et_al=et_al)


def entries_for(references: References, query: WorkQuery) -> tuple[int, ...]:
    """Return the indexes of the entries of a document that are the work asked for."""
    if query.doi:
        return tuple(n for n, entry in enumerate(references.entries) if entry.item.get("DOI") == query.doi)
    index = EntryIndex(references.entries)
    found = set(range(len(references.entries)))
    if query.names:
        found &= set(index.find(query.names, query.year, et_al=query.et_al) or _of_any_author(references, query))
    elif query.year:
        found = {n for n in found if (references.entries[n].year or "")[:4] == query.year[:4]}
    if query.title:
        found &= set(index.by_title(query.title))
    return tuple(sorted(found))


def _of_any_author(references: References, query: WorkQuery) -> list[int]:
    """Return the entries that have each of the names among their authors, wherever it stands."""
    wanted = {fold(name) for name in query.names}
    return [
        number
        for number, entry in enumerate(references.entries)
        if wanted <= {fold(name) for name in entry.names}
        and (not query.year or (entry.year or "")[:4] == query.year[:4])
    ]


def citations_of(references: References, query: WorkQuery) -> list[InTextCitation]:
    """Return where a document cites the work asked for, in reading order.

    That is each citation that refers to a fitting entry, in whatever form, and each by author and year that fits
    although no entry is listed.
    """
    wanted = set(entries_for(references, query))
    return [
        citation
        for citation, link in zip(references.citations, references.links, strict=True)
        if wanted.intersection(link.entries) or (link.is_unresolved and _fits(citation, query))
    ]


def _fits(citation: InTextCitation, query: WorkQuery) -> bool:
    """Return whether a citation without an entry gives the names and the year asked for."""
    if not query.names or not citation.names or query.title:
        return False
    if query.year and (citation.year or "")[: len(query.year)] != query.year:
        return False
    cited = [fold(name) for name in citation.names]
    return cited[0].endswith(fold(query.names[0])) and {fold(name) for name in query.names[1:]} <= set(cited[1:])
