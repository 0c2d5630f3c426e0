"""All bibliography files of a library together: which entry describes which source."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from kurilsearch.csl.doi import normalise_doi
from kurilsearch.describe.files.entry import BibliographyEntry, BibliographyWarning, ParsedBibliography
from kurilsearch.describe.files.located_files import locate_files
from kurilsearch.describe.files.title_words import differ_by_damage, fold_title, title_words

ENDINGS = (".bib", ".json", ".ris", ".yaml", ".yml")
_LARGEST = 64_000_000
"""Bytes of the largest file that is read; a larger one is a data set rather than a bibliography."""
_SHORTEST_TITLE = 8
"""Folded titles of fewer letters ("Preface") match too easily to tell a work."""
_SHORTEST_MAIN_TITLE = 15
"""Letters of the shortest title of three words or fewer that is known without its subtitle."""
_SUBTITLE = re.compile(r"\s*[:;.?!]\s+\S.*|\s+[-–—]\s+\S.*|\s*：.*", re.DOTALL)
_FEWEST_WORDS = 4
_ALIKE = 95.0
"""Titles of so many words are one where RapidFuzz's ratio of their folded words is at least this, in percent."""


def is_bibliography_name(path: Path) -> bool:
    """Return whether a file of this name is a bibliography that :func:`load_bibliography` reads."""
    return path.suffix.lower() in ENDINGS


def load_bibliography(files: Iterable[Path], folder: Path | None = None) -> Bibliography:
    """Return the entries of all these files together; what cannot be read or understood becomes a warning.

    With the library's ``folder`` the paths in file fields are looked for: one that exists means that file alone.
    """
    entries: list[BibliographyEntry] = []
    warnings: list[BibliographyWarning] = []
    for file in files:
        try:
            size = file.stat().st_size
            if size > _LARGEST:
                warnings.append(BibliographyWarning(file, None, f"has {size // 1_000_000} MB and was not read"))
                continue
            text = _decode(file.read_bytes())
        except OSError as error:
            warnings.append(BibliographyWarning(file, None, f"cannot be read: {error.strerror or error}"))
            continue
        parsed = _parser(file.suffix.lower())(text)
        named = (replace(entry, source=file.name) for entry in parsed.entries)
        entries.extend(locate_files(entry, file, folder) if folder else entry for entry in named)
        warnings.extend(BibliographyWarning(file, line, message) for line, message in parsed.problems)
    return Bibliography(tuple(entries), tuple(warnings))


def _parser(ending: str) -> Callable[[str], ParsedBibliography]:
    """Return the parser of the format with this ending; a file of any other is tried as BibTeX."""
    if ending == ".json":  # the parsers are needed by an index run only, not by a search
        from kurilsearch.describe.files.csl_json import parse_csl_json

        return parse_csl_json
    if ending == ".ris":
        from kurilsearch.describe.files.ris import parse_ris

        return parse_ris
    if ending in (".yaml", ".yml"):
        from kurilsearch.describe.files.yaml_references import parse_yaml_references

        return parse_yaml_references
    from kurilsearch.describe.files.bibtex import parse_bibtex

    return parse_bibtex


def _decode(data: bytes) -> str:
    """Return the text; reference managers write UTF-8, and older hands Latin-1 in its Windows form."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The entries of a library's bibliography files, and what was wrong with them."""

    entries: tuple[BibliographyEntry, ...] = ()
    warnings: tuple[BibliographyWarning, ...] = ()
    _by_source: dict[tuple[str, ...], list[BibliographyEntry]] = field(init=False, repr=False, compare=False)
    _by_name: dict[str, list[tuple[tuple[str, ...], BibliographyEntry]]] = field(init=False, repr=False, compare=False)
    _by_title: dict[str, list[BibliographyEntry]] = field(init=False, repr=False, compare=False)
    _by_doi: dict[str, list[BibliographyEntry]] = field(init=False, repr=False, compare=False)
    _by_word: dict[str, list[str]] = field(init=False, repr=False, compare=False)
    _by_main: dict[str, list[BibliographyEntry]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the entries by the base names of their files, their DOIs, their folded titles and the titles' words."""
        by_source: dict[tuple[str, ...], list[BibliographyEntry]] = defaultdict(list)
        by_name: dict[str, list[tuple[tuple[str, ...], BibliographyEntry]]] = defaultdict(list)
        by_title: dict[str, list[BibliographyEntry]] = defaultdict(list)
        by_doi: dict[str, list[BibliographyEntry]] = defaultdict(list)
        by_word: dict[str, list[str]] = defaultdict(list)
        by_main: dict[str, list[BibliographyEntry]] = defaultdict(list)
        for entry in self.entries:
            for path in map(_path_parts, entry.sources):
                by_source[path].append(entry)
            for path in map(_path_parts, entry.files):
                if path:
                    by_name[path[-1]].append((path, entry))
            if doi := normalise_doi(str(entry.item.get("DOI") or "")):
                by_doi[doi].append(entry)
            by_title[fold_title(entry.metadata.title)].append(entry)
            by_main[fold_title(_main_title(entry.metadata.title))].append(entry)
            words = title_words(entry.metadata.title)
            for word in set(words) if len(words) >= _FEWEST_WORDS else ():
                by_word[word].append(" ".join(words))
        object.__setattr__(self, "_by_source", dict(by_source))
        object.__setattr__(self, "_by_name", dict(by_name))
        object.__setattr__(self, "_by_title", dict(by_title))
        object.__setattr__(self, "_by_doi", dict(by_doi))
        object.__setattr__(self, "_by_word", dict(by_word))
        object.__setattr__(self, "_by_main", dict(by_main))

    def find_entry(
        self, file: str, dois: Iterable[str] = (), titles: Iterable[str | None] = ()
    ) -> BibliographyEntry | None:
        """Return the entry that describes ``file``: by its file field, else by DOI, else by title; None for none.

        ``dois`` and ``titles`` are those that the file gives as its own or prints on its first page, surest first.
        """
        if not self.entries:
            return None
        by_doi = (self.match_doi(doi) for doi in dois)
        titles = list(titles)
        matches = (self.match_title, self.match_like_title, self.match_main_title)
        by_title = (match(title) for match in matches for title in titles)
        return self.match(file) or next((entry for found in (by_doi, by_title) for entry in found if entry), None)

    def match(self, file: str) -> BibliographyEntry | None:
        """Return the entry whose file field names ``file``, as the library calls it.

        That is one whose path leads to this very file; else, among the paths that lead nowhere, one of the same base
        name, and of several the one with the longest equal tail. Where several entries fit equally well and say
        different things, none does.
        """
        parts = _path_parts(file)
        if parts in self._by_source:
            return _only_one(self._by_source[parts])
        named = self._by_name.get(parts[-1], []) if parts else []
        if not named:
            return None
        scored = [(_equal_tail(parts, path), entry) for path, entry in named]
        longest = max(length for length, _ in scored)
        return _only_one([entry for length, entry in scored if length == longest])

    def match_title(self, title: str | None) -> BibliographyEntry | None:
        """Return the one entry of this title, case, accents and punctuation aside; None for very short titles."""
        folded = fold_title(title)
        is_telling = len(folded) >= _SHORTEST_TITLE or (len(folded) >= 4 and not folded.isascii())
        return _only_one(self._by_title.get(folded, [])) if is_telling else None

    def match_main_title(self, title: str | None) -> BibliographyEntry | None:
        """Return the one entry of this title where one of the two lacks the subtitle; None for a short title."""
        main = _main_title(title)
        if len(title_words(main)) < _FEWEST_WORDS and len(fold_title(main)) < _SHORTEST_MAIN_TITLE:
            return None
        found = self._by_main.get(fold_title(main), [])
        is_short = fold_title(main) == fold_title(title)
        return _only_one([entry for entry in found if is_short or fold_title(entry.metadata.title) == fold_title(main)])

    def match_doi(self, doi: str) -> BibliographyEntry | None:
        """Return the one entry with this DOI, however it is written."""
        return _only_one(self._by_doi.get(normalise_doi(doi) or "", []))

    def match_like_title(self, title: str | None) -> BibliographyEntry | None:
        """Return the one entry whose title differs from this in a few damaged letters; both of four words or more.

        Only titles that share half of the words are held against it.
        """
        words = title_words(title)
        if len(words) < _FEWEST_WORDS:
            return None
        shared = Counter(other for word in dict.fromkeys(words) for other in self._by_word.get(word, ()))
        candidates = [other for other, count in shared.items() if 2 * count >= len(set(words))]
        if not candidates:
            return None
        from rapidfuzz.fuzz import ratio

        folded = " ".join(words)
        alike = [
            other
            for other in candidates
            if ratio(folded, other, score_cutoff=_ALIKE) and differ_by_damage(words, other.split())
        ]
        return _only_one([entry for other in alike for entry in self._by_title.get("".join(other.split()), ())])


def _main_title(title: str | None) -> str:
    """Return a title without its subtitle."""
    return _SUBTITLE.sub("", title or "")


def _only_one(entries: list[BibliographyEntry]) -> BibliographyEntry | None:
    """Return the first entry, unless others say something else of the work."""
    if not entries:
        return None
    says = {(fold_title(entry.metadata.title), entry.metadata.authors, entry.metadata.year) for entry in entries}
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
