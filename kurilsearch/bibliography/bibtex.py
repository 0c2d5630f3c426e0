"""BibTeX and BibLaTeX files, by pybtex, entry by entry, so that one bad entry costs no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kurilsearch.bibliography.bibtex_items import bibtex_item, inherit
from kurilsearch.bibliography.entry import Entry, ParsedBibliography
from kurilsearch.bibliography.file_field import split_file_field
from kurilsearch.bibliography.latex import latex_to_text
from kurilsearch.csl.names import cited_name
from kurilsearch.languages import detect_language
from kurilsearch.model import Metadata

if TYPE_CHECKING:
    from collections.abc import MutableMapping

_COMMAND_START = re.compile(r"^[ \t]*@", re.MULTILINE)
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
    entries: list[Entry] = []
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

    The text is cut where a line begins with ``@``, so that a brace never closed ends with its own entry.
    """
    from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro, month_names
    from pybtex.exceptions import PybtexError
    from pybtex.scanner import PrematureEOF
    from pybtex.utils import CaseInsensitiveDict

    macros: MutableMapping[str, str] = CaseInsensitiveDict(month_names)
    starts = [found.start() for found in _COMMAND_START.finditer(text)]
    ends = [*starts[1:], len(text)]
    line = 1 + text.count("\n", 0, starts[0]) if starts else 1
    for start, end in zip(starts, ends, strict=True):
        if _COMMENT.match(text, start):  # pybtex would look for entries in it
            line += text.count("\n", start, end)
            continue
        broken = False

        def report(error: PybtexError, first_line: int = line) -> None:
            nonlocal broken
            broken = broken or not isinstance(error, UndefinedMacro)
            if isinstance(error, PrematureEOF):
                problems.append((first_line, "the entry that begins here is never closed"))
            else:
                problems.append((first_line + getattr(error, "lineno", 1) - 1, _describe(error)))

        for command, content in LowLevelParser(text[start:end], macros=macros, handle_error=report):
            if command.lower() not in ("string", "preamble") and content[0] and not broken:
                fields: dict[str, str] = {}
                for name, parts in content[1]:
                    fields.setdefault(name.lower(), " ".join("".join(parts).split()))
                yield _RawEntry(command.lower(), content[0], fields, line)
            broken = False
        line += text.count("\n", start, end)


def _describe(error: Exception) -> str:
    """Return the error in one line, without pybtex's own line number (it counts from the entry)."""
    return re.sub(r"^([a-z ]+) in line \d+: ", r"\1: ", " ".join(str(error).split()))


def _entry(entry: _RawEntry) -> Entry:
    fields = entry.fields
    title = latex_to_text(fields.get("title", ""))
    subtitle = latex_to_text(fields.get("subtitle", ""))
    language = _language(fields)
    english = (language or detect_language(f"{title} {subtitle}")) == "en"
    item = bibtex_item(entry.key, entry.type, fields, language, english=english)
    metadata = Metadata(
        title=(f"{title}: {subtitle}" if title and subtitle else title) or None,
        authors=tuple(map(cited_name, item.get("author") or item.get("editor") or ())),
        year=_year(fields),
        citekey=entry.key,
        language=language,
    )
    return Entry(metadata, split_file_field(fields.get("file", "")), item)


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
