"""Many sources at once: which are meant, what their file names say, and what is known of them as rows of a table."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from io import StringIO
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kurilsearch.csl.items import DATE_VARIABLES, NAME_VARIABLES
from kurilsearch.csl.names import cited_name
from kurilsearch.errors import UsageError
from kurilsearch.language.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from kurilsearch.cite.hits import Source
    from kurilsearch.model import Metadata
    from kurilsearch.work import Item


@dataclass(frozen=True, slots=True)
class UnmatchedEntry:
    """An entry of a bibliography that describes no document; ``source`` names the bibliography's file."""

    item: Item
    metadata: Metadata
    source: str


_FIELD = lazy_pattern(r"\\?\{([A-Za-z][A-Za-z -]*)\\?\}")
_DATE = r"[12]\d{3}(?:-\d\d){0,2}"
_COLUMNS = ("author", "title", "issued", "type", "container-title", "volume", "issue", "page", "publisher",
            "publisher-place", "DOI", "URL", "id")  # fmt: skip
"""What a table always has; other fields follow where a source has them."""


def is_glob(typed: str) -> bool:
    """Tell whether a name stands for several: ``papers/*.pdf``."""
    return any(sign in typed for sign in "*?")


def files_like(typed: str, files: Collection[str]) -> list[str]:
    """Return the files of the library that a glob means, by their whole name or the last part of it, in order."""
    return [file for file in files if fnmatch(file, typed) or fnmatch(PurePosixPath(file).name, typed)]


def fields_of_name(file: str, pattern: str) -> dict[str, str]:
    """Return what a file's name says by a pattern such as ``{date} {container-title} - {title}``; empty if it does not.

    The ending of the name is no part of it. A date is what begins with four figures, all else the shortest text that
    fits, the last one what is left. Raises UsageError for a pattern that names no field, SettingsError for an unknown
    field.
    """
    names = _FIELD.findall(pattern)
    if not names:
        raise UsageError(f"`{pattern}` names no field", 'Write it like the names: "{date} {author} - {title}"')
    from kurilsearch.describe.sources_file import field_name

    for name in names:
        field_name(name)
    parts = _FIELD.split(pattern)
    written = [re.escape(part) if at % 2 == 0 else _part(part, at // 2) for at, part in enumerate(parts)]
    found = re.fullmatch("".join(written), PurePosixPath(file).stem)
    return {name: found[f"f{at}"].strip(" _") for at, name in enumerate(names)} if found else {}


def _part(name: str, number: int) -> str:
    is_date = name.strip().lower() in ("date", "year", "issued")
    return f"(?P<f{number}>{_DATE if is_date else '.+?'})"


def field_text(variable: str, value: Any) -> str:
    """Return a field's value as a person types it: names with semicolons, a date as ISO 8601."""
    if variable in NAME_VARIABLES:
        return "; ".join(cited_name(name) for name in value)
    if variable in DATE_VARIABLES:
        parts = ["-".join(f"{part:02d}" for part in date) for date in value.get("date-parts") or ()]
        return str(value.get("literal") or "/".join(parts))
    return str(value)


def sources_and_fields(words: Iterable[str]) -> tuple[list[str], dict[str, int]]:
    """Return the words that name sources, and the CSL variables that the others mean (``year``, ``title=2``).

    The number says which reading of the field is meant, from 1, which it is where none is said.
    """
    from kurilsearch.describe.sources_file import variable_of

    names: list[str] = []
    fields: dict[str, int] = {}
    for word in words:
        field, _, number = word.partition("=")
        variable = variable_of(field) if not number or number.isdigit() else None
        if variable is None:
            names.append(word)
        else:
            fields[variable] = int(number or 1)
    return names, fields


def guesses_of(source: Source, fields: Mapping[str, int] = MappingProxyType({})) -> dict[str, str]:
    """Return what was guessed of a source, by CSL variable, as a person would type it.

    All that is given, or of ``fields`` alone the reading with that number, from 1, be it given or not.
    Raises UsageError where there are not so many.
    """
    from kurilsearch.describe.sources_file import everyday_name

    described = source.described
    if not fields:
        given = described.guessed & described.item.keys()
        return {name: field_text(name, described.item[name]) for name in sorted(given)}
    chosen: dict[str, str] = {}
    for name, number in fields.items():
        readings = described.candidates.get(name, ())
        if 1 <= number <= len(readings):
            chosen[name] = field_text(name, readings[number - 1].value)
        elif number != 1:
            called = everyday_name(name, described.item)
            raise UsageError(
                f"{source.document.file} has no reading {number} of {called}",
                f"It has {len(readings) or 'none that is a guess'}: see `kurilsearch sources`",
            )
    return chosen


def table_of(sources: Iterable[Source]) -> Iterator[list[str]]:
    """Yield a table of what is known of sources: the names of the columns, then a row for each."""
    from kurilsearch.describe.sources_file import everyday_name

    listed = list(sources)
    more = {name for source in listed for name in source.described.item}.difference(_COLUMNS)
    columns = [*_COLUMNS, *sorted(more)]
    yield ["file", *(everyday_name(column, {}) for column in columns)]
    for source in listed:
        item = {**source.item, "title": source.described.title or source.item.get("title")}
        yield [
            source.document.file,
            *(field_text(column, item[column]) if item.get(column) else "" for column in columns),
        ]


def read_table(text: str) -> list[dict[str, str | None]]:
    """Return the rows of a CSV table, whose cells are parted as its head is: by commas, semicolons or tabs."""
    head = text.partition("\n")[0]
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=max(",;\t", key=head.count)))


def rows_of(table: Sequence[Mapping[str, str | None]], sources: Iterable[Source]) -> dict[str, dict[str, str | None]]:
    """Return what the rows of a table set, by the file of each: cells that are not empty, and not known so already.

    Raises UsageError where there is no column ``file``.
    """
    if table and "file" not in table[0]:
        raise UsageError("The table has no column `file`", "Get one to fill in: kurilsearch sources --format csv")
    columns, *known_rows = table_of(sources)
    known = {row[0]: dict(zip(columns, row, strict=True)) for row in known_rows}
    rows: dict[str, dict[str, str | None]] = {}
    for row in table:
        said = {name: value for name, value in row.items() if name and name != "file" and isinstance(value, str)}
        before = known.get(str(row["file"]), {})
        new = {name: value.strip() for name, value in said.items() if value.strip() not in ("", before.get(name))}
        if new:
            rows[str(row["file"])] = dict(new)
    return rows
