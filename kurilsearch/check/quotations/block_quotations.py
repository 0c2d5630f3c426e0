"""The words of a quotation that is set off: without the marks around it and the source named at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kurilsearch.check.draft import DraftBlock
from kurilsearch.cite.quote_glyphs import CLOSERS
from kurilsearch.model import Span

_SOURCE = re.compile(
    r"\s*(?:\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)|\[(?P<bracketed>[^\[\]]+)\]|（[^（）]+）)[.。]?\s*\Z"
)
_CITES = re.compile(r"\d|@|n\.d\.|o\.J\.|б\.г\.|ibid|ebd|там же|同上|emphasis|translation|[^\W\d_]+,\s", re.I)
_ATTRIBUTION = re.compile(r"\s*(?:[—–―]|--+)\s*(?P<name>[^\W\da-zа-я][^—–―]{2,150})\Z")
_BEHIND_STOP = re.compile(r"[.!?…。！？”\"»“’]\s*\Z")


class SetOff(NamedTuple):
    """The words of a block quotation: spans of its blocks, by their place among these, and the marks around them."""

    parts: list[tuple[int, Span]]
    marks: tuple[str, str]


def find_attribution(text: str) -> int | None:
    """Return where the line begins that names the source at the end of a block quotation; None where there is none."""
    found = _ATTRIBUTION.search(text.rstrip())
    if found is None or (found.start() and not _BEHIND_STOP.search(text, 0, found.start())):
        return None
    return found.start()


def words_of_blocks(blocks: Sequence[DraftBlock]) -> SetOff | None:
    """Return the words of a quotation that these blocks are; None where nothing but a source is left."""
    parts: list[tuple[int, Span]] = []
    for number, block in enumerate(blocks):
        end = end_of_words(block, is_last=number + 1 == len(blocks))
        if block.text[:end].strip():
            start = len(block.text) - len(block.text.lstrip())
            parts.append((number, (start, end)))
    return _without_marks(blocks, parts) if parts else None


def end_of_words(block: DraftBlock, *, is_last: bool) -> int:
    """Return where the words of a block quotation end: before a citation or an attribution at the end of the block."""
    end = len(block.text.rstrip())
    while is_last or block.citations:
        behind = [each.span[0] for each in block.citations if each.span[0] < end <= each.span[1] + 1]
        source = _SOURCE.search(block.text, max(end - 300, 0), end)
        if behind:
            end = min(behind)
            end -= block.text[end - 1 : end] in ("(", "[")
        elif source and source.start() and _CITES.search(source[0]):
            end = source.start()
        else:
            break
        end = len(block.text[:end].rstrip())
    if is_last and (attribution := find_attribution(block.text[:end])) is not None:
        end = attribution
    return len(block.text[:end].rstrip())


def _without_marks(blocks: Sequence[DraftBlock], parts: list[tuple[int, Span]]) -> SetOff:
    """Return the spans without a pair of marks around all of them, or repeated before each."""
    texts = [blocks[number].text[slice(*span)] for number, span in parts]
    opening, closing = texts[0][:1], texts[-1].rstrip(".,")[-1:]
    if opening in CLOSERS and closing in CLOSERS[opening] and texts[0].count(closing) <= 1 + (opening == closing):
        made = []
        for text, (number, (start, end)) in zip(texts, parts, strict=True):
            start += text.startswith(opening)
            made.append((number, (start, end)))
        number, (start, _) = made[-1]
        end = parts[-1][1][0] + texts[-1].rindex(closing)
        made[-1] = (number, (start, max(end, start)))
        return SetOff(made, (opening, closing))
    return SetOff(parts, ("", ""))
