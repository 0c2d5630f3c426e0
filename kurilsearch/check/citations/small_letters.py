"""Citations whose author is printed in small letters: ``(bell hooks 1994, 12)``, ``(eBay 2010)``, ``(taz, 2010)``.

Nothing but the year tells these from a remark (*written in 1968*), so that one is taken as a citation only where its
author is known, to the library or to the draft's own list, or where it stands right behind a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kurilsearch.check.draft import BlockKind, CitationItem, DraftBlock
from kurilsearch.check.drafts.locators import read_locator
from kurilsearch.language.function_words import function_words
from kurilsearch.language.printed_years import LATER_YEAR
from kurilsearch.model import Span
from kurilsearch.references.name_patterns import UNDATED, fold

_WORD = r"[^\W_][\w.’'-]*"
_JOINED = r"(?:,\s(?:and\s|&\s)?|\s(?:and|&|und|et|y|и)\s)"
_LEAD = r"(?:(?:see also|see|cf\.|e\.g\.,?|vgl\.|siehe|voir|см\.|quoted in|zit\. nach)\s)?"
_NAMES = rf"(?P<names>{_WORD}(?:\s{_WORD}){{0,5}}?(?:{_JOINED}{_WORD}(?:\s{_WORD}){{0,4}}?){{0,3}})"
_YEAR = rf"(?P<year>{LATER_YEAR}[a-z]?|{UNDATED})"
_PART = re.compile(rf"\s*{_LEAD}{_NAMES}(?P<et_al>\set al\.)?,?\s{_YEAR}(?:\s?[,:]\s?(?P<place>[^;()]{{1,30}}))?\s*")
_GROUP = re.compile(
    rf"[(\[](?P<inside>[^()\[\]]{{0,120}}?[^\W\d_][^()\[\]]{{0,60}}?(?:{LATER_YEAR}|{UNDATED})[^()\[\]]*)[)\]]"
)
_NARRATIVE = re.compile(rf"(?P<names>(?:{_WORD}\s){{1,6}})\({_YEAR}(?:\s?[,:]\s?(?P<place>[^;()]{{1,30}}))?\)")
_MAY_CITE = re.compile(rf"\d{{4}}|{UNDATED}")
_BETWEEN = re.compile(_JOINED)
_BEGUN = re.compile(
    rf"(?:\W*\d{{1,3}}\W+)?(?P<family>{_WORD}(?:\s{_WORD}){{0,5}}?)(?:,\s(?P<given>{_WORD}(?:\s{_WORD})?))?[.,]?\s\(?\d{{4}}"
)
"""How an entry of a list begins: family and given name, and the year."""

_MOST_WORDS = 5
_REMARK = re.compile(
    r"(?:(?:\w+\s)?(?:written|published|printed|spoken|recorded|dated|born|died|founded|emphasis|italics|translat\w+)|circa|ca"
    r"|c|spring|summer|autumn|fall|winter|early|late|mid|since|until|first|second|january|february|march|april|may|june"
    r"|july|august|september|october|november|december|geschrieben|veröffentlicht|erschienen|geboren|gestorben|seit"
    r"|écrit|publié|paru|depuis|né|mort|написано|опубликовано|около)\b",
    re.I,
)
"""What stands before a year in a parenthesis that is no citation."""


def known_names(works: Iterable[Sequence[str]], blocks: Sequence[DraftBlock]) -> dict[str, str]:
    """Return by the folded names that a citation may give the one that an index of works knows.

    ``works`` are pairs of given and family name, the given one empty where there is none. Of the draft's own
    bibliography a name is what stands before the first comma, stop or year of an entry.
    """
    names: dict[str, str] = {}
    for given, family in works:
        names[fold(family)] = family
        if given:
            names.setdefault(fold(given + family), family)
    for block in blocks:
        if block.kind is BlockKind.REFERENCE and (begun := _BEGUN.match(block.text)):
            family, given = begun["family"].strip(), (begun["given"] or "").strip()
            names.setdefault(fold(family), family)
            if given:
                names.setdefault(fold(given + family), family)
    names.pop("", None)
    return names


def find_known(block: DraftBlock, known: Mapping[str, str]) -> Iterator[tuple[Span, Span, tuple[CitationItem, ...]]]:
    """Yield the citations of known authors in small letters: the span, that with the parenthesis, and the works."""
    if _MAY_CITE.search(block.text) is None:
        return
    for group in _GROUP.finditer(block.text):
        items = _items(group["inside"], known)
        if items:
            yield group.span("inside"), group.span(), items
    for found in _NARRATIVE.finditer(block.text):
        words = found["names"].split()
        for first in range(len(words)):
            name = " ".join(words[first:])
            if fold(name) in known and _has_small(name):
                start = found.end("names") - len(" ".join(words[first:])) - 1
                item = _item(known[fold(name)], found)
                yield (start, found.end()), (start, found.end()), (item,)
                break


def item_behind(block: DraftBlock, position: int, language: str) -> tuple[Span, tuple[CitationItem, ...]] | None:
    """Return the citation in small letters right behind a quotation, whoever it names: its parenthesis, its works."""
    start = position + len(block.text[position:]) - len(block.text[position:].lstrip(" .,\u00a0"))
    group = _GROUP.match(block.text, start) if start - position <= 2 else None
    if group is None:
        return None
    items: list[CitationItem] = []
    for part in group["inside"].split(";"):
        found = _PART.fullmatch(part)
        if found is None or not _is_author(found["names"], language):
            return None
        items.append(_item(found["names"], found))
    return group.span(), tuple(items)


def _is_author(names: str, language: str) -> bool:
    words = re.findall(r"[^\W\d_]+", names.casefold())
    never = function_words(frozenset((language, "en")))
    return 0 < len(words) <= _MOST_WORDS and words[0] not in never and not _REMARK.match(names)


def _items(inside: str, known: Mapping[str, str]) -> tuple[CitationItem, ...]:
    """Return the works of a parenthesis, all of whose authors are known and one of which is in small letters."""
    items: list[CitationItem] = []
    for part in inside.split(";"):
        found = _PART.fullmatch(part)
        if found is None:
            return ()
        whole = known.get(fold(found["names"]))
        names = (whole,) if whole else tuple(known.get(fold(each), "") for each in _BETWEEN.split(found["names"]))
        if not names[0]:
            return ()
        items.append(_item(names[0], found, names[1:]))
    return tuple(items) if _has_small(inside) else ()


def _has_small(names: str) -> bool:
    return re.match(rf"\s*{_LEAD}[a-zß-öø-ÿа-яё]", names) is not None


def _item(name: str, found: re.Match[str], others: Sequence[str] = ()) -> CitationItem:
    label, locator = read_locator(found["place"] or "")
    et_al = bool(found.groupdict().get("et_al"))
    return CitationItem((name, *filter(None, others)), et_al, found["year"], None, locator, label)
