"""Works that a draft cites, looked for in the library: by cite key, by what a word processor's field says, by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kurilsearch.check.citation_verdict import CitedWork
from kurilsearch.check.draft import CitationInDraft, CitationItem
from kurilsearch.check.places import Place, PlaceKind
from kurilsearch.cite.hits import Source
from kurilsearch.references.entry_index import EntryIndex
from kurilsearch.references.model import ReferenceEntry
from kurilsearch.references.name_patterns import fold
from kurilsearch.work import Item

_YEAR = re.compile(r"\d{4}")
_KINDS = {
    "page": PlaceKind.PAGE,
    "paragraph": PlaceKind.PARAGRAPH,
    "section": PlaceKind.SECTION,
    "chapter": PlaceKind.CHAPTER,
    "line": PlaceKind.LINE,
}
_FEWEST_LETTERS = 6

ListedIn = Callable[[str], frozenset[int]]
"""Returns the documents that list a work among their references, by its author and year or its title."""


@dataclass(frozen=True)
class LibraryWorks:
    """The works of a library as citations may name them; ``listed_in`` asks the sources' own lists of references."""

    sources: Sequence[Source]
    listed_in: ListedIn

    @cached_property
    def _index(self) -> EntryIndex:
        return EntryIndex([_entry(source) for source in self.sources])

    @cached_property
    def _families(self) -> list[frozenset[str]]:
        """The folded family names of each source."""
        return [frozenset(map(fold, _families(source.described.item))) for source in self.sources]

    @cached_property
    def _titles(self) -> list[tuple[str, ...]]:
        """The folded titles of each source: whole, without the subtitle, and that of what it appeared in."""
        return [tuple(_titles_of(source.described.item)) for source in self.sources]

    @cached_property
    def authors(self) -> tuple[tuple[str, str], ...]:
        """The first author or editor of each work: given and family name, of an institution its name alone."""
        first = (
            next(iter(source.described.item.get("author") or source.described.item.get("editor") or ()), None)
            for source in self.sources
        )
        return tuple(
            (name.get("given") or "", name.get("family") or name.get("literal") or "") for name in first if name
        )

    def link(
        self, citation: CitationInDraft, entries: Sequence[ReferenceEntry], speakers: tuple[str, ...]
    ) -> CitedWork:
        """Return what a citation of a draft means, its works looked for here; several works count as one of them.

        ``entries`` are the draft's own bibliography, ``speakers`` the names to whom the draft gives the words.
        """
        linked = [
            self._link_item(item, [entries[n] for n in numbers])
            for item, numbers in zip(citation.items, citation.entries or ((),) * len(citation.items), strict=True)
        ]
        documents = frozenset().union(*linked) if linked else frozenset()
        witnesses = [item.quoted_in or item for item in citation.items]
        listed: frozenset[int] = frozenset()
        if not documents:
            listed = frozenset().union(*(self.listed_in(asked) for asked in map(_asked, citation.items) if asked))
        return CitedWork(
            citation.text,
            documents,
            listed,
            tuple(int(year[0]) for item in witnesses if (year := _YEAR.search(item.year or ""))),
            tuple(place for item in witnesses if (place := _place(item))),
            speakers or tuple(name for item in citation.items if item.quoted_in for name in item.names),
            any(item.quoted_in is not None for item in citation.items),
        )

    def _link_item(self, item: CitationItem, entries: Sequence[ReferenceEntry]) -> frozenset[int]:
        """Return the documents that are the work in which the words must stand; of a work quoted in another, that."""
        witness = item.quoted_in or item
        for numbers in self._likely(witness, entries if witness is item else ()):
            if numbers:
                return frozenset(self.sources[number].document.id for number in numbers)
        return frozenset()

    def _likely(self, item: CitationItem, entries: Sequence[ReferenceEntry]) -> Iterator[Sequence[int]]:
        """Yield the sources that may be meant, by the surest sign first; one that yields none is not the last."""
        if item.key:
            yield [n for n, source in enumerate(self.sources) if source.key.casefold() == item.key.casefold()]
        for described in (item.item, *(entry.item for entry in entries)):
            if described is not None:
                yield self._described(described)
        if item.title and item.names:
            named = set(self._index.find(item.names, None, et_al=item.et_al))
            yield [n for n in self._titled(item.title) if n in named]
        if item.names:
            yield self._index.find(item.names, item.year, et_al=item.et_al)
            yield self._index.find(item.names, None, et_al=item.et_al)
        if item.title:
            yield self._titled(item.title)
        if item.names and not item.title:  # a work without an author is cited by its title or its publisher
            yield self._titled(" ".join(item.names))
        for entry in entries:
            yield self._index.find(entry.names, entry.year)

    def _described(self, item: Item) -> list[int]:
        """Return the sources that are the work of a CSL item: by DOI or ISBN, else by title, and author where known."""
        for field in ("DOI", "ISBN"):
            if wanted := str(item.get(field) or "").casefold():
                found = [
                    n
                    for n, source in enumerate(self.sources)
                    if str(source.described.item.get(field) or "").casefold() == wanted
                ]
                if found:
                    return found
        titled = self._titled(str(item.get("title") or ""))
        names = set(map(fold, _families(item)))
        return [n for n in titled if not names or not (theirs := self._families[n]) or names & theirs]

    def _titled(self, title: str) -> list[int]:
        wanted = fold(title)
        if len(wanted) < _FEWEST_LETTERS:
            return []
        same = [n for n, titles in enumerate(self._titles) if wanted in titles]
        return same or [n for n, titles in enumerate(self._titles) if any(map(wanted.startswith, titles))]


def _entry(source: Source) -> ReferenceEntry:
    """Return a source as an entry of a list, so that citations find it as they find those of a list."""
    item, metadata = source.described.item, source.document.metadata
    year = str(metadata.year) if metadata.year else None
    text = f"{'; '.join(metadata.authors)} ({year or ''}). {metadata.title or ''}"
    return ReferenceEntry(text, (), item, names=tuple(_families(item)), year=year)


def _families(item: Item) -> Iterator[str]:
    """Yield the family names of a work's authors, or of its editors where it has none; whole names of institutions."""
    for name in item.get("author") or item.get("editor") or ():
        if family := name.get("family") or name.get("literal"):
            yield family


def _titles_of(item: Item) -> Iterator[str]:
    for field in ("title", "title-short"):
        title = str(item.get(field) or "")
        for part in dict.fromkeys((title, re.split(r"[:.?!]\s|\s[–—-]\s", title)[0])):
            if len(folded := fold(part)) >= _FEWEST_LETTERS:
                yield folded


def _asked(item: CitationItem) -> str | None:
    """Return a work as a list of references is asked for it."""
    if item.names and item.year:
        return f"{' & '.join(item.names)} {item.year}"
    return f"“{item.title}”" if item.title else None


def _place(item: CitationItem) -> Place | None:
    if not item.locator:
        return None
    kind = _KINDS.get(item.label or "page")
    return Place(kind, item.locator) if kind else None
