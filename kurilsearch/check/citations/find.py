"""What a draft cites, and for which quotation each citation stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kurilsearch.check.citations.behind import Gathered, right_behind
from kurilsearch.check.citations.gather import gather, read_own_references
from kurilsearch.check.citations.small_letters import known_names
from kurilsearch.check.citations.speakers import speaker_after, speaker_before
from kurilsearch.check.draft import (
    BlockKind,
    CitationForm,
    CitationInDraft,
    CitationsInDraft,
    Draft,
    QuotationForm,
    QuotationInDraft,
    QuotationsInDraft,
)
from kurilsearch.check.quotations.block_quotations import find_attribution
from kurilsearch.references.model import ReferenceEntry

_SENTENCE_END = re.compile(r"[.!?…][”\"»“’)\]]*\s+(?=[^\W\d_a-zа-яß-öø-ÿ]|[“\"„«‘])|[。！？]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-ZА-Я]|pp?|S|vol|no|cf|vgl|ed|eds|Hg|Bd|St|Mr|Mrs|Dr|Prof|z|u|с|т|г|стр|ca|etc|al)\.)\Z"
)
_LONGEST_SENTENCE = 2_000
"""Characters on either side of a quotation in which its sentence begins and ends."""

_NEAR = 4
"""Characters between a quotation and what stands right behind it: a stop, a closing mark, a blank, a bracket."""


def find_citations(
    draft: Draft, quotations: QuotationsInDraft, authors: Iterable[Sequence[str]] = ()
) -> CitationsInDraft:
    """Return all that a draft cites, and the citations of each of its quotations, the nearest first.

    ``authors`` are pairs of given and family name of the works that may be cited, by which those are told that are
    printed in small letters.

    A citation belongs to the quotation that it stands behind, in the text or in the note whose mark stands there; else
    to those of its sentence. Where a place alone stands behind (``(p. 23)``), the sentence or the one before names the
    work. The entries of a bibliography are read by :mod:`kurilsearch.references`.
    """
    references = read_own_references(draft)
    known = known_names(authors, draft.blocks)
    found = _without_inner(gather(draft, references, known), draft, quotations.quotations)
    return _Belonging(draft, quotations.quotations, found).result(references.entries)


def _without_inner(found: Sequence[Gathered], draft: Draft, quotations: Sequence[QuotationInDraft]) -> list[Gathered]:
    """Return the citations without those that stand within quoted words: they are the source's own."""
    inside = [each.span for each in quotations]
    kept = []
    for each in found:
        start, end = draft.blocks[each.block].draft_span(*each.span)
        if not any(first <= start and end <= last for first, last in inside):
            kept.append(each)
    return kept


class _Belonging:
    """Finds the citations of quotations, one after the other, and those that are such only by their place."""

    def __init__(self, draft: Draft, quotations: Sequence[QuotationInDraft], found: list[Gathered]) -> None:
        self._draft, self._quotations = draft, quotations
        self._found = found
        self._by_block: dict[int, list[int]] = {}
        for number, each in enumerate(found):
            self._by_block.setdefault(each.block, []).append(number)
        self._ends = [self._end_of(each) for each in quotations]

    def result(self, entries: tuple[ReferenceEntry, ...]) -> CitationsInDraft:
        """Return the citations in the order of the draft, and those of each quotation."""
        belonging, speakers = [], []
        for number, quotation in enumerate(self._quotations):
            belonging.append(tuple(dict.fromkeys(self._of_quotation(number, quotation))))
            speakers.append(self._speaker(number, quotation))
        blocks = self._draft.blocks
        order = sorted(range(len(self._found)), key=lambda n: (self._found[n].block, self._found[n].outer))
        place = {number: index for index, number in enumerate(order)}
        return CitationsInDraft(
            tuple(
                CitationInDraft(
                    blocks[each.block].draft_span(*each.span),
                    blocks[each.block].text[slice(*each.span)],
                    each.form,
                    each.items,
                    each.entries,
                    each.block,
                    blocks[each.block].label if blocks[each.block].kind is BlockKind.NOTE else None,
                )
                for each in (self._found[number] for number in order)
            ),
            tuple(tuple(place[n] for n in each) for each in belonging),
            tuple(speakers),
            entries,
        )

    def _end_of(self, quotation: QuotationInDraft) -> int:
        """Return where a quotation ends in its last block, its closing mark in."""
        block = self._draft.blocks[quotation.last_block]
        last = quotation.span[1] - 1
        for run in block.way_back.runs:
            if run.source <= last < run.source + run.length:
                end, mark = run.text + last - run.source + 1, quotation.marks[1].strip()
                closing = len(block.text) - len(block.text[end:].lstrip())
                return closing + len(mark) if mark and block.text.startswith(mark, closing) else end
        return len(block.text)

    def _of_quotation(self, number: int, quotation: QuotationInDraft) -> list[int]:
        at, end = quotation.last_block, self._ends[number]
        nearest = self._right_behind(at, end)
        if nearest:
            return [self._with_work(each, number, quotation) for each in nearest]
        if quotation.form is not QuotationForm.INLINE:
            return self._of_set_off(quotation, end)
        start, stop = self._sentence(at, quotation, end)
        before = [
            n for n in self._in_block(quotation.block) if start <= self._found[n].outer[1] <= quotation.block_span[0]
        ]
        free = [n for n in before if not self._is_behind_another(n, number)]
        if free:
            return free[-1:]
        behind = [n for n in self._in_block(at) if end <= self._found[n].outer[0] < stop]
        calls = [call for call in self._draft.blocks[at].calls if end <= call.offset <= stop]
        if behind:
            return behind[:1]
        if calls:
            return self._in_block(calls[0].note)[:1]
        return []

    def _of_set_off(self, quotation: QuotationInDraft, end: int) -> list[int]:
        """Return the citation behind a block quotation, in its own block or at the end of the lead-in before it."""
        own = [n for n in self._in_block(quotation.last_block) if self._found[n].outer[0] >= end - 1]
        below = quotation.last_block + 1
        while (
            below < len(self._draft.blocks)
            and self._draft.blocks[below].kind is self._draft.blocks[quotation.block].kind
            and find_attribution(self._draft.blocks[below - 1].text) is None
        ):
            own += self._in_block(below)
            below += 1
        calls = [call for call in self._draft.blocks[quotation.last_block].calls if call.offset >= end - 1]
        if own:
            return own
        if calls:
            return self._in_block(calls[0].note)
        before = quotation.block - 1
        while before >= 0 and self._draft.blocks[before].kind is BlockKind.NOTE:
            before -= 1
        if before < 0 or self._draft.blocks[before].kind is not BlockKind.PARAGRAPH:
            return []
        lead = self._draft.blocks[before]
        sentence = _last_sentence(lead.text)
        named = [n for n in self._in_block(before) if self._found[n].outer[0] >= sentence]
        calls = [call for call in lead.calls if call.offset >= sentence]
        return named[-1:] or (self._in_block(calls[-1].note) if calls else [])

    def _right_behind(self, at: int, end: int) -> list[int]:
        """Return the citations right behind a quotation, or in the note whose mark stands there."""
        block = self._draft.blocks[at]
        for number in self._in_block(at):
            start = self._found[number].outer[0]
            if end - 1 <= start <= end + _NEAR and not any(letter.isalnum() for letter in block.text[end:start]):
                return [number]
        calls = [call for call in block.calls if end - 1 <= call.offset <= end + 2]
        if calls and not any(letter.isalnum() for letter in block.text[end : calls[0].offset]):
            return self._in_block(calls[0].note)
        made = right_behind(at, block, end, self._draft.language)
        if made is None or any(
            self._found[n].outer[0] < made.outer[1] and made.outer[0] < self._found[n].outer[1]
            for n in self._in_block(at)
        ):
            return []
        self._found.append(made)
        self._by_block.setdefault(at, []).append(len(self._found) - 1)
        return [len(self._found) - 1]

    def _with_work(self, index: int, number: int, quotation: QuotationInDraft) -> int:
        """Give a place alone, or *ibid.*, the work that the sentence names or that was cited last."""
        each = self._found[index]
        item = each.items[0]
        if _names_work(each):
            return index
        start, _ = self._sentence(quotation.block, quotation, quotation.block_span[0])
        earlier = [
            n
            for n in range(len(self._found))
            if (self._found[n].block, self._found[n].outer) < (each.block, each.outer) and _names_work(self._found[n])
        ]
        earlier.sort(key=lambda n: (self._found[n].block, self._found[n].outer))
        near = [n for n in earlier if self._found[n].block == each.block and self._found[n].outer[1] >= start]
        speaker = self._speaker(number, quotation)
        chosen = near or ([] if (speaker and each.form is not CitationForm.REPEATED) or item.year else earlier)
        if item.year and speaker:
            chosen = []
        if chosen:
            work = self._found[chosen[-1]]
            named = replace(
                work.items[-1], locator=item.locator, label=item.label, year=item.year or work.items[-1].year
            )
            self._found[index] = replace(each, items=(named,), entries=work.entries[-1:])
        elif speaker:
            self._found[index] = replace(each, items=(replace(item, names=speaker),))
        return index

    def _in_block(self, block: int) -> list[int]:
        return sorted(self._by_block.get(block, ()), key=lambda n: self._found[n].outer)

    def _is_behind_another(self, index: int, number: int) -> bool:
        """Return whether a citation stands right behind another quotation, whose it is."""
        each = self._found[index]
        text = self._draft.blocks[each.block].text
        return any(
            other.last_block == each.block
            and 0 <= each.outer[0] - self._ends[n] <= _NEAR
            and not any(map(str.isalnum, text[self._ends[n] : each.outer[0]]))
            for n, other in enumerate(self._quotations)
            if n != number
        )

    def _sentence(self, at: int, quotation: QuotationInDraft, end: int) -> tuple[int, int]:
        """Return the range of the sentence around a quotation: its start in the first block, its end in the last."""
        first, last = self._draft.blocks[quotation.block].text, self._draft.blocks[at].text
        opening = max(quotation.block_span[0] - len(quotation.marks[0]), 0)
        left = max(opening - _LONGEST_SENTENCE, 0)
        start = left + _last_sentence(first[left:opening])
        if last[end - 1 - len(quotation.marks[1]) : end - 1] in tuple(".!?") and re.match(
            r"\s+[^\W\d_a-z]", last[end:]
        ):
            return start, end
        for match in _SENTENCE_END.finditer(last, end, end + _LONGEST_SENTENCE):
            if not _ABBREVIATION.search(last, max(match.start() - 8, 0), match.start() + 1):
                return start, match.end()
        return start, min(len(last), end + _LONGEST_SENTENCE)

    def _speaker(self, number: int, quotation: QuotationInDraft) -> tuple[str, ...]:
        block = self._draft.blocks[quotation.block]
        if quotation.form is not QuotationForm.INLINE:
            lead = self._draft.blocks[quotation.block - 1] if quotation.block else None
            if lead is None or lead.kind is not BlockKind.PARAGRAPH:
                return ()
            return speaker_before(lead.text[_last_sentence(lead.text) :])
        start, stop = self._sentence(quotation.last_block, quotation, self._ends[number])
        before = speaker_before(block.text[start : quotation.block_span[0] - len(quotation.marks[0])])
        return before or speaker_after(self._draft.blocks[quotation.last_block].text[self._ends[number] : stop])


def _names_work(each: Gathered) -> bool:
    item = each.items[-1] if each.items else None
    return item is not None and bool(item.names or item.title or item.key or item.number or item.item or item.quoted_in)


def _last_sentence(text: str) -> int:
    """Return where the last sentence of a text begins."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.end() < len(text.rstrip()) and not _ABBREVIATION.search(
            text, max(match.start() - 8, 0), match.start() + 1
        ):
            start = match.end()
    return start
