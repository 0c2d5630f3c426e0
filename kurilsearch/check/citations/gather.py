"""All that a draft cites, block by block: what the file's marks tell first, then what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kurilsearch.check.citations.behind import Gathered, by_short_title, in_small_letters, in_titles, led_back
from kurilsearch.check.citations.in_full import works_named_in
from kurilsearch.check.draft import BlockKind, CitationForm, CitationItem, Draft, DraftBlock
from kurilsearch.check.drafts.cite_keys import says_quoted_in
from kurilsearch.check.drafts.locators import read_locator
from kurilsearch.check.quotations.remarks import without_remarks
from kurilsearch.model import Kind, Passage, Span, StoredPassage, WayBack
from kurilsearch.references.model import InTextCitation, InTextForm, ReferenceEntry, References
from kurilsearch.references.name_patterns import fold

_KINDS = {
    BlockKind.PARAGRAPH: Kind.BODY,
    BlockKind.HEADING: Kind.HEADING,
    BlockKind.NOTE: Kind.NOTE,
    BlockKind.BLOCK_QUOTATION: Kind.BLOCKQUOTE,
    BlockKind.EPIGRAPH: Kind.BLOCKQUOTE,
    BlockKind.LIST: Kind.LIST,
    BlockKind.REFERENCE: Kind.REFERENCE,
}
_FORMS = {
    InTextForm.NUMBERED: CitationForm.NUMBERED,
    InTextForm.FULL: CitationForm.FULL,
    InTextForm.SHORT: CitationForm.SHORT,
    InTextForm.REPEATED: CitationForm.REPEATED,
}
_PUBLISHED = re.compile(r"[^\W\d_][^():\d]*:\s[^():\d]+,\s\d{4}")
"""Place, publisher and year of a book, as they stand in a parenthesis behind its title."""

_BRACKETS = "()[]（）［］"


class _Part(NamedTuple):
    """One work of a citation, at its own span of the block."""

    span: Span
    item: CitationItem
    entries: tuple[int, ...]


def read_own_references(draft: Draft) -> References:
    """Return what the grammar of references reads in a draft: its bibliography, and the citations that are printed."""
    from kurilsearch.references.read import read_references

    return read_references(
        [
            StoredPassage(number, 0, number, _passage(block), None)
            for number, block in enumerate(draft.blocks)
            if block.kind is not BlockKind.CODE
        ]
    )


def _passage(block: DraftBlock) -> Passage:
    """Return a block as a passage; an entry that the file numbers by its layout alone has its number before it."""
    if block.kind is not BlockKind.REFERENCE or block.label is None:
        return Passage(_KINDS[block.kind], block.text, block.way_back)
    number = f"{block.label}. "
    shifted = WayBack(tuple(run._replace(text=run.text + len(number)) for run in block.way_back.runs))
    return Passage(_KINDS[block.kind], number + block.text, shifted)


def gather(draft: Draft, references: References, known: Mapping[str, str]) -> list[Gathered]:
    """Return the citations of a draft in the order of its blocks; ``known`` are authors as in ``small_letters``."""
    printed: dict[int, list[tuple[InTextCitation, tuple[int, ...]]]] = {}
    for citation, link in zip(references.citations, references.links, strict=True):
        printed.setdefault(citation.place.passage_id, []).append((citation, link.entries))
    found: list[Gathered] = []
    authors = known.keys() | {fold(name) for entry in references.entries for name in entry.names[:1]}
    for number, block in enumerate(draft.blocks):
        if block.kind in (BlockKind.CODE, BlockKind.REFERENCE, BlockKind.HEADING):
            continue
        told = [
            Gathered(number, each.span, each.span, each.form, each.items, ((),) * len(each.items))
            for each in block.citations
        ]
        by_author = {
            each.outer: each for each in _by_author(number, block) if not _PUBLISHED.fullmatch(block.text, *each.span)
        }
        for each in (
            *in_small_letters(number, block, known),
            *(
                _fuller(each, by_author.get(each.outer))
                for each in _printed(number, block, printed.get(number, ()), references.entries)
            ),
            *by_author.values(),
            *_by_number(number, block, references.entries),
            *in_titles(number, block),
            *by_short_title(number, block, authors),
            *led_back(number, block),
            *_in_full(number, block),
        ):
            if not any(each.outer[0] < other.outer[1] and other.outer[0] < each.outer[1] for other in told):
                told.append(each)
        found += sorted(told, key=lambda each: each.outer)
    return _repeated(found, draft)


def _fuller(each: Gathered, other: Gathered | None) -> Gathered:
    """Return of two readings of one parenthesis the one with more works, *quoted in* counted."""
    if other is None:
        return each
    works = [sum(1 + (item.quoted_in is not None) for item in one.items) for one in (each, other)]
    return other if works[1] > works[0] else each


def _printed(
    number: int,
    block: DraftBlock,
    citations: Sequence[tuple[InTextCitation, tuple[int, ...]]],
    entries: Sequence[ReferenceEntry],
) -> Iterator[Gathered]:
    """Yield the citations that the grammar of references found, those of one parenthesis as one."""
    groups: dict[Span, list[tuple[InTextCitation, tuple[int, ...]]]] = {}
    for citation, link in citations:
        groups.setdefault(citation.group, []).append((citation, link))
    for group, members in groups.items():
        form = _FORMS.get(members[0][0].form)
        if form is None:
            form = CitationForm.NARRATIVE if members[0][0].narrative else CitationForm.PARENTHESIS
        parts: list[_Part] = []
        ends = [each.place.span[0] for each, _ in members[1:]] + [group[1]]
        for (citation, link), end in zip(members, ends, strict=True):
            if form is CitationForm.NUMBERED and not link and parts and parts[-1].entries and citation.number:
                # a number that the list has not is the page of the work before it
                item = replace(parts[-1].item, label="page", locator=parts[-1].item.locator or citation.number)
                parts[-1] = parts[-1]._replace(item=item)
                continue
            item = _item(citation, [entries[index] for index in link])
            if item.locator is None:
                label, locator = read_locator(block.text[citation.place.span[1] : max(end, citation.place.span[1])])
                item = replace(item, label=label, locator=locator)
            parts.append(_Part(citation.place.span, item, link))
        yield _gathered(number, block, group, form, parts)


_NUMBER = re.compile(
    r"\[(?:(?:see|cf\.|vgl\.|siehe|voir|см\.)\s)?(?P<bracket>\d{1,3})(?:\s?[,:;]\s?(?P<rest>[^\[\]]{1,60}))?\]"
    r"|(?<=\S)(?:\^(?P<raised>\d{1,3})\^|(?P<small>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))"
)
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _by_number(number: int, block: DraftBlock, entries: Sequence[ReferenceEntry]) -> Iterator[Gathered]:
    """Yield the numbers of entries that are raised, or stand in brackets with a place or a remark behind them."""
    numbered = {entry.label: index for index, entry in enumerate(entries) if entry.label}
    for found in _NUMBER.finditer(block.text) if numbered else ():
        cited = (found["bracket"] or found["raised"] or found["small"]).translate(_DIGITS)
        if cited in numbered:
            entry = entries[numbered[cited]]
            label, locator = read_locator(without_remarks(found["rest"] or ""))
            item = CitationItem(
                entry.names, year=entry.year, title=entry.title, locator=locator, label=label, number=cited
            )
            start, end = found.span()
            inner = (start + 1, end - 1) if found["bracket"] else (start, end)
            yield Gathered(number, inner, (start, end), CitationForm.NUMBERED, (item,), ((numbered[cited],),))


def _item(citation: InTextCitation, entries: Sequence[ReferenceEntry]) -> CitationItem:
    label, locator = read_locator(citation.locator) if citation.locator else (None, None)
    work = CitationItem(
        citation.names, citation.et_al, citation.year, citation.title, locator, label, number=citation.number
    )
    if citation.form in (InTextForm.FULL, InTextForm.REPEATED, InTextForm.NUMBERED) and len(entries) == 1:
        entry = entries[0]
        return replace(
            work,
            names=work.names or entry.names,
            year=work.year or entry.year,
            title=work.title or entry.title,
            item=None,
        )
    return work


def _gathered(number: int, block: DraftBlock, group: Span, form: CitationForm, parts: Sequence[_Part]) -> Gathered:
    """Return a citation of these works; one that is *quoted in* the next holds it."""
    works = list(parts)
    for index in range(len(works) - 1, 0, -1):
        before, here = works[index - 1], works[index]
        if says_quoted_in(block.text[before.span[1] : here.span[0]]) or says_quoted_in(block.text[slice(*here.span)]):
            works[index - 1] = _Part(
                before.span, replace(before.item, quoted_in=here.item), (*before.entries, *here.entries)
            )
            del works[index]
    start = min([group[0], *(part.span[0] for part in parts)])
    end = max([group[1], *(part.span[1] for part in parts)])
    inner = (start, end)
    if start == group[0] and block.text[start : start + 1] in _BRACKETS and block.text[end - 1 : end] in _BRACKETS:
        inner = (start + 1, end - 1)
    items, entries = tuple(part.item for part in works), tuple(part.entries for part in works)
    return Gathered(number, inner, (start, end), form, items, entries)


def _by_author(number: int, block: DraftBlock) -> Iterator[Gathered]:
    """Yield the parentheses with authors and years, whether the draft has a bibliography or not."""
    from kurilsearch.references.in_text import CitationCandidate, find_author_year

    groups: dict[Span, list[CitationCandidate]] = {}
    for each in find_author_year(block.text):
        if each.group is not None and (each.names.names or each.title) and (each.is_clean or each.names.names):
            groups.setdefault(each.group, []).append(each)
    for group, members in groups.items():
        parts = []
        ends = [each.span[0] for each in members[1:]] + [max(group[1] - 1, members[-1].span[1])]
        for each, end in zip(members, ends, strict=True):
            label, locator = read_locator(each.locator or block.text[each.span[1] : max(end, each.span[1])])
            names = tuple(name.text for name in each.names.names)
            item = CitationItem(names, each.names.et_al, each.year, each.title, locator, label)
            parts.append(_Part(each.span, item, ()))
        form = CitationForm.NARRATIVE if members[0].narrative else CitationForm.PARENTHESIS
        yield _gathered(number, block, group, form, parts)


_ATTRIBUTION = re.compile(r"(?:\A|(?<=[.!?…”\"»“’]))\s*(?P<line>(?:[—–―]|--+)\s*[^—–―]{2,200})\Z")


def _in_full(number: int, block: DraftBlock) -> Iterator[Gathered]:
    """Yield the works that a note names, or the line below a block quotation."""
    start, text = 0, block.text
    if block.kind in (BlockKind.BLOCK_QUOTATION, BlockKind.EPIGRAPH):
        line = _ATTRIBUTION.search(block.text)
        if line is None:
            return
        start, text = line.start("line"), line["line"]
    elif block.kind is not BlockKind.NOTE:
        return
    for work in works_named_in(text):
        span = (start + work.span[0], start + work.span[1])
        form = CitationForm.FULL if work.is_full else CitationForm.SHORT
        yield Gathered(number, span, span, form, (work.item,), ((),))


_SAME_AUTHOR = re.compile(r"(?:Id|Idem|Eadem|Ders|Dies|Он же|Она же|L['’]auteur)\.?")


def _repeated(found: Sequence[Gathered], draft: Draft) -> list[Gathered]:
    """Return citations with those that only lead back (*ibid.*, *op. cit.*) naming the work that is meant.

    In a note that is the one cited last in the notes, elsewhere in the text; with a name, the last of that name.
    """
    made: list[Gathered] = []
    last: dict[bool, Gathered] = {}
    for each in found:
        in_note = draft.blocks[each.block].kind is BlockKind.NOTE
        if _SAME_AUTHOR.fullmatch(" ".join(each.items[0].names)) and in_note in last:
            by = last[in_note].items[-1]
            each = replace(each, items=(replace(each.items[0], names=by.names), *each.items[1:]))
        if each.form is CitationForm.REPEATED and not any(each.entries):
            own = each.items[0]
            meant = last.get(in_note, last.get(not in_note))
            if own.names:
                named = (other for other in reversed(made) if other.items[-1].names[:1] == own.names[:1])
                meant = next(named, None)
            if meant is not None:
                before = meant.items[-1].quoted_in or meant.items[-1]
                work = replace(
                    before,
                    locator=own.locator or before.locator,
                    label=own.label if own.locator else before.label,
                )
                each = replace(each, items=(work,), entries=meant.entries[-1:])
        made.append(each)
        last[in_note] = each
    return made
