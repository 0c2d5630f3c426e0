"""All bibliography files of a library together: which entry describes which source."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from kurilsearch.bibliography.entry import BibliographyWarning, Entry, ParsedBibliography
from kurilsearch.model import Metadata

ENDINGS = (".bib",)
_FIELDS = ("title", "authors", "year", "citekey", "language")
_SHORTEST_TITLE = 8
"""Folded titles of fewer letters ("Preface") match too easily to tell a work."""


def is_bibliography_name(path: Path) -> bool:
    """Return whether a file of this name is a bibliography that :func:`load_bibliography` reads."""
    return path.suffix.lower() in ENDINGS


def load_bibliography(files: Iterable[Path]) -> Bibliography:
    """Return the entries of all these files together; what cannot be read or understood becomes a warning."""
    entries: list[Entry] = []
    warnings: list[BibliographyWarning] = []
    for file in files:
        try:
            text = _decode(file.read_bytes())
        except OSError as error:
            warnings.append(BibliographyWarning(file, None, f"cannot be read: {error.strerror or error}"))
            continue
        parsed = _parser(file.suffix.lower())(text)
        entries.extend(parsed.entries)
        warnings.extend(BibliographyWarning(file, line, message) for line, message in parsed.problems)
    return Bibliography(tuple(entries), tuple(warnings))


def _parser(ending: str) -> Callable[[str], ParsedBibliography]:
    """Return the parser of the format with this ending; a file of any other is tried as BibTeX."""
    from kurilsearch.bibliography.bibtex import parse_bibtex  # needed by an index run only, not by a search

    return {".bib": parse_bibtex}.get(ending, parse_bibtex)


def _decode(data: bytes) -> str:
    """Return the text; reference managers write UTF-8, and older hands Latin-1 in its Windows form."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The entries of a library's bibliography files, and what was wrong with them."""

    entries: tuple[Entry, ...] = ()
    warnings: tuple[BibliographyWarning, ...] = ()
    _by_name: dict[str, list[tuple[tuple[str, ...], Entry]]] = field(init=False, repr=False, compare=False)
    _by_title: dict[str, list[Entry]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the entries by the base names of their files and by their folded titles."""
        by_name: dict[str, list[tuple[tuple[str, ...], Entry]]] = defaultdict(list)
        by_title: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for path in map(_path_parts, entry.files):
                if path:
                    by_name[path[-1]].append((path, entry))
            by_title[_fold_title(entry.metadata.title)].append(entry)
        object.__setattr__(self, "_by_name", dict(by_name))
        object.__setattr__(self, "_by_title", dict(by_title))

    def describe(self, file: str, own: Metadata, guess: Metadata) -> Metadata:
        """Return what is known of ``file``: field by field the bibliography, the file's own word, the guess.

        An entry that matches is authoritative: an author or a year that neither it nor the file itself gives is
        unknown, and not guessed. ``guessed`` names the fields that were taken from ``guess``.
        """
        entry = self.match(file) or self.match_title(own.title) or self.match_title(guess.title)
        known = _fill(entry.metadata, own) if entry else own
        guessable = ("title",) if entry else _FIELDS
        guessed = frozenset(name for name in guessable if not getattr(known, name) and getattr(guess, name))
        return replace(known, **{name: getattr(guess, name) for name in guessed}, guessed=guessed)

    def describe_source(self, file: str, own: Metadata) -> Metadata:
        """Return :meth:`describe` for metadata in which guesses stand where the file itself is silent."""
        guess = replace(Metadata(), **{name: getattr(own, name) for name in own.guessed})
        blank = {name: getattr(Metadata(), name) for name in own.guessed}
        return self.describe(file, replace(own, guessed=frozenset(), **blank), guess)

    def match(self, file: str) -> Entry | None:
        """Return the entry whose file field names ``file``: the same base name, then the longest equal tail.

        Where several entries fit equally well and say different things, none does.
        """
        parts = _path_parts(file)
        named = self._by_name.get(parts[-1], []) if parts else []
        if not named:
            return None
        scored = [(_equal_tail(parts, path), entry) for path, entry in named]
        longest = max(length for length, _ in scored)
        return _only_one([entry for length, entry in scored if length == longest])

    def match_title(self, title: str | None) -> Entry | None:
        """Return the one entry of this title, case, accents and punctuation aside; None for very short titles."""
        folded = _fold_title(title)
        is_telling = len(folded) >= _SHORTEST_TITLE or (len(folded) >= 4 and not folded.isascii())
        return _only_one(self._by_title.get(folded, [])) if is_telling else None


def _fill(first: Metadata, second: Metadata) -> Metadata:
    """Return ``first`` with its empty fields taken from ``second``."""
    return replace(first, **{name: getattr(first, name) or getattr(second, name) for name in _FIELDS})


def _only_one(entries: list[Entry]) -> Entry | None:
    """Return the first entry, unless others say something else of the work."""
    if not entries:
        return None
    says = {(_fold_title(entry.metadata.title), entry.metadata.authors, entry.metadata.year) for entry in entries}
    return entries[0] if len(says) == 1 else None


def _path_parts(path: str) -> tuple[str, ...]:
    """Return the parts of a path of any system, folded as a case-insensitive file system compares them."""
    folded = unicodedata.normalize("NFC", path).casefold().replace("\\", "/")
    return tuple(part for part in folded.split("/") if part not in ("", "."))


def _equal_tail(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    """Return how many parts at the end of both paths are equal."""
    length = 0
    for one, other in zip(reversed(left), reversed(right), strict=False):
        if one != other:
            break
        length += 1
    return length


def _fold_title(title: str | None) -> str:
    """Return the letters and digits of a title, without case and accents."""
    decomposed = unicodedata.normalize("NFKD", title or "").casefold()
    return "".join(char for char in decomposed if char.isalnum())
