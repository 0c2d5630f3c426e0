"""The quotations of a draft: in marks, by markup, in blocks and epigraphs, in notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kurilsearch.check.draft import (
    BlockKind,
    Draft,
    DraftBlock,
    QuotationForm,
    QuotationInDraft,
    QuotationsInDraft,
    Remark,
    UnpairedMark,
)
from kurilsearch.check.quotations.block_quotations import find_attribution, words_of_blocks
from kurilsearch.check.quotations.pairing import MarkedWords, Pairing, pair_marks
from kurilsearch.check.quotations.remarks import remarks_behind, remarks_in
from kurilsearch.check.quotations.titles import is_title
from kurilsearch.language.tokens import tokenize
from kurilsearch.model import Run, Span, WayBack

_WITHOUT_QUOTATIONS = (BlockKind.CODE, BlockKind.REFERENCE)
_SET_OFF = {BlockKind.BLOCK_QUOTATION: QuotationForm.BLOCK, BlockKind.EPIGRAPH: QuotationForm.EPIGRAPH}
_MARK_NEAR = 2
"""Characters between a quotation and the mark of its note: a closing mark, a stop."""

_MOST_SCARE_WORDS = 3
_MOST_SCARE_LETTERS = 6
"""Of scripts without blanks between words."""

_CITATION = re.compile(
    r"\((?:(?:vgl\.|see|cf\.|siehe|voir|см\.)\s)?[^\W\d_a-zа-я][^()\d]{0,80}[,\s]\s?(?:1[5-9]"
    r"|20)\d\d[a-z]?(?:[,:]\s?[^()]{0,40})?\)"
)


def find_quotations(draft: Draft) -> QuotationsInDraft:
    """Return the quotations of a draft in their order, and the marks that have no mate."""
    found: list[QuotationInDraft] = []
    unpaired: list[UnpairedMark] = []
    notes = [number for number, block in enumerate(draft.blocks) if block.kind is BlockKind.NOTE]
    others = [number for number, block in enumerate(draft.blocks) if block.kind is not BlockKind.NOTE]
    for numbers in (others, notes):
        inline = [n for n in numbers if draft.blocks[n].kind not in (*_WITHOUT_QUOTATIONS, *_SET_OFF)]
        quoted, lone = _in_marks(draft, inline)
        found += quoted
        unpaired += lone
    found += _set_off(draft)
    return QuotationsInDraft(tuple(sorted(found, key=lambda each: each.span)), tuple(sorted(unpaired)))


def _in_marks(draft: Draft, numbers: Sequence[int]) -> tuple[list[QuotationInDraft], list[UnpairedMark]]:
    """Return what stands in marks in these blocks, which follow each other."""
    blocks = [draft.blocks[number] for number in numbers]
    breaks = frozenset(
        index
        for index, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING or (index and block.label != blocks[index - 1].label)
    )
    pairing = pair_marks([each.text for each in blocks], draft.language, [barriers_of(each) for each in blocks], breaks)
    pairing = _with_markup(blocks, pairing)
    outer, inner = _outermost(pairing.marked)
    found = []
    for marked in outer:
        block = blocks[marked.paragraph]
        if not is_title(block, marked):
            made = _quotation(draft, numbers, blocks, marked)
            nested = [blocks[each.paragraph].draft_span(*each.pieces[0]) for each in inner if _holds(marked, each)]
            found.append(replace(made, nested=tuple(nested)))
    lone = [
        UnpairedMark(block.draft_span(*mark.span), block.text[slice(*mark.span)], mark.opens)
        for mark in pairing.lone
        for block in [blocks[mark.paragraph]]
    ]
    return found, lone


def barriers_of(block: DraftBlock) -> list[Span]:
    """Return where a block cites, as far as it can be seen before its quotations are known."""
    return sorted(
        [*(match.span() for match in _CITATION.finditer(block.text)), *(each.span for each in block.citations)]
    )


def _with_markup(blocks: Sequence[DraftBlock], pairing: Pairing) -> Pairing:
    """Return the pairs with what the file's own markup sets in quotation marks."""
    marked = [
        MarkedWords(index, (span,), (span[0], span[0]), (span[1], span[1]))
        for index, block in enumerate(blocks)
        for span in block.quotations
    ]
    whole = [
        each for each in pairing.marked if not any(_cut_by(each, span) for span in blocks[each.paragraph].quotations)
    ]
    both = sorted([*whole, *marked], key=lambda each: (each.paragraph, each.pieces[0][0], -each.pieces[-1][1]))
    return Pairing(both, pairing.lone)


def _cut_by(marked: MarkedWords, span: Span) -> bool:
    """Tell whether just one of two marks stands within what markup quotes, so that they are no pair."""
    if len(marked.pieces) > 1:
        return False
    opens, closes = (span[0] <= mark[0] < span[1] for mark in (marked.opening, marked.closing))
    return opens != closes


def _outermost(marked: Sequence[MarkedWords]) -> tuple[list[MarkedWords], list[MarkedWords]]:
    outer: list[MarkedWords] = []
    inner: list[MarkedWords] = []
    for each in marked:
        (inner if outer and _holds(outer[-1], each) else outer).append(each)
    return outer, inner


def _holds(outer: MarkedWords, inner: MarkedWords) -> bool:
    """Return whether some words in marks lie inside of others."""
    if outer is inner:
        return False
    begins = (outer.paragraph, outer.pieces[0][0]) <= (inner.paragraph, inner.pieces[0][0])
    return begins and (inner.last_paragraph, inner.pieces[-1][1]) <= (outer.last_paragraph, outer.pieces[-1][1])


def _quotation(
    draft: Draft, numbers: Sequence[int], blocks: Sequence[DraftBlock], marked: MarkedWords
) -> QuotationInDraft:
    first, last = blocks[marked.paragraph], blocks[marked.last_paragraph]
    marked = marked._replace(
        pieces=tuple(_trimmed(blocks[marked.paragraph + n].text, piece) for n, piece in enumerate(marked.pieces))
    )
    words, way_back = joined([(blocks[marked.paragraph + offset], piece) for offset, piece in enumerate(marked.pieces)])
    return QuotationInDraft(
        (first.draft_span(*marked.pieces[0])[0], last.draft_span(*marked.pieces[-1])[1]),
        words,
        way_back,
        (first.text[slice(*marked.opening)], last.text[slice(*marked.closing)]),
        QuotationForm.INLINE,
        numbers[marked.paragraph],
        numbers[marked.last_paragraph],
        marked.pieces[0],
        in_note=first.kind is BlockKind.NOTE,
        is_scare=_is_short(words),
        language=draft.language or None,
        remarks=_remarks(draft, last, marked.closing[1]),
    )


def _remarks(draft: Draft, block: DraftBlock, end: int) -> frozenset[Remark]:
    """Return what is said of a quotation that ends in a block: right behind it, or in the note to which it sends."""
    calls = [call for call in block.calls if end - 1 <= call.offset <= end + _MARK_NEAR]
    in_notes = [remarks_in(draft.blocks[call.note].text) for call in calls[:1]]
    return remarks_behind(block.text, end).union(*in_notes)


def _trimmed(text: str, span: Span) -> Span:
    """Return a span without the white space at its ends, as French has it inside of its marks."""
    words = text[slice(*span)]
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())


def joined(parts: Sequence[tuple[DraftBlock, Span]]) -> tuple[str, WayBack]:
    """Return the words of spans of blocks, a blank between two, with the way back to the draft's text."""
    words: list[str] = []
    runs: list[Run] = []
    length = 0
    for block, (start, end) in parts:
        if words:
            words.append(" ")
            length += 1
        for run in block.way_back.runs:
            first, last = max(start, run.text), min(end, run.text + run.length)
            if first < last:
                runs.append(Run(length + first - start, run.source + first - run.text, last - first, run.interrupted))
        words.append(block.text[start:end])
        length += end - start
    return "".join(words), WayBack(tuple(runs))


def _is_short(words: str) -> bool:
    """Return whether words are so few that they may be a term rather than a quotation."""
    if not words.isascii() and any("\u3040" <= letter <= "\u9fff" for letter in words):
        return len(words) <= _MOST_SCARE_LETTERS
    return len(words.split()) <= _MOST_SCARE_WORDS and len(tokenize(words)) <= _MOST_SCARE_WORDS + 1


def _set_off(draft: Draft) -> Iterator[QuotationInDraft]:
    """Yield the block quotations and epigraphs; paragraphs of one kind that follow each other are one."""
    number = 0
    while number < len(draft.blocks):
        form = _SET_OFF.get(draft.blocks[number].kind)
        first = number
        number += 1
        if form is None:
            continue
        while (
            number < len(draft.blocks)
            and draft.blocks[number].kind is draft.blocks[first].kind
            and find_attribution(draft.blocks[number - 1].text) is None
        ):
            number += 1
        set_off = words_of_blocks(draft.blocks[first:number])
        if set_off is None:
            continue
        parts = [(draft.blocks[first + offset], span) for offset, span in set_off.parts]
        words, way_back = joined(parts)
        last = first + set_off.parts[-1][0]
        yield QuotationInDraft(
            (parts[0][0].draft_span(*parts[0][1])[0], parts[-1][0].draft_span(*parts[-1][1])[1]),
            words,
            way_back,
            set_off.marks,
            form,
            first + set_off.parts[0][0],
            last,
            parts[0][1],
            language=draft.language or None,
            remarks=_remarks(draft, draft.blocks[last], parts[-1][1][1]),
        )
