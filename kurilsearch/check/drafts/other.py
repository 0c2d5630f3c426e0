"""Drafts of other formats, PDF above all: read as sources are, their passages taken as blocks."""

from __future__ import annotations

from pathlib import Path

from kurilsearch.check.draft import BlockKind, DraftBlock
from kurilsearch.check.drafts.assemble import finish_blocks
from kurilsearch.model import Kind, Passage, StoredPassage
from kurilsearch.parse import parse_document
from kurilsearch.read.loader import read_source
from kurilsearch.references.note_marks import find_calls, read_marks

_KINDS = {
    Kind.BODY: BlockKind.PARAGRAPH,
    Kind.HEADING: BlockKind.HEADING,
    Kind.NOTE: BlockKind.NOTE,
    Kind.BLOCKQUOTE: BlockKind.BLOCK_QUOTATION,
    Kind.REFERENCE: BlockKind.REFERENCE,
    Kind.LIST: BlockKind.LIST,
}


def read_by_reader(path: Path) -> tuple[str, str, str, list[DraftBlock]]:
    """Return the text, the format, the encoding and the blocks of a file that some reader of sources reads.

    Page heads and page numbers are no blocks. Raises UnreadableSourceError as readers do.
    """
    source = read_source(path)
    parsed = parse_document(source)
    stored = [StoredPassage(n, 0, n, passage, None) for n, passage in enumerate(parsed.passages)]
    calls, _ = find_calls(stored, read_marks(source.text, parsed.furniture))
    sent: dict[int, list[tuple[int, str]]] = {}
    for call in calls:
        sent.setdefault(call.place.passage_id, []).append((call.place.span[0], f"passage {call.note}"))
    blocks = [_block(number, passage) for number, passage in enumerate(parsed.passages)]
    marks = [sent.get(number, []) for number in range(len(blocks))]
    return source.text, source.format, source.encoding, finish_blocks(blocks, marks)


def _block(number: int, passage: Passage) -> DraftBlock:
    """Return a passage as a block; a note is known by its place, its printed number is no word of it."""
    if passage.kind is not Kind.NOTE:
        return DraftBlock(_KINDS[passage.kind], passage.text, passage.way_back)
    return DraftBlock(BlockKind.NOTE, passage.text, passage.way_back, label=f"passage {number}")
