"""The clippings of an e-book reader (Kindle's ``My Clippings.txt``): words from many books, each with its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.model import Furniture, FurnitureKind, Kind, Page, SourceBlock, Span

_RULE = re.compile(r"^={8,}[ \t\r]*$", re.MULTILINE)
_HEAD = re.compile(r"\s*(?P<title>[^\n]*\S)[ \t\r]*\n(?P<stamp>[ \t]*-[ ][^\n]*\|[^\n]*)(?:\n|\Z)")
_AUTHOR = re.compile(r"(?P<title>.*\S)\s*\((?P<author>[^()]+)\)\Z")
_PAGE = lazy_pattern(
    r"\b(?:page|seite|página|pagina|pág|sida|sidan|side|stronie|strona|straně|oldal|стр\w*)\.?\s(\d{1,5}|[ivxlc]{1,8})\b"
    r"|(?:第\s?)?(\d{1,5})\s?(?:ページ|页|頁|쪽|페이지|\.\s?sayfa|\.\s?oldal)",
    re.I,
)
_NOTE = re.compile(
    r"\b(?:note|notiz|nota|notitie|notat|notatka|anteckning|poznámka|jegyzet|notunuz|заметка|нотатка)\b|メモ|笔记|筆記|메모",
    re.I,
)


class Clipping(NamedTuple):
    """Words from a book: the ranges of its title and of the words; ``is_note`` are the reader's own words."""

    title: Span
    author: str | None
    words: Span
    page: str | None
    is_note: bool


def find_clippings(text: str) -> list[Clipping]:
    """Return the clippings of a file, empty ones left out; none where it is no such file."""
    rules = [match.span() for match in _RULE.finditer(text)] if "========" in text else []
    if not rules:
        return []
    starts, ends = [0, *(end for _, end in rules)], [*(start for start, _ in rules), len(text)]
    found: list[Clipping] = []
    for start, end in zip(starts, ends, strict=True):
        head = _HEAD.match(text, start, end)
        if head is None:
            if text[start:end].strip("\ufeff \r\n"):
                return []
            continue
        words = text[head.end() : end]
        first = head.end() + len(words) - len(words.lstrip())
        named = _AUTHOR.match(head["title"])
        found.append(
            Clipping(
                (head.start("title"), head.start("title") + len(named["title"] if named else head["title"])),
                named["author"] if named else None,
                (first, head.end() + len(words.rstrip())),
                page_in_stamp(head["stamp"]),
                is_note_stamp(head["stamp"].rpartition("|")[0]),
            )
        )
    return [clipping for clipping in found if clipping.words[0] < clipping.words[1]]


def page_in_stamp(stamp: str) -> str | None:
    """Return the page that the stamp of a clipping names; None where it names a place in the file alone."""
    page = _PAGE.search(stamp)
    return (page[1] or page[2]) if page else None


def is_note_stamp(stamp: str) -> bool:
    """Tell whether a stamp is that of what the reader wrote, without the time in it."""
    return _NOTE.search(stamp) is not None


def lay_out_clippings(clippings: list[Clipping]) -> tuple[tuple[SourceBlock, ...], tuple[Page, ...]]:
    """Return the clippings as quotations below the titles of their books, notes as notes, with the pages they name."""
    pages = tuple(Page(each.words[0], number, each.page) for number, each in enumerate(clippings, start=2))
    return tuple(_blocks(clippings)), (Page(0, 1), *pages)


def _blocks(clippings: list[Clipping]) -> Iterator[SourceBlock]:
    for each in clippings:
        yield SourceBlock(Kind.HEADING, (each.title,), 1)
        kind = Kind.NOTE if each.is_note else Kind.BLOCKQUOTE
        yield SourceBlock(kind, (each.words,), speaker=None if each.is_note else each.author)


def stamps_between(text: str, clippings: list[Clipping]) -> tuple[Furniture, ...]:
    """Return what stands between titles and words, as furniture."""
    at, found = 0, list[Furniture]()
    for start, end in [*(span for each in clippings for span in (each.title, each.words)), (len(text), len(text))]:
        if text[at:start].strip():
            found.append(Furniture(at, start, FurnitureKind.OTHER, "stamp of a clipping"))
        at = end
    return tuple(found)
