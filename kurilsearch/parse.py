"""Source text to document: clean, then segment; every character ends in a passage or in furniture.

A source whose reader knows its blocks is not cleaned, and is segmented by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kurilsearch.csl.items import metadata_of
from kurilsearch.language.languages import detect_language
from kurilsearch.model import Furniture, FurnitureKind, ParsedDocument, Passage, SourceText, Span
from kurilsearch.segment import segment_blocks, segment_text


def parse_document(source: SourceText, lexicon: Mapping[str, int] | None = None) -> ParsedDocument:
    """Return the passages, furniture and pages of ``source``.

    ``lexicon`` counts the words (lower case) of the library's sources: it helps to decide whether a hyphen at a
    line's end belongs to the word. The language is what the source says, else what its text shows.
    """
    if source.blocks is None:
        from kurilsearch.clean import clean_text  # the patterns of a dozen steps, which no PDF needs

        clean = clean_text(source)
        segments = segment_text(clean, source.text, lexicon, title=str(source.item.get("title", "")))
    else:
        clean, segments = segment_blocks(source, lexicon)
    furniture = sorted([*clean.furniture, *segments.furniture], key=lambda region: (region.start, region.end))
    furniture += _left_over(source.text, segments.passages, furniture)
    return ParsedDocument(
        source,
        segments.passages,
        tuple(sorted(furniture, key=lambda region: (region.start, region.end))),
        segments.pages,
        metadata_of(source.item).language or detect_language(clean.text),
    )


def covered_spans(passages: Iterable[Passage]) -> list[Span]:
    """Return the source ranges that passages take up, joined over wraps, in source order."""
    spans: list[Span] = []
    for passage in passages:
        if len(passage.way_back.runs) == 1:
            spans.append((passage.char_start, passage.char_end))
        else:
            spans += passage.way_back.source_pieces(0, len(passage.text))
    spans.sort()
    return spans


def _left_over(text: str, passages: Iterable[Passage], furniture: Iterable[Furniture]) -> list[Furniture]:
    """Return what lies in no passage and no furniture: blank space, and marks such as ``#`` before a heading."""
    spans = sorted([*covered_spans(passages), *((region.start, region.end) for region in furniture)])
    gaps, at = [], 0
    for start, end in [*spans, (len(text), len(text))]:
        if start > at:
            gaps.append(Furniture(at, start, FurnitureKind.BLANK if text[at:start].isspace() else FurnitureKind.MARKUP))
        at = max(at, end)
    return gaps
