"""CSL JSON (Zotero, pandoc, Better CSL JSON) and Better BibTeX's own JSON, item by item.

CSL JSON is a list of items, or an object with ``items``; it has no place for files, but some
programs add a ``file``. Better BibTeX JSON is Zotero's export with
fields of Zotero's own and attachments. Any other JSON is no bibliography, and nothing is said of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kurilsearch.csl.items import TYPES, is_cite_key, metadata_of, read_item
from kurilsearch.describe.files.entry import BibliographyEntry, ParsedBibliography
from kurilsearch.describe.files.file_field import files_of
from kurilsearch.describe.files.zotero_items import attached_files, zotero_item
from kurilsearch.work import Item

_SPACE = re.compile(r"[\s,]*")
_LIST = re.compile(r"\s*\[")
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_LOOKS_LIKE_ITEMS = re.compile(r'"(?:type|itemType)"\s*:\s*"')


def parse_csl_json(text: str) -> ParsedBibliography:
    """Return the items of a JSON bibliography; an item with an error is left out and named by its line."""
    listed = _LIST.match(text) or _ITEMS.search(text)
    if not listed or not _LOOKS_LIKE_ITEMS.search(text):
        return ParsedBibliography([], [])
    entries: list[BibliographyEntry] = []
    problems: list[tuple[int, str]] = []
    for position, value in _values(text, listed.end(), problems):
        if not isinstance(value, dict):
            problems.append((_line(text, position), "an item must be an object in braces"))
        elif _is_item(value):
            entries.append(_entry(value))
    return ParsedBibliography(entries, sorted(problems))


def _values(text: str, position: int, problems: list[tuple[int, str]]) -> Iterator[tuple[int, Any]]:
    """Yield the values of the list whose inside starts at ``position``, with their places.

    After an error reading goes on with the next line that begins an object where the broken one began.
    """
    decoder = json.JSONDecoder(strict=False)
    while True:
        start = _end_of(_SPACE, text, position)
        if start >= len(text) or text[start] == "]":
            if start >= len(text):
                problems.append((_line(text, len(text.rstrip())), "the list of items is never closed"))
            return
        try:
            value, position = decoder.raw_decode(text, start)
        except (json.JSONDecodeError, RecursionError) as error:
            place = error.pos if isinstance(error, json.JSONDecodeError) else start
            message = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
            problems.append(
                (_line(text, min(place, len(text.rstrip()))), f"not valid JSON: {message[:1].lower()}{message[1:]}")
            )
            indentation = text[text.rfind("\n", 0, start) + 1 : start]
            next_object = _next_object(text, start + 1, indentation)
            if next_object is None:
                return
            position = next_object
            continue
        yield start, value


def _next_object(text: str, position: int, indentation: str) -> int | None:
    """Return where the next object begins on a line of its own with this indentation; None where there is none."""
    if indentation.strip():  # the whole list stands on one line
        found = re.compile(r"(?<=\},)\s*\{(?=\s*\"(?:id|type|itemType)\")").search(text, position)
    else:
        found = re.compile(rf"^{indentation}\{{", re.MULTILINE).search(text, position)
    return found.end() - 1 if found else None


def _end_of(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position


def _line(text: str, position: int) -> int:
    return 1 + text.count("\n", 0, position)


def _is_item(value: Mapping[str, Any]) -> bool:
    """Tell a work from Zotero's notes and attachments, and from what other programs call a type."""
    if "itemType" in value:
        return value["itemType"] not in ("attachment", "note", "annotation")
    return value.get("type") in TYPES or (
        value.get("type") == "" and "title" in value
    )  # pandoc has types that are empty


def _entry(value: Mapping[str, Any]) -> BibliographyEntry:
    """Return the entry of one item; its cite key is Better CSL JSON's ``citation-key`` or an ``id`` that can be one."""
    item: Item = zotero_item(value) if "itemType" in value else read_item(value)
    said = (value.get(name) for name in ("citation-key", "citationKey", "citekey"))
    key = str(next(filter(None, said), None) or item.pop("id", "") or "")
    item.pop("id", None)
    if is_cite_key(key):
        item["id"] = key
    return BibliographyEntry(metadata_of(item), (*attached_files(value), *files_of(value.get("file"))), item)
