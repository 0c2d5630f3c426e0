"""Items for other programs: BibTeX and BibLaTeX (by pandoc), CSL JSON, and RIS (by hand: pandoc only reads it)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from kurilsearch.csl.items import NAME_VARIABLES
from kurilsearch.csl.page_numbering import PAGE_LABELS
from kurilsearch.csl.page_ranges import split_range
from kurilsearch.errors import CitationError
from kurilsearch.programs.pandoc import run_pandoc
from kurilsearch.work import Item


class ExportFormat(StrEnum):
    """The bibliography formats that items can be written in."""

    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"
    RIS = "ris"
    CSLJSON = "csljson"


def export(items: Iterable[Item], to: ExportFormat) -> str:
    """Return the items as a bibliography file, ending in a line break; nothing for no items but ``[]`` in CSL JSON.

    Each item needs an ``id``, its cite key. Raises CitationError where one has none, PandocError where
    pandoc cannot write one or is not there.
    """
    listed = [{name: value for name, value in item.items() if name != PAGE_LABELS} for item in items]
    for item in listed:
        if not item.get("id"):
            raise CitationError(f"“{item.get('title', 'a work')}” has no cite key", "Give it an id")
    if to is ExportFormat.CSLJSON:
        return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
    if not listed:
        return ""
    if to is ExportFormat.RIS:
        return "\n".join("".join(f"{tag}  - {value}\n" for tag, value in ris_lines(item)) for item in listed)
    plain = json.dumps([_for_pandoc(item, to) for item in listed], ensure_ascii=False)
    written = run_pandoc(["--from=csljson", f"--to={to.value}", "--wrap=none"], plain)
    for made, meant in _MENDED:
        written = made.sub(meant, written)
    return _with_fields(written, listed, to)


_NAME_FIELD = r"^([ ]+(?:author|editor|translator|bookauthor|director) = \{.*"
_MENDED = (
    (re.compile(r"^([ ]+[a-z]*date = \{[-\d/]+)\\textasciitilde\{\}", re.MULTILINE), r"\1~"),
    (re.compile(_NAME_FIELD + r" and )\{others\}(?=\},?$)", re.MULTILINE), r"\1others"),
    (re.compile(r"(?<=[{ ])([a-z]{1,5}['’]) (?!and )(?=[^\W\d_][^{}]*\},?$)", re.MULTILINE), r"\1"),
)
"""What pandoc writes in another way than BibTeX and BibLaTeX mean it: ``1933~``, ``and others``, ``d’Arc``."""


def _for_pandoc(item: Item, to: ExportFormat) -> dict[str, Any]:
    """Return an item whose names and date pandoc writes as the format has them.

    A date in words (``circa 1990``) is its year. BibTeX has no ranges but of years: of others it gets the first date. A
    particle that ends in an apostrophe is one word with the name.
    """
    prepared: dict[str, Any] = dict(item)
    for variable in NAME_VARIABLES:
        if isinstance(item.get(variable), list):
            prepared[variable] = [_joined_particles(name) for name in item[variable]]
    issued = item.get("issued")
    if not isinstance(issued, Mapping):
        return prepared
    parts = issued.get("date-parts") or []
    if not any(parts):
        del prepared["issued"]
        if year := _first_date(issued):
            prepared["issued"] = {"date-parts": [[int(year[0])]]}
    elif (
        to is ExportFormat.BIBTEX and len(parts) > 1 and (any(len(part) > 1 for part in parts) or parts[0] == parts[1])
    ):
        prepared["issued"] = {**issued, "date-parts": parts[:1]}
    return prepared


def _joined_particles(name: Mapping[str, Any]) -> dict[str, Any]:
    """Return a name with ``d'`` as the beginning of its family name; other particles stay as they are."""
    joined = dict(name)
    for particle in ("non-dropping-particle", "dropping-particle"):
        written = _one_line(name.get(particle) or "")
        if written.endswith(("'", "’")) and joined.get("family"):
            joined["family"] = f"{joined.pop(particle)}{joined['family']}"
    return joined


def _with_fields(written: str, items: Sequence[Item], to: ExportFormat) -> str:
    """Return pandoc's entries with what it leaves out: that a work is to appear, in BibTeX the DOI, ISBN and ISSN."""
    entries = re.findall(r"^@.*?^\}$\n?", written, re.MULTILINE | re.DOTALL)
    if len(entries) != len(items):  # pandoc's layout is another than it was: better without than in the wrong entry
        return written
    whole = []
    for entry, item in zip(entries, items, strict=True):
        if to is ExportFormat.BIBLATEX:
            more = {"pubstate": item.get("status")}
        else:
            more = {"year": None if _first_date(item.get("issued")) else item.get("status")}
            more |= {name.lower(): item.get(name) for name in ("DOI", "ISBN", "ISSN")}
        fields = [
            f",\n  {name} = {{{value}}}"
            for name, said in more.items()
            if (value := _one_line(said or "")) and not set(value) & set("{}\\")
        ]
        whole.append(entry[: entry.rindex("\n}")] + "".join(fields) + "\n}\n")
    return "".join(whole)


_RIS_TYPES = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "VIDEO",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "graphic": "ART",
    "interview": "PCOMM",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "personal_communication": "PCOMM",
    "post": "BLOG",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "song": "SOUND",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""RIS types of CSL types (RIS specification of 2011); all others are GEN."""

_RIS_NAMES = {"author": "AU", "editor": "A2", "recipient": "A2", "translator": "A4"}
_RIS_FIELDS = {
    "title": "TI",
    "title-short": "ST",
    "container-title": "T2",
    "collection-title": "T3",
    "volume": "VL",
    "issue": "IS",
    "number": "M1",
    "edition": "ET",
    "publisher": "PB",
    "publisher-place": "CY",
    "genre": "M3",
    "DOI": "DO",
    "URL": "UR",
    "language": "LA",
    "abstract": "AB",
    "note": "N1",
}
"""RIS tags of CSL variables; pages, dates, names, ISBN or ISSN (SN) and keywords are written apart."""

_MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|span)(?:\s[^<>]*)?>")


def ris_lines(item: Item) -> Iterator[tuple[str, str]]:
    """Yield the tags and values of an item's RIS record, from TY to ER; what RIS has no tag for is left out.

    A name is ``Family, Given, Suffix``, particles before the family name; an institution ends in a comma, by which
    Zotero and EndNote know it. PY is the year, DA the whole date as ``2021/05/03``. Markup of titles is taken off.
    """
    yield "TY", _RIS_TYPES.get(str(item.get("type", "")), "GEN")
    yield "ID", _one_line(item["id"])
    for variable, tag in _RIS_NAMES.items():
        for name in item.get(variable) or ():
            yield tag, _ris_name(name)
    for variable, tag in _RIS_FIELDS.items():
        if value := _MARKUP.sub("", _one_line(item.get(variable) or "")):
            yield tag, value
    yield from _ris_dates(item)
    yield from _ris_pages(_one_line(item.get("page") or ""))
    for variable in ("ISBN", "ISSN"):
        if value := _one_line(item.get(variable) or ""):
            yield "SN", value
    for keyword in _one_line(item.get("keyword") or "").split(","):
        if keyword.strip():
            yield "KW", keyword.strip()
    yield "ER", ""


def _ris_name(name: Mapping[str, Any]) -> str:
    if literal := _one_line(name.get("literal") or ""):
        return f"{literal},"
    name = _joined_particles(name)
    particles = f"{name.get('dropping-particle') or ''} {name.get('non-dropping-particle') or ''}"
    family = _one_line(f"{particles} {name.get('family') or ''}")
    parts = [family, _one_line(name.get("given") or ""), _one_line(name.get("suffix") or "")]
    return ", ".join(part for part in parts if part)


def _ris_dates(item: Item) -> Iterator[tuple[str, str]]:
    for variable, year_tag, date_tag in (("issued", "PY", "DA"), ("accessed", None, "Y2")):
        first = _first_date(item.get(variable))
        state = "" if first else _one_line(item.get("status") or "")
        if year_tag and (first or state):
            yield year_tag, first[0] if first else state
        if first and (len(first) > 1 or not year_tag):
            yield date_tag, "/".join(first)


def _first_date(date: object) -> list[str]:
    """Return year, month and day of a CSL date, those that it has, as RIS writes them; of a range the first."""
    if not isinstance(date, Mapping):
        return []
    ranges = date.get("date-parts")
    if ranges and ranges[0]:
        year, *rest = (int(part) for part in ranges[0] if part)
        return [f"{year:04d}", *(f"{part:02d}" for part in rest)]
    year_in_words = re.search(r"(?<!\d)\d{4}(?!\d)", str(date.get("literal") or date.get("raw") or ""))
    return [year_in_words[0]] if year_in_words else []


def _ris_pages(page: str) -> Iterator[tuple[str, str]]:
    """Yield first and last page of a single range; whatever else stands there goes into SP as it is."""
    numbers = split_range(page)
    if numbers:
        yield "SP", numbers[0]
        yield "EP", numbers[1]
    elif page:
        yield "SP", page


def _one_line(value: object) -> str:
    return " ".join(str(value).split())
