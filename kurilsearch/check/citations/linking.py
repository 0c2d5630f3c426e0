"""Which works a citation means: sources of the library, else entries of their lists, else the draft's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kurilsearch.check.draft import CitationItem
from kurilsearch.csl.doi import find_dois
from kurilsearch.csl.items import metadata_of
from kurilsearch.language.tokens import tokenize
from kurilsearch.references.entry_index import EntryIndex
from kurilsearch.references.model import ReferenceEntry
from kurilsearch.work import Item

_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")
_FEWEST_TITLE_WORDS = 2
_SHARED_WORDS = 0.75


@dataclass(frozen=True, slots=True)
class LibraryWork:
    """A source of the library as citations may name it: its id, its CSL item (``id`` is the cite key), its file."""

    document: int
    item: Item
    file: str = ""


@dataclass(frozen=True, slots=True)
class LinkedWork:
    """What an item of a citation means.

    ``documents`` are sources of the library, the likeliest alone where the year tells; ``other_years`` says that only
    the year of the citation is another. ``listed_in`` are sources whose lists of references have the work, ``own``
    indexes of the draft's own bibliography. All empty: unresolved.
    """

    documents: tuple[int, ...] = ()
    listed_in: tuple[int, ...] = ()
    own: tuple[int, ...] = ()
    other_years: bool = False

    @property
    def is_unresolved(self) -> bool:
        """Whether no such work is known."""
        return not (self.documents or self.listed_in or self.own)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A work as a citation and the draft's own bibliography name it together."""

    names: tuple[str, ...]
    year: str | None
    title: str | None
    key: str | None = None
    doi: str | None = None
    et_al: bool = False


@dataclass(frozen=True)
class WorkLinker:
    """Links citations to works.

    ``works`` are the sources of the library, ``listed`` the entries of the reference list of each source, by its id,
    ``own`` the draft's own bibliography. ``keys`` are works by cite key, of bibliography files that the draft names.
    """

    works: Sequence[LibraryWork]
    listed: Mapping[int, Sequence[ReferenceEntry]] = field(default_factory=dict)
    own: Sequence[ReferenceEntry] = ()
    keys: Mapping[str, Item] = field(default_factory=dict)

    def link(self, item: CitationItem, entries: Sequence[int] = ()) -> LinkedWork:
        """Return the works that one item means; ``entries`` are those of the draft's own bibliography that it fits.

        A field's CSL item and a cite key are held to exactly; names and years are compared as the grammar of references
        compares them. A work whose author and title fit but whose year does not is told with ``other_years``.
        """
        wanted = self._wanted(item, entries)
        own = tuple(entries) or self._own(wanted)
        documents, other_years = self._documents(wanted)
        listed = () if documents else tuple(self._listed_in(wanted))
        return LinkedWork(documents, listed, own, other_years)

    def _wanted(self, item: CitationItem, entries: Sequence[int]) -> _Wanted:
        known = item.item or self.keys.get(item.key or "")
        if known is None and len(entries) == 1:
            known = self.own[entries[0]].item
        if known is None:
            return _Wanted(item.names, item.year, item.title, item.key, et_al=item.et_al)
        described = metadata_of(known)
        names = tuple(name.split(",")[0] for name in described.authors) or item.names
        year = item.year or (str(described.year) if described.year else None)
        dois = find_dois(str(known.get("DOI", "")))
        return _Wanted(names, year, described.title or item.title, item.key, dois[0] if dois else None)

    def _documents(self, wanted: _Wanted) -> tuple[tuple[int, ...], bool]:
        for test in (_has_doi, _has_key):
            exact = tuple(work.document for work in self.works if test(work, wanted))
            if exact:
                return exact, False
        by_name = [work for work in self.works if _is_by(work, wanted)] if wanted.names else list(self.works)
        if wanted.title:
            titled = [work for work in by_name if _is_titled(work, wanted.title)]
            if not wanted.names or titled:
                by_name = titled
            elif wanted.year is None:
                return (), False
        elif not wanted.names:
            return (), False
        year = _year_of(wanted.year)
        same = [work for work in by_name if year is None or metadata_of(work.item).year in (None, year)]
        if same:
            return tuple(work.document for work in same), False
        return tuple(work.document for work in by_name), bool(by_name)

    def _own(self, wanted: _Wanted) -> tuple[int, ...]:
        if not self.own:
            return ()
        return _entries_of(EntryIndex(self.own), wanted)

    def _listed_in(self, wanted: _Wanted) -> Iterable[int]:
        for document, entries in self.listed.items():
            if entries and _entries_of(EntryIndex(entries), wanted):
                yield document


def _entries_of(index: EntryIndex, wanted: _Wanted) -> tuple[int, ...]:
    if wanted.names:
        return tuple(index.find(wanted.names, wanted.year, et_al=wanted.et_al))
    return tuple(index.by_title(wanted.title)) if wanted.title else ()


def _has_doi(work: LibraryWork, wanted: _Wanted) -> bool:
    return wanted.doi is not None and wanted.doi in find_dois(str(work.item.get("DOI", "")))


def _has_key(work: LibraryWork, wanted: _Wanted) -> bool:
    return wanted.key is not None and str(work.item.get("id", "")).casefold() == wanted.key.casefold()


def _is_by(work: LibraryWork, wanted: _Wanted) -> bool:
    """Return whether the first name cited is that of an author, in whatever script or spelling."""
    from kurilsearch.vocabulary.sound import same_name

    cited = _words(wanted.names[0])
    for author in (*metadata_of(work.item).authors, str(work.item.get("container-title", ""))):
        family = _words(author.split(",")[0])
        if not family or not cited:
            continue
        if family == cited[-len(family) :] or cited == family[-len(cited) :] or same_name(family[-1], cited[-1]):
            return True
    return False


def _is_titled(work: LibraryWork, title: str) -> bool:
    """Return whether a title, perhaps shortened, is that of a work."""
    full = _words(f"{work.item.get('title', '')} {work.item.get('title-short', '')}")
    words = _words(title)
    if len(words) < _FEWEST_TITLE_WORDS:
        return bool(words) and words == full[: len(words)]
    shared = sum(word in full for word in words)
    return bool(full) and shared >= _SHARED_WORDS * len(words)


def _words(text: str) -> list[str]:
    return [token.word for token in tokenize(text)]


def _year_of(printed: str | None) -> int | None:
    found = _YEAR.search(printed or "")
    return int(found[0]) if found else None
