"""RIS files, as publishers and reference managers export them, line by line.

A line is two characters of tag, two spaces, a hyphen, a space and the value; ``TY`` begins a record and ``ER`` ends it.
The tags are those of the RIS specification (Reference Manager, 2011), read for each type as Zotero and EndNote write
them. It is read here and not by a library: rispy (MIT, last release May 2025), the one that is kept, names no lines,
loses a record that is never ended, runs two together where ``ER`` is missing, and knows nothing of CSL.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from kurilsearch.csl.entities import read_entities
from kurilsearch.csl.items import is_cite_key, metadata_of, read_item
from kurilsearch.csl.names import csl_name
from kurilsearch.csl.page_ranges import join_range
from kurilsearch.describe.files.entry import BibliographyEntry, ParsedBibliography
from kurilsearch.describe.files.file_field import local_path
from kurilsearch.language.printed_years import YEAR
from kurilsearch.work import Item

_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?:  ?|\t)-(?:\s+(?P<value>.*)|\s*)$")
_TYPES = {
    "ABST": "article-journal", "ADVS": "motion_picture", "AGGR": "dataset", "ANCIENT": "classic", "ART": "graphic",
    "BILL": "bill", "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case", "CHAP": "chapter", "CHART": "figure",
    "CLSWK": "classic", "COMP": "software", "CONF": "book", "CPAPER": "paper-conference", "CTLG": "book",
    "DATA": "dataset", "DBASE": "dataset", "DICT": "entry-dictionary", "EBOOK": "book", "ECHAP": "chapter",
    "EDBOOK": "book", "EJOUR": "article-journal", "ELEC": "webpage", "ENCYC": "entry-encyclopedia", "EQUA": "figure",
    "FIGURE": "figure", "GOVDOC": "report", "GRANT": "report", "HEAR": "hearing", "ICOMM": "personal_communication",
    "INPR": "article-journal", "JFULL": "periodical", "JOUR": "article-journal", "LEGAL": "legislation",
    "MANSCPT": "manuscript", "MAP": "map", "MGZN": "article-magazine", "MPCT": "motion_picture", "MULTI": "webpage",
    "MUSIC": "musical_score", "NEWS": "article-newspaper", "PAMP": "pamphlet", "PAT": "patent",
    "PCOMM": "personal_communication", "RPRT": "report", "SER": "periodical", "SLIDE": "graphic", "SOUND": "song",
    "STAND": "standard", "STAT": "legislation", "THES": "thesis", "UNPB": "manuscript", "VIDEO": "motion_picture",
    "WEB": "webpage",
}  # fmt: skip
_TEXTS = {  # variable: its tags, the one that says it best first
    "title": ("TI", "T1", "CT"), "title-short": ("ST",), "volume": ("VL",), "issue": ("IS", "CP"), "edition": ("ET",),
    "publisher": ("PB",), "publisher-place": ("CY", "PP"), "number-of-volumes": ("NV",), "language": ("LA",),
    "abstract": ("AB", "N2"), "call-number": ("CN",), "genre": ("M3",), "original-title": ("OP",), "section": ("SE",),
    "container-title-short": ("J2", "JA"), "DOI": ("DO",), "URL": ("UR", "LK"), "source": ("DB",),
    "archive_location": ("AV",),
}  # fmt: skip
_NAMES = {"author": ("AU", "A1"), "translator": ("A4", "TA")}
_SECOND_NAMES = {
    "personal_communication": "recipient", "interview": "interviewer", "motion_picture": "producer",
    "song": "performer", "patent": "contributor", "thesis": "contributor", "legal_case": "contributor",
    "graphic": "contributor", "software": "contributor", "dataset": "contributor",
}  # fmt: skip
"""Whom A2 names in a work of this type; in all others who edited it (RIS specification of 2011)."""
_UNPRINTED = ("personal_communication", "manuscript")
"""Types whose DB is no database but the archive that keeps them, as Zotero writes it."""
_PARTS = frozenset(("chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary"))
_BOOKS = frozenset(("book", "classic"))
_ISSN = re.compile(r"(?:ISSN\s*)?\d{4}[-–]?\d{3}[\dXx](?!\d)")
_FILES = ("L1", "L2", "L4", "FI")


def parse_ris(text: str) -> ParsedBibliography:
    """Return the records of a RIS file; a line that is none is named, a record without an end is used."""
    entries: list[BibliographyEntry] = []
    problems: list[tuple[int, str]] = []
    record: dict[str, list[str]] = {}
    started = 0
    last = ""
    for number, line in enumerate(text.splitlines(), start=1):
        found = _LINE.match(line.strip("\ufeff\r "))
        tag, value = (found["tag"], (found["value"] or "").strip()) if found else ("", line.strip())
        if tag == "TY":
            if started:
                problems.append((started, "the record that begins here is not ended by ER"))
                entries.append(_entry(record))
            record, started = defaultdict(list, {"TY": [value]}), number
        elif tag == "ER" and started:
            entries.append(_entry(record))
            started = 0
        elif tag and started:
            record[tag].append(value)
        elif value and started and last and record.get(last):  # a long value goes on in the next line
            record[last][-1] = f"{record[last][-1]} {value}".strip()
        elif value:
            problems.append((number, f"this line stands in no record: {value[:40]}"))
        last = tag or last
    if started:
        problems.append((started, "the record that begins here is not ended by ER"))
        entries.append(_entry(record))
    return ParsedBibliography(entries, sorted(problems))


def _entry(record: Mapping[str, list[str]]) -> BibliographyEntry:
    """Return the entry of one record, given as the values of each tag."""
    kind = _TYPES.get(_first(record, "TY").upper(), "document")
    if _first(record, "TY").upper() == "CONF" and (record.get("SP") or record.get("T2")):
        kind = "paper-conference"  # many programs have but this type for proceedings and for a paper in them
    item: dict[str, object] = {"type": kind}
    for variable, tags in _TEXTS.items():
        item[variable] = _first(record, *tags)
    for variable, tags in _NAMES.items():
        item[variable] = _names(record, tags)
    item |= _by_type(record, kind) | _dates(record)
    first, last = _first(record, "SP"), _first(record, "EP")
    item["page"] = first.replace("--", "-") if "-" in first else join_range(first, last)
    item |= {"ISSN" if _ISSN.match(number) else "ISBN": number for number in reversed(record.get("SN", ())) if number}
    item["keyword"] = ", ".join(filter(None, record.get("KW", ())))
    read: Item = read_item({name: value for name, value in item.items() if value})
    key = _first(record, "ID", "LB")
    if is_cite_key(key):
        read["id"] = key
    files = (path for tag in _FILES for value in record.get(tag, ()) for path in re.split(r"\s*;\s*(?=\S)", value))
    return BibliographyEntry(metadata_of(read), tuple(map(local_path, filter(None, files))), read)


def _by_type(record: Mapping[str, list[str]], kind: str) -> dict[str, object]:
    """Return what a tag means only together with the type: T2, BT, A2, ED, A3 and M1."""
    second = _first(record, "T2", "JO", "JF", "BT") if kind not in _BOOKS else _first(record, "T2")
    journal = _first(record, "JF", "JO", "T2", "BT")
    series = _first(record, "T3")
    editors = _names(record, ("A2", "ED"))
    others: dict[str, object] = {"editor": editors}
    if second_name := _SECOND_NAMES.get(kind):
        others = {second_name: _names(record, ("A2",)), "editor": _names(record, ("ED",))}
    if kind in _UNPRINTED:
        others |= {"archive": _first(record, "DB"), "source": ""}
    if kind in _BOOKS:
        titles = {"title": _first(record, "TI", "T1", "BT", "CT"), "collection-title": second or series}
        if _first(record, "TY").upper() == "EDBOOK":  # its authors are its editors
            return titles | {"author": [], "editor": _names(record, ("AU", "A1", "ED")), "collection-editor": editors}
        surely = _names(record, ("ED", "A3"))  # beside them A2 is who edits the series, alone it is the editor
        return titles | {"editor": surely or editors, "collection-editor": _names(record, ("A2",)) if surely else []}
    if kind in _PARTS:
        return {"container-title": second, "collection-title": series, "editor": editors}
    if kind == "report":
        return {
            "collection-title": second or series,
            "number": _first(record, "M1", "IS"),
            "issue": "",
            "editor": editors,
        }
    if kind == "thesis":
        return others | {"genre": _first(record, "M3") or _first(record, "VL"), "volume": ""}
    number = _first(record, "M1") if kind in ("document", "patent", "standard", "legislation") else ""
    return others | {"container-title": journal or second, "collection-title": series, "number": number}


def _dates(record: Mapping[str, list[str]]) -> dict[str, object]:
    """Return the date of issue, the fuller of ``DA`` and ``PY`` where both name one year, and that of access."""
    year, full = _first(record, "PY", "Y1"), _first(record, "DA")
    issued = full if full[:4] == year[:4] or not year else year
    dates = {"issued": issued, "accessed": _first(record, "Y2")}
    if re.fullmatch(YEAR, original := _first(record, "OP")):  # elsewhere the title of the original
        dates["original-date"] = original
    # 2001///Winter: what stands behind year, month and day is of the date too, where it has no month
    dates = {name: re.sub(r"^(\d{4})/{3}(\D+)$", r"\2 \1", date) for name, date in dates.items()}
    # 2008/09 is a month here; elsewhere it is the two years of a volume
    return {name: re.sub(r"^(\d{4}/\d{1,2})$", r"\1/", date) for name, date in dates.items()}


def _names(record: Mapping[str, list[str]], tags: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the names of these tags: ``Family, Given, Suffix``; an institution is as it is or ends in a comma."""
    written = (read_entities(value) for tag in tags for value in record.get(tag, ()))
    values = (name.strip() for value in written for name in re.split(r"[;；]", value))
    names = (csl_name(f"{{{value.rstrip(', ')}}}" if value.endswith(",") else value) for value in values)
    return [name for name in names if name]


def _first(record: Mapping[str, list[str]], *tags: str) -> str:
    return next((value for tag in tags for value in record.get(tag, ()) if value), "")
