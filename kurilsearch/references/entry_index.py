"""The entries of a document by the names and years that citations give."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from kurilsearch.language.cjk import HAN
from kurilsearch.references.cited_names import bare_family
from kurilsearch.references.model import ReferenceEntry
from kurilsearch.references.name_patterns import UPPER, fold, is_han, without_particles

_ACRONYM = re.compile(r"[(\[]\s?([A-ZА-ЯЁ]{2,10})\s?[)\]]")
_OTHERS = re.compile(r"\bet\.? ?al\b|и др\.|u\.\s?a\.|ほか|他[（(「『、]")
_NAME_WORD = re.compile(rf"[{UPPER}][^\W\d_]+(?:['’\-][^\W\d_]+)*['’]?|[{HAN}]{{1,6}}")
_EITHER_YEAR = r"((?:1\d|20)\d\d[a-z]?)"
_REPRINT = re.compile(rf"[(\[]\[?{_EITHER_YEAR}[\])]?\s?[/ ]\s?\[?{_EITHER_YEAR}\]?[)\]]")
_DATED_WITHIN = 300
"""Characters of an entry in which authors and date stand."""

_FEWEST_LETTERS = 5
_LONG_NAME = 9


class EntryIndex:
    """Entries, asked by names and year. Made once for a document; answers are indexes of entries in list order."""

    def __init__(self, entries: Sequence[ReferenceEntry]) -> None:
        """Take the entries in the order of the list."""
        self.entries: list[ReferenceEntry] = []
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for entry in entries:
            self.add(entry)

    def add(self, entry: ReferenceEntry) -> None:
        """Put an entry behind the others."""
        for key in _keys(entry):
            self._by_name[key].append(len(self.entries))
        self.entries.append(entry)
        for made in ("_by_year", "_titles"):
            self.__dict__.pop(made, None)

    def by_name(self, name: str) -> list[int]:
        """Return the entries whose first author, or title where there is none, a citation calls ``name``."""
        found: dict[int, None] = {}
        for key in _variants(name):
            found |= dict.fromkeys(self._by_name.get(key, ()))
        return list(found)

    def by_title(self, title: str) -> list[int]:
        """Return the entries whose title begins with, or holds, the words of a short title."""
        wanted = fold(title)
        if len(wanted) < _FEWEST_LETTERS:
            return []
        begins = [n for n, known in enumerate(self._titles) if known.startswith(wanted)]
        return begins or [n for n, known in enumerate(self._titles) if wanted in known]

    def find(self, names: Sequence[str], year: str | None, *, et_al: bool = False) -> tuple[int, ...]:
        """Return the entries that names and a year as cited fit; without a year all works of these authors.

        A letter behind the year tells works of one year apart; where the list has no letters, their order does.
        """
        if not names:
            return ()
        found = [n for n in self.by_name(names[0]) if self._has_others(n, names[1:])]
        if not found and len(names) > 1:
            found = self.by_name(" ".join(names))
        dated = self._of_year(found, year)
        return tuple(self._by_number_of_authors(dated, len(names), et_al=et_al))

    def named_in(self, text: str, year: str | None) -> tuple[int, ...]:
        """Return the works of this year, or of any, by the author whom ``text`` names last."""
        for word in reversed(_NAME_WORD.findall(text)):
            found = self._of_year(self.by_name(re.sub(r"['’]s?\Z", "", word)), year)
            if found:
                return tuple(found)
        return ()

    def find_like(self, names: Sequence[str], year: str | None) -> tuple[int, ...]:
        """Return the one entry of this year whose author is the cited one misspelt, misread or romanised otherwise."""
        if not names or not year:
            return ()
        alike = [n for n in self._by_year.get(year[:4], ()) if _is_alike(names[0], self.entries[n].names[0])]
        return tuple(alike) if len(alike) == 1 else ()

    @cached_property
    def _by_year(self) -> dict[str, list[int]]:
        years: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            if entry.year and entry.names:
                years[entry.year[:4]].append(number)
        return dict(years)

    @cached_property
    def _titles(self) -> list[str]:
        return [fold(entry.title or "") for entry in self.entries]

    def _has_others(self, number: int, others: Sequence[str]) -> bool:
        """Return whether the other names that a citation gives are authors of the entry too."""
        known = {key for name in self.entries[number].names[1:] for key in _variants(name)}
        return all(known & set(_variants(name)) or (is_han(name) and self._has_han(number, name)) for name in others)

    def _has_han(self, number: int, name: str) -> bool:
        return any(known.startswith(name) for known in self.entries[number].names[1:])

    def _of_year(self, numbers: Iterable[int], year: str | None) -> list[int]:
        if year is None:
            return list(numbers)
        if not year[:4].isdigit():
            return [n for n in numbers if not (self.entries[n].year or "")[:4].isdigit()]
        dated = {n: [each for each in _years(self.entries[n]) if each[:4] == year[:4]] for n in numbers}
        same = [n for n in numbers if dated[n]]
        letter = year[4:]
        if not letter or len(same) < 1:
            return same
        if any(each[4:] for n in same for each in dated[n]):
            return [n for n in same if year in dated[n]]
        order = ord(letter) - ord("a") if letter.isascii() else ord(letter) - ord("а")
        return [same[order]] if 0 <= order < len(same) else same if len(same) == 1 else []

    def _by_number_of_authors(self, numbers: list[int], cited: int, *, et_al: bool) -> list[int]:
        """Return those of the entries whose number of authors is the cited one, if any; else all."""

        def fits(number: int) -> bool:
            entry = self.entries[number]
            authors = len(entry.names) + (_OTHERS.search(entry.text[:300]) is not None)
            return authors > cited if et_al else authors == cited

        return [n for n in numbers if fits(n)] or numbers


def _years(entry: ReferenceEntry) -> tuple[str, ...]:
    """Return the years by which an entry may be cited, with their letters: of a reprint, ``(1867/1990a)``, both."""
    reprint = _REPRINT.search(entry.text[:_DATED_WITHIN])
    return (entry.year or "", *(reprint.groups() if reprint else ()))


def _keys(entry: ReferenceEntry) -> Iterable[str]:
    """Return what citations may call the entry: its first author, the letters an institution is known by, its title."""
    if not entry.names:
        title = fold(entry.title or "")
        return (title,) if title else ()
    name = entry.names[0]
    keys = dict.fromkeys(_variants(name))
    keys |= dict.fromkeys(_variants(re.sub(r"\s[yei]\s", " ", name)))  # cited, Ortega y Gasset is two names
    if is_han(name):  # 木村汎: nothing shows where the family name ends
        keys |= dict.fromkeys(fold(name[:length]) for length in range(1, len(name)))
    capitals = "".join(word[0] for word in name.split() if word[0].isupper())
    if len(capitals) > 1:
        keys[fold(capitals)] = None
    if printed := _ACRONYM.search(entry.text[: len(name) + 30]):
        keys[fold(printed[1])] = None
    return tuple(keys)


def _variants(name: str) -> tuple[str, ...]:
    """Return the keys of a name: whole, without initials, without particles."""
    bare = bare_family(name)
    return tuple(dict.fromkeys(filter(None, (fold(name), fold(bare), fold(without_particles(bare))))))


@lru_cache(maxsize=1 << 14)
def _is_alike(cited: str, listed: str) -> bool:
    from rapidfuzz.distance import OSA

    from kurilsearch.vocabulary.sound import same_name

    one, other = fold(bare_family(cited)), fold(listed)
    if min(len(one), len(other)) >= _FEWEST_LETTERS and one[0].isascii() == other[0].isascii():
        allowed = 2 if min(len(one), len(other)) >= _LONG_NAME else 1
        if OSA.distance(one, other, score_cutoff=allowed) <= allowed:
            return True
    words = (*_last_word(cited), *_last_word(listed))
    return len(words) == 2 and same_name(*words)


@lru_cache(maxsize=1 << 14)
def _last_word(name: str) -> tuple[str, ...]:
    """Return the last word of a name, folded; more than one where folding takes it apart."""
    from kurilsearch.language.folding import fold_word

    return tuple(word for _, _, word in fold_word(bare_family(name).split()[-1]))
