"""Which works are cited for quoted words: in their sentence, right behind it, before it, or in its note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kurilsearch.language.sentences import SentenceSplitter
from kurilsearch.model import Kind, Span, StoredPassage
from kurilsearch.references.model import CitedWork, NoteCall, References

_MARKS = re.compile(r"[“”„«»「」『』\"‘’]")
_PAIRS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", "‘": "’", "»": "«"}
_LEADS = re.compile(r"[:：][\s”\"»]*\Z")
_BEHIND = re.compile(r"[\s.,;”\"»’)\]]*(?=[(\[（])")
_SOME_WAY = 4_000
_LONGEST_QUOTATION = 3_000


class _Reach(NamedTuple):
    """The part of a passage whose citations count, and the quotation inside the source that holds the words."""

    start: int
    end: int
    quotation: Span | None


def works_cited_at(references: References, passage_id: int, span: Span) -> tuple[CitedWork, ...]:
    """Return the works that are cited for ``span`` of a passage's text, the nearest citation behind it first.

    Those are cited in its sentences, in parentheses right behind them, in notes that are called there, at the end of
    the block quotation it belongs to, or where that is introduced (*Nimmo writes:*). Words that stand in quotation
    marks in the source have the citation behind these marks, or before them in the sentence, and are second-hand
    then. Empty where nothing is cited, and for a passage that the references were not read from.
    """
    stored = references.passages.get(passage_id)
    if stored is None:
        return ()
    reach = _reach(stored, span)
    found = list(_cited_between(references, stored, reach))
    if stored.passage.kind is Kind.BLOCKQUOTE and not found:
        found = list(_introduced(references, stored))
    if reach.quotation and not found:
        found = list(_cited_between(references, stored, _next_sentence(stored, reach)))[:1]
    nearest = sorted(found, key=lambda work: _distance(work, span, passage_id))
    if reach.quotation is None:
        return tuple(nearest)
    source = nearest[0] if nearest else None
    return tuple(
        CitedWork(work.citation, work.entries, work is source or _same_group(work, source), work.called_from)
        for work in nearest
    )


def _reach(stored: StoredPassage, span: Span) -> _Reach:
    """Return from where to where citations count: whole sentences, those of the quotation around the words included."""
    text = stored.passage.text
    block = stored.passage.kind is Kind.BLOCKQUOTE
    quotation = (0, len(text)) if block else _quotation_around(text, span)
    first, last = quotation if quotation else span
    sentences = _sentences_around(text, first, last)
    start = max((begin for begin, _ in sentences if begin <= first), default=0)
    end = min((finish for _, finish in sentences if finish >= last), default=len(text))
    if behind := _BEHIND.match(text, end):
        closing = _group_end(text, behind.end())
        end = closing or end
    return _Reach(start, end, quotation)


def _sentences_around(text: str, first: int, last: int) -> list[Span]:
    """Return the sentences from some way before ``first`` to some way after ``last``."""
    start, end = max(first - _SOME_WAY, 0), last + _SOME_WAY
    return [(start + begin, start + finish) for begin, finish in SentenceSplitter().spans(text[start:end])]


def _next_sentence(stored: StoredPassage, reach: _Reach) -> _Reach:
    """Return the sentence after a quotation that cites nothing: one citation may stand for several sentences."""
    sentences = _sentences_around(stored.passage.text, reach.start, reach.end)
    following = (each for each in sentences if each[0] >= reach.end)
    start, end = next(following, (reach.end, reach.end))
    return _Reach(start, end, reach.quotation)


def _quotation_around(text: str, span: Span) -> Span | None:
    """Return the quotation inside the source that holds the words, without its marks; None where there is none."""
    opened: list[tuple[str, int]] = []
    for mark in _MARKS.finditer(text):
        sign, at = mark[0], mark.start()
        if opened and _closes(text, sign, at, opened[-1][0]):
            _, start = opened.pop()
            if start <= span[0] and span[1] <= at + 1 and at - start <= _LONGEST_QUOTATION:
                return start, at
        elif sign in _PAIRS or sign == '"':
            if sign == '"' and opened and opened[-1][0] == '"':
                opened.pop()  # a mark was lost
            if (sign != "‘" or not text[at - 1 : at].isalnum()) and at < span[1]:
                opened.append((sign, at + 1))
    return None


def _closes(text: str, sign: str, at: int, opening: str) -> bool:
    if opening == '"':
        return sign == '"' and not text[at - 1 : at].isspace()
    return sign in _PAIRS[opening] and not (sign == "’" and text[at + 1 : at + 2].isalpha())


def _group_end(text: str, start: int) -> int | None:
    """Return where the parenthesis that opens at ``start`` ends, if it is short enough to be a citation."""
    depth = 0
    for at in range(start, min(len(text), start + 400)):
        if text[at] in "([（":
            depth += 1
        elif text[at] in ")]）":
            depth -= 1
            if depth == 0:
                return at + 1
    return None


def _cited_between(references: References, stored: StoredPassage, reach: _Reach) -> Iterator[CitedWork]:
    """Yield what is cited from ``reach.start`` to ``reach.end``, in the text itself and in notes called there."""
    for index in references.citations_in(stored.id):
        citation = references.citations[index]
        start, end = citation.place.span
        if reach.start <= start and min(end, citation.group[1]) <= reach.end:
            yield CitedWork(citation, references.entries_of(index))
    for call in references.calls_in(stored.id):
        if reach.start < call.place.span[0] <= reach.end:
            yield from _in_note(references, call)


def _in_note(references: References, call: NoteCall) -> Iterator[CitedWork]:
    for index in references.citations_in(call.note):
        yield CitedWork(references.citations[index], references.entries_of(index), called_from=call)


def _introduced(references: References, stored: StoredPassage) -> Iterator[CitedWork]:
    """Yield what the sentence that leads to a block quotation cites: the last above it, ending in a colon."""
    above = next((other for other in references.passages.values() if other.position == stored.position - 1), None)
    if above is None or not _LEADS.search(above.passage.text[-8:]):
        return
    end = len(above.passage.text)
    start = _sentences_around(above.passage.text, end, end)[-1][0]
    yield from _cited_between(references, above, _Reach(start, end, None))


def _place_in_text(work: CitedWork) -> tuple[int, Span]:
    place = work.called_from.place if work.called_from else work.citation.place
    return place.passage_id, place.span


def _distance(work: CitedWork, span: Span, passage_id: int) -> tuple[bool, bool, int]:
    """Order citations: behind the words, in front of them, in a passage above; the nearest first."""
    passage, place = _place_in_text(work)
    behind = place[0] >= span[1]
    return passage != passage_id, not behind, place[0] - span[1] if behind else span[0] - place[0]


def _same_group(work: CitedWork, source: CitedWork | None) -> bool:
    """Return whether two citations stand in one parenthesis, or in one note."""
    if source is None or work.called_from != source.called_from:
        return False
    one, other = work.citation, source.citation
    return one.place.passage_id == other.place.passage_id and (one.group == other.group or work.called_from is not None)
