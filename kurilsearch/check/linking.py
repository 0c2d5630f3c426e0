"""Works that a draft cites, looked for in the library: by cite key, by what a word processor's field says, by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kurilsearch.check.citation_verdict import CitedWork
from kurilsearch.check.draft import CitationInDraft, CitationItem
from kurilsearch.check.drafts.cite_keys import says_quoted_in
from kurilsearch.check.places import Place, PlaceKind
from kurilsearch.cite.hits import Source
from kurilsearch.references.entry_index import EntryIndex
from kurilsearch.references.model import ReferenceEntry
from kurilsearch.references.name_patterns import fold, is_han
from kurilsearch.work import Item

_YEAR = re.compile(r"\d{4}")
_THROUGH = re.compile(r"(?:in|bei|chez)\s(?=[^\W\d_a-z])")
"""How a parenthesis begins that tells through which work somebody is quoted: Ziegler (in Nimmo 1994, 12)."""
_KINDS = {
    "page": PlaceKind.PAGE,
    "paragraph": PlaceKind.PARAGRAPH,
    "section": PlaceKind.SECTION,
    "chapter": PlaceKind.CHAPTER,
    "line": PlaceKind.LINE,
}
_FEWEST_LETTERS, _FEWEST_SIGNS = 6, 2
"""Of a title by which a work is found; signs are those of Chinese and Japanese."""

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
    def _whole_names(self) -> list[str]:
        """The folded family and given name of the first author of each source, as Chinese and Japanese have them."""
        return [fold(name["family"] + name["given"]) if name else "" for name in map(_first_author, self.sources)]

    @cached_property
    def authors(self) -> tuple[tuple[str, str], ...]:
        """The first author or editor of each work: given and family name, of an institution its name alone."""
        return tuple((name["given"], name["family"]) for name in map(_first_author, self.sources) if name)

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
            any(item.quoted_in is not None for item in citation.items)
            or says_quoted_in(citation.text)
            or _THROUGH.match(citation.text) is not None,
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
            yield self._by_name_and_title(item.names, item.title, et_al=item.et_al)
        if item.names and is_han(item.names[0]):
            yield self._by_whole_name(item.names[0], item.year)
        if item.names:
            yield self._index.find(item.names, item.year, et_al=item.et_al)
            yield self._index.find(item.names, None, et_al=item.et_al)
        if item.title:
            yield self._titled(item.title)
        if len(item.names) > 1 and not item.title:  # a name and a short title, which look like two names
            yield self._by_name_and_title(item.names[:1], " ".join(item.names[1:]))
        if item.names and not item.title:  # a work without an author is cited by its title or its publisher
            yield self._titled(" ".join(item.names))
        for entry in entries:
            yield self._index.find(entry.names, entry.year)
        if len(item.names) > 1 and item.title and item.year:  # a title with a subtitle, half taken for a name
            yield self._index.find(item.names[:1], item.year)
        for entry in entries:  # a list in which a title was taken for a second author
            yield self._index.find(entry.names[:1], entry.year) if entry.year else ()

    def _by_name_and_title(self, names: Sequence[str], title: str, *, et_al: bool = False) -> list[int]:
        """Return the works of these authors whose title has the words of a title, which may be a short one."""
        wanted = fold(title)
        named = self._index.find(names, None, et_al=et_al) or (
            self._by_whole_name(names[0], None) if is_han(names[0]) else ()
        )
        return [n for n in named if wanted and any(wanted in known for known in self._titles[n])]

    def _by_whole_name(self, name: str, year: str | None) -> list[int]:
        """Return the works of an author whose family and given name stand together: 李明."""
        wanted = fold(name)
        found = [n for n, whole in enumerate(self._whole_names) if whole == wanted]
        dated = [n for n in found if year and str(self.sources[n].document.metadata.year) == year[:4]]
        return dated or found

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
        if len(wanted) < (_FEWEST_SIGNS if is_han(wanted) else _FEWEST_LETTERS):
            return []
        same = [n for n, titles in enumerate(self._titles) if wanted in titles]
        return same or [n for n, titles in enumerate(self._titles) if any(map(wanted.startswith, titles))]


def _entry(source: Source) -> ReferenceEntry:
    """Return a source as an entry of a list, so that citations find it as they find those of a list."""
    item, metadata = source.described.item, source.document.metadata
    year = str(metadata.year) if metadata.year else None
    text = f"{'; '.join(metadata.authors)} ({year or ''}). {metadata.title or ''}"
    return ReferenceEntry(text, (), item, names=tuple(_families(item)), year=year)


def _first_author(source: Source) -> dict[str, str]:
    """Return the given and family name of the first author or editor; empty where there is none."""
    item = source.described.item
    name = next(iter(item.get("author") or item.get("editor") or ()), None)
    if name is None:
        return {}
    return {"given": name.get("given") or "", "family": name.get("family") or name.get("literal") or ""}


def _families(item: Item) -> Iterator[str]:
    """Yield the family names of a work's authors, or of its editors where it has none; whole names of institutions."""
    for name in item.get("author") or item.get("editor") or ():
        if family := name.get("family") or name.get("literal"):
            yield family


def _titles_of(item: Item) -> Iterator[str]:
    for field in ("title", "title-short"):
        title = str(item.get(field) or "")
        for part in dict.fromkeys((title, re.split(r"[:.?!]\s|\s[–—-]\s", title)[0])):
            if folded := fold(part):
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
