"""BibTeX and BibLaTeX files, by pybtex, entry by entry, so that one bad entry costs no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kurilsearch.csl.entities import read_entities_in_latex
from kurilsearch.csl.names import cited_names
from kurilsearch.csl.title_language import may_be_english
from kurilsearch.describe.files.bibtex_items import bibtex_item, inherit
from kurilsearch.describe.files.entry import BibliographyEntry, ParsedBibliography
from kurilsearch.describe.files.file_field import split_file_field
from kurilsearch.describe.files.latex import latex_to_text
from kurilsearch.model import Metadata

if TYPE_CHECKING:
    from collections.abc import MutableMapping

_COMMAND_START = re.compile(r"^[ \t]*@(?=(?:comment|preamble|string)\b|[a-z]+\s*[{(])", re.MULTILINE | re.IGNORECASE)
_ENTRY_START = re.compile(r"@[a-z]+\s*[{(]\s*(?P<key>[^\s,{}()\"=]+)\s*,", re.IGNORECASE)
_COMMENT = re.compile(r"[ \t]*@comment", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")

_LANGUAGES = {
    "english": "en", "american": "en", "british": "en", "ukenglish": "en", "usenglish": "en",
    "russian": "ru", "ukrainian": "uk", "polish": "pl", "czech": "cs", "bulgarian": "bg",
    "german": "de", "ngerman": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt",
    "dutch": "nl", "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi", "hungarian": "hu",
    "japanese": "ja", "chinese": "zh", "korean": "ko", "turkish": "tr", "greek": "el", "latin": "la",
}  # fmt: skip


def parse_bibtex(text: str) -> ParsedBibliography:
    """Return the entries of a .bib file; an entry with a syntax error is left out and named by its line."""
    entries: list[BibliographyEntry] = []
    problems: list[tuple[int, str]] = []
    seen: set[str] = set()
    raw = list(_raw_entries(text.replace("\r\n", "\n").replace("\r", "\n"), problems))
    by_key = {entry.key: entry for entry in reversed(raw)}
    for found in raw:
        if found.key.lower() in seen:
            problems.append((found.line, f"the key {found.key} stands here a second time"))
        seen.add(found.key.lower())
        if found.type == "xdata":
            continue
        try:
            entries.append(_entry(_completed(found, by_key, problems)))
        except ValueError as error:
            problems.append((found.line, f"{found.key}: {error}"))
    return ParsedBibliography(entries, sorted(problems))


class _RawEntry(NamedTuple):
    """An entry as it stands in the file: type and names of fields in lower case, values in LaTeX, 1-based line."""

    type: str
    key: str
    fields: dict[str, str]
    line: int


def _completed(entry: _RawEntry, by_key: Mapping[str, _RawEntry], problems: list[tuple[int, str]]) -> _RawEntry:
    """Return the entry with what it inherits from those that its ``crossref`` and ``xdata`` name, and they in turn.

    A key that stands nowhere is a problem of its own; the entry is used without it.
    """
    fields, seen, current = entry.fields, {entry.key}, entry
    for name in re.findall(r"[^\s,]+", entry.fields.get("xdata", "")):
        if name in by_key:
            fields = dict(by_key[name].fields) | fields
        else:
            problems.append((entry.line, f"{entry.key}: there is no entry {name} to take data from"))
    while (parent := current.fields.get("crossref", "").strip()) and parent not in seen:
        if parent not in by_key:
            problems.append((entry.line, f"{entry.key}: there is no entry {parent} to refer to"))
            break
        seen.add(parent)
        current = by_key[parent]
        fields = inherit(entry.type, fields, current.type, current.fields)
    return entry._replace(fields=fields)


def _raw_entries(text: str, problems: list[tuple[int, str]]) -> Iterator[_RawEntry]:
    """Yield every sound entry.

    The text is cut where a line begins with ``@book{``, so that a brace never closed ends with its own entry. An entry
    that is not closed is cut once more where another begins within a line.
    """
    from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro, month_names
    from pybtex.exceptions import PybtexError
    from pybtex.scanner import PrematureEOF
    from pybtex.utils import CaseInsensitiveDict

    macros: MutableMapping[str, str] = CaseInsensitiveDict(month_names)
    starts = [found.start() for found in _COMMAND_START.finditer(text)]
    waiting = [(start, end, False) for start, end in pairwise([*starts, len(text)])][::-1]
    line, counted = 1, 0
    while waiting:
        start, end, is_part = waiting.pop()
        line += text.count("\n", counted, start)
        counted = start
        if _COMMENT.match(text, start):  # pybtex would look for entries in it
            continue
        errors: list[PybtexError] = []
        found: list[_RawEntry] = []
        broken = False

        def report(error: PybtexError, errors: list[PybtexError] = errors) -> None:
            nonlocal broken
            broken = broken or not isinstance(error, UndefinedMacro)
            errors.append(error)

        for command, content in LowLevelParser(text[start:end], macros=macros, handle_error=report):
            if command.lower() not in ("string", "preamble") and content[0] and not broken:
                fields: dict[str, str] = {}
                for name, parts in content[1]:
                    value = " ".join(read_entities_in_latex("".join(parts)).split())
                    fields.setdefault(name.lower(), value)
                found.append(_RawEntry(command.lower(), content[0], fields, line))
            broken = False
        if not is_part and any(isinstance(error, PrematureEOF) for error in errors):
            own = text.index("@", start) + 1
            inner = [start, *(begun.start() for begun in _ENTRY_START.finditer(text, own, end))]
            if len(inner) > 1:
                waiting += [(one, next_one, True) for one, next_one in pairwise([*inner, end])][::-1]
                continue
        for error in errors:
            if isinstance(error, PrematureEOF):
                problems.append((line, _unclosed(text, start)))
            else:
                problems.append((line + getattr(error, "lineno", 1) - 1, _describe(error)))
        yield from found


def _unclosed(text: str, start: int) -> str:
    """Return what is wrong with the entry that begins at ``start`` and has no end, by its key where it has one."""
    named = _ENTRY_START.match(text, text.index("@", start))
    return (
        f"{named['key']}: the entry that begins here is never closed" if named else "what begins here is never closed"
    )


def _describe(error: Exception) -> str:
    """Return the error in one line, without pybtex's own line number (it counts from the entry)."""
    return re.sub(r"^([a-z ]+) in line \d+: ", r"\1: ", " ".join(str(error).split()))


_FILE_FIELDS = ("file", "pdf", "local-url")
"""Where programs write the files of a work: all that are in use, JabRef long ago, BibDesk."""


def _entry(entry: _RawEntry) -> BibliographyEntry:
    fields = entry.fields
    title = latex_to_text(fields.get("title", ""))
    subtitle = latex_to_text(fields.get("subtitle", ""))
    language = _language(fields)
    english = language == "en" if language else may_be_english(f"{title} {subtitle}")
    item = bibtex_item(entry.key, entry.type, fields, language, english=english)
    metadata = Metadata(
        title=(f"{title}: {subtitle}" if title and subtitle else title) or None,
        authors=cited_names(item.get("author") or item.get("editor") or ()),
        year=_year(fields),
        citekey=entry.key,
        language=language,
    )
    files = tuple(path for field in _FILE_FIELDS for path in split_file_field(fields.get(field, "")))
    return BibliographyEntry(metadata, files, item)


def _year(fields: dict[str, str]) -> int | None:
    """Return the year of ``year``, or of BibLaTeX's ``date``; of a range the first."""
    for name in ("year", "date"):
        found = _YEAR.search(fields.get(name, ""))
        if found:
            return int(found[0])
    return None


def _language(fields: dict[str, str]) -> str | None:
    """Return the two-letter code of ``langid`` or ``language``, None where it is not known."""
    for name in ("langid", "language"):
        value = latex_to_text(fields.get(name, "")).lower()
        if value in _LANGUAGES:
            return _LANGUAGES[value]
        if re.fullmatch(r"[a-z]{2}(?:[-_][a-z0-9]+)*", value):
            return value[:2]
    return None
