"""Citations that are such by where they stand, right behind a quotation, or by a title or a name that is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from kurilsearch.check.citations.small_letters import find_known, item_behind
from kurilsearch.check.draft import CitationForm, CitationItem, DraftBlock
from kurilsearch.check.drafts.cite_keys import QUOTED_IN
from kurilsearch.check.drafts.locators import read_locator
from kurilsearch.check.quotations.remarks import without_remarks
from kurilsearch.model import Span
from kurilsearch.references.name_patterns import fold


@dataclass(frozen=True, slots=True)
class Gathered:
    """A citation at a block span; ``entries`` has for each item the indexes of the draft's entries that it means.

    ``outer`` is the span with the parenthesis around it.
    """

    block: int
    span: Span
    outer: Span
    form: CitationForm
    items: tuple[CitationItem, ...]
    entries: tuple[tuple[int, ...], ...]


_TITLE_IN_PARENTHESIS = re.compile(
    r"\s?\((?P<inside>(?:(?:see|cf\.|vgl\.|siehe"
    r"|voir)\s)?[“\"„«](?P<title>[^“”\"„«»]{3,150}?)[,.]?[”\"“»](?P<rest>[^()]{0,150}))\)"
)
_PAGE_ALONE = re.compile(r"[.,]?\s?\((?P<inside>[^()\s]{0,6}\s?\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:\s?ff?\.)?)\)")
_THROUGH = rf"(?P<through>(?i:{QUOTED_IN.pattern})\s)?"
_AUTHOR_AND_PAGE = re.compile(
    rf"[.,]?\s?\((?P<inside>{_THROUGH}"
    r"(?P<names>[^\W\d_a-zа-я][^\d()]{1,60}?),?\s(?P<place>[^()\s]{0,6}\s?\d{1,4}(?:\s?[-–]\s?\d{1,4})?)"
    r"(?:\s?ff?\.)?)\)"
)
_AUTHOR_ALONE = re.compile(
    r"[.,]?\s?\((?P<inside>(?P<names>[^\W\d_a-zа-я][^\W\d_]+(?:[\s’'-][^\W\d_a-zа-я][^\W\d_]+)?"
    r"(?:(?:,\s|\s(?:and|und|et|y|e|и|&)\s)[^\W\d_a-zа-я][^\W\d_]+){0,2}))\)"
)
_BETWEEN_NAMES = re.compile(r"\s*(?:,|&|\band\b|\bund\b|\bet\b|\by\b|\bи\b)\s*")
_IBID = re.compile(
    r"[.,]?\s?[(（](?P<inside>(?:ibid|ebd|ebenda|там же|ibidem|同上|op\. cit|a\. ?a\. ?O)\.?"
    r"(?P<rest>[^()（）]{0,40}))[)）]",
    re.I,
)


_YEAR_ALONE = re.compile(
    r"[.,]?\s?[(（](?P<inside>(?P<year>(?:1[5-9]|20)\d\d[a-z]?)(?:[,:]\s?(?P<place>[^()（）]{1,30}))?)[)）]"
)


def in_titles(number: int, block: DraftBlock) -> Iterator[Gathered]:
    """Yield the parentheses that begin with a title in quotation marks and go on: ``("Two Ports," Wikipedia)``."""
    for found in _TITLE_IN_PARENTHESIS.finditer(block.text):
        if found["rest"].strip(" ,."):
            yield _of_title(number, found)


_SHORT_TITLE = re.compile(
    r"\((?:(?:see|cf\.|vgl\.|siehe|voir|см\.)\s)?(?P<inside>(?P<name>[^\W\d_a-zа-я][^(),;\d]{1,40}),\s"
    r"(?P<title>[^\W\d_a-zа-я][^();]{2,100}?)(?:,?\s(?P<place>(?:[^\W\d_]{1,6}\.\s?)?\d{1,3}(?:\s?[-–]\s?\d{1,4})?))?)\)"
)


def by_short_title(number: int, block: DraftBlock, known: Set[str]) -> Iterator[Gathered]:
    """Yield the parentheses with a known author and a title, whose place may be left out: ``(Dickens, Hard Times)``.

    ``known`` are folded names: without them an aside would be taken for a citation.
    """
    for found in _SHORT_TITLE.finditer(block.text):
        if known.isdisjoint((fold(found["name"]), fold(found["name"].split()[-1]))):
            continue
        label, locator = read_locator(found["place"] or "")
        names = (found["name"] if fold(found["name"]) in known else found["name"].split()[-1],)
        item = CitationItem(names, title=found["title"].strip(' ,“”"*'), locator=locator, label=label)
        yield Gathered(number, found.span("inside"), found.span(), CitationForm.PARENTHESIS, (item,), ((),))


def led_back(number: int, block: DraftBlock) -> Iterator[Gathered]:
    """Yield the parentheses that only lead back to what was cited before: ``(ibid., 12)``."""
    for found in _IBID.finditer(block.text):
        label, locator = read_locator(found["rest"])
        yield _behind(number, found, CitationForm.REPEATED, CitationItem(locator=locator, label=label))


def in_small_letters(number: int, block: DraftBlock, known: Mapping[str, str]) -> Iterator[Gathered]:
    """Yield the citations of authors that are known and printed in small letters."""
    for span, outer, items in find_known(block, known):
        form = CitationForm.NARRATIVE if span == outer else CitationForm.PARENTHESIS
        yield Gathered(number, span, outer, form, items, ((),) * len(items))


def _of_title(number: int, found: re.Match[str]) -> Gathered:
    label, locator = read_locator(found["rest"].strip(" ,").split(",")[-1])
    item = CitationItem(title=found["title"], locator=locator, label=label)
    return _behind(number, found, CitationForm.PARENTHESIS, item)


def right_behind(number: int, block: DraftBlock, position: int, language: str) -> Gathered | None:
    """Return a citation that is one only because it stands right behind a quotation: a title, a page, a name and page.

    A page alone has no work: the sentence names it. ``(ibid., 12)`` has neither.
    """
    text = block.text
    if found := _IBID.match(text, position):
        label, locator = read_locator(found["rest"])
        return _behind(number, found, CitationForm.REPEATED, CitationItem(locator=locator, label=label))
    if found := _TITLE_IN_PARENTHESIS.match(text, position):
        return _of_title(number, found)
    if found := _YEAR_ALONE.match(text, position):
        label, locator = read_locator(found["place"] or "")
        item = CitationItem(year=found["year"], locator=locator, label=label)
        return _behind(number, found, CitationForm.PARENTHESIS, item)
    if found := _PAGE_ALONE.match(text, position):
        label, locator = read_locator(found["inside"])
        if label is not None:
            return _behind(number, found, CitationForm.PARENTHESIS, CitationItem(locator=locator, label=label))
    if found := _AUTHOR_AND_PAGE.match(text, position):
        label, locator = read_locator(found["place"])
        names = tuple(name for name in _BETWEEN_NAMES.split(found["names"]) if name)
        if label is not None:
            item = CitationItem(names, locator=locator, label=label)
            item = CitationItem(quoted_in=item) if found["through"] else item
            return _behind(number, found, CitationForm.PARENTHESIS, item)
    if found := _AUTHOR_ALONE.match(text, position):
        names = tuple(name for name in _BETWEEN_NAMES.split(found["names"]) if name)
        return _behind(number, found, CitationForm.PARENTHESIS, CitationItem(names))
    if (bare := _without_remark(block, position)) is not None:
        return right_behind(number, bare, position, language)
    if small := item_behind(block, position, language):
        outer, items = small
        return Gathered(
            number, (outer[0] + 1, outer[1] - 1), outer, CitationForm.PARENTHESIS, items, ((),) * len(items)
        )
    return None


_PARENTHESIS = re.compile(r"[.,]?\s?\((?P<inside>[^()]{2,120})\)")


def _without_remark(block: DraftBlock, position: int) -> DraftBlock | None:
    """Return a block whose parenthesis at ``position`` has no remark beside its citation; None where it has none.

    Blanks stand at its end for what is left out, so that all places stay.
    """
    found = _PARENTHESIS.match(block.text, position)
    bare = without_remarks(found["inside"]) if found else ""
    if found is None or not bare or bare == found["inside"].strip(" ,;"):
        return None
    start, end = found.span("inside")
    return replace(block, text=f"{block.text[:start]}{bare}){' ' * (end - start - len(bare))}{block.text[end + 1 :]}")


def _behind(number: int, found: re.Match[str], form: CitationForm, item: CitationItem) -> Gathered:
    inner = found.span("inside")
    return Gathered(number, inner, (inner[0] - 1, inner[1] + 1), form, (item,), ((),))
