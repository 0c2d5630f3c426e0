"""CSL items: a work as CSL JSON describes it, whatever format it came from.

The variables are those of CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html): text in ``title``,
``container-title`` …, names in ``author``, ``editor`` … (see :mod:`kurilsearch.csl.names`), dates in
``issued``, ``accessed`` … (see :mod:`kurilsearch.csl.dates`). ``id`` is the cite key.
Text may hold ``<i>``, ``<b>``, ``<sup>``, ``<sub>`` and ``<span>``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kurilsearch.csl.dates import publication_status, read_date, reprint_dates, year_of_date
from kurilsearch.csl.doi import bare_doi
from kurilsearch.csl.editions import edition_number
from kurilsearch.csl.entities import read_entities
from kurilsearch.csl.names import cited_names, read_names
from kurilsearch.csl.note_fields import note_name, split_note
from kurilsearch.csl.page_numbering import PAGE_LABELS
from kurilsearch.csl.theses import thesis_kind
from kurilsearch.model import Metadata
from kurilsearch.work import Item

NAME_VARIABLES = (
    "author", "editor", "translator", "container-author", "collection-editor", "editorial-director", "director",
    "composer", "illustrator", "interviewer", "recipient", "original-author", "reviewed-author", "contributor", "host",
    "narrator", "organizer", "performer", "producer", "script-writer", "series-creator", "executive-producer", "guest",
    "chair", "compiler", "curator", "editor-translator",
)  # fmt: skip
DATE_VARIABLES = ("issued", "accessed", "event-date", "original-date", "submitted", "available-date")
TEXT_VARIABLES = (
    "title", "title-short", "container-title", "container-title-short", "collection-title", "collection-number",
    "volume", "volume-title", "issue", "number", "page", "page-first", "number-of-pages", "number-of-volumes",
    "chapter-number", "edition", "version", "part-number", "part-title", "section", "supplement-number",
    "printing-number", "publisher", "publisher-place", "original-title", "original-publisher",
    "original-publisher-place", "event-title", "event-place", "genre", "medium", "status", "jurisdiction",
    "authority", "references", "reviewed-title", "reviewed-genre", "archive", "archive_collection",
    "archive_location", "archive-place", "call-number", "dimensions", "scale", "source", "keyword", "note",
    "annote", "abstract", "language", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "URL",
)  # fmt: skip
_TYPE_NAMES = (
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation "
    "manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard thesis "
    "treaty webpage"
)
TYPES = frozenset(_TYPE_NAMES.split())
_OTHER_NAMES = {
    "event": "event-title", "archive-location": "archive_location", "archive-collection": "archive_collection",
    "shorttitle": "title-short", "journalabbreviation": "container-title-short",
}  # fmt: skip
_VARIABLES = {name.lower(): name for name in (*NAME_VARIABLES, *DATE_VARIABLES, *TEXT_VARIABLES, "id", "type")}
_TAG = re.compile(r"</?(?:i|b|u|sup|sub|sc|span)\b[^<>]*>")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_KEY = re.compile(r"[^\s,{}\"#%~\\\[\]@]+")


def variable_name(name: str) -> str | None:
    """Return the CSL variable of this name, whatever its case (``doi``, ``url``); None where there is none."""
    folded = name.strip().lower().replace(" ", "-")
    return _VARIABLES.get(folded) or _OTHER_NAMES.get(folded)


def read_item(fields: Mapping[str, object]) -> Item:
    """Return the CSL item that a data file's mapping is: variables by their right names, values of the right kind.

    Where ``issued`` says that the work has not appeared (``forthcoming``), that is its ``status``.
    What is empty, is of the wrong kind or is no CSL variable is left out. A type that is missing or that CSL does not
    know is ``document``.
    """
    item: Item = {}
    for key, value in _with_note_fields(fields).items():
        name = variable_name(key)
        if name is None or value in (None, "", [], {}) or name in item:
            continue
        if name == "issued" and (state := publication_status(_words_of_date(value))):
            item.setdefault("status", state)
            continue
        if name == "issued" and (reprint := reprint_dates(str(_words_of_date(value)))):
            item["original-date"], item["issued"] = reprint
            continue
        if read := without_lone_surrogates(_read_value(name, value)):
            item[name] = read
    if item.get("type") not in TYPES:
        item["type"] = "document"
    if item["type"] == "thesis" and "genre" in item:
        item["genre"] = thesis_kind(str(item["genre"]))
    return item


def _read_value(name: str, value: object) -> object:
    """Return the value of a variable as CSL has it; None, or what is empty, where it is of the wrong kind."""
    if name in NAME_VARIABLES:
        return read_names(value)
    if name in DATE_VARIABLES:
        return read_date(value)
    if not isinstance(value, str | int | float):
        return None
    text = " ".join(read_entities(str(value)).split())
    match name:
        case "DOI":
            return bare_doi(text)
        case "edition":
            return edition_number(text)
    return text


def _with_note_fields(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields with those that lines of the note give; a type given so goes before the item's own."""
    note = fields.get("note")
    if not isinstance(note, str):
        return dict(fields)
    rest, found = split_note(note, variable_name)
    given: dict[str, object] = {**fields, "note": rest}
    for name, values in found.items():
        if name == "type" and values[-1] in TYPES:
            given["type"] = values[-1]
        elif name in NAME_VARIABLES:
            given.setdefault(name, [note_name(value) for value in values])
        elif name not in given or name == "id":
            given[name] = values[-1]
    return given


def _words_of_date(value: object) -> object:
    """Return the text of a date that a data file gives in words."""
    return value.get("literal") or value.get("raw") if isinstance(value, Mapping) else value


def without_lone_surrogates(value: object) -> object:
    """Return what JSON or YAML holds with its surrogates joined to the signs they mean, or replaced by U+FFFD.

    Escapes may name halves of a sign, which no file or database can hold.
    """
    match value:
        case str():
            return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        case list():
            return [without_lone_surrogates(each) for each in value]
        case dict():
            return {key: without_lone_surrogates(each) for key, each in value.items()}
    return value


def plain_text(text: object) -> str:
    """Return a variable's text without the tags for italics and the like."""
    return " ".join(_TAG.sub("", str(text or "")).split())


def metadata_of(item: Item) -> Metadata:
    """Return what lists and hits show of a work; where it has no author its editors stand for one."""
    language = _LANGUAGE.match(str(item.get("language", "")))
    return Metadata(
        title=plain_text(item.get("title")) or None,
        authors=cited_names(item.get("author") or item.get("editor") or ()),
        year=year_of_date(item.get("issued")),
        citekey=str(item.get("id") or "") or None,
        language=language[0].lower() if language else None,
        page_labels=item.get(PAGE_LABELS) or None,
    )


def is_cite_key(text: str) -> bool:
    """Return whether ``text`` can be a cite key in LaTeX and in pandoc, rather than an address or a sentence."""
    return _KEY.fullmatch(text) is not None and "://" not in text
