"""``sources.toml``: what the user set of the sources, in a file that a person can read and put under version control.

It lies beside ``kurilsearch.toml``; each table is a source by its name in the library, each key a field::

    ["papers/ahn.txt"]
    author = ["Ahn, Se Hyun"]
    title = "Genesis of the Russia-Japan conundrum"
    year = 2021
    journal = "…"

Keys are CSL variables or the everyday names below. An empty value (``author = []``) says that the work has none, and
keeps a wrong guess away.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kurilsearch.csl.dates import read_date
from kurilsearch.csl.doi import bare_doi
from kurilsearch.csl.items import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES, TYPES, is_cite_key, variable_name
from kurilsearch.csl.names import read_names
from kurilsearch.csl.page_numbering import PAGE_LABELS, is_numbering
from kurilsearch.errors import SettingsError
from kurilsearch.work import Item

SOURCES_FILE = "sources.toml"
_EVERYDAY_NAMES = {
    "year": "issued", "date": "issued", "authors": "author", "editors": "editor", "translators": "translator",
    "journal": "container-title", "magazine": "container-title", "newspaper": "container-title",
    "booktitle": "container-title", "website": "container-title",
    "container": "container-title", "series": "collection-title", "number": "number",
    PAGE_LABELS: PAGE_LABELS,
    "pages": "page", "place": "publisher-place", "address": "publisher-place", "school": "publisher",
    "citekey": "id", "key": "id", "langid": "language", "lang": "language", "kind": "type",
}  # fmt: skip
_TYPES = {
    "article": "article-journal", "journal article": "article-journal", "newspaper article": "article-newspaper",
    "magazine article": "article-magazine", "website": "webpage", "web page": "webpage", "paper": "paper-conference",
    "letter": "personal_communication", "film": "motion_picture", "law": "legislation", "blog post": "post-weblog",
}  # fmt: skip


def field_name(name: str) -> str:
    """Return the CSL variable that a user's name for a field means (``year``, ``journal``, ``doi``).

    Raises SettingsError for one that means none, with the field that was probably meant.
    """
    variable = _EVERYDAY_NAMES.get(name.strip().lower()) or variable_name(name)
    if variable is None:
        from difflib import get_close_matches

        known = (*_EVERYDAY_NAMES, *NAME_VARIABLES, *DATE_VARIABLES, *(text.lower() for text in TEXT_VARIABLES))
        near = get_close_matches(name.lower(), known, n=1)
        common = "author, title, year, journal, volume, issue, pages, publisher, place, doi, url"
        raise SettingsError(
            f"There is no field `{name}`", f"Did you mean `{near[0]}`?" if near else f"The usual ones are {common}"
        )
    return variable


_CONTAINERS = {
    "article-newspaper": "newspaper", "article-magazine": "magazine", "chapter": "booktitle", "webpage": "website",
    "paper-conference": "booktitle", "entry-encyclopedia": "booktitle", "post-weblog": "website",
}  # fmt: skip
_EVERYDAY = {"issued": "year", "page": "pages", "publisher-place": "place", "id": "key", "collection-title": "series"}


def everyday_name(variable: str, item: Item) -> str:
    """Return what a user calls a CSL variable of this work: ``year``, ``journal``; :func:`field_name` reads it back."""
    if variable == "container-title":
        return _CONTAINERS.get(str(item.get("type")), "journal")
    return _EVERYDAY.get(variable, variable.lower())


def read_sources_file(file: Path, problems: list[str] | None = None) -> dict[str, Item]:
    """Return what the user set, by the source's name in the library; empty where there is no such file.

    A value that is empty is kept: it says that the work has none. Raises SettingsError, with the line, where the file
    cannot be read, is no TOML or says something that no description can; with ``problems`` the last is added there,
    and the rest is used.
    """
    import tomllib

    text = _text_of(file)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file} is not valid TOML: {error}", "Correct that line") from error
    items: dict[str, Item] = {}
    for source, table in document.items():
        if isinstance(table, dict):
            items[source] = _read_table(table, source, file, text, problems)
        else:
            line = _line_of(text, None, source)
            stray = SettingsError(
                f"{file}, line {line}: `{source}` stands in no source", 'Put a line ["FILE"] above it'
            )
            _raise_or_note(stray, problems)
    return items


def set_fields(file: Path, source: str, fields: Mapping[str, str | None]) -> None:
    """Set fields of one source in ``file``, which is made where there is none; None takes a field out again.

    Everything else in the file stays as it is, comments too. Several names stand in one text with semicolons between
    them. The file is replaced as a whole, so that it is never half written. Raises SettingsError for a field or a value
    that cannot be, and where the file cannot be read or written; it is then as before.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    read_sources_file(file)  # what is wrong already is said before anything is added
    try:
        document = tomlkit.parse(_text_of(file))
    except TOMLKitError as error:
        raise SettingsError(f"{file} is not valid TOML: {error}", "Correct that line") from error
    table: Any = document.get(source)
    if table is None:
        table = tomlkit.table()
        if document:
            document.add(tomlkit.nl())
        document.add(source, table)
    for name, value in fields.items():
        variable = field_name(name)
        if variable == "page" and value is not None and "=" in value:
            name = variable = PAGE_LABELS  # pages="1=71" numbers the pages of the file, and leaves those cited alone
        for known in [key for key in table if variable_of(key) == variable and key != name]:
            del table[known]
        if value is None:
            table.pop(name, None)
        else:
            if re.search("[\ud800-\udfff]", value):
                raise SettingsError(
                    f"{source}: {name} holds bytes that are no text", "Type it again, or set the locale"
                )
            table[name] = _toml_value(variable, value)
            _checked(variable, name, table[name], f"{source}")
    if not table:
        document.remove(source)
    _write(file, tomlkit.dumps(document))


def _read_table(table: Mapping[str, object], source: str, file: Path, text: str, problems: list[str] | None) -> Item:
    """Return the CSL item of one source's table."""
    item: Item = {}
    for key, value in table.items():
        place = f"{file}, line {_line_of(text, source, key)}"
        try:
            variable = _field_at(place, key)
            if variable in item:
                raise SettingsError(f"{place}: `{key}` is set twice under another name", "Keep one of them")
            item[variable] = _checked(variable, key, value, place)
        except SettingsError as error:
            _raise_or_note(error, problems)
    return item


def _field_at(place: str, key: str) -> str:
    try:
        return field_name(key)
    except SettingsError as error:
        raise SettingsError(f"{place}: {error.message[0].lower()}{error.message[1:]}", error.hint) from error


def _raise_or_note(error: SettingsError, problems: list[str] | None) -> None:
    if problems is None:
        raise error
    problems.append(str(error))


def _checked(variable: str, key: str, value: object, place: str) -> object:
    """Return the value of a field as CSL has it; raise SettingsError where it is of the wrong kind."""
    if value in ("", []):
        return [] if variable in NAME_VARIABLES else ""
    if variable in NAME_VARIABLES:
        names = read_names(value) if isinstance(value, str | list) else []
        if not names or (isinstance(value, list) and len(names) != len(value)):
            raise SettingsError(f"{place}: {key} must be names", f'Write {key} = ["Family, Given"]')
        return names
    if variable in DATE_VARIABLES:
        date = None if isinstance(value, bool) else read_date(value if isinstance(value, int) else str(value))
        if date is None:
            raise SettingsError(
                f"{place}: {key} must be a year or a date", f'Write {key} = 1985, or date = "1985-05-03"'
            )
        return date
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise SettingsError(f"{place}: {key} must be text", f'Write {key} = "…"')
    text = str(value)
    if variable == "type":
        return _known_type(text, place)
    if variable == "id" and not is_cite_key(text):
        raise SettingsError(f"{place}: {key} must be a cite key, without spaces or commas", 'Write key = "ahn2021"')
    if variable == PAGE_LABELS and not is_numbering(text):
        raise SettingsError(f"{place}: {key} must say which page is which", f'Write {key} = "1=71"')
    return bare_doi(text) if variable == "DOI" else text


def _known_type(text: str, place: str) -> str:
    """Return the CSL type that a user means; raise SettingsError for none, with what was probably meant."""
    kind = _TYPES.get(text.lower(), text.lower())
    if kind in TYPES:
        return kind
    from difflib import get_close_matches

    near = get_close_matches(kind, [*_TYPES, *sorted(TYPES)], n=1)
    usual = "book, chapter, article-journal, article-newspaper, thesis, report, webpage, manuscript, letter, interview"
    raise SettingsError(
        f"{place}: there is no kind of work `{text}`",
        f"Did you mean `{near[0]}`?" if near else f"The usual ones are {usual}",
    )


def _toml_value(variable: str, value: str) -> object:
    """Return what is written into the file: names as a list, a mere year as a number, the rest as text."""
    value = " ".join(value.split())
    if variable in NAME_VARIABLES:
        return [name for name in re.split(r"\s*;\s*", value) if name]
    if variable in DATE_VARIABLES and re.fullmatch(r"\d{4}", value):
        return int(value)
    return value


def variable_of(key: str) -> str | None:
    """Return the CSL variable that a user's name for a field means; None where it means none."""
    return _EVERYDAY_NAMES.get(key.strip().lower()) or variable_name(key)


def _line_of(text: str, source: str | None, key: str) -> int:
    """Return the 1-based line where ``key`` is set under the header of ``source``, else that of the header."""
    header = 1
    inside = source is None
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("["):
            inside = source is not None and source in line
            header = number if inside else header
        elif inside and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", line):
            return number
    return header


def _text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise SettingsError(
            f"{file} cannot be read: {error.strerror}", "Check that it is a file you may read"
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file} is not UTF-8 text (byte {error.start})", "Save it as UTF-8") from error


def _write(file: Path, text: str) -> None:
    """Write the file through another beside it, so that a reader meets the old one or the new one."""
    draft = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise SettingsError(f"{file} cannot be written: {error.strerror}", "Check that you may write there") from error
