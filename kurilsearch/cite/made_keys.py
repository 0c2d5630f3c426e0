"""Cite keys for works that no bibliography names: the first author's family name and the year, as writers make them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from kurilsearch.work import Item

_ARTICLES = frozenset(["a", "an", "the", "der", "die", "das", "le", "la", "les", "il", "el", "o", "de", "ein", "eine"])
_LONGEST = 40


def make_keys(items: Iterable[Item]) -> list[str]:
    """Return a cite key for each item, no two alike: its own ``id``, else ``ahn2021``, and ``ahn2021b`` for the next.

    Without an author the first telling word of the title stands for one. Items get the same keys in the same order,
    whatever the ids of those that have one.
    """
    listed = list(items)
    taken = {str(item["id"]) for item in listed if item.get("id")}
    untried: defaultdict[str, Iterator[str]] = defaultdict(_suffixes)
    return [str(item["id"]) if item.get("id") else _new_key(item, taken, untried) for item in listed]


def _new_key(item: Item, taken: set[str], untried: Mapping[str, Iterator[str]]) -> str:
    """Return a key that is not taken; of the suffixes of its name only those are tried that no item has had."""
    base = f"{_name(item) or _title_word(item) or 'source'}{_year(item)}"
    key = next(base + letters for letters in untried[base] if base + letters not in taken)
    taken.add(key)
    return key


def _suffixes() -> Iterator[str]:
    """Yield nothing, then b, c, … z, and numbers for the twenty-seventh work of a year."""
    yield ""
    yield from "bcdefghijklmnopqrstuvwxyz"
    yield from (f"-{number}" for number in count(27))


def _name(item: Item) -> str:
    for variable in ("author", "editor", "translator"):
        for name in item.get(variable) or ():
            return _plain(str(name.get("family") or name.get("literal") or name.get("given") or ""))
    return ""


def _title_word(item: Item) -> str:
    words = map(_plain, str(item.get("title") or "").split())
    return next((word for word in words if word and word not in _ARTICLES), "")


def _year(item: Item) -> str:
    issued = item.get("issued") or {}
    parts = issued.get("date-parts") or [[""]]
    said = str(parts[0][0]) if parts and parts[0] else ""
    found = re.search(r"\d{4}", said or str(issued.get("literal") or issued.get("raw") or ""))
    return found[0] if found else ""


def _plain(word: str) -> str:
    """Return the letters of a word in lower case; Latin ones without accents, others as they are."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    plain = "".join(letter for letter in decomposed if letter.isascii() and letter.isalnum())
    letters = plain or "".join(letter for letter in unicodedata.normalize("NFKC", word.lower()) if letter.isalnum())
    return letters[:_LONGEST]
