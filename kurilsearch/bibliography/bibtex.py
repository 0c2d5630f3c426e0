"""BibTeX and BibLaTeX files, by pybtex, entry by entry, so that one bad entry costs no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kurilsearch.bibliography.entry import Entry, ParsedBibliography
from kurilsearch.bibliography.file_field import split_file_field
from kurilsearch.bibliography.latex import decode_commands, latex_to_text
from kurilsearch.model import Metadata
from kurilsearch.names import family_first, is_institution

if TYPE_CHECKING:
    from collections.abc import MutableMapping

_COMMAND_START = re.compile(r"^[ \t]*@", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]*@comment", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
_BIBLATEX_NAME_PART = re.compile(r"^\s*(family|given|prefix|suffix)\s*=\s*\"?(.*?)\"?\s*$")

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
    for key, fields, line in _raw_entries(text.replace("\r\n", "\n").replace("\r", "\n"), problems):
        if key.lower() in seen:
            problems.append((line, f"the key {key} stands here a second time"))
        seen.add(key.lower())
        try:
            entries.append(_entry(key, fields))
        except ValueError as error:
            problems.append((line, f"{key}: {error}"))
    return ParsedBibliography(entries, sorted(problems))


def _raw_entries(text: str, problems: list[tuple[int, str]]) -> Iterator[tuple[str, dict[str, str], int]]:
    """Yield key, fields (names in lower case) and line of every sound entry.

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
                yield content[0], fields, line
            broken = False
        line += text.count("\n", start, end)


def _describe(error: Exception) -> str:
    """Return the error in one line, without pybtex's own line number (it counts from the entry)."""
    return re.sub(r"^([a-z ]+) in line \d+: ", r"\1: ", " ".join(str(error).split()))


def _entry(key: str, fields: dict[str, str]) -> Entry:
    title = latex_to_text(fields.get("title", ""))
    subtitle = latex_to_text(fields.get("subtitle", ""))
    metadata = Metadata(
        title=(f"{title}: {subtitle}" if title and subtitle else title) or None,
        authors=_names(fields.get("author", "")) or _names(fields.get("editor", "")),
        year=_year(fields),
        citekey=key,
        language=_language(fields),
    )
    return Entry(metadata, split_file_field(fields.get("file", "")))


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


def _names(value: str) -> tuple[str, ...]:
    """Return the names of an author or editor field, as they are cited. ``and others`` is left out.

    Raises ValueError where pybtex cannot make out the names.
    """
    from pybtex.bibtex.exceptions import BibTeXError
    from pybtex.bibtex.utils import split_name_list
    from pybtex.exceptions import PybtexError

    try:
        names = [name for name in split_name_list(decode_commands(value)) if name.strip() and name.strip() != "others"]
        return tuple(filter(None, map(_name, names)))
    except (PybtexError, BibTeXError) as error:
        raise ValueError(" ".join(str(error).split())) from error


def _name(name: str) -> str:
    """Return one name, family first, its particles where BibTeX has them; a name in braces as a whole."""
    from pybtex.database import Person
    from pybtex.errors import capture

    parts = {found[1]: found[2] for part in name.split(",") if (found := _BIBLATEX_NAME_PART.match(part))}
    if "family" in parts:
        family = " ".join(filter(None, (parts.get("prefix"), parts["family"])))
        return _join_name(family, parts.get("given", ""), parts.get("suffix", ""))
    plain = latex_to_text(name)
    if "," not in name and is_institution(plain):  # BibTeX would take "Affairs" for its family name
        return plain
    with capture():  # pybtex would print or raise where a name has three commas; it reads it all the same
        person: Any = Person(name)
    family = " ".join([*person.prelast_names, *person.last_names])
    if person.bibtex_first_names in (["Jr."], ["Sr."], ["Jr"], ["Sr"]):  # "Martin Luther King, Jr."
        return family_first(plain)
    return _join_name(family, " ".join(person.bibtex_first_names), " ".join(person.lineage_names))


def _join_name(family: str, given: str, suffix: str) -> str:
    return ", ".join(part for part in map(latex_to_text, (family, given, suffix)) if part)
